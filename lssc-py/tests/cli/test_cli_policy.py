"""`lssc policy check`: faults, changes and remarks, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lssc
import pytest

from cli.running import Run

LONG_GRACE = {"renewal": {"grace_months": 60}}


def write(tmp_path: Path, **changes: Any) -> Path:
    """Writes an overlay over `lssc-faq`."""
    file = tmp_path / "our-state.json"
    file.write_text(json.dumps({"extends": "lssc-faq", "id": "our-state", **changes}, indent=1), "utf-8")
    return file


def test_a_remark_has_its_kind_its_parameters_and_a_person(run: Run, tmp_path: Path) -> None:
    ran = run("policy", "check", write(tmp_path, renewal={"grace_months": 0}))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "our-state is fine; it changes 1 parameter of lssc-faq",
        "  renewal.grace_months: 2 -> 0",
        "",
        "No effect: other values would decide the same of everybody",
        "  grace-terms-without-grace (RULES 4.10): there are no months of grace, so it does not matter which "
        "terms have them",
        "    by       renewal.grace_months 0; renewal.grace_terms initial",
        "    example  certified 2020-06-15; renewed 2024-06-15; activities not answered",
        "    then     2028-06-16: Lapsed: certified on 2020-06-15; term 2 ended on 2028-06-15",
        "    same by  renewal.grace_terms every",
        "    help     give months of grace, or leave this parameter as the base has it",
        "",
        "1 remark; a remark is no fault",
    ]


def test_remarks_stand_under_their_kinds_in_order(run: Run, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        renewal={"min_activity_hours": 1200, "grace_months": 60},
        eligibility={"experience_hours": 0},
    )
    lines = run("policy", "check", file).out.splitlines()
    kinds = [
        line.split(":")[0] for line in lines if line.startswith(("Impossible", "No effect", "Surprising"))
    ]
    assert kinds == ["Impossible", "No effect", "Surprising"]
    codes = [
        line.split()[0] for line in lines if line.startswith("  ") and "(RULES " in line and line[2] != " "
    ]
    assert codes == [str(remark.code) for remark in lssc.Policy.from_json(file.read_bytes()).remarks]
    assert codes[0] == "unit-never-counts"


def test_a_remark_alone_is_no_fault_unless_told_to_be(run: Run, tmp_path: Path) -> None:
    odd = write(tmp_path, **LONG_GRACE)
    assert run("policy", "check", odd).status == 0
    assert run("policy", "check", odd, "--strict").status == 1
    fine = write(tmp_path, renewal={"grace_months": 3})
    assert run("policy", "check", fine, "--strict").status == 0


def test_an_empty_list_is_none(run: Run, tmp_path: Path) -> None:
    changed = run("policy", "check", write(tmp_path, completion={"electives": [], "electives_needed": 0})).out
    assert changed.splitlines()[1].endswith(" -> none")


def test_a_shipped_policy_is_checked_by_its_name(run: Run) -> None:
    assert run("policy", "check", "lssc-faq").out == "lssc-faq is fine; it changes 0 parameters of lssc-faq\n"
    assert run("policy", "check", "lssc-faq", "--strict").status == 0
    assert "1 remark; a remark is no fault" in run("policy", "check", "lssc-2019").out
    ran = run("policy", "check", "lssc-1999")
    assert (ran.status, ran.out) == (2, "")
    assert "[unknown-policy]" in ran.err
    assert "--policy" not in ran.err, "an argument, not an option, was given"


def test_a_program_reads_all_of_it_and_can_assess_the_example(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, renewal={"grace_months": 0})
    ran = run("policy", "check", file, "--json")
    assert ran.status == 0
    found = json.loads(ran.out)
    assert list(found) == ["policy", "faults", "changes", "remarks"]
    assert (found["policy"], found["faults"]) == ("our-state", [])
    assert found["changes"] == [{"name": "renewal.grace_months", "base": 2, "value": 0}]
    (remark,) = found["remarks"]
    keys = ["code", "kind", "parameters", "message", "help", "clause", "example", "otherwise"]
    assert list(remark) == keys
    assert (remark["kind"], remark["clause"]) == ("no-effect", "4.10")
    example = remark["example"]
    stands = [
        lssc.assess(
            example["record"], as_of=example["as_of"], catalog=example["catalog"], policy=policy
        ).status
        for policy in (json.loads(file.read_text("utf-8")), remark["otherwise"])
    ]
    assert stands == [lssc.Status.LAPSED, lssc.Status.LAPSED]


def test_a_program_reads_faults_with_their_places(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, renewal={"grace_months": 101, "grace_term": "every"})
    ran = run("policy", "check", file, "--json")
    assert ran.status == 1
    found = json.loads(ran.out)
    assert (found["policy"], found["changes"], found["remarks"]) == (None, [], [])
    assert [(fault["path"], fault["code"]) for fault in found["faults"]] == [
        ("/renewal/grace_months", "out-of-range"),
        ("/renewal/grace_term", "unknown-key"),
    ]
    assert all(f"{file}, line " in fault["place"] for fault in found["faults"])


def test_what_comes_from_a_file_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "our-state.json"
    policy = {"extends": "lssc-faq", "id": "our\u202estate", **LONG_GRACE}
    file.write_text(json.dumps(policy), "utf-8")
    shown = run("policy", "check", file).out
    assert "\u202e" not in shown
    assert "our\\u202estate" in shown


EVERY: dict[str, dict[str, Any]] = {
    "experience-beyond-a-record": {"eligibility": {"experience_hours": 100000, "experience_years": 0}},
    "no-activity-counts": {
        "renewal": {
            "min_activity_hours": 1001,
            "unit_hours": {"semester-credit": 1, "quarter-credit": 1, "conference-day": 1},
        }
    },
    "unit-never-counts": {"renewal": {"min_activity_hours": 1001}},
    "no-experience-asked-for": {"eligibility": {"experience_hours": 0}},
    "electives-not-needed": {"completion": {"electives_needed": 0}},
    "every-elective-needed": {"completion": {"electives_needed": 7}},
    "portfolio-route-never-closes": {"credit": {"last_portfolio_on": "2199-12-31"}},
    "grace-terms-without-grace": {"renewal": {"grace_months": 0}},
    "hours-from-without-early-renewals": {"renewal": {"opens_months_before": 0, "hours_from": "term"}},
    "no-hours-asked-for": {"renewal": {"contact_hours": 0, "technology_hours": 0}},
    "hours-below-the-least": {"renewal": {"min_activity_hours": 5}},
    "least-without-effect": {"renewal": {"min_activity_hours": 0.01}},
    "same-as-shipped": {},
    "everybody-eligible": {
        "eligibility": {"high_school": False, "support_position": False, "experience_hours": 0}
    },
    "experience-beyond-the-clock": {"eligibility": {"experience_hours": 100000}},
    "experience-of-one-day": {"eligibility": {"experience_hours": 8, "experience_years": 0}},
    "candidacy-of-one-day": {"candidacy": {"years": 0}},
    "later-work-displaces": {"candidacy": {"measured_by": "done"}},
    "set-left-out": {"completion": {"electives": [], "electives_needed": 0}},
    "approval-ends-at-once": {"credit": {"course_approval_years": 0}},
    "portfolio-charged-in-vain": {"credit": {"last_portfolio_on": "2024-12-31"}},
    "renewal-on-one-day": {"renewal": {"opens_months_before": 0}},
    "windows-overlap": {"renewal": {"grace_months": 36}},
    "term-over-when-renewed": LONG_GRACE,
    "contact-hours-beyond-the-clock": {"certification": {"years": 2}, "renewal": {"contact_hours": 100000}},
    "technology-is-everything": {"renewal": {"technology_hours": 32}},
    "technology-without-the-set": {
        "completion": {"required": ["youth-services"], "electives": [], "electives_needed": 0}
    },
    "hours-lost-between-terms": {"renewal": {"hours_from": "term"}},
    "unit-worth-nothing": {"renewal": {"unit_hours": {"conference-day": 0}}},
    "unit-too-small-alone": {"renewal": {"min_activity_hours": 7}},
    "member-pays-more": {"fees": {"portfolio_cents": {"member": 5, "non_member": 4}}},
    "membership-changes-no-price": {
        "fees": {kind: {"member": 1, "non_member": 1} for kind in ("application_cents", "portfolio_cents")}
    },
}


def test_the_table_has_every_code() -> None:
    assert list(EVERY) == [str(code) for code in lssc.RemarkCode]


@pytest.mark.parametrize("code", EVERY)
def test_every_kind_of_person_is_told_in_a_few_short_words(run: Run, tmp_path: Path, code: str) -> None:
    lines = run("policy", "check", write(tmp_path, **EVERY[code])).out.splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith(f"  {code}"))
    about = lines[at + 1 : at + 6]
    person = next(line for line in about if line.startswith("    example  "))
    then = next(line for line in about if line.startswith("    then     "))
    assert 20 < len(person) < 300
    assert 20 < len(then) < 300
    assert "{" not in person + then
