"""The geometry of the flow: bands from statuses under A to statuses under B, as thick as people are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lssc import Status
from lssc.cli import words
from lssc.cli.comparing.whole import Move

WIDTH = 380
_LABEL = 116
_BAR = 8
_BETWEEN = 4
_HEIGHT = 280
_GAP = 8
_LEAST_ROOM = 27
"""A status needs room for a label of two lines, however few people have it."""
_LEAST_BAND = 1.5
"""A band is to be seen, however few people it stands for."""


@dataclass(frozen=True, slots=True)
class Band:
    """People who go from one status to another, or stay."""

    move: Move
    path: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A status on one side."""

    status: str
    label: str
    count: int
    x: float
    y: float
    height: float
    text_x: float

    @property
    def middle(self) -> float:
        """The height at which its label stands."""
        return round(self.y + self.height / 2, 2)


@dataclass(frozen=True, slots=True)
class Flow:
    """The picture. It is narrow, so that its words can be read on a narrow page too."""

    width: int
    height: float
    bars_a: tuple[Bar, ...]
    bars_b: tuple[Bar, ...]
    bands: tuple[Band, ...]


def flow(moves: Sequence[Move]) -> Flow:
    """Draws the moves, in the order of the statuses on both sides; those who stay lie below the others."""
    scale = _HEIGHT / max(sum(move.count for move in moves), 1)
    thick = {(move.a, move.b): max(move.count * scale, _LEAST_BAND) for move in moves}
    left = _Side([(move.a, move.b) for move in moves], thick, 0)
    right = _Side([(move.a, move.b) for move in moves], thick, 1)
    bands = [Band(move, _path(left, right, (move.a, move.b), thick[move.a, move.b])) for move in moves]
    bands.sort(key=lambda band: band.move.kind != "same")
    counts_a, counts_b = _totals(moves)
    x = _LABEL, WIDTH - _LABEL - _BAR
    return Flow(
        WIDTH,
        round(max(left.height, right.height), 2),
        left.bars(counts_a, x[0], x[0] - _BETWEEN),
        right.bars(counts_b, x[1], x[1] + _BAR + _BETWEEN),
        tuple(bands),
    )


Pair = tuple[Status, Status]


class _Side:
    """Where the statuses of one side stand, and where each band begins or ends there."""

    def __init__(self, pairs: Sequence[Pair], thick: Mapping[Pair, float], side: int) -> None:
        self._spans: dict[Status, tuple[float, float]] = {}
        self.tops: dict[Pair, float] = {}
        y = 0.0
        for status in Status:
            here = [pair for pair in pairs if pair[side] is status]
            if not here:
                continue
            height = sum(thick[pair] for pair in here)
            room = max(height, _LEAST_ROOM)
            top = y + (room - height) / 2
            self._spans[status] = (top, height)
            for pair in sorted(here, key=lambda pair: _ORDER[pair[1 - side]]):
                self.tops[pair] = top
                top += thick[pair]
            y += room + _GAP
        self.height = max(y - _GAP, 0.0)

    def bars(self, counts: Mapping[Status, int], x: float, text_x: float) -> tuple[Bar, ...]:
        """The bars of this side."""
        return tuple(
            Bar(status.value, words.STATUS[status], counts[status], x, round(y, 2), round(height, 2), text_x)
            for status, (y, height) in self._spans.items()
        )


_ORDER = {status: at for at, status in enumerate(Status)}


def _totals(moves: Sequence[Move]) -> tuple[dict[Status, int], dict[Status, int]]:
    a: dict[Status, int] = {}
    b: dict[Status, int] = {}
    for move in moves:
        a[move.a] = a.get(move.a, 0) + move.count
        b[move.b] = b.get(move.b, 0) + move.count
    return a, b


def _path(left: _Side, right: _Side, pair: Pair, thick: float) -> str:
    """A band with level ends: two curves and the lines between them."""
    x0, x1 = _LABEL + _BAR, WIDTH - _LABEL - _BAR
    middle = (x0 + x1) / 2
    a, b = left.tops[pair], right.tops[pair]
    there = f"M{x0} {a:.2f}C{middle:g} {a:.2f} {middle:g} {b:.2f} {x1} {b:.2f}"
    a, b = a + thick, b + thick
    return f"{there}V{b:.2f}C{middle:g} {b:.2f} {middle:g} {a:.2f} {x0} {a:.2f}Z"
