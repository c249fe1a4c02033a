"""Registers from one row to 100,000: what a row costs, and what there is to pay before the first."""

from typing import Any

import lssc
import pyarrow as pa

from peers import library, tables
from peers.measure import Subject, measure
from peers.people import Person

SIZES = (1, 10, 100, 1_000, 10_000, 100_000)


class Given:
    """Columns that are already decided: what pyarrow itself takes to read what is handed to it."""

    def __init__(self, decided: pa.Table) -> None:
        self.decided = decided

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.decided.__arrow_c_stream__(requested_schema)


def run(people: list[Person], rounds: int) -> None:
    """Measures batches of each size, in one thread."""
    day, register = tables.one_as_of(people), tables.nested(people)
    for rows in SIZES if len(people) > 1000 else SIZES[:4]:
        batch = tables.repeated(register, rows).to_batches()[0]
        decided = library.reader(lssc.summary_table, batch, day)
        given = Given(decided())
        note = f"a batch of {rows}, read to a pyarrow table"
        subjects = [
            Subject("lssc summary_table", library.VERSION, decided, rows, None, note),
            Subject("pyarrow alone", pa.__version__, _wrapped(given), rows, None, f"{note}; the same columns, decided before"),
        ]
        measure("register size", subjects, rounds)


def _wrapped(given: Given) -> Any:
    return lambda: pa.table(given)
