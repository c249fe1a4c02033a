"""What it takes to complete what is missing: plans for people, and how their items are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import lssc
from lssc.cli import words
from lssc.cli.assessing import Terms, read
from lssc.cli.places import Trouble
from lssc.cli.registers import Entry, Register


@dataclass(frozen=True, slots=True)
class Planned:
    """A person, with a plan, or with what is wrong."""

    entry: Entry
    plan: lssc.Plan | None
    troubles: tuple[Trouble, ...]


def planned(register: Register, by: Terms) -> Iterator[Planned]:
    """Plans for the people of a register, in order."""
    return (plan_one(entry, by) for entry in register.entries())


def plan_one(entry: Entry, by: Terms) -> Planned:
    """Plans for one person."""
    record, troubles = read(entry)
    if record is None:
        return Planned(entry, None, troubles)
    found = lssc.plan(record, as_of=by.as_of, catalog=by.catalog, policy=by.policy)
    return Planned(entry, found, troubles)


class Offers:
    """Names what is on offer with the titles and providers of a catalog."""

    def __init__(self, catalog: lssc.Catalog) -> None:
        self._approvals = {approval.id: approval for approval in catalog.approvals}

    def of(self, item: lssc.PlanItem) -> str:
        """By what an item gives its set."""
        if item.approval is None:
            return words.ROUTE[item.route]
        approval = self._approvals[item.approval]
        courses = "course" if len(approval.courses) == 1 else "courses"
        named = approval.title or ", ".join(approval.courses)
        return f"{courses}, {named} ({approval.provider})" if approval.provider else f"{courses}, {named}"
