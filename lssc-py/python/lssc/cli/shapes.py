"""The sheets of a register and their columns: which key of a record each one fills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How the text of a cell is read."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    SETS = "sets"


@dataclass(frozen=True, slots=True)
class Column:
    """A column that fills a key of a record."""

    key: str
    kind: Kind
    hint: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A sheet: its name, and the columns it may have beside `id`."""

    name: str
    columns: tuple[Column, ...]
    hint: str
    has_ids: bool = True
    """Whether its rows say by an `id` whose they are."""


ID = Column("id", Kind.TEXT, "the person's id: the same on every sheet")

PEOPLE = Shape(
    "people",
    (
        Column("education", Kind.TEXT, "the highest education"),
        Column("position_requires_mls", Kind.FLAG, "yes if the position requires a master's degree"),
        Column("applied_on", Kind.DATE, "the day of the application"),
        Column("admitted_on", Kind.DATE, "the day of the admission"),
        Column("certified_on", Kind.DATE, "the day of the certification, where one is recorded"),
    ),
    "one row a person; `name`, `email` and `notes` are the office's own",
)

LISTS = (
    Shape(
        "experience",
        (
            Column("from", Kind.DATE, "first day of the work"),
            Column("to", Kind.DATE, "last day; empty while it goes on"),
            Column("hours_per_week", Kind.NUMBER, "either these"),
            Column("total_hours", Kind.NUMBER, "or these, with a last day"),
            Column("volunteer", Kind.FLAG, "yes for unpaid work"),
            Column("library", Kind.TEXT, "where"),
        ),
        "work in libraries, one row a span",
    ),
    Shape(
        "ala_membership",
        (
            Column("from", Kind.DATE, "first day of the membership"),
            Column("to", Kind.DATE, "last day; empty while it goes on"),
        ),
        "membership of the American Library Association, one row a period",
    ),
    Shape(
        "courses",
        (
            Column("course", Kind.TEXT, "the course's id in the catalog"),
            Column("completed_on", Kind.DATE, "the day of the successful completion"),
        ),
        "courses completed, one row a completion",
    ),
    Shape(
        "portfolios",
        (
            Column("set", Kind.TEXT, "the competency set, its id or title"),
            Column("submitted_on", Kind.DATE, "the day it was handed in"),
            Column("outcome", Kind.TEXT, "how it was evaluated"),
            Column("evaluated_on", Kind.DATE, "the day it was evaluated; empty while pending"),
        ),
        "portfolios, one row a submission",
    ),
    Shape(
        "degrees",
        (
            Column("agreement", Kind.TEXT, "the recognition agreement's id in the catalog"),
            Column("graduated_on", Kind.DATE, "the day of the graduation"),
        ),
        "degrees under a recognition agreement, one row a degree",
    ),
    Shape(
        "renewals",
        (Column("renewed_on", Kind.DATE, "the day of the renewal"),),
        "renewals asked for, one row a renewal",
    ),
    Shape(
        "activities",
        (
            Column("completed_on", Kind.DATE, "the day it was completed"),
            Column("quantity", Kind.NUMBER, "how many of the unit"),
            Column("unit", Kind.TEXT, "what the quantity counts"),
            Column("sets", Kind.SETS, "the competency sets, with `;` between them, or `none`"),
            Column("title", Kind.TEXT, "what it was"),
        ),
        "continuing education, one row an activity",
    ),
)

SHAPES = (PEOPLE, *LISTS)
BY_NAME = {shape.name: shape for shape in SHAPES}
LIST_NAMES = tuple(shape.name for shape in LISTS)


def kind_at(steps: Sequence[str]) -> Kind | None:
    """How the value is read to which the steps of a pointer into a record lead; `None` for no cell."""
    shape = PEOPLE if len(steps) == 1 else BY_NAME.get(steps[0]) if len(steps) == 3 else None
    columns = shape.columns if shape else ()
    return next((column.kind for column in columns if column.key == steps[-1]), None)


OFFICE = ("name", "email", "notes")
"""Columns of `people` that are the office's own: shown where useful, never part of a record."""

NONE = "none"
NOT_ANSWERED = "not answered"
"""What a column of `people` named after a list may say of it."""

README = "read me"
"""The sheet of a template that explains the others; never read."""


def fold(name: str) -> str:
    """The part of a name that counts: `Applied on`, `APPLIED_ON` and `applied-on` are one."""
    return "".join(character for character in name.casefold() if character.isalnum())
