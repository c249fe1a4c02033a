"""A register as one parquet file: the record's keys are its columns, lists of structs nested in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars

from lssc.cli.cells import read, text
from lssc.cli.failures import CannotRunError
from lssc.cli.places import Place, Trouble, tokens
from lssc.cli.registers import Entry
from lssc.cli.registers.lines import once
from lssc.cli.shapes import ID, LIST_NAMES, OFFICE, PEOPLE, Kind, fold

_ROWS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class _TableRow:
    file: str
    number: int
    headers: Mapping[str, str]

    def place(self, pointer: str) -> Place:
        steps = tokens(pointer)
        inside = "/" + "/".join(steps[1:]) if len(steps) > 1 else ""
        header = self.headers.get(steps[0], steps[0]) if steps else ""
        return Place(self.file, row=self.number, column=header + inside)


@dataclass(slots=True)
class Nested:
    """A parquet file, read in batches. Rows are counted from 1: it has no header row."""

    path: Path
    file: str
    ignored: frozenset[str]
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _frame: polars.LazyFrame = field(init=False)
    _height: int = field(init=False)

    def __post_init__(self) -> None:
        try:
            self._frame = polars.scan_parquet(self.path)
            self._height = self._frame.select(polars.len()).collect().item()
        except (polars.exceptions.PolarsError, OSError) as error:
            raise CannotRunError(f"{self.file} is not a parquet file; write it again") from error

    @property
    def total(self) -> int | None:
        """The number of rows."""
        return self._height

    @property
    def top(self) -> Place:
        """The file."""
        return Place(self.file)

    def entries(self) -> Iterator[Entry]:
        """The people, in the order of the rows."""
        columns = _columns(self._frame.collect_schema().names(), self.ignored, self.file)
        headers = {key: header for header, key in columns.items()}
        seen = once()
        has_times = any("Datetime" in str(dtype) for dtype in self._frame.collect_schema().dtypes())
        for start in range(0, self._height, _ROWS_AT_ONCE):
            batch = self._frame.slice(start, _ROWS_AT_ONCE).collect()
            for number, row in enumerate(batch.iter_rows(named=True), start + 1):
                where = _TableRow(self.file, number, headers)
                values = {key: row[header] for header, key in columns.items() if row[header] is not None}
                values = _days(values) if has_times else values
                office = {key: text(values.pop(key)) for key in OFFICE if key in values}
                person = text(values.get(ID.key))
                yield Entry(values, person, where, office, seen(person, where) if person else ())


def _columns(headers: list[str], ignored: frozenset[str], file: str) -> dict[str, str]:
    """The key that each column fills; a column that is no key keeps its name, which the core then refuses."""
    known = {fold(column.key): column.key for column in PEOPLE.columns}
    known |= {fold(name): name for name in (ID.key, *OFFICE, *LIST_NAMES)}
    columns = {header: known.get(fold(header), header) for header in headers if fold(header) not in ignored}
    for key in columns.values():
        same = [f"`{header}`" for header, other in columns.items() if other == key]
        if len(same) > 1:
            raise CannotRunError(f"{file}: the columns {' and '.join(same)} are the same; keep one")
    return columns


def _days(value: Any) -> Any:
    """A value in which a time at midnight is a day, as programs write days that have no type for them."""
    if isinstance(value, dict):
        return {key: _days(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_days(inside) for inside in value]
    return read(Kind.DATE, value) if isinstance(value, datetime) else value
