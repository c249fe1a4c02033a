"""Whose the rows of a sheet are, and what follows where nobody can tell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lssc.cli.places import Trouble
from lssc.cli.registers.sheets import Row, Sheet
from lssc.cli.shapes import fold


class People:
    """The ids of a register, and those that are nearly one."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)
        self._alike: dict[str, list[str]] | None = None

    def __contains__(self, person: str) -> bool:
        return person in self._ids

    def alike(self, person: str) -> list[str]:
        """The ids that somebody may have meant by another."""
        if self._alike is None:
            self._alike = {}
            for each in sorted(self._ids):
                self._alike.setdefault(_essence(each), []).append(each)
        return self._alike.get(_essence(person), [])


@dataclass(slots=True)
class Owned:
    """The rows of a sheet by the id that they have, and the rows of nobody."""

    by_id: dict[str, list[Row]] = field(default_factory=dict)
    of_nobody: list[Row] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    """What is wrong with the rows of nobody."""
    of_alike: dict[str, list[Trouble]] = field(default_factory=dict)
    """The same, by the people whose rows they nearly are."""


def owned(sheet: Sheet, people: People) -> Owned:
    """Gives the rows of a sheet to those whose they are."""
    found = Owned()
    for row in sheet.rows:
        if row.id in people:
            found.by_id.setdefault(row.id, []).append(row)
            continue
        alike = people.alike(row.id) if row.id else []
        trouble = _of_nobody(sheet, row, alike)
        found.of_nobody.append(row)
        found.troubles.append(trouble)
        for person in alike:
            found.of_alike.setdefault(person, []).append(replace(trouble, id=person, is_shared=True))
    return found


def _of_nobody(sheet: Sheet, row: Row, alike: list[str]) -> Trouble:
    place = sheet.place(row.number, "id")
    if not row.id:
        return Trouble(place, "missing", "`id` is empty; write whose row this is, or empty the row")
    near = " and ".join(f"`{person}`" for person in alike)
    hint = f"; there is {near}" if near else "; add the person or correct the id"
    return Trouble(place, "unknown-person", f"nobody on `people` has the id `{row.id}`{hint}", row.id)


def _essence(person: str) -> str:
    """What ids have in common that a program or a hurry tells apart: case, spaces, leading zeros."""
    shown = re.sub(r"\.0+$", "", unicodedata.normalize("NFKC", person))
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", fold(shown) or shown)
