"""CSV: every cell is text, so that a code like 007 stays one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from lssc.cli.cells import unguard
from lssc.cli.failures import CannotRunError
from lssc.cli.shapes import ID, fold
from lssc.cli.tables import RawTable

_LONGEST_CELL = 1 << 24
_SEPARATORS = (",", ";", "\t")
_SAID = re.compile(r'"?sep=(.)"?[\r\n]*', re.IGNORECASE)
_NOT_UTF_8 = (
    "is not UTF-8; save it again as `CSV UTF-8` (Excel) or with the character set `Unicode (UTF-8)` "
    "(LibreOffice), or as a workbook (.xlsx), which has no such choice"
)


def read(path: Path, file: str, sheet: str) -> RawTable:
    """The rows of a CSV file in UTF-8, with or without a byte order mark, whatever separates its cells.

    A first line `sep=;` says what does, and is no row: a spreadsheet program does not show it either.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            said = _SAID.fullmatch(stream.readline())
            start = stream.tell() if said else 0
            separator = said[1] if said else _separator(stream)
            rows = [[unguard(cell) for cell in row] for row in _rows(stream, start, separator)]
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{file} {_NOT_UTF_8}") from error
    except csv.Error as error:
        raise CannotRunError(
            f"{file} is not CSV: {error}; save it again from the spreadsheet program"
        ) from error
    return RawTable(file, sheet, rows)


def _separator(stream: TextIO) -> str:
    """What separates the cells: that by which the header has an `id`, else by which it has most cells."""
    headers = {separator: _header(stream, separator) for separator in _SEPARATORS}
    with_id = [each for each, cells in headers.items() if ID.key in map(fold, cells)]
    return with_id[0] if with_id else max(headers, key=lambda each: len(headers[each]))


def _header(stream: TextIO, separator: str) -> list[str]:
    """The first row that is not empty, as this separator cuts it."""
    try:
        return next((row for row in _rows(stream, 0, separator) if any(map(str.strip, row))), [])
    except csv.Error:
        return []


def _rows(stream: TextIO, start: int, separator: str) -> Iterator[list[str]]:
    stream.seek(start)
    return csv.reader(stream, strict=True, delimiter=separator)
