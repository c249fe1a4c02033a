"""Cells of a workbook that the reader gives as empty though they are not.

A cell with an error (`#N/A`), and a formula of which the file holds no result, as programs write them that
cannot calculate. Empty means "not answered", which neither of them means: so they are looked up in the file.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_ERROR = re.compile(rb"<c\b([^>]*\bt=\"e\"[^>]*)>(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)?<v>([^<]*)</v>")
_UNCALCULATED = re.compile(rb"<c\b([^>]*)><f\b[^>]*>([^<]*)</f>(?:<v\s*/>|<v></v>)?</c>")
_REFERENCE = re.compile(rb"\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def gaps(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """What stands in such cells of a sheet, by row and column counted from 0: the error, or the formula."""
    try:
        with zipfile.ZipFile(path) as archive:
            content = archive.read(_part(archive, sheet))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return {}
    return dict(_found(content))


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet."""
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            return posixpath.normpath(posixpath.join("/xl", targets[element.get(_RELATION)]))[1:]
    raise KeyError(sheet)


def _found(content: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b't="e"' in content:
        for attributes, error in _ERROR.findall(content):
            yield from _cell(attributes, error.decode("utf-8", "replace"))
    if b"<f" in content:
        for attributes, formula in _UNCALCULATED.findall(content):
            # A formula whose result is an empty text says so by its type.
            if b't="str"' not in attributes:
                yield from _cell(attributes, f"={html.unescape(formula.decode('utf-8', 'replace'))}")


def _cell(attributes: bytes, shown: str) -> Iterator[tuple[tuple[int, int], str]]:
    if reference := _REFERENCE.search(attributes):
        yield (int(reference[2]) - 1, _column(reference[1].decode())), shown


def _column(letters: str) -> int:
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - ord("A") + 1
    return number - 1
