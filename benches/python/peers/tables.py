"""The people as tables: nested, as the library takes them, and wide, one column for each place of each list, as others do."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from peers.people import FIELDS, Person

SETS = (
    "foundations-of-library-services",
    "communication-and-teamwork",
    "technology",
    "access-services",
    "adult-readers-advisory-services",
    "cataloging-and-classification",
    "collection-management",
    "reference-and-information-services",
    "supervision-and-management",
    "youth-services",
)
STATUSES = (
    "ineligible",
    "eligible",
    "applied",
    "candidate",
    "candidacy-expired",
    "certified",
    "renewal-open",
    "grace",
    "lapsed",
)
DAYS = ("completed_on", "opens_on", "expires_on", "last_day")

_DAY, _TEXT, _HOURS = pa.date32(), pa.string(), pa.float64()


def _entries(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct([(name.rstrip("_"), kind) for name, kind in fields.items()]))


NESTED = pa.schema(
    [
        ("id", _TEXT),
        ("education", _TEXT),
        ("position_requires_mls", pa.bool_()),
        ("experience", _entries(from_=_DAY, to=_DAY, hours_per_week=_HOURS, total_hours=_HOURS)),
        ("ala_membership", _entries(from_=_DAY, to=_DAY)),
        ("applied_on", _DAY),
        ("admitted_on", _DAY),
        ("certified_on", _DAY),
        ("courses", _entries(course=_TEXT, completed_on=_DAY)),
        ("portfolios", _entries(set=_TEXT, submitted_on=_DAY, outcome=_TEXT, evaluated_on=_DAY)),
        ("degrees", _entries(agreement=_TEXT, graduated_on=_DAY)),
        ("renewals", _entries(renewed_on=_DAY)),
        ("activities", _entries(completed_on=_DAY, quantity=_HOURS, unit=_TEXT, sets=pa.list_(_TEXT))),
    ]
)


def nested(people: Sequence[Person]) -> pa.Table:
    """One row a person, lists as lists; a column that nobody answers is not there."""
    rows = [person.dated() for person in people]
    asked = [field for field in NESTED if any(row.get(field.name) is not None for row in rows)]
    return pa.Table.from_pylist(rows, schema=pa.schema(asked))


def repeated(table: pa.Table, rows: int) -> pa.Table:
    """The table again and again, in one piece."""
    times = -(-rows // table.num_rows)
    return pa.concat_tables([table] * times).slice(0, rows).combine_chunks()


def one_as_of(people: Sequence[Person]) -> date:
    """The day of all of them: a register is assessed as of one."""
    days = {person.as_of for person in people}
    assert len(days) == 1, days
    return days.pop()


def wide(people: Sequence[Person]) -> pa.Table:
    """One row a person, flat: sets are numbered in their order, hours whole hundredths, what is absent is null or 0."""
    rows = [_flat(person.whole(), _most(people)) for person in people]
    return pa.Table.from_pylist(rows, schema=_wide_schema(rows[0]))


def _most(people: Sequence[Person]) -> dict[str, int]:
    lists = ("experience", "ala_membership", "portfolios", "activities")
    return {name: max(len(person.record.get(name) or ()) for person in people) for name in lists}


def places(table: pa.Table, stem: str) -> range:
    """The places of a list in a wide table, which are counted from 1."""
    return range(1, 1 + sum(name.startswith(stem) and name.endswith("_on") for name in table.column_names))


def _flat(person: Mapping[str, Any], most: Mapping[str, int]) -> dict[str, Any]:
    row = {
        "suits": person["education"] != "below-high-school" and person["position_requires_mls"] is False,
        "applied_on": person.get("applied_on"),
        "admitted_on": person.get("admitted_on"),
        "certified_on": person.get("certified_on"),
    }
    for name, one in (
        ("experience", _span),
        ("ala_membership", _membership),
        ("portfolios", _credit),
        ("activities", _activity),
    ):
        entries = list(person.get(name) or ())
        for place in range(most[name]):
            row |= one(place + 1, entries[place] if place < len(entries) else {})
    return row


def _span(place: int, span: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"span{place}_from_on": span.get("from"),
        f"span{place}_to": span.get("to"),
        f"span{place}_weekly": span.get("hours_per_week") or 0,
        f"span{place}_total": span.get("total_hours") or 0,
    }


def _membership(place: int, one: Mapping[str, Any]) -> dict[str, Any]:
    return {f"member{place}_from_on": one.get("from"), f"member{place}_to": one.get("to")}


def _credit(place: int, portfolio: Mapping[str, Any]) -> dict[str, Any]:
    return {
        f"credit{place}_set": SETS.index(portfolio["set"]) if portfolio else 0,
        f"credit{place}_submitted_on": portfolio.get("submitted_on"),
        f"credit{place}_achieved": portfolio.get("evaluated_on") if portfolio.get("outcome") == "achieved" else None,
    }


def _activity(place: int, activity: Mapping[str, Any]) -> dict[str, Any]:
    hours = activity["quantity"] if activity.get("sets") else 0
    return {
        f"activity{place}_on": activity.get("completed_on"),
        f"activity{place}_hours": hours,
        f"activity{place}_technology": hours if "technology" in activity.get("sets", ()) else 0,
    }


def _wide_schema(row: Mapping[str, Any]) -> pa.Schema:
    def kind(name: str) -> pa.DataType:
        if name == "suits":
            return pa.bool_()
        if name.endswith("_set"):
            return pa.int8()
        return _DAY if name.endswith(("_on", "_to", "_achieved")) else pa.int32()

    return pa.schema([(name, kind(name)) for name in row])


WIDE = "wide columns; sets numbered, outcomes, hours as hundredths and whether education suits handed ready-made; status a number"


def true_answers(people: Sequence[Person]) -> pa.Table:
    """What is true, in the types of `answers`."""
    return answers({name: [person.answer[name] for person in people] for name in FIELDS})


def answers(columns: Mapping[str, Any]) -> pa.Table:
    """Answers of any subject in the same types; a status may be its number in `STATUSES`, NaT is no date."""
    return pa.table({name: _typed(name, columns[name]) for name in FIELDS})


def _typed(name: str, column: Any) -> pa.ChunkedArray | pa.Array:
    if not isinstance(column, pa.Array | pa.ChunkedArray):
        column = pa.array(column)
    if name == "status" and pa.types.is_integer(column.type):
        return pc.take(pa.array(STATUSES), column)
    kinds = {"status": _TEXT, "eligible": pa.bool_()} | dict.fromkeys(DAYS, _DAY)
    return column.cast(kinds.get(name, pa.int64()))


def wrong_rows(found: pa.Table, true: pa.Table) -> int:
    """How many rows are not what is true; `true` is repeated as `found` was."""
    true = repeated(true, found.num_rows)
    wrong = pa.array(np.zeros(found.num_rows, bool))
    for name in FIELDS:
        wrong = pc.or_(wrong, _differs(found[name], true[name]))
    return int(pc.sum(wrong).as_py() or 0)


def _differs(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    by_value = pc.fill_null(pc.not_equal(one, other), False)
    return pc.or_(by_value, pc.not_equal(pc.is_null(one), pc.is_null(other)))
