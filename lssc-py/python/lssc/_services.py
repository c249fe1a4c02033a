"""What the services built on the assessment give (RULES 6).

Dates are `datetime.date`, inclusive. Money is in whole US cents.
"""

from __future__ import annotations

import dataclasses
import datetime
from dataclasses import dataclass
from typing import Any, ClassVar

from lssc._enums import Basis, CompetencySet, OrderState, Route, Standing, Status
from lssc._wire import Part


@dataclass(frozen=True, slots=True)
class Stretch(Part):
    """Days in a row on which the status is the same; the neighbors have another one (RULES 6.1)."""

    from_: datetime.date
    """The first day."""
    to: datetime.date
    """The last day."""
    status: Status
    """The status on each of these days."""
    because: str | None
    """What began it: the clause whose boundary it was (`4.10`), or the fact of the record, as a JSON Pointer
    (`/certified_on`); `None` for the first."""


@dataclass(frozen=True, slots=True)
class OrderLine(Part):
    """One person's application on a purchase order (RULES 6.2)."""

    name: str
    """The name."""
    email: str
    """The email address."""
    basis: Basis
    """At which price."""
    amount_cents: int
    """The amount in US cents."""


@dataclass(frozen=True, slots=True)
class Order(Part):
    """A purchase order (RULES 6.2, FAQ 22). As JSON it is its lines and its total."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"as_of", "state"})

    as_of: datetime.date
    """The day of the order."""
    lines: tuple[OrderLine, ...]
    """One line each, in the order in which the people were given."""
    total_cents: int
    """All lines in US cents."""
    state: OrderState
    """How far it has come; a new one is `applied`."""

    def step(self, to: OrderState | str) -> Order:
        """The order one step on. Raises `StepError` for any other step than the next one.

        >>> import lssc
        >>> lssc.order([], as_of="2024-06-30").step("order-received").state
        <OrderState.ORDER_RECEIVED: 'order-received'>
        """
        from lssc._native import step_order

        return dataclasses.replace(self, state=step_order(self.state, to))


@dataclass(frozen=True, slots=True)
class Review(Part):
    """Whether every graduate has what certification takes; if not, one who has not (RULES 6.3)."""

    qualifies: bool
    """Whether every way of graduating covers all required sets and enough electives."""
    graduate: tuple[str, ...] | None
    """The courses of one graduate who misses something, none too many; `None` when the program qualifies."""
    missing_required: tuple[CompetencySet, ...]
    """The required sets that this graduate misses; in set order."""
    electives_missing: int
    """How many electives this graduate misses."""


@dataclass(frozen=True, slots=True)
class MatrixRow(Part):
    """A course of a `Matrix`."""

    course: str
    """Its id."""
    covers: tuple[CompetencySet, ...]
    """The sets it covers; in set order."""
    named: bool
    """Whether the requirements name it."""
    compulsory: bool
    """Whether every graduate has taken it."""


@dataclass(frozen=True, slots=True)
class Matrix(Part):
    """The courses of a program by the sets they cover, and what every graduate has."""

    rows: tuple[MatrixRow, ...]
    """The courses, ids in the order of code points."""
    every_graduate: tuple[CompetencySet, ...]
    """The sets that every way of graduating covers; in set order."""


class Change(Part):
    """One change to the requirements of a program, after which it qualifies."""

    __slots__ = ()

    change: ClassVar[str]
    """Which change: `compulsory`, `raise` or `remove`."""

    def to_dict(self) -> dict[str, Any]:
        """This change as JSON has it, by its name first."""
        return {"change": self.change, **super().to_dict()}


@dataclass(frozen=True, slots=True)
class MakeCompulsory(Change):
    """Everybody takes one course more: the requirements become `all` of what they are and of this course."""

    change: ClassVar[str] = "compulsory"
    """Its name: `compulsory`."""

    course: str
    """The course."""


@dataclass(frozen=True, slots=True)
class RaiseChoice(Change):
    """More of the branches of a `choose` must be satisfied."""

    change: ClassVar[str] = "raise"
    """Its name: `raise`."""

    at: str
    """The node with the `choose`: a JSON Pointer into the requirements."""
    choose: int
    """What its `choose` becomes: the least number that is enough."""


@dataclass(frozen=True, slots=True)
class RemoveBranch(Change):
    """One branch of a `from` is offered no longer; the others are still as many as `choose` or more."""

    change: ClassVar[str] = "remove"
    """Its name: `remove`."""

    at: str
    """The branch: a JSON Pointer into the requirements."""


@dataclass(frozen=True, slots=True)
class PlanItem(Part):
    """One set, and by what it is bought (RULES 6.4)."""

    _optional: ClassVar[frozenset[str]] = frozenset({"approval"})

    set: CompetencySet
    """The set."""
    route: Route
    """By course or by portfolio."""
    approval: str | None
    """The approval whose courses give it, all of them together; `None` for a portfolio."""
    amount_cents: int
    """What it costs in US cents: the provider's price of the approval, or the program's of a portfolio."""


@dataclass(frozen=True, slots=True)
class Purchase(Part):
    """What to buy at one kind of prices (RULES 6.4)."""

    items: tuple[PlanItem, ...]
    """Required sets in set order, then electives, cheapest first."""
    total_cents: int
    """The items together, in US cents."""


@dataclass(frozen=True, slots=True)
class Plan(Part):
    """The cheapest way to complete what is missing (RULES 6.4)."""

    as_non_member: Purchase
    """At the prices of everybody else."""
    as_member: Purchase
    """At the prices of ALA members."""
    membership_saves_cents: int
    """What membership saves in US cents; negative where members pay more."""
    unavailable: tuple[CompetencySet, ...]
    """The sets missing that nothing on offer gives: with any, the items do not complete the requirements."""


@dataclass(frozen=True, slots=True)
class Compared(Part):
    """Where somebody stands under one of two policies (RULES 6.5)."""

    status: Status
    """The status."""
    fees_cents: int
    """All lines of the fees in US cents, charged or not."""


@dataclass(frozen=True, slots=True)
class Comparison(Part):
    """One record under two policies, on one day (RULES 6.5)."""

    record: str
    """The id of the record."""
    a: Compared
    """Under the first policy."""
    b: Compared
    """Under the second policy."""
    clause: str | None
    """The first clause, in the order of RULES 4, that says something else; `None` where none does."""
    gained: Standing | None
    """What the record has under the second policy and not under the first, where it stands higher."""
    lost: Standing | None
    """What the record has under the first policy and not under the second, where it stands lower."""
    fees_change_cents: int
    """How much more the fees are under the second policy, in US cents; negative when they are less."""


@dataclass(frozen=True, slots=True)
class StatusCount(Part):
    """So many records with one status under the first policy and one under the second (RULES 6.5)."""

    a: Status
    """The status under the first policy."""
    b: Status
    """The status under the second policy."""
    records: int
    """The records."""


@dataclass(frozen=True, slots=True)
class FeesChange(Part):
    """So many records, and what their fees differ by (RULES 6.5)."""

    records: int
    """The records."""
    total_cents: int
    """The differences together, in US cents."""
