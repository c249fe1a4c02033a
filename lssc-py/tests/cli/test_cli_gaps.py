"""Cells of a workbook that hold something never vanish, whatever the program that wrote them left out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lssc.cli.registers.opening import open_register

from cli.running import Run

TEXT = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
HEADER = f'<row r="1">{TEXT.format("A1", "id")}{TEXT.format("B1", "{}")}</row>'


def written(path: Path, rows: str, prefix: str = "", header: str = "applied_on") -> Path:
    """A workbook of people whose rows are this XML, after a header. Style 1 is a date."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("people")
    sheet.write_number(0, 0, 1, book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    part = parts["xl/worksheets/sheet1.xml"]
    before, _, rest = part.partition("<sheetData>")
    _, _, after = rest.partition("</sheetData>")
    before = before.replace(
        before[before.find("<dimension") : before.find("/>", before.find("<dimension")) + 2], ""
    )
    data = f"<sheetData>{HEADER.format(header)}{rows}</sheetData>"
    if prefix:
        data = data.replace("</", f"<//{prefix}:").replace("<", f"<{prefix}:").replace(f"<{prefix}://", "</")
        before = before.replace(
            "<worksheet ",
            f'<worksheet xmlns:{prefix}="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ',
        )
    parts["xl/worksheets/sheet1.xml"] = before + data + after
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


CASES = [
    ("a result that is absent", '<c r="B2"><f>DATE(2024,6,30)</f></c>', "=DATE(2024,6,30)"),
    ("a result that is empty", '<c r="B2"><f>A1&amp;A2</f><v></v></c>', "=A1&A2"),
    ("a result that closes itself", '<c r="B2"><f>A1</f><v/></c>', "=A1"),
    (
        "a formula that other cells share",
        '<c r="B2"><f t="shared" si="0"/></c>',
        "=(formula without a result)",
    ),
    (
        "one of these with an empty result",
        '<c r="B2"><f t="shared" si="0"/><v></v></c>',
        "=(formula without a result)",
    ),
    ("a text of which the result is absent", '<c r="B2" t="str"><f>A1</f></c>', "=A1"),
    ("an error", '<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"),
    ("an error of a formula", '<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>', "#N/A"),
    ("a number too large for a date", '<c r="B2" s="1"><v>1000000000</v></c>', "1000000000"),
    ("the same with its type", '<c r="B2" s="1" t="n"><v>1000000000</v></c>', "1000000000"),
]


@pytest.mark.parametrize("prefix", ["", "x"])
@pytest.mark.parametrize(("cell", "shown"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_cell_that_holds_something_is_read(
    run: Run, tmp_path: Path, cell: str, shown: str, prefix: str
) -> None:
    path = written(tmp_path / "r.xlsx", f'<row r="2">{TEXT.format("A2", "a")}{cell}</row>', prefix)
    ran = run("check", path)
    assert f"r.xlsx, sheet people, row 2, column B (applied_on): [bad-date] `{shown}`" in ran.out
    assert ran.status == 1


@pytest.mark.parametrize(
    "cell",
    ['<c r="B2" s="1"/>', '<c r="B2" t="str"><f>""</f><v></v></c>', '<c r="B2" t="str"><f>""</f><v/></c>'],
)
def test_a_cell_that_holds_nothing_is_empty(run: Run, tmp_path: Path, cell: str) -> None:
    path = written(tmp_path / "r.xlsx", f'<row r="2">{TEXT.format("A2", "a")}{cell}</row>')
    assert next(open_register(path).entries()).record == {"id": "a"}


def test_a_last_row_and_a_last_column_of_formulas_alone_are_read(run: Run, tmp_path: Path) -> None:
    rows = (
        f'<row r="2">{TEXT.format("A2", "a")}<c r="C2"><f>B2</f></c></row>'
        '<row r="4"><c r="A4"><f>A2</f></c><c r="B4"><f>B2</f></c></row>'
    )
    ran = run("check", written(tmp_path / "r.xlsx", rows))
    assert "row 4, column B (applied_on): [bad-date] `=B2`" in ran.out
    assert "row 2, column C: [unknown-key]" in ran.out
    assert [entry.id for entry in open_register(tmp_path / "r.xlsx").entries()] == ["a", "=A2"]


def test_cells_before_the_first_column_that_the_reader_gives_keep_their_letters(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="A2"><f>X1</f></c><c r="B2" t="inlineStr"><is><t>college-degree</t></is></c></row>'
    )
    path = written(tmp_path / "r.xlsx", rows, header="education")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    cell = b'<c r="A1" t="inlineStr"><is><t>id</t></is></c>'
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        cell, b'<c r="A1"><f>id</f></c>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (entry,) = open_register(path).entries()
    assert entry.record == {"id": "=X1", "education": "college-degree"}
    assert str(entry.where.place("/education")) == "r.xlsx, sheet people, row 2, column B (education)"


def test_rows_and_cells_without_references_follow_one_another(run: Run, tmp_path: Path) -> None:
    rows = '<row><c t="inlineStr"><is><t>a</t></is></c><c><f>A1</f></c></row>'
    ran = run("check", written(tmp_path / "r.xlsx", rows))
    assert "row 2, column B (applied_on): [bad-date] `=A1`" in ran.out
