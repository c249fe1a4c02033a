"""The commands that ask further, and what `audit` says of contested people."""

from __future__ import annotations

import json
from pathlib import Path

from cli.running import Run

RENEWING = {
    "id": "p-001",
    "certified_on": "2022-12-15",
    "activities": [
        {"completed_on": "2025-01-02", "quantity": 30, "unit": "contact-hour", "sets": ["technology"]}
    ],
}
BY = ("--as-of", "2026-11-24")


def person(folder: Path, record: dict[str, object]) -> Path:
    path = folder / "person.json"
    path.write_text(json.dumps(record), "utf-8")
    return path


def test_why_names_the_facts_and_what_is_contested(run: Run, tmp_path: Path) -> None:
    path = person(tmp_path, {"id": "p-001", "certified_on": "2020-05-01"})
    found = run("why", path, "--as-of", "2024-05-01")
    assert found.status == 0
    first, *contested = found.out.splitlines()
    assert first == "p-001: renewal-open, because of /certified_on"
    assert contested == [
        f"  contested: with `certification.ends` as {answer} it is {status}, "
        f"opens_on {opens}, expires_on {expires}, last_day {last}"
        for answer, status, opens, expires, last in (
            ("day-before", "grace", "2023-04-30", "2024-04-30", "2024-06-30"),
            ("end-of-month", "renewal-open", "2023-05-31", "2024-05-31", "2024-07-31"),
        )
    ]


def test_why_says_what_is_in_the_way(run: Run, tmp_path: Path) -> None:
    path = person(tmp_path, RENEWING)
    found = run("why", path, *BY, "--goal", "renewable")
    assert "renewable by 2026-11-24: not reached" in found.out
    assert "(RULES 4.11)" in found.out
    asked = json.loads(run("why", path, *BY, "--goal", "renewable", "--json").out)
    assert [each["reason"] for each in asked["why_not"]] == ["contact-hours"]


def test_repair_says_the_least_to_do(run: Run, tmp_path: Path) -> None:
    path = person(tmp_path, RENEWING)
    found = run("repair", path, *BY, "--goal", "renewable", "--by", "2026-12-15")
    assert found.status == 0
    assert "2026-12-15" in found.out
    asked = json.loads(run("repair", path, *BY, "--goal", "renewable", "--by", "2026-12-15", "--json").out)
    assert asked["repair"]["parts"][0]["options"][0]["hours"] == 2
    wrong = run("repair", path, *BY, "--goal", "renewable", "--by", "2026-01-15")
    assert wrong.status != 0
    assert "--by" in wrong.err


def test_what_nothing_mends_in_time_is_out_of_reach(run: Run, tmp_path: Path) -> None:
    path = person(tmp_path, {"id": "p-001", "certified_on": "2022-12-15", "activities": []})
    found = run("repair", path, "--as-of", "2024-01-02", "--goal", "renewable", "--by", "2024-03-01")
    assert found.out.splitlines()[0] == "p-001: renewable by 2024-03-01, out of reach"
    assert "(RULES 4.10)" in found.out


def test_a_decision_is_kept_and_verified(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "decision.json"
    assert run("decide", person(tmp_path, RENEWING), *BY, "-o", kept).status == 0
    assert run("verify", kept).out == "it holds\n"
    altered = kept.read_text("utf-8").replace('"status":"renewal-open"', '"status":"lapsed"')
    kept.write_text(altered, "utf-8")
    found = run("verify", kept)
    assert found.status == 1
    assert '/status: kept "lapsed", now "renewal-open"' in found.out


def test_a_draw_names_the_people_by_score(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "people.jsonl"
    register.write_text("".join(f'{{"id":"{each}"}}\n' for each in "abcd"), "utf-8")
    found = run("audit-sample", register, "--seed", "2024-06-30", "--rate", "260")
    assert [line.split()[0] for line in found.out.splitlines()] == ["c", "d"]
    assert run("audit-sample", register, "--seed", "s", "--rate", "1001").status != 0


def test_an_audit_names_who_is_contested_and_what_to_ask(run: Run, tmp_path: Path) -> None:
    register = tmp_path / "people.jsonl"
    register.write_text('{"id":"a","certified_on":"2020-05-01"}\n{"id":"b"}\n', "utf-8")
    found = run("audit", register, "--as-of", "2024-05-01", "-o", tmp_path / "report.csv")
    assert "note: contested, since the sources can be read otherwise: a\n" in found.err
    assert "(`certification.ends`: 1 person)" in found.err
