"""A realistic register: fifteen people of whom every status occurs, with a few rows that cannot be right.

It stands as CSV files in `examples/register`; `write_workbook` writes it as a workbook.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

AS_OF = "2026-11-22"
REGISTER = Path(__file__).parents[2] / "examples" / "register"
CATALOG = REGISTER / "catalog.json"
FAULTS = 3
SHEETS = (
    "people",
    "experience",
    "ala_membership",
    "courses",
    "portfolios",
    "degrees",
    "renewals",
    "activities",
)

Rows = list[list[str]]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d+(\.\d+)?")


def sheets() -> dict[str, Rows]:
    """The cells of each sheet, the header first."""
    return {name: _rows(REGISTER / f"{name}.csv") for name in SHEETS}


def without_faults() -> dict[str, Rows]:
    """The same, with the rows that cannot be right put right."""
    found = sheets()
    _replace(found["people"], "2024-02-31", "2024-06-17")
    _replace(found["portfolios"], "Acess Services", "Access Services")
    _replace(found["courses"], "p-0O4", "p-004")
    return found


def write_workbook(path: Path, tables: dict[str, Rows] | None = None) -> Path:
    """Writes the sheets as a workbook, with real dates and numbers."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, rows in (tables or sheets()).items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(sheet.write_string, sheet.write_number, sheet.write_datetime, at, column, cell)
    book.close()
    return path


def write_folder(path: Path, tables: dict[str, Rows] | None = None) -> Path:
    """Writes the sheets as a folder of CSV files."""
    path.mkdir(exist_ok=True)
    for name, rows in (tables or sheets()).items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
    return path


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _replace(rows: Rows, old: str, new: str) -> None:
    for row in rows:
        row[:] = [new if cell == old else cell for cell in row]


def _write(
    text: Callable[..., object],
    number: Callable[..., object],
    day: Callable[..., object],
    row: int,
    column: int,
    cell: str,
) -> None:
    if _NUMBER.fullmatch(cell):
        number(row, column, float(cell))
        return
    if _DAY.fullmatch(cell):
        try:
            day(row, column, date.fromisoformat(cell))
            return
        except ValueError:
            pass
    if cell:
        text(row, column, cell)
