"""Sheets of a workbook that are written row by row: header, filter, widths, real dates, and no formulas."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import XlsxFileError  # type: ignore[import-untyped]

from lssc.cli import signals

CREATED = date(2010, 1, 1)
"""What a workbook says of when it was made, where no day is at hand: the same input gives the same bytes."""

MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_WIDTHS = {
    "id": 18,
    "name": 24,
    "message": 90,
    "cites": 32,
    "faults": 60,
    "met_by": 48,
    "next": 44,
    "rule": 28,
}
_WIDTH = 16


def date_it(book: Any, created: date) -> None:
    """Lets a workbook say that it was made on this day, whenever it is written."""
    book.set_properties({"created": datetime(created.year, created.month, created.day)})


def write_out(book: Any) -> None:
    """Writes a workbook; where it cannot be, for an `OSError`, as with every other file."""
    try:
        book.close()
    except XlsxFileError as error:
        book.fileclosed = True
        _let_go(error)
        cause = error.args[0] if error.args else None
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


def _let_go(error: XlsxFileError) -> None:
    """Left to itself, an archive that could not be written tries again when it is collected, and says so."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        for value in frame.f_locals.values():
            if isinstance(value, ZipFile):
                value.fp = None


class Sheets:
    """A workbook. The same rows give the same bytes: nothing in it tells when it was written."""

    def __init__(self, path: Path, created: date) -> None:
        with signals.held():
            self._temporary = TemporaryDirectory(ignore_cleanup_errors=True)
        options = {
            "constant_memory": True,
            "tmpdir": self._temporary.name,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "yyyy-mm-dd",
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        date_it(self._book, created)
        self._sheets: list[Sheet] = []

    def add(self, name: str, header: Sequence[str], widths: Mapping[str, int] | None = None) -> Sheet:
        """Adds a sheet with a header."""
        chosen = _WIDTHS | dict(widths or {})
        sheet = Sheet(self._book, name, header, [chosen.get(each, _WIDTH) for each in header])
        self._sheets.append(sheet)
        return sheet

    def finish(self) -> None:
        """Writes the workbook."""
        for sheet in self._sheets:
            sheet.finish()
        write_out(self._book)

    def close(self) -> None:
        """Gives back what a workbook holds, finished or not."""
        self._book.fileclosed = True
        self._temporary.cleanup()


class Sheet:
    """A sheet; where the rows are too many for one, another of the same header follows."""

    def __init__(self, book: Any, name: str, header: Sequence[str], widths: Sequence[int]) -> None:
        self._book, self._name, self._header, self._widths = book, name, header, widths
        self._bold = book.add_format({"bold": True, "bottom": 1})
        self._date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self._money = book.add_format({"num_format": "$#,##0.00"})
        self._parts = 0
        self._start()

    def write(self, cells: Sequence[object]) -> None:
        """Writes a row; a `Decimal` is an amount of US dollars."""
        if self._row == MOST_ROWS:
            self.finish()
            self._start()
        for at, cell in enumerate(cells):
            self._write(at, cell)
        self._row += 1

    def finish(self) -> None:
        """Sets the filter over all rows."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._header) - 1)

    def _start(self) -> None:
        self._parts += 1
        name = self._name if self._parts == 1 else f"{self._name} {self._parts}"
        self._sheet = self._book.add_worksheet(name)
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)
        self._sheet.freeze_panes(1, 0)
        for at, title in enumerate(self._header):
            self._sheet.write_string(0, at, title, self._bold)
        self._row = 1

    def _write(self, at: int, cell: object) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            self._sheet.write_boolean(self._row, at, cell)
        elif isinstance(cell, date):
            self._sheet.write_datetime(self._row, at, cell, self._date)
        elif isinstance(cell, int | float | Decimal):
            self._sheet.write_number(self._row, at, cell, self._money if isinstance(cell, Decimal) else None)
        else:
            self._sheet.write_string(self._row, at, str(cell)[:_LONGEST_TEXT])
