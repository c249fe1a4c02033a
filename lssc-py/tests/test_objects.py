"""What the objects are: frozen, with values of the documented types, and with all that JSON has."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import enum
import functools
import inspect
import json
import operator
import pickle
import typing
from decimal import Decimal
from typing import Any

import lssc
import pytest
from lssc import _enums, _inputs, _native, _results, _typing
from lssc._wire import Part
from support import cases
from support.records import CLASSES

PARTS = ["eligibility", "candidacy", "completion", "certification", "renewal", "fees"]


@functools.cache
def assessments() -> tuple[lssc.Assessment, ...]:
    """The assessments of all valid cases."""
    return tuple(lssc.assess(**case.arguments()) for case in cases.valid())


@functools.cache
def summaries() -> tuple[lssc.Summary, ...]:
    """The summaries of all valid cases."""
    return tuple(lssc.summary(**case.arguments()) for case in cases.valid())


@functools.cache
def records() -> tuple[lssc.Record, ...]:
    return tuple(lssc.Record.from_dict(case.request()["record"]) for case in cases.valid())


@functools.cache
def catalogs() -> tuple[lssc.Catalog, ...]:
    given = (case.request().get("catalog") for case in cases.valid())
    return tuple(lssc.Catalog.from_dict(catalog) for catalog in given if catalog)


@functools.cache
def policies() -> tuple[lssc.Policy, ...]:
    given = (case.request().get("policy") for case in cases.valid())
    return tuple(lssc.Policy.from_dict(policy) for policy in given if policy)


def text_of(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def owners() -> list[Any]:
    """Records and catalogs: what has lists of entries."""
    return [*records(), *catalogs()]


def keys_of(owner: Any) -> tuple[str, ...]:
    keys: tuple[str, ...] = owner.__match_args__
    return keys


# Types.


def check_type(value: Any, hint: Any, at: str) -> None:
    """Holds a value against a type: no `datetime` for a date, no `int` for hours, no `bool` for a count."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint is Any:
        return
    if origin is tuple:
        assert type(value) is tuple, at
        for nth, entry in enumerate(value):
            check_type(entry, arguments[0], f"{at}/{nth}")
    elif arguments:
        allowed = [
            one for one in arguments if type(value) is one or (typing.get_origin(one) or one) is type(value)
        ]
        assert len(allowed) == 1, f"{at}: {value!r} is no {hint}"
        check_type(value, allowed[0], at)
    else:
        assert type(value) is hint, f"{at}: {value!r} is no {hint}"
        if dataclasses.is_dataclass(value):
            check_fields(value, at)


def check_fields(part: Any, at: str) -> None:
    hints = typing.get_type_hints(type(part))
    for field in dataclasses.fields(part):
        check_type(getattr(part, field.name), hints[field.name], f"{at}/{field.name}")


ASSESSMENT_TYPES: dict[str, Any] = {
    "record": str,
    "policy": str,
    "as_of": datetime.date,
    "status": lssc.Status,
    "eligibility": lssc.Eligibility,
    "candidacy": lssc.Candidacy | None,
    "completion": lssc.Completion,
    "certification": lssc.Certification | None,
    "renewal": lssc.RenewalResult | None,
    "fees": lssc.Fees,
    "unknowns": tuple[str, ...],
    "findings": tuple[lssc.Finding, ...],
    "next_date": lssc.NextDate | None,
}


def test_every_attribute_of_an_assessment_has_its_type() -> None:
    assert list(ASSESSMENT_TYPES) == list(lssc.Assessment.__match_args__)
    for case, assessment in zip(cases.valid(), assessments(), strict=True):
        for key, hint in ASSESSMENT_TYPES.items():
            check_type(getattr(assessment, key), hint, f"{case.id}/{key}")


def test_every_attribute_of_a_record_and_of_a_catalog_has_its_type() -> None:
    for owner in owners():
        for key in keys_of(owner):
            value = getattr(owner, key)
            if key in CLASSES and value is not None:
                assert type(value) is tuple
                for entry in value:
                    assert type(entry) is CLASSES[key]
                    check_given_back(entry)
    for record in records():
        check_type(record.id, str, "id")
        check_type(record.education, lssc.Education | None, "education")
        check_type(record.position_requires_mls, bool | None, "position_requires_mls")
        for day in ["applied_on", "admitted_on", "certified_on"]:
            check_type(getattr(record, day), datetime.date | None, day)


GIVEN_BACK: dict[Any, type] = {
    _inputs.Day: datetime.date,
    _inputs.Hours: float,
    lssc.CompetencySet | str: lssc.CompetencySet,
    lssc.Outcome | str: lssc.Outcome,
    lssc.ActivityUnit | str: lssc.ActivityUnit,
}


