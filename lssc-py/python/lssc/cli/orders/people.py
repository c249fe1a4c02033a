"""The people of a purchase order, read from a table or a list in JSON, with the places where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lssc.cli.failures import CannotRunError
from lssc.cli.jsonplaces import JsonText
from lssc.cli.places import Place, Trouble, Where, tokens, visible
from lssc.cli.registers.lines import readable
from lssc.cli.registers.opening import WORKBOOKS
from lssc.cli.registers.sheets import Sheet, read_sheet
from lssc.cli.registers.strangers import advice
from lssc.cli.shapes import PEOPLE, Column, Kind, Shape, fold
from lssc.cli.tables import RawTable

SHAPE = Shape(
    "order",
    (
        Column("name", Kind.TEXT, "the person's name"),
        Column("email", Kind.TEXT, "the person's email address"),
        Column("ala_member", Kind.FLAG, "yes if the person is an ALA member on the day of the order"),
    ),
    "one row a person",
    has_ids=False,
)
KINDS = {column.key: column.kind for column in SHAPE.columns}

_TABLES = (".csv", ".parquet", *WORKBOOKS)


@dataclass(frozen=True, slots=True)
class People:
    """People to order for."""

    values: Sequence[Any]
    """What is said of each, as `lssc.order` takes it."""
    where: Where
    """Where it stands; the first step of a pointer counts the people: `/0/email`."""
    has_cells: bool
    """Whether it stands in cells: what one holds is text until it is read."""
    troubles: tuple[Trouble, ...] = ()
    """What is wrong beside what the core finds."""
    lacking: frozenset[str] = frozenset()
    """Keys without a column, which is said once and not of each person."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _RowsOf:
    sheet: Sheet
    is_parquet: bool

    def place(self, pointer: str) -> Place:
        steps = tokens(pointer)
        row = self.sheet.rows[int(steps[0])].number if steps else None
        return self.named(self.sheet.place(row, steps[1] if len(steps) > 1 else ""))

    def named(self, place: Place) -> Place:
        """A place as the file has it: parquet has no letters, and its first row is a person's."""
        if not self.is_parquet:
            return place
        return replace(place, letter="", row=place.row - 1 if place.row else None)

    def lacking(self, key: str) -> Trouble:
        """What to say of a key without a column."""
        sheet, message = self.sheet, f"no column is called `{key}`"
        if self.is_parquet:
            return Trouble(Place(sheet.file, column=key), "missing", message)
        if sheet.headers or sheet.strange:
            message += f"; row {sheet.header_row}, the first that is not empty, was taken as the header"
        return Trouble(sheet.place(sheet.header_row, key), "missing", message)


def of_list(path: Path, values: Sequence[Any], content: bytes) -> People:
    """The people of a list in JSON."""
    return People(values, JsonText(visible(path.name), content), has_cells=False)


def of_table(path: Path, ignore: Iterable[str]) -> People:
    """The people of a CSV or parquet file, or a workbook: its only sheet, or the one called `people`."""
    sheet = read_sheet(SHAPE, _raw(path), frozenset(map(fold, ignore)))
    where = _RowsOf(sheet, readable(path).suffix.lower() == ".parquet")
    lacking = [key for key in KINDS if key not in sheet.headers]
    strange = [
        replace(trouble, place=where.named(trouble.place))
        for trouble in (*_repeated(sheet), *_strange(sheet))
    ]
    troubles = (*map(where.lacking, lacking), *strange)
    notes = (f"the sheet `{sheet.title}` is hidden, and was read",) if sheet.is_hidden else ()
    people = [row.values for row in sheet.rows]
    return People(people, where, True, troubles, frozenset(lacking), notes)


def _raw(path: Path) -> RawTable:
    suffix, file = readable(path).suffix.lower(), visible(path.name)
    if suffix == ".csv":
        from lssc.cli.tables import csvfile

        return csvfile.read(path, file, PEOPLE.name)
    if suffix == ".parquet":
        from lssc.cli.tables import flatparquet

        return flatparquet.read(path, file, PEOPLE.name)
    if suffix in WORKBOOKS:
        from lssc.cli.tables.xlsxfile import Workbook

        workbook = Workbook(path, file)
        return workbook.read(_sheet_of(workbook.sheets, file))
    raise CannotRunError(f"{path} is none of {', '.join((*_TABLES, '.json'))}; convert it first")


def _sheet_of(titles: Sequence[str], file: str) -> str:
    called = [title for title in titles if len(titles) == 1 or fold(title) == PEOPLE.name]
    if len(called) != 1:
        raise CannotRunError(f"{file} has several sheets; call the one to read `{PEOPLE.name}`")
    return called[0]


def _repeated(sheet: Sheet) -> Iterator[Trouble]:
    """The troubles of columns whose key another column has already, at each cell that is filled."""
    for row in sheet.rows:
        for at in row.repeated:
            message = f"another column is called `{sheet.repeated[at][1]}` too; keep one of the two"
            yield Trouble(sheet.place_repeated(row.number, at), "duplicate-key", message)


def _strange(sheet: Sheet) -> Iterator[Trouble]:
    """The troubles of columns that are no key and yet filled, each once."""
    for trouble in sheet.strangers().values():
        title = trouble.place.column
        named = f"`{title}` is no column of an order" if title else "this column has no header"
        yield replace(trouble, message=f"{named}, and is filled: {advice(title, KINDS)}")
