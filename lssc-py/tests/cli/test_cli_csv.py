"""CSV as spreadsheet programs write it: separators, line ends, encodings, and what stands above a header."""

from __future__ import annotations

from pathlib import Path

import pytest
from lssc.cli.registers.opening import open_register

from cli.running import Run


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
@pytest.mark.parametrize("first", ["", "sep={}", '"sep={}"', "SEP={}"])
@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_register_is_read_as_it_was_saved(
    run: Run, tmp_path: Path, separator: str, first: str, mark: str, end: str
) -> None:
    lines = [["ID", '"Applied on"', "notes"], ["007", "2024-01-05", '"one; two, three"'], ["008", "soon", ""]]
    said = [first.format(separator)] if first else []
    text = mark + end.join([*said, *(separator.join(line) for line in lines), ""])
    (tmp_path / "people.csv").write_bytes(text.encode())
    entry = next(open_register(tmp_path / "people.csv").entries())
    assert entry.record == {"id": "007", "applied_on": "2024-01-05"}
    assert entry.office["notes"] == "one; two, three"
    assert "people.csv, row 3, column B (Applied on): [bad-date]" in run("check", tmp_path / "people.csv").out


@pytest.mark.parametrize(
    ("header", "row", "keys"),
    [
        ("id,notes; mine; yours", "a,x", {"id", "notes; mine; yours"}),
        ("id", "a", {"id"}),
        ('"id";"notes, mine"', '"a";"x"', {"id", "notes, mine"}),
    ],
)
def test_the_separator_is_the_one_that_gives_the_header_an_id(
    tmp_path: Path, header: str, row: str, keys: set[str]
) -> None:
    (tmp_path / "people.csv").write_text(f"{header}\n{row}\n", "utf-8")
    register = open_register(tmp_path / "people.csv")
    entry = next(register.entries())
    assert entry.id == "a"
    assert {"id"} | {trouble.place.column for trouble in entry.troubles} == keys


def test_what_was_taken_as_the_header_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("\nRegister of 2026\n\nid,name\na,Ada\n", "utf-8")
    ran = run("check", tmp_path / "people.csv")
    assert (
        "people.csv, row 2, column id: [missing] row 2, the first that is not empty, was taken as the"
        in ran.out
    )
    assert "remove what stands above the header" in ran.out


def test_the_advice_on_encodings_names_ways_that_work(run: Run, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes("id,name\na,Jos\u00e9".encode("cp1252"))
    ran = run("check", tmp_path / "people.csv")
    assert "people.csv is not UTF-8; save it again as `CSV UTF-8` (Excel)" in ran.err
    assert "or as a workbook (.xlsx)" in ran.err
    assert ran.status == 2


def test_csv_is_written_so_that_excel_shows_it_right(
    audit: Run, run: Run, sound: Path, tmp_path: Path
) -> None:
    audit(sound, tmp_path / "r.csv")
    run("convert", sound, tmp_path / "register")
    run("template", tmp_path / "empty")
    files = [tmp_path / "r.csv", *(tmp_path / "register").iterdir(), *(tmp_path / "empty").glob("*.csv")]
    assert len(files) > 8
    for file in files:
        assert file.read_bytes().startswith(b"\xef\xbb\xbf"), file
        assert file.read_bytes().count(b"\xef\xbb\xbf") == 1, file
    assert audit(sound, "-", "--format", "csv").out.startswith("id,")
    assert next(entry.id for entry in open_register(tmp_path / "register").entries()) == "p-001"
