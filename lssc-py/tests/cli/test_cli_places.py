"""Where faults stand: each kind of misplaced cell, in a workbook and in a folder."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from pathlib import Path

import lssc
import pytest
from lssc.cli.jsonplaces import JsonText
from lssc.cli.places import letter
from lssc.cli.registers.opening import open_register

from cli import sample
from cli.running import Run
from cli.sample import Rows

ADA = ["a-1", "no"]
PEOPLE: Rows = [["id", "position_requires_mls"], ADA]

# what it shows, the sheets, the faults as (file and sheet, row, column, code)
CASES: list[tuple[str, dict[str, Rows], list[str]]] = [
    (
        "a bad date on people",
        {"people": [["id", "Applied on"], ["a-1", "2024-02-31"]]},
        ["people, row 2, column B (Applied on): [bad-date]"],
    ),
    (
        "rows are numbered with the empty ones and those above the header",
        {"people": [[], ["id", "applied_on"], ["a-1", ""], ["", ""], ["a-2", "soon"]]},
        ["people, row 5, column B (applied_on): [bad-date]"],
    ),
    (
        "text where a number belongs",
        {
            "people": PEOPLE,
            "experience": [["id", "from", "HOURS PER WEEK"], ["a-1", "2024-01-01", "full time"]],
        },
        ["experience, row 2, column C (HOURS PER WEEK): [wrong-type]"],
    ),
    (
        "a flag that is neither yes nor no",
        {"people": [["id", "Position requires MLS"], ["a-1", "maybe"]]},
        ["people, row 2, column B (Position requires MLS): [wrong-type]"],
    ),
    (
        "a moment where a date belongs",
        {"people": [["id", "applied_on"], ["a-1", "2024-01-05 13:30:00"]]},
        ["people, row 2, column B (applied_on): [wrong-type]"],
    ),
    (
        "an unknown set, in a list of several",
        {
            "people": PEOPLE,
            "activities": [
                ["id", "completed_on", "quantity", "unit", "sets"],
                ["a-1", "2024-01-05", "1", "contact-hour", "technology; tecnology"],
            ],
        },
        ["activities, row 2, column E (sets): [unknown-set]"],
    ),
    (
        "a second row of the same person",
        {
            "people": [*PEOPLE, ["b-2", "no"]],
            "courses": [
                ["id", "course", "completed_on"],
                ["a-1", "x", "2024-01-05"],
                ["b-2", "x", "2024-01-05"],
                ["a-1", "x", "2024-13-05"],
            ],
        },
        ["courses, row 4, column C (completed_on): [bad-date]"],
    ),
    (
        "a column that is missing is named without a letter",
        {"people": PEOPLE, "courses": [["id", "course"], ["a-1", "x"]]},
        ["courses, row 2, column completed_on: [missing]"],
    ),
    (
        "an id on no row of people",
        {"people": PEOPLE, "renewals": [["id", "renewed_on"], ["b-2", "2024-01-05"]]},
        ["renewals, row 2, column A (id): [unknown-person]"],
    ),
    (
        "an id twice on people: at both, since rows of other sheets cannot be told apart",
        {"people": [*PEOPLE, ADA]},
        ["people, row 2, column A (id): [duplicate]", "people, row 3, column A (id): [duplicate]"],
    ),
    (
        "a missing id column on another sheet",
        {"people": PEOPLE, "renewals": [["who", "renewed_on"], ["a-1", "2024-01-05"]]},
        ["renewals, row 1, column id: [missing]"],
    ),
    (
        "a missing id column on people",
        {"people": [["name"], ["Ada"]]},
        ["people, row 1, column id: [missing]"],
    ),
    (
        "an empty id with other cells filled",
        {"people": [*PEOPLE, ["", "yes"]], "renewals": [["id", "renewed_on"], ["", "2024-01-05"]]},
        ["people, row 3, column A (id): [missing]", "renewals, row 2, column A (id): [missing]"],
    ),
    (
        "a column that is no key, only where it is filled",
        {"people": [["id", "Aplied on"], ["a-1", "2024-01-05"], ["b-2", ""]]},
        ["people, row 2, column B (Aplied on): [unknown-key]"],
    ),
    (
        "a column of the office on another sheet than people",
        {"people": PEOPLE, "renewals": [["id", "name", "renewed_on"], ["a-1", "Ada", "2024-01-05"]]},
        ["renewals, row 2, column B (name): [unknown-key]"],
    ),
    (
        "a column that comes twice",
        {
            "people": [
                ["id", "applied_on", "Applied on"],
                ["a-1", "2024-01-05", "2024-01-06"],
                ["b-2", "", ""],
            ]
        },
        ["people, row 2, column C (Applied on): [duplicate-key]"],
    ),
    (
        "cells without a header",
        {"people": [["id"], ["a-1", "stray"]]},
        ["people, row 2, column B: [unknown-key]"],
    ),
    (
        "a contradiction between people and a sheet",
        {
            "people": [["id", "Renewals"], ["a-1", "None"]],
            "renewals": [["id", "renewed_on"], ["a-1", "2024-01-05"]],
        },
        ["people, row 2, column B (Renewals): [conflict]"],
    ),
    (
        "a list's column on people that says something else",
        {"people": [["id", "courses"], ["a-1", "Technology in Libraries"]]},
        ["people, row 2, column B (courses): [unknown-value]"],
    ),
    (
        "both kinds of hours: the row",
        {
            "people": PEOPLE,
            "experience": [
                ["id", "from", "to", "hours_per_week", "total_hours"],
                ["a-1", "2024-01-01", "2024-02-01", "20", "80"],
            ],
        },
        ["experience, row 2: [conflict]"],
    ),
]


@pytest.mark.parametrize(("tables", "faults"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_fault_in_a_workbook_names_sheet_row_and_column(
    run: Run, tmp_path: Path, tables: dict[str, Rows], faults: list[str]
) -> None:
    ran = run("check", sample.write_workbook(tmp_path / "r.xlsx", tables))
    assert [line.split("] ")[0] + "]" for line in ran.out.splitlines()[:-1]] == [
        f"r.xlsx, sheet {fault}" for fault in faults
    ]
    assert ran.status == 1


@pytest.mark.parametrize(("tables", "faults"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_fault_in_a_folder_names_file_row_and_column(
    run: Run, tmp_path: Path, tables: dict[str, Rows], faults: list[str]
) -> None:
    ran = run("check", sample.write_folder(tmp_path / "r", tables))
    expected = [f"r/{fault.replace(',', '.csv,', 1)}" for fault in faults]
    assert [line.split("] ")[0] + "]" for line in ran.out.splitlines()[:-1]] == expected
    assert ran.status == 1


def test_a_table_that_does_not_start_at_the_corner_is_named_as_it_is_shown(run: Run, tmp_path: Path) -> None:
    rows: Rows = [[], ["", "", "id", "applied_on"], ["", "", "a-1", "soon"]]
    ran = run("check", sample.write_workbook(tmp_path / "r.xlsx", {"people": rows}))
    assert "row 3, column D (applied_on)" in ran.out


def test_cells_of_a_workbook_are_read_by_what_they_hold(run: Run, tmp_path: Path) -> None:
    """Dates, moments, flags, numbers, errors and formulas, as a spreadsheet program stores them."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(tmp_path / "r.xlsx"), {"default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet("people")
    sheet.write_row(0, 0, ["id", "applied_on", "position_requires_mls"])
    sheet.write_column(1, 0, [1001, 1002, 1003, 1004, 1005, 1006])
    sheet.write_datetime(1, 1, datetime(2024, 2, 29))
    sheet.write_boolean(1, 2, False)
    sheet.write_datetime(2, 1, datetime(2024, 2, 29, 13, 30))
    sheet.write_number(3, 1, 45351)
    sheet.write_formula(4, 1, "=NA()", None, "#N/A")
    sheet.write_formula(5, 1, '=""&B2', None, "")
    sheet.write_formula(6, 1, '=IF(1,"","")', None, "")
    book.close()
    rewritten(tmp_path / "r.xlsx", b'<c r="B7">', b'<c r="B7" t="str">')
    ran = run("check", tmp_path / "r.xlsx")
    assert [line.partition("] ")[0].rpartition(", ")[0] for line in ran.out.splitlines()[:-1]] == [
        f"r.xlsx, sheet people, row {row}" for row in (3, 4, 5, 6)
    ]
    for said in (
        "[wrong-type] `2024-02-29 13:30:00`",
        "[bad-date] `45351`",
        "[bad-date] `#N/A`",
        '[bad-date] `=""&B2`',
    ):
        assert said in ran.out
    first = next(open_register(tmp_path / "r.xlsx").entries())
    assert first.record == {"id": "1001", "applied_on": "2024-02-29", "position_requires_mls": False}


