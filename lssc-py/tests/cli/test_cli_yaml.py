"""Programs in YAML: faults by line, column and pointer, and nothing dropped without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import programs
from cli.running import Ran, Run


@pytest.fixture
def faulty(run: Run, tmp_path: Path) -> Run:
    """Reviews a program that cannot be read."""

    def review(text: str, name: str = "program.yaml") -> Ran:
        ran = run("review", programs.written(tmp_path, text, name))
        assert (ran.status, ran.out) == (2, "")
        return Ran(ran.status, ran.out, ran.err.replace(f"{tmp_path}/", ""))

    return review


def test_faults_have_line_column_and_pointer(faulty: Run) -> None:
    text = programs.SMALL.replace("- course: tales", "- course: fables").replace("[Technology]", "[Tech]")
    first, *named = faulty(text + "extra: 1\n").err.splitlines()
    assert first == "lssc: program.yaml is not a program without faults"
    assert sorted(": ".join([line.split(": ")[0], line.split("[")[1].split("]")[0]]) for line in named) == [
        "program.yaml, line 12, column 9, /courses/110/0: unknown-set",
        "program.yaml, line 14, column 8, /extra: unknown-key",
        "program.yaml, line 8, column 19, /requirements/all/1/from/1/course: unknown-value",
    ]


def test_json_has_the_same_faults_in_its_own_places(faulty: Run) -> None:
    ran = faulty('{"requirements": {"course": "a"},\n "courses": {}}', "program.json")
    assert "program.json, line 1, column 29, /requirements/course: [unknown-value]" in ran.err


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        (
            "  tales: [Youth Services]",
            "  tales: []\n  tales: [technology]",
            "line 14, column 3, /courses/tales",
        ),
        (
            "    - choose: 1",
            "    - choose: 1\n      choose: 1",
            "line 6, column 7, /requirements/all/1/choose",
        ),
        ("title: A small one", "title: one\ntitle: two", "line 2, column 1, /title"),
        ("courses:", "courses: {}\ncourses:", "line 10, column 1, /courses"),
    ],
)
def test_a_key_that_stands_twice_is_a_fault(faulty: Run, before: str, after: str, place: str) -> None:
    assert f"program.yaml, {place}: [duplicate-key]" in faulty(programs.SMALL.replace(before, after)).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "program.yaml, line 1, column 6: [bad-yaml] while parsing a flow sequence, expected"),
        ("a: b\n\tc: d", "line 2, column 1: [bad-yaml] a tab stands here; indent with spaces"),
        (
            "extra: 1",
            "correct or remove it, the keys here are `requirements`, `courses`, `title`, `college`",
        ),
        (
            "a: \x07",
            "program.yaml, line 1, column 4: [bad-yaml] a character stands here that YAML does not have",
        ),
        ("a: 1\n---\nb: 2", "program.yaml, line 2, column 1: [bad-yaml] expected a single document"),
        ("requirements: *x", "column 15: [bad-yaml] found undefined alias 'x'"),
        ("a: &x [*x]", "column 4: [bad-yaml] an alias stands within what it stands for; write it out"),
        ("a: !!python/object/apply:os.getcwd []", "[bad-yaml] the tag `tag:yaml.org,2002:python/object"),
        ("a: !include other.yaml", "[bad-yaml] the tag `!include` is not read here; leave it out"),
        ("? [a, b]\n: 1", "program.yaml, line 1, column 3: [bad-yaml] this key is no text"),
        ("[" * 5000, "[too-deep]"),
        ("", "[wrong-type]"),
        ("- course: a", "[wrong-type]"),
        (
            "title: [a]\nrequirements: {course: a}\ncourses: {a: []}",
            "column 8, /title: [wrong-type] `title` takes a text",
        ),
    ],
    ids=str,
)
def test_what_is_no_program_is_said_with_its_place(faulty: Run, text: str, said: str) -> None:
    assert said in faulty(text).err


def test_aliases_cannot_fill_the_memory(faulty: Run) -> None:
    levels = "\n".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12))
    assert (
        "[too-large] with its aliases written out, the file is too large"
        in faulty(f"a0: &a0 x\n{levels}").err
    )


def test_an_alias_stands_for_what_it_names(run: Run, tmp_path: Path) -> None:
    text = programs.SMALL.replace("[Technology]", "&same [Technology]").replace("[Youth Services]", "*same")
    ran = run("review", programs.written(tmp_path, text))
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("name", ["007", "1.50", "no", "2012-06-10", "true", "1e3", "0x1F", "12:30", "'007'"])
def test_a_course_is_called_what_stands_there(run: Run, tmp_path: Path, name: str) -> None:
    text = programs.SMALL.replace("tales", name)
    ran = run("review", programs.written(tmp_path, text), "--format", "csv", "-o", "-")
    assert f"\n{name.strip(chr(39))},,,,,,,,,,yes,some,yes" in ran.out.replace("\r", "")


@pytest.mark.parametrize("number", ["'1'", "01", "+1", "1.5", "yes", "", "~"])
def test_a_number_is_a_number(faulty: Run, number: str) -> None:
    ran = faulty(programs.SMALL.replace("choose: 1", f"choose: {number}"))
    assert "/requirements/all/1/choose: [" in ran.err


def test_a_file_that_is_not_utf_8_is_said_to_be_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "program.yml").write_bytes(b"title: caf\xe9\n")
    ran = run("review", tmp_path / "program.yml")
    assert ran.status == 2
    assert "is not UTF-8; save it as UTF-8" in ran.err


def test_a_byte_order_mark_is_no_part_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "program.yml").write_text(programs.SMALL, "utf-8-sig")
    assert run("review", tmp_path / "program.yml").status == 1


def test_other_formats_are_refused(run: Run, tmp_path: Path) -> None:
    ran = run("review", programs.written(tmp_path, "", "program.toml"))
    assert ran.status == 2
    assert "is neither YAML (.yaml, .yml) nor JSON (.json)" in ran.err
