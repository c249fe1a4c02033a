"""A comparison as a workbook: what all come to, and everybody."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lssc import Status
from lssc.cli import words
from lssc.cli.comparing import About, Pair, differences
from lssc.cli.comparing.phrases import FEES, FIRST_CLAUSE
from lssc.cli.comparing.rows import COLUMNS, row
from lssc.cli.comparing.whole import Whole
from lssc.cli.places import Trouble, own
from lssc.cli.reports.rows import FAULT_COLUMNS, Cell, dollars, fault_row
from lssc.cli.xlsxsheets import Sheets


class XlsxReport:
    """Writes each person as they come; the sheets that sum up come first in the workbook and last in time."""

    def __init__(self, path: Path, about: About) -> None:
        self._about = about
        self._sheets = Sheets(path, about.as_of)
        self._summary = self._sheets.add("summary", ("what", "value"), {"what": 34, "value": 70})
        self._statuses = self._sheets.add("statuses", ("A \\ B", *(each.value for each in Status)))
        self._clauses = self._sheets.add("clauses", ("clause", "is_about", "people"), {"is_about": 36})
        self._policies = self._sheets.add(
            "policies", ("parameter", "A", "B"), {"parameter": 36, "A": 48, "B": 48}
        )
        self._people = self._sheets.add("people", COLUMNS, {"clause_is_about": 32})
        self._faults = self._sheets.add("faults", FAULT_COLUMNS)

    def add(self, pair: Pair) -> None:
        """Writes a person."""
        self._people.write(row(pair))
        for trouble in own(pair.troubles):
            self._faults.write(fault_row(trouble))

    def finish(self, whole: Whole, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Writes the sheets that sum up, and closes the workbook."""
        for trouble in troubles:
            self._faults.write(fault_row(trouble))
        for a in Status:
            self._statuses.write([a.value, *(whole.table.count(a, b) or None for b in Status)])
        for number, said, people in whole.clauses:
            self._clauses.write([f"RULES {number}", said, people])
        for difference in differences(self._about.a, self._about.b):
            self._policies.write([difference.parameter, difference.a, difference.b])
        for each in self._summed_up(whole, notes):
            self._summary.write(each)
        self._sheets.finish()

    def close(self) -> None:
        """Gives back what a workbook that was not finished holds."""
        self._sheets.close()

    def _summed_up(self, whole: Whole, notes: Sequence[str]) -> list[list[Cell]]:
        about, table = self._about, whole.table
        counted: list[list[Cell]] = [
            ["register", about.source],
            ["as of", about.as_of],
            ["policy A", words.policy(about.a)],
            ["policy B", words.policy(about.b)],
            ["people compared", table.records],
            ["not compared, see faults", whole.faulty],
            ["touched by the change", table.touched],
            ["gain by it", whole.gaining],
            ["lose by it", whole.losing],
            ["pay more", table.fees_more.records],
            ["more, together, in US dollars", dollars(table.fees_more.total_cents)],
            ["pay less", table.fees_less.records],
            ["less, together, in US dollars", dollars(table.fees_less.total_cents)],
            ["change of all fees, in US dollars", dollars(table.fees_change_cents)],
            ["how the fees are meant", FEES],
            ["the sheet clauses has", FIRST_CLAUSE],
        ]
        read: list[list[Cell]] = [["how it was read", note] for note in notes]
        return [*counted, *read]
