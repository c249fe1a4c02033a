"""A comparison as CSV: one row a person, touched or not."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import TextIO

from lssc.cli.cells import guard
from lssc.cli.comparing import Pair
from lssc.cli.comparing.rows import COLUMNS, row
from lssc.cli.comparing.whole import Whole
from lssc.cli.places import Trouble


class CsvReport:
    """Writes each person as they come. Faults of nobody have no row here; the command names them."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream, lineterminator="\r\n")
        self._rows.writerow(COLUMNS)

    def add(self, pair: Pair) -> None:
        """Writes a person."""
        self._rows.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row(pair)])

    def finish(self, whole: Whole, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Has nothing left to write."""

    def close(self) -> None:
        """Holds nothing."""
