"""Writes a register of made-up people, for the other examples and their tests.

    python make_register.py 100000 --nested register.parquet --catalog catalog.json
    python make_register.py 100000 --flat register --csv

`--nested` is one parquet file whose columns are the keys of a record, with lists of structs. `--flat` is a
folder of related tables joined by `id`, as an office's database has them. The same count and seed give the
same people. As of 2026-06-30 they are in every status, and one in 20 has an entry that cannot be right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

Person = dict[str, Any]
Entries = list[dict[str, Any]]

AS_OF = date(2026, 6, 30)
BRANCHES = ("Harbor", "Mill Creek", "Cottonwood", "Desert View", "Arroyo")
PEOPLE_AT_ONCE = 10_000

REQUIRED = ("foundations-of-library-services", "communication-and-teamwork", "technology")
ELECTIVES = (
    "access-services",
    "adult-readers-advisory-services",
    "cataloging-and-classification",
    "collection-management",
    "reference-and-information-services",
    "supervision-and-management",
    "youth-services",
)
SETS = REQUIRED + ELECTIVES
UNITS = (("contact-hour", 6.5), ("conference-day", 2.0), ("semester-credit", 1.0))

CATALOG = {
    "approvals": [
        {"id": f"state-{name}", "set": name, "courses": [f"state-{name}"], "approved_on": "2015-03-02"}
        for name in SETS
    ],
    "agreements": [
        {
            "id": "valley-college",
            "college": "Valley College",
            "effective_on": "2014-06-10",
            "covers": [*REQUIRED, *ELECTIVES[:3]],
        }
    ],
}

SPAN = pa.struct(
    {
        "from": pa.date32(),
        "to": pa.date32(),
        "hours_per_week": pa.float64(),
        "total_hours": pa.float64(),
        "volunteer": pa.bool_(),
        "library": pa.string(),
    }
)
ACTIVITY = pa.struct(
    {
        "completed_on": pa.date32(),
        "quantity": pa.float64(),
        "unit": pa.string(),
        "sets": pa.list_(pa.string()),
        "title": pa.string(),
    }
)
LISTS = {
    "experience": SPAN,
    "ala_membership": pa.struct({"from": pa.date32(), "to": pa.date32()}),
    "courses": pa.struct({"course": pa.string(), "completed_on": pa.date32()}),
    "portfolios": pa.struct(
        {"set": pa.string(), "submitted_on": pa.date32(), "outcome": pa.string(), "evaluated_on": pa.date32()}
    ),
    "degrees": pa.struct({"agreement": pa.string(), "graduated_on": pa.date32()}),
    "renewals": pa.struct({"renewed_on": pa.date32()}),
    "activities": ACTIVITY,
}
SINGLE = {
    "id": pa.string(),
    "branch": pa.string(),
    "education": pa.string(),
    "position_requires_mls": pa.bool_(),
    "applied_on": pa.date32(),
    "admitted_on": pa.date32(),
    "certified_on": pa.date32(),
}
NESTED = pa.schema({**SINGLE, **{name: pa.list_(entry) for name, entry in LISTS.items()}})


def before(day: date, least: int, most: int, rng: Random) -> date:
    """Some day so many days before another."""
    return day - timedelta(days=rng.randint(least, most))


def days(start: date, end: date, count: int, rng: Random) -> list[date]:
    """Different days between two, in order."""
    span = range((end - start).days + 1)
    return [start + timedelta(days=at) for at in sorted(rng.sample(span, min(count, len(span))))]


def work(until: date, years: int, hours_per_week: float, rng: Random) -> Entries:
    """A job that goes on, and now and then some volunteer work before it."""
    start = before(until, 365 * years, 365 * years + 300, rng)
    job = {"from": start, "hours_per_week": hours_per_week, "library": f"{rng.choice(BRANCHES)} Library"}
    if rng.random() < 0.8:
        return [job]
    first = start - timedelta(days=400)
    return [{"from": first, "to": first + timedelta(days=200), "total_hours": 120.5, "volunteer": True}, job]


def activities(start: date, end: date, count: int, rng: Random) -> Entries:
    """Continuing education, a third of it about technology."""
    found = []
    for at, day in enumerate(days(start, end, count, rng)):
        unit, quantity = rng.choice(UNITS)
        sets = ["technology"] if at % 3 == 0 else rng.sample(ELECTIVES, rng.randint(0, 2))
        entry = {"completed_on": day, "quantity": quantity, "unit": unit, "sets": sets}
        found.append({**entry, "title": f"Workshop {at + 1}"})
    return found


def earn(sets: tuple[str, ...], start: date, end: date, rng: Random) -> Person:
    """Courses for some of the sets, portfolios for the others."""
    found: Person = {"courses": [], "portfolios": []}
    for name, day in zip(sets, days(start, end, len(sets), rng), strict=True):
        if rng.random() < 0.7:
            found["courses"].append({"course": f"state-{name}", "completed_on": day})
        else:
            evaluated = {"outcome": "achieved", "evaluated_on": day + timedelta(days=20)}
            found["portfolios"].append({"set": name, "submitted_on": day, **evaluated})
    return found


def undetermined(rng: Random) -> Person:
    answered = {"position_requires_mls": False, "education": "college-degree"}
    return dict(rng.sample(sorted(answered.items()), 1))


def ineligible(rng: Random) -> Person:
    education = rng.choice(("below-high-school", "high-school-diploma"))
    return {"education": education, "position_requires_mls": False, "experience": work(AS_OF, 0, 20.0, rng)}


def eligible(rng: Random) -> Person:
    return {
        "education": rng.choice(("high-school-diploma", "high-school-equivalency", "college-degree")),
        "position_requires_mls": False,
        "experience": work(AS_OF, 4, rng.choice((20.0, 27.5, 40.0)), rng),
    }


def applied(rng: Random) -> Person:
    return {**eligible(rng), "applied_on": before(AS_OF, 1, 60, rng)}


def admitted(least: int, most: int, sets: tuple[str, ...], within: int, rng: Random) -> Person:
    """Someone admitted so many days ago who has earned these sets within so many days."""
    day = before(AS_OF, least, most, rng)
    known = {"applied_on": before(day, 10, 60, rng), "admitted_on": day}
    membership = rng.choice((None, [], [{"from": before(day, 100, 900, rng)}]))
    earned = earn(sets, day, day + timedelta(days=within), rng)
    return {**eligible(rng), **known, "ala_membership": membership, **earned}


def candidate(rng: Random) -> Person:
    found = admitted(100, 1300, rng.choice((REQUIRED, REQUIRED[:2] + ELECTIVES[:1])), 90, rng)
    pending = {"set": "youth-services", "submitted_on": AS_OF - timedelta(days=5), "outcome": "pending"}
    found["portfolios"].append(pending)
    return {**found, "degrees": rng.choice((None, []))}


def candidacy_expired(rng: Random) -> Person:
    return {**admitted(1600, 2600, REQUIRED[:2], 400, rng), "degrees": []}


def completed(least: int, most: int, rng: Random) -> Person:
    """Someone certified by completion alone, without a recorded certification, so many days ago."""
    sets = REQUIRED + tuple(rng.sample(ELECTIVES, 3))
    found = admitted(least + 400, most + 400, sets, 375, rng)
    return {**found, "degrees": [], "activities": rng.choice((None, []))}


def graduate(rng: Random) -> Person:
    """Someone certified by a degree under an agreement."""
    found = {**admitted(200, 900, (), 0, rng), "courses": [], "portfolios": []}
    degree = {"agreement": "valley-college", "graduated_on": AS_OF - timedelta(days=150)}
    return {**found, "degrees": [degree]}


def recorded(least: int, most: int, rng: Random) -> Person:
    """Someone whose certification was recorded so many days ago, with continuing education since then."""
    day = before(AS_OF, least, most, rng)
    done = activities(day + timedelta(days=1), AS_OF, rng.randint(0, 9), rng)
    return {**eligible(rng), "certified_on": day, "activities": done if rng.random() < 0.9 else None}


def renewed(rng: Random) -> Person:
    """Someone in the second term, with hours enough for the renewal."""
    found = recorded(1700, 2400, rng)
    certified_on: date = found["certified_on"]
    day = certified_on + timedelta(days=rng.randint(1200, 1400))
    hours = {"quantity": 17.0, "unit": "contact-hour", "sets": ["technology"]}
    found["activities"] = [{"completed_on": day - timedelta(days=at), **hours} for at in (300, 200, 100)]
    return {**found, "renewals": [{"renewed_on": day}]}


LIVES: tuple[Callable[[Random], Person], ...] = (
    undetermined,
    ineligible,
    eligible,
    applied,
    candidate,
    candidacy_expired,
    graduate,
    renewed,
    lambda rng: recorded(30, 1000, rng),  # certified
    lambda rng: recorded(1130, 1430, rng),  # renewal open
    lambda rng: recorded(1466, 1515, rng),  # grace
    lambda rng: recorded(1600, 2500, rng),  # lapsed
    lambda rng: completed(30, 1000, rng),
)

SOME_DAY = date(2025, 2, 3)
SLIPS: tuple[Person, ...] = (
    {
        "courses": [
            {"course": "state-technology", "completed_on": SOME_DAY},
            {"course": "state-youth-services", "completed_on": None},
        ]
    },
    {"education": "collage-degree"},
    {"experience": [{"from": date(2024, 5, 1), "to": date(2023, 5, 1), "hours_per_week": 20.0}]},
    {"experience": [{"from": date(2023, 5, 1), "hours_per_week": 400.0, "library": "Harbor Library"}]},
    {"applied_on": date(2025, 9, 1), "admitted_on": date(2025, 8, 1), "certified_on": None},
    {"activities": [{"completed_on": SOME_DAY, "quantity": 7.255, "unit": "contact-hour", "sets": []}]},
    {"portfolios": [{"set": "technology", "submitted_on": SOME_DAY, "outcome": "achieved"}]},
    {
        "portfolios": [{"set": "tecnology", "submitted_on": SOME_DAY, "outcome": "pending"}],
        "activities": [{"completed_on": None, "quantity": 3.0, "unit": "hours", "sets": ["technology"]}],
    },
)


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """The people one by one: records (RULES 3.1), and `branch`, which is the office's own."""
    rng = Random(seed)
    for number in range(count):
        person = LIVES[number % len(LIVES)](rng)
        if number % 20 == 19:
            person |= SLIPS[number // 20 % len(SLIPS)]
        person |= {"id": f"p-{number + 1:06}", "branch": rng.choice(BRANCHES)}
        yield {name: person[name] for name in NESTED.names if name in person}


def in_batches(count: int, seed: int) -> Iterator[list[Person]]:
    """The people, so many at once that any number of them fits into memory."""
    everybody = people(count, seed)
    while batch := list(islice(everybody, PEOPLE_AT_ONCE)):
        yield batch


def write_nested(batches: Iterator[list[Person]], path: Path) -> None:
    """Writes one parquet file with nested lists."""
    with pa.parquet.ParquetWriter(path, NESTED) as writer:
        for batch in batches:
            writer.write_table(pa.Table.from_pylist(batch, NESTED))


def flat_schemas() -> dict[str, pa.Schema]:
    """The related tables: `people`, and one for each list. Several sets are one text: `a; b`."""
    said = dict.fromkeys(LISTS, pa.string())
    tables = {"people": pa.schema({**SINGLE, **said})}
    for name, entry in LISTS.items():
        columns = {field.name: pa.string() if field.name == "sets" else field.type for field in entry}
        tables[name] = pa.schema({"id": pa.string(), **columns})
    return tables


def flat_person(person: Person) -> Person:
    """A row of `people`. Of a list without rows it says `none` or `not answered`, which are not the same."""
    row = {name: person.get(name) for name in SINGLE}
    for name in LISTS:
        entries = person.get(name)
        row[name] = "not answered" if entries is None else None if entries else "none"
    return row


def flat_entries(batch: list[Person], name: str) -> Iterator[Person]:
    """The rows of a list's table."""
    for person in batch:
        for entry in person.get(name) or ():
            sets = {"sets": "; ".join(entry["sets"]) or "none"} if "sets" in entry else {}
            yield {"id": person["id"], **entry, **sets}


def write_flat(batches: Iterator[list[Person]], folder: Path, *, csv: bool) -> None:
    """Writes a folder of related tables."""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = flat_schemas()
    kind, opened = ("csv", pa.csv.CSVWriter) if csv else ("parquet", pa.parquet.ParquetWriter)
    writers = {name: opened(folder / f"{name}.{kind}", schema) for name, schema in schemas.items()}
    for batch in batches:
        rows = {"people": map(flat_person, batch), **{name: flat_entries(batch, name) for name in LISTS}}
        for name, writer in writers.items():
            writer.write_table(pa.Table.from_pylist(list(rows[name]), schemas[name]))
    for writer in writers.values():
        writer.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, help="how many people")
    parser.add_argument("--nested", type=Path, metavar="FILE", help="write one parquet file")
    parser.add_argument("--flat", type=Path, metavar="FOLDER", help="write related tables")
    parser.add_argument("--csv", action="store_true", help="related tables as csv, not parquet")
    parser.add_argument("--catalog", type=Path, metavar="FILE", help="write the catalog they need")
    parser.add_argument("--seed", type=int, default=1, help="other people (default: 1)")
    options = parser.parse_args()
    if options.nested:
        write_nested(in_batches(options.count, options.seed), options.nested)
    if options.flat:
        write_flat(in_batches(options.count, options.seed), options.flat, csv=options.csv)
    if options.catalog:
        options.catalog.write_text(json.dumps(CATALOG, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
