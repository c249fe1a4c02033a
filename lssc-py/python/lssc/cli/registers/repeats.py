"""Ids that come more than once: whose the rows of other sheets are cannot be told."""

from __future__ import annotations

from collections.abc import Iterable

from lssc.cli.places import Trouble, Where


class Repeats:
    """The ids that several rows (or lines) of an input have; all are seen before one is judged."""

    def __init__(self, ids: Iterable[tuple[int, str]], unit: str = "row") -> None:
        self._unit = unit
        self._first_two: dict[str, tuple[int, int]] = {}
        first: dict[str, int] = {}
        for number, person in ids:
            if person and first.setdefault(person, number) != number:
                self._first_two.setdefault(person, (first[person], number))

    def has_earlier(self, person: str, number: int) -> bool:
        """Whether an earlier row has this id."""
        return person in self._first_two and self._first_two[person][0] != number

    def of(self, person: str, number: int, where: Where) -> tuple[Trouble, ...]:
        """The trouble of a row whose id stands elsewhere too."""
        if person not in self._first_two:
            return ()
        first, second = self._first_two[person]
        other = second if number == first else first
        message = f"the id `{person}` stands on {self._unit} {other} too; give each person one of their own"
        return (Trouble(where.place("/id"), "duplicate", message, person, "/id"),)
