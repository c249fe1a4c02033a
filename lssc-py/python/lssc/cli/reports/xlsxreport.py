"""The report as a workbook: a sheet for each part, with real dates and filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from lssc import Assessment
from lssc.cli import words
from lssc.cli.assessing import Outcome
from lssc.cli.places import Trouble, own
from lssc.cli.reports import About
from lssc.cli.reports.deadlines import Deadlines
from lssc.cli.reports.rows import COLUMNS, FAULT_COLUMNS, Cell, dollars, fault_row, row
from lssc.cli.xlsxsheets import Sheets


class XlsxReport:
    """Writes each person as they come; the sheets that sum up come first in the workbook and last in time."""

    def __init__(self, path: Path, about: About) -> None:
        self._about = about
        self._sheets = Sheets(path, about.as_of)
        self._counts: Counter[object] = Counter()
        self._deadlines = Deadlines(about.as_of)
        self._people: list[tuple[tuple[bool, object], list[Cell]]] = []
        self._summary = self._sheets.add("summary", ("what", "value"), {"what": 30, "value": 70})
        self._by_month = self._sheets.add("deadlines", ("month", *words.MILESTONE_SHORT.values(), "total"))
        self._list = self._sheets.add("people", COLUMNS)
        self._findings = self._sheets.add("findings", ("id", "name", "rule", "outcome", "message", "cites"))
        self._credits = self._sheets.add(
            "credits", ("id", "name", "set", "route", "met_by", "earned_on", "counts")
        )
        self._fees = self._sheets.add(
            "fees", ("id", "name", "item", "set", "on", "basis", "amount_usd", "charged")
        )
        self._faults = self._sheets.add("faults", FAULT_COLUMNS)

    def add(self, outcome: Outcome) -> None:
        """Takes a person."""
        assessment = outcome.assessment
        next_date = assessment.next_date if assessment else None
        self._counts[assessment.status if assessment else None] += 1
        self._deadlines.add(next_date)
        self._people.append(((next_date is None, next_date.on if next_date else 0), row(outcome)))
        self._write_faults(own(outcome.troubles))
        if assessment:
            self._write(outcome, assessment)

    def finish(self, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Writes the sheets that sum up, and closes the workbook."""
        self._write_faults(troubles)
        for _, person in sorted(self._people, key=lambda each: each[0]):
            self._list.write(person)
        for month in self._deadlines.months:
            counts = [month.counts.get(milestone, 0) for milestone in words.MILESTONE_SHORT]
            self._by_month.write([month.label, *counts, month.total])
        self._write_summary(notes)
        self._sheets.finish()

    def close(self) -> None:
        """Gives back what a workbook that was not finished holds."""
        self._sheets.close()

    def _write(self, outcome: Outcome, assessment: Assessment) -> None:
        entry = outcome.entry
        who: list[Cell] = [entry.id, entry.name]
        for finding in assessment.findings:
            cites = ", ".join(finding.cites)
            _, said = words.OUTCOME[finding.outcome]
            self._findings.write([*who, finding.rule, said, finding.message, cites])
        for credit in assessment.completion.credits:
            met_by = self._about.evidence.of(entry, credit)
            counts = "yes" if credit.counts else "no"
            title = words.SET[credit.set]
            self._credits.write([*who, title, credit.route.value, met_by, credit.earned_on, counts])
        for line in assessment.fees.lines:
            title = words.SET[line.set] if line.set else ""
            charged = "yes" if line.charged else "to come"
            basis = words.BASIS[line.basis]
            amount = dollars(line.amount_cents)
            self._fees.write([*who, line.item.value, title, line.on, basis, amount, charged])

    def _write_faults(self, troubles: Sequence[Trouble]) -> None:
        for trouble in troubles:
            self._faults.write(fault_row(trouble))

    def _write_summary(self, notes: Sequence[str]) -> None:
        about = self._about
        counted: list[list[Cell]] = [
            [title, self._counts[status]] for status, title in words.STATUS.items() if self._counts[status]
        ]
        read: list[list[Cell]] = [["how it was read", note] for note in notes]
        rows: list[list[Cell]] = [
            ["register", about.source],
            ["as of", about.as_of],
            ["policy", words.policy(about.policy)],
            ["people", sum(self._counts.values())],
            *counted,
            ["not assessed, see faults", self._counts[None]],
            *read,
        ]
        for each in rows:
            self._summary.write(each)
