"""What is printed in the terminal: a heading, then labeled parts of a few rows each."""

from __future__ import annotations

from collections.abc import Sequence

import click
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lssc.cli.console import console
from lssc.cli.places import visible

GOOD, BAD, ASK = "green", "red", "yellow"

Cells = tuple[str | Text, ...]

_PLAIN_WIDTH = 110
_MARGIN = 2


class Parts:
    """Writes on standard output, in color where it is a terminal."""

    def __init__(self, label_width: int) -> None:
        self._label_width = label_width
        self._console = console(_PLAIN_WIDTH)

    @property
    def room(self) -> int:
        """How many characters have room beside a label."""
        return self._console.width - _MARGIN - self._label_width - _MARGIN

    def part(self, label: str, rows: Sequence[Cells]) -> None:
        """Writes rows with a label beside the first; without rows, nothing."""
        if not rows:
            return
        table = Table.grid(padding=(0, 2))
        width = max(_width(cells) for cells in rows)
        for _ in range(width):
            table.add_column(overflow="fold")
        for cells in rows:
            table.add_row(*(visible(cell) if isinstance(cell, str) else cell for cell in cells[:width]))
        self.labeled(label, table)

    def labeled(self, label: str, what: RenderableType) -> None:
        """Writes anything with a label beside it."""
        part = Table.grid(padding=(0, 2))
        part.add_column(width=self._label_width, style="dim")
        part.add_row(label, what)
        self.say(Padding(part, (0, 0, 0, _MARGIN)))

    def say(self, what: RenderableType) -> None:
        """Writes anything else, as the heading."""
        with self._console.capture() as captured:
            self._console.print(what)
        # A table fills its width with spaces, which nobody wants to copy.
        click.echo("\n".join(line.rstrip(" ") for line in captured.get().splitlines()))


def amount(shown: str, style: str = "") -> Text:
    """An amount of money, to stand under others."""
    return Text(shown, style, justify="right")


def _width(cells: Cells) -> int:
    """How many cells there are up to the last one that is not empty."""
    return max((at for at, cell in enumerate(cells, 1) if cell), default=0)
