"""The people that are measured, as each subject takes them, and what is true of them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from peers.plain import hundredths

Json = dict[str, Any]

# What an answer has, in its order; dates are dates, hours whole hundredths.
FIELDS = (
    "status",
    "eligible",
    "hours",
    "completed_on",
    "opens_on",
    "expires_on",
    "last_day",
    "contact_hours",
    "technology_hours",
    "total_cents",
)


@dataclass(frozen=True)
class Person:
    """One line of the file."""

    record: Json
    as_of: date
    answer: Json

    def dated(self) -> Json:
        """The record as Python programs keep it: dates are dates."""
        return _mapped(self.record, _dated)

    def whole(self) -> Json:
        """The same with hours as whole hundredths, which tables of columns count."""
        return _mapped(self.record, _whole)


def _mapped(record: Json, change: Callable[[str, Any], Any]) -> Json:
    def of(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {inner: of(inner, one) for inner, one in value.items()}
        if isinstance(value, list):
            return [of(key, one) for one in value]
        return change(key, value)

    return {key: of(key, value) for key, value in record.items()}


def _dated(key: str, value: Any) -> Any:
    is_date = key in ("from", "to", "last_day") or key.endswith("_on")
    return date.fromisoformat(value) if is_date and value is not None else value


def _whole(key: str, value: Any) -> Any:
    if key in ("hours_per_week", "total_hours", "quantity") and value is not None:
        return hundredths(value)
    return _dated(key, value)


def read(path: Path, most: int | None = None) -> list[Person]:
    """The first people of a file, or all."""
    people = []
    with path.open(encoding="utf-8") as lines:
        for _, line in zip(range(most if most is not None else 1 << 62), lines, strict=False):
            one = json.loads(line)
            answer = {key: _dated(key, one["answer"][key]) for key in FIELDS}
            people.append(Person(one["record"], date.fromisoformat(one["as_of"]), answer))
    return people


def wrong(people: list[Person], answers: list[Json]) -> int:
    """How many answers are not the true ones."""
    return sum(person.answer != answer for person, answer in zip(people, answers, strict=True))
