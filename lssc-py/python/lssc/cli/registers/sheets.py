"""One sheet of a register: which column fills which key, and what each row says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lssc.cli import cells
from lssc.cli.places import Place, Trouble, letter
from lssc.cli.registers.strangers import stranger
from lssc.cli.shapes import ID, LIST_NAMES, OFFICE, PEOPLE, Shape, fold
from lssc.cli.tables import Cells, RawTable

Reader = Callable[[object], Any]


@dataclass(slots=True)
class Row:
    """A row that is not empty."""

    number: int
    id: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    office: dict[str, str] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    """Letters of the columns filled here whose key another column has already."""
    strange: list[str] = field(default_factory=list)
    """Letters of the columns filled here that are no key."""

    @property
    def has_id_only(self) -> bool:
        """Whether nothing but the id is filled."""
        return not (self.values or self.office or self.says or self.repeated or self.strange)


@dataclass(frozen=True, slots=True)
class _Use:
    """What a column is for: the part of a row it fills, under which key."""

    part: str
    key: str
    read: Reader


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a register, read."""

    shape: Shape
    file: str
    title: str
    header_row: int
    headers: dict[str, tuple[str, str]]
    """Key -> letter and header of its column."""
    repeated: dict[str, tuple[str, str]]
    """Letter -> letter and header of a column whose key another column has already."""
    strange: dict[str, str]
    """Letter -> header of a column that is no key."""
    rows: list[Row]
    is_hidden: bool = False

    @property
    def lacks_ids(self) -> bool:
        """Whether there is something on it, but nothing says whose it is."""
        is_filled = bool(self.headers or self.strange)
        return ID.key not in self.headers and (is_filled or self.shape is PEOPLE)

    def place(self, row: int | None = None, key: str = "") -> Place:
        """A place on this sheet. A key without a column is named, without a letter."""
        at, header = self.headers.get(key, ("", key))
        return Place(self.file, self.title, row, header, at)

    def place_repeated(self, row: int, at: str) -> Place:
        """A place in a column that repeats another."""
        return Place(self.file, self.title, row, self.repeated[at][1], at)

    def strangers(self) -> dict[str, Trouble]:
        """The troubles of the columns that are no key and yet filled, by letter."""
        filled = [(at, row.number) for row in self.rows for at in row.strange]
        counts = Counter(at for at, _ in filled)
        first = dict(reversed(filled))
        keys = [use.key for use in _known(self.shape).values()]
        return {
            at: stranger(
                Place(self.file, self.title, first[at], title, at), title, self.shape, counts[at], keys
            )
            for at, title in self.strange.items()
            if counts[at]
        }


def read_sheet(shape: Shape, raw: RawTable, ignored: frozenset[str]) -> Sheet:
    """Reads a sheet; its header is the first row that is not empty."""
    header_at = next((at for at, row in enumerate(raw.rows) if any(map(cells.text, row))), 0)
    header = [cells.text(cell) for cell in raw.rows[header_at]] if raw.rows else []
    below = raw.rows[header_at + 1 :]
    sheet = Sheet(shape, raw.file, raw.sheet, header_at + 1, {}, {}, {}, [], raw.is_hidden)
    width = max((len(row) for row in below), default=len(header))
    header += [""] * (width - len(header))
    uses = [_use(sheet, title, letter(raw.first_column + at), ignored) for at, title in enumerate(header)]
    if ID.key in sheet.headers or not shape.has_ids:
        sheet.rows.extend(_rows(below, header_at + 2, uses))
    return sheet


def _use(sheet: Sheet, title: str, at: str, ignored: frozenset[str]) -> _Use | None:
    """What a column is for; `None` for one that is not read."""
    name = fold(title)
    if name in ignored and title:
        return None
    use = _known(sheet.shape).get(name) if name else None
    if use is None:
        sheet.strange[at] = title
        return _Use("strange", at, cells.text)
    if use.key in sheet.headers:
        sheet.repeated[at] = (at, title)
        return _Use("repeated", at, cells.text)
    sheet.headers[use.key] = (at, title)
    return use


def _known(shape: Shape) -> dict[str, _Use]:
    known = {
        fold(column.key): _Use("values", column.key, partial(cells.read, column.kind))
        for column in shape.columns
    }
    if shape.has_ids:
        known[ID.key] = _Use("id", ID.key, partial(cells.read, ID.kind))
    if shape is PEOPLE:
        known |= {fold(key): _Use("office", key, cells.text) for key in OFFICE}
        known |= {fold(key): _Use("says", key, cells.text) for key in LIST_NAMES}
    return known


def _rows(rows: Any, number: int, uses: list[_Use | None]) -> Iterator[Row]:
    plan = [(at, use.part, use.key, use.read) for at, use in enumerate(uses) if use]
    for at, row in enumerate(rows, number):
        if found := _row(at, row, plan):
            yield found


def _row(number: int, row: Cells, plan: list[tuple[int, str, str, Reader]]) -> Row | None:
    found, length, empty = Row(number), len(row), True
    for at, part, key, read in plan:
        cell = row[at] if at < length else None
        if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
            continue
        empty = False
        if part == "id":
            found.id = read(cell)
        elif part in ("repeated", "strange"):
            getattr(found, part).append(key)
        else:
            getattr(found, part)[key] = read(cell)
    return None if empty else found
