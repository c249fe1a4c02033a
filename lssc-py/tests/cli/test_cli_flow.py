"""The picture of a comparison: every band lies within the bars at its ends, and nothing overlaps."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lssc import Status

pytest.importorskip("click", reason="the command needs lssc[cli]")

from lssc.cli.comparing.flow import WIDTH, Bar, Flow, flow
from lssc.cli.comparing.whole import Move

STATUSES = list(Status)
COUNTS = st.dictionaries(
    st.tuples(st.sampled_from(STATUSES), st.sampled_from(STATUSES)), st.integers(1, 10**9), min_size=1
)


def drawn(counts: dict[tuple[Status, Status], int]) -> tuple[Flow, list[Move]]:
    in_order = sorted(counts.items(), key=lambda each: [STATUSES.index(status) for status in each[0]])
    moves = [Move(a, b, count, "same" if a is b else "lose") for (a, b), count in in_order]
    return flow(moves), moves


def ends(path: str) -> tuple[float, float, float, float]:
    """Where a band begins and ends: top and bottom on the left, top and bottom on the right."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    assert len(numbers) == 15, path
    return numbers[1], numbers[14], numbers[7], numbers[8]


@given(COUNTS)
def test_every_band_lies_within_its_bars_and_none_overlaps(counts: dict[tuple[Status, Status], int]) -> None:
    picture, _ = drawn(counts)
    for bars, side in ((picture.bars_a, 0), (picture.bars_b, 1)):
        for bar in bars:
            here = [band for band in picture.bands if (band.move.a, band.move.b)[side].value == bar.status]
            spans = sorted(ends(band.path)[side * 2 : side * 2 + 2] for band in here)
            assert spans[0][0] == pytest.approx(bar.y, abs=0.02)
            assert spans[-1][1] == pytest.approx(bar.y + bar.height, abs=0.03)
            for before, after in pairwise(spans):
                assert after[0] == pytest.approx(before[1], abs=0.02)


@given(COUNTS)
def test_nobody_is_too_thin_to_be_seen_and_labels_have_room(counts: dict[tuple[Status, Status], int]) -> None:
    picture, moves = drawn(counts)
    assert len(picture.bands) == len(moves)
    for band in picture.bands:
        top, bottom, *_ = ends(band.path)
        assert bottom - top >= 1.48
    for bars in (picture.bars_a, picture.bars_b):
        assert all(_middle(after) - _middle(before) >= 27 for before, after in pairwise(bars))
        assert sum(bar.count for bar in bars) == sum(counts.values())
        assert all(0 <= bar.y <= bar.y + bar.height <= picture.height + 0.02 for bar in bars)
        assert all(0 < bar.x < WIDTH for bar in bars)


def _middle(bar: Bar) -> float:
    return bar.middle


def test_those_who_stay_lie_below_the_others() -> None:
    picture, _ = drawn({(Status.GRACE, Status.LAPSED): 1, (Status.LAPSED, Status.LAPSED): 5})
    assert [band.move.kind for band in picture.bands] == ["same", "lose"]


def test_of_nobody_there_is_no_picture_to_fail() -> None:
    assert flow([]) == Flow(WIDTH, 0.0, (), (), ())
