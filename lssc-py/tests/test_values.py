"""Odd Python values everywhere: `LsscError`, or the very exception that an object raised; never a panic."""

from __future__ import annotations

import collections
import datetime
import decimal
import enum
import fractions
import itertools
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

import lssc
import numpy
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st


class Text(str):
    __slots__ = ()


class Whole(int):
    pass


class Number(float):
    pass


class Day(datetime.date):
    pass


class Pair(NamedTuple):
    one: int
    other: int


class Colour(enum.Enum):
    RED = "technology"


class TextEnum(str, enum.Enum):
    TECHNOLOGY = "technology"


class Sevenfold(enum.IntEnum):
    SEVEN = 7


class Given(Mapping[str, Any]):
    """A mapping that is no dict."""

    def __init__(self, **entries: Any) -> None:
        self.entries = entries

    def __getitem__(self, key: str) -> Any:
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


# What each value is taken as, at a place for a text, a day, hours, a flag, a list and an object.

UTC = datetime.timezone.utc
NOON = datetime.datetime(2020, 1, 1, 12)

NO_JSON: dict[str, Any] = {
    "a datetime": NOON,
    "a datetime at midnight": datetime.datetime(2020, 1, 1),
    "a datetime with zone": NOON.replace(tzinfo=UTC),
    "a time": datetime.time(12),
    "a timedelta": datetime.timedelta(1),
    "pandas.Timestamp": pandas.Timestamp("2020-01-01"),
    "pandas.NaT": pandas.NaT,
    "pandas.NA": pandas.NA,
    "NaN": float("nan"),
    "infinity": float("inf"),
    "-infinity": float("-inf"),
    "Decimal NaN": Decimal("NaN"),
    "Decimal sNaN": Decimal("sNaN"),
    "Decimal infinity": Decimal("-Infinity"),
    "numpy NaN": numpy.float64("nan"),
    "numpy infinity": numpy.float32("inf"),
    "a complex number": 1j,
    "a fraction": fractions.Fraction(1, 2),
    "bytes": b"technology",
    "a bytearray": bytearray(b"technology"),
    "a memoryview": memoryview(b"technology"),
    "a set": {"technology"},
    "a frozenset": frozenset(),
    "a generator": (one for one in ["technology"]),
    "an iterator": iter([]),
    "a range": range(3),
    "a deque": collections.deque(["technology"]),
    "the keys of a dict": {}.keys(),
    "a numpy array": numpy.array(["technology"]),
    "a numpy array of one number": numpy.array([7]),
    "a numpy array without dimensions": numpy.array(7),
    "a numpy datetime in ns": numpy.datetime64("2020-01-01T12:00", "us"),
    "numpy NaT": numpy.datetime64("NaT", "D"),
    "a numpy timedelta": numpy.timedelta64(1, "D"),
    "a numpy long double": numpy.longdouble(7),
    "numpy bytes": numpy.bytes_(b"x"),
    "a numpy void": numpy.void(b"x"),
    "a pandas series": pandas.Series([1]),
    "an enum member": Colour.RED,
    "an object": object(),
    "a class": int,
    "a class of ours": lssc.Experience,
    "a module": sys,
    "a function": len,
    "Ellipsis": ...,
    "NotImplemented": NotImplemented,
    "a namespace": SimpleNamespace(id="p"),
    "half a surrogate pair": "\ud800",
    "the other half": "tech\udfff",
}
"""What no key of any type takes."""

