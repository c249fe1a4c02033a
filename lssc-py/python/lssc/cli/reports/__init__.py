"""Reports: what an audit found, written as a page, a workbook, CSV or JSON lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lssc import Policy
from lssc.cli.assessing import Outcome
from lssc.cli.evidence import Evidence
from lssc.cli.places import Trouble


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about."""

    source: str
    as_of: date
    policy: Policy
    evidence: Evidence
    show: str
    """The command line that shows one of its people, with the same options; `ID` stands for the id."""
    check: str
    """The command line that lists every fault."""


class Report(Protocol):
    """Takes the people one by one, in the order of the register, and ends with the faults of nobody."""

    def add(self, outcome: Outcome) -> None:
        """Takes a person."""
        ...

    def finish(self, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Takes what is nobody's, and writes what is still to be written."""
        ...

    def close(self) -> None:
        """Gives back what it holds, whether or not it was finished."""
        ...
