"""The library, and its answers in the form of the plain rules."""

from collections.abc import Callable
from datetime import date
from typing import Any

import lssc
import pyarrow as pa

from peers.people import Json, Person
from peers.plain import hundredths

VERSION = lssc.__version__


def records(people: list[Person]) -> list[lssc.Record]:
    return [lssc.Record.from_dict(person.record) for person in people]


def of_summary(found: Any) -> Json:
    """What a summary says."""
    term = found.certification
    return {
        "status": str(found.status),
        "eligible": found.eligibility == "met",
        "hours": hundredths(found.counted_hours),
        "completed_on": found.completed_on,
        "opens_on": term and term.opens_on,
        "expires_on": term and term.expires_on,
        "last_day": term and term.last_day,
        "contact_hours": term and hundredths(term.contact_hours),
        "technology_hours": term and hundredths(term.technology_hours),
        "total_cents": found.total_cents,
    }


def of_assessment(found: lssc.Assessment) -> Json:
    """What an assessment says; each part that is asked for becomes an object of Python's."""
    term = found.renewal
    return {
        "status": str(found.status),
        "eligible": found.eligibility.verdict == "met",
        "hours": hundredths(found.eligibility.experience.counted_hours or 0),
        "completed_on": found.completion.completed_on,
        "opens_on": term and term.opens_on,
        "expires_on": term and term.expires_on,
        "last_day": term and term.last_day,
        "contact_hours": term and hundredths(term.contact_hours.counted or 0),
        "technology_hours": term and hundredths(term.technology_hours.counted or 0),
        "total_cents": found.fees.total_cents,
    }


def reader(decide: Callable[..., Any], table: Any, as_of: date, threads: int = 1) -> Callable[[], pa.Table]:
    """A register decided by `summary_table` or `assess_table`, and read into a table."""
    return lambda: pa.table(decide(table, as_of=as_of, threads=threads))


def of_table(found: pa.Table) -> dict[str, pa.Array]:
    """Its columns as answers: hours as whole hundredths."""
    columns = {name: found[name] for name in ("status", "completed_on", "opens_on", "expires_on", "last_day")}
    columns["eligible"] = pa.array([verdict == "met" for verdict in found["eligibility"].to_pylist()])
    for name, of in (("hours", "counted_hours"), ("contact_hours",) * 2, ("technology_hours",) * 2):
        columns[name] = pa.array([hours if hours is None else hundredths(hours) for hours in found[of].to_pylist()])
    columns["total_cents"] = found["total_cents"]
    return columns