SOMETHING: dict[str, Any] = {
    "nothing": None,
    "an empty text": "",
    "a title": "Technology",
    "a subclass of str": Text("technology"),
    "a str enum member": TextEnum.TECHNOLOGY,
    "numpy.str_": numpy.str_("technology"),
    "a name of ours": lssc.CompetencySet.TECHNOLOGY,
    "text with a zero": "a\0b",
    "a text of 10^6 characters": "x" * 10**6,
    "a text of 10^6 characters in UTF-8 of 4 bytes": "\U0001f4da" * 10**6,
    "true": True,
    "numpy true": numpy.bool_(True),
    "a subclass of int": Whole(7),
    "an int enum member": Sevenfold.SEVEN,
    "numpy.int64": numpy.int64(7),
    "numpy.uint8": numpy.uint8(7),
    "numpy.float64": numpy.float64(7.5),
    "numpy.float32": numpy.float32(7.5),
    "numpy.float16": numpy.float16(7.5),
    "a subclass of float": Number(7.5),
    "a negative int": -1,
    "2^63": 2**63,
    "2^64": 2**64,
    "-2^64": -(2**64),
    "an int of 10,000 digits": 10**10_000,
    "minus zero": -0.0,
    "the largest double": sys.float_info.max,
    "the smallest double": 5e-324,
    "7.005": 7.005,
    "a Decimal": Decimal("7.5"),
    "a Decimal with an exponent": Decimal("75e-1"),
    "a Decimal of 10^6 digits": Decimal("1." + "0" * 10**6),
    "a Decimal beyond the doubles": Decimal("1e400"),
    "a Decimal far beyond them": Decimal("1e999999999999999999"),
    "a Decimal close to nothing": Decimal("-1e-999999999999999999"),
    "nothing with a huge exponent": Decimal("0e999999999999999999"),
    "nothing with a small exponent": Decimal("0e-999999999999999999"),
    "a date": datetime.date(2020, 1, 1),
    "a subclass of date": Day(2020, 1, 1),
    "the first date": datetime.date.min,
    "the last date": datetime.date.max,
    "a numpy date": numpy.datetime64("2020-01-01"),
    "a numpy date of year 12000": numpy.datetime64("12000-01-01"),
    "a list": [],
    "a tuple": (),
    "a list of nothing": [None],
    "100,000 entries": ["technology"] * 100_000,
    "100,000 empty objects": [{}] * 100_000,
    "a named tuple": Pair(1, 2),
    "a dict": {},
    "100,000 keys": dict.fromkeys(map(str, range(100_000))),
    "keys that are no strings": {1: 2, None: 3, (4, 5): 6, b"id": 7, Colour.RED: 8, "\ud800": 9},
    "keys that are nested": {(((),),): 1},
    "a defaultdict": collections.defaultdict(list, id="p"),
    "a ChainMap": collections.ChainMap({"id": "p"}, {"x": 1}),
    "a mapping proxy": MappingProxyType({"id": "p"}),
    "a mapping": Given(id="p"),
    "a Counter": collections.Counter("ab"),
    "an instance of ours": lssc.Experience("2020-01-01", total_hours=5),
    "a record": lssc.Record("p"),
    "a result of ours": lssc.assess({"id": "p"}, as_of="2024-06-01").eligibility,
    "a catalog": lssc.Catalog(),
    "a policy": lssc.Policy(),
}
"""What some key takes, or may seem to."""

SPAN = {"from": "2020-01-01", "hours_per_week": 20}
ACTIVITY = {"completed_on": "2020-01-01", "quantity": 1, "unit": "contact-hour", "sets": []}
APPROVAL = {"id": "a", "set": "technology", "courses": ["c"], "approved_on": "2020-01-01"}


def _record(**keys: Any) -> dict[str, Any]:
    return {"id": "p", **keys}


PLACES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "/record": lambda odd: {"record": odd},
    "/as_of": lambda odd: {"as_of": odd},
    "/catalog": lambda odd: {"catalog": odd},
    "/policy": lambda odd: {"policy": odd},
    "/record/id": lambda odd: {"record": _record(id=odd)},
    "/record/education": lambda odd: {"record": _record(education=odd)},
    "/record/position_requires_mls": lambda odd: {"record": _record(position_requires_mls=odd)},
    "/record/applied_on": lambda odd: {"record": _record(applied_on=odd)},
    "/record/experience": lambda odd: {"record": _record(experience=odd)},
    "/record/experience/0": lambda odd: {"record": _record(experience=[odd])},
    "/record/experience/0/from": lambda odd: {"record": _record(experience=[SPAN | {"from": odd}])},
    "/record/experience/0/hours_per_week": lambda odd: {
        "record": _record(experience=[SPAN | {"hours_per_week": odd}])
    },
    "/record/experience/0/volunteer": lambda odd: {"record": _record(experience=[SPAN | {"volunteer": odd}])},
    "/record/activities/0/sets": lambda odd: {"record": _record(activities=[ACTIVITY | {"sets": odd}])},
    "/record/activities/0/sets/0": lambda odd: {"record": _record(activities=[ACTIVITY | {"sets": [odd]}])},
    "/record/extra": lambda odd: {"record": _record(extra=odd)},
    "/catalog/approvals/0/price_cents": lambda odd: {
        "catalog": {"approvals": [APPROVAL | {"price_cents": odd}]}
    },
    "/catalog/approvals/0/courses": lambda odd: {"catalog": {"approvals": [APPROVAL | {"courses": odd}]}},
    "/policy/title": lambda odd: {"policy": {"extends": "lssc-faq", "id": "x", "title": odd}},
    "/policy/renewal": lambda odd: {"policy": {"extends": "lssc-faq", "id": "x", "renewal": odd}},
    "/policy/renewal/contact_hours": lambda odd: {
        "policy": {"extends": "lssc-faq", "id": "x", "renewal": {"contact_hours": odd}}
    },
    "/extra": lambda odd: {"extra": odd},
}


