"""The columns that the flat reports have in common: one row a person."""

from __future__ import annotations

from collections.abc import Callable

from lssc import Comparison
from lssc.cli.comparing import Pair
from lssc.cli.comparing.phrases import CLAUSE
from lssc.cli.reports.rows import Cell, dollars

_COMPARED: tuple[tuple[str, Callable[[Comparison], Cell]], ...] = (
    ("status_a", lambda c: c.a.status.value),
    ("status_b", lambda c: c.b.status.value),
    ("gained", lambda c: c.gained.value if c.gained else None),
    ("lost", lambda c: c.lost.value if c.lost else None),
    # Alone, a spreadsheet program would take 4.10 for the number 4.1.
    ("clause", lambda c: f"RULES {c.clause}" if c.clause else None),
    ("clause_is_about", lambda c: CLAUSE[c.clause] if c.clause else None),
    ("fees_a_usd", lambda c: dollars(c.a.fees_cents)),
    ("fees_b_usd", lambda c: dollars(c.b.fees_cents)),
    ("fees_change_usd", lambda c: dollars(c.fees_change_cents)),
)

COLUMNS = ("id", "name", *(name for name, _ in _COMPARED), "faults")


def row(pair: Pair) -> list[Cell]:
    """The row of a person."""
    person: list[Cell] = [pair.entry.id, pair.entry.name]
    comparison = pair.comparison
    if comparison is None:
        return [*person, *(None for _ in _COMPARED), "\n".join(map(str, pair.troubles))]
    return [*person, *(read(comparison) for _, read in _COMPARED), None]
