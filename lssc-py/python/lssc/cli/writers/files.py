"""Writes people as a workbook, a folder of CSV files, JSON lines or a parquet file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from lssc.cli.cells import CSV_ENCODING, guard
from lssc.cli.writers import Person
from lssc.cli.writers.flat import sheets
from lssc.cli.xlsxsheets import CREATED, Sheets


def to_workbook(path: Path, people: Sequence[Person]) -> None:
    """Writes a sheet for the people and one for each list that has entries."""
    book = Sheets(path, CREATED)
    try:
        for flat in sheets(people):
            sheet = book.add(flat.name, flat.header)
            for row in flat.rows:
                sheet.write(row)
        book.finish()
    finally:
        book.close()


def to_folder(path: Path, people: Sequence[Person]) -> None:
    """Writes a CSV file for the people and one for each list that has entries."""
    for flat in sheets(people):
        write_csv(path / f"{flat.name}.csv", flat.header, flat.rows)


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Writes one CSV file; what could run as a formula is guarded."""
    with path.open("w", encoding=CSV_ENCODING, newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([_shown(cell) for cell in row] for row in rows)


def _shown(cell: object) -> object:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return guard(cell) if isinstance(cell, str) else cell


def to_jsonl(path: Path, people: Sequence[Person]) -> None:
    """Writes a record a line; a record has no place for the office's own columns."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(person.record.to_json() + "\n" for person in people)
