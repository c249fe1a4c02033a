"""`lssc plan`: what it costs to complete what is missing, for a person and for a register."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from cli import sample
from cli.running import Run

APPROVALS = [
    {"id": "a-1", "set": "technology", "courses": ["t-1"], "title": "Technology", "provider": "A College"},
    {"id": "a-2", "set": "access-services", "courses": ["x-1", "x-2"]},
    {"id": "=a-3", "set": "youth-services", "courses": ["y-1"], "title": "Youth"},
]
PRICES = (4500, 5500, 10)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Courses with prices: cheap, cheaper than a non-member's portfolio alone, and very cheap."""
    approvals = [
        approval | {"approved_on": "2024-01-01", "price_cents": price}
        for approval, price in zip(APPROVALS, PRICES, strict=True)
    ]
    (tmp_path / "catalog.json").write_text(json.dumps({"approvals": approvals}), "utf-8")
    return tmp_path / "catalog.json"


@pytest.fixture
def person(tmp_path: Path) -> Path:
    """Somebody who has nothing yet."""
    (tmp_path / "ada.json").write_text('{"id": "ada", "admitted_on": "2026-01-15"}', "utf-8")
    return tmp_path / "ada.json"


UNANSWERED = (
    "not answered courses, portfolios and degrees: what is there counts as missing, and the sum may be less"
)


