"""The people whom a change of policy touches: the first ones of each kind, and how many more there are."""

from __future__ import annotations

from dataclasses import dataclass, field

from lssc.cli.comparing import Pair
from lssc.cli.comparing.phrases import clause, move, standing


@dataclass(frozen=True, slots=True)
class Person:
    """What a list says of somebody."""

    id: str
    name: str
    move: str
    standing: str
    clause: str
    fees_change_cents: int


@dataclass(slots=True)
class Kind:
    """People whom the change touches in the same way."""

    key: str
    title: str
    most: int
    people: list[Person] = field(default_factory=list)
    count: int = 0

    @property
    def more(self) -> int:
        """How many there are beside those listed."""
        return self.count - len(self.people)

    def add(self, pair: Pair) -> None:
        """Takes somebody."""
        self.count += 1
        comparison = pair.comparison
        if comparison is not None and len(self.people) < self.most:
            said = (move(comparison), standing(comparison), clause(comparison.clause))
            self.people.append(Person(pair.entry.id, pair.entry.name, *said, comparison.fees_change_cents))


class Touched:
    """Whoever gains, whoever loses, and whoever is touched otherwise; of each kind the first `most`."""

    def __init__(self, most: int) -> None:
        self._gain = Kind("gain", "Who gains", most)
        self._lose = Kind("lose", "Who loses", most)
        self._others = Kind("others", "Who is touched otherwise", most)

    @property
    def kinds(self) -> list[Kind]:
        """The kinds that somebody is of."""
        return [kind for kind in (self._gain, self._lose, self._others) if kind.count]

    def add(self, pair: Pair) -> None:
        """Takes somebody, if the change touches them."""
        comparison = pair.comparison
        if comparison is None or comparison.clause is None:
            return
        if comparison.gained:
            self._gain.add(pair)
        elif comparison.lost:
            self._lose.add(pair)
        else:
            self._others.add(pair)
