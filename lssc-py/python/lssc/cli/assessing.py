"""Assesses a register: each person gets an assessment or faults, and nobody is lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import lssc
from lssc.cli.places import Trouble
from lssc.cli.registers import Entry, Register


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
    waiting: deque[Entry] = deque()

    def records() -> Iterator[lssc.Record | Mapping[str, Any]]:
        for entry in register.entries():
            waiting.append(entry)
            if entry.record is not None:
                yield entry.record

    results = lssc.assess_many(records(), as_of=terms.as_of, catalog=terms.catalog, policy=terms.policy)
    for result in results:
        yield from _without_record(waiting)
        yield _outcome(waiting.popleft(), result)
    yield from _without_record(waiting)


def assess_one(entry: Entry, terms: Terms) -> Outcome:
    """Assesses one person."""
    if entry.record is None:
        return Outcome(entry, None, entry.troubles)
    results = lssc.assess_many([entry.record], as_of=terms.as_of, catalog=terms.catalog, policy=terms.policy)
    return _outcome(entry, next(iter(results)))


def _without_record(waiting: deque[Entry]) -> Iterator[Outcome]:
    while waiting and waiting[0].record is None:
        entry = waiting.popleft()
        yield Outcome(entry, None, entry.troubles)


def _outcome(entry: Entry, result: lssc.Assessment | lssc.LsscError) -> Outcome:
    if isinstance(result, lssc.LsscError):
        return Outcome(entry, None, entry.troubles + entry.located(result.faults))
    return Outcome(entry, None if entry.troubles else result, entry.troubles)


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
