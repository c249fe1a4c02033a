"""What a change of policy comes to for everybody together."""

from __future__ import annotations

from dataclasses import dataclass, field

from lssc import Comparison, ComparisonTable, Standing, Status
from lssc.cli import words
from lssc.cli.comparing import Pair
from lssc.cli.comparing.phrases import CLAUSE


@dataclass(frozen=True, slots=True)
class Move:
    """People of one status under A and one under B."""

    a: Status
    b: Status
    count: int
    kind: str
    """`gain`, `lose`, `other`, or `same`."""

    @property
    def says(self) -> str:
        """The move in words."""
        a, b = words.STATUS[self.a], words.STATUS[self.b]
        return f"{a}, as before" if self.kind == "same" else f"{a} → {b}"


@dataclass(slots=True)
class Whole:
    """Counts people as they come; it takes the same room for any number of them."""

    table: ComparisonTable = field(default_factory=ComparisonTable)
    faulty: int = 0
    _kinds: dict[tuple[Status, Status], str] = field(default_factory=dict)

    def add(self, pair: Pair) -> None:
        """Counts a person."""
        comparison = pair.comparison
        if comparison is None:
            self.faulty += 1
            return
        self.table.add(comparison)
        self._kinds.setdefault((comparison.a.status, comparison.b.status), _kind(comparison))

    @property
    def moves(self) -> list[Move]:
        """From which status to which how many go, and how many stay, in the order of the statuses."""
        return [
            Move(each.a, each.b, each.records, self._kinds[each.a, each.b])
            for each in self.table.statuses
            if each.records
        ]

    @property
    def statuses_a(self) -> list[Status]:
        """The statuses that somebody has under A."""
        return list(dict.fromkeys(move.a for move in self.moves))

    @property
    def statuses_b(self) -> list[Status]:
        """The statuses that somebody has under B."""
        found = {move.b for move in self.moves}
        return [each for each in Status if each in found]

    @property
    def clauses(self) -> list[tuple[str, str, int]]:
        """For how many people which clause is the first that differs."""
        counts = [(number, said, self.table.first_differs(number)) for number, said in CLAUSE.items()]
        return [count for count in counts if count[2]]

    @property
    def gaining(self) -> int:
        """How many gain something."""
        return sum(map(self.table.gained, Standing))

    @property
    def losing(self) -> int:
        """How many lose something."""
        return sum(map(self.table.lost, Standing))

    @property
    def summary(self) -> str:
        """Whom the change touches, in a sentence."""
        touched = f"the change touches {self.table.touched:,} of {words.people(self.table.records)}"
        fees = f"all fees together change by {words.change(self.table.fees_change_cents)}"
        return f"{touched}; {self.gaining:,} gain and {self.losing:,} lose by it; {fees}"


def _kind(comparison: Comparison) -> str:
    if comparison.a.status is comparison.b.status:
        return "same"
    if comparison.gained:
        return "gain"
    return "lose" if comparison.lost else "other"
