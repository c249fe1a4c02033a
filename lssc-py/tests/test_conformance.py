"""Every conformance case, by the runner and by every way into the library."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import lssc
import pytest
from support import cases
from support.cases import Case
from support.tables import ROWS, read_assessed, row_of, table_of

REPOSITORY = cases.FOLDER.parent


def run_over(runner: list[str]) -> list[bytes]:
    """The answers of a runner to all cases, in one process."""
    lines = b"".join(case.line + b"\n" for case in cases.everyone())
    answers = subprocess.run(runner, input=lines, capture_output=True, check=True).stdout.split(b"\n")
    assert answers.pop() == b""
    return answers


@functools.cache
def answers() -> list[bytes]:
    return run_over([sys.executable, "-m", "lssc.conform"])


def test_as_many_cases_run_as_are_declared() -> None:
    manifest = json.loads((cases.FOLDER / "manifest.json").read_text("utf-8"))
    assert {file: len(found) for file, found in cases.by_file().items()} == manifest["files"]
    assert sum(manifest["files"].values()) == manifest["cases"] >= 400
    assert len(answers()) == len(cases.everyone())


def test_the_runner_answers_every_case_as_it_says() -> None:
    differences = map(cases.difference, cases.everyone(), answers())
    wrong = [difference for difference in differences if difference]
    assert not wrong, f"{len(wrong)} cases differ:\n" + "\n".join(wrong)


def rust_runner() -> Path:
    """The runner in Rust: where `LSSC_CONFORM` says, or built now."""
    if built := os.environ.get("LSSC_CONFORM"):
        return Path(built)
    cargo = shutil.which("cargo") or str(Path.home() / ".cargo/bin/cargo")
    command = [cargo, "build", "--quiet", "--release", "--example", "conform", "--message-format=json"]
    built = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    messages = map(json.loads, built.splitlines())
    programs = [message["executable"] for message in messages if message.get("executable")]
    return Path(programs[-1])


def test_the_answers_are_those_of_rust_byte_for_byte() -> None:
    of_rust = run_over([str(rust_runner())])
    pairs = zip(cases.everyone(), of_rust, answers(), strict=True)
    assert [case.id for case, want, got in pairs if want != got] == []


# The same cases through the library.


@functools.cache
def wanted() -> dict[str, str]:
    """The JSON text of each assessment, with its findings, as the runner gives it."""
    whole = zip(cases.everyone(), answers(), strict=True)
    return {
        case.id: answer.decode().removeprefix('{"assessment":').removesuffix("}")
        for case, answer in whole
        if case.is_valid
    }


def check_valid(way: Callable[[Case], lssc.Assessment]) -> None:
    """Assesses every valid case in a way of its own."""
    assert len(cases.valid()) >= 700
    wrong = [case.id for case in cases.valid() if way(case).to_json() != wanted()[case.id]]
    assert wrong == []


def rest_of(case: Case) -> dict[str, Any]:
    return {key: value for key, value in case.arguments().items() if key != "record"}


def text_of_record(case: Case) -> str:
    return json.dumps(case.request()["record"])


def test_assess_of_a_dict_is_the_answer() -> None:
    check_valid(lambda case: lssc.assess(**case.arguments()))


def test_assess_of_decimal_numbers_is_the_answer() -> None:
    check_valid(lambda case: lssc.assess(**case.arguments(parse_float=Decimal)))


def test_assess_of_a_record_from_a_dict_is_the_answer() -> None:
    check_valid(lambda case: lssc.assess(lssc.Record.from_dict(case.request()["record"]), **rest_of(case)))


def test_assess_of_a_record_from_json_is_the_answer() -> None:
    check_valid(lambda case: lssc.assess(lssc.Record.from_json(text_of_record(case)), **rest_of(case)))


def test_assess_of_a_record_from_bytes_is_the_answer() -> None:
    check_valid(
        lambda case: lssc.assess(lssc.Record.from_json(text_of_record(case).encode()), **rest_of(case))
    )


def test_assess_of_a_record_from_keywords_is_the_answer() -> None:
    check_valid(lambda case: lssc.assess(lssc.Record(**case.request()["record"]), **rest_of(case)))


def test_assess_of_a_record_made_of_its_own_attributes_is_the_answer() -> None:
    def way(case: Case) -> lssc.Assessment:
        record = lssc.Record.from_dict(case.request()["record"])
        attributes = {key: getattr(record, key) for key in lssc.Record.__match_args__}
        return lssc.assess(lssc.Record(**attributes), **rest_of(case))

    check_valid(way)


def test_assess_by_a_catalog_and_a_policy_read_before_is_the_answer() -> None:
    def way(case: Case) -> lssc.Assessment:
        given = rest_of(case)
        catalog = lssc.Catalog.from_dict(given.get("catalog") or {})
        policy = given.get("policy")
        read = (
            lssc.Policy(policy)
            if policy is None or isinstance(policy, str)
            else lssc.Policy.from_dict(policy)
        )
        return lssc.assess(case.request()["record"], as_of=given["as_of"], catalog=catalog, policy=read)

    check_valid(way)


def only(found: Iterable[lssc.Assessment | lssc.LsscError]) -> lssc.Assessment:
    (one,) = found
    assert isinstance(one, lssc.Assessment)
    return one


@pytest.mark.parametrize(
    "taken", [dict, lssc.Record.from_dict, json.dumps, lambda record: json.dumps(record).encode()]
)
def test_assess_many_of_any_kind_of_record_is_the_answer(taken: Callable[[dict[str, Any]], Any]) -> None:
    check_valid(lambda case: only(lssc.assess_many([taken(case.request()["record"])], **rest_of(case))))


@pytest.mark.parametrize("library", ["pyarrow", "polars"])
def test_assess_table_has_the_answer_in_its_columns(library: str) -> None:
    """By policy, catalog and day: each table holds all the cases that share them."""
    together: dict[str, list[Case]] = {}
    for case in cases.valid():
        together.setdefault(json.dumps(rest_of(case), sort_keys=True), []).append(case)
    wrong, seen = [], 0
    for rest, alike in together.items():
        table = table_of([case.request()["record"] for case in alike], library)
        rows = read_assessed(lssc.assess_table(table, findings=True, **json.loads(rest)))
        for case, row in zip(alike, rows, strict=True):
            seen += 1
            assessment = lssc.assess(**case.arguments())
            assert assessment.to_json() == wanted()[case.id]
            if row != row_of(assessment):
                wrong.append((case.id, row, row_of(assessment)))
    assert not wrong, wrong[:3]
    assert seen == len(cases.valid())
    assert set(ROWS) < set(rows[0])


# Cases with faults.

TEXT_ONLY = {"bad-json", "duplicate-key", "too-deep", "too-large"}
"""Faults that only JSON text can have (or that a cut value has, which has a test of its own)."""


def repeats_a_key(line: bytes) -> bool:
    repeated: list[str] = []

    def look(entries: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in entries]
        repeated.extend(key for key in keys if keys.count(key) > 1)
        return dict(entries)

    json.loads(line, object_pairs_hook=look)
    return bool(repeated)


def asked_in_values(case: Case) -> bool:
    """Whether a faulty case is about values, not about JSON text or what a Python call cannot leave out."""
    if any(fault["code"] in TEXT_ONLY for fault in case.expected["faults"]):
        return False
    request = json.loads(case.line)
    if repeats_a_key(case.line) or not isinstance(request, dict):
        return False
    return {"record", "as_of"} <= set(request) and "op" not in request


def faults_of(error: lssc.LsscError) -> list[tuple[str, str]]:
    return [(fault.path, fault.code.value) for fault in error.faults]


def expected_faults(case: Case, below: str = "") -> list[tuple[str, str]]:
    faults = [(fault["path"], fault["code"]) for fault in case.expected["faults"]]
    return [(path.removeprefix(below), code) for path, code in faults if path.startswith(below)]


@functools.cache
def in_values() -> tuple[Case, ...]:
    return tuple(case for case in cases.faulty() if asked_in_values(case))


def test_most_faulty_cases_are_about_values() -> None:
    assert len(in_values()) >= 350


def test_assess_raises_the_faults_of_a_case() -> None:
    wrong = []
    for case in in_values():
        with pytest.raises(lssc.LsscError) as raised:
            lssc.assess(**case.arguments())
        if faults_of(raised.value) != expected_faults(case):
            wrong.append((case.id, faults_of(raised.value), expected_faults(case)))
    assert wrong == []


def check_parts(key: str, read: Callable[[Any], object]) -> None:
    """Reads the part of each faulty case by itself: its faults have paths into that part."""
    wrong, seen = [], 0
    for case in in_values():
        expected = expected_faults(case, f"/{key}")
        if not expected or case.request().get(key) is None:
            continue
        seen += 1
        with pytest.raises(lssc.LsscError) as raised:
            read(case.request()[key])
        if faults_of(raised.value) != expected:
            wrong.append((case.id, faults_of(raised.value), expected))
    assert wrong == []
    assert seen >= 30


def read_by_assess_many(record: Any) -> None:
    (found,) = lssc.assess_many([record], as_of="2024-06-01")
    assert isinstance(found, lssc.LsscError)
    raise found


@pytest.mark.parametrize(
    ("key", "read"),
    [
        ("record", lssc.Record.from_dict),
        ("record", lambda record: lssc.Record.from_json(json.dumps(record))),
        ("record", lambda record: read_by_assess_many(json.dumps(record))),
        ("catalog", lssc.Catalog.from_dict),
        ("catalog", lambda catalog: lssc.Catalog.from_json(json.dumps(catalog))),
        ("policy", lssc.Policy.from_dict),
        ("policy", lambda policy: lssc.Policy.from_json(json.dumps(policy))),
    ],
)
def test_a_part_read_by_itself_has_its_faults(key: str, read: Callable[[Any], object]) -> None:
    check_parts(key, read)


def test_a_record_from_keywords_has_the_faults_of_the_case() -> None:
    wrong = []
    for case in in_values():
        record = case.request()["record"]
        expected = expected_faults(case, "/record")
        if not expected or not isinstance(record, dict) or record.get("id") is None:
            continue
        with pytest.raises(lssc.LsscError) as raised:
            lssc.Record(**record)
        # Python puts known keywords into the order of the signature.
        if sorted(faults_of(raised.value)) != sorted(expected):
            wrong.append((case.id, faults_of(raised.value), expected))
    assert wrong == []
