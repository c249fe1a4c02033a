"""A summary says what the assessment says, in every form in which it comes."""

from __future__ import annotations

import copy
import datetime
import json
import pickle
from typing import Any

import lssc
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import cases
from support import records as generated
from support.tables import DATE, LIBRARIES, SUMMARY_ROWS, TEXT, arrow_table, read_assessed, row_of, table_of


def certification_of(found: lssc.Assessment) -> lssc.CertificationSummary | None:
    term, renewal = found.certification, found.renewal
    if term is None or renewal is None:
        return None
    return lssc.CertificationSummary(
        certified_on=term.certified_on,
        term=term.term,
        opens_on=renewal.opens_on,
        expires_on=renewal.expires_on,
        last_day=renewal.last_day,
        provisional=term.provisional,
        renewal=renewal.verdict,
        contact_hours=renewal.contact_hours.counted,
        technology_hours=renewal.technology_hours.counted,
    )


def said(found: lssc.Assessment) -> dict[str, Any]:
    """What an assessment says of the attributes of a summary."""
    return {
        "status": found.status,
        "eligibility": found.eligibility.verdict,
        "counted_hours": found.eligibility.experience.counted_hours,
        "deadline": found.candidacy and found.candidacy.deadline,
        "completion": found.completion.verdict,
        "completed_on": found.completion.completed_on,
        "certification": certification_of(found),
        "total_cents": found.fees.total_cents,
        "next_date": found.next_date,
    }


def attributes(found: lssc.Summary) -> dict[str, Any]:
    return {key: getattr(found, key) for key in lssc.Summary.__match_args__}


def row(found: lssc.Summary, record_id: Any) -> list[Any]:
    """The row of a summary in a table."""
    term, coming = found.certification, found.next_date
    return [
        record_id,
        found.status.value,
        found.eligibility.value,
        found.counted_hours,
        found.deadline,
        found.completion.value,
        found.completed_on,
        term and term.certified_on,
        term and term.term,
        term and term.expires_on,
        term and term.provisional,
        term and term.renewal.value,
        term and term.opens_on,
        term and term.last_day,
        term and term.contact_hours,
        term and term.technology_hours,
        found.total_cents,
        coming and coming.on,
        coming and coming.milestone.value,
        [],
    ]


def test_a_summary_is_of_the_assessment_in_every_case() -> None:
    for case in cases.valid():
        assert attributes(lssc.summary(**case.arguments())) == said(lssc.assess(**case.arguments())), case


@given(
    generated.valid_records(), generated.valid_catalogs(), generated.NEAR_DAYS, st.sampled_from(lssc.Edition)
)
def test_a_summary_is_of_the_assessment(
    record: Any, catalog: Any, as_of: datetime.date, policy: lssc.Edition
) -> None:
    setting: dict[str, Any] = {"as_of": as_of, "catalog": catalog, "policy": policy}
    found = lssc.summary(record, **setting)
    assert attributes(found) == said(lssc.assess(record, **setting))
    instance = lssc.Record(**generated.as_instances(record))
    for again in [
        lssc.summary(generated.as_json(record), **setting),
        lssc.summary(instance, **setting),
        pickle.loads(pickle.dumps(found)),
        pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(found)))),
        copy.copy(found),
        copy.deepcopy(found),
    ]:
        assert again == found
        assert hash(again) == hash(found)
        assert repr(again) == repr(found)
        assert attributes(again) == attributes(found)
        assert again.to_json() == found.to_json()
    assert json.loads(found.to_json()) == found.to_dict()
    assert found.to_dict()["status"] == found.status


def test_summaries_differ_as_what_they_say() -> None:
    def on(day: str) -> lssc.Summary:
        return lssc.summary({"id": "p", "certified_on": "2012-10-15"}, as_of=day)

    assert on("2014-01-01") != on("2016-12-15")
    assert on("2014-01-01") != pickle.loads(pickle.dumps(on("2016-12-15")))
    assert on("2014-01-01") != on("2014-01-01").to_dict()
    match on("2016-12-15"):
        case lssc.Summary(lssc.Status.GRACE, certification=lssc.CertificationSummary(term=1), deadline=None):
            pass
        case other:
            raise AssertionError(other)


def test_the_faults_are_those_of_an_assessment() -> None:
    wrong: dict[str, Any] = {"record": {"id": ""}, "as_of": "2024-02-30", "policy": "mine", "more": 1}
    with pytest.raises(lssc.LsscError) as of_assessment:
        lssc.assess(**wrong)
    with pytest.raises(lssc.LsscError) as of_summary:
        lssc.summary(**wrong)
    assert of_summary.value.faults == of_assessment.value.faults
    assert len(of_summary.value.faults) == 4
    del wrong["record"]
    with pytest.raises(lssc.LsscError, match="2024-02-30"):
        lssc.summary_table(arrow_table([]), **wrong)


