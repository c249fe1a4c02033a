"""The parts of an assessment (RULES 5) and of a policy (RULES 2).

Dates are `datetime.date`, inclusive. Money is in whole US cents. Hours are the `float` nearest to a multiple
of 0.01, which compares and prints as that number (`1911.42`); to add many of them, add `round(hours * 100)`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, ClassVar

from lssc._enums import (
    Basis,
    CompetencySet,
    FeeItem,
    FindingCode,
    FindingOutcome,
    Milestone,
    RejectionReason,
    Route,
    Verdict,
)
from lssc._wire import Part


@dataclass(frozen=True, slots=True)
class Window(Part):
    """A closed stretch of days: both ends belong to it (RULES 1.2)."""

    from_: datetime.date
    """The first day."""
    to: datetime.date
    """The last day."""


@dataclass(frozen=True, slots=True)
class ExperienceResult(Part):
    """What the work in libraries comes to (RULES 4.3)."""

    verdict: Verdict
    """Whether the hours suffice."""
    counted_hours: float | None
    """The hours in the window; `None` while work is not answered."""
    required_hours: float
    """The hours asked for."""
    shortfall_hours: float | None
    """The hours missing, zero when met; `None` while work is not answered."""
    window: Window
    """The days in which hours count."""
    earliest_on: datetime.date | None
    """The first day from the reference date on at which the hours suffice, the work going on as recorded."""


@dataclass(frozen=True, slots=True)
class Eligibility(Part):
    """Whether somebody may take part, and why (RULES 4.1 to 4.3)."""

    verdict: Verdict
    """The three together."""
    reference_date: datetime.date
    """The day on which it is judged: of application, admission or certification, else of the assessment."""
    education: Verdict
    """Education enough (RULES 4.1)."""
    support_staff: Verdict
    """A position of support staff (RULES 4.2)."""
    experience: ExperienceResult
    """Work enough in libraries (RULES 4.3)."""
    provisional: bool
    """Whether a degree stands in for hours that are still missing."""


@dataclass(frozen=True, slots=True)
class Candidacy(Part):
    """A candidacy and its deadline (RULES 4.4)."""

    admitted_on: datetime.date
    """The day of the admission."""
    deadline: datetime.date
    """The last day to complete the sets."""
    expired: bool
    """Whether that day has passed without a certification."""


@dataclass(frozen=True, slots=True)
class Credit(Part):
    """The credit for one competency set (RULES 4.5 to 4.7)."""

    set: CompetencySet
    """The set."""
    route: Route
    """How it was achieved."""
    earned_on: datetime.date
    """The day from which the credit exists."""
    evidence: str
    """The entry of the record it rests on: a JSON Pointer into the record."""
    counts: bool
    """False where it came after the deadline of the candidacy (RULES 4.4)."""


@dataclass(frozen=True, slots=True)
class Completion(Part):
    """What the competency sets come to (RULES 4.8)."""

    verdict: Verdict
    """Whether they suffice."""
    credits: tuple[Credit, ...]
    """The credit for each set, also where it does not count; in set order."""
    missing_required: tuple[CompetencySet, ...]
    """The required sets without a credit that counts; in set order."""
    electives_earned: int
    """The electives with a credit that counts."""
    electives_missing: int
    """The electives still needed, never negative."""
    completed_on: datetime.date | None
    """The first day by which the credits that count suffice."""


@dataclass(frozen=True, slots=True)
class Certification(Part):
    """A certification on a day (RULES 4.9)."""

    certified_on: datetime.date
    """The day it began."""
    term: int
    """The current term, from 1."""
    term_starts: datetime.date
    """The first day of the term."""
    expires_on: datetime.date
    """The last day of the term."""
    provisional: bool
    """Whether a graduate's hours of work are still to come."""


@dataclass(frozen=True, slots=True)
class CertificationSummary(Part):
    """The current term of a certification, and its renewal (RULES 4.9 to 4.11)."""

    certified_on: datetime.date
    """The day it began."""
    term: int
    """The current term, from 1."""
    opens_on: datetime.date
    """The first day on which it can be renewed."""
    expires_on: datetime.date
    """The last day of the term."""
    last_day: datetime.date
    """The last day on which it can be renewed."""
    provisional: bool
    """Whether a graduate's hours of work are still to come."""
    renewal: Verdict
    """Whether the hours for the renewal suffice."""
    contact_hours: float | None
    """The contact hours counted; `None` while activities are not answered."""
    technology_hours: float | None
    """Those of them in technology."""


