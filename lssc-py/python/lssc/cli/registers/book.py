"""A register of related sheets, joined by `id`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lssc.cli.places import Place, Trouble, tokens
from lssc.cli.registers import Entry
from lssc.cli.registers.sheets import Row, Sheet
from lssc.cli.shapes import LIST_NAMES, NONE, NOT_ANSWERED, fold

Joined = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class _RowsOf:
    """The rows that say something of one person."""

    book: Book
    row: int
    lists: Mapping[str, list[Row]]

    def place(self, pointer: str) -> Place:
        steps = tokens(pointer)
        rows = self.lists.get(steps[0]) if steps else None
        if rows and len(steps) > 1 and steps[1].isdecimal():
            return self.book.lists[steps[0]].place(
                rows[int(steps[1])].number, steps[2] if len(steps) > 2 else ""
            )
        if rows:
            return self.book.lists[steps[0]].place(rows[0].number)
        return self.book.people.place(self.row, steps[0] if steps else "")


@dataclass(slots=True)
class Book:
    """The sheets of a register. A list whose sheet is absent, or has no row at all, is not answered."""

    file: Place
    people: Sheet
    lists: dict[str, Sheet]
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int | None:
        """How many people there are."""
        return len(self.people.rows)

    @property
    def top(self) -> Place:
        """The input as a whole."""
        return self.file

    def entries(self) -> Iterator[Entry]:
        """The people, in the order of their rows."""
        first = _first_rows(self.people)
        joined = {name: self._join(sheet, first) for name, sheet in self.lists.items()}
        without = dict.fromkeys(joined, 0)
        again = {row.id: row.number for row in self.people.rows if row.id and first[row.id] != row.number}
        for row in self.people.rows:
            # Of people with the same id, one gets the rows, so that a fault in them is named once.
            is_first = first.get(row.id) == row.number
            rows = {name: by_id.get(row.id, []) if is_first else [] for name, by_id in joined.items()}
            for name, found in rows.items():
                without[name] += is_first and not found and self._has_rows(name) and name not in row.says
            yield self._entry(row, rows, first, again)
        self.notes += _read_as_none({name: without[name] for name in LIST_NAMES if without.get(name)})
        self.notes += self._not_answered()

    def _entry(self, row: Row, rows: Joined, first: dict[str, int], again: dict[str, int]) -> Entry:
        where = _RowsOf(self, row.number, rows)
        troubles = [*self._repeated_columns(self.people, row, row.id)]
        if row.id in again:
            troubles.append(self._repeated_id(row, first, again))
        record: dict[str, Any] = {"id": row.id} if row.id else {}
        record |= row.values
        for name in LIST_NAMES:
            if name in row.says and (trouble := self._contradiction(row, name, rows.get(name, []))):
                troubles.append(trouble)
            for entry in rows.get(name, []):
                troubles += self._repeated_columns(self.lists[name], entry, row.id)
            answer = self._answer(name, row, rows.get(name, []))
            if answer is not None:
                record[name] = answer
        return Entry(record, row.id, where, row.office, tuple(troubles))

    def _answer(self, name: str, row: Row, rows: list[Row]) -> list[dict[str, Any]] | None:
        """What a person's rows on a sheet answer, or a person's lack of rows."""
        if rows:
            return [entry.values for entry in rows]
        if name in row.says:
            return [] if fold(row.says[name]) == NONE else None
        return [] if self._has_rows(name) else None

    def _not_answered(self) -> list[str]:
        silent = [name for name in LIST_NAMES if not self._has_rows(name)]
        silent = [name for name in silent if any(name not in row.says for row in self.people.rows)]
        named = ", ".join(f"`{name}`" for name in silent)
        return [f"a list without rows for anybody is read as not answered: {named}"] if silent else []

    def _has_rows(self, name: str) -> bool:
        return name in self.lists and bool(self.lists[name].rows)

    def _contradiction(self, row: Row, name: str, rows: list[Row]) -> Trouble | None:
        said, place = row.says[name], self.people.place(row.number, name)
        if fold(said) not in (NONE, fold(NOT_ANSWERED)):
            message = (
                f"`{said}` is neither `{NONE}` nor `{NOT_ANSWERED}`; write one of them, or leave it empty "
                f"and give each entry a row on a sheet `{name}`"
            )
            return Trouble(place, "unknown-value", message, row.id, f"/{name}")
        if rows:
            at = self.lists[name].place(rows[0].number)
            message = (
                f"`{said}` is said of `{name}`, but there are rows, the first at {at}; remove one of the two"
            )
            return Trouble(place, "conflict", message, row.id, f"/{name}")
        return None

    def _repeated_id(self, row: Row, first: dict[str, int], again: dict[str, int]) -> Trouble:
        other = again[row.id] if row.number == first[row.id] else first[row.id]
        message = f"the id `{row.id}` stands on row {other} too; give each person one of their own"
        return Trouble(self.people.place(row.number, "id"), "duplicate", message, row.id, "/id")

    def _repeated_columns(self, sheet: Sheet, row: Row, person: str) -> Iterator[Trouble]:
        for at in row.repeated:
            message = f"another column is called `{sheet.repeated[at][1]}` too; keep one of the two"
            yield Trouble(sheet.place_repeated(row.number, at), "duplicate-key", message, person)

    def _join(self, sheet: Sheet, people: dict[str, int]) -> Joined:
        """The rows of a sheet by id; rows of nobody are troubles."""
        by_id: Joined = {}
        alike: dict[str, str] | None = None
        for row in sheet.rows:
            if row.id in people:
                by_id.setdefault(row.id, []).append(row)
                continue
            alike = alike if alike is not None else {_alike(person): person for person in people}
            self.troubles.append(_of_nobody(sheet, row, alike))
        return by_id


def _first_rows(people: Sheet) -> dict[str, int]:
    first: dict[str, int] = {}
    for row in people.rows:
        if row.id:
            first.setdefault(row.id, row.number)
    return first


def _of_nobody(sheet: Sheet, row: Row, alike: dict[str, str]) -> Trouble:
    place = sheet.place(row.number, "id")
    if not row.id:
        return Trouble(place, "missing", "`id` is empty; write whose row this is, or empty the row")
    near = alike.get(_alike(row.id))
    hint = f"; there is `{near}`" if near else "; add the person or correct the id"
    return Trouble(place, "unknown-person", f"nobody on `people` has the id `{row.id}`{hint}", row.id)


def _alike(person: str) -> str:
    """What ids have in common that a spreadsheet program or a hurry tells apart: case and leading zeros."""
    return fold(person).lstrip("0")


def _read_as_none(without: Mapping[str, int]) -> list[str]:
    if not without:
        return []
    counted = ", ".join(f"{count:,} on `{name}`" for name, count in without.items())
    return [f"no row on a sheet that has rows is read as answered, with none; people without one: {counted}"]
