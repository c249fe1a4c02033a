"""Compares two policies over a register: what becomes of each person, and what is to be said of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import starmap

import lssc
from lssc import Comparison, Policy
from lssc.cli import words
from lssc.cli.assessing import RecordLike, decided
from lssc.cli.places import Trouble
from lssc.cli.registers import Entry, Register


@dataclass(frozen=True, slots=True)
class Terms:
    """What everybody is compared by."""

    as_of: str
    catalog: lssc.Catalog
    a: Policy
    b: Policy


@dataclass(frozen=True, slots=True)
class Pair:
    """A person under both policies, or with what is wrong."""

    entry: Entry
    comparison: Comparison | None
    troubles: tuple[Trouble, ...]


def pairs(register: Register, terms: Terms) -> Iterator[Pair]:
    """Compares the people of a register, in order."""

    def compared(records: Iterator[RecordLike]) -> Iterator[Comparison | lssc.LsscError]:
        return lssc.compare_many(
            records, policy_a=terms.a, policy_b=terms.b, as_of=terms.as_of, catalog=terms.catalog
        )

    return starmap(Pair, decided(register, compared))


@dataclass(frozen=True, slots=True)
class Difference:
    """A parameter that the two policies have other values for."""

    parameter: str
    a: str
    b: str


def differences(a: Policy, b: Policy) -> list[Difference]:
    """Where the two policies differ, in the order of the parameters."""
    values = {parameter.name: parameter.value for parameter in b.parameters}
    return [
        Difference(
            parameter.name,
            words.setting_of(parameter.name, parameter.value),
            words.setting_of(parameter.name, values[parameter.name]),
        )
        for parameter in a.parameters
        if parameter.value != values[parameter.name]
    ]


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about."""

    source: str
    as_of: date
    a: Policy
    b: Policy
    check: str
    """The command line that lists every fault."""
