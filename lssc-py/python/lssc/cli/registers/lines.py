"""A register of one record a line (JSON lines), and a JSON file of one record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import lssc
from lssc.cli.failures import unreadable
from lssc.cli.jsonplaces import JsonText
from lssc.cli.places import Place, Trouble, Where, located
from lssc.cli.registers import Entry
from lssc.cli.registers.repeats import Repeats


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file. A pointer stands for the column: a line of JSON has no columns of its own."""

    file: str
    number: int

    def place(self, pointer: str) -> Place:
        return Place(self.file, column=pointer, line=self.number)


@dataclass(slots=True)
class Lines:
    """A JSON lines file, read line by line."""

    path: Path
    file: str
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int | None:
        """Not known before the end."""
        return None

    @property
    def top(self) -> Place:
        """The file."""
        return Place(self.file)

    def entries(self) -> Iterator[Entry]:
        """The records, in the order of the lines. A last line that is empty is none."""
        with self.path.open("rb") as stream:
            repeats = Repeats(enumerate(map(read_id, stream), 1), "line")
            stream.seek(0)
            for number, line in enumerate(stream, 1):
                entry = _entry(line.rstrip(b"\r\n"), _Line(self.file, number))
                troubles = repeats.of(entry.id, number, entry.where)
                yield replace(entry, troubles=entry.troubles + troubles) if troubles else entry


@dataclass(slots=True)
class OneRecord:
    """A JSON file that holds one record."""

    path: Path
    file: str
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def total(self) -> int | None:
        """One."""
        return 1

    @property
    def top(self) -> Place:
        """The file."""
        return Place(self.file)

    def entries(self) -> Iterator[Entry]:
        """The record."""
        content = self.path.read_bytes()
        yield _entry(content, JsonText(self.file, content))


def _entry(content: bytes, where: Where) -> Entry:
    try:
        record = lssc.Record.from_json(content)
    except lssc.LsscError as error:
        person = read_id(content)
        troubles = tuple(map(_within_line, located(error.faults, where, person)))
        return Entry(None, person, where, troubles=troubles)
    return Entry(record, record.id, where)


def read_id(content: bytes) -> str:
    """The id in a record's JSON, as far as it can be read: whether or not the rest is sound."""
    has_several = content.count(b'"id"') > 1
    try:
        value = json.loads(content, object_pairs_hook=_first_wins if has_several else None)
        person = value.get("id") if isinstance(value, dict) else None
        return person if isinstance(person, str) and person.encode() else ""
    except (ValueError, RecursionError):
        return ""


def _first_wins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object in which the first of several equal keys counts, as it does in the core."""
    return dict(reversed(pairs))


def _within_line(trouble: Trouble) -> Trouble:
    """A fault of a line, without the line number that it has as a text of its own."""
    if trouble.place.line is None:
        return trouble
    return replace(trouble, message=trouble.message.replace(" at line 1, column ", " at column "))


def readable(path: Path) -> Path:
    """A path that can be opened for reading."""
    try:
        path.open("rb").close()
    except OSError as error:
        raise unreadable(path, error) from error
    return path
