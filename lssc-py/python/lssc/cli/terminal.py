"""An assessment for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from lssc import Assessment, FindingOutcome, HoursCount, Status, Stretch
from lssc.cli import timelines, words
from lssc.cli.evidence import Evidence
from lssc.cli.parts import ASK, BAD, GOOD, Cells, Parts, amount
from lssc.cli.places import visible
from lssc.cli.registers import Entry

_STATUS = {
    Status.CERTIFIED: GOOD,
    Status.ELIGIBLE: GOOD,
    Status.RENEWAL_OPEN: ASK,
    Status.GRACE: ASK,
    Status.UNDETERMINED: ASK,
    Status.CANDIDACY_EXPIRED: BAD,
    Status.INELIGIBLE: BAD,
    Status.LAPSED: BAD,
}
_OUTCOME = {FindingOutcome.MET: GOOD, FindingOutcome.NOT_MET: BAD, FindingOutcome.UNKNOWN: ASK}

_LABEL_WIDTH = 8


class Terminal:
    """Writes assessments on standard output, in color where it is a terminal."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._parts = Parts(_LABEL_WIDTH)

    def show(self, entry: Entry, assessment: Assessment, stretches: Sequence[Stretch]) -> None:
        """Writes one assessment, and where the person stands from day to day."""
        self._parts.say(_heading(entry, assessment))
        self._parts.part("next", [_next(assessment)])
        self._parts.part("to ask", [(words.question(pointer),) for pointer in assessment.unknowns])
        self._parts.part("why", [_reason(assessment, at) for at in range(len(assessment.findings))])
        self._parts.part("sets", self._sets(entry, assessment))
        self._parts.part("hours", _hours(assessment))
        self._parts.part("dates", _dates(assessment))
        self._parts.part("fees", _fees(assessment))
        self._parts.part("timeline", timelines.rows(stretches, assessment.as_of))

    def _sets(self, entry: Entry, assessment: Assessment) -> list[Cells]:
        completion = assessment.completion
        rows: list[Cells] = [
            (
                str(credit.earned_on),
                words.SET[credit.set],
                self._evidence.of(entry, credit) + ("" if credit.counts else "; does not count"),
            )
            for credit in completion.credits
        ]
        missing = [words.SET[each] for each in completion.missing_required]
        if completion.electives_missing:
            missing.append(words.number(completion.electives_missing, "elective", "electives"))
        if assessment.candidacy or assessment.certification or rows:
            rows += [(Text("missing", BAD), title, "") for title in missing]
        return rows


def _heading(entry: Entry, assessment: Assessment) -> Text:
    who = f"{entry.name} ({entry.id})" if entry.name else entry.id
    text = Text(visible(who), "bold")
    text.append(f", as of {assessment.as_of}, by {visible(assessment.policy)}\n", "not bold")
    text.append(f"  {words.STATUS[assessment.status]}", f"bold {_STATUS.get(assessment.status, 'cyan')}")
    return text.append(f": {words.standing(assessment)}", "not bold")


def _next(assessment: Assessment) -> Cells:
    if assessment.next_date is None:
        return ("no date is set",)
    coming = assessment.next_date
    return (str(coming.on), words.away(coming.in_days), words.MILESTONE[coming.milestone])


def _reason(assessment: Assessment, at: int) -> Cells:
    finding = assessment.findings[at]
    mark, _ = words.OUTCOME[finding.outcome]
    said = Text(visible(finding.message))
    said.append(f" ({', '.join(map(visible, finding.cites))})", "dim")
    return (Text(mark, _OUTCOME.get(finding.outcome, "")), said)


def _hours(assessment: Assessment) -> list[Cells]:
    work = assessment.eligibility.experience
    rows: list[Cells] = [
        (
            "work in libraries",
            _of(HoursCount(work.counted_hours, work.required_hours)),
            f"between {work.window.from_} and {work.window.to}",
        ),
    ]
    if assessment.renewal:
        rows.append(("contact hours", _of(assessment.renewal.contact_hours), "for the next renewal"))
        rows.append(("of them technology", _of(assessment.renewal.technology_hours), ""))
    return rows


def _of(hours: HoursCount) -> str:
    if hours.counted is None:
        return words.hours(None)
    return f"{words.hours(hours.counted)} of {words.hours(hours.required)}"


def _dates(assessment: Assessment) -> list[Cells]:
    candidacy, certification, renewal = assessment.candidacy, assessment.certification, assessment.renewal
    rows: list[tuple[str, object]] = []
    if candidacy:
        rows += [("admitted", candidacy.admitted_on), ("candidacy deadline", candidacy.deadline)]
    if assessment.completion.completed_on:
        rows.append(("sets completed", assessment.completion.completed_on))
    if certification:
        rows.append(("certified", certification.certified_on))
    if renewal:
        rows += [("renewal opens", renewal.opens_on), ("term ends", renewal.expires_on)]
        rows.append(("last day to renew", renewal.last_day))
    return [(str(on), what) for what, on in rows]


def _fees(assessment: Assessment) -> list[Cells]:
    rows: list[Cells] = []
    for line in assessment.fees.lines:
        item = line.item.value + (f", {words.SET[line.set]}" if line.set else "")
        charged = "" if line.charged else "to come"
        money = amount(words.money(line.amount_cents))
        rows.append((money, str(line.on), item, words.BASIS[line.basis], charged))
    if len(rows) > 1:
        rows.append((amount(words.money(assessment.fees.total_cents), "bold"), "in all"))
    return rows
