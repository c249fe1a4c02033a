"""`lssc review`: what the core says of a program, with the places in its file."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import lssc
import pytest

from cli import programs
from cli.page import parsed
from cli.running import Ran, Run
from cli.test_cli_outputs import ran_as

POLICY_OF_ONE_SET = '{"extends": "lssc-faq", "id": "one-set", "completion": {"electives_needed": 1}}'


def lines(ran: Ran) -> str:
    """What was said, whatever the widths."""
    return " ".join(ran.out.split())


def test_a_program_whose_every_graduate_has_all_that_is_needed_gives_status_0(run: Run) -> None:
    ran = run("review", programs.SOUND)
    assert (ran.status, ran.err) == (0, "")
    assert "Qualifies: every graduate covers the 3 required sets and 3 electives or more" in lines(ran)
    assert "slips by" not in ran.out
    assert "closes" not in ran.out


def test_the_matrix_has_every_course_and_what_everybody_has(run: Run) -> None:
    rows = run("review", programs.SOUND).out.splitlines()
    heads = " ".join(rows[2].split())
    assert heads == "covers course Foun Comm Tech Acce Adul Cata Coll Refe Supe Yout taken by"
    technology = next(row for row in rows if "Technology in Libraries" in row)
    assert technology.split()[-2:] == ["✓", "everybody"]
    assert technology.index("✓") == rows[2].index("Tech") + 1
    assert next(row for row in rows if row.strip().startswith("every graduate")).count("✓") == 3


def test_a_program_with_a_gap_gives_status_1_the_graduate_and_the_changes(run: Run) -> None:
    ran = run("review", programs.GAP)
    text = lines(ran)
    assert ran.status == 1
    assert "Does not qualify: one can graduate without Communication and Teamwork" in text
    assert "slips by acquisitions and collections Collection Management" in text
    assert "misses Communication and Teamwork" in text
    assert "line 8 make `library communication and teamwork` compulsory: add it to `all`" in text
    assert "line 13 raise `choose` from 2 to 4: ask for all 4 of `acquisitions and collections`" in text


def test_every_kind_of_change_is_said_with_its_place(run: Run, tmp_path: Path) -> None:
    text = lines(run("review", programs.written(tmp_path, programs.SMALL)))
    assert "line 3 make `110` compulsory: add it to `all`" in text
    assert "line 5 raise `choose` from 1 to 2: ask for all 2 of `110`, `tales`" in text
    assert "line 8 no longer offer `tales`" in text


def test_a_change_of_other_requirements_than_all_says_how(run: Run, tmp_path: Path) -> None:
    every = ", ".join(each.value for each in lssc.CompetencySet)
    requirements = "{choose: 1, from: [{course: a}, {course: b}]}"
    text = f"requirements: {requirements}\ncourses: {{a: [{every}], b: []}}\n"
    said = lines(run("review", programs.written(tmp_path, text)))
    assert "line 1 make `a` compulsory: ask for it and for what stands here, as `all`" in said
    assert "no longer offer `b`" in said


def test_where_no_single_change_is_enough_it_says_so(run: Run, tmp_path: Path) -> None:
    bent = programs.SMALL.replace("110: [Technology]", "110: []")
    text = lines(run("review", programs.written(tmp_path, bent)))
    assert "closes no single change closes the gap: no course covers Technology" in text


TWO_GAPS = """\
requirements:
  all:
    - course: core
    - {choose: 1, from: [{course: tales}, {course: art}]}
    - {choose: 1, from: [{course: computers}, {course: art}, {course: music}]}
courses:
  core: [Foundations of Library Services, Communication and Teamwork, Access Services, Collection Management]
  tales: [Youth Services]
  computers: [Technology]
  art: []
  music: []
