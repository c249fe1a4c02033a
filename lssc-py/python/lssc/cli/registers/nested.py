"""A register as one parquet file: the record's keys are its columns, lists of structs nested in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars

from lssc.cli.cells import read, text
from lssc.cli.failures import CannotRunError
from lssc.cli.places import Place, Trouble, tokens
from lssc.cli.registers import Entry
from lssc.cli.registers.repeats import Repeats
from lssc.cli.registers.strangers import stranger
from lssc.cli.shapes import ID, LIST_NAMES, OFFICE, PEOPLE, Kind, fold

_ROWS_AT_ONCE = 10_000
_IDS_AT_ONCE = 1_000_000


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
        with self._reading():
            self._frame = polars.scan_parquet(self.path)
        self._height = self._collected(self._frame.select(polars.len())).item()

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
        with self._reading():
            schema = self._frame.collect_schema()
        columns, strange = _columns(schema.names(), self.ignored, self.file)
        headers = {key: header for header, key in columns.items()}
        repeats = Repeats(enumerate(self._ids(headers), 1))
        strangers = self._strangers(strange)
        self.troubles += strangers.values()
        has_times = any("Datetime" in str(dtype) for dtype in schema.dtypes())
        for start in range(0, self._height, _ROWS_AT_ONCE):
            batch = self._collected(self._frame.slice(start, _ROWS_AT_ONCE))
            for number, row in enumerate(batch.iter_rows(named=True), start + 1):
                where = _TableRow(self.file, number, headers)
                values = {key: row[header] for header, key in columns.items() if row[header] is not None}
                values = _days(values) if has_times else values
                office = {key: text(values.pop(key)) for key in OFFICE if key in values}
                person = text(values.get(ID.key))
                odd = [
                    replace(trouble, id=person) for at, trouble in strangers.items() if row[at] is not None
                ]
                yield Entry(values, person, where, office, (*odd, *repeats.of(person, number, where)))

    def _collected(self, part: polars.LazyFrame) -> polars.DataFrame:
        """A part of the file, read."""
        with self._reading():
            return part.collect()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (polars.exceptions.PolarsError, OSError) as error:
            raise CannotRunError(f"{self.file} is not a parquet file; write it again") from error

    def _ids(self, headers: Mapping[str, str]) -> Iterator[str]:
        """The ids alone, in the order of the rows."""
        if ID.key not in headers:
            return
        for start in range(0, self._height, _IDS_AT_ONCE):
            batch = self._collected(self._frame.select(headers[ID.key]).slice(start, _IDS_AT_ONCE))
            yield from map(text, batch.to_series())

    def _strangers(self, headers: list[str]) -> dict[str, Trouble]:
        """The troubles of columns that are no key, and yet filled."""
        found: dict[str, Trouble] = {}
        for header in headers:
            filled = self._collected(self._frame.select(header)).to_series().is_not_null()
            if count := int(filled.sum()):
                place = Place(self.file, row=(filled.arg_max() or 0) + 1, column=header)
                found[header] = stranger(place, header, PEOPLE, count, _known().values())
        return found


def _known() -> dict[str, str]:
    """The keys that columns may have, by what counts of their names."""
    return {
        fold(key): key for key in (ID.key, *OFFICE, *(column.key for column in PEOPLE.columns), *LIST_NAMES)
    }


def _columns(headers: list[str], ignored: frozenset[str], file: str) -> tuple[dict[str, str], list[str]]:
    """The key that each column fills, and the columns that are no key."""
    known = _known()
    read = [header for header in headers if fold(header) not in ignored]
    columns = {header: known[fold(header)] for header in read if fold(header) in known}
    for key in columns.values():
        same = [f"`{header}`" for header, other in columns.items() if other == key]
        if len(same) > 1:
            raise CannotRunError(f"{file}: the columns {' and '.join(same)} are the same; keep one")
    return columns, [header for header in read if header not in columns]


def _days(value: Any) -> Any:
    """A value in which a time at midnight is a day, as programs write days that have no type for them."""
    if isinstance(value, dict):
        return {key: _days(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_days(inside) for inside in value]
    return read(Kind.DATE, value) if isinstance(value, datetime) else value
