"""Generated records: valid ones with every key, and ones with mistakes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import lssc
from hypothesis import strategies as st

Record = dict[str, Any]

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))
# Most within a stretch in which they have to do with one another.
NEAR_DAYS = st.one_of(st.dates(datetime.date(2008, 1, 1), datetime.date(2030, 12, 31)), DAYS)
IDS = st.one_of(
    st.sampled_from(["p-001", "nku-tech", "a-1", "é", "日本", "x" * 128, "' \"\\/"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=128).filter(
        lambda text: text.strip()
    ),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SETS = st.sampled_from([*(one.value for one in lssc.CompetencySet), "Technology", "youth SERVICES"])
SET_LISTS = st.lists(SETS, max_size=4)
MAYBE_BOOL = st.none() | st.booleans()


def hours(most: int) -> st.SearchStrategy[float]:
    """Hours to hundredths, as the nearest doubles."""
    return st.integers(0, most * 100).map(lambda hundredths: hundredths / 100)


def _without_nothing(**entry: Any) -> Record:
    # `from_` is a keyword of Python's.
    return {key.rstrip("_"): value for key, value in entry.items() if value is not None}


@st.composite
def _spans(draw: st.DrawFn) -> Record:
    first, last = sorted([draw(NEAR_DAYS), draw(NEAR_DAYS)])
    span = _without_nothing(
        from_=first,
        volunteer=draw(MAYBE_BOOL),
        library=draw(st.none() | TEXTS),
        to=draw(st.sampled_from([None, last])),
    )
    if "to" in span and draw(st.booleans()):
        days = (last - first).days + 1
        return span | {"total_hours": draw(hours(min(24 * days, 20000)))}
    return span | {"hours_per_week": draw(hours(168))}


@st.composite
def _memberships(draw: st.DrawFn) -> Record:
    first, last = sorted([draw(NEAR_DAYS), draw(NEAR_DAYS)])
    return _without_nothing(from_=first, to=draw(st.sampled_from([None, last])))


@st.composite
def _portfolios(draw: st.DrawFn) -> Record:
    submitted, evaluated = sorted([draw(NEAR_DAYS), draw(NEAR_DAYS)])
    outcome = draw(st.sampled_from([one.value for one in lssc.Outcome]))
    at = None if outcome == "pending" else evaluated
    return _without_nothing(set=draw(SETS), submitted_on=submitted, outcome=outcome, evaluated_on=at)


COURSES = st.fixed_dictionaries({"course": IDS, "completed_on": NEAR_DAYS})
DEGREES = st.fixed_dictionaries({"agreement": IDS, "graduated_on": NEAR_DAYS})
RENEWALS = st.fixed_dictionaries({"renewed_on": NEAR_DAYS})
ACTIVITIES = st.fixed_dictionaries(
    {
        "completed_on": NEAR_DAYS,
        "quantity": hours(1000),
        "unit": st.sampled_from([one.value for one in lssc.ActivityUnit]),
        "sets": SET_LISTS,
    },
    optional={"title": TEXTS},
)


def _some(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(entries, max_size=4)


@st.composite
def valid_records(draw: st.DrawFn) -> Record:
    """A valid record as a dict with dates: every key that may be absent is there or not."""
    milestones = sorted(draw(NEAR_DAYS) for _ in range(3))
    record = draw(
        st.fixed_dictionaries(
            {"id": IDS},
            optional={
                "education": st.sampled_from([one.value for one in lssc.Education]),
                "position_requires_mls": st.booleans(),
                "experience": _some(_spans()),
                "ala_membership": _some(_memberships()),
                "applied_on": st.just(milestones[0]),
                "admitted_on": st.just(milestones[1]),
                "certified_on": st.just(milestones[2]),
                "courses": _some(COURSES),
                "portfolios": _some(_portfolios()),
                "degrees": _some(DEGREES),
                "renewals": _some(RENEWALS),
                "activities": _some(ACTIVITIES),
            },
        )
    )
    result: Record = record
    return result


APPROVALS = st.fixed_dictionaries(
    {"set": SETS, "courses": st.lists(IDS, min_size=1, max_size=3, unique=True), "approved_on": NEAR_DAYS},
    optional={"provider": TEXTS, "title": TEXTS, "price_cents": st.integers(0, 10**9)},
)
AGREEMENTS = st.fixed_dictionaries(
    {"college": TEXTS, "effective_on": NEAR_DAYS, "covers": SET_LISTS},
    optional={"program": TEXTS, "graduates_from": NEAR_DAYS},
)


@st.composite
def valid_catalogs(draw: st.DrawFn) -> Record:
    """A valid catalog, whose courses and agreements records may name."""

    def with_ids(entries: list[Record], ids: list[str]) -> list[Record]:
        return [{"id": one, **entry} for one, entry in zip(ids, entries, strict=False)]

    ids = st.lists(IDS, min_size=3, max_size=3, unique=True)
    return {
        "approvals": with_ids(draw(st.lists(APPROVALS, max_size=3)), draw(ids)),
        "agreements": with_ids(draw(st.lists(AGREEMENTS, max_size=3)), draw(ids)),
    }


def as_json(value: Any) -> Any:
    """The same with days and decimal numbers as JSON has them."""
    if isinstance(value, dict):
        return {key: as_json(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(entry) for entry in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value


CLASSES: dict[str, type[Any]] = {
    "experience": lssc.Experience,
    "ala_membership": lssc.Membership,
    "courses": lssc.CourseCompletion,
    "portfolios": lssc.Portfolio,
    "degrees": lssc.Degree,
    "renewals": lssc.Renewal,
    "activities": lssc.Activity,
    "approvals": lssc.Approval,
    "agreements": lssc.Agreement,
}
"""The class of the entries of each list."""


def as_instances(given: Record) -> Record:
    """A record or catalog with instances as entries of its lists."""

    def instance(key: str, entry: Record) -> Any:
        return CLASSES[key](**{"from_" if name == "from" else name: value for name, value in entry.items()})

    return {
        key: [instance(key, entry) for entry in value] if isinstance(value, list) else value
        for key, value in given.items()
    }


WRONG = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [
            "",
            " ",
            "technology",
            "2024-02-30",
            "2024-2-3",
            "1899-12-31",
            "x" * 1001,
            "x" * 129,
            "\x00",
            "\u2028",
            -1,
            7.005,
        ]
    ),
    TEXTS,
    st.just([]),
    st.just([None]),
    st.just({}),
    st.dictionaries(
        st.sampled_from(["id", "from", "to", "set", "course", "extra"]), st.integers() | TEXTS, max_size=3
    ),
)
"""Values that JSON can hold and that stand where they most likely do not belong."""

ODD_KEYS = st.sampled_from(["extra", "Id", "from_", "completed", "", "a/b~c", "é"])


def _places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    return [at, *(place for key, entry in entries for place in _places(entry, (*at, key)))]


def _with(value: Any, place: tuple[Any, ...], change: Any) -> Any:
    if not place:
        return change(value)
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[place[0]] = _with(value[place[0]], place[1:], change)
    return copied


@st.composite
def records_with_mistakes(draw: st.DrawFn) -> Any:
    """What JSON can hold of a record after a few random changes, each of which may be a mistake."""
    record: Any = as_json(draw(valid_records()))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.sampled_from(_places(record)))
        kind = draw(st.sampled_from(["put", "add", "drop", "repeat"]))
        wrong, key = draw(WRONG), draw(ODD_KEYS)

        def change(value: Any, kind: str = kind, wrong: Any = wrong, key: str = key) -> Any:
            if kind == "put":
                return wrong
            if kind == "add" and isinstance(value, dict):
                return value | {key: wrong}
            if kind == "drop" and isinstance(value, dict):
                return dict(list(value.items())[1:])
            if kind == "repeat" and isinstance(value, list):
                return value * 2
            return value

        record = _with(record, place, change)
    return record
