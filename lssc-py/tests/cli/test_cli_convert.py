"""`lssc convert` and `lssc template`: nothing is lost on the way."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import lssc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lssc.cli.app import run as run_command
from lssc.cli.assessing import checked
from lssc.cli.registers.opening import open_register

from cli import sample
from cli.running import Run

FORMATS = ("r.xlsx", "r", "r.parquet", "r.jsonl")


def people(path: Path) -> list[lssc.Record | None]:
    return [record for _, record, _ in checked(open_register(path))]


def office(path: Path) -> list[dict[str, str]]:
    return [
        {key: said for key, said in entry.office.items() if said} for entry in open_register(path).entries()
    ]


@pytest.mark.parametrize("first", FORMATS)
@pytest.mark.parametrize("second", FORMATS)
def test_there_and_back_nothing_is_lost(
    run: Run, sound: Path, tmp_path: Path, first: str, second: str
) -> None:
    there, back = tmp_path / "there" / first, tmp_path / "back" / second
    there.parent.mkdir()
    back.parent.mkdir()
    assert run("convert", sound, there).status == 0
    assert run("convert", there, back).status == 0
    assert people(back) == people(sound)
    if "r.jsonl" not in (first, second):
        assert office(back) == office(sound)
        assert office(back)[3] == {"name": "Diego Ruiz", "notes": "hours to follow"}


def test_jsonl_says_that_it_has_no_place_for_the_office_s_columns(
    run: Run, sound: Path, tmp_path: Path
) -> None:
    assert "`name`, `email` and `notes` are left out" in run("convert", sound, tmp_path / "r.jsonl").err


def test_the_same_people_give_the_same_bytes(run: Run, sound: Path, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        run("convert", sound, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_register_with_faults_is_not_converted(run: Run, workbook: Path, tmp_path: Path) -> None:
    ran = run("convert", workbook, tmp_path / "r.jsonl")
    assert ran.status == 1
    assert "nothing written: 3 faults" in ran.err
    assert not (tmp_path / "r.jsonl").exists()


@pytest.mark.parametrize("target", ["r.xlsx", "r"])
def test_what_a_format_cannot_hold_is_refused_and_not_lost(run: Run, tmp_path: Path, target: str) -> None:
    source = tmp_path / "p.jsonl"
    source.write_text(
        '{"id": "a", "experience": [{"from": "2024-01-01", "hours_per_week": 1, "library": ""}]}', "utf-8"
    )
    ran = run("convert", source, tmp_path / target)
    assert ran.status == 2
    assert "`a` has a text that this format cannot hold" in ran.err
    assert not (tmp_path / target).exists()
    assert run("convert", source, tmp_path / "p.parquet").status == 0


@pytest.mark.parametrize("text", ["=1+1", "-x", "@a", "'=1", "007", "yes", "2024-01-05", "1e5", "none"])
@pytest.mark.parametrize("target", FORMATS)
def test_texts_stay_what_they_are(run: Run, tmp_path: Path, text: str, target: str) -> None:
    source = tmp_path / "p.jsonl"
    work = {"from": "2024-01-01", "hours_per_week": 7.25, "library": text}
    source.write_text(json.dumps({"id": text, "experience": [work]}), "utf-8")
    goal = tmp_path / "to" / target
    goal.parent.mkdir()
    assert run("convert", source, goal).status == 0
    assert people(goal) == people(source)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("r.csv", "one CSV file holds no lists"),
        ("r.txt", "names no format"),
        ("sound.xlsx", "is an input"),
        ("there.jsonl", "is there already"),
        ("filled", "is there already"),
        ("missing/r.jsonl", "cannot be written"),
    ],
)
def test_what_cannot_be_a_target_is_said(
    run: Run, sound: Path, tmp_path: Path, target: str, said: str
) -> None:
    (tmp_path / "there.jsonl").write_text("old", "utf-8")
    (tmp_path / "filled").mkdir()
    (tmp_path / "filled" / "old.csv").write_text("old", "utf-8")
    ran = run("convert", sound, tmp_path / target)
    assert said in ran.err
    assert ran.status == 2
    assert (tmp_path / "there.jsonl").read_text("utf-8") == "old"


def test_a_file_is_replaced_if_asked_and_the_format_may_be_named(
    run: Run, sound: Path, tmp_path: Path
) -> None:
    target = tmp_path / "people.txt"
    target.write_text("old", "utf-8")
    assert run("convert", sound, target, "--format", "jsonl", "--force").status == 0
    assert len(target.read_text("utf-8").splitlines()) == 15
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.txt", "sound.xlsx"]


DAY = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)).map(str)
HOURS = st.integers(0, 16800).map(lambda hundredths: hundredths / 100)
WORD = (
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)
    .map(str.strip)
    .filter(bool)
)
SETS = st.lists(st.sampled_from([each.value for each in lssc.CompetencySet]), max_size=3, unique=True)


def some(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A list of entries, or not answered."""
    return st.none() | st.lists(st.fixed_dictionaries(values), max_size=3)


