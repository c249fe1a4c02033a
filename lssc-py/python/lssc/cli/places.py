"""Where a fault stands: a file, a sheet, a row and a column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import lssc


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an input. Rows and columns are named as the spreadsheet program names them."""

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    letter: str = ""
    line: int | None = None
    pointer: str = ""
    """What of a file stands there, where line and column alone say little."""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet and Path(self.file).suffix.lower() in (".xlsx", ".xlsm"):
            parts.append(f"sheet {self.sheet}")
        if self.line is not None:
            parts.append(f"line {self.line}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column_title:
            is_pointer = self.column.startswith("/")
            parts.append(self.column if is_pointer else f"column {self.column_title}")
        if self.pointer:
            parts.append(self.pointer)
        return visible(", ".join(parts))

    @property
    def column_title(self) -> str:
        """The column by letter and header, as far as it has them."""
        if self.letter and self.column:
            return f"{self.letter} ({self.column})"
        return self.letter or self.column


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault and the place where it stands."""

    place: Place
    code: str
    message: str
    id: str = ""
    pointer: str = ""
    is_shared: bool = False
    """Whether it is one of the register's troubles too, which name it once for everybody who has it."""

    def __str__(self) -> str:
        return f"{self.place}: [{self.code}] {visible(self.message)}"


class Where(Protocol):
    """Knows where each value of a record came from."""

    def place(self, pointer: str) -> Place:
        """The place of the value that a JSON Pointer into the record names."""
        ...


def located(faults: Iterable[lssc.Fault], where: Where, person: str = "") -> tuple[Trouble, ...]:
    """Faults of the core with the places where they stand."""
    return tuple(
        Trouble(where.place(fault.path), str(fault.code.value), fault.message, person, fault.path)
        for fault in faults
    )


def own(troubles: Iterable[Trouble]) -> list[Trouble]:
    """Of somebody's troubles, those that the register does not name for everybody."""
    return [trouble for trouble in troubles if not trouble.is_shared]


def letter(index: int) -> str:
    """The letters of a spreadsheet's column, counted from 0: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def tokens(pointer: str) -> list[str]:
    """The steps of a JSON Pointer."""
    steps = pointer.split("/")[1:]
    return [step.replace("~1", "/").replace("~0", "~") for step in steps]


def visible(text: str) -> str:
    """Text of an input, safe to print: control characters could steer a terminal."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
