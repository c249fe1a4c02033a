"""A register in one thread and in two: what a second core is worth."""

import os

import lssc

from peers import library, tables
from peers.measure import Subject, measure
from peers.people import Person

ROWS = 100_000


def run(people: list[Person], rounds: int) -> None:
    """Measures the same table with one thread and with two."""
    rows = ROWS if len(people) > 1000 else 5 * len(people)
    day, nested = tables.one_as_of(people), tables.repeated(tables.nested(people), rows)

    def subject(threads: int) -> Subject:
        call = library.reader(lssc.summary_table, nested, day, threads)
        name = f"lssc summary_table, threads={threads}"
        return Subject(name, library.VERSION, call, rows, None, f"of {os.cpu_count()} cores")

    measure("threads", [subject(1), subject(2)], rounds)
