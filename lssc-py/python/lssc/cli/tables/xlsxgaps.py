"""Cells of a workbook that the reader gives as empty though they are not.

A cell with an error (`#N/A`); a formula of which the file holds no result, as programs write them that cannot
calculate; a number that is too large for the date it is shown as. Empty means "not answered", which none of
them means. So where the file holds more cells than the reader gave, the missing ones are looked up in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lssc.cli.tables import Cells

if TYPE_CHECKING:
    import polars

# Every name may have a prefix, and a cell or row without a reference follows the one before.
_VALUE = re.compile(rb"<(?:\w+:)?(?:v(?:\s[^>]*)?>[^<]|is>)")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_TOKEN = re.compile(
    rb"<(?:\w+:)?(?:row\b([^>]*)>|c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>))",
    re.DOTALL,
)
_ROW = re.compile(rb"\br=[\"']([0-9]+)")
_CELL = re.compile(rb"\br=[\"']([A-Z]+)([0-9]+)")
_TYPE = re.compile(rb"\bt=[\"'](\w+)")
_RESULT = re.compile(rb"<(?:\w+:)?v\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?v>)", re.DOTALL)
_FORMULA_TEXT = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*?>(.*?)</(?:\w+:)?t>", re.DOTALL)
_NO_RESULT = "(formula without a result)"


def filled(frame: polars.DataFrame, first: int, part: bytes) -> tuple[list[Cells], int]:
    """The rows of a sheet and their first column, with what the reader gave as empty put in its place."""
    rows: list[Cells] = list(frame.rows())
    given = frame.height * frame.width - sum(frame.null_count().row(0)) if frame.width else 0
    if not _FORMULA.search(part) and len(_VALUE.findall(part)) == given:
        return rows, first
    missed = {(row, column): shown for row, column, shown in _missed(rows, first, part)}
    return _put_in(rows, first, missed) if missed else (rows, first)


def _put_in(rows: list[Cells], first: int, missed: dict[tuple[int, int], str]) -> tuple[list[Cells], int]:
    """Puts cells where they stand, beyond what the reader took for the edges of the sheet too."""
    left = min(first, *(column for _, column in missed)) if rows else min(column for _, column in missed)
    wide: list[list[object]] = [[*[None] * (first - left), *row] for row in rows]
    wide += [[] for _ in range(max(row for row, _ in missed) + 1 - len(wide))]
    for (row, column), shown in missed.items():
        cells = wide[row]
        cells += [None] * (column - left + 1 - len(cells))
        cells[column - left] = shown
    return list(wide), left


def _missed(rows: list[Cells], first: int, part: bytes) -> Iterator[tuple[int, int, str]]:
    """The cells that hold something where the reader gave nothing, by row and column counted from 0."""
    for row, column, attributes, body in _cells(part):
        given = rows[row] if row < len(rows) else ()
        if 0 <= column - first < len(given) and given[column - first] is not None:
            continue
        if shown := _shown(attributes, body):
            yield row, column, shown


def _cells(part: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Every cell that is not empty: row, column, attributes and content."""
    row = column = -1
    for token in _TOKEN.finditer(part):
        if token[1] is not None:
            number = _ROW.search(token[1])
            row, column = int(number[1]) - 1 if number else row + 1, -1
            continue
        reference = _CELL.search(token[2])
        column = _index(reference[1]) if reference else column + 1
        row = int(reference[2]) - 1 if reference else row
        if token[3]:
            yield row, column, token[2], token[3]


def _shown(attributes: bytes, body: bytes) -> str:
    """What a cell holds; empty for one that holds an empty text."""
    kind, result = _TYPE.search(attributes), _RESULT.search(body)
    type_ = kind[1] if kind else b"n"
    if result and result[1]:
        # The texts that cells share are the reader's to look up; one that is empty is nothing.
        return "" if type_ == b"s" else _plain(result[1])
    if formula := _FORMULA_TEXT.search(body):
        # A formula whose result is an empty text says so by its type.
        is_empty_text = type_ == b"str" and result is not None
        return "" if is_empty_text else f"={_plain(formula[1] or b'') or _NO_RESULT}"
    return _plain(b"".join(_TEXT.findall(body)))


def _plain(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace")).strip()


def _index(letters: bytes) -> int:
    number = 0
    for character in letters:
        number = number * 26 + character - ord("A") + 1
    return number - 1