def check_given_back(entry: Any) -> None:
    """Entries hold what they are given; those that a record gives back hold dates, names and numbers."""
    for name, hint in typing.get_type_hints(type(entry)).items():
        if name.startswith("_"):
            continue
        value, at = getattr(entry, name), f"{type(entry).__name__}.{name}"
        if name in {"sets", "covers"}:
            check_type(value, tuple[lssc.CompetencySet, ...], at)
        elif name == "courses":
            check_type(value, tuple[str, ...], at)
        elif value is not None:
            check_type(value, GIVEN_BACK.get(answered(hint), answered(hint)), at)


def answered(hint: Any) -> Any:
    """A type without `None`."""
    return functools.reduce(
        operator.or_, (one for one in typing.get_args(hint) or [hint] if one is not type(None))
    )


def test_days_are_never_datetimes_and_money_is_int() -> None:
    seen = 0
    for assessment in assessments():
        assert type(assessment.as_of) is datetime.date
        for line in assessment.fees.lines:
            seen += 1
            assert type(line.on) is datetime.date
            assert type(line.amount_cents) is int
        assert type(assessment.fees.total_cents) is int
    assert seen > 500


# JSON.


def test_the_parts_say_what_the_whole_says() -> None:
    for assessment in assessments():
        whole = assessment.to_dict()
        assert list(whole) == [key for key in lssc.Assessment.__match_args__ if key != "next_date"]
        for key in PARTS:
            part = getattr(assessment, key)
            assert (part and part.to_dict()) == whole[key]
            assert whole[key] is None or part.to_json() == text_of(whole[key])
        assert [finding.to_dict() for finding in assessment.findings] == whole["findings"]
        assert list(assessment.unknowns) == whole["unknowns"]
        assert (assessment.record, assessment.policy) == (whole["record"], whole["policy"])
        assert (assessment.as_of.isoformat(), assessment.status.value) == (whole["as_of"], whole["status"])
        assert assessment.to_json() == text_of(whole)


def test_the_text_of_the_parts_stands_in_the_text_of_the_whole() -> None:
    for assessment in assessments():
        text = assessment.to_json()
        for key in PARTS:
            part = getattr(assessment, key)
            assert f'"{key}":{"null" if part is None else part.to_json()}' in text
        assert f'"findings":[{",".join(finding.to_json() for finding in assessment.findings)}]' in text


def test_the_entries_say_what_their_record_or_catalog_says() -> None:
    for owner in owners():
        assert owner.to_json() == text_of(owner.to_dict())
        for key in set(keys_of(owner)) & set(CLASSES):
            entries = getattr(owner, key)
            told = owner.to_dict().get(key)
            assert (entries and [entry.to_dict() for entry in entries]) == (told or entries)
            assert not entries or [entry.to_json() for entry in entries] == [
                text_of(entry) for entry in told or ()
            ]


def test_an_entry_made_by_hand_has_json_too() -> None:
    activity = lssc.Activity(datetime.date(2020, 1, 1), Decimal("7.50"), lssc.ActivityUnit.CONTACT_HOUR, [])
    assert (
        activity.to_json() == '{"completed_on":"2020-01-01","quantity":7.5,"unit":"contact-hour","sets":[]}'
    )
    assert (
        lssc.Experience("2020-01-01", hours_per_week=20.0).to_json()
        == '{"from":"2020-01-01","hours_per_week":20}'
    )


def test_a_policy_says_its_parameters() -> None:
    for policy in (*policies(), *map(lssc.Policy, lssc.Edition)):
        whole = policy.to_dict()
        assert policy == lssc.Policy.from_dict(whole) == lssc.Policy.from_json(policy.to_json())
        assert pickle.loads(pickle.dumps(policy)) == copy.deepcopy(policy) == copy.copy(policy) == policy
        assert hash(policy) == hash(lssc.Policy.from_dict(whole))
        assert (policy.id, policy.title) == (whole["id"], whole["title"])
        for parameter in policy.parameters:
            value = functools.reduce(lambda part, key: part[key], parameter.name.split("."), whole)
            assert policy[parameter.name] == parameter.value == value
            assert parameter.cites
            assert all(type(cite) is str for cite in parameter.cites)
            assert json.loads(parameter.to_json())["value"] == value
        with pytest.raises(KeyError):
            policy["renewal.hours"]


def test_the_default_policy_is_lssc_faq_and_changes_nothing() -> None:
    assert lssc.Policy() == lssc.Policy("lssc-faq") == lssc.Policy(lssc.Edition.LSSC_FAQ)
    assert not any(parameter.changed for parameter in lssc.Policy().parameters)
    assert len({lssc.Policy(edition) for edition in lssc.Edition}) == 3


# Names.

ENUMERATIONS = {
    name: one for name, one in vars(_enums).items() if isinstance(one, type) and issubclass(one, enum.Enum)
}
ENUMERATIONS.pop("Name")


