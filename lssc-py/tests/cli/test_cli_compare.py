"""`lssc compare`: whom a change of policy touches, the same in every report."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import lssc
import pytest

from cli import sample
from cli.page import parsed
from cli.running import Ran, Run

FORMATS = ("html", "xlsx", "csv", "json")
OVERLAY = {
    "extends": "lssc-faq",
    "id": "our-state",
    "eligibility": {"experience_hours": 2000},
    "renewal": {"grace_months": 0, "contact_hours": 40},
    "fees": {"renewal_cents": {"member": 2000, "non_member": 3000}},
}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A policy as a state might propose it."""
    path = tmp_path / "our-state.json"
    path.write_text(json.dumps(OVERLAY), "utf-8")
    return path


@pytest.fixture
def compare(run: Run, state: Path) -> Run:
    """Compares the FAQ with that policy, on the sample's day."""

    def run_compare(register: Path, *more: object) -> Ran:
        by = ("--as-of", sample.AS_OF, "--catalog", sample.CATALOG)
        return run("compare", register, "--policy", "lssc-faq", "--policy", state, *by, *more)

    return run_compare


def people(compare: Run, register: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(compare(register, "--format", "json", "-o", "-").out)["people"]
    return found


def rows(compare: Run, register: Path) -> list[dict[str, str]]:
    out = compare(register, "--format", "csv", "-o", "-").out
    return list(csv.DictReader(io.StringIO(out, newline="")))


def page(compare: Run, register: Path, tmp_path: Path) -> str:
    compare(register, "-o", tmp_path / "r.html")
    return (tmp_path / "r.html").read_text("utf-8")


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_report_is_written_and_faults_give_status_1(
    compare: Run, workbook: Path, tmp_path: Path, suffix: str
) -> None:
    ran = compare(workbook, "-o", tmp_path / f"r.{suffix}")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(
        "the change touches 9 of 14 people; 0 gain and 3 lose by it; all fees together change by +$20.00\n"
    )
    assert ran.err.endswith("14 people compared, 1 not; 3 faults\n")
    assert (tmp_path / f"r.{suffix}").stat().st_size > 1000


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_register_without_faults_gives_status_0(
    compare: Run, sound: Path, tmp_path: Path, suffix: str
) -> None:
    ran = compare(sound, "-o", tmp_path / f"r.{suffix}")
    assert ran.status == 0
    assert ran.err.endswith("15 people compared\n")


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_input_gives_the_same_bytes(
    compare: Run, workbook: Path, tmp_path: Path, suffix: str
) -> None:
    for name in ("one", "two"):
        compare(workbook, "-o", tmp_path / f"{name}.{suffix}")
    assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"two.{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet", "folder"])
def test_every_format_of_a_register_gives_the_same(
    compare: Run, run: Run, sound: Path, tmp_path: Path, suffix: str
) -> None:
    source = tmp_path / ("register" if suffix in ("folder", "csv") else f"people.{suffix}")
    assert run("convert", sound, source).status == 0
    assert people(compare, source) == people(compare, sound)


def test_json_has_what_the_core_says_and_the_core_s_own_table(compare: Run, workbook: Path) -> None:
    found = json.loads(compare(workbook, "--format", "json", "-o", "-").out)
    assert (found["as_of"], found["policy_a"], found["policy_b"]) == (sample.AS_OF, "lssc-faq", "our-state")
    keys = ["record", "a", "b", "clause", "gained", "lost", "fees_change_cents"]
    assert all(list(one) == keys for one in found["people"][:14])
    assert found["people"][14]["id"] == "p-015"
    assert [fault["code"] for fault in found["people"][14]["faults"]] == ["bad-date", "unknown-set"]
    assert [fault["code"] for fault in found["faults"]] == ["unknown-person"]
    assert found["table"]["records"] == 14
    assert found["table"]["touched"] == sum(one.get("clause") is not None for one in found["people"])
    assert list(found["table"]) == list(lssc.ComparisonTable().to_dict())


