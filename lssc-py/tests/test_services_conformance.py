"""Every conformance case about a service (RULES 6), by the function of its name."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import lssc
import pytest
from support import cases
from support.cases import Case

Request = dict[str, Any]
DEFAULTS: Request = {"policy_a": None, "policy_b": None}
"""A function must be told the policies that a request may leave out."""


def timeline(request: Request) -> str:
    renamed = {"from_" if key == "from" else key: value for key, value in request.items()}
    return f"[{','.join(stretch.to_json() for stretch in lssc.timeline(**renamed))}]"


def review(request: Request) -> str:
    """The policy stands beside the program."""
    program = {key: value for key, value in request.items() if key != "policy"}
    return lssc.review(program, policy=request.get("policy")).to_json()


def compare(request: Request) -> str:
    return lssc.compare(**(DEFAULTS | request)).to_json()


def text_of(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


WAYS: dict[str, Callable[[Request], str]] = {
    "timeline": timeline,
    "order": lambda request: lssc.order(**request).to_json(),
    "review": review,
    "plan": lambda request: lssc.plan(**request).to_json(),
    "calendar": lambda request: text_of(lssc.calendar(**request)),
    "compare": compare,
}
"""What each function makes of a request, as JSON text."""
REQUIRED = {
    "timeline": {"record", "from", "to"},
    "order": {"people", "as_of"},
    "review": set[str](),
    "plan": {"record", "as_of"},
    "calendar": {"record", "as_of"},
    "compare": {"record", "as_of"},
}
"""What a Python call cannot leave out."""
NAMES = {"compare": "comparison"}
"""What an answer calls it, where that is no operation's name."""

TEXT_ONLY = {"bad-json", "duplicate-key", "too-deep", "too-large"}
"""Faults that only JSON text can have; but a tree that is too deep is so in any form, at `/requirements`."""


def valid(operation: str) -> list[Case]:
    return [case for case in cases.asking(operation) if not case.is_faulty]


@functools.cache
def in_values(operation: str) -> tuple[Case, ...]:
    """The faulty cases that are about values, not about JSON text or what a Python call cannot leave out."""
    faulty = (case for case in cases.asking(operation) if case.is_faulty)
    return tuple(case for case in faulty if is_about_values(case, operation))


def is_about_values(case: Case, operation: str) -> bool:
    faults = [fault for fault in case.expected["faults"] if fault["path"] != "/requirements"]
    if any(fault["code"] in TEXT_ONLY for fault in faults):
        return False
    # The name of a function is its operation.
    return set(case.request()) >= REQUIRED[operation] and case.operation in {None, operation} - {"compare"}


def check_valid(operation: str, **how: Any) -> None:
    """Asks every valid case; numbers are read as `how` says."""
    name = NAMES.get(operation, operation)
    wrong = []
    for case in valid(operation):
        answer = f'{{"{name}":{WAYS[operation](case.arguments(**how))}}}'
        if answer != case.answer:
            wrong.append((case.id, answer, case.answer))
    assert wrong == []


def test_as_many_comparisons_are_made_as_are_declared() -> None:
    manifest = json.loads((cases.FOLDER / "manifest.json").read_text("utf-8"))
    assert {file: len(found) for file, found in cases.compared().items()} == manifest["comparisons"]


def test_every_operation_has_cases() -> None:
    assert {operation: len(cases.asking(operation)) >= 30 for operation in WAYS} == dict.fromkeys(WAYS, True)
    assert all(valid(operation) and in_values(operation) for operation in WAYS)


@pytest.mark.parametrize("operation", WAYS)
def test_a_function_gives_the_answer_of_a_case(operation: str) -> None:
    check_valid(operation)


@pytest.mark.parametrize("operation", WAYS)
def test_a_function_gives_the_answer_of_a_case_of_decimal_numbers(operation: str) -> None:
    check_valid(operation, parse_float=Decimal)


@pytest.mark.parametrize("operation", WAYS)
def test_a_function_raises_the_faults_of_a_case(operation: str) -> None:
    wrong = []
    for case in in_values(operation):
        with pytest.raises(lssc.LsscError) as raised:
            WAYS[operation](case.arguments())
        found = [{"path": fault.path, "code": fault.code.value} for fault in raised.value.faults]
        if found != case.expected["faults"]:
            wrong.append((case.id, found, case.expected["faults"]))
    assert wrong == []


def read(key: str, value: Any) -> Any:
    """A part of a request as an instance of its class, read before."""
    if key == "record":
        return lssc.Record.from_dict(value)
    if key == "catalog":
        return value and lssc.Catalog.from_dict(value)
    if key == "people":
        return [lssc.Person(**person) for person in value]
    if key.startswith("policy") and isinstance(value, dict):
        return lssc.Policy.from_dict(value)
    return value


@pytest.mark.parametrize("operation", [operation for operation in WAYS if operation != "review"])
def test_parts_read_before_give_the_answer_of_a_case(operation: str) -> None:
    for case in valid(operation):
        request = {key: read(key, value) for key, value in case.arguments().items()}
        answer = f'{{"{NAMES.get(operation, operation)}":{WAYS[operation](request)}}}'
        assert answer == case.answer, case.id


def test_a_program_read_before_gives_the_answer_of_a_case() -> None:
    for case in valid("review"):
        request = case.request()
        program = lssc.Program(request["requirements"], request["courses"])
        policy = read("policy", request.get("policy"))
        for again in [program, lssc.Program.from_json(program.to_json())]:
            assert f'{{"review":{lssc.review(again, policy=policy).to_json()}}}' == case.answer, case.id


def test_compare_many_gives_the_answers_of_compare() -> None:
    for case in valid("compare"):
        request = DEFAULTS | case.arguments()
        record = request.pop("record")
        expected = lssc.compare(record, **request)
        given = [record, lssc.Record.from_dict(record), json.dumps(record), json.dumps(record).encode()]
        assert list(lssc.compare_many(given, **request)) == [expected] * len(given)


def test_calendar_many_holds_the_events_of_each_calendar() -> None:
    for case in valid("calendar"):
        request = case.arguments()
        record = request.pop("record")
        one = lssc.calendar(record, **request).split("\r\n")
        many = lssc.calendar_many([record], **request).split("\r\n")
        # Only the titles are others: they name the record.
        events = [[line for line in lines if line.startswith(("UID", "DTSTART"))] for lines in (one, many)]
        assert events[0] == events[1]
        assert many[0] == one[0] == "BEGIN:VCALENDAR"


def test_a_timeline_begins_and_ends_with_its_range() -> None:
    for case in valid("timeline"):
        request = case.request()
        renamed = {"from_" if key == "from" else key: value for key, value in case.arguments().items()}
        found = lssc.timeline(**renamed)
        assert (found[0].from_.isoformat(), found[-1].to.isoformat()) == (request["from"], request["to"])
        rest = {key: value for key, value in request.items() if key in {"catalog", "policy"}}
        for stretch in found:
            for day in [stretch.from_, stretch.to]:
                assert lssc.assess(request["record"], as_of=day, **rest).status is stretch.status, case.id
