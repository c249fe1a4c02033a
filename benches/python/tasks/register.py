"""A register of 100,000 people, a row each, one thread: what a row costs, here and with libraries for tables."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import lssc
import numpy as np
import pyarrow as pa

from peers import duckdb_wide, library, memcpy, numpy_wide, openfisca_wide, pandas_wide, polars_wide, tables
from peers.measure import Subject, measure, progress
from peers.people import Person

ROWS = 100_000
NOTES = {
    "lssc": "the record's own columns: lists of structs, sets and outcomes as text; read to a pyarrow table",
    "polars": f"{tables.WIDE}; months by offset_by",
    "numpy": f"{tables.WIDE}; months by hand over datetime64[M]",
    "pandas": f"{tables.WIDE}; months by DateOffset, the sets' first days in numpy",
    "duckdb": f"{tables.WIDE}; months by intervals; read to an Arrow table",
    "openfisca": f"{tables.WIDE}; hours are floats of 32 bits, so some are counted wrong; months by hand over datetime64[M]",
}

Answers = Callable[[Any], Any]


def run(people: list[Person], rounds: int) -> None:
    """Measures the library, copying its columns, and libraries for tables."""
    rows = ROWS if len(people) > 1000 else 5 * len(people)
    day, true = tables.one_as_of(people), tables.true_answers(people)
    nested = tables.repeated(tables.nested(people), rows)
    wide = tables.repeated(tables.wide(people), rows)
    progress(f"register: {nested.nbytes / rows:.0f} bytes a row, {wide.nbytes / rows:.0f} wide")

    def subject(name: str, release: str, call: Callable[[], Any], answers: Answers, note: str) -> Subject:
        wrong = tables.wrong_rows(tables.answers(answers(call())), true)
        return Subject(name, release, call, rows, wrong, note)

    def copied(name: str, call: Callable[[], Any], table: pa.Table) -> Subject:
        note = f"{table.nbytes / rows:.0f} bytes a row; decides nothing"
        return Subject(name, np.__version__, call, rows, None, note)

    subjects = [
        copied("memcpy of the same columns", memcpy.subject(nested), nested),
        copied("memcpy into new memory", memcpy.into_new_memory(nested), nested),
        copied("memcpy of the wide columns", memcpy.subject(wide), wide),
    ]
    for decide in (lssc.summary_table, lssc.assess_table):
        call = library.reader(decide, nested, day)
        subjects.append(subject(f"lssc {decide.__name__}", library.VERSION, call, library.of_table, NOTES["lssc"]))
    for name, call, answers in (
        ("polars", polars_wide.subject(wide, day), _frame),
        ("numpy", numpy_wide.subject(wide, day), numpy_wide.as_answers),
        ("pandas", pandas_wide.subject(wide, day), _pandas),
        ("duckdb", duckdb_wide.subject(wide, day), _columns),
        ("openfisca", openfisca_wide.subject(wide, day), openfisca_wide.as_answers),
    ):
        release = version({"openfisca": "openfisca-core"}.get(name, name))
        subjects.append(subject(name, release, call, answers, NOTES[name]))
    measure("register", subjects, rounds)


def _columns(table: pa.Table) -> dict[str, pa.ChunkedArray]:
    return {name: table[name] for name in table.column_names}


def _frame(frame: Any) -> dict[str, pa.ChunkedArray]:
    return _columns(frame.to_arrow())


def _pandas(frame: Any) -> dict[str, pa.ChunkedArray]:
    return _columns(pa.Table.from_pandas(frame, preserve_index=False))
