"""Reading a sheet as it stands: rows of cells, numbered as the spreadsheet program numbers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cells = Sequence[object]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A sheet as it stands. `rows[0]` is row 1; the first cell of a row stands in `first_column`, from 0."""

    file: str
    sheet: str
    rows: Sequence[Cells]
    first_column: int = 0
    is_hidden: bool = False
