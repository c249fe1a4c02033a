"""Cells: what is read from them, and what is written into them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from lssc.cli import cells
from lssc.cli.shapes import Kind, fold


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (Kind.TEXT, "007", "007"),
        (Kind.TEXT, 7, "7"),
        (Kind.TEXT, 1001.0, "1001"),
        (Kind.TEXT, "  North Branch \xa0", "North Branch"),
        (Kind.TEXT, True, "true"),
        (Kind.TEXT, "2024-02-29 00:00:00", "2024-02-29"),
        (Kind.TEXT, datetime(2024, 2, 29), "2024-02-29"),
        (Kind.NUMBER, "20", 20),
        (Kind.NUMBER, " 7.50 ", 7.5),
        (Kind.NUMBER, ".5", 0.5),
        (Kind.NUMBER, "-3", -3),
        (Kind.NUMBER, "1e3", 1000.0),
        (Kind.NUMBER, "1,820", "1,820"),
        (Kind.NUMBER, "1.820", "1.820"),
        (Kind.NUMBER, "1.820e0", "1.820e0"),
        (Kind.NUMBER, "7.5000", "7.5000"),
        (Kind.NUMBER, ".125", ".125"),
        (Kind.NUMBER, "1820.", 1820.0),
        (Kind.NUMBER, "twenty", "twenty"),
        (Kind.NUMBER, "nan", "nan"),
        (Kind.NUMBER, "٢٠", "٢٠"),
        (Kind.NUMBER, "9" * 5000, "9" * 5000),
        (Kind.NUMBER, 7.5, 7.5),
        (Kind.FLAG, "Yes", True),
        (Kind.FLAG, "TRUE", True),
        (Kind.FLAG, "1", True),
        (Kind.FLAG, "no", False),
        (Kind.FLAG, "False", False),
        (Kind.FLAG, "0", False),
        (Kind.FLAG, "maybe", "maybe"),
        (Kind.FLAG, False, False),
        (Kind.DATE, "2024-02-29", "2024-02-29"),
        (Kind.DATE, "2024-02-29 00:00:00", "2024-02-29"),
        (Kind.DATE, "2024-02-29 13:30:00", datetime(2024, 2, 29, 13, 30)),
        (Kind.DATE, "2024-02-31 13:30", "2024-02-31 13:30"),
        (Kind.DATE, datetime(2024, 2, 29), date(2024, 2, 29)),
        (Kind.DATE, datetime(2024, 2, 29, 1), datetime(2024, 2, 29, 1)),
        (Kind.DATE, date(2024, 2, 29), date(2024, 2, 29)),
        (Kind.DATE, "2/29/2024", "2/29/2024"),
        (Kind.SETS, "technology", ["technology"]),
        (Kind.SETS, "Technology; Access Services ;", ["Technology", "Access Services"]),
        (Kind.SETS, "None", []),
        (Kind.SETS, ["technology"], ["technology"]),
    ],
)
def test_a_cell_is_read_by_its_column(kind: Kind, cell: object, value: object) -> None:
    read = cells.read(kind, cell)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "'=1", "''=1", "'quoted'", "plain", ""]
)
def test_a_guard_can_always_be_taken_off(text: str) -> None:
    assert cells.unguard(cells.guard(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_what_could_run_as_a_formula_is_guarded(text: str) -> None:
    assert cells.guard(text) == f"'{text}"


def test_names_are_forgiving_in_case_and_spacing() -> None:
    names = ("applied_on", "Applied on", "APPLIED_ON", "applied-on", " AppliedOn ")
    assert {fold(name) for name in names} == {"appliedon"}
