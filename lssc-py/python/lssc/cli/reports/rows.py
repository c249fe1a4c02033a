"""The columns that the flat reports have in common: one row a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from lssc import Assessment
from lssc.cli import words
from lssc.cli.assessing import Outcome
from lssc.cli.places import Trouble

Cell = str | int | float | Decimal | date | None

_ASSESSED: tuple[tuple[str, Callable[[Assessment], Cell]], ...] = (
    ("status", lambda a: a.status.value),
    ("next_on", lambda a: a.next_date.on if a.next_date else None),
    ("next", lambda a: words.MILESTONE[a.next_date.milestone] if a.next_date else None),
    ("eligibility", lambda a: a.eligibility.verdict.value),
    ("provisional", lambda a: "yes" if _is_provisional(a) else "no"),
    ("hours_counted", lambda a: a.eligibility.experience.counted_hours),
    ("hours_required", lambda a: a.eligibility.experience.required_hours),
    ("hours_reached_on", lambda a: a.eligibility.experience.earliest_on),
    ("admitted_on", lambda a: a.candidacy.admitted_on if a.candidacy else None),
    ("candidacy_deadline", lambda a: a.candidacy.deadline if a.candidacy else None),
    ("completion", lambda a: a.completion.verdict.value),
    ("completed_on", lambda a: a.completion.completed_on),
    ("missing_required", lambda a: "; ".join(each.value for each in a.completion.missing_required)),
    ("electives_missing", lambda a: a.completion.electives_missing),
    ("certified_on", lambda a: a.certification.certified_on if a.certification else None),
    ("term", lambda a: a.certification.term if a.certification else None),
    ("renewal_opens_on", lambda a: a.renewal.opens_on if a.renewal else None),
    ("expires_on", lambda a: a.renewal.expires_on if a.renewal else None),
    ("last_day", lambda a: a.renewal.last_day if a.renewal else None),
    ("renewal", lambda a: a.renewal.verdict.value if a.renewal else None),
    ("contact_hours", lambda a: a.renewal.contact_hours.counted if a.renewal else None),
    ("contact_hours_required", lambda a: a.renewal.contact_hours.required if a.renewal else None),
    ("technology_hours", lambda a: a.renewal.technology_hours.counted if a.renewal else None),
    ("technology_hours_required", lambda a: a.renewal.technology_hours.required if a.renewal else None),
    ("fees_usd", lambda a: dollars(a.fees.total_cents)),
    ("not_answered", lambda a: "; ".join(pointer.lstrip("/") for pointer in a.unknowns)),
)

COLUMNS = ("id", "name", *(name for name, _ in _ASSESSED), "faults")


def row(outcome: Outcome) -> list[Cell]:
    """The row of a person."""
    person: list[Cell] = [outcome.entry.id, outcome.entry.name]
    assessment = outcome.assessment
    if assessment is None:
        faults = "\n".join(map(str, outcome.troubles))
        return [*person, *(None for _ in _ASSESSED), faults]
    return [*person, *(read(assessment) for _, read in _ASSESSED), None]


FAULT_COLUMNS = ("id", "file", "sheet", "row", "column", "code", "message")


def fault_row(trouble: Trouble) -> list[Cell]:
    """The row of a fault."""
    place = trouble.place
    number = place.row if place.line is None else place.line
    title = place.column_title
    return [trouble.id, place.file, place.sheet, number, title, trouble.code, trouble.message]


def dollars(cents: int) -> Decimal:
    """An amount of US cents in dollars, exactly."""
    return Decimal(cents).scaleb(-2)


def _is_provisional(assessment: Assessment) -> bool:
    if assessment.certification:
        return assessment.certification.provisional
    return assessment.eligibility.provisional