def flat(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_a_plan_has_items_totals_and_what_membership_saves(run: Run, person: Path, catalog: Path) -> None:
    ran = run("plan", person, "--as-of", sample.AS_OF, "--catalog", catalog)
    assert flat(ran.out) == [
        "ada, as of 2026-11-22, by lssc-faq",
        "6 sets to buy: the cheapest way to complete what is missing",
        "needed Foundations of Library Services, Communication and Teamwork and Technology",
        "3 of these 7 electives: Access Services, Adult Readers' Advisory Services, Cataloging and",
        "Classification, Collection Management, Reference and Information Services, Supervision and",
        "Management, Youth Services",
        "non-member $60.00 Foundations of Library Services portfolio",
        "$60.00 Communication and Teamwork portfolio",
        "$45.00 Technology course, Technology (A College)",
        "$0.10 Youth Services course, Youth",
        "$55.00 Access Services courses, x-1, x-2",
        "$60.00 Adult Readers' Advisory Services portfolio",
        "$280.10 in all",
        "member $50.00 Foundations of Library Services portfolio",
        "$50.00 Communication and Teamwork portfolio",
        "$45.00 Technology course, Technology (A College)",
        "$0.10 Youth Services course, Youth",
        "$50.00 Access Services portfolio",
        "$50.00 Adult Readers' Advisory Services portfolio",
        "$245.10 in all",
        "membership saves $35.00",
        UNANSWERED,
    ]
    assert (ran.status, ran.err) == (0, "")


def test_a_plan_names_what_nothing_on_offer_gives(run: Run, person: Path, catalog: Path) -> None:
    by = ("--as-of", sample.AS_OF, "--catalog", catalog, "--policy", "lssc-2019")
    lines = flat(run("plan", person, *by).out)
    assert lines[1] == "3 sets to buy: more is missing, and nothing on offer gives it"
    assert "membership saves nothing" in lines
    assert lines[lines.index("not on offer Foundations of Library Services") + 1 :] == [
        "Communication and Teamwork",
        "1 of these 5 electives:",
        "Adult Readers' Advisory Services",
        "Cataloging and Classification",
        "Collection Management",
        "Reference and Information Services",
        "Supervision and Management",
        UNANSWERED,
    ]


def test_a_table_says_how_many_of_the_electives_that_are_not_on_offer_are_needed(
    run: Run, person: Path, catalog: Path
) -> None:
    by = ("--as-of", sample.AS_OF, "--catalog", catalog, "--policy", "lssc-2019")
    ran = run("plan", person, *by, "-o", "-", "--format", "csv")
    assert rows(ran.out)[0]["not_on_offer"] == (
        "foundations-of-library-services; communication-and-teamwork; 1 of these 5 electives: "
        "adult-readers-advisory-services, cataloging-and-classification, collection-management, "
        "reference-and-information-services, supervision-and-management"
    )
    assert rows(ran.out)[0]["not_answered"] == "courses; portfolios; degrees"
    said = "what is there counts as missing, and the sum may be less"
    assert f"note: courses, portfolios or degrees of 1 person are not answered: {said}\n" in ran.err


@pytest.mark.parametrize(
    ("needed", "count", "said"),
    [(1, 1, "this elective"), (3, 3, "all of these 3 electives"), (2, 5, "2 of these 5 electives")],
)
def test_how_many_of_which_is_said_in_few_words(needed: int, count: int, said: str) -> None:
    from lssc.cli.planning import of_these

    assert of_these(needed, count) == said


def test_credits_leave_fewer_electives_to_choose_from(run: Run, tmp_path: Path) -> None:
    portfolios = [
        {
            "set": "youth-services",
            "submitted_on": "2026-02-01",
            "outcome": "achieved",
            "evaluated_on": "2026-03-01",
        }
    ]
    record = {
        "id": "ada",
        "admitted_on": "2026-01-15",
        "courses": [],
        "portfolios": portfolios,
        "degrees": [],
    }
    (tmp_path / "ada.json").write_text(json.dumps(record), "utf-8")
    text = " ".join(run("plan", tmp_path / "ada.json", "--as-of", sample.AS_OF).out.split())
    assert "2 of these 6 electives: Access Services," in text
    assert "not answered" not in text


def test_without_a_catalog_nothing_is_approved_and_it_says_so(run: Run, person: Path, sound: Path) -> None:
    said = "note: nothing is approved without a catalog (--catalog): no course or degree counts"
    assert said in run("plan", person, "--as-of", sample.AS_OF).err
    assert said in run("plan", sound, "--as-of", sample.AS_OF, "-o", "-", "--format", "csv").err


def test_approvals_without_a_price_are_left_out_and_named(run: Run, person: Path, catalog: Path) -> None:
    by = ("--as-of", sample.AS_OF, "--catalog", catalog)
    given = json.loads(catalog.read_text("utf-8"))
    del given["approvals"][0]["price_cents"]
    catalog.write_text(json.dumps(given), "utf-8")
    said = "is left out, since the catalog gives no price"
    assert run("plan", person, *by).err == f"note: 1 approval {said}: `a-1`\n"
    ran = run("plan", person, "--as-of", sample.AS_OF, "--catalog", sample.CATALOG)
    assert "approvals are left out, since the catalog gives no price: `" in ran.err
    assert " more\n" in ran.err


def test_members_may_pay_more(run: Run, person: Path, tmp_path: Path) -> None:
    fees = {"portfolio_cents": {"member": 6000, "non_member": 5000}}
    (tmp_path / "ours.json").write_text(
        json.dumps({"extends": "lssc-faq", "id": "ours", "fees": fees}), "utf-8"
    )
    lines = flat(run("plan", person, "--as-of", sample.AS_OF, "--policy", tmp_path / "ours.json").out)
    assert lines[-2:] == ["membership costs $60.00 more", UNANSWERED]


def test_somebody_who_has_everything_needs_no_plan(run: Run, sound: Path) -> None:
    ran = run("plan", sound, "--id", "p-010", "--as-of", sample.AS_OF, "--catalog", sample.CATALOG)
    assert flat(ran.out) == [
        "Kofi Mensah (p-010), as of 2026-11-22, by lssc-faq",
        "Nothing is missing: there is nothing to buy",
    ]
    assert "approval" not in ran.err


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        ((), 2, "holds 15 people; say for whom to plan with --id, or write everybody's plan with -o"),
        (("--id", "P-008"), 2, "nobody in register.xlsx has the id `P-008`; did you mean `p-008`?"),
        (("--id", "nobody"), 2, "nobody in register.xlsx has the id `nobody`"),
        (("--id", "p-015"), 1, "no plan for p-015: correct the faults"),
        (("-o", "plans.pdf"), 2, "let it end in .xlsx, .csv or .jsonl, or add --format"),
        (("-o", "-", "--format", "xlsx"), 2, "standard output takes csv and jsonl; give xlsx a file"),
        (("-o", "register.xlsx"), 2, "is an input, or would be one; name another output"),
    ],
)
def test_plan_says_why_it_plans_for_nobody(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], status: int, said: str
) -> None:
    monkeypatch.chdir(workbook.parent)
    ran = run("plan", workbook, "--as-of", sample.AS_OF, *more)
    assert said in ran.err
    assert (ran.status, ran.out) == (status, "")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def test_a_register_is_a_row_a_person(run: Run, sound: Path, catalog: Path) -> None:
    by = ("--as-of", sample.AS_OF, "--catalog", catalog)
    ran = run("plan", sound, *by, "-o", "-", "--format", "csv")
    assert ran.status == 0
    assert ran.err.splitlines()[-1] == "15 people planned for"
    found = {row["id"]: row for row in rows(ran.out)}
    assert len(found) == 15
    assert found["p-001"] == {
        "id": "p-001",
        "name": "Amara Okafor",
        "non_member_usd": "280.10",
        "member_usd": "245.10",
        "membership_saves_usd": "35.00",
        "non_member_buys": "foundations-of-library-services: portfolio; "
        "communication-and-teamwork: portfolio; technology: a-1; youth-services: =a-3; access-services: a-2; "
        "adult-readers-advisory-services: portfolio",
        "member_buys": "foundations-of-library-services: portfolio; communication-and-teamwork: portfolio; "
        "technology: a-1; youth-services: =a-3; access-services: portfolio; "
        "adult-readers-advisory-services: portfolio",
        "not_on_offer": "",
        "not_answered": "",
        "faults": "",
    }