def test_the_enumerations_hold_the_names_of_the_core_in_its_order() -> None:
    names = {name: tuple(one.value for one in enumeration) for name, enumeration in ENUMERATIONS.items()}
    assert names == _native.core_names()
    assert set(names) <= set(lssc.__all__)


@pytest.mark.parametrize("enumeration", ENUMERATIONS.values(), ids=ENUMERATIONS)
def test_a_name_is_its_text(enumeration: type[_enums.Name]) -> None:
    for one in enumeration:
        assert one == one.value == str(one) == f"{one}" == format(one, "")
        assert f"{one:>40}" == one.value.rjust(40)
        assert json.dumps(one) == json.dumps(one.value)
        assert {one.value: 1}[one] == 1
        assert enumeration(one.value) is one is pickle.loads(pickle.dumps(one)) is copy.deepcopy(one)
        assert one.name == one.value.upper().replace("-", "_")


def test_a_set_knows_its_title_and_is_found_by_it() -> None:
    for one in lssc.CompetencySet:
        portfolio = lssc.Portfolio(one.full_title, "2020-01-01", "pending")
        (read,) = lssc.Record("p", portfolios=[portfolio]).portfolios or ()
        assert read.set is one
    with pytest.raises(ValueError, match="tech"):
        _native.set_title("tech")


@pytest.mark.parametrize(
    ("keys", "owner"),
    [
        (_typing.RecordKeys, lssc.Record),
        (_typing.CatalogKeys, lssc.Catalog),
        (_typing.PolicyKeys, lssc.Policy),
        (_typing.ProgramKeys, lssc.Program),
        (_typing.AssessmentKeys, lssc.Assessment),
        (_typing.SummaryKeys, lssc.Summary),
    ],
)
def test_the_declared_keys_are_those_to_match_on(keys: Any, owner: Any) -> None:
    assert tuple(typing.get_args(key)[0] for key in typing.get_args(keys)) == owner.__match_args__
    assert all(hasattr(owner, key) for key in owner.__match_args__)


def test_the_fields_of_the_entries_are_the_keys_that_the_core_knows() -> None:
    """An unknown key is a fault that lists the known ones."""
    for key, entry in CLASSES.items():
        owner: Any = lssc.Catalog if key in lssc.Catalog.__match_args__ else lssc.Record
        with pytest.raises(lssc.LsscError) as raised:
            owner.from_dict(
                {"id": "p", key: [{"extra": 1}]} if owner is lssc.Record else {key: [{"extra": 1}]}
            )
        message = next(fault.message for fault in raised.value.faults if fault.path == f"/{key}/0/extra")
        known = set(message.split("the keys here are ")[1].replace("`", "").split(", "))
        assert known == {field.name.rstrip("_") for field in dataclasses.fields(entry)}


# Frozen, comparable, matched on, readable.

SAMPLES: dict[str, Any] = {
    "record": lssc.Record("p", certified_on="2012-10-15"),
    "catalog": lssc.Catalog(),
    "policy": lssc.Policy(),
    "assessment": lssc.assess({"id": "p", "certified_on": "2012-10-15"}, as_of="2016-12-15"),
    "summary": lssc.summary({"id": "p", "certified_on": "2012-10-15"}, as_of="2016-12-15"),
    "assessments": lssc.assess_many([], as_of="2016-12-15"),
    "session": lssc.Session(),
    "comparisons": lssc.compare_many([], policy_a=None, policy_b=None, as_of="2016-12-15"),
    "order": lssc.order([], as_of="2016-12-15"),
    "person": lssc.Person("Pat Doe", "pat@library.example", ala_member=True),
    "program": lssc.Program({"course": "a"}, {"a": []}),
    "table": lssc.ComparisonTable(),
    "fault": lssc.Fault("/id", lssc.FaultCode.MISSING, "missing"),
    "entry": lssc.Renewal("2016-01-01"),
    "window": lssc.Window(datetime.date(2020, 1, 1), datetime.date(2020, 1, 2)),
}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_nothing_can_be_set_or_deleted(sample: Any) -> None:
    names = [*(name for name in dir(sample) if not name.startswith("_")), "extra"]
    for name in names:
        with pytest.raises((AttributeError, TypeError)):
            setattr(sample, name, 1)
        with pytest.raises((AttributeError, TypeError)):
            delattr(sample, name)
    for name in names:
        if name != "extra":
            getattr(sample, name)


def every_part(value: Any) -> list[Any]:
    """A part with all parts in it."""
    entries = value if isinstance(value, tuple) else ()
    if dataclasses.is_dataclass(value):
        entries = tuple(getattr(value, field.name) for field in dataclasses.fields(value))
    return [value, *(part for entry in entries for part in every_part(entry))] if entries else []


