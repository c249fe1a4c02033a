"""A comparison for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from lssc.cli import say, words
from lssc.cli.comparing import About, Pair, differences
from lssc.cli.comparing.phrases import FIRST_CLAUSE
from lssc.cli.comparing.touched import Kind, Touched
from lssc.cli.comparing.whole import Move, Whole
from lssc.cli.parts import ASK, BAD, GOOD, Cells, Parts, amount
from lssc.cli.places import Trouble, visible

_LABEL_WIDTH = 8
_GAP = 2
_STYLE = {"gain": GOOD, "lose": BAD, "other": ASK, "same": "dim"}


class TerminalReport:
    """Writes what all come to and the first of those who are touched, in color where it is a terminal."""

    def __init__(self, about: About) -> None:
        self._about = about
        self._parts = Parts(_LABEL_WIDTH)
        self._touched = Touched(say.MOST)

    def add(self, pair: Pair) -> None:
        """Takes a person."""
        self._touched.add(pair)

    def finish(self, whole: Whole, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Writes everything."""
        self._parts.say(_heading(self._about, whole))
        self._parts.part("policies", _differences(self._about))
        self._statuses(whole)
        self._parts.part("clauses", [(number, said, f"{count:,}") for number, said, count in whole.clauses])
        self._parts.part("", [(Text(FIRST_CLAUSE, "dim"),)] if whole.clauses else [])
        self._parts.part("fees", _fees(whole) if whole.table.records else [])
        for kind in self._touched.kinds:
            self._parts.part(kind.key, _people(kind))
            more = f"... and {kind.more:,} more; a report (-o) has them all"
            self._parts.part("", [(more,)] if kind.more else [])

    def close(self) -> None:
        """Holds nothing."""

    def _statuses(self, whole: Whole) -> None:
        """A table where there is room for one; else a list."""
        heads = [words.STATUS[each] for each in whole.statuses_b]
        columns = sum(max(map(len, head.split())) + _GAP for head in heads)
        widest = max((len(words.STATUS[each]) for each in whole.statuses_a), default=0)
        if heads and widest + _GAP + columns <= self._parts.room:
            self._parts.labeled("A \\ B", _table(whole))
        else:
            self._parts.part("status", [_move(move) for move in whole.moves])


def _heading(about: About, whole: Whole) -> Text:
    text = Text(visible(about.source), "bold")
    text.append(f", as of {about.as_of}, ", "not bold")
    text.append(f"A {visible(about.a.id)}, B {visible(about.b.id)}\n", "not bold")
    return text.append(f"  {whole.summary}", "not bold")


def _differences(about: About) -> list[Cells]:
    found = differences(about.a, about.b)
    rows: list[Cells] = [(each.parameter, f"{each.a} → {each.b}") for each in found]
    return rows or [("A and B say the same",)]


def _table(whole: Whole) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
    table.add_column("", no_wrap=True)
    for each in whole.statuses_b:
        table.add_column(words.STATUS[each], justify="right", overflow="fold")
    moves = {(move.a, move.b): move for move in whole.moves}
    for a in whole.statuses_a:
        table.add_row(words.STATUS[a], *(_count(moves.get((a, b))) for b in whole.statuses_b))
    return table


def _count(move: Move | None) -> Text:
    return Text(f"{move.count:,}", _STYLE[move.kind]) if move else Text("")


def _move(move: Move) -> Cells:
    return (amount(f"{move.count:,}"), Text(move.says, _STYLE[move.kind]))


def _fees(whole: Whole) -> list[Cells]:
    table = whole.table
    more, less = table.fees_more, table.fees_less
    rows: list[Cells] = [
        (amount(words.change(more.total_cents)), f"{words.people(more.records)} with higher fees"),
        (amount(words.change(-less.total_cents)), f"{words.people(less.records)} with lower fees"),
        (amount(words.change(table.fees_change_cents), "bold"), "in all"),
    ]
    return rows if more.records or less.records else [("the same for everybody",)]


def _people(kind: Kind) -> list[Cells]:
    return [
        (
            f"{person.name} ({person.id})" if person.name else person.id,
            "; ".join(filter(None, (person.move, person.standing))),
            person.clause,
            amount(words.change(person.fees_change_cents) if person.fees_change_cents else ""),
        )
        for person in kind.people
    ]
