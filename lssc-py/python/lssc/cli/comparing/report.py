"""Reports of a comparison: a page, a workbook, CSV or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lssc.cli.comparing import Pair
from lssc.cli.comparing.whole import Whole
from lssc.cli.places import Trouble


class Report(Protocol):
    """Takes the people one by one, in the order of the register, and ends with what they come to."""

    def add(self, pair: Pair) -> None:
        """Takes a person."""
        ...

    def finish(self, whole: Whole, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Takes what all come to and what is nobody's, and writes what is still to be written."""
        ...

    def close(self) -> None:
        """Gives back what it holds, whether or not it was finished."""
        ...
