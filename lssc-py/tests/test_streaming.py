"""Registers larger than memory: read a piece at a time, in order, without the GIL."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import lssc
import pyarrow as pa
import pytest
from lssc._typing import ArrowStream

AS_OF = "2024-06-01"
SCHEMA = pa.schema([("id", pa.string()), ("certified_on", pa.string())])
BATCHES, ROWS, AHEAD = 300, 1000, 4


def batch(nth: int, rows: int = ROWS) -> pa.RecordBatch:
    return pa.record_batch([[f"p-{nth}-{row}" for row in range(rows)], ["2012-10-15"] * rows], schema=SCHEMA)


class Counted:
    """A source that is pulled, and how often it was."""

    def __init__(self, batches: int = BATCHES, fails_at: int | None = None) -> None:
        self.pulled = 0
        self.batches, self.fails_at = batches, fails_at

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for nth in range(self.batches):
            self.pulled += 1
            if nth == self.fails_at:
                raise OSError("the disk is gone")
            yield batch(nth)

    def reader(self) -> pa.RecordBatchReader:
        return pa.RecordBatchReader.from_batches(SCHEMA, iter(self))


@pytest.mark.parametrize("threads", [1, 2, AHEAD])
def test_batches_are_pulled_only_a_few_ahead(threads: int) -> None:
    source = Counted()
    assessed = lssc.assess_table(source.reader(), as_of=AS_OF, threads=threads)
    assert source.pulled == 0
    found = pa.RecordBatchReader.from_stream(assessed)
    assert source.pulled == 0
    for nth, piece in enumerate(found):
        # Without workers one at a time, and one more to see whether they are needed; else two for each.
        assert nth < source.pulled <= nth + (1 if threads == 1 else 2 * threads)
        assert piece["id"][0].as_py() == f"p-{nth}-0"
        assert len(piece) == ROWS
    assert source.pulled == BATCHES == nth + 1


def test_a_reader_that_stops_early_pulls_no_more() -> None:
    source = Counted()
    found = pa.RecordBatchReader.from_stream(lssc.assess_table(source.reader(), as_of=AS_OF, threads=2))
    found.read_next_batch()
    del found
    assert source.pulled <= 4


def test_an_error_of_the_source_comes_after_what_came_before_it() -> None:
    source = Counted(fails_at=3)
    found = pa.RecordBatchReader.from_stream(lssc.assess_table(source.reader(), as_of=AS_OF, threads=2))
    ids = [found.read_next_batch()["id"][0].as_py() for _ in range(3)]
    assert ids == ["p-0-0", "p-1-0", "p-2-0"]
    with pytest.raises((OSError, pa.ArrowException), match="the disk is gone"):
        found.read_next_batch()


def test_a_table_can_be_read_again_and_again() -> None:
    assessed = lssc.assess_table(pa.table(batch(0)), as_of=AS_OF)
    first = pa.table(assessed)
    assert pa.table(assessed) == first
    assert pa.table(assessed) == first


def test_two_readers_of_one_table_do_not_meet() -> None:
    assessed = lssc.assess_table(
        pa.Table.from_batches([batch(nth) for nth in range(4)]), as_of=AS_OF, threads=1
    )
    pairs = zip(
        pa.RecordBatchReader.from_stream(assessed), pa.RecordBatchReader.from_stream(assessed), strict=True
    )
    assert [one == other for one, other in pairs] == [True] * 4


def test_a_stream_can_be_read_once_and_then_says_so() -> None:
    assessed = lssc.assess_table(Counted(batches=2).reader(), as_of=AS_OF)
    assert pa.table(assessed).num_rows == 2 * ROWS
    for _ in range(2):
        with pytest.raises(ValueError, match="a stream can be read once"):
            pa.table(assessed)


def test_what_is_left_of_a_stream_is_not_taken_for_the_whole() -> None:
    assessed = lssc.assess_table(Counted().reader(), as_of=AS_OF)
    pa.RecordBatchReader.from_stream(assessed).read_next_batch()
    with pytest.raises(ValueError, match="a stream can be read once"):
        pa.table(assessed)


def test_a_table_whose_columns_change_between_is_refused() -> None:
    class Changing:
        def __init__(self) -> None:
            self.tables: list[ArrowStream] = [
                pa.table({"id": ["p"], "education": ["x"]}),
                pa.table({"id": ["p"]}),
            ]

        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            return self.tables.pop().__arrow_c_stream__(requested_schema)

    assessed = lssc.assess_table(Changing(), as_of=AS_OF)
    assert pa.table(assessed).num_rows == 1
    with pytest.raises(ValueError, match="other columns"):
        pa.table(assessed)


def test_assess_many_reads_256_records_ahead_and_no_more() -> None:
    pulled = 0

    def records() -> Iterator[dict[str, str]]:
        nonlocal pulled
        for pulled in range(1, 1001):
            yield {"id": f"p-{pulled}"}

    found = lssc.assess_many(records(), as_of=AS_OF)
    assert pulled == 0
    for nth, one in enumerate(found, 1):
        assert isinstance(one, lssc.Assessment)
        assert one.record == f"p-{nth}"
        assert nth <= pulled < nth + 256 + 1
    assert pulled == 1000


MEMORY = """
import resource, sys
import lssc
import pyarrow as pa

schema = pa.schema([("id", pa.string()), ("certified_on", pa.string()), ("education", pa.string())])
rows, count = 20_000, int(sys.argv[1])

def batches():
    for nth in range(count):
        ids = [f"p-{nth:05}-{row:060}" for row in range(rows)]
        yield pa.record_batch([ids, ["2012-10-15"] * rows, ["college-degree"] * rows], schema=schema)

reader = pa.RecordBatchReader.from_batches(schema, batches())
read = size = 0
assessed = lssc.assess_table(reader, as_of="2024-06-01", findings=True, threads=2)
for piece in pa.RecordBatchReader.from_stream(assessed):
    read += len(piece)
    size += piece.nbytes
print(read, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_register() -> None:
    """In processes of their own: their largest size is what the system says it was."""

    def run(batches: int) -> tuple[int, int, int]:
        output = subprocess.run(
            [sys.executable, "-c", MEMORY, str(batches)], capture_output=True, check=True, text=True
        )
        read, size, kilobytes = map(int, output.stdout.split())
        return read, size // 2**20, kilobytes // 2**10

    _, _, small = run(2)
    rows, size, large = run(12)
    assert rows == 12 * 20_000
    # In MiB: what passed through, and what it took more than a small register did.
    assert size > 200
    assert large - small < size / 4
