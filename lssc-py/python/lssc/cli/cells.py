"""Cells: how what stands in one is read, and how a value is written into one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from lssc.cli.shapes import NONE, Kind, fold

# More than two digits after the point are no hours: `1.820` may well mean thousands.
_NUMBER = re.compile(r"[+-]?(\d+(\.\d{0,2})?|\.\d{1,2})([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]00:00(:00(\.0+)?)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?", re.ASCII)
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_MOST_DIGITS = 400


def text(cell: object) -> str:
    """What a cell shows, without the spaces around it; empty if nothing stands there."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def read(kind: Kind, cell: object) -> Any:
    """The value of a cell that is not empty, for the record; what cannot be read stays as it stands."""
    return _READERS[kind](cell)


def _day(cell: object) -> object:
    if isinstance(cell, datetime):
        at_midnight = (cell.hour, cell.minute, cell.second, cell.microsecond) == (0, 0, 0, 0)
        return cell.date() if at_midnight else cell
    if not isinstance(cell, str):
        return cell
    shown = cell.strip()
    if midnight := _MIDNIGHT.fullmatch(shown):
        return midnight[1]
    return _moment(shown) if _MOMENT.fullmatch(shown) else shown


def _moment(shown: str) -> object:
    try:
        return datetime.fromisoformat(shown)
    except ValueError:
        return shown


def _number(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    shown = cell.strip()
    if len(shown) > _MOST_DIGITS or not _NUMBER.fullmatch(shown):
        return shown
    return int(shown) if _WHOLE.fullmatch(shown) else float(shown)


def _flag(cell: object) -> object:
    if isinstance(cell, bool):
        return cell
    shown = text(cell)
    return _FLAGS.get(shown.casefold(), shown)


def _words(cell: object) -> str:
    if isinstance(cell, datetime):
        return text(_day(cell))
    shown = text(cell)
    midnight = _MIDNIGHT.fullmatch(shown)
    return midnight[1] if midnight else shown


def _sets(cell: object) -> object:
    if isinstance(cell, list):
        return cell
    shown = text(cell)
    if fold(shown) == NONE:
        return []
    return [part.strip() for part in shown.split(";") if part.strip()]


_READERS: dict[Kind, Callable[[object], object]] = {
    Kind.TEXT: _words,
    Kind.NUMBER: _number,
    Kind.FLAG: _flag,
    Kind.DATE: _day,
    Kind.SETS: _sets,
}


_TAKES = {
    Kind.TEXT: "a text",
    Kind.NUMBER: "a number such as 1250.5, with at most two digits after the point",
    Kind.FLAG: "yes or no",
    Kind.DATE: "a date such as 2024-06-30, or a date cell",
    Kind.SETS: "competency sets with `;` between them, or `none`",
}


def misfit(kind: Kind, cell: object) -> str:
    """What to say of a cell that holds what its column does not take."""
    bare = ", without a time" if kind is Kind.DATE and isinstance(cell, datetime) else ""
    return f"`{text(cell)}` stands here; the column takes {_TAKES[kind]}{bare}"


def write(kind: Kind, value: Any) -> object:
    """The cell for a value of a sound record: a date, a number, a text or nothing."""
    if value is None:
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(value) if isinstance(value, str) else value
    if kind is Kind.FLAG:
        return "yes" if value else "no"
    if kind is Kind.SETS:
        return "; ".join(value) or NONE
    return value


CSV_ENCODING = "utf-8-sig"
"""CSV files start with a byte order mark: without it, Excel takes their text for another encoding."""

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")


def guard(value: str) -> str:
    """A text as a CSV file holds it: one that a spreadsheet program would run as a formula gets a `'`."""
    return f"'{value}" if _RISKY.match(value) else value


def unguard(value: str) -> str:
    """The text behind a guard."""
    return value[1:] if _GUARDED.match(value) else value
