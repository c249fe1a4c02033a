"""Rows of nobody: they may be somebody's, so nobody is said to have none where one of them may be theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli import sample
from cli.running import Run
from cli.sample import Rows

RENEWALS = ["id", "renewed_on"]


def faults(run: Run, path: Path) -> list[str]:
    """The places and codes of the faults of a register."""
    return [line.split("] ")[0] + "]" for line in run("check", path).out.splitlines()[:-1]]


def answers(audit: Run, path: Path) -> list[dict[str, object]]:
    """The lines of a report."""
    return [json.loads(line) for line in audit(path, "-", "--format", "jsonl").out.splitlines()]


@pytest.mark.parametrize(
    ("person", "row"),
    [
        ("007", "7"),
        ("P1", "p1"),
        ("p-01", "p-1"),
        ("p 1", "p1"),
        ("p1", "P 01"),
        ("7", "7.0"),
        ("é", "e\u0301"),
    ],
)
def test_a_row_whose_id_is_nearly_somebody_s_leaves_them_without_an_assessment(
    run: Run, audit: Run, tmp_path: Path, person: str, row: str
) -> None:
    tables: dict[str, Rows] = {
        "people": [["id"], [person], ["other"]],
        "renewals": [RENEWALS, [row, "2024-01-05"], ["other", "2024-01-05"]],
    }
    path = sample.write_folder(tmp_path / "r", tables)
    assert faults(run, path) == ["r/renewals.csv, row 2, column A (id): [unknown-person]"]
    ran = run("check", path)
    assert f"nobody on `people` has the id `{row}`; there is `{person}`" in ran.out
    assert ran.out.endswith("1 person fine, 1 with faults; 1 fault\n")
    theirs, other, of_nobody = answers(audit, path)
    assert theirs["id"] == person
    assert [fault["code"] for fault in theirs["faults"]] == ["unknown-person"]  # type: ignore[attr-defined]
    assert other["record"] == "other"
    assert of_nobody["id"] is None


def test_everybody_whom_an_id_may_mean_is_left_without_an_assessment(run: Run, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "people": [["id"], ["7"], ["007"], ["8"]],
        "renewals": [RENEWALS, ["07", "2024-01-05"]],
    }
    ran = run("check", sample.write_folder(tmp_path / "r", tables))
    assert "there is `007` and `7`" in ran.out
    assert ran.out.endswith("1 person fine, 2 with faults; 1 fault\n")


@pytest.mark.parametrize("row", ["stranger", ""])
def test_on_a_sheet_with_a_row_of_nobody_no_row_is_no_answer(run: Run, tmp_path: Path, row: str) -> None:
    from lssc.cli.registers.opening import open_register

    tables: dict[str, Rows] = {
        "people": [["id", "renewals", "courses"], ["a", "", ""], ["b", "", ""], ["c", "none", ""]],
        "renewals": [RENEWALS, [row, "2024-01-05"], ["b", "2024-01-05"]],
        "courses": [["id", "course", "completed_on"], ["b", "x", "2024-01-05"]],
    }
    path = sample.write_folder(tmp_path / "r", tables)
    register = open_register(path)
    first, second, third = (entry.record for entry in register.entries())
    assert first == {"id": "a", "courses": []}
    assert isinstance(second, dict)
    assert second["renewals"] == [{"renewed_on": "2024-01-05"}]
    assert third == {"id": "c", "courses": [], "renewals": []}
    said = run("check", path).err
    assert "`renewals` has rows whose owner is not known (row 2), and they may be anybody's" in said
    assert "read as not answered, and not as having none; people without one: 1\n" in said
    assert "people without one: 2 on `courses`" in said


def test_a_wrong_id_does_not_make_its_owner_ineligible(run: Run, tmp_path: Path) -> None:
    """The work is there, under an id that is nobody's: the hours are not known, and not zero."""
    tables: dict[str, Rows] = {
        "people": [["id", "education", "position_requires_mls"], ["p-004", "college-degree", "no"]],
        "experience": [["id", "from", "hours_per_week"], ["p-0O4", "2015-01-01", "40"]],
    }
    path = sample.write_workbook(tmp_path / "r.xlsx", tables)
    ran = run("show", path, "--as-of", sample.AS_OF)
    assert "Undetermined" in ran.out
    assert "[unknown-person]" in ran.err
    assert "may be anybody's" in ran.err
    assert ran.status == 1


def test_people_of_whom_nothing_is_known_but_the_id_are_noted(run: Run, tmp_path: Path) -> None:
    tables: dict[str, Rows] = {
        "people": [
            ["id", "name", "renewals"],
            ["a", "", ""],
            ["b", "Ben", ""],
            ["c", "", "none"],
            ["d", "", ""],
            ["Total: 4", "", ""],
        ],
        "renewals": [RENEWALS, ["a", "2024-01-05"]],
    }
    ran = run("check", sample.write_folder(tmp_path / "r", tables))
    assert (
        "note: people of whom nothing is known but the id, here and on every sheet "
        "(a row of totals is nobody): 2, on rows 5, 6\n"
    ) in ran.err
    assert ran.status == 0


def test_a_note_names_the_first_of_many_rows(run: Run, tmp_path: Path) -> None:
    rows: Rows = [["id"], *([str(at)] for at in range(12))]
    ran = run("check", sample.write_folder(tmp_path / "r", {"people": rows}))
    assert "12, on rows 2, 3, 4, 5, 6 and 7 more\n" in ran.err


def test_a_hidden_sheet_is_read_and_noted(run: Run, tmp_path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(tmp_path / "r.xlsx"))
    book.add_worksheet("people").write_column(0, 0, ["id", "a"])
    hidden = book.add_worksheet("renewals")
    hidden.write_row(0, 0, RENEWALS)
    hidden.write_row(1, 0, ["a", "soon"])
    hidden.hide()
    book.close()
    ran = run("check", tmp_path / "r.xlsx")
    assert "note: the sheet `renewals` is hidden, and was read\n" in ran.err
    assert "[bad-date]" in ran.out
