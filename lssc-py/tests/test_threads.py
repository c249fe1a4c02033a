"""The GIL is given up while records are assessed, and what several threads share gives the right answers.

No assertion is about time. With a switch interval of a thousand seconds, a thread runs only when another one
gives up the GIL by itself: progress of the one during a call of the other shows that this call gave it up.
A busy machine may not wake it at once, so the call is made again until it does; plain Python never lets it.
"""

from __future__ import annotations

import copy
import functools
import itertools
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import lssc
import polars
import pyarrow as pa
import pytest
from support import cases

AS_OF = "2024-06-01"
POLICIES: dict[str, Any] = {"policy_a": "lssc-2011", "policy_b": "lssc-2019", "as_of": AS_OF}
THREADS = 8


def person(nth: int) -> dict[str, Any]:
    # Enough work that assessing it takes longer than waking up another thread.
    spans = [
        {"from": f"20{year:02}-01-{day:02}", "hours_per_week": 5}
        for year in range(19, 24)
        for day in range(1, 29)
    ]
    return {"id": f"p-{nth}", "experience": spans}


PEOPLE = [person(nth) for nth in range(64)]
RECORDS = [lssc.Record.from_dict(one) for one in PEOPLE]
TABLE = pa.Table.from_pylist(PEOPLE * 8)


@pytest.fixture
def _switching_by_hand() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def gives_up_the_gil(call: Callable[[], object], times: int) -> bool:
    """Whether another thread counts on while `call` runs, once in so many times."""
    counted, stop, started = 0, False, threading.Event()

    def count() -> None:
        nonlocal counted
        started.set()
        while not stop:
            counted += 1
            # Gives up the GIL, and waits for it to come back.
            threading.Event().wait(0.0001)

    other = threading.Thread(target=count)
    other.start()
    started.wait()
    try:
        for _ in range(times):
            before = counted
            call()
            if counted > before:
                return True
            # Lets it run, so that it is about to count again.
            time.sleep(0.001)
        return False
    finally:
        stop = True
        other.join()


@pytest.mark.usefixtures("_switching_by_hand")
def test_plain_python_does_not_give_it_up() -> None:
    """Or else this test would say nothing."""
    assert not gives_up_the_gil(lambda: sum(range(500_000)), times=20)


@pytest.mark.usefixtures("_switching_by_hand")
@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda: list(lssc.assess_many(RECORDS * 4, as_of=AS_OF)), id="assess_many"),
        pytest.param(
            lambda: list(lssc.assess_many([one.to_json() for one in RECORDS] * 4, as_of=AS_OF)),
            id="assess_many of JSON",
        ),
        pytest.param(lambda: pa.table(lssc.assess_table(TABLE, as_of=AS_OF)), id="assess_table to pyarrow"),
        pytest.param(lambda: list(lssc.compare_many(RECORDS * 4, **POLICIES)), id="compare_many"),
        pytest.param(lambda: lssc.calendar_many(RECORDS * 4, as_of=AS_OF), id="calendar_many"),
        pytest.param(
            lambda: pa.table(lssc.assess_table(TABLE, as_of=AS_OF, threads=1)),
            id="assess_table on one thread",
        ),
        pytest.param(
            lambda: polars.DataFrame(lssc.assess_table(TABLE, as_of=AS_OF)), id="assess_table to polars"
        ),
    ],
)
def test_a_batch_gives_it_up(call: Callable[[], object]) -> None:
    assert gives_up_the_gil(call, times=200)


def together(work: Callable[[int], Any]) -> list[Any]:
    """What each of several threads that start at once makes of its number."""
    barrier = threading.Barrier(THREADS)

    def begin(nth: int) -> Any:
        barrier.wait()
        return work(nth)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(begin, range(THREADS)))
    finally:
        sys.setswitchinterval(before)


def test_threads_that_share_an_iterator_take_each_record_once() -> None:
    count = 3000
    found = lssc.assess_many(({"id": f"p-{nth}"} for nth in range(count)), as_of=AS_OF)
    taken = together(lambda _: [one.record for one in found if isinstance(one, lssc.Assessment)])
    assert sorted(itertools.chain.from_iterable(taken)) == sorted(f"p-{nth}" for nth in range(count))
    # Each thread sees them in order.
    for ids in taken:
        places = [int(one.removeprefix("p-")) for one in ids]
        assert places == sorted(places)


def test_threads_that_share_comparisons_and_a_table_count_each_record_once() -> None:
    count = 3000
    found = lssc.compare_many(({"id": f"p-{nth}"} for nth in range(count)), **POLICIES)
    table = lssc.ComparisonTable()

    def add(_: int) -> None:
        for one in found:
            assert isinstance(one, lssc.Comparison)
            table.add(one)

    together(add)
    assert table.records == count
    other = copy.copy(table)

    def merge(_: int) -> None:
        table.merge(other)
        other.merge(other)

    together(merge)
    # Each took in the other table, while that grew.
    assert table.records > count * THREADS
    assert other.records % count == 0


def test_threads_that_share_a_record_a_catalog_and_a_policy_get_the_answers_of_one() -> None:
    shared = []
    for case in cases.valid()[:150]:
        given = case.arguments()
        policy = given.get("policy")
        read = lssc.Policy.from_dict(policy) if isinstance(policy, dict) else lssc.Policy(policy)
        catalog = lssc.Catalog.from_dict(given.get("catalog") or {})
        shared.append((lssc.Record.from_dict(given["record"]), catalog, read, given["as_of"]))

    def texts(_: int) -> list[str]:
        return [
            lssc.assess(record, as_of=as_of, catalog=catalog, policy=policy).to_json()
            for record, catalog, policy, as_of in shared
        ]

    expected = texts(0)
    assert together(texts) == [expected] * THREADS


def parts_of(assessment: lssc.Assessment, nth: int) -> list[Any]:
    """All parts; every second thread asks for them from behind."""
    return [getattr(assessment, key) for key in assessment.__match_args__[:: 1 if nth % 2 else -1]]


def test_threads_that_ask_one_assessment_get_the_same_parts() -> None:
    for case in cases.valid()[:30]:
        assessment = lssc.assess(**case.arguments())
        asked = together(functools.partial(parts_of, assessment))
        expected = [getattr(assessment, key) for key in lssc.Assessment.__match_args__]
        for nth, parts in enumerate(asked):
            in_order = parts if nth % 2 else parts[::-1]
            assert in_order == expected
            # Texts are made anew; all else is made once, by whichever thread asks first.
            assert all(
                one is other or isinstance(one, str) for one, other in zip(in_order, expected, strict=True)
            )


def test_threads_that_share_a_session_get_the_answers_of_one() -> None:
    session = lssc.Session()
    lines = [case.line for case in cases.everyone()[::5]]
    expected = [lssc.Session().answer(line) for line in lines]
    assert together(lambda _: [session.answer(line) for line in lines]) == [expected] * THREADS


def test_threads_that_read_one_assessed_table_read_all_of_it() -> None:
    assessed = lssc.assess_table(TABLE, as_of=AS_OF)
    expected = pa.table(assessed)
    assert together(lambda _: pa.table(assessed) == expected) == [True] * THREADS


def test_a_one_shot_stream_goes_to_one_of_many_threads() -> None:
    assessed = lssc.assess_table(TABLE.to_reader(), as_of=AS_OF)

    def rows(_: int) -> int:
        try:
            return pa.table(assessed).num_rows
        except ValueError:
            return -1

    assert sorted(together(rows)) == [-1] * (THREADS - 1) + [TABLE.num_rows]
