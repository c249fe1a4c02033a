"""`assess_table`: every type a column may sensibly have, and one bad row never loses the others."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import lssc
import pandas
import polars
import pyarrow as pa
import pytest
from lssc._typing import ArrowStream
from support.tables import LIBRARIES, ROWS, arrow_table, read_assessed, row_of, table_of

AS_OF = "2024-06-01"
DAY = datetime.date(2020, 2, 29)
MIDNIGHT = datetime.datetime(2020, 2, 29)
NOON = MIDNIGHT.replace(hour=12)


def status_and_faults(table: ArrowStream) -> list[tuple[str | None, list[tuple[str, str]]]]:
    rows = read_assessed(lssc.assess_table(table, as_of=AS_OF))
    return [(row["status"], [(fault["path"], fault["code"]) for fault in row["faults"]]) for row in rows]


def check(columns: dict[str, pa.Array], record: dict[str, Any] | None = None, **fault: str) -> None:
    """A table of one row is this record, or has this fault."""
    table = pa.table({"id": ["p"]} | columns)
    rows = read_assessed(lssc.assess_table(table, as_of=AS_OF, findings=True))
    if record is not None:
        assert rows == [row_of(lssc.assess({"id": "p"} | record, as_of=AS_OF))]
    else:
        (row,) = rows
        assert row["id"] == "p"
        assert [{"path": one["path"], "code": one["code"]} for one in row["faults"]] == [fault]
        assert all(value is None for key, value in row.items() if key not in {"id", "faults"})


# Types of single values.


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.uint8(), pa.string()),
        pa.dictionary(pa.int32(), pa.large_string()),
        pa.dictionary(pa.int64(), pa.string()),
        pa.dictionary(pa.uint64(), pa.string()),
        pa.dictionary(pa.uint32(), pa.string_view()),
    ],
    ids=str,
)
def test_a_text_may_have_any_type_of_texts(kind: pa.DataType) -> None:
    texts = pa.array(["x", "college-degree"])
    if pa.types.is_dictionary(kind):
        indices = pa.array([1], kind.index_type)
        column = pa.DictionaryArray.from_arrays(indices, texts.cast(kind.value_type))
    else:
        column = texts.cast(kind)[1:]
    check({"education": column}, {"education": "college-degree"})
    check({"id": column}, {"id": "college-degree"})


def test_a_dictionary_may_hold_nulls_among_its_keys_and_its_values() -> None:
    values = pa.array(["college-degree", None])
    for index in [0, 1, None]:
        column = pa.DictionaryArray.from_arrays(pa.array([index], pa.int8()), values)
        check({"education": column}, {"education": "college-degree" if index == 0 else None})


def hours_column(numbers: pa.Array) -> dict[str, pa.Array]:
    span = pa.StructArray.from_arrays([pa.array([DAY]), numbers], ["from", "hours_per_week"])
    return {"experience": pa.ListArray.from_arrays([0, 1], span)}


INTEGERS = [pa.int8(), pa.int16(), pa.int32(), pa.int64(), pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64()]
DECIMALS = [
    pa.decimal32(5, 2),
    pa.decimal64(9, 4),
    pa.decimal128(10, 2),
    pa.decimal128(38, 10),
    pa.decimal256(60, 30),
]


@pytest.mark.parametrize("kind", [*INTEGERS, pa.float16(), pa.float32(), pa.float64(), *DECIMALS], ids=str)
def test_hours_may_have_any_type_of_numbers(kind: pa.DataType) -> None:
    hours = 20 if kind in INTEGERS else 7.5
    given = Decimal(str(hours)) if kind in DECIMALS else hours
    column = pa.array([hours], pa.float32()).cast(kind) if kind == pa.float16() else pa.array([given], kind)
    if kind == pa.float16():
        check(hours_column(column), path="/experience/0/hours_per_week", code="wrong-type")
    else:
        check(hours_column(column), {"experience": [{"from": DAY, "hours_per_week": hours}]})


@pytest.mark.parametrize("hundredths", [0, 1, 10, 29, 710, 1999, 16799, 16800])
def test_hours_of_32_bits_are_meant_as_they_print(hundredths: int) -> None:
    check(
        hours_column(pa.array([hundredths / 100], pa.float32())),
        {"experience": [{"from": DAY, "hours_per_week": hundredths / 100}]},
    )


@pytest.mark.parametrize(
    ("column", "code"),
    [
        (pa.array([7.005]), "too-precise"),
        (pa.array([Decimal("7.005")]), "too-precise"),
        (pa.array([168.01]), "out-of-range"),
        (pa.array([-1]), "out-of-range"),
        (pa.array([-128], pa.int8()), "out-of-range"),
        (pa.array([-(2**63)]), "out-of-range"),
        (pa.array([2**64 - 1], pa.uint64()), "out-of-range"),
        (pa.array([Decimal(10**75)], pa.decimal256(76, 0)), "out-of-range"),
        (pa.array([-0.01]), "out-of-range"),
        (pa.array([float("nan")]), "wrong-type"),
        (pa.array([float("inf")]), "wrong-type"),
        (pa.array([float("-inf")], pa.float32()), "wrong-type"),
        (pa.array(["20"]), "wrong-type"),
        (pa.array([True]), "wrong-type"),
        (pa.array([DAY]), "wrong-type"),
        (pa.array([b"20"]), "wrong-type"),
        (pa.array([[20]]), "wrong-type"),
        (pa.array([{"x": 20}]), "wrong-type"),
    ],
    ids=lambda value: f"{value.type} {value[0]}" if isinstance(value, pa.Array) else value,
)
def test_a_number_that_is_none_of_hours_says_why(column: pa.Array, code: str) -> None:
    check(hours_column(column), path="/experience/0/hours_per_week", code=code)


UNITS = ["s", "ms", "us", "ns"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["2020-02-29"]),
        pa.array([DAY], pa.date32()),
        pa.array([DAY], pa.date64()),
        *(pa.array([MIDNIGHT], pa.timestamp(unit)) for unit in UNITS),
    ],
    ids=lambda column: str(column.type),
)
def test_a_day_is_a_date_a_text_or_a_time_at_midnight_without_zone(column: pa.Array) -> None:
    check({"applied_on": column}, {"applied_on": DAY})


@pytest.mark.parametrize(
    ("column", "code"),
    [
        *((pa.array([NOON], pa.timestamp(unit)), "wrong-type") for unit in UNITS),
        *((pa.array([MIDNIGHT], pa.timestamp(unit, "UTC")), "wrong-type") for unit in UNITS),
        (pa.array([MIDNIGHT], pa.timestamp("us", "Europe/Vienna")), "wrong-type"),
        (pa.array([NOON.time()]), "wrong-type"),
        (pa.array([datetime.timedelta(1)]), "wrong-type"),
        (pa.array([20200229]), "wrong-type"),
        (pa.array(["2020-02-30"]), "bad-date"),
        (pa.array(["2020-02-29 "]), "bad-date"),
        (pa.array([datetime.date(1899, 12, 31)]), "out-of-range"),
        (pa.array([datetime.date(2200, 1, 1)]), "out-of-range"),
        # What Arrow can hold and no calendar has.
        (pa.array([2**31 - 1], pa.int32()).cast(pa.date32()), "wrong-type"),
        (pa.array([-(2**31)], pa.int32()).cast(pa.date32()), "wrong-type"),
        (pa.array([2**63 - 1]).view(pa.date64()), "wrong-type"),
        (pa.array([-(2**63)]).view(pa.timestamp("s")), "wrong-type"),
        (pa.array([2**63 - 1]).view(pa.timestamp("ms")), "wrong-type"),
        (pa.array([1]).view(pa.timestamp("ns")), "wrong-type"),
        # Within a calendar that is larger than the one of the rules.
        (pa.array([10**6], pa.int32()).cast(pa.date32()), "out-of-range"),
        (pa.array([4 * 10**6], pa.int32()).cast(pa.date32()), None),
        (pa.array([-(10**6)], pa.int32()).cast(pa.date32()), None),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else value,
)
def test_what_is_no_day_says_why(column: pa.Array, code: str | None) -> None:
    (row,) = read_assessed(lssc.assess_table(pa.table({"id": ["p"], "applied_on": column}), as_of=AS_OF))
    (fault,) = row["faults"]
    assert fault["path"] == "/applied_on"
    # A year of five digits or before the first is no date of the form that RULES 1.1 has.
    assert fault["code"] == code or (code is None and fault["code"] in {"bad-date", "out-of-range"})


@pytest.mark.parametrize(
    "column",
    [
        pa.array([b"x"]),
        pa.array([b"x"], pa.large_binary()),
        pa.array([b"x"], pa.binary_view()),
        pa.array([b"x"], pa.binary(1)),
        pa.array([1.5], pa.float32()).cast(pa.float16()),
        pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
        pa.array([(1, 2, 3)], pa.month_day_nano_interval()),
        pa.RunEndEncodedArray.from_arrays([1], ["college-degree"]),
        pa.UnionArray.from_dense(
            pa.array([0], pa.int8()), pa.array([0], pa.int32()), [pa.array(["college-degree"])]
        ),
        pa.UnionArray.from_sparse(pa.array([0], pa.int8()), [pa.array(["college-degree"])]),
    ],
    ids=lambda column: str(column.type)[:40],
)
def test_a_type_that_no_record_has_is_a_fault_of_each_row(column: pa.Array) -> None:
    check({"education": column}, path="/education", code="wrong-type")


def test_a_column_of_nothing_is_not_answered() -> None:
    check({"education": pa.nulls(1), "experience": pa.nulls(1)}, {})


# Lists.

COURSES = pa.array(
    [{"course": "c-1", "completed_on": DAY}, {"course": "c-2", "completed_on": DAY}],
    pa.struct([("course", pa.string()), ("completed_on", pa.date32())]),
)
TWO_COURSES = {"courses": [{"course": "c-1", "completed_on": DAY}, {"course": "c-2", "completed_on": DAY}]}
OFFSETS, ONE_SIZE = [0, 2], [2]


@pytest.mark.parametrize(
    "column",
    [
        pa.ListArray.from_arrays(OFFSETS, COURSES),
        pa.LargeListArray.from_arrays(OFFSETS, COURSES),
        pa.FixedSizeListArray.from_arrays(COURSES, 2),
        pa.ListViewArray.from_arrays([0], ONE_SIZE, COURSES),
        pa.LargeListViewArray.from_arrays([0], ONE_SIZE, COURSES),
        # Entries before and behind those of the row.
        pa.ListArray.from_arrays([0, 1, 3, 4], COURSES.take(pa.array([1, 0, 1, 0])))[1:2],
        pa.LargeListArray.from_arrays([0, 1, 3, 4], COURSES.take(pa.array([1, 0, 1, 0])))[1:2],
        pa.FixedSizeListArray.from_arrays(COURSES.take(pa.array([1, 1, 0, 1, 0, 0])), 2)[1:2],
        pa.ListViewArray.from_arrays([2, 1, 0], [1, 2, 1], COURSES.take(pa.array([1, 0, 1])))[1:2],
        pa.LargeListViewArray.from_arrays([2, 1, 0], [1, 2, 1], COURSES.take(pa.array([1, 0, 1])))[1:2],
        pa.ListArray.from_arrays(OFFSETS, COURSES.take(pa.array([1, 0, 1]))[1:]),
    ],
    ids=lambda column: str(column.type).split("<")[0],
)
def test_a_list_may_have_any_type_of_lists(column: pa.Array) -> None:
    check({"courses": column}, TWO_COURSES)


def test_nothing_is_not_the_same_as_an_empty_list() -> None:
    kind = pa.list_(COURSES.type)
    check({"courses": pa.array([None], kind)}, {})
    check({"courses": pa.array([[]], kind)}, {"courses": []})
    (unanswered,) = read_assessed(
        lssc.assess_table(arrow_table([{"id": "p", "admitted_on": "2023-01-01"}]), as_of=AS_OF)
    )
    assert unanswered["unknowns"] == ["/courses", "/portfolios", "/degrees"]


def test_a_null_in_a_list_is_a_fault_and_a_null_in_a_struct_is_not_answered() -> None:
    check({"courses": pa.array([[None]], pa.list_(COURSES.type))}, path="/courses/0", code="wrong-type")
    span = {
        "from": DAY,
        "to": None,
        "hours_per_week": 20.0,
        "total_hours": None,
        "volunteer": None,
        "library": None,
    }
    check({"experience": pa.array([[span]])}, {"experience": [{"from": DAY, "hours_per_week": 20}]})
    sets = [{"completed_on": DAY, "quantity": 1, "unit": "contact-hour", "sets": ["technology", None]}]
    check({"activities": pa.array([sets])}, path="/activities/0/sets/1", code="wrong-type")
    check(
        {"courses": pa.array([[{"course": None, "completed_on": DAY}]])},
        path="/courses/0/course",
        code="missing",
    )


def test_what_lies_under_a_null_is_not_seen() -> None:
    hidden = pa.ListArray.from_arrays(OFFSETS, COURSES, mask=pa.array([True]))
    assert len(hidden.values) == 2
    check({"courses": hidden}, {})
    bad = pa.array([{"course": "", "completed_on": DAY}])
    masked = pa.StructArray.from_arrays(bad.flatten(), fields=list(bad.type), mask=pa.array([True]))
    check({"courses": pa.ListArray.from_arrays([0, 1], masked)}, path="/courses/0", code="wrong-type")


def test_an_unknown_field_of_a_struct_is_a_fault_even_where_it_is_null() -> None:
    check(
        {"courses": pa.array([[{"course": "c", "completed_on": DAY, "grade": None}]])},
        path="/courses/0/grade",
        code="unknown-key",
    )


def test_a_list_of_too_many_entries_is_a_fault() -> None:
    column = pa.array([[{"renewed_on": DAY}] * 4097])
    check({"renewals": column}, path="/renewals", code="bad-length")


# Rows.

PEOPLE: list[dict[str, Any]] = [
    {"id": f"p-{nth}", "education": "college-degree" if nth % 3 else "collage", "certified_on": "2012-10-15"}
    for nth in range(50)
]


def expected_statuses(people: list[dict[str, Any]]) -> list[tuple[str | None, list[tuple[str, str]]]]:
    bad: tuple[None, list[tuple[str, str]]] = (None, [("/education", "unknown-value")])
    return [bad if person["education"] == "collage" else ("lapsed", []) for person in people]


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_bad_row_has_its_faults_and_loses_no_other(library: str) -> None:
    assert status_and_faults(table_of(PEOPLE, library)) == expected_statuses(PEOPLE)


@pytest.mark.parametrize(
    "cut",
    [
        lambda table: table.slice(7, 11),
        lambda table: table.slice(49),
        lambda table: table.slice(0, 1),
        lambda table: table.slice(50),
        lambda table: pa.Table.from_batches(table.to_batches(max_chunksize=3), table.schema).slice(7, 11),
    ],
)
def test_a_slice_is_its_rows(cut: Callable[[pa.Table], pa.Table]) -> None:
    table = cut(arrow_table(PEOPLE))
    people = [{key: value for key, value in row.items() if value is not None} for row in table.to_pylist()]
    assert status_and_faults(table) == expected_statuses(people)


@pytest.mark.parametrize("offset", range(0, 20, 3))
def test_offsets_do_not_matter_at_any_depth(offset: int) -> None:
    people = [
        {
            "id": f"p-{nth}",
            "position_requires_mls": nth % 2 == 0,
            "experience": [{"from": DAY.isoformat(), "hours_per_week": float(nth), "volunteer": nth % 3 == 0}]
            * (nth % 4),
            "activities": None
            if nth % 5 == 0
            else [
                {
                    "completed_on": DAY.isoformat(),
                    "quantity": 1.5,
                    "unit": "contact-hour",
                    "sets": ["technology"] * (nth % 2),
                }
            ],
            "certified_on": "2019-01-01",
        }
        for nth in range(20)
    ]
    table = arrow_table(people).slice(offset)
    expected = [row_of(lssc.assess(person, as_of=AS_OF)) for person in people[offset:]]
    assert read_assessed(lssc.assess_table(table, as_of=AS_OF, findings=True)) == expected
    again = polars.from_arrow(arrow_table(people))
    assert isinstance(again, polars.DataFrame)
    assert read_assessed(lssc.assess_table(again.slice(offset), as_of=AS_OF, findings=True)) == expected


@pytest.mark.parametrize("threads", [None, 1, 2, 7, 100])
@pytest.mark.parametrize("rows_a_batch", [1, 9, 50, 10_000, 30_000])
def test_the_order_is_kept_whatever_the_batches_and_the_threads(
    rows_a_batch: int, threads: int | None
) -> None:
    count = 30_000 if rows_a_batch >= 10_000 else 50
    ids = [f"p-{nth}" for nth in range(count)]
    table = pa.table({"id": ids, "certified_on": ["2012-10-15" if nth % 7 else "x" for nth in range(count)]})
    batches = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=rows_a_batch))
    found = pa.table(lssc.assess_table(batches, as_of=AS_OF, threads=threads))
    assert found["id"].to_pylist() == ids
    assert found["status"].to_pylist() == ["lapsed" if nth % 7 else None for nth in range(count)]


@pytest.mark.parametrize(
    "empty",
    [
        pa.table({"id": pa.array([], pa.string())}),
        arrow_table([]),
        pa.RecordBatchReader.from_batches(pa.schema([("id", pa.string())]), []),
        pa.RecordBatchReader.from_batches(
            pa.schema([("id", pa.string())]), [pa.record_batch({"id": pa.array([], pa.string())})]
        ),
        polars.DataFrame({"id": []}, schema={"id": polars.String}),
        pandas.DataFrame({"id": pandas.Series([], dtype="object")}),
    ],
)
def test_a_table_without_rows_has_every_column(empty: ArrowStream) -> None:
    assessed = lssc.assess_table(empty, as_of=AS_OF, findings=True)
    found = pa.table(assessed)
    assert found.num_rows == 0
    assert tuple(found.column_names) == assessed.column_names == (*ROWS, "findings")


def test_the_columns_have_the_types_that_are_documented() -> None:
    schema = pa.table(lssc.assess_table(arrow_table([]), as_of=AS_OF, findings=True)).schema
    days = {name for name in schema.names if name.endswith("_on")} | {
        "deadline",
        "certified_since",
        "term_starts",
        "last_day",
    }
    for name in schema.names:
        kind = schema.field(name).type
        if name in days:
            assert kind == pa.date32()
        elif name.endswith("_hours"):
            assert kind == pa.float64()
        elif name.endswith("_cents"):
            assert kind == pa.int64()
    assert schema.field("faults").type == pa.list_(
        pa.struct(dict.fromkeys(["path", "code", "message"], pa.string()))
    )


# What is carried over, and the names of columns.


def test_carried_columns_go_over_as_they_are() -> None:
    table = arrow_table(PEOPLE).append_column(
        "branch", pa.array([f"b{nth}" for nth in range(50)]).dictionary_encode()
    )
    table = table.append_column("blob", pa.array([bytes([nth]) for nth in range(50)]))
    for carry in [["branch", "blob"], ("blob", "branch"), ["branch", "blob", "applied_on"]]:
        assessed = lssc.assess_table(table, as_of=AS_OF, carry=carry)
        found = pa.table(assessed)
        assert found.column_names == ["id", *carry, *list(ROWS)[1:]]
        for name in carry:
            assert found.schema.field(name) == table.schema.field(name)
            assert found[name].combine_chunks() == table[name].combine_chunks()


def test_a_key_that_is_carried_is_read_too() -> None:
    table = pa.table({"id": ["p"], "certified_on": ["x"]})
    (row,) = read_assessed(lssc.assess_table(table, as_of=AS_OF, carry=["certified_on"]))
    assert (row["certified_on"], row["faults"][0]["path"]) == ("x", "/certified_on")


def faults_at_once(table: ArrowStream, **how: Any) -> list[tuple[str, str]]:
    with pytest.raises(lssc.LsscError) as raised:
        lssc.assess_table(table, **({"as_of": AS_OF} | how))
    return [(fault.path, fault.code.value) for fault in raised.value.faults]


ID = pa.array(["p"])


@pytest.mark.parametrize(
    ("table", "how", "faults"),
    [
        (pa.table({"certified_on": ID}), {}, [("/id", "missing")]),
        (pa.table({}), {}, [("/id", "missing")]),
        (pa.table({"id": ID, "branch": ID}), {}, [("/branch", "unknown-key")]),
        (pa.table({"branch": ID}), {}, [("/branch", "unknown-key"), ("/id", "missing")]),
        (pa.table({"Id": ID, "id": ID}), {}, [("/Id", "unknown-key")]),
        (pa.table({"id": ID, "": ID, "a/b~": ID}), {}, [("/", "unknown-key"), ("/a~1b~0", "unknown-key")]),
        (pa.Table.from_arrays([ID, ID], ["id", "id"]), {}, [("/id", "duplicate-key")]),
        (
            pa.Table.from_arrays([ID, ID, ID], ["id", "education", "education"]),
            {},
            [("/education", "duplicate-key")],
        ),
        (pa.table({"id": ID}), {"as_of": "x"}, [("/as_of", "bad-date")]),
        (pa.table({"id": ID}), {"policy": "x"}, [("/policy", "unknown-policy")]),
        (pa.table({"id": ID}), {"catalog": {"approval": []}}, [("/catalog/approval", "unknown-key")]),
    ],
    ids=lambda value: str(value)[:40] if not isinstance(value, pa.Table) else "",
)
def test_faults_of_names_and_arguments_come_at_once(
    table: pa.Table, how: Any, faults: list[tuple[str, str]]
) -> None:
    assert sorted(faults_at_once(table, **how)) == sorted(faults)


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"carry": ["x"]}, ValueError, "no column `x`"),
        ({"carry": ["id"]}, ValueError, "`id`"),
        ({"carry": ["branch", "was", "branch"]}, ValueError, "`branch`"),
        ({"carry": "branch"}, TypeError, "list of names"),
        ({"carry": 7}, TypeError, None),
        ({"carry": ["branch", "was", 7]}, TypeError, None),
        ({"threads": 0}, ValueError, "at least 1"),
        ({"threads": -1}, ValueError, "at least 1"),
        ({"threads": "2"}, TypeError, None),
        ({"findings": 1}, TypeError, None),
    ],
    ids=str,
)
def test_wrong_options_are_errors_at_once(how: Any, error: type[Exception], message: str | None) -> None:
    table = pa.table({"id": ID, "branch": ID, "was": ID})
    with pytest.raises(error, match=message):
        lssc.assess_table(table, as_of=AS_OF, **({"carry": ["branch", "was"]} | how))


def test_a_column_to_carry_with_a_name_of_the_result_can_be_renamed() -> None:
    table = pa.table({"id": ID, "status": ID})
    with pytest.raises(ValueError, match="`status` of its own; rename"):
        lssc.assess_table(table, as_of=AS_OF, carry=["status"])
    found = pa.table({"id": ID, "findings": ID})
    with pytest.raises(ValueError, match="`findings` of its own; rename"):
        lssc.assess_table(found, as_of=AS_OF, carry=["findings"], findings=True)
    assert read_assessed(lssc.assess_table(found, as_of=AS_OF, carry=["findings"]))[0]["findings"] == "p"
    assert (
        read_assessed(lssc.assess_table(table.rename_columns(["id", "was"]), as_of=AS_OF, carry=["was"]))[0][
            "was"
        ]
        == "p"
    )


@pytest.mark.parametrize(
    "table", [{"id": ["p"]}, [{"id": "p"}], None, "people.csv", polars.LazyFrame({"id": ["p"]})]
)
def test_what_is_no_table_is_a_type_error_that_says_what_is(table: Any) -> None:
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        lssc.assess_table(table, as_of=AS_OF)


def test_a_stream_that_is_none_is_an_error() -> None:
    class Odd:
        def __init__(self, given: Any) -> None:
            self.given = given

        def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
            if isinstance(self.given, Exception):
                raise self.given
            return self.given

    class RaisedError(Exception):
        pass

    schema = pa.schema([("id", pa.string())])
    for given, error in [
        (None, TypeError),
        (b"", TypeError),
        (schema.__arrow_c_schema__(), ValueError),
        (RaisedError(), RaisedError),
    ]:
        with pytest.raises(error):
            lssc.assess_table(Odd(given), as_of=AS_OF)


# In other libraries.


@pytest.mark.parametrize(
    "read",
    [
        pa.table,
        lambda found: pa.RecordBatchReader.from_stream(found).read_all(),
        lambda found: polars.DataFrame(found).to_arrow(),
        lambda found: pa.table(polars.DataFrame(found)),
    ],
)
def test_other_libraries_read_the_result(read: Callable[[Any], pa.Table]) -> None:
    found = read(lssc.assess_table(arrow_table(PEOPLE), as_of=AS_OF))
    assert found["id"].to_pylist() == [person["id"] for person in PEOPLE]
    assert found["status"].to_pylist() == [status for status, _ in expected_statuses(PEOPLE)]
    assert found["faults"].to_pylist()[0][0]["path"] == "/education"


def test_duckdb_reads_the_result() -> None:
    import duckdb

    assessed = lssc.assess_table(arrow_table(PEOPLE), as_of=AS_OF)
    assert assessed is not None
    found = duckdb.sql("select status, count(*) from assessed group by all order by all")
    assert found is not None
    assert found.fetchall() == [("lapsed", 33), (None, 17)]


def test_pandas_reads_the_result() -> None:
    frame = pa.table(lssc.assess_table(arrow_table(PEOPLE), as_of=AS_OF)).to_pandas(
        types_mapper=pandas.ArrowDtype
    )
    assert (
        frame["expires_on"].dropna().iloc[0] == datetime.date(2024, 10, 15)
        or frame["expires_on"].notna().sum() == 33
    )


def test_a_frame_of_pandas_with_its_own_times_and_numbers_is_read() -> None:
    frame = pandas.DataFrame(
        {
            "id": ["p", "q"],
            "applied_on": pandas.to_datetime(["2024-01-02", None]),
            "position_requires_mls": [True, False],
        }
    )
    found = read_assessed(lssc.assess_table(frame, as_of=AS_OF, findings=True))
    people: list[dict[str, Any]] = [
        {"id": "p", "applied_on": "2024-01-02", "position_requires_mls": True},
        {"id": "q", "position_requires_mls": False},
    ]
    assert found == [row_of(lssc.assess(person, as_of=AS_OF)) for person in people]


def test_polars_categories_decimals_and_times_are_read() -> None:
    frame = polars.DataFrame(
        {
            "id": ["p"],
            "education": polars.Series(["college-degree"], dtype=polars.Categorical),
            "applied_on": [MIDNIGHT],
            "experience": [[{"from": DAY, "hours_per_week": Decimal("7.50")}]],
        }
    )
    person = {
        "id": "p",
        "education": "college-degree",
        "applied_on": DAY,
        "experience": [{"from": DAY, "hours_per_week": 7.5}],
    }
    enum = frame.with_columns(polars.col("education").cast(polars.Enum(["x", "college-degree"])))
    for given in [frame, enum]:
        found = read_assessed(lssc.assess_table(given, as_of=AS_OF, findings=True))
        assert found == [row_of(lssc.assess(person, as_of=AS_OF))]


@pytest.mark.parametrize(
    ("columns", "record"),
    [
        ({"position_requires_mls": [None]}, {}),
        ({"experience": [[]]}, {"experience": []}),
        ({"courses": [None]}, {}),
        (
            {"experience": [[{"from": DAY, "to": None, "hours_per_week": 20.0}]]},
            {"experience": [{"from": DAY, "hours_per_week": 20}]},
        ),
        (
            {"activities": [[{"completed_on": DAY, "quantity": 1, "unit": "contact-hour", "sets": []}]]},
            {"activities": [{"completed_on": DAY, "quantity": 1, "unit": "contact-hour", "sets": []}]},
        ),
    ],
    ids=str,
)
def test_polars_columns_of_nulls_are_not_answered_at_any_depth(
    columns: dict[str, Any], record: dict[str, Any]
) -> None:
    frame = polars.DataFrame({"id": ["p"], "office": [None]} | columns)
    found = lssc.assess_table(frame, as_of=AS_OF, findings=True, carry=["office"])
    assert polars.DataFrame(found)["office"].to_list() == [None]
    expected = row_of(lssc.assess({"id": "p"} | record, as_of=AS_OF)) | {"office": None}
    assert read_assessed(found) == [expected]


def test_it_prints_its_columns() -> None:
    assessed = lssc.assess_table(arrow_table([]), as_of=AS_OF)
    assert repr(assessed) == f"<AssessedTable: {', '.join(assessed.column_names)}>"
    assert tuple(pa.schema(assessed).names) == assessed.column_names
