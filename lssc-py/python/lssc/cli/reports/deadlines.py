"""The dates ahead, by month and by what they bring."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from lssc import Milestone, NextDate
from lssc.cli import words

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Month:
    """How many dates a month brings, by milestone. `label` is its name, or `later`."""

    label: str
    counts: dict[Milestone, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


@dataclass(slots=True)
class Deadlines:
    """Counts the next dates of people, from the month of the assessment on."""

    as_of: date
    _counts: Counter[tuple[int, Milestone]] = field(default_factory=Counter)

    def add(self, next_date: NextDate | None) -> None:
        """Counts the next date of a person, if there is one."""
        if next_date is not None:
            months = (next_date.on.year - self.as_of.year) * 12 + next_date.on.month - self.as_of.month
            self._counts[min(months, MONTHS), next_date.milestone] += 1

    @property
    def milestones(self) -> list[Milestone]:
        """Those that occur, in their order."""
        return [each for each in Milestone if any(counted is each for _, counted in self._counts)]

    @property
    def months(self) -> list[Month]:
        """The months up to the last one that brings something, and what comes after two years as one."""
        last = max((at for at, _ in self._counts if at < MONTHS), default=-1)
        shown = [self._month(at, self._label(at)) for at in range(last + 1)]
        later = self._month(MONTHS, "later")
        return [*shown, later] if later.total else shown

    def _month(self, at: int, label: str) -> Month:
        return Month(label, {each: self._counts[at, each] for each in self.milestones})

    def _label(self, at: int) -> str:
        months = self.as_of.year * 12 + self.as_of.month - 1 + at
        return words.month(months // 12, months % 12 + 1)
