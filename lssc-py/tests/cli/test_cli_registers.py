"""Registers: which inputs are read, and what their absences mean."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from lssc.cli.failures import CannotRunError
from lssc.cli.registers import Register
from lssc.cli.registers.opening import open_register

from cli import sample
from cli.running import Run
from cli.sample import Rows


def records(register: Register) -> list[object]:
    """The records of a register, as they go to the core."""
    return [entry.record for entry in register.entries()]


def test_the_workbook_and_the_folder_give_the_same_records(workbook: Path) -> None:
    from_workbook, from_folder = open_register(workbook), open_register(sample.REGISTER)
    assert records(from_workbook) == records(from_folder)
    assert len(records(from_folder)) == 15


@pytest.mark.parametrize(
    "header",
    [
        ["id", "applied_on", "position_requires_mls"],
        ["ID", "APPLIED_ON", "POSITION_REQUIRES_MLS"],
        [" Id ", "Applied on", "Position requires MLS"],
        ["id", "applied-on", "Position-Requires-MLS?"],
    ],
)
def test_column_names_are_forgiving(tmp_path: Path, header: list[str]) -> None:
    tables: dict[str, Rows] = {"people": [header, ["007", "2024-01-05", "NO"]]}
    expected = [{"id": "007", "applied_on": "2024-01-05", "position_requires_mls": False}]
    assert records(open_register(sample.write_folder(tmp_path / "r", tables))) == expected


@pytest.mark.parametrize("name", ["ala_membership", "ALA Membership", "ala-membership", "AlaMembership"])
def test_sheet_names_are_forgiving(tmp_path: Path, name: str) -> None:
    tables: dict[str, Rows] = {"People": [["id"], ["a"]], name: [["id", "from"], ["a", "2024-01-05"]]}
    expected = [{"id": "a", "ala_membership": [{"from": "2024-01-05"}]}]
    assert records(open_register(sample.write_workbook(tmp_path / "r.xlsx", tables))) == expected


@pytest.mark.parametrize(
    ("case", "people", "renewals", "answer"),
    [
        ("no sheet", [["id"], ["a"]], None, None),
        ("a sheet without rows", [["id"], ["a"]], [["id", "renewed_on"]], None),
        (
            "no row on a sheet with rows",
            [["id"], ["a"], ["b"]],
            [["id", "renewed_on"], ["b", "2024-01-05"]],
            [],
        ),
        (
            "no row, and people says so",
            [["id", "renewals"], ["a", "Not answered"], ["b", ""]],
            [["id", "renewed_on"], ["b", "2024-01-05"]],
            None,
        ),
        ("no sheet, but people says none", [["id", "renewals"], ["a", "NONE"]], None, []),
    ],
)
def test_not_answered_and_none_are_told_apart(
    tmp_path: Path, case: str, people: Rows, renewals: Rows | None, answer: object
) -> None:
    tables = {"people": people} | ({"renewals": renewals} if renewals else {})
    first = records(open_register(sample.write_folder(tmp_path / case, tables)))[0]
    assert isinstance(first, dict)
    assert first.get("renewals") == answer


def test_people_without_a_row_are_counted_in_a_note(run: Run, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "people": [["id"], ["a"], ["b"]],
        "renewals": [["id", "renewed_on"], ["b", "2024-01-05"]],
    }
    ran = run("check", sample.write_folder(tmp_path / "r", tables))
    assert "people without one: 1 on `renewals`" in ran.err
    assert "read as not answered: `experience`, `ala_membership`, `courses`," in ran.err
    assert ran.status == 0


def test_the_office_has_columns_of_its_own(run: Run, tmp_path: Path) -> None:
    rows: Rows = [["id", "Name", "E-mail", "notes"], ["a", "Ada", "ada@example.org", "=1+1"]]
    register = open_register(sample.write_folder(tmp_path / "r", {"people": rows}))
    entry = next(register.entries())
    assert entry.record == {"id": "a"}
    assert entry.office == {"name": "Ada", "email": "ada@example.org", "notes": "=1+1"}


def test_columns_can_be_ignored_on_every_sheet(run: Run, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "people": [["id", "Shirt size"], ["a", "M"]],
        "renewals": [["id", "renewed_on", "SHIRT_SIZE"], ["a", "2024-01-05", "M"]],
    }
    path = sample.write_workbook(tmp_path / "r.xlsx", tables)
    assert run("check", path).status == 1
    assert run("check", path, "--ignore", "shirt-size").status == 0


@pytest.mark.parametrize(
    ("title", "near"), [("course", "courses"), ("Experiences", "experience"), ("activity", "activities")]
)
def test_a_sheet_that_is_nearly_one_of_ours_is_a_fault(
    run: Run, tmp_path: Path, title: str, near: str
) -> None:
    tables: dict[str, Rows] = {"people": [["id"], ["a"]], title: [["id"], ["a"]]}
    ran = run("check", sample.write_workbook(tmp_path / "r.xlsx", tables))
    assert f"r.xlsx, sheet {title}: [unknown-sheet]" in ran.out
    assert f"call it `{near}`" in ran.out
    assert ran.status == 1


def test_a_sheet_of_another_name_is_noted_and_not_read(run: Run, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {"people": [["id"], ["a"]], "Budget": [["x"], ["1"]], "Read me": [["y"]]}
    ran = run("check", sample.write_workbook(tmp_path / "r.xlsx", tables))
    assert ran.err.startswith("note: `Budget` is no sheet of a register and was not read\n")
    assert "Read me" not in ran.err
    assert ran.status == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("r.xlsx", b"not a workbook", "is not a workbook"),
        ("r.parquet", b"not parquet", "is not a parquet file"),
        ("r.csv", "id\nJos\u00e9".encode("latin-1"), "is not UTF-8"),
        ("r.csv", b'id,name\na,"open', "is not CSV"),
        ("r.txt", b"id", "is none of .xlsx"),
    ],
)
def test_what_cannot_be_read_is_said_with_status_2(
    run: Run, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run("check", tmp_path / name)
    assert reason in ran.err
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ([], "has no sheet `people`"),
        (["peoples.csv"], "call it `people`"),
        (["people.csv", "People.xlsx"], "are both `people`"),
    ],
)
def test_a_folder_needs_one_sheet_of_people(tmp_path: Path, names: list[str], reason: str) -> None:
    for name in names:
        (tmp_path / name).write_text("id\na\n", "utf-8")
    with pytest.raises(CannotRunError, match=reason):
        open_register(tmp_path)


def test_a_folder_may_hold_workbooks_and_parquet_files_too(tmp_path: Path) -> None:
    import polars

    sample.write_workbook(tmp_path / "people.xlsx", {"Sheet1": [["id"], ["1001"]]})
    polars.DataFrame({"id": [1001], "renewed_on": ["2024-01-05"]}).write_parquet(
        tmp_path / "renewals.parquet"
    )
    expected = [{"id": "1001", "renewals": [{"renewed_on": "2024-01-05"}]}]
    assert records(open_register(tmp_path)) == expected


def test_csv_may_have_a_byte_order_mark_and_line_breaks_in_cells(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes('\ufeffid,notes\r\n007,"two\r\nlines"\r\n'.encode())
    entry = next(open_register(path).entries())
    assert entry.record == {"id": "007"}
    assert entry.office["notes"] == "two\r\nlines"


def test_a_json_file_is_a_register_of_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ada.json"
    path.write_text(json.dumps({"id": "ada"}, indent=2) + "\n", "utf-8")
    assert run("check", path).out == "1 person fine\n"


def test_an_empty_jsonl_file_holds_nobody(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    ran = run("check", tmp_path / "none.jsonl")
    assert (ran.status, ran.out) == (0, "0 people fine\n")


def test_times_at_midnight_in_parquet_are_days_and_others_are_faults(run: Run, tmp_path: Path) -> None:
    import polars

    days = [datetime(2024, 2, 29), datetime(2024, 2, 29, 13, 30)]
    frame = polars.DataFrame(
        {"id": ["a", "b"], "applied_on": days, "renewals": [[{"renewed_on": day}] for day in days]}
    )
    frame.write_parquet(tmp_path / "p.parquet")
    ran = run("check", tmp_path / "p.parquet")
    assert [line.partition("] ")[0] for line in ran.out.splitlines()[:-1]] == [
        "p.parquet, row 2, column applied_on: [wrong-type",
        "p.parquet, row 2, column renewals/0/renewed_on: [wrong-type",
    ]


def test_an_empty_file_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").touch()
    assert (
        "[missing] nothing stands here; the header needs a column `id`"
        in run("check", tmp_path / "people.csv").out
    )


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes")
@pytest.mark.parametrize("suffix", ["html", "xlsx", "csv", "jsonl"])
def test_a_file_may_have_a_name_that_is_no_text(audit: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / os.fsdecode(b"\xff.csv")
    path.write_text("id,applied_on\na,soon\n", "utf-8")
    ran = audit(path, tmp_path / f"r.{suffix}")
    assert "\\udcff.csv, row 2, column B (applied_on): [bad-date]" in ran.err
    assert ran.status == 1


def test_a_damaged_parquet_file_cannot_be_read(run: Run, tmp_path: Path) -> None:
    import polars

    path = tmp_path / "p.parquet"
    polars.DataFrame({"id": [f"p-{at}" for at in range(10_000)]}).write_parquet(path)
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(len(content) - 1004) + content[-1000:])
    ran = run("check", path)
    assert "p.parquet is not a parquet file; write it again" in ran.err
    assert ran.status == 2
