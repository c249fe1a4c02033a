"""What people ask of an answer (docs/operations.md), by the functions of Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import lssc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cases import FOLDER

Request = dict[str, Any]


def text_of(value: Any) -> str:
    """What a function gives, as JSON text."""
    parts = value if isinstance(value, tuple) else None
    return value.to_json() if parts is None else f"[{','.join(part.to_json() for part in parts)}]"


def audit_sample(request: Request) -> Any:
    """`people` stands by its place."""
    people = request.pop("people")
    return lssc.audit_sample(people, **request)


WAYS: dict[str, tuple[str, Callable[[Request], Any]]] = {
    "readings": ("readings", lambda request: lssc.readings(**request)),
    "robustness": ("robustness", lambda request: lssc.robustness(**request)),
    "why": ("why", lambda request: lssc.why(**request)),
    "why-not": ("why_not", lambda request: lssc.why_not(**request)),
    "repair": ("repair", lambda request: lssc.repair(**request)),
    "bounds": ("bounds", lambda request: lssc.bounds(**request)),
    "decide": ("decision", lambda request: lssc.decide(**request)),
    "verify": ("verification", lambda request: lssc.verify(**request)),
    "audit-sample": ("sample", audit_sample),
}
"""By operation: what its answer is called, and its function."""


def test_every_operation_has_cases() -> None:
    assert {path.stem for path in (FOLDER / "operations").glob("*.jsonl")} == set(WAYS)


@pytest.mark.parametrize("operation", WAYS)
def test_every_case_is_answered_by_its_function_as_by_a_request(operation: str) -> None:
    session = lssc.Session()
    name, function = WAYS[operation]
    answered = 0
    for line in (FOLDER / "operations" / f"{operation}.jsonl").read_text("utf-8").splitlines():
        request = json.loads(line)["request"]
        said = session.answer(json.dumps(request, ensure_ascii=False).encode()).decode()
        given = {key: value for key, value in request.items() if key != "op"}
        if said.startswith('{"faults"'):
            # A call cannot leave out what is required, nor have what there is not: Python says so itself.
            with pytest.raises((lssc.LsscError, TypeError)) as raised:
                function(given)
            if isinstance(raised.value, lssc.LsscError):
                found = [(fault.path, fault.code.value) for fault in raised.value.faults]
                named = [(fault["path"], fault["code"]) for fault in json.loads(said)["faults"]]
                # A decision is read alone, so that its paths point into it.
                cut = "/decision" if operation == "verify" else ""
                assert found == [(path.removeprefix(cut), code) for path, code in named], line
            continue
        answered += 1
        assert f'{{"{name}":{text_of(function(given))}}}' == said, line
    assert answered >= 3


PEOPLE = st.lists(st.text(st.characters(codec="ascii", categories=["Ll", "Nd"]), min_size=1), unique=True)


@given(PEOPLE, st.sampled_from(["", "2024-06-30"]), st.integers(0, 1000))
def test_a_draw_is_what_ten_lines_of_python_draw(people: list[str], seed: str, rate: int) -> None:
    import hashlib

    def score(person: str) -> str:
        return hashlib.sha256(f"{seed}\n{person}".encode()).hexdigest()

    drawn = sorted((score(person), person) for person in people)[: -(-len(people) * rate // 1000)]
    assert [(each.score, each.record) for each in lssc.audit_sample(people, seed=seed, rate=rate)] == drawn


def test_a_decision_that_is_kept_as_a_dict_or_as_bytes_holds_and_an_altered_one_does_not() -> None:
    decision = lssc.decide({"id": "p é", "certified_on": "2022-12-15"}, as_of="2024-06-30")
    for kept in (decision, decision.to_json(), decision.to_json().encode(), decision.to_dict()):
        assert lssc.verify(kept).holds
    altered = decision.to_dict()
    altered["assessment"]["status"] = "lapsed"
    found = lssc.verify(altered)
    assert not found.holds
    assert not found.unaltered
    assert [(each.path, each.kept, each.now) for each in found.differs] == [
        ("/status", '"lapsed"', '"certified"')
    ]
    assert len(decision.sha256) == 64
    with pytest.raises(lssc.LsscError) as raised:
        lssc.verify({"version": 1})
    assert "/version" in [fault.path for fault in raised.value.faults]


def test_a_committee_hears_the_question_that_most_people_hang_on_first() -> None:
    table = lssc.CommitteeTable(as_of="2024-05-01")
    for record in ({"id": "a", "certified_on": "2020-05-01"}, {"id": "b"}, '{"id":"c"}'):
        found = table.add(record)  # type: ignore[arg-type]
        if isinstance(record, dict):
            assert found == lssc.robustness(record, as_of="2024-05-01")
    assert (table.people, table.contested) == (3, 1)
    assert [(each.reading, each.people) for each in table.questions()] == [("certification.ends", 1)]
    with pytest.raises(lssc.LsscError):
        table.add({"id": 7})
    with pytest.raises(lssc.LsscError):
        lssc.CommitteeTable(as_of="soon")
    assert table.people == 3


def test_faults_of_all_parts_are_named_at_once() -> None:
    with pytest.raises(lssc.LsscError) as raised:
        lssc.repair({"id": 7}, as_of="soon", goal="rich", by="2024-06-30")
    assert [fault.path for fault in raised.value.faults] == ["/record/id", "/as_of", "/goal"]
