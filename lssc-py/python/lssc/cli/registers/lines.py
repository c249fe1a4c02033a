"""A register of one record a line (JSON lines), and a JSON file of one record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import lssc
from lssc.cli.failures import CannotRunError
from lssc.cli.jsonplaces import JsonText
from lssc.cli.places import Place, Trouble, Where, located
from lssc.cli.registers import Entry


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file. A pointer stands for the column: a line of JSON has no columns of its own."""

    file: str
    number: int

    def place(self, pointer: str) -> Place:
        return Place(self.file, column=pointer, line=self.number)


class _Seen(Protocol):
    """What says whether a person has been met before, and where."""

    def __call__(self, person: str, where: Where) -> tuple[Trouble, ...]: ...


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
        seen = once()
        with self.path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                yield _entry(line.rstrip(b"\r\n"), _Line(self.file, number), seen)


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
        yield _entry(content, JsonText(self.file, content), once())


def _entry(content: bytes, where: Where, seen: _Seen) -> Entry:
    try:
        record = lssc.Record.from_json(content)
    except lssc.LsscError as error:
        troubles = tuple(map(_within_line, located(error.faults, where)))
        return Entry(None, "", where, troubles=troubles)
    return Entry(record, record.id, where, troubles=seen(record.id, where))


def _within_line(trouble: Trouble) -> Trouble:
    """A fault of a line, without the line number that it has as a text of its own."""
    if trouble.place.line is None:
        return trouble
    return replace(trouble, message=trouble.message.replace(" at line 1, column ", " at column "))


def once() -> _Seen:
    """Holds that every id comes once."""
    ids: dict[str, Place] = {}

    def seen(person: str, where: Where) -> tuple[Trouble, ...]:
        place = where.place("/id")
        first = ids.setdefault(person, place)
        if first is place:
            return ()
        message = f"the id `{person}` stands at {first} too; give each person one of their own"
        return (Trouble(place, "duplicate", message, person, "/id"),)

    return seen


def readable(path: Path) -> Path:
    """A path that can be opened for reading."""
    try:
        path.open("rb").close()
    except OSError as error:
        raise CannotRunError(f"{path} cannot be read: {error.strerror or error}") from error
    return path