def rewritten(path: Path, old: bytes, new: bytes) -> None:
    """Writes the first sheet of a workbook with something replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def duplicates(path: Path, ids: list[str]) -> None:
    """Writes people with these ids, by the suffix of the path."""
    if path.suffix == ".jsonl":
        lines = [
            json.dumps({"id": person} if person != "x" else {"id": "x", "applied_on": 5}) for person in ids
        ]
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    elif path.suffix == ".parquet":
        import polars

        days = ["soon" if person == "x" else None for person in ids]
        polars.DataFrame({"id": ids, "applied_on": days}).write_parquet(path)
    else:
        rows = [["id", "applied_on"], *([person, "soon" if person == "x" else ""] for person in ids)]
        if path.suffix == ".csv":
            sample.write_folder(path.parent, {path.stem: rows})
        else:
            sample.write_workbook(path, {"people": rows})


@pytest.mark.parametrize("name", ["p.xlsx", "p.csv", "p.jsonl", "p.parquet"])
def test_an_id_that_comes_again_is_a_fault_at_every_place_in_every_format(
    run: Run, tmp_path: Path, name: str
) -> None:
    """Of a faulty person too: nobody can tell which of the two is meant."""
    duplicates(tmp_path / name, ["a", "b", "a", "a", "x", "x"])
    ran = run("check", tmp_path / name)
    unit, first = ("line", 1) if name == "p.jsonl" else ("row", 1 if name == "p.parquet" else 2)
    said = [line for line in ran.out.splitlines() if "[duplicate]" in line]
    assert [line.partition("] ")[2] for line in said] == [
        f"the id `{person}` stands on {unit} {other + first} too; give each person one of their own"
        for person, other in (("a", 2), ("a", 0), ("a", 0), ("x", 5), ("x", 4))
    ]
    assert ran.out.endswith("1 person fine, 5 with faults; 7 faults\n")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ('{"id": "p-1", "applied_on": "soon"}', "p-1"),
        ('{"id": "p-1", "id": "p-2"}', "p-1"),
        ('{"courses": [{"id": 5}], "id": "p-1"}', "p-1"),
        ('{"id": 5}', None),
        ('{"id": ""}', None),
        ('{"id": "p-1"', None),
        ('{"id": "\\ud800"}', None),
        ("[" * 100_000, None),
        ("[1]", None),
    ],
)
def test_a_faulty_line_keeps_the_id_that_can_be_read(
    audit: Run, tmp_path: Path, line: str, person: str | None
) -> None:
    (tmp_path / "p.jsonl").write_text(line + "\n", "utf-8")
    found = json.loads(audit(tmp_path / "p.jsonl", "-", "--format", "jsonl").out)
    if "faults" in found:
        assert found["id"] == person


def test_a_line_of_json_is_named_by_number_and_pointer(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text('{"id": "a"}\n{"id": "b", "applied_on": "soon", "id": "c"}\nno\n{"id": "a"}\n', "utf-8")
    ran = run("check", path)
    assert [line.split("] ")[0] + "]" for line in ran.out.splitlines()[:-1]] == [
        "people.jsonl, line 1, /id: [duplicate]",
        "people.jsonl, line 2, /applied_on: [bad-date]",
        "people.jsonl, line 2, /id: [duplicate-key]",
        "people.jsonl, line 3: [bad-json]",
        "people.jsonl, line 4, /id: [duplicate]",
    ]
    assert "[bad-json] not JSON at column " in ran.out
    assert ran.out.splitlines()[-1] == "0 people fine, 4 with faults; 5 faults"


def test_a_row_of_parquet_is_named_by_number_and_column(run: Run, tmp_path: Path) -> None:
    import polars

    frame = polars.DataFrame(
        {
            "ID": ["a", "b"],
            "courses": [[], [{"course": "x", "completed_on": "soon"}]],
            "shoe size": [None, 42],
        }
    )
    frame.write_parquet(tmp_path / "people.parquet")
    ran = run("check", tmp_path / "people.parquet")
    assert "people.parquet, row 2, column courses/0/completed_on: [bad-date]" in ran.out
    assert "people.parquet, row 2, column shoe size: [unknown-key]" in ran.out
    assert "1 person fine, 1 with faults" in ran.out


@pytest.mark.parametrize(
    ("pointer", "line", "column"),
    [
        ("/a", 2, 8),
        ("/b/1/c", 3, 21),
        ("/b/1", 3, 15),
        ("/b/9", 3, 8),
        ("/x", 1, 1),
        ('/"q"', 4, 12),
    ],
)
def test_a_pointer_is_found_in_the_text(pointer: str, line: int, column: int) -> None:
    text = '{\n  "a": 1.5e3,\n  "b": [true, {"c": null}],\n  "\\"q\\"": "]}"\n}\n'
    place = JsonText("f.json", text.encode()).place(pointer)
    assert (place.line, place.column) == (line, str(column))


@pytest.mark.parametrize("text", ["", "{", "[1,", '{"a', "nul", '{"a":}'])
def test_a_text_that_is_not_json_has_no_places(text: str) -> None:
    assert str(JsonText("f.json", text.encode()).place("/a/0")) == "f.json"


def test_the_whole_text_needs_no_line() -> None:
    assert str(JsonText("f.json", b"{").place("")) == "f.json"


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702, 16383)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip


def test_control_characters_of_an_input_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps({"id": "a", "\x1b[31mred": "\x1b[31m"}), "utf-8")
    ran = run("check", path)
    assert "\x1b" not in ran.out
    assert "\\x1b[31mred" in ran.out


def test_every_fault_of_the_core_is_named_once(run: Run, tmp_path: Path) -> None:
    record = {"id": "a", "applied_on": "x", "courses": [{}], "renewals": [{"renewed_on": 5}]}
    path = tmp_path / "p.json"
    path.write_text(json.dumps(record), "utf-8")
    with pytest.raises(lssc.LsscError) as raised:
        lssc.Record.from_dict(record)
    named = run("check", path).out.splitlines()[:-1]
    assert [line.partition("] ")[2] for line in named] == [fault.message for fault in raised.value.faults]
