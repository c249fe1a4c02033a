"""Writes people as one parquet file: the record's keys are the columns, lists of structs nested in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars

from lssc.cli.shapes import ID, LISTS, OFFICE, PEOPLE, Column, Kind
from lssc.cli.writers import Person

_TYPES: dict[Kind, polars.DataType] = {
    Kind.TEXT: polars.String(),
    Kind.NUMBER: polars.Float64(),
    Kind.FLAG: polars.Boolean(),
    Kind.DATE: polars.Date(),
    Kind.SETS: polars.List(polars.String),
}


def to_parquet(path: Path, people: Sequence[Person]) -> None:
    """Writes the people; the office's own columns are those that somebody has."""
    office = [key for key in OFFICE if any(person.office.get(key) for person in people)]
    schema: dict[str, polars.DataType] = {ID.key: polars.String()}
    schema |= {key: polars.String() for key in office}
    schema |= {column.key: _TYPES[column.kind] for column in PEOPLE.columns}
    schema |= {shape.name: polars.List(_struct(shape.columns)) for shape in LISTS}
    rows = [_row(person, office) for person in people]
    frame = polars.DataFrame(rows, schema=schema, orient="row")
    try:
        frame.write_parquet(path)
    except polars.exceptions.PolarsError as error:
        raise OSError(str(error)) from error


def _struct(columns: Sequence[Column]) -> polars.Struct:
    return polars.Struct({column.key: _TYPES[column.kind] for column in columns})


def _row(person: Person, office: Sequence[str]) -> list[object]:
    record = person.record.to_dict()
    return [
        record["id"],
        *(person.office.get(key) for key in office),
        *_values(record, PEOPLE.columns).values(),
        *(_entries(record.get(shape.name), shape.columns) for shape in LISTS),
    ]


def _entries(entries: Sequence[Mapping[str, Any]] | None, columns: Sequence[Column]) -> object:
    return None if entries is None else [_values(entry, columns) for entry in entries]


def _values(entry: Mapping[str, Any], columns: Sequence[Column]) -> dict[str, object]:
    return {column.key: _value(column.kind, entry.get(column.key)) for column in columns}


def _value(kind: Kind, value: Any) -> object:
    if value is None or kind not in (Kind.DATE, Kind.NUMBER):
        return value
    return date.fromisoformat(value) if kind is Kind.DATE else float(value)
