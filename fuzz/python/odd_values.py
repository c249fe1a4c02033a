"""Odd values at every entry of the Python package: nothing but documented errors, and what is taken equals what JSON
text gives.

Each example is drawn from a number, so a number is all that it takes to repeat one. A request of the conformance cases is
changed in a few places, handed over as other types than JSON's, and asked of the function of its operation; tables of odd
columns go to `assess_table`.

    python odd_values.py CASES --seconds 10
    python odd_values.py CASES --start 1234 --count 1

It ends with 1 and the number of the first example that broke something. If the interpreter itself goes down, the number
stands in the file that `--at` names.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import decimal
import enum
import faulthandler
import fractions
import json
import os
import pathlib
import pickle
import random
import sys
import time
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import lssc

try:
    import pyarrow
except ImportError:
    pyarrow = None


class RaisedError(Exception):
    """What an odd object raises: it may come out, as itself."""


def _raise(*_: Any, **__: Any) -> Any:
    raise RaisedError


class Text(str):
    __slots__ = ()


class Whole(int):
    pass


class Number(float):
    pass


class Day(datetime.date):
    pass


class Dict(dict):
    pass


class List(list):
    pass


class Colour(enum.Enum):
    RED = "technology"


class TextEnum(str, enum.Enum):
    TECHNOLOGY = "technology"


class Given(Mapping[str, Any]):
    """A mapping that is no dict."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self.entries = entries

    def __getitem__(self, key: str) -> Any:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


class RaisingLength(Given):
    __len__ = _raise


class RaisingIter(Given):
    __iter__ = _raise


class RaisingItem(Given):
    __getitem__ = _raise


class RaisingKeys(Given):
    keys = items = values = _raise


class RaisingList(list):
    __iter__ = __len__ = __getitem__ = _raise


class RaisingDay(datetime.date):
    isoformat = __str__ = _raise


class RaisingClass:
    """Its class is a lie that raises."""

    @property
    def __class__(self) -> type:
        raise RaisedError


class RaisingRepr:
    __repr__ = __str__ = __hash__ = _raise
    __eq__ = _raise


class LongLength(list):
    """It says that it is longer than anything."""

    def __len__(self) -> int:
        return sys.maxsize


class Growing(Given):
    """It has another key every time that it is looked at."""

    def __iter__(self) -> Iterator[str]:
        self.entries = {**self.entries, f"more-{len(self.entries)}": 1}
        return iter(self.entries)


def _itself() -> Any:
    one: list[Any] = []
    one.append(one)
    return one


def _dict_itself() -> Any:
    one: dict[str, Any] = {"id": "p"}
    one["record"] = one["experience"] = one
    return one


