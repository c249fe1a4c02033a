"""How things are said to people: names of states, amounts, days."""

from __future__ import annotations

import json
from collections.abc import Sequence

import lssc
from lssc import Assessment, Basis, FindingOutcome, Milestone, OrderState, Route, Status, Verdict

STATUS = {
    Status.UNDETERMINED: "Undetermined",
    Status.INELIGIBLE: "Ineligible",
    Status.ELIGIBLE: "Eligible",
    Status.APPLIED: "Applied",
    Status.CANDIDATE: "Candidate",
    Status.CANDIDACY_EXPIRED: "Candidacy expired",
    Status.CERTIFIED: "Certified",
    Status.RENEWAL_OPEN: "Renewal open",
    Status.GRACE: "Grace period",
    Status.LAPSED: "Lapsed",
}

MILESTONE = {
    Milestone.EXPERIENCE_REACHED: "hours of work reached, if it goes on as recorded",
    Milestone.CANDIDACY_DEADLINE: "last day to complete the sets",
    Milestone.RENEWAL_OPENS: "renewal opens",
    Milestone.CERTIFICATION_EXPIRES: "last day of the term; renew by then",
    Milestone.GRACE_ENDS: "last day to renew, at the end of grace",
}

MILESTONE_SHORT = {
    Milestone.EXPERIENCE_REACHED: "Hours reached",
    Milestone.CANDIDACY_DEADLINE: "Candidacy deadline",
    Milestone.RENEWAL_OPENS: "Renewal opens",
    Milestone.CERTIFICATION_EXPIRES: "Term ends",
    Milestone.GRACE_ENDS: "Grace ends",
}

OUTCOME = {
    FindingOutcome.MET: ("✓", "met"),
    FindingOutcome.NOT_MET: ("✗", "not met"),
    FindingOutcome.UNKNOWN: ("?", "not answered"),
    FindingOutcome.ADVICE: ("·", "good to know"),
}

VERDICT = {Verdict.MET: "met", Verdict.NOT_MET: "not met", Verdict.UNKNOWN: "unknown"}

BASIS = {
    Basis.MEMBER: "member",
    Basis.NON_MEMBER: "non-member",
    Basis.ASSUMED_NON_MEMBER: "non-member, assumed",
}

ROUTE = {
    Route.COURSE: "course",
    Route.PORTFOLIO: "portfolio",
    Route.AGREEMENT: "recognition agreement",
}

ORDER_STATE = {
    OrderState.APPLIED: "Applied",
    OrderState.ORDER_RECEIVED: "Order received",
    OrderState.INVOICED: "Invoiced",
    OrderState.PAID: "Paid",
    OrderState.ACTIVE: "Active",
}

CLAUSE = {
    "4.3": "hours of work",
    "4.4": "deadline of the candidacy",
    "4.5": "approval in force",
    "4.7": "recognition agreement in force",
    "4.10": "renewal window",
}

FACT = {
    "applied_on": "application",
    "admitted_on": "admission",
    "certified_on": "certification, recorded",
    "courses": "course",
    "portfolios": "portfolio",
    "degrees": "degree",
    "renewals": "renewal",
}

SET = {each: each.full_title for each in lssc.CompetencySet}


def money(cents: int) -> str:
    """An amount of US cents: `$1,325.00`."""
    sign = "-" if cents < 0 else ""
    return f"{sign}${abs(cents) // 100:,}.{abs(cents) % 100:02}"


def change(cents: int) -> str:
    """A difference of two amounts of US cents: `+$50.00`, `$0.00`, `-$25.00`."""
    return f"+{money(cents)}" if cents > 0 else money(cents)


def setting(value: object) -> str:
    """The value of a parameter of a policy."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {each}" for key, each in value.items())
    return json.dumps(value) if value is None or isinstance(value, bool) else str(value)


def hours(value: float | None) -> str:
    """A number of hours in the fewest digits: `1,911.42`."""
    if value is None:
        return "not answered"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def number(count: int, one: str, many: str) -> str:
    """A count of things: `1 person`, `1,200 people`."""
    return f"{count:,} {one if count == 1 else many}"


def people(count: int) -> str:
    """A count of people."""
    return number(count, "person", "people")


def either(choices: Sequence[str]) -> str:
    """Choices: `.csv, .xlsx or .html`."""
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def enumerated(things: Sequence[str]) -> str:
    """Things together: `Technology, Youth Services and 1 of the 3 electives`."""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last


def away(days: int) -> str:
    """How far a day is: `today`, `in 47 days`."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days:,} days")


def month(year: int, number_: int) -> str:
    """A month: `Jan 2027`."""
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{names[number_ - 1]} {year}"


def question(pointer: str) -> str:
    """What an unanswered question is about: `position requires mls`."""
    return pointer.strip("/").replace("_", " ").replace("mls", "MLS").replace("ala ", "ALA ")


def because(cause: str) -> str:
    """What began a stretch of days with one status: the boundary of a clause, or a fact of the record."""
    if not cause.startswith("/"):
        return f"{CLAUSE[cause]} (RULES {cause})"
    key, *index = cause[1:].split("/")
    return f"{FACT[key]} {int(index[0]) + 1}" if index else FACT[key]


def standing(assessment: Assessment) -> str:
    """What a status rests on, in half a sentence."""
    candidacy, certification = assessment.candidacy, assessment.certification
    if certification:
        ends = "ended" if assessment.status in (Status.GRACE, Status.LAPSED) else "ends"
        how = "certified provisionally on" if certification.provisional else "certified on"
        term = f"term {certification.term} {ends} on {certification.expires_on}"
        return f"{how} {certification.certified_on}; {term}"
    if candidacy:
        ends = "was" if candidacy.expired else "is"
        return f"admitted on {candidacy.admitted_on}; the deadline {ends} {candidacy.deadline}"
    return {
        Status.UNDETERMINED: "more answers are needed to decide",
        Status.INELIGIBLE: "may not take part, for the reasons marked ✗",
        Status.ELIGIBLE: "may apply on any day",
        Status.APPLIED: "the application is in; time starts with the admission",
    }[assessment.status]
