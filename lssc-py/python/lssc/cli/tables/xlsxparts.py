"""The parts of a workbook's file: which of them holds a sheet."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from xml.etree import ElementTree


class UnknownPartError(Exception):
    """The file is not made as a workbook is, or a sheet has no part in it."""


def sheet_part(path: Path, sheet: str) -> bytes:
    """The XML of a sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(_name(archive, sheet))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise UnknownPartError(sheet) from error


def _name(archive: zipfile.ZipFile, sheet: str) -> str:
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            # The namespace of `r:id` differs between the two kinds of the format.
            relation = next(value for key, value in element.attrib.items() if key.endswith("}id"))
            return posixpath.normpath(posixpath.join("/xl", targets[relation]))[1:]
    raise KeyError(sheet)