def test_each_comparison_is_the_core_s(compare: Run, tmp_path: Path) -> None:
    record = {"id": "a", "certified_on": "2022-10-15"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    catalog = lssc.Catalog.from_json(sample.CATALOG.read_bytes())
    by: dict[str, Any] = {"policy_a": "lssc-faq", "policy_b": OVERLAY, "as_of": sample.AS_OF}
    expected = lssc.compare(record, catalog=catalog, **by)
    assert people(compare, tmp_path / "a.jsonl") == [expected.to_dict()]
    assert expected.lost is lssc.Standing.RENEWABLE


def test_csv_has_a_row_a_person_touched_or_not(compare: Run, workbook: Path) -> None:
    found = rows(compare, workbook)
    assert [row["id"] for row in found] == [f"p-{number:03}" for number in range(1, 16)]
    kofi, chloe, owen, priya = found[9], found[2], found[13], found[14]
    assert [kofi[key] for key in ("name", "status_a", "status_b", "gained", "lost")] == [
        "Kofi Mensah",
        "grace",
        "lapsed",
        "",
        "renewable",
    ]
    # Not a number that a spreadsheet program would shorten to 4.1.
    assert (kofi["clause"], kofi["clause_is_about"]) == ("RULES 4.10", "the renewal window")
    assert (chloe["clause"], chloe["fees_change_usd"]) == ("", "0.00")
    assert (owen["fees_a_usd"], owen["fees_b_usd"], owen["fees_change_usd"]) == ("325.00", "345.00", "20.00")
    assert "[bad-date]" in priya["faults"]
    assert priya["status_a"] == priya["clause"] == ""


def test_with_the_policies_exchanged_who_lost_gains(run: Run, sound: Path, state: Path) -> None:
    by = ("--as-of", sample.AS_OF, "--catalog", sample.CATALOG)
    ran = run("compare", sound, "--policy", state, "--policy", "lssc-faq", *by)
    text = " ".join(ran.out.split())
    assert "3 gain and 0 lose by it; all fees together change by -$20.00" in text
    assert "Lapsed → Grace period; gains a" in text
    assert "-$20.00 1 person with lower fees" in text


def test_the_terminal_says_whom_and_why(compare: Run, workbook: Path) -> None:
    ran = compare(workbook)
    text = " ".join(ran.out.split())
    for said in (
        "register.xlsx, as of 2026-11-22, A lssc-faq, B our-state",
        "eligibility.experience_hours 1820 → 2000",
        "2 Grace period → Lapsed",
        "2 Certified, as before",
        "4.10 the renewal window",
        "+$20.00 1 person with higher fees",
        "Ben Sorensen (p-002)",
        "loses a place in the",
    ):
        assert said in text
    assert ran.err.endswith("14 people compared, 1 not; 3 faults\n")
    assert "the change touches" not in ran.err


@pytest.mark.parametrize("columns", [40, 60, 80, 110, 160])
def test_every_width_has_everything(
    compare: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    from lssc.cli import parts

    monkeypatch.setattr(parts, "_PLAIN_WIDTH", columns)
    ran = compare(workbook)
    assert max(map(len, ran.out.splitlines())) <= columns
    assert ("A \\ B" in ran.out) == (columns > 120)
    for said in ("Undetermined", "4.10", "p-009", "+$20.00"):
        assert said in ran.out


def test_a_long_list_is_cut_short_and_counted(compare: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"p-{at}", "certified_on": "2022-10-15"}) for at in range(31)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), "utf-8")
    ran = compare(tmp_path / "many.jsonl")
    assert "p-19 " in ran.out
    assert "p-20 " not in ran.out
    assert "... and 11 more; a report (-o) has them all" in ran.out


