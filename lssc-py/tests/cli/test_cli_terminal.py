"""`lssc check`, `lssc show` and `lssc policy`: what they say in the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli import sample
from cli.running import Ran, Run

SHOWN = ("--as-of", sample.AS_OF, "--catalog", sample.CATALOG)


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    """An overlay as a state might have it."""
    path = tmp_path / "our-state.json"
    text = '{\n  "extends": "lssc-faq",\n  "id": "our-state",\n  "renewal": {"contact_hours": 40}\n}\n'
    path.write_text(text, "utf-8")
    return path


def test_check_says_how_many_are_fine(run: Run, workbook: Path, sound: Path) -> None:
    ran = run("check", workbook)
    assert ran.out.splitlines()[-1] == "14 people fine, 1 with faults; 3 faults"
    assert len(ran.out.splitlines()) == sample.FAULTS + 1
    assert run("check", sound).out == "15 people fine\n"


def test_show_has_the_status_and_every_reason_with_its_source(run: Run, workbook: Path) -> None:
    ran = run("show", workbook, "--id", "p-010", *SHOWN)
    text = " ".join(ran.out.split())
    for said in (
        "Kofi Mensah (p-010)",
        "Grace period: certified on 2022-10-03; term 1 ended on 2026-10-03",
        "2026-12-03 in 11 days last day to renew, at the end of grace",
        "31.5 of 32 contact hours between 2022-10-03 and 2026-11-22; 0.5 missing",
        "missing (FAQ 19, policy page, RULES 4.11)",
        "course, Communication, Teamwork and Decisionmaking (Fresno Pacific University)",
        "7,125.71 of 1,820",
        "2026-10-03 term ends",
        "$325.00 2021-06-07 application member",
    ):
        assert said in text
    assert "\x1b" not in ran.out


def test_show_names_the_register_s_faults_and_notes_since_they_may_be_about_this_person(
    run: Run, workbook: Path, sound: Path
) -> None:
    ran = run("show", workbook, "--id", "p-010", *SHOWN)
    assert "sheet courses, row 26, column A (id): [unknown-person]" in ran.err
    assert "note: " in ran.err
    assert ran.out
    assert ran.status == 1
    assert run("show", sound, "--id", "p-010", *SHOWN).status == 0


@pytest.mark.parametrize(
    ("record", "as_of", "said"),
    [
        ({"certified_on": "2012-10-15"}, "2016-10-15", "term 1 ends on 2016-10-15"),
        ({"certified_on": "2012-10-15"}, "2016-10-16", "term 1 ended on 2016-10-15"),
        ({"applied_on": "2024-06-30"}, "2024-07-01", "Applied: the application is in; time starts with the"),
    ],
)
def test_what_a_status_rests_on_follows_the_core(
    run: Run, tmp_path: Path, record: dict[str, str], as_of: str, said: str
) -> None:
    (tmp_path / "ada.json").write_text(json.dumps({"id": "ada"} | record), "utf-8")
    assert said in run("show", tmp_path / "ada.json", "--as-of", as_of).out


def test_show_says_nothing_of_an_approval_that_need_not_have_given_the_credit(
    run: Run, tmp_path: Path
) -> None:
    """Which approval did is a rule; two that are named alike leave nothing to guess."""
    old = {"id": "a-1", "set": "technology", "courses": ["lib-101"], "approved_on": "2010-01-01"}
    old |= {"expires_on": "2015-01-01", "title": "Old", "provider": "Gone College"}
    new = old | {"id": "a-2", "approved_on": "2019-01-01", "expires_on": "2099-01-01", "title": "New"}
    taken = [{"course": "lib-101", "completed_on": "2020-05-01"}]
    (tmp_path / "ada.json").write_text(
        json.dumps({"id": "ada", "admitted_on": "2024-01-01", "courses": taken}), "utf-8"
    )
    for approvals, said in (
        ([old, new], "course, lib-101"),
        ([old | {"title": "New"}, new], "course, New (Gone College)"),
    ):
        (tmp_path / "catalog.json").write_text(json.dumps({"approvals": approvals}), "utf-8")
        more = ("--as-of", "2025-01-01", "--catalog", tmp_path / "catalog.json")
        lines = run("show", tmp_path / "ada.json", *more).out.splitlines()
        assert [line.rstrip().endswith(said) for line in lines if "course, " in line] == [True]


def test_show_says_what_to_ask_and_what_is_missing(run: Run, workbook: Path) -> None:
    assert "position requires MLS" in run("show", workbook, "--id", "p-012", *SHOWN).out
    text = " ".join(run("show", workbook, "--id", "p-005", *SHOWN).out.split())
    assert "missing Technology missing 3 electives" in text


def test_show_adds_up_fees(run: Run, workbook: Path) -> None:
    assert "$445.00  in all" in run("show", workbook, "--id", "p-007", *SHOWN).out


def test_show_takes_a_file_of_one_record(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ada.json"
    path.write_text('{"id": "ada", "education": "college-degree"}', "utf-8")
    ran = run("show", path, "--as-of", sample.AS_OF)
    assert ran.out.startswith("ada, as of 2026-11-22, by lssc-faq\n  Undetermined:")


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        (("--id", "nobody"), 2, "nobody in register.xlsx has the id `nobody`"),
        ((), 2, "holds 15 people; say whom to show with --id"),
        (("--id", "p-015"), 1, "row 16, column F (admitted_on): [bad-date]"),
    ],
)
def test_show_says_why_it_shows_nobody(
    run: Run, workbook: Path, more: tuple[str, ...], status: int, said: str
) -> None:
    ran = run("show", workbook, *more, *SHOWN)
    assert said in ran.err
    assert (ran.status, ran.out) == (status, "")


def test_policy_show_has_values_sources_readings_and_changes(run: Run, policy_file: Path) -> None:
    plain = run("policy", "show").out
    assert plain.startswith("lssc-faq: ")
    assert "the hours are the test" in plain
    assert "policy page" in plain
    changed = run("policy", "show", policy_file).out
    assert "(lssc-faq: 32)" in changed
    assert run("policy", "show", "lssc-2019").status == 0


def test_policy_check_says_what_an_overlay_changes(run: Run, policy_file: Path) -> None:
    ran = run("policy", "check", policy_file)
    assert (
        ran.out
        == "our-state is fine; it changes 1 parameter of lssc-faq\n  renewal.contact_hours: 32 -> 40\n"
    )
    assert ran.status == 0


def test_policy_check_names_faults_by_line_and_column(run: Run, policy_file: Path) -> None:
    policy_file.write_text(policy_file.read_text("utf-8").replace("40", '"forty"'), "utf-8")
    ran = run("policy", "check", policy_file)
    assert ran.out.startswith(f"{policy_file}, line 4, column 32: [wrong-type]")
    assert ran.out.endswith("1 fault\n")
    assert ran.status == 1


def bad_usage(run: Run, workbook: Path, *options: object) -> Ran:
    ran = run("audit", workbook, "--as-of", sample.AS_OF, "-o", workbook.with_name("r.html"), *options)
    assert ran.status == 2
    assert not workbook.with_name("r.html").exists()
    return ran


def test_a_catalog_or_policy_with_faults_is_wrong_usage(run: Run, workbook: Path, policy_file: Path) -> None:
    policy_file.write_text(json.dumps({"extends": "lssc-faq", "id": "x", "renewals": {}}, indent=1), "utf-8")
    assert ": [unknown-key]" in bad_usage(run, workbook, "--policy", policy_file).err
    assert "line 1, column 1" not in bad_usage(run, workbook, "--policy", policy_file).err
    assert "[unknown-policy]" in bad_usage(run, workbook, "--policy", "lssc-1999").err
    catalog = policy_file.with_name("catalog.json")
    catalog.write_text('{\n "approvals": [{"id": 5}]\n}', "utf-8")
    assert (
        "catalog.json, line 2, column 23: [wrong-type]" in bad_usage(run, workbook, "--catalog", catalog).err
    )
