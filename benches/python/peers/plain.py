"""The smaller rule set as somebody would write it in plain Python: dicts, `datetime.date`, hours in whole hundredths."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

REQUIRED = ("foundations-of-library-services", "communication-and-teamwork", "technology")
ELECTIVES_NEEDED = 3
HOURS_NEEDED = 182_000
APPLICATION = {True: 32_500, False: 35_000}
PORTFOLIO = {True: 5_000, False: 6_000}

Facts = Mapping[str, Any]


def hundredths(hours: float) -> int:
    """Exact: hours have at most two decimals."""
    return round(hours * 100)


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def reference_date(person: Facts, as_of: date) -> date:
    known = (person.get(key) for key in ("applied_on", "admitted_on", "certified_on"))
    return next((day for day in known if day is not None and day <= as_of), as_of)


def counted_hours(spans: Iterable[Facts], reference: date, as_of: date) -> int:
    start = months_later(reference, -60)
    weekly = total = 0
    for span in spans:
        first, last = span["from"], span.get("to")
        if first > as_of:
            continue
        to = reference if last is None else min(last, reference)
        days = (to - max(first, start)).days + 1
        if days <= 0:
            continue
        if "hours_per_week" in span:
            weekly += hundredths(span["hours_per_week"]) * days
        else:
            total += hundredths(span["total_hours"]) * days // ((last - first).days + 1)
    return weekly // 7 + total


def completed_on(portfolios: Iterable[Facts], admitted_on: date | None, as_of: date) -> date | None:
    if admitted_on is None or admitted_on > as_of:
        return None
    deadline = months_later(admitted_on, 48)
    earned: dict[str, date] = {}
    for portfolio in portfolios:
        if portfolio["outcome"] != "achieved" or portfolio["submitted_on"] < admitted_on:
            continue
        day, of = portfolio["evaluated_on"], portfolio["set"]
        if day <= min(as_of, deadline) and (of not in earned or day < earned[of]):
            earned[of] = day
    if any(of not in earned for of in REQUIRED):
        return None
    electives = sorted(day for of, day in earned.items() if of not in REQUIRED)
    if len(electives) < ELECTIVES_NEEDED:
        return None
    return max(*(earned[of] for of in REQUIRED), electives[ELECTIVES_NEEDED - 1])


def renewal_hours(activities: Iterable[Facts], certified_on: date, until: date) -> tuple[int, int]:
    contact = technology = 0
    for activity in activities:
        if certified_on <= activity["completed_on"] <= until and activity["sets"]:
            hours = hundredths(activity["quantity"])
            contact += hours
            if "technology" in activity["sets"]:
                technology += hours
    return contact, technology


def total_cents(person: Facts, reference: date, as_of: date) -> int:
    memberships = person.get("ala_membership") or ()

    def is_member(day: date) -> bool:
        return any(one["from"] <= day and (one.get("to") is None or day <= one["to"]) for one in memberships)

    portfolios = (one["submitted_on"] for one in person.get("portfolios") or ())
    return APPLICATION[is_member(reference)] + sum(PORTFOLIO[is_member(day)] for day in portfolios if day <= as_of)


def term_status(as_of: date, opens_on: date, expires_on: date, last_day: date) -> str:
    if as_of < opens_on:
        return "certified"
    if as_of <= expires_on:
        return "renewal-open"
    return "grace" if as_of <= last_day else "lapsed"


def early_status(person: Facts, admitted_on: date | None, as_of: date, eligible: bool) -> str:
    if admitted_on is not None:
        return "candidacy-expired" if as_of > months_later(admitted_on, 48) else "candidate"
    applied_on = person.get("applied_on")
    if applied_on is not None and applied_on <= as_of:
        return "applied"
    return "eligible" if eligible else "ineligible"


def summary(person: Facts, as_of: date) -> dict[str, object]:
    """Where somebody stands, with dates, hours in hundredths and cents."""

    def known(key: str) -> date | None:
        day: date | None = person.get(key)
        return day if day is not None and day <= as_of else None

    admitted_on, certified_on = known("admitted_on"), known("certified_on")
    reference = reference_date(person, as_of)
    hours = counted_hours(person.get("experience") or (), reference, as_of)
    suits = person["education"] != "below-high-school" and person["position_requires_mls"] is False
    eligible = suits and hours >= HOURS_NEEDED
    completed = completed_on(person.get("portfolios") or (), admitted_on, as_of)
    if certified_on is None and completed is not None and admitted_on is not None:
        certified_on = max(completed, admitted_on)
    answer: dict[str, object] = {
        "status": None,
        "eligible": eligible,
        "hours": hours,
        "completed_on": completed,
        "opens_on": None,
        "expires_on": None,
        "last_day": None,
        "contact_hours": None,
        "technology_hours": None,
        "total_cents": total_cents(person, reference, as_of),
    }
    if certified_on is None:
        answer["status"] = early_status(person, admitted_on, as_of, eligible)
        return answer
    expires_on = months_later(certified_on, 48)
    opens_on, last_day = months_later(expires_on, -12), months_later(expires_on, 2)
    hours_counted = renewal_hours(person.get("activities") or (), certified_on, min(as_of, last_day))
    answer["status"] = term_status(as_of, opens_on, expires_on, last_day)
    answer["opens_on"], answer["expires_on"], answer["last_day"] = opens_on, expires_on, last_day
    answer["contact_hours"], answer["technology_hours"] = hours_counted
    return answer


LISTS = ("experience", "ala_membership", "portfolios", "activities")
DATES = {"from", "to", "submitted_on", "evaluated_on", "completed_on"}


def dated(record: Facts) -> Facts:
    """A record as JSON has it, with its text read into dates."""
    day = date.fromisoformat
    own = {key: day(record[key]) for key in ("applied_on", "admitted_on", "certified_on") if record.get(key)}
    lists = {
        name: [{key: day(value) if key in DATES and value else value for key, value in one.items()} for one in record[name]]
        for name in LISTS
        if record.get(name)
    }
    return {**record, **own, **lists}