def assess_with(changes: dict[str, Any]) -> lssc.Assessment:
    given: dict[str, Any] = {"record": {"id": "p"}, "as_of": "2024-06-01"} | changes
    return lssc.assess(**given)


def check_taken_or_fault(changes: dict[str, Any]) -> None:
    try:
        found: Any = assess_with(changes)
    except lssc.LsscError as error:
        found = error
    assert found.to_json() if isinstance(found, lssc.Assessment) else found.faults
    assert str(found)


@pytest.mark.parametrize("place", PLACES)
def test_what_json_cannot_hold_is_a_fault_at_its_place(place: str) -> None:
    expected = "unknown-key" if place.endswith("/extra") else "wrong-type"
    wrong = []
    for name, odd in NO_JSON.items():
        with pytest.raises(lssc.LsscError) as raised:
            assess_with(PLACES[place](odd))
        found = [(fault.path, fault.code.value) for fault in raised.value.faults]
        if (place, expected) not in found:
            wrong.append((name, found))
    assert wrong == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", SOMETHING)
def test_any_value_anywhere_is_taken_or_a_fault(place: str, name: str) -> None:
    check_taken_or_fault(PLACES[place](SOMETHING[name]))


@pytest.mark.parametrize(
    ("value", "hours"),
    [
        (7, 7.0),
        (Whole(7), 7.0),
        (Sevenfold.SEVEN, 7.0),
        (numpy.int64(7), 7.0),
        (numpy.uint8(7), 7.0),
        (numpy.float64(7.5), 7.5),
        (numpy.float32(7.5), 7.5),
        (Number(7.5), 7.5),
        (Decimal("7.5"), 7.5),
        (Decimal("75e-1"), 7.5),
        (Decimal("0.75e1"), 7.5),
        (Decimal("1e2"), 100.0),
        (Decimal("7.50" + "0" * 5000), 7.5),
        (Decimal("0e-999999999999999999"), 0.0),
        (Decimal("0e999999999999999999"), 0.0),
    ],
    ids=repr,
)
def test_a_number_is_taken_by_its_value(value: Any, hours: float) -> None:
    experience = lssc.Record("p", experience=[{"from": "2020-01-01", "hours_per_week": value}]).experience
    assert experience is not None
    assert experience[0].hours_per_week == hours
    assert type(experience[0].hours_per_week) is float


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "wrong-type"),
        (numpy.bool_(False), "wrong-type"),
        ("20", "wrong-type"),
        (7.005, "too-precise"),
        (numpy.float32(7.1), "too-precise"),
        (Decimal("7.005"), "too-precise"),
        (Decimal("1e-40"), "too-precise"),
        (8784.01, "out-of-range"),
        (-1, "out-of-range"),
        (-(2**70), "out-of-range"),
        (2**63, "out-of-range"),
        (2**64, "out-of-range"),
        (10**400, "out-of-range"),
        (Decimal("1e400"), "out-of-range"),
        (Decimal("-1e400"), "out-of-range"),
        (1e300, "out-of-range"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_number_that_is_none_of_hours_says_why(value: Any, code: str) -> None:
    for key in ["hours_per_week", "total_hours"]:
        with pytest.raises(lssc.LsscError) as raised:
            lssc.Record("p", experience=[{"from": "2020-01-01", "to": "2020-12-31", key: value}])
        assert [(fault.path, fault.code) for fault in raised.value.faults] == [(f"/experience/0/{key}", code)]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-02-29", datetime.date(2020, 2, 29)),
        (Text("2020-02-29"), datetime.date(2020, 2, 29)),
        (Day(2020, 2, 29), datetime.date(2020, 2, 29)),
        (numpy.datetime64("2020-02-29"), datetime.date(2020, 2, 29)),
        (datetime.date(1900, 1, 1), datetime.date(1900, 1, 1)),
        (datetime.date(2199, 12, 31), datetime.date(2199, 12, 31)),
    ],
    ids=repr,
)
def test_a_day_is_a_date_however_it_was_given(value: Any, day: datetime.date) -> None:
    taken = lssc.Record("p", applied_on=value).applied_on
    assert taken == day
    assert type(taken) is datetime.date


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (NOON, "wrong-type"),
        (NOON.replace(hour=0), "wrong-type"),
        (pandas.Timestamp("2020-01-01"), "wrong-type"),
        (pandas.NaT, "wrong-type"),
        (numpy.datetime64("2020-01-01T00:00", "s"), "wrong-type"),
        (20200101, "wrong-type"),
        (datetime.date(1899, 12, 31), "out-of-range"),
        (datetime.date(2200, 1, 1), "out-of-range"),
        (datetime.date.min, "out-of-range"),
        (datetime.date.max, "out-of-range"),
        ("2020-1-1", "bad-date"),
        ("2020-02-30", "bad-date"),
        ("2020-01-01T00:00:00", "bad-date"),
        (" 2020-01-01", "bad-date"),
        ("\u0662\u0660\u0662\u0660-01-01", "bad-date"),
    ],
    ids=repr,
)
def test_what_is_no_day_says_why(value: Any, code: str) -> None:
    with pytest.raises(lssc.LsscError) as raised:
        lssc.Record("p", applied_on=value)
    assert [(fault.path, fault.code) for fault in raised.value.faults] == [("/applied_on", code)]
    with pytest.raises(lssc.LsscError) as raised:
        lssc.assess({"id": "p"}, as_of=value)
    assert [(fault.path, fault.code) for fault in raised.value.faults] == [("/as_of", code)]


