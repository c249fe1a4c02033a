"""A review for programs and spreadsheets: JSON and CSV."""

from __future__ import annotations

import csv
import json
from typing import Any, TextIO

from lssc.cli.cells import guard
from lssc.cli.reviewing import Reviewed, taken_by
from lssc.cli.reviewing.closing import Closing


def to_json(stream: TextIO, reviewed: Reviewed) -> None:
    """Writes everything as one JSON document: what the core says in its own keys."""
    document = {
        "title": reviewed.file.title or None,
        "college": reviewed.file.college or None,
        "policy": reviewed.policy.id,
        "review": reviewed.review.to_dict(),
        "matrix": reviewed.matrix.to_dict(),
        "closing_changes": [_change(each) for each in reviewed.closing],
    }
    json.dump(document, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _change(closing: Closing) -> dict[str, Any]:
    place = closing.place
    where = {"line": place.line, "column": int(place.column), "pointer": place.pointer}
    return {**closing.change.to_dict(), **where, "says": closing.says}


def to_csv(stream: TextIO, reviewed: Reviewed) -> None:
    """Writes the matrix: one row a course, and the last for what every graduate has."""
    rows = csv.writer(stream, lineterminator="\r\n")
    slips_by = frozenset(reviewed.review.graduate or ())
    rows.writerow(["course", *(each.value for each in reviewed.sets), "taken_by", "slips_by"])
    for row in reviewed.matrix.rows:
        marks = ["yes" if each in row.covers else "" for each in reviewed.sets]
        rows.writerow([guard(row.course), *marks, taken_by(row), "yes" if row.course in slips_by else ""])
    always = ["yes" if each in reviewed.matrix.every_graduate else "" for each in reviewed.sets]
    rows.writerow(["every graduate", *always, "", ""])
