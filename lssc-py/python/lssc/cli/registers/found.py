"""What was found when the rows of all sheets were given to the people, and what is to be said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lssc.cli.places import Trouble
from lssc.cli.registers.owners import Owned
from lssc.cli.registers.sheets import Row
from lssc.cli.shapes import LIST_NAMES

Joined = dict[str, list[Row]]
"""The rows of a person, by sheet."""

_FIRST = 5
"""How many rows a note names."""


@dataclass(slots=True)
class Found:
    """The rows by their owners, with counts for the notes."""

    owned: dict[str, Owned]
    without: Counter[str] = field(default_factory=Counter)
    """How many people have no row on a sheet that has rows."""
    bare: list[int] = field(default_factory=list)
    """The rows of people of whom nothing is known but the id."""

    def rows_of(self, person: str) -> Joined:
        """The rows of a person, on every sheet."""
        return {name: each.by_id.get(person, []) for name, each in self.owned.items()}

    def troubles_of(self, person: str) -> list[Trouble]:
        """The troubles of rows that are nobody's and nearly this person's."""
        return [trouble for each in self.owned.values() for trouble in each.of_alike.get(person, ())]

    def has_lost(self, name: str) -> bool:
        """Whether a sheet has rows of nobody, any of which may be somebody's."""
        return name in self.owned and bool(self.owned[name].of_nobody)

    def notes(self) -> list[str]:
        """How the lack of rows was read, and who has an id alone."""
        without = {name: self.without[name] for name in LIST_NAMES if self.without[name]}
        kept = {name: count for name, count in without.items() if not self.has_lost(name)}
        lost = [self._lost(name, count) for name, count in without.items() if self.has_lost(name)]
        return _read_as_none(kept) + lost + _bare(self.bare)

    def _lost(self, name: str, count: int) -> str:
        rows = _rows([row.number for row in self.owned[name].of_nobody])
        return (
            f"`{name}` has rows whose owner is not known ({rows}), and they may be anybody's: so a person "
            "without a row there is read as not answered, and not as having none; "
            f"people without one: {count:,}"
        )


def _read_as_none(without: Mapping[str, int]) -> list[str]:
    if not without:
        return []
    counted = ", ".join(f"{count:,} on `{name}`" for name, count in without.items())
    return [f"no row on a sheet that has rows is read as answered, with none; people without one: {counted}"]


def _bare(rows: list[int]) -> list[str]:
    if not rows:
        return []
    return [
        "people of whom nothing is known but the id, here and on every sheet (a row of totals is nobody): "
        f"{len(rows):,}, on {_rows(rows)}"
    ]


def _rows(numbers: list[int]) -> str:
    """Rows by number, the first ones of many: `rows 13, 14`."""
    shown = ", ".join(f"{number:,}" for number in numbers[:_FIRST])
    more = f" and {len(numbers) - _FIRST:,} more" if len(numbers) > _FIRST else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}{more}"
