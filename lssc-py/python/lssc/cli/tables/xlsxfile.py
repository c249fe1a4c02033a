"""Workbooks: every cell as text, dates as days and moments."""

from __future__ import annotations

from pathlib import Path

import fastexcel

from lssc.cli.failures import CannotRunError
from lssc.cli.tables import RawTable
from lssc.cli.tables.xlsxgaps import filled
from lssc.cli.tables.xlsxparts import UnknownPartError, sheet_part


class Workbook:
    """An open workbook."""

    def __init__(self, path: Path, file: str) -> None:
        self._path, self._file = path, file
        try:
            self._reader = fastexcel.read_excel(path)
        except fastexcel.FastExcelError as error:
            raise CannotRunError(f"{file} is not a workbook; save it as .xlsx") from error

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, as written."""
        return list(self._reader.sheet_names)

    def read(self, sheet: str) -> RawTable:
        """The rows of a sheet, from row 1 on."""
        try:
            loaded = self._reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
            columns = loaded.available_columns()
            frame = loaded.to_polars()
            part = sheet_part(self._path, sheet)
        except (fastexcel.FastExcelError, UnknownPartError) as error:
            raise CannotRunError(
                f"{self._file}: sheet {sheet} cannot be read; save the workbook again"
            ) from error
        first = columns[0].absolute_index if columns else 0
        rows, first = filled(frame, first, part)
        return RawTable(self._file, sheet, rows, first, is_hidden=loaded.visible != "visible")
