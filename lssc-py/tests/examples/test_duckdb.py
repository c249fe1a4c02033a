"""The example with DuckDB: related tables joined in SQL, assessed as a stream, queried in SQL."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import lssc
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from support import examples
from support.examples import AS_OF, POLICY, Person

make_register = examples.load("make_register")

MANY = 25_000  # three batches of the stream, and some rows
SOME = 400


def sorted_lists(person: Person) -> Person:
    """A person whose entries are in the order in which the example puts them."""

    def order(entry: dict[str, Any]) -> list[Any]:
        return list(entry.values())[:2]

    return {
        key: sorted(value, key=order) if isinstance(value, list) and len(value) > 1 else value
        for key, value in person.items()
    }


def people(count: int) -> list[Person]:
    return [sorted_lists(person) for person in make_register.people(count)]


def make(folder: Path, count: int, *options: str) -> None:
    done = examples.run(
        "make_register", str(count), "--flat", "register", "--catalog", "catalog.json", *options, cwd=folder
    )
    assert (done.returncode, done.stderr) == (0, "")
    (folder / "policy.json").write_text(POLICY, encoding="utf-8")


def assess(folder: Path, *options: str) -> tuple[examples.Rows, str]:
    done = examples.run(
        "duckdb_register",
        "register",
        "out.parquet",
        "--as-of",
        AS_OF,
        "--carry",
        "branch",
        *options,
        cwd=folder,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return examples.by_id(pq.read_table(folder / "out.parquet").to_pylist()), done.stdout


def refused(folder: Path, *options: str) -> str:
    done = examples.run("duckdb_register", "register", "out.parquet", *options, cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert not (folder / "out.parquet").exists()
    return str(done.stderr)


def rewrite(table: Path, change: Any) -> None:
    pq.write_table(change(pq.read_table(table)), table)


def backwards(table: pa.Table) -> pa.Table:
    return table.take(pa.array(reversed(range(len(table)))))


def test_every_row_is_what_assess_many_finds(tmp_path: Path) -> None:
    make(tmp_path, MANY)
    for name in make_register.LISTS:
        rewrite(tmp_path / "register" / f"{name}.parquet", backwards)
    found, said = assess(tmp_path, "--catalog", "catalog.json", "--policy", "policy.json")
    wanted = examples.expected(
        people(MANY), as_of=AS_OF, catalog=make_register.CATALOG, policy=json.loads(POLICY)
    )
    examples.same(found, wanted)
    counts = Counter(row["status"] or "faults" for row in wanted.values())
    assert examples.printed(said) == counts
    assert counts.keys() == examples.STATUSES | {"faults"}
    soonest = min(row["next_on"] for row in wanted.values() if row["next_on"])
    assert f"\nNext:\n{soonest} p-" in said


def test_csv_gives_the_same_without_a_catalog_and_with_a_shipped_policy(tmp_path: Path) -> None:
    make(tmp_path, SOME, "--csv")
    found, _ = assess(tmp_path, "--policy", "lssc-2011", "--memory", "500MB")
    examples.same(found, examples.expected(people(SOME), as_of=AS_OF, policy="lssc-2011"))


def test_a_bad_date_in_a_csv_file_is_a_fault_of_its_own_row(tmp_path: Path) -> None:
    make(tmp_path, SOME, "--csv")
    file = tmp_path / "register" / "people.csv"
    (line,) = (line for line in file.read_text("utf-8").splitlines() if line.startswith('"p-000009"'))
    day = line.split(",")[6]
    bad = line.replace(day, "2026-02-30")
    file.write_text(file.read_text("utf-8").replace(line, bad), encoding="utf-8")
    found, _ = assess(tmp_path)
    everybody = people(SOME)
    everybody[8]["certified_on"] = "2026-02-30"
    examples.same(found, examples.expected(everybody, as_of=AS_OF))
    assert [fault["path"] for fault in found["p-000009"]["faults"]] == ["/certified_on"]


def test_no_row_is_an_answer_unless_people_say_otherwise(tmp_path: Path) -> None:
    make(tmp_path, SOME)
    rewrite(
        tmp_path / "register" / "people.parquet", lambda table: table.drop_columns(list(make_register.LISTS))
    )
    found, _ = assess(tmp_path)
    none: Person = {key: [] for key in make_register.LISTS}
    answered = [{key: value for key, value in person.items() if value is not None} for person in people(SOME)]
    wanted = examples.expected(({**none, **person} for person in answered), as_of=AS_OF)
    examples.same(found, wanted)
    assert wanted != examples.expected(people(SOME), as_of=AS_OF)


@pytest.mark.parametrize("absent", [True, False])
def test_a_list_without_any_row_is_not_answered_by_anybody(tmp_path: Path, absent: bool) -> None:
    make(tmp_path, SOME)
    rewrite(tmp_path / "register" / "people.parquet", lambda table: table.drop_columns(["activities"]))
    file = tmp_path / "register" / "activities.parquet"
    if absent:
        file.unlink()
    else:
        rewrite(file, lambda table: table.slice(0, 0))
    found, _ = assess(tmp_path)
    wanted = examples.expected(({**person, "activities": None} for person in people(SOME)), as_of=AS_OF)
    examples.same(found, wanted)


def test_rows_of_nobody_and_ids_twice_do_not_pass_unseen(tmp_path: Path) -> None:
    make(tmp_path, SOME)
    courses, everybody = tmp_path / "register" / "courses.parquet", tmp_path / "register" / "people.parquet"
    stray = pa.table(
        {"id": ["p-0O0005"], "course": ["state-technology"], "completed_on": [make_register.AS_OF]}
    )
    kept = pq.read_table(courses)
    rewrite(courses, lambda table: pa.concat_tables([table, stray.cast(table.schema)]))
    assert refused(tmp_path, "--as-of", AS_OF) == "courses: nobody in people has the id p-0O0005\n"
    pq.write_table(kept, courses)
    rewrite(everybody, lambda table: pa.concat_tables([table, table.slice(7, 1)]))
    assert refused(tmp_path, "--as-of", AS_OF) == "people: more than one has the id p-000008\n"


def test_a_slip_in_the_options_is_said_in_a_sentence(tmp_path: Path) -> None:
    make(tmp_path, 20)
    assert "/as_of" in refused(tmp_path, "--as-of", "2026-06-31")
    assert "`lssc-2010` is not a shipped policy" in refused(
        tmp_path, "--as-of", AS_OF, "--policy", "lssc-2010"
    )
    assert "no-such.json" in refused(tmp_path, "--as-of", AS_OF, "--catalog", "no-such.json")
    assert "nickname" in refused(tmp_path, "--as-of", AS_OF, "--carry", "nickname")


def test_the_snippet_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, SOME)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(compile(examples.snippet("duckdb"), "README.md", "exec"), names)
    keys = ("id", "branch", "education", "admitted_on", "courses")
    shown = [{key: person.get(key) for key in keys} for person in people(SOME)]
    shown = [{**person, "courses": person["courses"] or None} for person in shown]
    wanted = examples.expected(shown, as_of="2026-11-22", catalog=make_register.CATALOG)
    assert dict(names["counts"]) == Counter(row["status"] for row in wanted.values())
    examples.same(
        examples.by_id(duckdb.read_parquet("assessed.parquet").to_arrow_table().to_pylist()), wanted
    )


def test_the_same_count_and_seed_give_the_same_people() -> None:
    first, again = list(make_register.people(SOME)), list(make_register.people(SOME))
    assert first == again
    assert first[:100] == list(make_register.people(100))
    assert first != list(make_register.people(SOME, seed=2))
    assert lssc.Catalog.from_dict(make_register.CATALOG)
