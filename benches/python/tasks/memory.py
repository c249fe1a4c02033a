"""10 million people through a register that streams: how much memory it needs at most, beyond what was there before."""

import resource
import time
from collections.abc import Iterator

import lssc
import pyarrow as pa

from peers import library, tables
from peers.measure import say
from peers.people import Person

BATCH = 100_000
BATCHES = 100


def run(people: list[Person], _: int) -> None:
    """Counts the people by status as they come, and says the growth of the peak in MiB."""
    batches, rows = (BATCHES, BATCH) if len(people) > 1000 else (3, 5 * len(people))
    day, nested = tables.one_as_of(people), tables.repeated(tables.nested(people), rows)
    batch = nested.to_batches()[0]
    before = _peak()
    source = pa.RecordBatchReader.from_batches(nested.schema, _again(batch, batches))
    start, counted, after_first = time.perf_counter(), 0, 0.0
    for decided in pa.RecordBatchReader.from_stream(lssc.summary_table(source, as_of=day)):
        counted += decided.num_rows
        after_first = after_first or _peak()
    seconds = time.perf_counter() - start
    assert counted == rows * batches, counted
    grown = _peak() - before
    note = f"the peak grows by {grown:.0f} MiB in all, {_peak() - after_first:.0f} of them after the first batch"
    line = {
        "language": "python",
        "task": "memory",
        "subject": "lssc summary_table",
        "version": library.VERSION,
    }
    micros = round(seconds / counted * 1e6, 4)
    say(
        line
        | {
            "us": micros,
            "low": micros,
            "high": micros,
            "people": counted,
            "wrong": None,
            "mib": round(grown, 1),
            "note": note,
        }
    )


def _again(batch: pa.RecordBatch, times: int) -> Iterator[pa.RecordBatch]:
    for _ in range(times):
        yield batch


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
