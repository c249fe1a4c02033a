"""The three rules by which an answer is judged (PROTOCOL.md), and the first place at which it differs."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NoReturn

from .events import NotACalendar, events
from .kit import Case

FINDINGS = ',"findings":['


class Number(str):
    """A number as it is written: 7.5 and 7.50 differ."""


class Absent:
    """Nothing, where one side has something."""

    def __repr__(self) -> str:
        return "nothing"


ABSENT = Absent()


@dataclass(frozen=True)
class Difference:
    """The first place (a JSON Pointer into the answer) at which an answer is not the case's."""

    at: str
    expected: str
    got: str


class NotOffered(Exception):
    """The case asks for something that the implementation does not claim to do."""


def judge(case: Case, answer: bytes, *, findings: bool = True, words: bool = True) -> Difference | None:
    """What is wrong with an answer, or None. Without `findings` those need not be there; without `words` a calendar is its events."""
    try:
        text = answer.decode("utf-8")
        got = read(text)
    except UnicodeDecodeError as error:
        return Difference("", "UTF-8", f"bytes that are not UTF-8 ({error.reason} at byte {error.start})")
    except (ValueError, RecursionError) as error:
        return Difference("", "JSON", f"what is not JSON ({str(error) or type(error).__name__})")
    want = read(case.answer)
    if not isinstance(got, dict) or list(got) != list(want):
        return Difference("", f"an object with {said(list(want)[0])}", said(got))
    if "faults" in want:
        return _in_entries(want["faults"], got["faults"], "/faults")
    if "assessment" in want:
        return _judge_assessment(case.answer, want["assessment"], text, got["assessment"], findings)
    if "calendar" in want and not words:
        return _in_events(want["calendar"], got["calendar"])
    return None if text == case.answer else first_difference(want, got, ordered=True) or _other_bytes(case.answer, text)


def _judge_assessment(expected: str, want: Any, text: str, got: Any, findings: bool) -> Difference | None:
    before, _, _ = expected.rpartition(FINDINGS) if "findings" in want else (expected[: -len("}}")], "", "")
    found = got.pop("findings", ABSENT) if isinstance(got, dict) else ABSENT
    wanted = want.pop("findings", ABSENT)
    difference = first_difference(want, got, "/assessment", ordered=True)
    if difference is not None:
        return difference
    is_bare = not findings and text == before + "}}"
    if not text.startswith(before + FINDINGS) and not is_bare:
        if found is ABSENT:
            return Difference("/assessment/findings", "a list", said(ABSENT))
        return _other_bytes(before + FINDINGS, text)
    if not isinstance(found, list) and not is_bare:
        return Difference("/assessment/findings", "a list", said(found))
    if wanted is ABSENT:
        return None
    if not findings:
        raise NotOffered
    return _in_entries(wanted, found, "/assessment/findings")


def _in_entries(want: list[Any], got: Any, at: str) -> Difference | None:
    """The first entry of faults or findings that differs, as a whole: they are short, and their order is fixed."""
    found = without_messages(got)
    if not isinstance(found, list):
        return Difference(at, "a list", said(got))
    for index, (there, here) in enumerate(zip_longest(without_messages(want), found, fillvalue=ABSENT)):
        if first_difference(there, here) is not None:
            return Difference(f"{at}/{index}", said(there), said(here))
    return None


def _in_events(want: str, got: Any) -> Difference | None:
    if not isinstance(got, str):
        return Difference("/calendar", "a text", said(got))
    try:
        found = events(got)
    except NotACalendar as error:
        return Difference("/calendar", "a calendar", str(error))
    wanted = events(want)
    return None if found == wanted else Difference("/calendar", _listed(wanted), _listed(found))


def _listed(found: Iterable[tuple[str, str, str]]) -> str:
    return "the events " + (", ".join(f"{start} to {end} of {stamp}" for start, end, stamp in sorted(found)) or "of no day")


def is_refused(answer: bytes) -> bool:
    """Whether an implementation says that it does not know this operation (RULES 3.3)."""
    try:
        got = read(answer.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    faults = got.get("faults") if isinstance(got, dict) else None
    return without_messages(faults) == [{"path": "/op", "code": "unknown-value"}]


def read(text: str) -> Any:
    """JSON by the letter: no key twice in an object, no `NaN`, numbers as they are written."""
    return json.loads(text, object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=_no_number)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {said(twice)} stands twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def without_messages(entries: Any) -> Any:
    """Faults or findings without what is for people alone."""

    def bare(entry: Any) -> Any:
        return {key: value for key, value in entry.items() if key != "message"} if isinstance(entry, dict) else entry

    return [bare(entry) for entry in entries] if isinstance(entries, list) else entries


def first_difference(want: Any, got: Any, at: str = "", *, ordered: bool = False) -> Difference | None:
    """The first place in the order of `want`; `ordered` asks for the order of keys too."""
    if type(want) is not type(got):
        return Difference(at, said(want), said(got))
    if isinstance(want, dict):
        return _first_in_object(want, got, at, ordered)
    if isinstance(want, list):
        for index, (there, here) in enumerate(zip_longest(want, got, fillvalue=ABSENT)):
            difference = first_difference(there, here, f"{at}/{index}", ordered=ordered)
            if difference is not None:
                return difference
        return None
    return None if want == got else Difference(at, said(want), said(got))


def _first_in_object(want: dict[str, Any], got: dict[str, Any], at: str, ordered: bool) -> Difference | None:
    for key in [*want, *(key for key in got if key not in want)]:
        below = f"{at}/{key.replace('~', '~0').replace('/', '~1')}"
        difference = first_difference(want.get(key, ABSENT), got.get(key, ABSENT), below, ordered=ordered)
        if difference is not None:
            return difference
    if ordered and list(want) != list(got):
        return Difference(at, "the keys " + ", ".join(want), "the keys " + ", ".join(got))
    return None


def _other_bytes(want: str, got: str) -> Difference:
    """Two texts of one value: another way of writing it."""
    place = next((place for place, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    around = slice(max(place - 20, 0), place + 20)

    def written(text: str) -> str:
        return f"the bytes {text[around]!r}" if text[around] else "the end"

    return Difference("", written(want), f"{written(got)} (the same value, written otherwise at character {place})")


def said(value: Any) -> str:
    """A value on one line."""
    if value is ABSENT:
        return repr(ABSENT)
    try:
        return _written(value)
    except RecursionError:
        return "something nested too deep to show"


def _written(value: Any) -> str:
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{_written(key)}:{_written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
