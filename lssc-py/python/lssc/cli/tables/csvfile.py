"""CSV: every cell is text, so that a code like 007 stays one."""

from __future__ import annotations

import csv
from pathlib import Path

from lssc.cli.cells import unguard
from lssc.cli.failures import CannotRunError
from lssc.cli.tables import RawTable

_LONGEST_CELL = 1 << 24


def read(path: Path, file: str, sheet: str) -> RawTable:
    """The rows of a CSV file in UTF-8, with or without a byte order mark."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [[unguard(cell) for cell in row] for row in csv.reader(stream, strict=True)]
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{file} is not UTF-8; save it as `CSV UTF-8 (comma delimited)`") from error
    except csv.Error as error:
        raise CannotRunError(
            f"{file} is not CSV: {error}; save it again from the spreadsheet program"
        ) from error
    return RawTable(file, sheet, rows)
