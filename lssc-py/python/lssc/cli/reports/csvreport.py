"""The report as CSV: one row a person."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from lssc.cli.assessing import Outcome
from lssc.cli.cells import guard
from lssc.cli.places import Trouble
from lssc.cli.reports.rows import COLUMNS, Cell, row


class CsvReport:
    """Writes each person as they come. Faults of nobody have no row here; the command names them."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream, lineterminator="\r\n")
        self._rows.writerow(COLUMNS)

    def add(self, outcome: Outcome) -> None:
        """Writes a person."""
        self._rows.writerow([_shown(cell) for cell in row(outcome)])

    def finish(self, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Has nothing left to write."""

    def close(self) -> None:
        """Holds nothing."""


def _shown(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return f"{cell:.2f}".rstrip("0").rstrip(".")
    return guard(cell) if isinstance(cell, str) else cell
