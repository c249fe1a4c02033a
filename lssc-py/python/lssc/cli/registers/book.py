"""A register of related sheets, joined by `id`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lssc.cli.places import Place, Trouble, tokens
from lssc.cli.registers import Entry
from lssc.cli.registers.found import Found, Joined
from lssc.cli.registers.owners import People, owned
from lssc.cli.registers.repeats import Repeats
from lssc.cli.registers.sheets import Row, Sheet
from lssc.cli.shapes import LIST_NAMES, NONE, NOT_ANSWERED, fold


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
        repeats = Repeats((row.number, row.id) for row in self.people.rows)
        people = People(row.id for row in self.people.rows if row.id)
        found = Found({name: owned(sheet, people) for name, sheet in self.lists.items()})
        strangers = {sheet.shape.name: sheet.strangers() for sheet in (self.people, *self.lists.values())}
        for row in self.people.rows:
            # Of people with the same id, one gets the rows, so that a fault in them is named once.
            is_first = not repeats.has_earlier(row.id, row.number)
            rows = found.rows_of(row.id) if is_first else {}
            if is_first:
                self._count(row, rows, found)
            where = _RowsOf(self, row.number, rows)
            troubles = [
                *self._row_troubles(row, rows, strangers),
                *repeats.of(row.id, row.number, where),
                *found.troubles_of(row.id),
            ]
            yield Entry(self._record(row, rows, found), row.id, where, row.office, tuple(troubles))
        self.troubles += [trouble for each in strangers.values() for trouble in each.values()]
        self.troubles += [trouble for each in found.owned.values() for trouble in each.troubles]
        self.notes += found.notes()
        self.notes += self._not_answered()

    def _record(self, row: Row, rows: Joined, found: Found) -> dict[str, Any]:
        record: dict[str, Any] = {"id": row.id} if row.id else {}
        record |= row.values
        for name in LIST_NAMES:
            answer = self._answer(name, row, rows.get(name, []), found)
            if answer is not None:
                record[name] = answer
        return record

    def _answer(self, name: str, row: Row, rows: list[Row], found: Found) -> list[dict[str, Any]] | None:
        """What a person's rows on a sheet answer, or a person's lack of rows."""
        if rows:
            return [entry.values for entry in rows]
        if name in row.says:
            return [] if fold(row.says[name]) == NONE else None
        return [] if self._has_rows(name) and not found.has_lost(name) else None

    def _row_troubles(
        self, row: Row, rows: Joined, strangers: Mapping[str, Mapping[str, Trouble]]
    ) -> Iterator[Trouble]:
        """What is wrong with the rows of a person, beside what the core finds in them."""
        yield from self._misplaced(self.people, row, row.id, strangers)
        for name in LIST_NAMES:
            if name in row.says and (trouble := self._contradiction(row, name, rows.get(name, []))):
                yield trouble
            for entry in rows.get(name, []):
                yield from self._misplaced(self.lists[name], entry, row.id, strangers)

    def _count(self, row: Row, rows: Joined, found: Found) -> None:
        """Counts what the notes tell of a person."""
        if row.has_id_only and row.id and not any(rows.values()):
            found.bare.append(row.number)
        for name in self.lists:
            found.without[name] += not rows[name] and self._has_rows(name) and name not in row.says

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

    def _misplaced(
        self, sheet: Sheet, row: Row, person: str, strangers: Mapping[str, Mapping[str, Trouble]]
    ) -> Iterator[Trouble]:
        """The troubles of cells in columns that are no key, or a key that another column has already."""
        for at in row.repeated:
            message = f"another column is called `{sheet.repeated[at][1]}` too; keep one of the two"
            yield Trouble(sheet.place_repeated(row.number, at), "duplicate-key", message, person)
        for at in row.strange:
            yield replace(strangers[sheet.shape.name][at], id=person)