def _deep(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


ODD: list[Callable[[], Any]] = [
    lambda: datetime.datetime(2020, 1, 1, 12),
    lambda: datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc),
    lambda: datetime.time(12),
    lambda: datetime.timedelta(1),
    lambda: float("nan"),
    lambda: float("inf"),
    lambda: -float("inf"),
    lambda: decimal.Decimal("NaN"),
    lambda: decimal.Decimal("sNaN"),
    lambda: decimal.Decimal("1e400"),
    lambda: decimal.Decimal("1e-999999999999999999"),
    lambda: 1j,
    lambda: fractions.Fraction(1, 2),
    lambda: b"technology",
    lambda: bytearray(b"\xff"),
    lambda: memoryview(b"x"),
    lambda: {"technology"},
    lambda: (one for one in ["technology"]),
    lambda: iter([]),
    lambda: range(3),
    lambda: collections.deque(["technology"]),
    lambda: collections.Counter("ab"),
    lambda: collections.ChainMap({"id": "p"}, {"x": 1}),
    lambda: types.MappingProxyType({"id": "p"}),
    lambda: types.SimpleNamespace(id="p"),
    lambda: Colour.RED,
    lambda: object(),
    lambda: int,
    lambda: sys,
    lambda: ...,
    lambda: NotImplemented,
    lambda: "\ud800",
    lambda: "tech\udfff",
    lambda: {"\ud800": 1},
    lambda: {1: 2, None: 3, b"id": 4},
    lambda: 10**5000,
    lambda: -(10**400),
    _itself,
    _dict_itself,
    lambda: _deep(70),
    lambda: _deep(20_000),
    lambda: RaisingLength({"id": "p"}),
    lambda: RaisingIter({"id": "p"}),
    lambda: RaisingItem({"id": "p"}),
    lambda: RaisingKeys({"id": "p"}),
    lambda: RaisingList([1]),
    lambda: RaisingDay(2020, 1, 1),
    RaisingClass,
    RaisingRepr,
    lambda: {Text("id"): RaisingRepr()},
    lambda: LongLength([1]),
    lambda: Growing({"id": "p"}),
    lambda: lssc.Record("p"),
    lambda: lssc.Catalog(),
    lambda: lssc.Policy(),
    lambda: lssc.Experience("2020-01-01", total_hours=5),
    lambda: lssc.LsscError,
    lambda: lssc.assess,
]
"""Values that JSON does not have, or that no caller should hand over."""

PLAIN: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1,
    4097,
    2**63,
    2**64,
    -(2**64),
    7.5,
    7.005,
    -0.0,
    1e308,
    5e-324,
    1e22,
    "",
    " ",
    "technology",
    "Technology",
    "2016-02-29",
    "2015-02-29",
    "1899-12-31",
    "lssc-faq",
    "lssc-2019",
    "a\x00b",
    "\x1a",
    "\U0001f4da" * 200,
    [],
    [None],
    {},
    {"id": "p"},
    {"extends": "lssc-faq", "id": "x"},
]
"""Values that JSON has."""

OPERATIONS = ("assess", "timeline", "order", "review", "plan", "calendar")
PARTS = {
    "assess": ("record", "catalog", "policy", "as_of"),
    "plan": ("record", "catalog", "policy", "as_of"),
    "calendar": ("record", "catalog", "policy", "as_of"),
    "timeline": ("record", "catalog", "policy", "from", "to"),
    "order": ("people", "as_of", "policy"),
    "review": ("requirements", "courses", "policy"),
}
OPTIONAL = ("catalog", "policy")


def cases(folder: pathlib.Path) -> list[dict[str, Any]]:
    """The requests that are objects, of every operation, of a size that can be changed often."""
    found = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").rstrip("\n").split("\n"):
            request = json.loads(line)["request"]
            if isinstance(request, dict) and request.get("op") in (None, *OPERATIONS) and len(line) < 20_000:
                found.append(request)
    return found


