"""What a cell holds and its column does not take, and columns that are none of ours."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from cli import sample
from cli.running import Run
from cli.sample import Rows

BRANCH: dict[str, Rows] = {
    "people": [
        ["id", "applied_on", "branch"],
        ["a", "2024-01-05", ""],
        ["b", "soon", "North"],
        ["c", "2024-01-05", "South"],
        ["d", "2024-01-05", "South"],
    ]
}


def wrote(path: Path, tables: dict[str, Rows], suffix: str) -> Path:
    """A register in one of the formats in which columns have names of the office's own."""
    if suffix == "folder":
        return sample.write_folder(path / "r", tables)
    if suffix == "xlsx":
        return sample.write_workbook(path / "r.xlsx", tables)
    import polars

    header, *rows = tables["people"]
    columns = {name: [row[at] or None for row in rows] for at, name in enumerate(header)}
    polars.DataFrame(columns).write_parquet(path / "r.parquet")
    return path / "r.parquet"


@pytest.mark.parametrize("suffix", ["folder", "xlsx", "parquet"])
def test_a_column_that_is_no_key_is_one_fault_and_its_people_are_not_assessed(
    run: Run, audit: Run, tmp_path: Path, suffix: str
) -> None:
    path = wrote(tmp_path, BRANCH, suffix)
    ran = run("check", path)
    faults = ran.out.splitlines()[:-1]
    assert [fault.partition("[")[2].partition("]")[0] for fault in faults] == ["bad-date", "unknown-key"]
    assert f"row {2 if suffix == 'parquet' else 3}, column " in faults[1]
    assert "`branch` is no column of `people`; 3 cells of it are filled, the first here" in faults[1]
    assert 'pass over it with `--ignore "branch"`' in faults[1]
    assert "`name`, `email` and `notes` are the office's own" in faults[1]
    assert ran.out.endswith("1 person fine, 3 with faults; 2 faults\n")
    lines = [json.loads(line) for line in audit(path, "-", "--format", "jsonl").out.splitlines()]
    assert [line.get("record") for line in lines] == ["a", None, None, None, None]
    assert [[fault["code"] for fault in line["faults"]] for line in lines[1:]] == [
        ["unknown-key", "bad-date"],
        ["unknown-key"],
        ["unknown-key"],
        ["unknown-key"],
    ]
    assert lines[2]["faults"][0]["path"] == "/branch"
    assert run("check", path, "--ignore", "branch").out.endswith("3 people fine, 1 with faults; 1 fault\n")


@pytest.mark.parametrize("title", ["Shirt size", 'the "own"', "a`b$c", "two\nlines", "it's"])
def test_the_advice_can_be_copied(run: Run, tmp_path: Path, title: str) -> None:
    path = sample.write_folder(tmp_path / "r", {"people": [["id", title], ["a", "x"]]})
    said = run("check", path).out
    _, _, rest = said.partition("pass over it with `")
    option, _, _ = rest.partition("`; on the sheet")
    assert run("check", path, *shlex.split(option)).status == 0


def test_a_misspelt_column_is_told_what_it_may_mean(run: Run, tmp_path: Path) -> None:
    path = sample.write_folder(tmp_path / "r", {"people": [["id", "Aplied on"], ["a", "2024-01-05"]]})
    assert "1 cell of it is filled" in run("check", path).out
    assert "correct its name (`applied_on`?), or" in run("check", path).out


def test_a_fault_of_many_people_is_listed_once_in_every_report(audit: Run, tmp_path: Path) -> None:
    import fastexcel

    path = sample.write_folder(tmp_path / "r", BRANCH)
    assert audit(path, tmp_path / "r.html").err.endswith("1 person assessed, 3 not; 2 faults\n")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "2 faults in the register" in page
    audit(path, tmp_path / "r.xlsx")
    faults = fastexcel.read_excel(tmp_path / "r.xlsx").load_sheet("faults").to_polars()
    assert faults["code"].to_list() == ["bad-date", "unknown-key"]
    ran = audit(path, tmp_path / "r.csv")
    assert ran.status == 1


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("position_requires_mls", "maybe", "`maybe` stands here; the column takes yes or no"),
        (
            "applied_on",
            "2024-01-05 13:30:00",
            "`2024-01-05 13:30:00` stands here; the column takes a date such as",
        ),
    ],
)
@pytest.mark.parametrize("suffix", ["folder", "xlsx"])
def test_a_wrong_cell_is_told_by_what_stands_in_it(
    run: Run, tmp_path: Path, suffix: str, column: str, cell: str, said: str
) -> None:
    tables: dict[str, Rows] = {"people": [["id", column], ["a", cell]]}
    ran = run("check", wrote(tmp_path, tables, suffix))
    assert f"row 2, column B ({column}): [wrong-type] {said}" in ran.out
    assert "date()" not in ran.out


@pytest.mark.parametrize("cell", ["full time", "1.820", "1,820", "1250,5", "20h"])
def test_a_wrong_number_is_told_by_what_stands_in_it(run: Run, tmp_path: Path, cell: str) -> None:
    tables: dict[str, Rows] = {
        "people": [["id"], ["a"]],
        "experience": [["id", "from", "hours_per_week"], ["a", "2024-01-01", cell]],
    }
    ran = run("check", sample.write_folder(tmp_path / "r", tables))
    assert (
        f"[wrong-type] `{cell}` stands here; the column takes a number such as 1250.5, with at most two"
        in ran.out
    )


def test_a_time_in_parquet_is_told_without_the_words_of_a_program(run: Run, tmp_path: Path) -> None:
    from datetime import datetime

    import polars

    renewals = [[{"renewed_on": datetime(2024, 2, 29, 13, 30)}]]
    polars.DataFrame({"id": ["a"], "renewals": renewals}).write_parquet(tmp_path / "p.parquet")
    ran = run("check", tmp_path / "p.parquet")
    assert (
        "renewals/0/renewed_on: [wrong-type] `2024-02-29 13:30:00` stands here; the column takes a date"
        in ran.out
    )
