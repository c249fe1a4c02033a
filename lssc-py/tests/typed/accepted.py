"""What a type checker must see in correct programs. It is checked, and it runs too."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import lssc
from typing_extensions import assert_type

if TYPE_CHECKING:
    import polars
    import pyarrow  # type: ignore[import-untyped]

    def tables(frame: polars.DataFrame, table: pyarrow.Table) -> None:
        assert_type(lssc.assess_table(frame, as_of="2024-06-01"), lssc.AssessedTable)
        polars.DataFrame(
            lssc.assess_table(frame, as_of="2024-06-01", carry=["branch"], findings=True, threads=2)
        )
        lssc.assess_table(lssc.assess_table(frame, as_of="2024-06-01"), as_of="2024-06-01")
        assert_type(
            lssc.summary_table(frame, as_of="2024-06-01", carry=["branch"], threads=2), lssc.AssessedTable
        )


record = lssc.Record(
    "p-001",
    education="college-degree",
    position_requires_mls=False,
    experience=[
        {"from": "2022-09-01", "hours_per_week": 20},
        lssc.Experience("2020-01-01", hours_per_week=Decimal("7.5")),
    ],
    applied_on=datetime.date(2024, 6, 30),
    portfolios=(lssc.Portfolio(lssc.CompetencySet.TECHNOLOGY, "2024-07-01", "pending"),),
)
assert_type(record, lssc.Record)
assert_type(record.id, str)
assert_type(record.education, lssc.Education | None)
assert_type(record.position_requires_mls, bool | None)
assert_type(record.applied_on, datetime.date | None)
assert_type(record.experience, tuple[lssc.Experience, ...] | None)
assert_type(record.courses, tuple[lssc.CourseCompletion, ...] | None)
assert_type(record.to_json(), str)
assert_type(record.to_dict(), dict[str, Any])
assert_type(lssc.Record.from_dict({"id": "p"}), lssc.Record)
assert_type(lssc.Record.from_json(b'{"id": "p"}'), lssc.Record)

catalog = lssc.Catalog(approvals=[lssc.Approval("a", "Technology", ["c"], "2020-01-01", price_cents=100)])
assert_type(catalog.approvals, tuple[lssc.Approval, ...])
assert_type(catalog.agreements, tuple[lssc.Agreement, ...])
assert_type(catalog.approvals[0].price_cents, int | None)

policy = lssc.Policy(lssc.Edition.LSSC_2019)
assert_type(policy["renewal.contact_hours"], object)
assert_type(policy.parameters, tuple[lssc.Parameter, ...])

found = lssc.assess(record, as_of="2024-06-30", catalog=catalog, policy=policy)
assert_type(found, lssc.Assessment)
assert_type(found.status, lssc.Status)
assert_type(found.as_of, datetime.date)
assert_type(found.eligibility.experience.counted_hours, float | None)
assert_type(found.fees.total_cents, int)
assert_type(found.findings, tuple[lssc.Finding, ...])
assert_type(found.findings[0].code, lssc.FindingCode)
assert_type(found.unknowns, tuple[str, ...])
assert_type(found.next_date, lssc.NextDate | None)
lssc.assess(
    {"id": "p"},
    as_of=datetime.date(2024, 6, 30),
    catalog={"approvals": []},
    policy={"extends": "lssc-faq", "id": "x"},
)
lssc.assess({"id": "p"}, as_of="2024-06-30", policy=lssc.Edition.LSSC_2011)

if found.renewal is not None:
    assert_type(found.renewal.last_day, datetime.date)
    assert_type(found.renewal.contact_hours.counted, float | None)

for one in lssc.assess_many([record, {"id": "p"}, '{"id": "q"}', b'{"id": "r"}'], as_of="2024-06-30"):
    assert_type(one, lssc.Assessment | lssc.LsscError)
    match one:
        case lssc.Assessment(status=status, record=person):
            assert_type(status, lssc.Status)
            assert_type(person, str)
        case lssc.LsscError(faults=faults):
            assert_type(faults, tuple[lssc.Fault, ...])

match record:
    case lssc.Record(name, lssc.Education.COLLEGE_DEGREE):
        assert_type(name, str)

try:
    lssc.Record("")
except lssc.LsscError as error:
    assert_type(error.faults[0].code, lssc.FaultCode)
    raised: ValueError = error
else:
    raise AssertionError

stretches = lssc.timeline(
    record, from_="2024-01-01", to=datetime.date(2024, 12, 31), catalog=catalog, policy=policy
)
assert_type(stretches, list[lssc.Stretch])
assert_type(stretches[0].because, str | None)

people = [lssc.Person("Pat Doe", "pat@library.example", ala_member=True)]
order = lssc.order(people, as_of="2024-06-30", policy=lssc.Edition.LSSC_FAQ)
assert_type(order, lssc.Order)
assert_type(order.step(lssc.OrderState.ORDER_RECEIVED).step("invoiced"), lssc.Order)
assert_type(order.lines, tuple[lssc.OrderLine, ...])
assert_type(order.state.next, lssc.OrderState | None)
lssc.order(
    [{"name": "Pat Doe", "email": "pat@library.example", "ala_member": True}, *people[:0]], as_of="2024-06-30"
)
try:
    order.step("paid")
except lssc.StepError as step_error:
    assert_type(step_error.expected, lssc.OrderState | None)

program = lssc.Program({"course": "a"}, {"a": ["technology", lssc.CompetencySet.ACCESS_SERVICES]})
assert_type(program.courses, dict[str, tuple[lssc.CompetencySet, ...]])
assert_type(program.requirements, dict[str, Any])
assert_type(lssc.review(program), lssc.Review)
assert_type(
    lssc.review({"requirements": {"course": "a"}, "courses": {"a": []}}, policy=policy).qualifies, bool
)
assert_type(program.matrix().rows, tuple[lssc.MatrixRow, ...])
for change in program.closing_changes(policy="lssc-2011"):
    assert_type(change, lssc.Change)
    match change:
        case lssc.MakeCompulsory(course):
            assert_type(course, str)
        case lssc.RaiseChoice(at, choose):
            assert_type((at, choose), tuple[str, int])
        case lssc.RemoveBranch(at=at):
            assert_type(at, str)

assert_type(lssc.plan(record, as_of="2024-06-30", catalog=catalog), lssc.Plan)
assert_type(lssc.plan({"id": "p"}, as_of="2024-06-30").as_member.items, tuple[lssc.PlanItem, ...])
assert_type(lssc.calendar(record, as_of="2024-06-30"), str)
assert_type(lssc.calendar_many([record, '{"id": "q"}'], as_of="2024-06-30", catalog=catalog), str)

comparison = lssc.compare(record, policy_a=None, policy_b=policy, as_of="2024-06-30")
assert_type(comparison, lssc.Comparison)
assert_type(comparison.gained, lssc.Standing | None)
table = lssc.ComparisonTable()
for compared in lssc.compare_many(
    [record, {"id": "p"}], policy_a="lssc-faq", policy_b=policy, as_of="2024-06-30"
):
    assert_type(compared, lssc.Comparison | lssc.LsscError)
    if isinstance(compared, lssc.Comparison):
        table.add(compared)
table.merge(lssc.ComparisonTable())
assert_type(table.count("grace", lssc.Status.LAPSED), int)
assert_type(table.statuses, tuple[lssc.StatusCount, ...])
assert_type(table.fees_more, lssc.FeesChange)
assert_type(table.gained("certified") + table.lost(lssc.Standing.OUT) + table.first_differs("4.10"), int)

text: str = found.status.value
assert_type(lssc.CompetencySet.TECHNOLOGY.full_title, str)
assert_type(lssc.locate(b"{}", ""), tuple[int, int] | None)
assert_type(lssc.Session().answer(b"{}"), bytes)
assert_type(hash(record), int)
