"""A sheet kept as a parquet file: its columns are the sheet's columns."""

from __future__ import annotations

from pathlib import Path

import polars

from lssc.cli.failures import CannotRunError
from lssc.cli.tables import RawTable


def read(path: Path, file: str, sheet: str) -> RawTable:
    """The rows of a parquet file under a row of its column names, which counts as row 1."""
    try:
        frame = polars.read_parquet(path)
    except (polars.exceptions.PolarsError, OSError) as error:
        raise CannotRunError(f"{file} is not a parquet file; write it again") from error
    return RawTable(file, sheet, [frame.columns, *frame.rows()])
