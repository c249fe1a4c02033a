"""A comparison as one page of HTML that needs nothing else: no network and no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from lssc.cli import pages
from lssc.cli.comparing import About, Pair, differences
from lssc.cli.comparing.flow import flow
from lssc.cli.comparing.phrases import FIRST_CLAUSE
from lssc.cli.comparing.touched import Touched
from lssc.cli.comparing.whole import Whole
from lssc.cli.places import Trouble, own

MOST_LISTED = 500
"""Of those who gain, those who lose and the others touched, the page lists so many each, and says so."""

MOST_FAULTS = 1_000
"""Above so many faults, the page names the first ones and says so."""


class HtmlReport:
    """Keeps the first of those who are touched, and writes the page at the end."""

    def __init__(self, stream: TextIO, about: About) -> None:
        self._stream, self._about = stream, about
        self._touched = Touched(MOST_LISTED)
        self._faults: list[Trouble] = []
        self._more_faults = 0

    def add(self, pair: Pair) -> None:
        """Takes a person."""
        self._touched.add(pair)
        self._name(own(pair.troubles))

    def finish(self, whole: Whole, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Writes the page."""
        self._name(troubles)
        page = pages.environment("lssc.cli.reports").get_template("compare.html")
        self._stream.writelines(
            page.generate(
                about=self._about,
                whole=whole,
                table=whole.table,
                flow=flow(whole.moves),
                moved=[move for move in whole.moves if move.kind != "same"],
                differences=differences(self._about.a, self._about.b),
                kinds=self._touched.kinds,
                faults=self._faults,
                more_faults=self._more_faults,
                notes=notes,
                first_clause=FIRST_CLAUSE,
                command="compare",
                made_from="a register, two policies",
            )
        )

    def close(self) -> None:
        """Holds nothing."""

    def _name(self, troubles: Sequence[Trouble]) -> None:
        room = max(MOST_FAULTS - len(self._faults), 0)
        self._faults += troubles[:room]
        self._more_faults += len(troubles[room:])
