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

text: str = found.status.value
assert_type(lssc.CompetencySet.TECHNOLOGY.full_title, str)
assert_type(lssc.locate(b"{}", ""), tuple[int, int] | None)
assert_type(lssc.Session().answer(b"{}"), bytes)
assert_type(hash(record), int)
