"""The examples for large registers, run as a user runs them, and what they have to find."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import lssc

from support.tables import row_of, row_of_faults

PACKAGE = Path(__file__).parents[2]
EXAMPLES = PACKAGE / "examples"

AS_OF = "2026-06-30"
POLICY = """{"extends": "lssc-faq", "id": "our-state",
    "renewal": {"contact_hours": 24, "grace_months": 1}, "completion": {"electives_needed": 2}}"""
STATUSES = {status.value for status in lssc.Status}

Person = dict[str, Any]
Rows = dict[str, dict[str, Any]]


def load(name: str) -> ModuleType:
    """An example as a module."""
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(name: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs an example with this Python. Warnings are errors: a user should not meet any."""
    command = [sys.executable, "-W", "error", str(EXAMPLES / f"{name}.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def expected(people: Iterable[Person], **setting: Any) -> Rows:
    """The rows that there must be, by id: what `assess_many` finds, and `branch` as it was."""
    people = list(people)
    records = [{key: value for key, value in person.items() if key != "branch"} for person in people]
    rows = {}
    for person, found in zip(people, lssc.assess_many(records, **setting), strict=True):
        match found:
            case lssc.Assessment():
                row = row_of(found, findings=False)
            case lssc.LsscError():
                row = row_of_faults(person["id"], found, findings=False)
        rows[person["id"]] = {**row, "branch": person["branch"]}
    return rows


def by_id(rows: list[dict[str, Any]]) -> Rows:
    """Rows by id, none of them twice."""
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def same(found: Rows, wanted: Rows) -> None:
    """Holds every row against the one that must be there, and says of the first that differs how."""
    assert found.keys() == wanted.keys()
    for person, row in wanted.items():
        other = found[person]
        differs = {key: (other.get(key), value) for key, value in row.items() if other.get(key) != value}
        assert not differs, f"{person}: found, wanted: {differs}"
        assert other.keys() == row.keys()


def printed(said: str) -> dict[str, int]:
    """The counts in what an example prints."""
    return {
        name: int(count.replace(",", ""))
        for name, count in re.findall(r"^([a-z -]+?) +([\d,]+)$", said, re.M)
    }


def snippet(name: str) -> str:
    """The code between the markers `<!-- NAME -->` and `<!-- /NAME -->` in the README."""
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(rf"<!-- {name} -->\n+```py\n(.*?)^```\n+<!-- /{name} -->", readme, re.M | re.S)
    return str(code)
