"""Mistakes that a type checker must find: an `ignore` without an error is an error too."""

from __future__ import annotations

import datetime

import lssc


def records() -> None:
    lssc.Record("p", applied="2024-06-30")  # type: ignore[arg-type]
    lssc.Record("p", "college-degree")  # type: ignore[call-arg]
    lssc.Record()  # type: ignore[call-arg]
    lssc.Record(7)  # type: ignore[arg-type]
    lssc.Record("p", applied_on=20240630)  # type: ignore[arg-type]
    lssc.Record("p", position_requires_mls="no")  # type: ignore[arg-type]
    lssc.Record("p", experience={"from": "2022-09-01"})  # type: ignore[arg-type]
    lssc.Record("p", experience=[lssc.Renewal("2022-09-01")])  # type: ignore[list-item]
    lssc.Record.from_dict('{"id": "p"}')  # type: ignore[arg-type]
    lssc.Record.from_json({"id": "p"})  # type: ignore[arg-type]


def entries() -> None:
    lssc.Experience("2022-09-01", hours_per_week="20")  # type: ignore[arg-type]
    lssc.Experience("2022-09-01", hours="20")  # type: ignore[call-arg]
    lssc.Experience(from_=2022)  # type: ignore[arg-type]
    lssc.Activity("2022-09-01", "7", "contact-hour", [])  # type: ignore[arg-type]
    lssc.Activity("2022-09-01", 7, "contact-hour", 7)  # type: ignore[arg-type]
    lssc.Approval("a", "technology", ["c"], "2022-09-01", price_cents=1.5)  # type: ignore[arg-type]
    lssc.Portfolio("technology", "2022-09-01")  # type: ignore[call-arg]


def calls(record: lssc.Record) -> None:
    lssc.assess(record)  # type: ignore[call-arg]
    lssc.assess(record, "2024-06-30")  # type: ignore[call-arg]
    lssc.assess('{"id": "p"}', as_of="2024-06-30")  # type: ignore[arg-type]
    lssc.assess(record, as_of=20240630)  # type: ignore[arg-type]
    lssc.assess(record, as_of="2024-06-30", catalogue=lssc.Catalog())  # type: ignore[arg-type]
    lssc.assess(record, as_of="2024-06-30", catalog="catalog.json")  # type: ignore[arg-type]
    lssc.assess_many(record, as_of="2024-06-30")  # type: ignore[arg-type]
    lssc.assess_many([7], as_of="2024-06-30")  # type: ignore[list-item]
    lssc.assess_table({"id": ["p"]}, as_of="2024-06-30")  # type: ignore[arg-type]
    lssc.assess_table(record, as_of="2024-06-30")  # type: ignore[arg-type]
    lssc.Policy({"extends": "lssc-faq"})  # type: ignore[arg-type]


def services(record: lssc.Record, program: lssc.Program, compared: lssc.Comparison) -> None:
    lssc.timeline(record, from_="2024-06-30")  # type: ignore[call-arg]
    lssc.timeline(record, from_="2024-06-30", to=20240630)  # type: ignore[arg-type]
    lssc.order([record], as_of="2024-06-30")  # type: ignore[list-item]
    lssc.order([], as_of="2024-06-30", catalog={})  # type: ignore[arg-type]
    lssc.Person("Pat Doe", "pat@library.example")  # type: ignore[call-arg]
    lssc.order([], as_of="2024-06-30").step(1)  # type: ignore[arg-type]
    lssc.review("program.json")  # type: ignore[arg-type]
    lssc.review(program, as_of="2024-06-30")  # type: ignore[arg-type]
    lssc.Program({"course": "a"}, {"a": "technology", "b": 7})  # type: ignore[dict-item]
    program.closing_changes("lssc-faq")  # type: ignore[call-arg]
    program.closing_changes()[0].course  # type: ignore[attr-defined]  # noqa: B018
    lssc.plan(record)  # type: ignore[call-arg]
    lssc.calendar_many(record, as_of="2024-06-30")  # type: ignore[arg-type]
    lssc.compare(record, policy_a="lssc-faq", as_of="2024-06-30")  # type: ignore[call-arg]
    lssc.ComparisonTable().add(lssc.LsscError(()))  # type: ignore[arg-type]
    lssc.ComparisonTable().count("grace", 7)  # type: ignore[arg-type]
    compared.clause = "4.10"  # type: ignore[misc]
    for one in lssc.compare_many([record], policy_a=None, policy_b=None, as_of="2024-06-30"):
        one.clause  # type: ignore[union-attr]  # noqa: B018


def attributes(record: lssc.Record, found: lssc.Assessment, window: lssc.Window) -> None:
    record.id = "q"  # type: ignore[misc]
    found.status = lssc.Status.GRACE  # type: ignore[misc]
    window.to = datetime.date(2024, 6, 30)  # type: ignore[misc]
    found.stauts  # type: ignore[attr-defined]  # noqa: B018
    found.renewal.last_day  # type: ignore[union-attr]  # noqa: B018
    record.applied_on + datetime.timedelta(1)  # type: ignore[operator]
    for one in lssc.assess_many([record], as_of="2024-06-30"):
        one.status  # type: ignore[union-attr]  # noqa: B018


def subclasses() -> None:
    class Mine(lssc.Record):  # type: ignore[misc]
        pass