def test_a_datetime_is_refused_with_what_to_do() -> None:
    with pytest.raises(lssc.LsscError, match=r"\.date\(\)"):
        lssc.Record("p", applied_on=NOON)


# Objects that hold themselves, and objects that are deep.


def _in_itself() -> Iterator[Any]:
    one: list[Any] = []
    one.append(one)
    other: dict[str, Any] = {}
    other["extends"] = other["record"] = other["id"] = other
    pair: list[Any] = [{"experience": None}]
    pair[0]["experience"] = pair
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    many: list[Any] = ["x" * 1000]
    for _ in range(60):
        # 2^60 texts in 60 levels.
        many = [many, many]
    yield from (one, other, pair, deep, many)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("nth", range(5), ids=["list", "dict", "pair", "deep", "doubling"])
def test_a_value_that_holds_itself_is_a_fault(place: str, nth: int) -> None:
    odd = next(itertools.islice(_in_itself(), nth, None))
    with pytest.raises(lssc.LsscError):
        assess_with(PLACES[place](odd))


# Objects that raise.


class RaisedError(Exception):
    """What an object raises."""


def _raise(*_: Any, **__: Any) -> Any:
    raise RaisedError


class RaisingItems(Given):
    items = _raise


class RaisingIter(Given):
    __iter__ = _raise


class RaisingValue(Given):
    __getitem__ = _raise


class RaisingKey:
    __str__ = _raise
    __hash__ = object.__hash__


class RaisingDay(datetime.date):
    isoformat = _raise


class RaisingDecimal(Decimal):
    adjusted = _raise


class RaisingAttributes:
    __lssc_keys__ = (("id", "id"),)
    id = property(_raise)


