"""A review for the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from lssc import CompetencySet, MatrixRow
from lssc.cli import say, words
from lssc.cli.parts import BAD, GOOD, Cells, Parts
from lssc.cli.places import visible
from lssc.cli.reviewing import Reviewed, taken_by

_LABEL_WIDTH = 8
_COVERS = "✓"
_SHORTEST_COURSE = 12
_TAKEN_BY = "taken by"
_LONGEST_TAKER = len("not required")


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the matrix is set: how many letters of each set's title, and how much between the columns."""

    letters: int
    gap: int

    def width(self, columns: int) -> int:
        """How much room it needs at least."""
        return _SHORTEST_COURSE + self.gap + columns * (self.letters + self.gap) + _LONGEST_TAKER

    def head(self, competency: CompetencySet) -> str:
        """What stands above the column of a set."""
        return words.SET[competency][: self.letters]


_LAYOUTS = (_Layout(4, 2), _Layout(3, 1))
"""The widest first."""


class ReviewTerminal:
    """Writes a review on standard output, in color where it is a terminal."""

    def __init__(self) -> None:
        self._parts = Parts(_LABEL_WIDTH)

    def show(self, reviewed: Reviewed) -> None:
        """Writes the matrix, the verdict, the graduate who slips through, and what would close the gap."""
        self._parts.say(_heading(reviewed))
        self._matrix(reviewed)
        self._parts.part("slips by", [(row.course, _titles(row.covers)) for row in reviewed.graduate])
        self._parts.part("misses", [(Text(title, BAD),) for title in reviewed.missing])
        self._parts.part("closes", _closing(reviewed))

    def _matrix(self, reviewed: Reviewed) -> None:
        """A table where there is room for one; else a list."""
        room = self._parts.room
        layout = next((each for each in _LAYOUTS if each.width(len(reviewed.sets)) <= room), None)
        if layout:
            self._parts.labeled("covers", _table(reviewed, layout))
            legend = [(layout.head(each), words.SET[each], reviewed.role(each)) for each in reviewed.sets]
            self._parts.part("sets", legend)
            return
        self._parts.part("covers", [(row.course, _covered(row)) for row in reviewed.matrix.rows])
        self._parts.part("always", [(words.SET[each],) for each in reviewed.matrix.every_graduate])


def _table(reviewed: Reviewed, layout: _Layout) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, layout.gap, 0, 0), header_style="dim")
    table.add_column("course", overflow="fold", min_width=_SHORTEST_COURSE)
    for each in reviewed.sets:
        table.add_column(layout.head(each), no_wrap=True, justify="center")
    table.add_column(_TAKEN_BY, no_wrap=True)
    for row in reviewed.matrix.rows:
        style = "bold" if row.compulsory else ""
        table.add_row(visible(row.course), *_marks(row.covers, reviewed), taken_by(row), style=style)
    table.add_row("every graduate", *_marks(reviewed.matrix.every_graduate, reviewed), "", style=GOOD)
    return table


def _marks(covered: tuple[CompetencySet, ...], reviewed: Reviewed) -> list[str]:
    return [_COVERS if each in covered else "" for each in reviewed.sets]


def _covered(row: MatrixRow) -> str:
    return f"{_titles(row.covers)} ({_TAKEN_BY}: {taken_by(row)})"


def _heading(reviewed: Reviewed) -> Text:
    text = Text(visible(reviewed.file.name), "bold")
    text.append(f", by {visible(reviewed.policy.id)}\n", "not bold")
    text.append(f"  {reviewed.verdict.capitalize()}", f"bold {GOOD if reviewed.review.qualifies else BAD}")
    return text.append(f": {reviewed.rests_on}", "not bold")


def _titles(sets: tuple[CompetencySet, ...]) -> str:
    return ", ".join(words.SET[each] for each in sets) or "no set"


def _closing(reviewed: Reviewed) -> list[Cells]:
    """The changes, each with the line where it is to be made."""
    if reviewed.review.qualifies:
        return []
    if not reviewed.closing:
        return [(f"no single change closes the gap: {reviewed.beyond_one_change}",)]
    rows: list[Cells] = [(f"line {each.place.line}", each.says) for each in reviewed.closing[: say.MOST]]
    more = len(reviewed.closing) - say.MOST
    return [*rows, ("...", f"and {more:,} more; a report (-o) has them all")] if more > 0 else rows