def test_two_policies_that_say_the_same_touch_nobody(run: Run, sound: Path) -> None:
    ran = run("compare", sound, "--policy", "lssc-faq", "--policy", "lssc-faq", "--as-of", sample.AS_OF)
    assert ran.status == 0
    text = " ".join(ran.out.split())
    assert "touches 0 of 15 people" in text
    assert "A and B say the same" in text
    assert "fees the same for everybody" in text
    assert "clauses" not in text


def test_nobody_can_be_compared_too(compare: Run, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(b"")
    said = compare(tmp_path / "none.jsonl").out
    assert "touches 0 of 0 people" in said
    assert "  fees  " not in said
    text = page(compare, tmp_path / "none.jsonl", tmp_path)
    assert "There is nobody to compare." in text
    assert "<svg" not in text
    assert parsed(text).open == []
    assert json.loads(compare(tmp_path / "none.jsonl", "--format", "json", "-o", "-").out)["people"] == []


def test_the_page_is_whole_and_loads_and_runs_nothing(compare: Run, workbook: Path, tmp_path: Path) -> None:
    text = page(compare, workbook, tmp_path)
    found = parsed(text)
    assert (found.open, found.loads) == ([], [])
    assert not re.search(r"https?:|url\(|@import|//[a-z]|<script", text)
    assert len(set(found.ids)) == len(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_the_page_has_everybody_who_is_touched_and_why(compare: Run, workbook: Path, tmp_path: Path) -> None:
    text = page(compare, workbook, tmp_path)
    for row in rows(compare, workbook):
        touched = f'<bdi class="id">{row["id"]}</bdi>' in text
        assert touched == bool(row["clause"])
    for said in (
        "Eligible → Ineligible",
        "loses a certification to renew",
        "4.3 work in libraries",
        "+$20.00",
        "<code>renewal.grace_months</code>",
        "<code>bad-date</code>",
        "<code>unknown-person</code>",
    ):
        assert said in text


def test_the_picture_has_words_and_the_table_beside_it_its_numbers(
    compare: Run, workbook: Path, tmp_path: Path
) -> None:
    text = page(compare, workbook, tmp_path)
    assert re.search(r'<svg [^>]*role="img" aria-labelledby="flow-t flow-d"', text)
    assert '<title id="flow-t">' in text
    assert '<desc id="flow-d">' in text
    bands = re.findall(r'<path class="(\w+)" d="[^"]+"><title>([^<]+)</title></path>', text)
    assert ("lose", "Grace period → Lapsed: 2 people") in bands
    assert ("same", "Ineligible, as before: 2 people") in bands
    table = text[text.index('class="numbers statuses"') :]
    assert re.search(r'<th scope="row">Grace period</th>.*<td class="n lose">2</td>', table)


def test_everything_of_the_register_and_of_the_policies_is_escaped(
    run: Run, tmp_path: Path, state: Path
) -> None:
    bad = "<script>alert(1)</script>"
    state.write_text(json.dumps(OVERLAY | {"id": bad, "title": bad}), "utf-8")
    tables = {"people": [["id", "name", "certified_on"], [bad, bad, "2022-10-15"], ["<b>", "x", bad]]}
    register = sample.write_folder(tmp_path / "r", tables)
    run("compare", register, "--policy", "lssc-faq", "--policy", state, "--as-of", sample.AS_OF,
        "-o", tmp_path / "r.html")  # fmt: skip
    text = (tmp_path / "r.html").read_text("utf-8")
    assert "alert(1)" in text
    assert "<script" not in text
    assert "<b>&" not in text


def test_no_text_becomes_a_formula(compare: Run, tmp_path: Path) -> None:
    import zipfile

    register = sample.write_folder(tmp_path / "r", {"people": [["id", "name"], ["a", "'=1+1"]]})
    assert rows(compare, register)[0]["name"] == "'=1+1"
    compare(register, "-o", tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert not [part for part in archive.namelist() if b"<f>" in archive.read(part)]


def test_the_page_lists_the_first_and_says_what_is_left_out(
    compare: Run, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lssc.cli.comparing import htmlreport

    monkeypatch.setattr(htmlreport, "MOST_LISTED", 1)
    monkeypatch.setattr(htmlreport, "MOST_FAULTS", 2)
    text = page(compare, workbook, tmp_path)
    assert "Who loses: 3 people" in text
    assert "The first 1 in the order of the register; 2 more are left out here." in text
    assert "p-009" not in text
    assert "3 faults in the register" in text
    assert "And 1 more, which" in text
    assert sum(row["lost"] != "" for row in rows(compare, workbook)) == 3


def test_the_workbook_has_everybody_and_what_all_come_to(
    compare: Run, workbook: Path, tmp_path: Path
) -> None:
    import fastexcel

    compare(workbook, "-o", tmp_path / "r.xlsx")
    book = fastexcel.read_excel(tmp_path / "r.xlsx")

    def sheet(name: str) -> list[dict[str, Any]]:
        return book.load_sheet(name).to_polars().to_dicts()

    assert book.sheet_names == ["summary", "statuses", "clauses", "policies", "people", "faults"]
    assert len(sheet("people")) == 15
    assert {row["what"]: row["value"] for row in sheet("summary")}["touched by the change"] == "9"
    grace = next(row for row in sheet("statuses") if row["A \\ B"] == "grace")
    assert (grace["lapsed"], grace["grace"]) == (2, None)
    assert [row["clause"] for row in sheet("clauses")] == ["RULES 4.3", "RULES 4.10"]
    assert [row["parameter"] for row in sheet("policies")] == [
        "eligibility.experience_hours",
        "renewal.grace_months",
        "renewal.contact_hours",
        "fees.renewal_cents",
    ]
    assert len(sheet("faults")) == 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Missing option '--policy'"),
        (("--policy", "lssc-faq"), "two policies are compared; give --policy twice"),
        (("--policy", "lssc-faq") * 3, "two policies are compared; give --policy twice"),
        (("--policy", "lssc-faq", "--policy", "lssc-1999"), "[unknown-policy]"),
        (("--policy", "lssc-faq") * 2 + ("--format", "csv"), "name one with -o, or leave it out"),
        (("--policy", "lssc-faq") * 2 + ("-o", "r.txt"), "let it end in .html, .xlsx, .csv or .json"),
        (
            ("--policy", "lssc-faq") * 2 + ("-o", "-", "--format", "html"),
            "standard output takes csv and json",
        ),
    ],
)
def test_wrong_usage_gives_status_2(run: Run, sound: Path, options: tuple[str, ...], said: str) -> None:
    ran = run("compare", sound, "--as-of", sample.AS_OF, *options)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_an_output_is_never_an_input(compare: Run, sound: Path, state: Path) -> None:
    for path, written_as in ((sound, "xlsx"), (state, "json")):
        ran = compare(sound, "-o", path, "--format", written_as)
        assert ran.status == 2
        assert "is an input, or would be one" in ran.err


def test_the_day_is_held_against_the_core(run: Run, sound: Path) -> None:
    ran = run("compare", sound, *("--policy", "lssc-faq") * 2, "--as-of", "2026-02-30")
    assert ran.status == 2
    assert "--as-of: [bad-date]" in ran.err


def test_every_clause_has_words() -> None:
    from lssc.cli.comparing.phrases import CLAUSE, STANDING

    table = lssc.ComparisonTable()
    assert [table.first_differs(number) for number in CLAUSE] == [0] * 13
    assert set(STANDING) == set(lssc.Standing)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_that_cannot_be_finished_leaves_what_was_there(
    compare: Run, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    from lssc.cli.comparing.whole import Whole

    def fails(_: Whole, __: object) -> None:
        raise KeyboardInterrupt

    report = tmp_path / f"r.{suffix}"
    report.write_text("as before", "utf-8")
    monkeypatch.setattr(Whole, "add", fails)
    assert compare(workbook, "-o", report).status == 130
    assert report.read_text("utf-8") == "as before"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        {"our-state.json", workbook.name, report.name}
    )
