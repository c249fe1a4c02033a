"""An example person in a few words: what the record says, what is approved, and where the person stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import lssc
from lssc.cli import words

_EDUCATION = {
    lssc.Education.BELOW_HIGH_SCHOOL: "no high school diploma",
    lssc.Education.HIGH_SCHOOL_DIPLOMA: "high school diploma",
    lssc.Education.HIGH_SCHOOL_EQUIVALENCY: "equivalent of a high school diploma",
    lssc.Education.COLLEGE_DEGREE: "college degree",
}


def person(example: lssc.Example) -> str:
    """What is known of the person: `certified 2020-06-15; renewed 2024-06-15`."""
    record = example.record
    return "; ".join([*_before(record), *_stages(record), *_sets(example), *_since(record)])


def standing(example: lssc.Example, policy: lssc.Policy, clause: str | None) -> str:
    """Where the person stands, and what of it the clause is about: `Lapsed: term 1 ended on 2024-06-15`."""
    found = lssc.assess(example.record, as_of=example.as_of, catalog=example.catalog, policy=policy)
    status = words.STATUS[found.status]
    if found.certification or found.candidacy:
        status += f": {words.standing(found)}"
    return "; ".join([status, *_details(found, clause)])


def _details(found: lssc.Assessment, clause: str | None) -> Iterator[str]:
    about = [lssc.FindingCode.RENEWAL_REJECTED]
    if clause == "4.3":
        about.append(lssc.FindingCode.EXPERIENCE)
    said = [finding.message for finding in found.findings if finding.code in about]
    yield from said
    if not said and clause == "4.11" and found.renewal and found.renewal.contact_hours.counted is not None:
        hours = found.renewal.contact_hours
        counted, required = words.hours(hours.counted), words.hours(hours.required)
        yield f"{counted} of {required} contact hours for the next renewal"
    if found.candidacy and not found.certification:
        earned = found.completion.credits
        counting = sum(credit.counts for credit in earned)
        sets = words.number(len(earned), "set", "sets")
        yield f"credit in {sets}, {counting} of them counting" if earned else "no credit"
    if clause == "4.13":
        for line in found.fees.lines:
            yield f"{line.item} {words.money(line.amount_cents)} ({words.BASIS[line.basis]})"


def _before(record: lssc.Record) -> Iterator[str]:
    if record.education is not None:
        yield _EDUCATION[record.education]
    if record.position_requires_mls is not None:
        yield "a position that requires an MLS" if record.position_requires_mls else "a support position"
    if record.experience is not None:
        yield _work(record.experience)
    if record.ala_membership:
        yield f"ALA member since {record.ala_membership[0].from_}"


def _work(spans: Sequence[lssc.Experience]) -> str:
    if not spans:
        return "no work in libraries"
    first = spans[0]
    until = f"to {first.to}" if first.to else "on"
    times = "" if len(spans) == 1 else f"{len(spans):,} times "
    return f"{times}{words.hours(float(first.hours_per_week or 0))} hours a week from {first.from_} {until}"


def _stages(record: lssc.Record) -> Iterator[str]:
    stages = (
        ("applied", record.applied_on),
        ("admitted", record.admitted_on),
        ("certified", record.certified_on),
    )
    return (f"{stage} {on}" for stage, on in stages if on)


def _sets(example: lssc.Example) -> Iterator[str]:
    record, catalog = example.record, example.catalog
    approved = {course: str(each.approved_on) for each in catalog.approvals for course in each.courses}
    courses = Counter((str(one.completed_on), approved.get(one.course, "")) for one in record.courses or ())
    for (completed_on, approved_on), times in courses.items():
        what = "a course" if times == 1 else f"courses for {times} sets"
        yield f"{what} completed {completed_on}, approved {approved_on}"
    for degree in record.degrees or ():
        effective = [str(one.effective_on) for one in catalog.agreements if one.id == degree.agreement]
        yield f"graduated {degree.graduated_on}, recognized from {words.enumerated(effective)}"
    for portfolio in record.portfolios or ():
        title = words.SET[lssc.CompetencySet(portfolio.set)]
        yield f"portfolio in {title} submitted {portfolio.submitted_on}, {portfolio.outcome}"


def _since(record: lssc.Record) -> Iterator[str]:
    yield from (f"renewed {renewal.renewed_on}" for renewal in record.renewals or ())
    if record.activities is not None:
        told = list(_activities(record.activities))
        yield words.enumerated(told) if told else "no activities"
    elif record.certified_on:
        yield "activities not answered"


def _activities(activities: Iterable[lssc.Activity]) -> Iterator[str]:
    """Activities in a row that are alike but for their days, once."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for one in activities:
        alike.setdefault((words.hours(float(one.quantity)), str(one.unit), _related(one)), []).append(
            str(one.completed_on)
        )
    for (quantity, unit, related), days in alike.items():
        on = days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
        times = "" if len(days) == 1 else f"{len(days)} times "
        units = f"{unit.replace('-', ' ')}{'' if quantity == '1' else 's'}"
        yield f"{times}{quantity} {units} in {related} ({on})"


def _related(activity: lssc.Activity) -> str:
    if len(activity.sets) == len(lssc.CompetencySet):
        return "all sets"
    named = {lssc.CompetencySet(each) for each in activity.sets}
    without = lssc.CompetencySet.TECHNOLOGY not in named
    return f"{words.number(len(named), 'set', 'sets')}{', not technology' if without else ''}"
