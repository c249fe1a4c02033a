"""The geometry of the chart of deadlines: a bar for each month, in parts by milestone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lssc.cli.reports.deadlines import Month

WIDTH = 320
_ROW = 20
_LABEL = 62
_NUMBER = 40
_BARS = WIDTH - _LABEL - _NUMBER


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar."""

    milestone: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A month's bar, with its label and number."""

    label: str
    y: int
    parts: tuple[Part, ...]
    total: int
    number_x: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars one below the other, so that the chart reads well on a narrow page too."""

    width: int
    height: int
    label_x: int
    bars: tuple[Bar, ...]


def chart(months: Sequence[Month]) -> Chart:
    """Draws the months."""
    most = max((month.total for month in months), default=0) or 1
    bars = tuple(_bar(month, at * _ROW, _BARS / most) for at, month in enumerate(months))
    return Chart(WIDTH, len(months) * _ROW, _LABEL - 8, bars)


def _bar(month: Month, y: int, scale: float) -> Bar:
    parts, x = [], float(_LABEL)
    for milestone, count in month.counts.items():
        if count:
            parts.append(Part(milestone.value, round(x, 2), round(count * scale, 2)))
            x += count * scale
    return Bar(month.label, y, tuple(parts), month.total, round(x + 6, 2))