class Example:
    """One draw."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)
        self.is_json = True
        """Whether everything in it has a JSON text that means the same."""
        self.odd: list[Any] = []

    def places(self, value: Any) -> list[tuple[Any, Any]]:
        """Every container in a value, with each of its keys."""
        found: list[tuple[Any, Any]] = []
        left = [value]
        while left:
            inside = left.pop()
            entries = inside.items() if isinstance(inside, dict) else enumerate(inside)
            for key, entry in entries:
                found.append((inside, key))
                # What was put in before may be as odd as it likes.
                if type(entry) in (dict, list) and not any(entry is odd for odd in self.odd):
                    left.append(entry)
        return found

    def change(self, request: dict[str, Any]) -> None:
        """Another value, one more entry or one less, in a few places."""
        for _ in range(self.random.choice([0, 1, 1, 1, 2, 3])):
            places = self.places(request)
            if not places:
                return
            inside, key = self.random.choice(places)
            kind = self.random.randrange(10)
            if kind == 0:
                del inside[key]
            elif kind == 1 and isinstance(inside, list):
                inside.append(inside[key])
            elif kind == 1:
                inside[self.random.choice(["x", "id", "sets", "\u00e9", "a/b~"])] = self.plain()
            elif kind < 6:
                inside[key] = self.plain()
            else:
                self.is_json = False
                inside[key] = self.random.choice(ODD)()
                self.odd.append(inside[key])

    def plain(self) -> Any:
        value = self.random.choice(PLAIN)
        return json.loads(json.dumps(value)) if isinstance(value, (dict, list)) else value

    def dressed(self, value: Any) -> Any:
        """The same value as another type, here and there."""
        if any(value is odd for odd in self.odd):
            return value
        is_other = self.random.random() < 0.2
        if type(value) is dict:
            entries = {key: self.dressed(entry) for key, entry in value.items()}
            others = [Dict, collections.OrderedDict, Given, types.MappingProxyType]
            return self.random.choice(others)(entries) if is_other else entries
        if type(value) is list:
            items = [self.dressed(item) for item in value]
            return self.random.choice([tuple, List])(items) if is_other else items
        if not is_other:
            return value
        if type(value) is str:
            return self.text(value)
        if type(value) is int:
            return Whole(value)
        if type(value) is float:
            return Number(value)
        return value

    def text(self, value: str) -> Any:
        if value == "technology" and self.random.random() < 0.5:
            return TextEnum.TECHNOLOGY
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            return Text(value)
        # Python takes other spellings of a day than RULES 1.1.
        return Day(day.year, day.month, day.day) if day.isoformat() == value else Text(value)


Outcome = tuple[str, Any]


def asked(call: Callable[[], Any]) -> Outcome:
    """What a call comes to; what is not documented goes through."""
    try:
        return "taken", call()
    except lssc.LsscError as error:
        faults = [(fault.path, fault.code.value) for fault in error.faults]
        assert faults and all(fault.message for fault in error.faults) and str(error)
        again = pickle.loads(pickle.dumps(error))
        assert again.faults == error.faults
        return "faults", faults
    except TypeError as error:
        assert str(error)
        return "type", str(error)
    except RaisedError:
        return "raised", None


def function(operation: str, parts: dict[str, Any]) -> Callable[[], Any]:
    """The call that asks for an operation."""
    given = dict(parts)
    if operation == "review":
        program = {key: given.pop(key) for key in ("requirements", "courses") if key in given}
        return lambda: lssc.review(program, **given)
    first = given.pop("people" if operation == "order" else "record")
    if operation == "timeline":
        given = {"from_" if key == "from" else key: value for key, value in given.items()}
    return lambda: getattr(lssc, operation)(first, **given)


SESSION = lssc.Session()


def by_text(operation: str, parts: dict[str, Any]) -> Outcome:
    """What the same request as JSON text comes to."""
    answer = json.loads(SESSION.answer(json.dumps({"op": operation, **parts}).encode()))
    if "faults" in answer:
        return "faults", [(fault["path"], fault["code"]) for fault in answer["faults"]]
    ((_, value),) = answer.items()
    return "taken", value


def as_json(found: Any) -> Any:
    """A result as its JSON value, if it says so itself."""
    if isinstance(found, str):
        return found
    if isinstance(found, tuple):
        return None
    assert str(found) and repr(found)
    return json.loads(found.to_json()) if hasattr(found, "to_json") else None


def one_request(example: Example, request: dict[str, Any]) -> str:
    operation = request.pop("op", None) or "assess"
    request = json.loads(json.dumps(request))
    example.change(request)
    parts = {key: value for key, value in request.items() if key in PARTS[operation]}
    if any(key not in parts for key in PARTS[operation] if key not in OPTIONAL):
        return "incomplete"
    # At the top, `None` for what is optional is an option that was left out, as null is in a request.
    outcome, found = asked(function(operation, example.dressed(parts)))
    if example.is_json and not has_surrogates(parts):
        expected, value = by_text(operation, parts)
        assert outcome == expected, (outcome, found, expected, value)
        if outcome == "faults":
            assert found == value, (found, value)
        else:
            said = as_json(found)
            assert said is None or said == value, (said, value)
    elif outcome == "taken":
        as_json(found)
    others(example, parts, request.get("as_of", "2020-06-01"))
    return outcome


def has_surrogates(value: Any) -> bool:
    return "\\ud" in json.dumps(value).replace("\\ud83d\\udcda", "")


def others(example: Example, parts: dict[str, Any], as_of: Any) -> None:
    """The functions and classes beside those of the operations."""
    record, catalog, policy = parts.get("record"), parts.get("catalog"), parts.get("policy", "lssc-faq")
    kind = example.random.randrange(9)
    if kind == 0:
        asked(lambda: lssc.Record.from_dict(record))
    elif kind == 1 and type(record) is dict:
        asked(lambda: lssc.Record(**{str(key): value for key, value in record.items() if is_text(key)}))
    elif kind == 2:
        asked(lambda: lssc.Policy.from_dict(policy))
    elif kind == 3:
        asked(lambda: lssc.Catalog.from_dict(catalog))
    elif kind == 4:
        asked(
            lambda: lssc.compare(record, policy_a=policy, policy_b="lssc-2019", as_of=as_of, catalog=catalog)
        )
    elif kind == 5:
        many = lssc.assess_many
        outcome, found = asked(
            lambda: list(many([record, {"id": "q"}], as_of=as_of, catalog=catalog, policy=policy))
        )
        # A record that cannot be right is an error in its place; what an object raises ends it all.
        assert outcome != "taken" or [type(one) for one in found][1] is lssc.Assessment
    elif kind == 6:
        asked(lambda: lssc.calendar_many([record], as_of=as_of, catalog=catalog, policy=policy))
    elif kind == 7:
        asked(lambda: list(lssc.compare_many([record], policy_a=policy, policy_b=policy, as_of=as_of)))
    else:
        value = example.random.choice(ODD)()
        for read in (lssc.Record, lssc.Catalog, lssc.Policy, lssc.Program):
            asked(lambda read=read: read.from_json(value))
        asked(lambda: lssc.locate(value, "/record"))
        asked(lambda: lssc.Session().answer(value))


def is_text(key: Any) -> bool:
    return isinstance(key, str) and all(not 0xD800 <= ord(letter) < 0xE000 for letter in key)


def one_table(example: Example) -> str:
    """A table with odd columns."""
    draw = example.random
    rows = draw.choice([0, 1, 3, 50])

    def column() -> Any:
        kind = draw.randrange(12)
        days = [datetime.date(2012, 6, 10), datetime.date(1850, 1, 1), None, datetime.date(2199, 12, 31)]
        values: Any
        if kind == 0:
            return pyarrow.nulls(rows)
        if kind == 1:
            values, of = (
                [draw.choice(days) for _ in range(rows)],
                draw.choice([pyarrow.date32(), pyarrow.date64()]),
            )
        elif kind == 2:
            values = [
                draw.choice([None, datetime.datetime(2012, 6, 10, draw.choice([0, 3]))]) for _ in range(rows)
            ]
            of = pyarrow.timestamp(draw.choice(["s", "ms", "us", "ns"]), draw.choice([None, "UTC"]))
        elif kind == 3:
            values, of = (
                [draw.choice([0.5, float("nan"), -1e300, None]) for _ in range(rows)],
                pyarrow.float64(),
            )
        elif kind == 4:
            values, of = [draw.choice([0, -(2**63), 2**63 - 1]) for _ in range(rows)], pyarrow.int64()
        elif kind == 5:
            texts = ["technology", "2012-06-10", "", "x" * 1001, None, "p\0q"]
            values = [draw.choice(texts) for _ in range(rows)]
            of = draw.choice([pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()])
        elif kind == 6:
            values, of = [draw.choice([b"\xff", b"p", None]) for _ in range(rows)], pyarrow.binary()
        elif kind == 7:
            values, of = [draw.choice([True, None]) for _ in range(rows)], pyarrow.bool_()
        elif kind == 8:
            values = [draw.choice([None, [], [{"renewed_on": "2016-01-01"}], [None]]) for _ in range(rows)]
            of = pyarrow.list_(pyarrow.struct([("renewed_on", pyarrow.string())]))
        elif kind == 9:
            values = [draw.choice([None, {"id": "p", "x": 1}, {}]) for _ in range(rows)]
            of = pyarrow.struct([("id", pyarrow.string()), ("x", pyarrow.int8())])
        elif kind == 10:
            values, of = [decimal.Decimal("7.50")] * rows, pyarrow.decimal128(20, 2)
        else:
            return pyarrow.array(["p", None] * rows, pyarrow.string())[:rows].dictionary_encode()
        return pyarrow.array(values, of)

    names = [
        "id",
        "education",
        "position_requires_mls",
        "experience",
        "applied_on",
        "certified_on",
        "renewals",
        "x",
    ]
    chosen = draw.sample(names, draw.randrange(1, len(names)))
    if "id" not in chosen and draw.random() < 0.8:
        chosen.append("id")
    made = {name: column() for name in chosen}
    if "id" in made and draw.random() < 0.7:
        made["id"] = pyarrow.array([f"p{row}" for row in range(rows)], pyarrow.string())
    table = pyarrow.table(made).slice(draw.choice([0, 0, 1]))
    carry = draw.choice([None, None, ["x"], ["id"], "x", 7])
    how = {
        "as_of": "2024-06-01",
        "carry": carry,
        "findings": draw.random() < 0.3,
        "threads": draw.choice([None, 1, 2]),
    }
    try:
        outcome, found = asked(lambda: pyarrow.table(lssc.assess_table(table, **how)))
    except (ValueError, pyarrow.ArrowException) as error:
        # The name of a column to carry that there is not, or that the result has itself.
        assert str(error) and "panic" not in str(error).lower()
        return "refused"
    if outcome == "taken":
        found.validate(full=True)
        assert found.num_rows == table.num_rows
    return f"table {outcome}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=pathlib.Path, help="the folder conformance")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--start", type=int, default=0, help="the number of the first example")
    parser.add_argument("--count", type=int, default=0, help="how many, instead of for how long")
    parser.add_argument("--at", type=pathlib.Path, help="where the number of the example at hand is kept")
    chosen = parser.parse_args()
    faulthandler.enable()
    requests = cases(chosen.cases)
    assert len(requests) > 1000, "the cases are not there"
    expected = SESSION.answer(json.dumps(requests[0]).encode())
    kinds: collections.Counter[str] = collections.Counter()
    at = os.open(chosen.at, os.O_WRONLY | os.O_CREAT) if chosen.at else None
    end = time.monotonic() + chosen.seconds
    number = chosen.start
    while number - chosen.start < chosen.count if chosen.count else time.monotonic() < end:
        if at is not None:
            os.pwrite(at, b"%20d\n" % number, 0)
        example = Example(number)
        try:
            if pyarrow is not None and number % 8 == 0:
                kinds[one_table(example)] += 1
            else:
                kinds[one_request(example, dict(example.random.choice(requests)))] += 1
            assert SESSION.answer(json.dumps(requests[0]).encode()) == expected, (
                "the package answers otherwise now"
            )
        except BaseException:
            print(f"example {number} broke something: --start {number} --count 1", file=sys.stderr)
            raise
        number += 1
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    print(f"{number - chosen.start} examples ({told}), {time.process_time():.0f} s of processor time")
    assert {"taken", "faults"} <= set(kinds) or chosen.count, "nothing was taken, or nothing was at fault"
    return 0


if __name__ == "__main__":
    sys.exit(main())