def test_people_with_faults_have_no_plan_and_the_others_do(run: Run, workbook: Path) -> None:
    ran = run("plan", workbook, "--as-of", sample.AS_OF, "-o", "-", "--format", "csv")
    assert ran.status == 1
    assert ran.err.splitlines()[-1] == "14 people planned for, 1 not; 3 faults"
    last = rows(ran.out.replace("\n", " ").replace("\r ", "\r\n"))[-1]
    assert last["id"] == "p-015"
    assert last["member_usd"] == ""
    assert "[bad-date]" in last["faults"]


def test_json_lines_have_the_plans_as_the_wire_has_them(run: Run, workbook: Path) -> None:
    ran = run("plan", workbook, "--as-of", sample.AS_OF, "-o", "-", "--format", "jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert len(lines) == 16
    assert lines[0]["record"] == "p-001"
    assert list(lines[0]["plan"]) == ["as_non_member", "as_member", "membership_saves_cents", "unavailable"]
    assert lines[0]["plan"]["as_member"]["total_cents"] == 30000
    assert [fault["code"] for fault in lines[14]["faults"]] == ["bad-date", "unknown-set"]
    assert [fault["code"] for fault in lines[15]["faults"]] == ["unknown-person"]


def test_the_workbook_has_people_items_and_faults(
    run: Run, workbook: Path, catalog: Path, tmp_path: Path
) -> None:
    import fastexcel

    by = ("--as-of", sample.AS_OF, "--catalog", catalog)
    assert run("plan", workbook, *by, "-o", tmp_path / "plans.xlsx").status == 1
    book = fastexcel.read_excel(tmp_path / "plans.xlsx")
    assert book.sheet_names == ["people", "items", "faults"]
    people = book.load_sheet("people").to_polars()
    assert people.height == 15
    assert people["member_usd"].to_list()[0] == 245.1
    items = book.load_sheet("items").to_polars()
    first = items.filter(items["id"] == "p-001")
    assert first.height == 12
    assert first["approval"].drop_nulls().to_list() == ["a-1", "=a-3", "a-2", "a-1", "=a-3"]
    assert book.load_sheet("faults").to_polars()["code"].to_list() == [
        "bad-date",
        "unknown-set",
        "unknown-person",
    ]


def test_one_person_of_a_register_may_be_a_table_too(run: Run, sound: Path) -> None:
    ran = run("plan", sound, "--id", "p-007", "--as-of", sample.AS_OF, "-o", "-", "--format", "csv")
    assert [row["id"] for row in rows(ran.out)] == ["p-007"]
    assert ran.err.splitlines()[-1] == "1 person planned for"