def test_every_part_is_hashable_comparable_picklable_copyable_and_readable() -> None:
    seen: set[type[Part]] = set()
    everything: list[lssc.Assessment | lssc.Summary] = [*assessments()[:200], *summaries()[:200]]
    for found in everything:
        for key in found.__match_args__:
            for part in every_part(getattr(found, key)):
                if not isinstance(part, Part):
                    continue
                seen.add(type(part))
                for again in [pickle.loads(pickle.dumps(part)), copy.copy(part), copy.deepcopy(part)]:
                    assert again == part
                    assert hash(again) == hash(part)
                    assert repr(again) == repr(part)
                with pytest.raises(dataclasses.FrozenInstanceError):
                    setattr(part, next(iter(part.__slots__)), None)
                assert part._repr_html_().startswith("<table>")
                assert part != part.to_dict()
    results = {
        one
        for one in vars(_results).values()
        if isinstance(one, type) and one.__module__ == _results.__name__
    }
    assert seen == results - {lssc.Parameter}


def test_what_is_asked_twice_is_made_once() -> None:
    assessment = assessments()[0]
    assert all(
        getattr(assessment, key) is getattr(assessment, key) for key in ["eligibility", "findings", "fees"]
    )


def test_records_are_matched_on_by_keyword_and_by_place() -> None:
    match lssc.Record("p", education="college-degree"):
        case lssc.Record("p", lssc.Education.COLLEGE_DEGREE, courses=None):
            pass
        case other:
            raise AssertionError(other)
    match lssc.Policy("lssc-2019"):
        case lssc.Policy(id="lssc-2019", title=title):
            assert title
        case policy:
            raise AssertionError(policy)
    match SAMPLES["assessment"]:
        case lssc.Assessment(status=lssc.Status.GRACE, renewal=lssc.RenewalResult(verdict, last_day=day)):
            assert (verdict, day) == (lssc.Verdict.UNKNOWN, datetime.date(2016, 12, 15))
        case assessment:
            raise AssertionError(assessment)


NAMES = {name: getattr(lssc, name) for name in lssc.__all__} | {"datetime": datetime}


def test_a_record_without_names_prints_as_what_makes_it() -> None:
    """A name prints as `<Status.GRACE: 'grace'>`, which Python does not read; everything else does."""
    read = 0
    for record in records():
        if "<" not in repr(record):
            read += 1
            assert eval(repr(record), dict(NAMES)) == record
    assert read > 300


def test_an_assessment_prints_who_when_and_what() -> None:
    assert (
        repr(SAMPLES["assessment"]) == "<Assessment of p as of 2016-12-15: grace; grace-ends on 2016-12-15>"
    )
    assert repr(SAMPLES["policy"]) == "Policy('lssc-faq')"
    assert repr(SAMPLES["catalog"]) == "Catalog(approvals=(), agreements=())"


def test_what_a_notebook_shows_is_escaped() -> None:
    nasty = "<script>alert('&')</script>"
    record = lssc.Record(nasty, courses=[{"course": nasty, "completed_on": "2020-01-01"}])
    catalog = lssc.Catalog(agreements=[lssc.Agreement("a", nasty, "2020-01-01", [])])
    policy = lssc.Policy.from_dict({"extends": "lssc-faq", "id": nasty, "title": nasty})
    found = lssc.assess(record, as_of="2024-06-01", catalog=catalog, policy=policy)
    every: list[Any] = [record, catalog, policy, found, found.findings[-1], *(record.courses or ())]
    for shown in every:
        html = shown._repr_html_()
        assert "<script" not in html
        assert html.startswith(("<table", "<p>"))
    assert "&lt;script&gt;" in found._repr_html_()


def test_every_assessment_can_be_shown() -> None:
    for assessment in assessments():
        html = assessment._repr_html_()
        assert assessment.status.value in html
        assert html.count("<tr>") == len(assessment.findings) + 1


def test_an_assessment_that_was_changed_in_its_pickle_is_refused() -> None:
    with pytest.raises(ValueError, match="pickled"):
        lssc.Assessment._remembered("{}", ())


WITH_POLICY = [lssc.assess, lssc.assess_many, lssc.assess_table, lssc.timeline, lssc.order, lssc.review]
WITH_POLICY += [lssc.plan, lssc.calendar, lssc.calendar_many, lssc.Program.closing_changes]


@pytest.mark.parametrize("function", WITH_POLICY)
def test_the_policy_that_a_function_says_it_takes_by_default_is_the_one_of_the_core(function: Any) -> None:
    shown = inspect.signature(function).parameters["policy"].default
    assert shown == lssc.Policy().id
    found = [
        lssc.assess({"id": "p"}, as_of="2024-06-30", **how)
        for how in ({}, {"policy": None}, {"policy": shown})
    ]
    assert found[0] == found[1] == found[2]
