"""The console that rich writes to, as every command uses it."""

from __future__ import annotations

from rich.console import Console


def console(plain_width: int) -> Console:
    """Standard output, in color where it is a terminal; elsewhere plain text of this width."""
    made = Console(highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = plain_width
    return made
