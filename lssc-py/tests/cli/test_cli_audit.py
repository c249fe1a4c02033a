"""`lssc audit`: each report says what the core says, and the same input gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import lssc
import pytest

from cli import sample
from cli.page import parsed
from cli.running import Run
from cli.sample import Rows

FORMATS = ("html", "xlsx", "csv", "jsonl")


def page(audit: Run, register: Path, tmp_path: Path, *more: object) -> str:
    audit(register, tmp_path / "r.html", *more)
    return (tmp_path / "r.html").read_text("utf-8")


def sheet(path: Path, name: str) -> list[dict[str, object]]:
    import fastexcel

    return fastexcel.read_excel(path).load_sheet(name).to_polars().to_dicts()


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_report_is_written_and_faults_give_status_1(
    audit: Run, workbook: Path, tmp_path: Path, suffix: str
) -> None:
    ran = audit(workbook, tmp_path / f"r.{suffix}")
    assert ran.status == 1
    assert ran.err.endswith("14 people assessed, 1 not; 3 faults\n")
    assert (tmp_path / f"r.{suffix}").stat().st_size > 1000


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_register_without_faults_gives_status_0(
    audit: Run, sound: Path, tmp_path: Path, suffix: str
) -> None:
    ran = audit(sound, tmp_path / f"r.{suffix}")
    assert ran.status == 0
    assert ran.err.endswith("15 people assessed\n")


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_input_gives_the_same_bytes(audit: Run, workbook: Path, tmp_path: Path, suffix: str) -> None:
    for name in ("one", "two"):
        audit(workbook, tmp_path / f"{name}.{suffix}")
    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "jsonl", "parquet", "folder"])
def test_the_same_people_give_the_same_assessments_from_every_format(
    audit: Run, run: Run, sound: Path, tmp_path: Path, suffix: str
) -> None:
    source = sound
    if suffix in ("jsonl", "parquet", "folder"):
        source = tmp_path / ("register" if suffix == "folder" else f"people.{suffix}")
        assert run("convert", sound, source).status == 0
    if suffix == "csv":
        source = sample.write_folder(tmp_path / "csv", sample.without_faults())
    assert audit(source, "-", "--format", "jsonl").out == audit(sound, "-", "--format", "jsonl").out


def test_jsonl_has_the_core_s_own_bytes(audit: Run, tmp_path: Path) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text('{"id":"a","education":"college-degree"}\nno\n{"id":"c"}\n', "utf-8")
    lines = audit(people, "-", "--format", "jsonl").out.splitlines()
    catalog = lssc.Catalog.from_json(sample.CATALOG.read_bytes())
    record = {"id": "a", "education": "college-degree"}
    assert lines[0] == lssc.assess(record, as_of=sample.AS_OF, catalog=catalog).to_json()
    assert json.loads(lines[1])["faults"][0]["code"] == "bad-json"
    assert json.loads(lines[1])["faults"][0]["row"] == 2
    assert len(lines) == 3


def test_jsonl_names_the_faults_of_nobody_last(audit: Run, workbook: Path) -> None:
    last = json.loads(audit(workbook, "-", "--format", "jsonl").out.splitlines()[-1])
    assert last["id"] is None
    assert [(fault["sheet"], fault["row"], fault["letter"]) for fault in last["faults"]] == [
        ("courses", 26, "A")
    ]


def test_csv_has_a_row_a_person(audit: Run, workbook: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(audit(workbook, "-", "--format", "csv").out, newline="")))
    assert [row["id"] for row in rows] == [f"p-{number:03}" for number in range(1, 16)]
    kofi, priya = rows[9], rows[14]
    assert (kofi["status"], kofi["next_on"], kofi["contact_hours"]) == ("grace", "2026-12-03", "31.5")
    assert priya["status"] == ""
    assert "row 16, column F (admitted_on): [bad-date]" in priya["faults"]


def test_every_status_occurs_in_the_sample(audit: Run, workbook: Path) -> None:
    rows = csv.DictReader(io.StringIO(audit(workbook, "-", "--format", "csv").out, newline=""))
    assert {row["status"] for row in rows} - {""} == {status.value for status in lssc.Status}


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@sum", '=HYPERLINK("http://x")'])
def test_no_text_becomes_a_formula(audit: Run, tmp_path: Path, name: str) -> None:
    import zipfile

    register = sample.write_folder(tmp_path / "r", {"people": [["id", "name"], ["a", f"'{name}"]]})
    rows = list(csv.reader(io.StringIO(audit(register, "-", "--format", "csv").out)))
    assert rows[1][1] == f"'{name}"
    audit(register, tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert not [part for part in archive.namelist() if b"<f>" in archive.read(part)]
    assert sheet(tmp_path / "r.xlsx", "people")[0]["name"] == name


def test_the_workbook_has_the_same_with_real_dates_and_filters(
    audit: Run, workbook: Path, tmp_path: Path
) -> None:
    import zipfile

    import fastexcel

    path = tmp_path / "r.xlsx"
    audit(workbook, path)
    names = ["summary", "deadlines", "people", "findings", "credits", "fees", "faults"]
    assert fastexcel.read_excel(path).sheet_names == names
    people = sheet(path, "people")
    assert str(people[0]["next_on"]).startswith("2026-12-03")
    assert not isinstance(people[0]["next_on"], str)
    assert people[-1]["next_on"] is None
    faults = sheet(path, "faults")
    assert {(fault["sheet"], fault["row"], fault["code"]) for fault in faults} == {
        ("people", 16.0, "bad-date"),
        ("portfolios", 8.0, "unknown-set"),
        ("courses", 26.0, "unknown-person"),
    }
    assert {fee["amount_usd"] for fee in sheet(path, "fees")} == {325.0, 350.0, 60.0}
    with zipfile.ZipFile(path) as archive:
        for number in range(1, 8):
            content = archive.read(f"xl/worksheets/sheet{number}.xml")
            assert b"<autoFilter" in content
            assert b'state="frozen"' in content


def test_a_sheet_that_is_full_goes_on_on_another(
    audit: Run, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fastexcel
    from lssc.cli import xlsxsheets

    monkeypatch.setattr(xlsxsheets, "MOST_ROWS", 60)
    audit(workbook, tmp_path / "r.xlsx")
    book = fastexcel.read_excel(tmp_path / "r.xlsx")
    parts = [name for name in book.sheet_names if name.startswith("findings")]
    assert parts[:2] == ["findings", "findings 2"]
    rows = [row for part in parts for row in sheet(tmp_path / "r.xlsx", part)]
    assert len(rows) == sum(
        len(json.loads(line).get("findings", ()))
        for line in audit(workbook, "-", "--format", "jsonl").out.splitlines()
    )


def test_the_page_is_whole_and_loads_nothing(audit: Run, workbook: Path, tmp_path: Path) -> None:
    text = page(audit, workbook, tmp_path)
    found = parsed(text)
    assert found.open == []
    assert found.loads == []
    assert not re.search(r"https?:|url\(|@import|//[a-z]", text)
    assert len(set(found.ids)) == len(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_the_page_has_everything_about_everybody(audit: Run, workbook: Path, tmp_path: Path) -> None:
    text = page(audit, workbook, tmp_path)
    for line in audit(workbook, "-", "--format", "jsonl").out.splitlines()[:14]:
        assessment = json.loads(line)
        if "faults" in assessment:
            continue
        for finding in assessment["findings"]:
            plain = re.sub(r"</?code>", "`", re.sub(r"</?bdi>", "", text))
            assert finding["message"].replace("'", "&#39;") in plain
            assert ", ".join(finding["cites"]) in text
    for said in (
        "$325.00",
        "Foundations of Library Services",
        "31.5 of 32",
        "7,125.71 of 1,820",
        "2026-12-03",
    ):
        assert said in text
    assert "Basic Cataloging and Classification (Infopeople)" in text
    assert "degree, Central Carolina Community College" in text
    for fault in ("F (admitted_on)", "<code>bad-date</code>", "<code>unknown-person</code>"):
        assert fault in text


def test_people_come_by_what_comes_next(audit: Run, workbook: Path, tmp_path: Path) -> None:
    text = page(audit, workbook, tmp_path)
    people = text[text.index('id="people"') : text.index('id="faults"')]
    names = re.findall(r'<a href="#p\d+"><bdi>([^<]+)</bdi></a>', people)
    assert names[:4] == ["Priya Raman", "Kofi Mensah", "June Whitefeather", "Ines Fontenot"]
    assert names[9] == "Milo Santos"
    pages = re.findall(r'<h2 id="h\d+"><bdi>([^<]+)</bdi> <', text)
    assert pages == names


def test_the_chart_has_words_and_a_table(audit: Run, workbook: Path, tmp_path: Path) -> None:
    text = page(audit, workbook, tmp_path)
    assert re.search(r'<svg [^>]*role="img" aria-labelledby="chart-t chart-d"', text)
    assert '<title id="chart-t">' in text
    assert '<desc id="chart-d">' in text
    table = text[text.index('class="numbers"') :]
    assert '<th scope="row">Apr 2027</th>' in table


def test_everything_of_the_register_is_escaped(audit: Run, tmp_path: Path) -> None:
    bad = '<script>alert("x")</script>'
    tables: dict[str, Rows] = {
        "people": [["id", "name", "applied_on", bad], ["<b>", bad, bad, "x"]],
        bad.replace("/", ""): [["id"]],
    }
    text = page(audit, sample.write_folder(tmp_path / "r", tables), tmp_path)
    assert "alert(" in text
    assert "<script>alert" not in text
    assert "<b>&" not in text
    assert parsed(text).open == []


@pytest.mark.parametrize(("pages", "has_pages"), [("auto", False), ("none", False), ("all", True)])
def test_a_large_register_has_pages_only_if_asked(
    audit: Run, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: str, has_pages: bool
) -> None:
    from lssc.cli.reports import htmlreport

    monkeypatch.setattr(htmlreport, "MOST_PAGES", 14)
    text = page(audit, workbook, tmp_path, "--people-pages", pages)
    assert ('<section class="page"' in text) == has_pages
    assert ("--people-pages all" in text) != has_pages
    assert {link.removeprefix("#") for link in parsed(text).links} <= set(parsed(text).ids)


def test_a_register_of_nobody_has_a_report(audit: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    text = page(audit, tmp_path / "none.jsonl", tmp_path)
    assert "0 people" in text
    assert "<svg" not in text
    assert parsed(text).open == []


def test_deadlines_are_counted_by_month_and_those_far_away_together() -> None:
    from datetime import date

    from lssc import Milestone, NextDate
    from lssc.cli.reports.deadlines import Deadlines

    deadlines = Deadlines(date(2026, 11, 22))
    for on in (date(2026, 11, 30), date(2027, 1, 1), date(2028, 10, 31), date(2028, 11, 1), date(2031, 1, 1)):
        deadlines.add(NextDate(on, Milestone.RENEWAL_OPENS, 0))
    deadlines.add(None)
    months = deadlines.months
    assert [month.label for month in months][:3] == ["Nov 2026", "Dec 2026", "Jan 2027"]
    assert [(month.label, month.total) for month in months if month.total] == [
        ("Nov 2026", 1),
        ("Jan 2027", 1),
        ("Oct 2028", 1),
        ("later", 2),
    ]


def test_an_overlay_without_a_title_does_not_take_that_of_its_base(
    audit: Run, workbook: Path, tmp_path: Path
) -> None:
    import fastexcel

    ours = tmp_path / "ours.json"
    ours.write_text('{"extends": "lssc-faq", "id": "ours"}', "utf-8")
    audit(workbook, tmp_path / "r.html", "--policy", ours)
    assert "by the policy <b><bdi>ours</bdi></b></p>" in (tmp_path / "r.html").read_text("utf-8")
    audit(workbook, tmp_path / "r.xlsx", "--policy", ours)
    summary = fastexcel.read_excel(tmp_path / "r.xlsx").load_sheet("summary").to_polars().rows()
    assert ("policy", "ours") in summary


def test_another_policy_gives_another_report(audit: Run, workbook: Path) -> None:
    ran = audit(workbook, "-", "--format", "jsonl", "--policy", "lssc-2019")
    assert '"policy":"lssc-2019"' in ran.out
