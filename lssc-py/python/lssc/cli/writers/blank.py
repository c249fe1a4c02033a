"""An empty register: the sheets with their headers, and what goes where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

import lssc
from lssc.cli.shapes import (
    ID,
    LIST_NAMES,
    NONE,
    NOT_ANSWERED,
    OFFICE,
    PEOPLE,
    README,
    SHAPES,
    Column,
    Kind,
    Shape,
)
from lssc.cli.writers.files import write_csv
from lssc.cli.xlsxsheets import CREATED, date_it, write_out

_ROWS = 5_000

_CHOICES: dict[str, tuple[str, ...]] = {
    "education": tuple(lssc.Education),
    "outcome": tuple(lssc.Outcome),
    "unit": tuple(lssc.ActivityUnit),
    "set": tuple(lssc.CompetencySet),
}

_RULES = (
    "One row a person on `people`. On the other sheets, one row for each thing; `id` says whose it is.",
    "An empty cell is not answered, which is not the same as no.",
    "A list (every sheet but `people`) is not answered for anybody while its sheet is absent or has no rows "
    "at all.",
    "Where a sheet has rows, a person without one has answered: none. A column on `people` named after the "
    f"list may say otherwise of a person: `{NONE}` or `{NOT_ANSWERED}`.",
    "On a sheet that has a row whose owner is not known (no id, or one that is on no row of `people`), a "
    "person without a row has not answered: the row may be theirs.",
    "Dates are real dates, or text as YYYY-MM-DD. Yes and no may be written yes, no, true, false, 1 or 0.",
    "Several competency sets in one cell have `;` between them; a set is its id or its title.",
    "Names of sheets and columns are forgiving: `Applied on`, `APPLIED_ON` and `applied-on` are one.",
    "`name`, `email` and `notes` on `people` are the office's own. Any other column that is not listed here "
    "is a fault where it is filled, unless --ignore names it: a misspelt column is never passed over.",
)


def workbook(path: Path) -> None:
    """Writes a workbook with headers, lists to choose from and a sheet that explains."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    date_it(book, CREATED)
    bold, wrapped = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    for shape in SHAPES:
        _sheet(book.add_worksheet(shape.name), shape, bold, days)
    explained = book.add_worksheet(README)
    explained.set_column(0, 0, 28, wrapped)
    explained.set_column(1, 1, 90, wrapped)
    for at, (what, said) in enumerate(_explained()):
        explained.write_string(at, 0, what)
        explained.write_string(at, 1, said)
    write_out(book)


def folder(path: Path) -> None:
    """Writes CSV files with headers, and a text that explains."""
    for shape in SHAPES:
        write_csv(path / f"{shape.name}.csv", _header(shape), [])
    lines = [(f"{what:<28}  {said}" if what else said) + "\n" for what, said in _explained()]
    (path / "read-me.txt").write_text("".join(lines), encoding="utf-8", newline="\n")


def _header(shape: Shape) -> list[str]:
    own = OFFICE if shape is PEOPLE else ()
    return [ID.key, *own, *(column.key for column in shape.columns)]


def _sheet(sheet: Any, shape: Shape, bold: object, days: object) -> None:
    columns = {column.key: column for column in shape.columns}
    for at, key in enumerate(_header(shape)):
        sheet.write_string(0, at, key, bold)
        column = columns.get(key)
        is_day = column is not None and column.kind is Kind.DATE
        sheet.set_column(at, at, max(14, len(key) + 2), days if is_day else None)
        choices = _choices(column) if column else ()
        if choices:
            rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
            sheet.data_validation(1, at, _ROWS, at, rule)
    sheet.freeze_panes(1, 1)


def _choices(column: Column) -> tuple[str, ...]:
    if column.kind is Kind.FLAG:
        return ("yes", "no")
    choices = tuple(map(str, _CHOICES.get(column.key, ())))
    longest_list_of_a_spreadsheet = 255
    return choices if len(",".join(choices)) <= longest_list_of_a_spreadsheet else ()


def _explained() -> Iterator[tuple[str, str]]:
    yield "", "A register for `lssc`: run `lssc check` on it, then `lssc audit`."
    for rule in _RULES:
        yield "", rule
    yield "", ""
    yield ID.key, ID.hint
    for shape in SHAPES:
        yield f"sheet {shape.name}", shape.hint
        for column in shape.columns:
            choices = _CHOICES.get(column.key)
            allowed = f": {', '.join(map(str, choices))}" if choices else ""
            yield f"  {column.key}", column.hint + allowed
    yield (
        "columns named after a list",
        f"on `people`, if needed ({', '.join(LIST_NAMES)}): `{NONE}` or `{NOT_ANSWERED}`",
    )
