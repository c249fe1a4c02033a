"""Registers as Arrow tables, and the rows of an assessed one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import duckdb
import lssc
import polars
import pyarrow as pa

TEXT, DATE, HOURS = pa.string(), pa.date32(), pa.float64()


def columns(day: pa.DataType = TEXT) -> dict[str, pa.DataType]:
    """The type of each key of a record; days are texts or dates."""

    def entries(**fields: pa.DataType) -> pa.DataType:
        # `from_` is a keyword of Python's.
        return pa.list_(pa.struct([(name.rstrip("_"), kind) for name, kind in fields.items()]))

    return {
        "id": TEXT,
        "education": TEXT,
        "position_requires_mls": pa.bool_(),
        "experience": entries(
            from_=day, to=day, hours_per_week=HOURS, total_hours=HOURS, volunteer=pa.bool_(), library=TEXT
        ),
        "ala_membership": entries(from_=day, to=day),
        "applied_on": day,
        "admitted_on": day,
        "certified_on": day,
        "courses": entries(course=TEXT, completed_on=day),
        "portfolios": entries(set=TEXT, submitted_on=day, outcome=TEXT, evaluated_on=day),
        "degrees": entries(agreement=TEXT, graduated_on=day),
        "renewals": entries(renewed_on=day),
        "activities": entries(completed_on=day, quantity=HOURS, unit=TEXT, sets=pa.list_(TEXT), title=TEXT),
    }


def arrow_table(records: Sequence[dict[str, Any]], day: pa.DataType = TEXT) -> pa.Table:
    """The records as a table of pyarrow with every column."""
    return pa.Table.from_pylist(list(records), schema=pa.schema(list(columns(day).items())))


def _of_pandas(table: pa.Table) -> Any:
    import pandas

    return table.to_pandas(types_mapper=pandas.ArrowDtype)


def _of_plain_pandas(table: pa.Table) -> Any:
    # Columns of objects: what somebody has who never heard of Arrow.
    return table.to_pandas()


LIBRARIES: dict[str, Callable[[pa.Table], Any]] = {
    "pyarrow": lambda table: table,
    "polars": polars.from_arrow,
    "duckdb": duckdb.from_arrow,
    "pandas": _of_pandas,
    "plain pandas": _of_plain_pandas,
}


def table_of(records: Sequence[dict[str, Any]], library: str, day: pa.DataType = TEXT) -> Any:
    """The records as a table of a library."""
    return LIBRARIES[library](arrow_table(records, day))


def read_assessed(assessed: lssc.AssessedTable) -> list[dict[str, Any]]:
    """The rows of an assessed table."""
    rows: list[dict[str, Any]] = pa.table(assessed).to_pylist()
    return rows


ROWS: dict[str, Callable[[lssc.Assessment], Any]] = {
    "id": lambda found: found.record,
    "status": lambda found: found.status.value,
    "eligibility": lambda found: found.eligibility.verdict.value,
    "education": lambda found: found.eligibility.education.value,
    "support_staff": lambda found: found.eligibility.support_staff.value,
    "experience": lambda found: found.eligibility.experience.verdict.value,
    "counted_hours": lambda found: found.eligibility.experience.counted_hours,
    "required_hours": lambda found: found.eligibility.experience.required_hours,
    "shortfall_hours": lambda found: found.eligibility.experience.shortfall_hours,
    "earliest_on": lambda found: found.eligibility.experience.earliest_on,
    "provisional_eligibility": lambda found: found.eligibility.provisional,
    "deadline": lambda found: found.candidacy and found.candidacy.deadline,
    "expired": lambda found: found.candidacy and found.candidacy.expired,
    "completion": lambda found: found.completion.verdict.value,
    "sets": lambda found: [credit.set.value for credit in found.completion.credits if credit.counts],
    "missing_required": lambda found: [one.value for one in found.completion.missing_required],
    "electives_earned": lambda found: found.completion.electives_earned,
    "electives_missing": lambda found: found.completion.electives_missing,
    "completed_on": lambda found: found.completion.completed_on,
    "certified_since": lambda found: found.certification and found.certification.certified_on,
    "term": lambda found: found.certification and found.certification.term,
    "term_starts": lambda found: found.certification and found.certification.term_starts,
    "expires_on": lambda found: found.certification and found.certification.expires_on,
    "provisional_certification": lambda found: found.certification and found.certification.provisional,
    "renewal": lambda found: found.renewal and found.renewal.verdict.value,
    "opens_on": lambda found: found.renewal and found.renewal.opens_on,
    "last_day": lambda found: found.renewal and found.renewal.last_day,
    "contact_hours": lambda found: found.renewal and found.renewal.contact_hours.counted,
    "technology_hours": lambda found: found.renewal and found.renewal.technology_hours.counted,
    "total_cents": lambda found: found.fees.total_cents,
    "next_on": lambda found: found.next_date and found.next_date.on,
    "next_milestone": lambda found: found.next_date and found.next_date.milestone.value,
    "unknowns": lambda found: list(found.unknowns),
    "faults": lambda _: [],
}
"""What each column of an assessed table holds of an assessment."""


def row_of(found: lssc.Assessment, *, findings: bool = True) -> dict[str, Any]:
    """The row that an assessment has in an assessed table."""
    row = {name: value(found) for name, value in ROWS.items()}
    if findings:
        row["findings"] = [{"code": one.code.value, **one.to_dict()} for one in found.findings]
    return row


SUMMARY_ROWS = [
    "id",
    "status",
    "eligibility",
    "counted_hours",
    "deadline",
    "completion",
    "completed_on",
    "certified_since",
    "term",
    "expires_on",
    "provisional_certification",
    "renewal",
    "opens_on",
    "last_day",
    "contact_hours",
    "technology_hours",
    "total_cents",
    "next_on",
    "next_milestone",
    "faults",
]
"""The columns of a table of summaries, in their order."""


def row_of_faults(record_id: Any, error: lssc.LsscError, *, findings: bool = True) -> dict[str, Any]:
    """The row that a record with faults has."""
    row: dict[str, Any] = dict.fromkeys(ROWS)
    if findings:
        row["findings"] = None
    return row | {"id": record_id, "faults": [fault.to_dict() for fault in error.faults]}