"""


def test_where_other_graduates_miss_something_else_it_says_so(run: Run, tmp_path: Path) -> None:
    program = programs.written(tmp_path, TWO_GAPS)
    said = "another graduate may miss something else, or too few courses cover what is missing"
    assert f"no single change closes the gap: {said}" in lines(run("review", program))
    run("review", program, "-o", tmp_path / "r.html")
    assert f"closes it: {said}." in (tmp_path / "r.html").read_text("utf-8")


def test_what_a_graduate_misses_is_said_in_a_sentence(run: Run, tmp_path: Path) -> None:
    one = TWO_GAPS.replace(
        "computers: [Technology]", "computers: [Technology, Cataloging and Classification]"
    )
    one = one.replace("{choose: 1, from: [{course: computers}, {course: art}, ", "{choose: 1, from: [")
    one = one.replace("music: []", "music: [Technology]")
    text = lines(run("review", programs.written(tmp_path, one)))
    assert "one can graduate without 1 of the 3 electives" in text
    both = TWO_GAPS.replace("Foundations of Library Services, ", "").replace("[Technology]", "[]")
    text = lines(run("review", programs.written(tmp_path, both)))
    assert "without Foundations of Library Services, Technology and 1 of the 3 electives" in text
    assert "no course covers Foundations of Library Services and Technology" in text


def test_branches_of_branches_are_named_shortly(run: Run, tmp_path: Path) -> None:
    deep = programs.SMALL.replace(
        "- course: tales",
        "- {choose: 2, from: [{course: tales}, {course: tales}, {course: core}, {course: core}]}",
    )
    assert "no longer offer 2 of `tales`, `tales`, `core` and 1 more" in lines(
        run("review", programs.written(tmp_path, deep))
    )


def test_a_policy_decides(run: Run, tmp_path: Path) -> None:
    less = programs.SMALL.replace(
        "access-services,\n         collection-management, Supervision and Management", ""
    )
    less = less.replace("110: [Technology]", "110: [Technology, Youth Services]").replace(
        "    - choose: 1", "    - choose: 2"
    )
    path = programs.written(tmp_path, less)
    policy = programs.written(tmp_path, POLICY_OF_ONE_SET, "policy.json")
    assert run("review", path).status == 1
    ran = run("review", path, "--policy", policy)
    assert (ran.status, ran.out.splitlines()[0]) == (0, "A small one, by one-set")


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 200])
def test_every_width_has_everything(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    from lssc.cli import parts

    monkeypatch.setattr(parts, "_PLAIN_WIDTH", columns)
    ran = run("review", programs.GAP)
    assert max(map(len, ran.out.splitlines())) <= columns
    for said in ("communication", "Supervision", "everybody", "misses", "line 8"):
        assert said in ran.out
    assert ("every graduate" in ran.out) == (columns >= 80)


def test_many_changes_are_cut_short_and_counted(run: Run, tmp_path: Path) -> None:
    tales = [f"tale {number}" for number in range(30)]
    offered = "".join(f"        - course: {tale}\n" for tale in tales)
    text = programs.SMALL.replace("        - course: tales\n", offered)
    # Whoever takes any two of these has technology: each is a way to close the gap.
    text = text.replace("  tales: [Youth Services]\n", "".join(f"  {tale}: [technology]\n" for tale in tales))
    text = text.replace("110: [Technology]", "110: [Youth Services]")
    ran = run("review", programs.written(tmp_path, text))
    assert ran.status == 1
    assert "and 12 more; a report (-o) has them all" in ran.out
    assert run("review", tmp_path / "program.yaml", "-o", tmp_path / "r.json").status == 1
    assert len(json.loads((tmp_path / "r.json").read_text("utf-8"))["closing_changes"]) == 32


def test_json_has_what_the_core_says_and_the_places(run: Run, tmp_path: Path) -> None:
    path = programs.written(tmp_path, programs.SMALL)
    ran = run("review", path, "--format", "json", "-o", "-")
    found = json.loads(ran.out)
    assert (ran.status, found["title"], found["college"], found["policy"]) == (
        1,
        "A small one",
        None,
        "lssc-faq",
    )
    assert found["review"]["graduate"] == ["core", "tales"]
    assert [row["course"] for row in found["matrix"]["rows"]] == ["110", "core", "tales"]
    changes = found["closing_changes"]
    assert [change["change"] for change in changes] == ["compulsory", "raise", "remove"]
    places = [(change["line"], change["column"], change["pointer"]) for change in changes]
    assert places == [
        (3, 3, "/requirements"),
        (5, 15, "/requirements/all/1/choose"),
        (8, 11, "/requirements/all/1/from/1"),
    ]
    assert "A small one does not qualify by lssc-faq: one can graduate without Technology" in ran.err


def test_yaml_and_json_say_the_same(run: Run, tmp_path: Path) -> None:
    program = {
        "title": "The same",
        "requirements": {"all": [{"course": "a"}, {"choose": 1, "from": [{"course": "b"}, {"course": "a"}]}]},
        "courses": {"a": ["technology"], "b": []},
    }
    text = json.dumps(program)
    as_yaml, as_json = programs.written(tmp_path, text), programs.written(tmp_path, text, "program.json")
    one, two = (run("review", path, "--format", "json", "-o", "-") for path in (as_yaml, as_json))
    assert one == two
    assert run("review", as_yaml) == run("review", as_json)


def test_csv_has_a_row_a_course(run: Run) -> None:
    ran = run("review", programs.GAP, "--format", "csv", "-o", "-")
    rows = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    assert len(rows) == 11
    assert rows[1] | {"course": "cataloging", "taken_by": "everybody", "slips_by": "yes"} == rows[1]
    assert [key for key, value in rows[-1].items() if value == "yes"] == [
        "foundations-of-library-services",
        "technology",
        "cataloging-and-classification",
        "reference-and-information-services",
    ]


@pytest.mark.parametrize("program", [programs.SOUND, programs.GAP], ids=["sound", "gap"])
def test_the_page_is_whole_and_loads_nothing(run: Run, tmp_path: Path, program: Path) -> None:
    ran = run("review", program, "-o", tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text("utf-8")
    found = parsed(text)
    assert ran.out == ""
    assert (found.open, found.loads) == ([], [])
    assert not re.search(r"https?:|url\(|@import|//[a-z]|<script", text)
    assert len(set(found.ids)) == len(found.ids)
    for each in lssc.CompetencySet:
        assert each.full_title.replace("'", "&#39;") in text


def test_the_page_escapes_everything(run: Run, tmp_path: Path) -> None:
    bad = "<script>alert(1)</script>"
    text = programs.SMALL.replace("tales", f"'{bad}'").replace("A small one", f"'{bad}'")
    run("review", programs.written(tmp_path, text), "-o", tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "alert(1)" in page
    assert "<script" not in page


def test_the_page_lists_the_first_changes_and_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lssc.cli.reviewing import page

    monkeypatch.setattr(page, "MOST_CHANGES", 2)
    run("review", programs.written(tmp_path, programs.SMALL), "-o", tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text("utf-8")
    assert "the first 2 of 3" in text
    assert "no longer offer" not in text


def test_the_same_program_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        run("review", programs.GAP, "-o", tmp_path / name)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "json"), "name one with -o, or leave it out"),
        (("-o", "r.txt"), "let it end in .html, .json or .csv, or add --format"),
        (("-o", "-", "--format", "html"), "standard output takes json and csv; give html a file"),
        (("--policy", "lssc-1999"), "[unknown-policy]"),
        (("-o", programs.SOUND, "--format", "json"), "is an input, or would be one"),
    ],
)
def test_wrong_usage_gives_status_2(run: Run, options: tuple[object, ...], said: str) -> None:
    ran = run("review", programs.SOUND, *options)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_it_runs_as_a_command(tmp_path: Path) -> None:
    ran = ran_as("review", programs.GAP, stdout=-1)
    assert ran.returncode == 1
    assert b"\x1b" not in ran.stdout
