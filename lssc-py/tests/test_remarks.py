"""Remarks on policies, in Python: values like all others, and true of their examples."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
from typing import Any

import lssc
import pytest
from lssc._wire import Part

ODD: list[dict[str, Any]] = [
    {"renewal": {"grace_months": 60}},
    {"renewal": {"contact_hours": 0, "technology_hours": 0}},
    {"renewal": {"min_activity_hours": 1200}},
    {"completion": {"electives_needed": 0}},
    {"candidacy": {"years": 0, "measured_by": "done"}},
    {"eligibility": {"high_school": False, "support_position": False, "experience_hours": 0}},
    {"fees": {"application_cents": {"member": 1, "non_member": 1}}},
    {},
]


def overlay(changes: dict[str, Any]) -> lssc.Policy:
    return lssc.Policy.from_dict({"extends": "lssc-faq", "id": "ours", **changes})


def remarks() -> list[tuple[lssc.Policy, lssc.Remark]]:
    return [(policy, remark) for policy in map(overlay, ODD) for remark in policy.remarks]


def test_of_the_shipped_policies_only_one_thing_is_remarked() -> None:
    found = {edition: [one.code for one in lssc.Policy(edition).remarks] for edition in lssc.Edition}
    assert found == {
        lssc.Edition.LSSC_FAQ: [],
        lssc.Edition.LSSC_2011: [],
        lssc.Edition.LSSC_2019: [lssc.RemarkCode.PORTFOLIO_CHARGED_IN_VAIN],
    }


@pytest.mark.parametrize(("policy", "remark"), remarks(), ids=lambda one: str(getattr(one, "code", "")))
def test_a_remark_is_a_value_like_all_others(policy: lssc.Policy, remark: lssc.Remark) -> None:
    for part in (remark, remark.example):
        assert isinstance(part, Part)
        for again in (pickle.loads(pickle.dumps(part)), copy.copy(part), copy.deepcopy(part)):
            assert again == part
            assert hash(again) == hash(part)
        assert json.loads(part.to_json()) == part.to_dict()
        assert part._repr_html_().startswith("<table>")
    with pytest.raises(dataclasses.FrozenInstanceError):
        remark.message = ""  # type: ignore[misc]
    assert remark in policy.remarks
    names = {parameter.name for parameter in policy.parameters}
    assert set(remark.parameters) <= names
    assert isinstance(remark.code, lssc.RemarkCode)
    assert isinstance(remark.kind, lssc.RemarkKind)


@pytest.mark.parametrize(("policy", "remark"), remarks(), ids=lambda one: str(getattr(one, "code", "")))
def test_the_example_is_assessed_as_it_is_and_as_a_dict(policy: lssc.Policy, remark: lssc.Remark) -> None:
    example = remark.example
    by: dict[str, Any] = {"as_of": example.as_of, "catalog": example.catalog}
    found = lssc.assess(example.record, policy=policy, **by)
    told = remark.to_dict()["example"]
    again = lssc.assess(told["record"], policy=policy, as_of=told["as_of"], catalog=told["catalog"])
    assert again == found
    assert (remark.otherwise is not None) == (remark.kind is lssc.RemarkKind.NO_EFFECT)
    if remark.otherwise:
        other = lssc.assess(example.record, policy=remark.otherwise, **by)
        assert (other.status, other.certification, other.fees) == (
            found.status,
            found.certification,
            found.fees,
        )
        assert remark.otherwise != policy


def test_a_renewal_in_a_grace_longer_than_a_term_ends_a_certification() -> None:
    policy = overlay({"renewal": {"grace_months": 60}})
    remark = policy.remarks[-1]
    assert (remark.code, remark.kind) == (lssc.RemarkCode.TERM_OVER_WHEN_RENEWED, lssc.RemarkKind.SURPRISING)
    example = remark.example
    found = lssc.assess(example.record, as_of=example.as_of, policy=policy)
    assert found.status is lssc.Status.LAPSED
    without = lssc.Record.from_dict({**example.record.to_dict(), "renewals": []})
    assert lssc.assess(without, as_of=example.as_of, policy=policy).status is lssc.Status.GRACE