@settings(max_examples=60)
@pytest.mark.parametrize("library", LIBRARIES)
@given(
    records=st.lists(generated.valid_records(), min_size=1, max_size=5),
    as_of=generated.NEAR_DAYS,
    threads=st.sampled_from([None, 1, 2]),
)
def test_a_table_of_records_has_the_summary_of_each(
    library: str, records: Any, as_of: datetime.date, threads: int | None
) -> None:
    expected = [row(lssc.summary(record, as_of=as_of), record["id"]) for record in records]
    for day, given_as in [(DATE, records), (TEXT, generated.as_json(records))]:
        table = table_of(given_as, library, day)
        found = read_assessed(lssc.summary_table(table, as_of=as_of, threads=threads))
        assert [list(row.values()) for row in found] == expected
        assert all(list(row) == SUMMARY_ROWS for row in found)


COLUMNS: dict[str, Any] = {
    "id": st.sampled_from(["p-1", "", " ", "\u3000", "x" * 128, "x" * 129, "\x07", "\u65e5\u672c", None]),
    "education": st.sampled_from(["college-degree", "below-high-school", "collage", "", None]),
    "position_requires_mls": st.sampled_from([True, False, None]),
    "applied_on": st.sampled_from(["2015-01-01", "2024-02-30", "1899-12-31", "2200-01-01", "", None]),
    "admitted_on": st.sampled_from(["2014-12-31", "2015-02-01", "2015-2-1", None]),
    "certified_on": st.sampled_from(["2016-05-05", "1900-01-01", None]),
    "experience": st.lists(
        st.fixed_dictionaries(
            {
                "from": st.sampled_from(["2010-01-01", "x", None]),
                "to": st.sampled_from([None, "2012-12-31", "2009-01-01"]),
                "hours_per_week": st.sampled_from([20.0, 168.0, 168.01, 7.005, -1.0, 1e300, None]),
                "total_hours": st.sampled_from([None, 400.25, 1e9]),
                "volunteer": st.sampled_from([None, True]),
                "library": st.sampled_from([None, "x" * 1000, "x" * 1001, "\u65e5" * 1000]),
            }
        )
        | st.none(),
        max_size=2,
    )
    | st.none(),
    "portfolios": st.lists(
        st.fixed_dictionaries(
            {
                "set": st.sampled_from(["technology", "Youth Services", "tech", None]),
                "submitted_on": st.sampled_from(["2015-03-01", None]),
                "outcome": st.sampled_from(["achieved", "not-achieved", "pending", "lost"]),
                "evaluated_on": st.sampled_from(["2015-04-01", "2015-02-01", None]),
            }
        )
        | st.none(),
        max_size=3,
    )
    | st.none(),
    "activities": st.lists(
        st.fixed_dictionaries(
            {
                "completed_on": st.sampled_from(["2017-01-01", "2017-13-01"]),
                "quantity": st.sampled_from([1.5, 1000.0, 1000.01, None]),
                "unit": st.sampled_from(["contact-hour", "conference-day", "hours"]),
                "sets": st.lists(st.sampled_from(["technology", "tech", None]), max_size=2) | st.none(),
                "title": st.sampled_from([None, "x" * 1001]),
            }
        ),
        max_size=2,
    )
    | st.none(),
    "renewals": st.lists(
        st.fixed_dictionaries({"renewed_on": st.sampled_from(["2020-05-01", "2020", None])}), max_size=2
    )
    | st.none(),
}
"""Values of each key, right and odd, of which a row may have any."""


@settings(max_examples=300)
@given(
    rows=st.lists(st.fixed_dictionaries(COLUMNS), min_size=1, max_size=6),
    absent=st.sets(st.sampled_from([key for key in COLUMNS if key != "id"]), max_size=3),
    encoded=st.booleans(),
)
def test_an_odd_register_has_the_columns_and_faults_of_assessments(
    rows: list[dict[str, Any]], absent: set[str], encoded: bool
) -> None:
    """Whichever reader takes a row: each row alone, as JSON text, is the judge."""
    given_as = [{key: value for key, value in row.items() if key not in absent} for row in rows]
    table = arrow_table(given_as)
    if encoded:
        for place, name in enumerate(table.column_names):
            if table.schema.field(name).type == pa.string() and name != "id":
                table = table.set_column(place, name, table[name].dictionary_encode())
    assessed = read_assessed(lssc.assess_table(table, as_of="2019-06-30", findings=True))
    summed = read_assessed(lssc.summary_table(table, as_of="2019-06-30"))
    assert summed == [{name: row[name] for name in SUMMARY_ROWS} for row in assessed]
    texts = [json.dumps({key: value for key, value in row.items() if value is not None}) for row in given_as]
    for row, found in zip(assessed, lssc.assess_many(texts, as_of="2019-06-30"), strict=True):
        if isinstance(found, lssc.LsscError):
            assert row["status"] is None
            assert {(one["path"], one["code"]) for one in row["faults"]} == {
                (fault.path, fault.code.value) for fault in found.faults
            }
        else:
            assert row == row_of(found)