RAISING: dict[str, Callable[[], Any]] = {
    "items": lambda: RaisingItems(id="p"),
    "iter": lambda: RaisingIter(id="p"),
    "value": lambda: RaisingValue(id="p"),
    "key": lambda: {RaisingKey(): 1},
    "day": lambda: RaisingDay(2020, 1, 1),
    "Decimal": lambda: RaisingDecimal("1.5"),
    "attributes": RaisingAttributes,
}


@pytest.mark.parametrize("kind", RAISING)
@pytest.mark.parametrize(
    "place", ["/record", "/as_of", "/catalog", "/policy", "/record/id", "/record/experience/0"]
)
def test_what_an_object_raises_is_what_comes_out(kind: str, place: str) -> None:
    with pytest.raises(RaisedError):
        assess_with(PLACES[place](RAISING[kind]()))


def test_what_the_iterable_raises_comes_after_what_it_gave() -> None:
    def records() -> Iterator[dict[str, Any]]:
        yield {"id": "p"}
        yield {}
        raise RaisedError

    found = lssc.assess_many(records(), as_of="2024-06-01")
    assert isinstance(next(found), lssc.Assessment)
    assert isinstance(next(found), lssc.LsscError)
    with pytest.raises(RaisedError):
        next(found)
    assert list(found) == []


def test_a_record_that_raises_ends_the_iteration_with_its_exception() -> None:
    found = lssc.assess_many([{"id": "p"}, RaisingItems(id="q")], as_of="2024-06-01")
    assert isinstance(next(found), lssc.Assessment)
    with pytest.raises(RaisedError):
        next(found)


MANY: dict[str, Callable[[Any], object]] = {
    "assess": lambda records: lssc.assess_many(records, as_of="2024-06-01"),
    "calendar": lambda records: lssc.calendar_many(records, as_of="2024-06-01"),
    "compare": lambda records: lssc.compare_many(records, policy_a=None, policy_b=None, as_of="2024-06-01"),
}


@pytest.mark.parametrize("name", MANY)
def test_an_object_that_cannot_be_iterated_is_a_type_error_at_once(name: str) -> None:
    with pytest.raises(TypeError):
        MANY[name](7)


@pytest.mark.parametrize("name", MANY)
def test_what_is_no_iterable_of_records_is_told_what_to_do(name: str) -> None:
    for one in [{"id": "p"}, lssc.Record("p"), '{"id": "p"}', b"{}"]:
        with pytest.raises(TypeError, match=rf"`{name}_many` takes .* or give it to `{name}`"):
            MANY[name](one)
    with pytest.raises(TypeError, match="assess_table" if name == "assess" else "rows of a table, as dicts"):
        MANY[name](pandas.DataFrame({"id": ["p"]}))


@pytest.mark.parametrize("name", MANY)
def test_what_the_iterable_raises_comes_out_of_every_function_over_it(name: str) -> None:
    def records() -> Iterator[dict[str, Any]]:
        yield {"id": "p"}
        raise RaisedError

    with pytest.raises(RaisedError):
        for _ in MANY[name](records()):  # type: ignore[attr-defined]
            pass


class Unlike:
    """Whatever it is compared with or asked, it raises."""

    __eq__ = __bool__ = __len__ = __getitem__ = __repr__ = __str__ = __float__ = __index__ = __fspath__ = (
        _raise  # type: ignore[assignment]
    )
    __hash__ = object.__hash__


@pytest.mark.parametrize("place", PLACES)
def test_an_object_is_not_asked_for_more_than_it_needs(place: str) -> None:
    with pytest.raises(lssc.LsscError):
        assess_with(PLACES[place](Unlike()))


# Python code that runs while a value is read.


def test_a_dict_that_changes_while_it_is_read_is_read_as_it_was() -> None:
    class Growing:
        def __init__(self, grown: dict[Any, Any]) -> None:
            self.grown = grown

        def __str__(self) -> str:
            self.grown[object()] = 1
            return "extra"

    record: dict[Any, Any] = {"id": "p"}
    record |= {Growing(record): 1, "applied_on": "x"}
    with pytest.raises(lssc.LsscError) as raised:
        lssc.Record.from_dict(record)
    assert {fault.path for fault in raised.value.faults} >= {"/extra", "/applied_on"}


