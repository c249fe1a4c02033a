"""People as related sheets: the rows of each, as cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lssc.cli import cells
from lssc.cli.shapes import ID, LISTS, NONE, NOT_ANSWERED, OFFICE, PEOPLE, Shape
from lssc.cli.writers import Person


@dataclass(frozen=True, slots=True)
class FlatSheet:
    """A sheet to write."""

    name: str
    header: tuple[str, ...]
    rows: list[list[object]]


def sheets(people: Sequence[Person]) -> list[FlatSheet]:
    """The sheets of people. A list of which nobody has an entry gets no sheet."""
    records = [person.record.to_dict() for person in people]
    lists = [_list_sheet(shape, records) for shape in LISTS]
    filled = {sheet.name for sheet in lists if sheet.rows}
    return [_people_sheet(people, records, filled), *(sheet for sheet in lists if sheet.rows)]


def _list_sheet(shape: Shape, records: Sequence[Mapping[str, Any]]) -> FlatSheet:
    header = (ID.key, *(column.key for column in shape.columns))
    rows = [
        [record["id"], *(cells.write(column.kind, entry.get(column.key)) for column in shape.columns)]
        for record in records
        for entry in record.get(shape.name) or ()
    ]
    return FlatSheet(shape.name, header, rows)


def _people_sheet(
    people: Sequence[Person], records: Sequence[Mapping[str, Any]], filled: set[str]
) -> FlatSheet:
    office = [key for key in OFFICE if any(person.office.get(key) for person in people)]
    said = [dict(_said(record, filled)) for record in records]
    lists = [shape.name for shape in LISTS if any(shape.name in each for each in said)]
    rows = [
        [
            record["id"],
            *(person.office.get(key) for key in office),
            *(cells.write(column.kind, record.get(column.key)) for column in PEOPLE.columns),
            *(says.get(name) for name in lists),
        ]
        for person, record, says in zip(people, records, said, strict=True)
    ]
    return FlatSheet(PEOPLE.name, (ID.key, *office, *(column.key for column in PEOPLE.columns), *lists), rows)


def _said(record: Mapping[str, Any], filled: set[str]) -> Iterator[tuple[str, str]]:
    """What the sheets alone would say wrongly: an answer where there is none, or none where there is one."""
    for shape in LISTS:
        answer = record.get(shape.name)
        if answer is None and shape.name in filled:
            yield shape.name, NOT_ANSWERED
        if answer is not None and not answer and shape.name not in filled:
            yield shape.name, NONE
