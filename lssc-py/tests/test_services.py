"""What the services take and give (RULES 6); what they decide is the conformance cases' matter."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import functools
import json
import pickle
import typing
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import lssc
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lssc import _services
from lssc._wire import Part
from support import records as generated

AS_OF = datetime.date(2016, 12, 1)
PERSON = {"id": "p-001", "admitted_on": "2010-05-01", "certified_on": "2012-10-15"}
NO_GRACE = {"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}
EVERY = [one.value for one in lssc.CompetencySet]
PROGRAM: dict[str, Any] = {
    "requirements": {"all": [{"course": "core"}, {"choose": 1, "from": [{"course": "b"}, {"course": "a"}]}]},
    "courses": {"core": EVERY[:2] + EVERY[3:], "b": ["Technology"], "a": ["youth-services"], "z": EVERY},
}


def faults_of(call: Any) -> list[tuple[str, str]]:
    with pytest.raises(lssc.LsscError) as raised:
        call()
    return [(fault.path, fault.code.value) for fault in raised.value.faults]


# What is taken.


def ways(record: dict[str, Any]) -> list[Any]:
    """A record in every form in which it is taken."""
    return [record, MappingProxyType(record), lssc.Record(**record), lssc.Record.from_dict(record)]


def test_a_record_is_taken_in_every_form() -> None:
    for one in ways(PERSON):
        assert lssc.timeline(one, from_="2012-01-01", to=AS_OF) == lssc.timeline(
            PERSON, from_=datetime.date(2012, 1, 1), to="2016-12-01", catalog={}, policy=None
        )
        assert lssc.plan(one, as_of=AS_OF) == lssc.plan(PERSON, as_of="2016-12-01", policy=lssc.Policy())
        assert lssc.calendar(one, as_of=AS_OF) == lssc.calendar(
            PERSON, as_of="2016-12-01", catalog=lssc.Catalog()
        )
        assert lssc.compare(one, policy_a=None, policy_b=NO_GRACE, as_of=AS_OF) == lssc.compare(
            PERSON, policy_a="lssc-faq", policy_b=lssc.Policy.from_dict(NO_GRACE), as_of="2016-12-01"
        )


def test_people_are_taken_in_every_form() -> None:
    person = {"name": "Pat Doe", "email": "pat@library.example", "ala_member": True}
    orders = [
        lssc.order(people, as_of=as_of, policy=policy)
        for people in ([person], (lssc.Person(**person),), [MappingProxyType(person)])  # type: ignore[arg-type]
        for as_of in (AS_OF, "2016-12-01")
        for policy in (None, "lssc-faq", lssc.Policy(), lssc.Edition.LSSC_FAQ)
    ]
    assert len(set(orders)) == 1
    assert lssc.Person(**person).to_dict() == person  # type: ignore[arg-type]


def test_what_only_the_reader_of_text_takes_is_taken_too() -> None:
    """A whole `Decimal` is no double, but a whole number as text."""
    prices = {"member": Decimal(3), "non_member": Decimal(5)}
    policy: Any = {"extends": "lssc-faq", "id": "cheap", "fees": {"application_cents": prices}}
    settings: dict[str, Any] = {"policy_a": policy, "policy_b": None, "as_of": AS_OF}
    compared = lssc.compare({"id": "p"}, **settings)
    assert (compared.a.fees_cents, compared.b.fees_cents) == (5, 35000)
    assert list(lssc.compare_many([{"id": "p"}], **settings)) == [compared]
    person = lssc.Person("Pat Doe", "pat@library.example", ala_member=False)
    assert lssc.order([person], as_of=AS_OF, policy=policy).total_cents == 5
    assert lssc.timeline({"id": "p"}, from_=AS_OF, to=AS_OF, policy=policy)[0].status == "undetermined"
    assert lssc.plan({"id": "p"}, as_of=AS_OF, policy=policy).membership_saves_cents == 6000
    program: Any = {
        "requirements": {"choose": Decimal(1), "from": [{"course": "z"}]},
        "courses": {"z": tuple(lssc.CompetencySet)},
    }
    assert lssc.review(program, policy=policy).qualifies


def test_every_fault_of_every_argument_comes_at_once_and_in_order() -> None:
    record: Any = {"id": "", "applied_on": "x"}
    of_record = [("/record/id", "bad-length"), ("/record/applied_on", "bad-date")]
    wrong: Any = {"catalog": {"approvals": 1}, "surplus": 1}
    of_catalog, of_surplus = ("/catalog/approvals", "wrong-type"), ("/surplus", "unknown-key")
    noon: Any = datetime.datetime(2016, 12, 1, 12)
    assert faults_of(lambda: lssc.timeline(record, from_=noon, to="x", policy="y", **wrong)) == [
        *of_record,
        of_catalog,
        ("/policy", "unknown-policy"),
        ("/from", "wrong-type"),
        ("/to", "bad-date"),
        of_surplus,
    ]
    for function in (lssc.plan, lssc.calendar):
        assert faults_of(functools.partial(function, record, as_of=noon, policy="y", **wrong)) == [
            *of_record,
            of_catalog,
            ("/policy", "unknown-policy"),
            ("/as_of", "wrong-type"),
            of_surplus,
        ]
    settings: Any = {"policy_a": "y", "policy_b": {"extends": "lssc-faq", "id": 7}, "as_of": noon, **wrong}
    of_settings = [
        of_catalog,
        ("/policy_a", "unknown-policy"),
        ("/policy_b/id", "wrong-type"),
        ("/as_of", "wrong-type"),
        of_surplus,
    ]
    assert faults_of(lambda: lssc.compare(record, **settings)) == [*of_record, *of_settings]
    assert faults_of(lambda: lssc.compare_many([record], **settings)) == of_settings
    people: Any = [{"name": " ", "email": "Pat@x", "ala_member": True}, lssc.Person("P", "pat@X", True)]
    assert faults_of(lambda: lssc.order(people, as_of=noon, policy="y", surplus=1)) == [  # type: ignore[arg-type]
        ("/people/0/name", "bad-text"),
        ("/people/1/email", "duplicate"),
        ("/as_of", "wrong-type"),
        ("/policy", "unknown-policy"),
        of_surplus,
    ]
    program: Any = {"requirements": {"course": "a"}, "courses": {"b": ["x"]}, "more": 1}
    assert faults_of(lambda: lssc.review(program, policy="y", surplus=1)) == [  # type: ignore[arg-type]
        ("/requirements/course", "unknown-value"),
        ("/courses/b/0", "unknown-set"),
        ("/policy", "unknown-policy"),
        ("/more", "unknown-key"),
        of_surplus,
    ]


def test_a_range_that_ends_before_it_begins_is_a_fault() -> None:
    assert faults_of(lambda: lssc.timeline(PERSON, from_="2016-12-02", to=AS_OF)) == [("/to", "conflict")]


def test_a_program_that_is_none_has_its_fault_alone() -> None:
    not_programs: list[Any] = [[], "x", None, 7, lssc.Record("p")]
    for wrong in not_programs:
        assert faults_of(lambda: lssc.review(wrong, policy="y")) == [("", "wrong-type")]  # noqa: B023
        assert faults_of(lambda: lssc.Program.from_dict(wrong)) == [("", "wrong-type")]  # noqa: B023


def test_what_is_a_policy_or_an_operation_within_a_program_is_refused() -> None:
    for key in ("policy", "op"):
        for policy in (None, "lssc-2011"):
            found = faults_of(lambda: lssc.review(PROGRAM | {key: "review"}, policy=policy))  # noqa: B023
            assert found == [(f"/{key}", "duplicate-key")]


@given(st.sampled_from(["people", "name", "email", "ala_member"]), generated.WRONG)
def test_an_order_is_made_or_refused_whatever_the_people(place: str, value: Any) -> None:
    person = {"name": "Pat Doe", "email": "pat@library.example", "ala_member": True}
    people: Any = value if place == "people" else [person | {place: value}]
    paths: set[str] = set()
    try:
        lssc.order(people, as_of=AS_OF)
    except lssc.LsscError as error:
        paths = {fault.path for fault in error.faults}
    assert all(path.startswith("/people") for path in paths)


# Orders.


def test_an_order_goes_through_its_states_one_step_at_a_time() -> None:
    order = lssc.order([], as_of=AS_OF)
    for state in lssc.OrderState:
        if state is not lssc.OrderState.APPLIED:
            before, order = order, order.step(state.value)
            assert (before.state.next, order.state) == (state, state)
            assert dataclasses.replace(before, state=state) == order
        for other in lssc.OrderState:
            if other is not state.next:
                with pytest.raises(lssc.StepError, match=f"`{state}`.*`{other}`") as raised:
                    order.step(other)
                error = raised.value
                assert (error.from_, error.to, error.expected) == (state, other, state.next)
                again = pickle.loads(pickle.dumps(error))
                assert (str(again), again.expected) == (str(error), error.expected)
    assert order.state.next is None
    with pytest.raises(ValueError, match="`sent`"):
        order.step("sent")


def test_an_order_as_json_is_what_an_answer_holds() -> None:
    person = lssc.Person("Ána", "ana@library.example", ala_member=False)
    order = lssc.order([person], as_of=AS_OF).step("order-received")
    assert order.to_json() == (
        '{"lines":[{"name":"Ána","email":"ana@library.example","basis":"non-member","amount_cents":35000}],'
        '"total_cents":35000}'
    )


# Programs.


def test_a_program_says_what_it_was_given() -> None:
    program = lssc.Program.from_dict(PROGRAM)
    assert program.requirements == PROGRAM["requirements"]
    assert list(program.courses) == ["a", "b", "core", "z"]
    assert program.courses["b"] == (lssc.CompetencySet.TECHNOLOGY,)
    assert program.to_dict()["courses"]["b"] == ["technology"]
    for again in [
        lssc.Program(program.requirements, program.courses),
        lssc.Program.from_dict(program.to_dict()),
        lssc.Program.from_dict(program),  # type: ignore[arg-type]
        lssc.Program.from_json(json.dumps(PROGRAM)),
        lssc.Program.from_json(program.to_json().encode()),
        pickle.loads(pickle.dumps(program)),
        copy.copy(program),
        copy.deepcopy(program),
    ]:
        assert again == program
        assert hash(again) == hash(program)
        assert repr(again) == repr(program)
        assert again.to_json() == program.to_json()
    assert program != lssc.Program({"course": "z"}, program.courses)
    assert program != program.to_dict()
    assert repr(lssc.Program({"course": "a"}, {"a": []})) == (
        "Program(requirements={'course': 'a'}, courses={'a': ()})"
    )
    assert program._repr_html_().startswith("<table>")
    match program:
        case lssc.Program({"all": [{"course": "core"}, _]}, courses):
            assert courses == program.courses
        case other:
            raise AssertionError(other)


def test_the_faults_of_a_program_have_paths_into_it() -> None:
    wrong: Any = {"all": [{"course": "a"}, {"choose": 2, "from": [{"course": "b"}]}]}
    expected = [("/requirements/all/0/course", "unknown-value"), ("/requirements/all/1/choose", "conflict")]
    courses = {"b": ["technology"]}
    assert faults_of(lambda: lssc.Program(wrong, courses)) == expected
    text = json.dumps({"requirements": wrong, "courses": courses})
    assert faults_of(lambda: lssc.Program.from_json(text)) == expected


def test_a_tree_as_deep_as_may_be_is_read_and_a_deeper_one_is_a_fault() -> None:
    course: Any = {"course": "z"}

    def tree(levels: int) -> Any:
        return functools.reduce(lambda below, _: {"all": [below]}, range(levels - 1), course)

    program = lssc.Program(tree(24), {"z": EVERY})
    assert lssc.review(program).qualifies
    assert program.requirements == tree(24)
    assert faults_of(lambda: lssc.Program(tree(25), {"z": []})) == [("/requirements", "too-deep")]


def test_a_review_has_a_matrix_and_closing_changes() -> None:
    program = lssc.Program.from_dict(PROGRAM)
    found = lssc.review(program)
    assert found == lssc.review(PROGRAM)
    assert (found.qualifies, found.graduate) == (False, ("a", "core"))
    assert found.missing_required == (lssc.CompetencySet.TECHNOLOGY,)
    matrix = program.matrix()
    assert [(row.course, row.named, row.compulsory) for row in matrix.rows] == [
        ("a", True, False),
        ("b", True, False),
        ("core", True, True),
        ("z", False, False),
    ]
    assert lssc.CompetencySet.TECHNOLOGY not in matrix.every_graduate
    changes = program.closing_changes(policy="lssc-faq")
    assert [change.to_dict() for change in changes] == [
        {"change": "compulsory", "course": "b"},
        {"change": "compulsory", "course": "z"},
        {"change": "raise", "at": "/all/1", "choose": 2},
        {"change": "remove", "at": "/all/1/from/1"},
    ]
    assert all(isinstance(change, lssc.Change) for change in changes)
    assert changes[0].to_json() == '{"change":"compulsory","course":"b"}'
    no_technology: Any = {"required": EVERY[:2], "electives": EVERY[3:], "electives_needed": 3}
    policy: Any = {"extends": "lssc-faq", "id": "x", "completion": no_technology}
    assert lssc.review(program, policy=policy).graduate is None
    assert program.closing_changes(policy=policy) == []
    assert faults_of(lambda: program.closing_changes(policy="y")) == [("/policy", "unknown-policy")]


# Calendars.


def test_a_calendar_of_many_names_each_and_leaves_nobody_out_unsaid() -> None:
    people: list[Any] = [
        {"id": "p-1", "admitted_on": "2016-01-01"},
        lssc.Record("p-2", admitted_on="2016-01-01"),
        '{"id": "p-3", "admitted_on": "2016-01-01"}',
        b'{"id": "p-4"}',
    ]
    text = lssc.calendar_many(iter(people), as_of=AS_OF)
    assert [f"SUMMARY:LSSC p-{nth}: " in text for nth in range(1, 5)] == [True, True, True, False]
    assert text.replace("\r\n", "").isprintable()
    assert lssc.calendar_many([], as_of=AS_OF).startswith("BEGIN:VCALENDAR\r\n")
    wrong = [*people, {"id": "", "applied_on": "x"}, "?", *people * 100, {}]
    assert faults_of(lambda: lssc.calendar_many(wrong, as_of=AS_OF)) == [
        ("/records/4/id", "bad-length"),
        ("/records/4/applied_on", "bad-date"),
        ("/records/5", "bad-json"),
        ("/records/406/id", "missing"),
    ]


# Comparisons.


def test_what_many_comparisons_come_to_is_counted() -> None:
    people: list[Any] = [{"id": f"p-{nth}", "certified_on": f"201{nth}-10-15"} for nth in range(10)]
    settings: dict[str, Any] = {"policy_a": "lssc-faq", "policy_b": NO_GRACE, "as_of": AS_OF}
    found = list(lssc.compare_many([*people, {"id": ""}, *people], **settings))
    assert found[:10] == found[11:] == [lssc.compare(person, **settings) for person in people]
    error = found[10]
    assert isinstance(error, lssc.LsscError)
    assert [fault.path for fault in error.faults] == ["/id"]

    table = lssc.ComparisonTable()
    compared = [one for one in found if isinstance(one, lssc.Comparison)]
    for one in compared:
        table.add(one)
    assert table.records == sum(count.records for count in table.statuses) == 20
    assert len(table.statuses) == len(lssc.Status) ** 2
    assert table.touched == table.first_differs("4.10") == sum(one.clause is not None for one in compared)
    assert table.count("grace", lssc.Status.LAPSED) == table.lost(lssc.Standing.RENEWABLE) == 2
    assert [table.gained(standing) for standing in lssc.Standing] == [0] * len(lssc.Standing)
    assert table.fees_more == table.fees_less == lssc.FeesChange(0, 0)
    assert table.fees_change_cents == sum(one.fees_change_cents for one in compared) == 0
    whole = table.to_dict()
    assert whole["lost"] == [{"standing": "renewable", "records": 2}]
    assert table.to_json() == json.dumps(whole, separators=(",", ":"))
    assert repr(table) == f"<ComparisonTable of 20 records: {table.touched} touched>"
    assert table._repr_html_().startswith("<table>")
    frame = polars.DataFrame([one.to_dict() for one in compared])
    assert frame["lost"].drop_nulls().to_list() == ["renewable"] * 2


def test_what_fees_change_is_counted_with_its_sign() -> None:
    prices = {"application_cents": {"member": 32500, "non_member": 40000}}
    dearer: Any = {"extends": "lssc-faq", "id": "dearer", "fees": prices}
    table = lssc.ComparisonTable()
    for policies in [(None, dearer), (dearer, None), (None, dearer)]:
        table.add(lssc.compare({"id": "p"}, policy_a=policies[0], policy_b=policies[1], as_of=AS_OF))
    assert table.fees_more == lssc.FeesChange(2, 10000)
    assert table.fees_less == lssc.FeesChange(1, 5000)
    assert table.fees_change_cents == 5000
    assert table.first_differs("4.13") == table.touched == 3


def test_tables_made_apart_are_sent_on_and_merged() -> None:
    settings: dict[str, Any] = {"policy_a": "lssc-2011", "policy_b": NO_GRACE, "as_of": AS_OF}
    tables = [lssc.ComparisonTable() for _ in range(3)]
    for nth, person in enumerate([PERSON, {"id": "p"}, PERSON, {"id": "q", "applied_on": "2016-01-01"}]):
        one = lssc.compare(person, **settings)
        tables[nth % 2].add(one)
        tables[2].add(one)
    merged = pickle.loads(pickle.dumps(tables[0]))
    assert merged == tables[0] == copy.copy(tables[0]) == copy.deepcopy(tables[0]) != tables[1]
    merged.merge(pickle.loads(pickle.dumps(tables[1])))
    assert merged == tables[2]
    assert merged.to_json() == tables[2].to_json()
    assert tables[0] != tables[0].to_dict()
    copied = copy.copy(merged)
    copied.merge(copied)
    assert (copied.records, merged.records) == (8, 4)
    with pytest.raises(TypeError):
        hash(merged)


def test_a_table_counts_nothing_but_comparisons() -> None:
    table = lssc.ComparisonTable()
    one = lssc.compare(PERSON, policy_a=None, policy_b=None, as_of=AS_OF)
    error = next(lssc.compare_many([{}], policy_a=None, policy_b=None, as_of=AS_OF))
    for wrong, kind in [
        (error, TypeError),
        (None, TypeError),
        (one.to_dict(), TypeError),
        (dataclasses.replace(one, clause="9.9"), ValueError),
        (dataclasses.replace(one, record=""), ValueError),
        (dataclasses.replace(one, a=lssc.Compared("grac", 0)), ValueError),  # type: ignore[arg-type]
        (dataclasses.replace(one, a=lssc.Compared(one.a.status, -1)), OverflowError),
        (dataclasses.replace(one, b=None), AttributeError),  # type: ignore[arg-type]
    ]:
        with pytest.raises(kind):
            table.add(wrong)  # type: ignore[arg-type]
    assert table.records == 0
    for call in (
        lambda: table.count("grace", "x"),
        lambda: table.first_differs("5"),
        lambda: table.gained("x"),
    ):
        with pytest.raises(ValueError, match="`"):
            call()
    with pytest.raises(TypeError):
        table.merge(one)  # type: ignore[arg-type]


# What is given.


@functools.cache
def results() -> tuple[Any, ...]:
    program = lssc.Program.from_dict(PROGRAM)
    people = [lssc.Person("Pat Doe", "pat@library.example", ala_member=True)]
    approval = lssc.Approval("a-1", "technology", ["c"], "2010-01-01", price_cents=100)
    compared = lssc.compare(PERSON, policy_a=None, policy_b=NO_GRACE, as_of=AS_OF)
    table = lssc.ComparisonTable()
    table.add(compared)
    return (
        *lssc.timeline(PERSON, from_="2012-01-01", to="2017-12-31"),
        lssc.order(people, as_of=AS_OF),
        lssc.review(program),
        lssc.review({"requirements": {"course": "z"}, "courses": {"z": EVERY}}),
        program.matrix(),
        *program.closing_changes(),
        lssc.plan(PERSON, as_of=AS_OF, catalog=lssc.Catalog([approval])),
        lssc.plan(PERSON, as_of="2020-01-01", policy="lssc-2019"),
        compared,
        *table.statuses,
        table.fees_more,
    )


def every_part(value: Any) -> list[Part]:
    """A part with all parts in it."""
    if isinstance(value, tuple):
        return [part for entry in value for part in every_part(entry)]
    if not isinstance(value, Part):
        return []
    fields = dataclasses.fields(value)  # type: ignore[arg-type]
    return [value, *every_part(tuple(getattr(value, field.name) for field in fields))]


def check_type(value: Any, hint: Any, at: str) -> None:
    """Holds a value against its type: no `datetime` for a date, no name as a mere text."""
    if typing.get_origin(hint) is tuple:
        assert type(value) is tuple, at
        for entry in value:
            check_type(entry, typing.get_args(hint)[0], at)
        return
    allowed = typing.get_args(hint) or [hint]
    fits = [one for one in allowed if type(value) is (typing.get_origin(one) or one)]
    assert len(fits) == 1, f"{at}: {value!r} is no {hint}"
    if typing.get_origin(fits[0]):
        check_type(value, fits[0], at)


def test_every_part_has_its_types_is_frozen_comparable_picklable_and_readable() -> None:
    seen: set[type] = set()
    for part in every_part(results()):
        seen.add(type(part))
        hints = typing.get_type_hints(type(part))
        for field in dataclasses.fields(part):  # type: ignore[arg-type]
            check_type(getattr(part, field.name), hints[field.name], f"{type(part).__name__}.{field.name}")
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(part, field.name, None)
        for again in [pickle.loads(pickle.dumps(part)), copy.copy(part), copy.deepcopy(part)]:
            assert again == part
            assert hash(again) == hash(part)
            assert repr(again) == repr(part)
        assert json.loads(part.to_json()) == part.to_dict()
        assert part._repr_html_().startswith("<table>")
    classes = {one for one in vars(_services).values() if isinstance(one, type) and issubclass(one, Part)}
    assert seen == classes - {Part, lssc.Change}


def test_a_timeline_is_a_table_to_polars() -> None:
    stretches = lssc.timeline(PERSON, from_="2012-01-01", to="2017-12-31")
    frame = polars.DataFrame([stretch.to_dict() for stretch in stretches])
    assert frame.columns == ["from", "to", "status", "because"]
    assert frame["status"].to_list() == [str(stretch.status) for stretch in stretches]


@given(generated.valid_records(), generated.valid_catalogs(), generated.NEAR_DAYS, generated.NEAR_DAYS)
def test_any_record_has_the_answers_of_its_requests(
    record: Any, catalog: Any, one: datetime.date, other: datetime.date
) -> None:
    session = lssc.Session()
    from_, to = sorted([one, other])

    def answer(operation: str, **days: Any) -> str:
        request = {"op": operation, "record": record, "catalog": catalog, **days}
        return session.answer(json.dumps(generated.as_json(request)).encode()).decode()

    stretches = lssc.timeline(record, from_=from_, to=to, catalog=catalog)
    texts = ",".join(stretch.to_json() for stretch in stretches)
    assert answer("timeline", **{"from": from_, "to": to}) == f'{{"timeline":[{texts}]}}'
    for stretch in stretches:
        assert lssc.assess(record, as_of=stretch.from_, catalog=catalog).status is stretch.status
    plan = lssc.plan(record, as_of=to, catalog=catalog)
    assert answer("plan", as_of=to) == f'{{"plan":{plan.to_json()}}}'
    text = lssc.calendar(record, as_of=to, catalog=catalog)
    assert json.loads(answer("calendar", as_of=to)) == {"calendar": text}
    compared = lssc.compare(record, policy_a="lssc-2011", policy_b="lssc-2019", as_of=to, catalog=catalog)
    statuses = [
        lssc.assess(record, as_of=to, catalog=catalog, policy=policy).status
        for policy in ("lssc-2011", "lssc-2019")
    ]
    assert [compared.a.status, compared.b.status] == statuses