@dataclass(frozen=True, slots=True)
class HoursCount(Part):
    """Hours counted of those required."""

    counted: float | None
    """The hours that count; `None` while activities are not answered."""
    required: float
    """The hours asked for."""


@dataclass(frozen=True, slots=True)
class Accepted(Part):
    """A renewal that was accepted."""

    index: int
    """Its place among the renewals of the record, from 0."""
    renewed_on: datetime.date
    """Its day."""
    term: int
    """The term it starts."""


@dataclass(frozen=True, slots=True)
class Rejected(Part):
    """A renewal that was rejected; it changes nothing."""

    index: int
    """Its place among the renewals of the record, from 0."""
    reason: RejectionReason
    """The first reason that applies."""


@dataclass(frozen=True, slots=True)
class RenewalResult(Part):
    """The renewal of the current term (RULES 4.10, 4.11)."""

    verdict: Verdict
    """Whether the contact hours and the technology hours suffice."""
    opens_on: datetime.date
    """The first day on which the term can be renewed."""
    expires_on: datetime.date
    """The last day of the term."""
    last_day: datetime.date
    """The last day on which it can be renewed: `expires_on`, or the end of the grace period."""
    contact_hours: HoursCount
    """Contact hours towards the next renewal."""
    technology_hours: HoursCount
    """Those of them in technology."""
    accepted: tuple[Accepted, ...]
    """The renewals made, in the order taken."""
    rejected: tuple[Rejected, ...]
    """Those that were not accepted, in the order taken."""


@dataclass(frozen=True, slots=True)
class FeeLine(Part):
    """One fee (RULES 4.13)."""

    _optional: ClassVar[frozenset[str]] = frozenset({"set"})

    item: FeeItem
    """What it is for."""
    set: CompetencySet | None
    """The set of a portfolio."""
    on: datetime.date
    """The day that decides the price."""
    basis: Basis
    """At which price."""
    amount_cents: int
    """The price in US cents."""
    charged: bool
    """False for what is still to come."""


@dataclass(frozen=True, slots=True)
class Fees(Part):
    """What the program charges (RULES 4.13); course fees are the providers' and never appear (FAQ 21)."""

    lines: tuple[FeeLine, ...]
    """Application, then by date."""
    total_cents: int
    """The sum of all lines in US cents, also of those still to come."""


@dataclass(frozen=True, slots=True)
class Finding(Part):
    """One verdict or one piece of advice: what was compared with what, and its sources (RULES 5)."""

    _left_out: ClassVar[frozenset[str]] = frozenset({"code"})

    code: FindingCode
    """The stable code; finer than the rule, and not part of the JSON text."""
    rule: str
    """The rule, by its name in RULES 4: `eligibility.experience`."""
    outcome: FindingOutcome
    """The verdict, or that it is advice."""
    path: str
    """The answer or entry of the record it is about: a JSON Pointer into the record."""
    message: str
    """What it says, in one English sentence; it may change."""
    cites: tuple[str, ...]
    """Where it comes from: items of the FAQ (or the policy that changes them), then the clause of RULES."""


@dataclass(frozen=True, slots=True)
class NextDate(Part):
    """The next date that matters to somebody."""

    on: datetime.date
    """The day; for a last day, inclusive."""
    milestone: Milestone
    """What it brings."""
    in_days: int
    """The days from the day of the assessment to it; 0 on the day itself."""


@dataclass(frozen=True, slots=True)
class Parameter(Part):
    """A parameter of a policy (RULES 2)."""

    name: str
    """Its dotted name: `renewal.contact_hours`."""
    value: Any
    """Its value, as JSON has it."""
    cites: tuple[str, ...]
    """Where the value comes from: items of the FAQ, or the policy that changes it."""
    reading: str | None
    """The reading taken where the sources leave it open; `None` where the policy changes the value."""
    changed: bool
    """Whether the policy gives it another value than `lssc-faq` does."""
