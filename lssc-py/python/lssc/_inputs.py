"""The entries of a record and of a catalog (RULES 3.1, 3.2), and the people of a purchase order (RULES 6.2).

They hold what they are given. A record, a catalog or an order made of them checks every one and raises
`LsscError` with all faults; those that a record gives back hold dates, names and numbers.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from lssc._enums import ActivityUnit, CompetencySet, Outcome
from lssc._wire import Part

Day = datetime.date | str
"""A day: a date (never a `datetime`), or `YYYY-MM-DD`."""
Hours = int | float | Decimal
"""A number of hours with at most two decimals."""

T = TypeVar("T")


def _entry(cls: type[T]) -> type[T]:
    """Tells the reader in the core which attribute stands for which key."""
    fields = dataclasses.fields(cls)  # type: ignore[arg-type]
    cls.__lssc_keys__ = tuple((field.name.rstrip("_"), field.name) for field in fields)  # type: ignore[attr-defined]
    return cls


class Entry(Part):
    """An entry of a list of a record, of a catalog or of the people of an order."""

    __slots__ = ()
    __lssc_keys__: ClassVar[tuple[tuple[str, str], ...]]

    def to_dict(self) -> dict[str, Any]:
        """This entry as JSON has it, without what is not answered."""
        return {key: value for key, value in super().to_dict().items() if value is not None}


@_entry
@dataclass(frozen=True, slots=True)
class Experience(Entry):
    """A span of work in libraries, paid or volunteer. It has either `hours_per_week` or `total_hours`."""

    from_: Day
    """The first day."""
    to: Day | None = None
    """The last day, inclusive; `None` while it goes on. `total_hours` needs it."""
    hours_per_week: Hours | None = None
    """Hours a week, 0 to 168."""
    total_hours: Hours | None = None
    """Hours over the whole span, at most 24 a day."""
    volunteer: bool | None = None
    """Whether it was volunteer work; it counts alike."""
    library: str | None = None
    """The library, of any type."""


@_entry
@dataclass(frozen=True, slots=True)
class Membership(Entry):
    """A period of ALA membership."""

    from_: Day
    """The first day."""
    to: Day | None = None
    """The last day, inclusive; `None` while it goes on."""


@_entry
@dataclass(frozen=True, slots=True)
class CourseCompletion(Entry):
    """A course that was completed successfully."""

    course: str
    """The course, as approvals name it."""
    completed_on: Day
    """The day it was completed."""


@_entry
@dataclass(frozen=True, slots=True)
class Portfolio(Entry):
    """A portfolio submitted for one competency set."""

    set: CompetencySet | str
    """The set: its id, or its title in any case."""
    submitted_on: Day
    """The day it was submitted."""
    outcome: Outcome | str
    """What became of it."""
    evaluated_on: Day | None = None
    """The day of the evaluation; needed unless the outcome is pending."""


@_entry
@dataclass(frozen=True, slots=True)
class Degree(Entry):
    """A degree or certificate from a college with a recognition agreement."""

    agreement: str
    """The agreement, by its id in the catalog."""
    graduated_on: Day
    """The day of graduation."""


@_entry
@dataclass(frozen=True, slots=True)
class Renewal(Entry):
    """A renewal that was made."""

    renewed_on: Day
    """The day."""


@_entry
@dataclass(frozen=True, slots=True)
class Activity(Entry):
    """An educational activity towards a renewal."""

    completed_on: Day
    """The day it was completed."""
    quantity: Hours
    """How much of the unit, 0 to 1000, at most two decimals."""
    unit: ActivityUnit | str
    """What the quantity counts."""
    sets: Sequence[CompetencySet | str]
    """The competency sets it relates to."""
    title: str | None = None
    """What it is called."""


@_entry
@dataclass(frozen=True, slots=True)
class Approval(Entry):
    """A course, or a bundle of courses, approved for a competency set (FAQ 10)."""

    id: str
    """Its id, unique among approvals."""
    set: CompetencySet | str
    """The set it gives."""
    courses: Sequence[str]
    """The courses that give the set, all of them together: 1 to 8."""
    approved_on: Day
    """The first day of the approval."""
    expires_on: Day | None = None
    """The last day on which a completion counts."""
    provider: str | None = None
    """Who offers it."""
    title: str | None = None
    """What it is called."""
    price_cents: int | None = None
    """What the provider asks for it, in cents; never part of the program's own fees (FAQ 21)."""


@_entry
@dataclass(frozen=True, slots=True)
class Agreement(Entry):
    """A degree or certificate recognition agreement with a college (FAQ 12)."""

    id: str
    """Its id, unique among agreements."""
    college: str
    """The college."""
    effective_on: Day
    """The first day of the agreement."""
    covers: Sequence[CompetencySet | str]
    """The sets its graduates have."""
    program: str | None = None
    """The degree or certificate program."""
    graduates_from: Day | None = None
    """The first day of graduation that it recognizes; without one, the policy's look-back decides."""
    ended_on: Day | None = None
    """The last day of graduation that it recognizes."""

    def to_dict(self) -> dict[str, Any]:
        """This entry as JSON has it, in the order of RULES 3.2."""
        entry = Entry.to_dict(self)
        order = ("id", "college", "program", "effective_on", "graduates_from", "ended_on", "covers")
        return {key: entry[key] for key in order if key in entry}


@_entry
@dataclass(frozen=True, slots=True)
class Person(Entry):
    """Somebody for whom an institution pays the application (FAQ 22)."""

    name: str
    """The name."""
    email: str
    """The email address, by which the program knows the person."""
    ala_member: bool
    """Whether the person is an ALA member on the day of the order."""
