"""How many people of a register there were, and what was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from lssc.cli import say, words
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.places import Trouble, own
from lssc.cli.registers import Register


class Tally:
    """Counts people as they come, and remembers the faults that will be named."""

    def __init__(self) -> None:
        self._people = self._faulty = self._faults = 0
        self._named: list[Trouble] = []

    def add(self, troubles: Sequence[Trouble], is_faulty: bool) -> None:
        """Counts a person with what is wrong."""
        self._people += 1
        self._faulty += is_faulty
        self._count(own(troubles))

    def sum_up(self, register: Register, check: str, done: str) -> int:
        """Says how many people it was done for and what was wrong, and tells the exit status.

        `check` is the command line that lists every fault.
        """
        self._count(register.troubles)
        say.notes(register.notes)
        say.faults(self._named, self._faults, f"; `{check}` lists them all")
        fine = words.people(self._people - self._faulty)
        if not self._faults:
            say.line(f"{fine} {done}")
            return FINE
        say.line(f"{fine} {done}, {self._faulty:,} not; {words.number(self._faults, 'fault', 'faults')}")
        return FAULTS

    def _count(self, troubles: Sequence[Trouble]) -> None:
        self._faults += len(troubles)
        self._named += troubles[: max(say.MOST - len(self._named), 0)]
