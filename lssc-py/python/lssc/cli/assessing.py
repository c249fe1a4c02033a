"""Assesses a register: each person gets an assessment or faults, and nobody is lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any, TypeVar

import lssc
from lssc.cli.places import Trouble
from lssc.cli.registers import Entry, Register

T = TypeVar("T")
RecordLike = lssc.Record | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """What everybody is assessed by."""

    as_of: str
    catalog: lssc.Catalog
    policy: lssc.Policy


@dataclass(frozen=True, slots=True)
class Outcome:
    """A person, with an assessment, or with what is wrong."""

    entry: Entry
    assessment: lssc.Assessment | None
    troubles: tuple[Trouble, ...]


def outcomes(register: Register, terms: Terms) -> Iterator[Outcome]:
    """Assesses the people of a register, in order."""

    def assessed(records: Iterator[RecordLike]) -> Iterator[lssc.Assessment | lssc.LsscError]:
        return lssc.assess_many(records, as_of=terms.as_of, catalog=terms.catalog, policy=terms.policy)

    return starmap(Outcome, decided(register, assessed))


def decided(
    register: Register, many: Callable[[Iterator[RecordLike]], Iterator[T | lssc.LsscError]]
) -> Iterator[tuple[Entry, T | None, tuple[Trouble, ...]]]:
    """What `many` makes of the people of a register, in order; it takes records and gives results lazily."""
    waiting: deque[Entry] = deque()

    def records() -> Iterator[RecordLike]:
        for entry in register.entries():
            waiting.append(entry)
            if entry.record is not None:
                yield entry.record

    for result in many(records()):
        yield from _without_record(waiting)
        yield _decided(waiting.popleft(), result)
    yield from _without_record(waiting)


def assess_one(entry: Entry, terms: Terms) -> Outcome:
    """Assesses one person."""
    if entry.record is None:
        return Outcome(entry, None, entry.troubles)
    results = lssc.assess_many([entry.record], as_of=terms.as_of, catalog=terms.catalog, policy=terms.policy)
    return Outcome(*_decided(entry, next(iter(results))))


def _without_record(waiting: deque[Entry]) -> Iterator[tuple[Entry, None, tuple[Trouble, ...]]]:
    while waiting and waiting[0].record is None:
        entry = waiting.popleft()
        yield entry, None, entry.troubles


def _decided(entry: Entry, result: T | lssc.LsscError) -> tuple[Entry, T | None, tuple[Trouble, ...]]:
    if isinstance(result, lssc.LsscError):
        return entry, None, entry.troubles + entry.located(result.faults)
    return entry, None if entry.troubles else result, entry.troubles


def checked(register: Register) -> Iterator[tuple[Entry, lssc.Record | None, tuple[Trouble, ...]]]:
    """The people of a register with their records, or with what is wrong; without assessing anybody."""
    for entry in register.entries():
        yield entry, *read(entry)


def read(entry: Entry) -> tuple[lssc.Record | None, tuple[Trouble, ...]]:
    """The record of an entry, or what is wrong."""
    if entry.record is None or isinstance(entry.record, lssc.Record):
        return (None if entry.troubles else entry.record), entry.troubles
    try:
        record = lssc.Record.from_dict(entry.record)
    except lssc.LsscError as error:
        return None, entry.troubles + entry.located(error.faults)
    return (None if entry.troubles else record), entry.troubles