RECORDS = st.fixed_dictionaries(
    {
        "education": st.none() | st.sampled_from([each.value for each in lssc.Education]),
        "position_requires_mls": st.none() | st.booleans(),
        "applied_on": st.none() | DAY,
        "experience": some(
            **{"from": DAY, "hours_per_week": HOURS, "volunteer": st.booleans(), "library": WORD}
        ),
        "ala_membership": some(**{"from": DAY}),
        "courses": some(course=WORD, completed_on=DAY),
        "portfolios": some(set=st.just("technology"), submitted_on=DAY, outcome=st.just("pending")),
        "degrees": some(agreement=WORD, graduated_on=DAY),
        "renewals": some(renewed_on=DAY),
        "activities": some(
            completed_on=DAY,
            quantity=HOURS,
            unit=st.sampled_from(["contact-hour", "conference-day"]),
            sets=SETS,
            title=WORD,
        ),
    }
)


@pytest.mark.parametrize("target", FORMATS)
def test_whatever_the_records_nothing_is_lost(target: str) -> None:
    @settings(max_examples=25)
    @given(st.lists(RECORDS, max_size=4), st.lists(WORD, min_size=4, max_size=4, unique=True))
    def holds(records: list[dict[str, Any]], ids: list[str]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source, goal = Path(folder, "p.jsonl"), Path(folder, target)
            lines = [json.dumps({"id": id_} | record) for id_, record in zip(ids, records, strict=False)]
            source.write_text("".join(f"{line}\n" for line in lines), "utf-8")
            assert run_command(["convert", str(source), str(goal)]) == 0
            assert people(goal) == people(source)

    check: Callable[[], None] = holds
    check()


@pytest.mark.parametrize("target", ["register.xlsx", "register"])
def test_a_template_is_an_empty_register_that_explains_itself(run: Run, tmp_path: Path, target: str) -> None:
    path = tmp_path / target
    assert run("template", path).status == 0
    ran = run("check", path)
    assert (ran.status, ran.out, ran.err) == (0, "0 people fine\n", "")
    register = open_register(path)
    assert not register.troubles
    assert run("template", path).status == 2


def test_a_template_filled_in_only_partly_leaves_the_rest_not_answered(run: Run, tmp_path: Path) -> None:
    run("template", tmp_path / "register")
    file = tmp_path / "register" / "people.csv"
    file.write_text(file.read_text("utf-8") + "a-1,Ada\n", "utf-8")
    assert [record and record.to_dict() for record in people(tmp_path / "register")] == [
        lssc.Record("a-1").to_dict()
    ]


def test_the_template_s_columns_are_all_known(tmp_path: Path, run: Run) -> None:
    run("template", tmp_path / "register")
    for name in sample.SHEETS:
        header = (tmp_path / "register" / f"{name}.csv").read_text("utf-8-sig").strip().split(",")
        assert header[0] == "id"
    assert "not answered" in (tmp_path / "register" / "read-me.txt").read_text("utf-8")