def test_an_iterable_that_asks_for_its_own_assessments_is_told_so() -> None:
    """In a process of its own: what went wrong here once was a wait for ever."""
    script = """
import lssc

def records():
    yield {"id": "p"}
    yield from found

found = lssc.assess_many(records(), as_of="2024-06-01")
print(next(found).record)
try:
    next(found)
except ValueError as error:
    print(type(error).__name__, error)
print(list(found))
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    first, second, third = run.stdout.splitlines()
    assert (first, third) == ("p", "[]")
    assert second.startswith("ValueError the records are being taken")


# JSON text.

READERS = [one.from_json for one in (lssc.Record, lssc.Catalog, lssc.Policy, lssc.Program)]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad-json"),
        ("{", "bad-json"),
        ("\ufeff{}", "bad-json"),
        ('{"id":"\ud800"}', "bad-json"),
        (b'{"id":"\xff"}', "bad-json"),
        (b"\0", "bad-json"),
        ("[" * 65 + "]" * 65, "too-deep"),
        (" " * 2**24 + "{}", "too-large"),
        ("[]", "wrong-type"),
        ("NaN", "bad-json"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_text_that_is_no_json_is_one_fault(read: Callable[[Any], object], text: Any, code: str) -> None:
    with pytest.raises(lssc.LsscError) as raised:
        read(text)
    assert [(fault.path, fault.code) for fault in raised.value.faults] == [("", code)]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", [None, 7, {}, bytearray(b"{}"), memoryview(b"{}"), ["{}"]], ids=repr)
def test_json_text_is_str_or_bytes(read: Callable[[Any], object], text: Any) -> None:
    with pytest.raises(TypeError):
        read(text)


def test_a_text_that_is_no_unicode_loses_no_other_record() -> None:
    kinds = [type(found) for found in lssc.assess_many(['{"id":"\ud800"}', '{"id":"p"}'], as_of="2024-06-01")]
    assert kinds == [lssc.LsscError, lssc.Assessment]


# Calls.


PROGRAM: dict[str, Any] = {"requirements": {"course": "a"}, "courses": {"a": []}}
BOTH: dict[str, Any] = {"policy_a": None, "policy_b": None, "as_of": "2024-06-01"}


def test_a_misspelt_keyword_is_a_fault() -> None:
    calls: list[tuple[str, Callable[[], object]]] = [
        ("/applied", lambda: lssc.Record("p", applied="2020-01-01")),  # type: ignore[arg-type]
        ("/approval", lambda: lssc.Catalog(approval=[])),  # type: ignore[arg-type]
        ("/catalogue", lambda: lssc.assess({"id": "p"}, as_of="2024-06-01", catalogue={})),  # type: ignore[arg-type]
        ("/catalogue", lambda: lssc.assess_many([], as_of="2024-06-01", catalogue={})),  # type: ignore[arg-type]
        ("/catalogue", lambda: lssc.assess_table(pandas.DataFrame(), as_of="2024-06-01", catalogue={})),  # type: ignore[arg-type]
        ("/as_of", lambda: lssc.timeline({"id": "p"}, from_="2024-06-01", to="2024-06-01", as_of="x")),  # type: ignore[arg-type]
        ("/catalog", lambda: lssc.order([], as_of="2024-06-01", catalog={})),  # type: ignore[arg-type]
        ("/as_of", lambda: lssc.review(PROGRAM, as_of="2024-06-01")),  # type: ignore[arg-type]
        ("/as_of", lambda: lssc.Program.from_dict(PROGRAM).closing_changes(as_of="2024-06-01")),  # type: ignore[arg-type]
        ("/title", lambda: lssc.Program({"course": "a"}, {"a": []}, title="x")),  # type: ignore[arg-type]
        ("/catalogue", lambda: lssc.plan({"id": "p"}, as_of="2024-06-01", catalogue={})),  # type: ignore[arg-type]
        ("/catalogue", lambda: lssc.calendar({"id": "p"}, as_of="2024-06-01", catalogue={})),  # type: ignore[arg-type]
        ("/catalogue", lambda: lssc.calendar_many([], as_of="2024-06-01", catalogue={})),  # type: ignore[arg-type]
        ("/policy", lambda: lssc.compare({"id": "p"}, **BOTH, policy="x")),  # type: ignore[arg-type]
        ("/policy", lambda: lssc.compare_many([], **BOTH, policy="x")),  # type: ignore[arg-type]
    ]
    for path, call in calls:
        with pytest.raises(lssc.LsscError) as raised:
            call()
        assert [(fault.path, fault.code) for fault in raised.value.faults] == [(path, "unknown-key")]


@pytest.mark.parametrize(
    ("function", "arguments", "keywords"),
    [
        (lssc.assess, [{"id": "p"}], {}),
        (lssc.assess, [{"id": "p"}, "2024-06-01"], {}),
        (lssc.assess, [], {"as_of": "2024-06-01"}),
        (lssc.assess_many, [[]], {}),
        (lssc.assess_table, [pandas.DataFrame({"id": ["p"]})], {}),
        (lssc.timeline, [{"id": "p"}], {"from_": "2024-06-01"}),
        (lssc.timeline, [{"id": "p"}], {"from_": "2024-06-01", "to": "2024-06-01", "from": "x"}),
        (lssc.order, [[]], {}),
        (lssc.order, [[]], {"as_of": "2024-06-01", "op": "order"}),
        (lssc.review, [], {}),
        (lssc.review, [PROGRAM], {"courses": {}}),
        (lssc.Program, [{"course": "a"}], {}),
        (lssc.plan, [{"id": "p"}], {}),
        (lssc.calendar, [{"id": "p"}], {}),
        (lssc.compare, [{"id": "p"}], {"policy_a": None, "as_of": "2024-06-01"}),
        (lssc.compare, [{"id": "p"}], BOTH | {"op": "compare"}),
        (lssc.compare_many, [[]], {"policy_a": None, "policy_b": None}),
        (lssc.Record, [], {}),
        (lssc.Record, ["p", "college-degree"], {}),
        (lssc.Policy, [{}], {}),
        (lssc.Policy, [7], {}),
    ],
)
def test_a_call_without_what_is_required_or_with_more_is_a_type_error(
    function: Callable[..., object], arguments: list[Any], keywords: dict[str, Any]
) -> None:
    with pytest.raises(TypeError):
        function(*arguments, **keywords)


def test_every_fault_of_every_argument_comes_at_once_and_in_order() -> None:
    with pytest.raises(lssc.LsscError) as raised:
        assess_with(
            {
                "record": {"id": "", "certified_on": "x"},
                "catalog": {"approvals": 1},
                "policy": "x",
                "as_of": NOON,
                "surplus": 1,
            }
        )
    assert [(fault.path, fault.code.value) for fault in raised.value.faults] == [
        ("/record/id", "bad-length"),
        ("/record/certified_on", "bad-date"),
        ("/catalog/approvals", "wrong-type"),
        ("/policy", "unknown-policy"),
        ("/as_of", "wrong-type"),
        ("/surplus", "unknown-key"),
    ]


def test_an_error_says_every_fault_and_can_be_pickled() -> None:
    with pytest.raises(ValueError, match="applied_on") as raised:
        lssc.Record("p", applied_on="x", education="y")
    error = raised.value
    assert isinstance(error, lssc.LsscError)
    assert all(fault.path in str(error) and fault.message in str(error) for fault in error.faults)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.faults, str(again)) == (lssc.LsscError, error.faults, str(error))


# And whatever hypothesis thinks of.

ANYTHING = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.decimals(),
        st.fractions(),
        st.complex_numbers(),
        st.text(st.characters()),
        st.binary(),
        st.dates(),
        st.datetimes(),
        st.timedeltas(),
        st.sampled_from([*NO_JSON.values(), "2024-06-01", "lssc-faq", "technology"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(
            st.sampled_from(["id", "from", "courses", "extends", 1, None, "renewal"]), inner, max_size=4
        ),
        st.builds(lssc.Experience, inner, inner, inner),
        st.builds(lssc.Portfolio, inner, inner, inner, inner),
        st.builds(lssc.Approval, inner, inner, inner, inner),
    ),
    max_leaves=12,
)


@given(st.sampled_from(sorted(PLACES)), ANYTHING)
def test_nothing_but_a_fault_comes_of_any_value(place: str, value: Any) -> None:
    with decimal.localcontext() as context:
        context.traps[decimal.InvalidOperation] = True
        check_taken_or_fault(PLACES[place](value))
