"""The plans of people, a row each: as CSV or JSON lines."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import Any, Protocol, TextIO

import lssc
from lssc.cli.cells import guard
from lssc.cli.places import Trouble
from lssc.cli.planning import Needs, Planned
from lssc.cli.reports.jsonlreport import faults_as_json
from lssc.cli.reports.rows import Cell, dollars

COLUMNS = (
    "id",
    "name",
    "non_member_usd",
    "member_usd",
    "membership_saves_usd",
    "non_member_buys",
    "member_buys",
    "not_on_offer",
    "not_answered",
    "faults",
)


class Plans(Protocol):
    """Takes the people one by one, in the order of the register, and ends with the faults of nobody."""

    def add(self, planned: Planned) -> None:
        """Takes a person."""
        ...

    def finish(self, troubles: Sequence[Trouble]) -> None:
        """Takes what is nobody's, and writes what is still to be written."""
        ...


def row(planned: Planned) -> list[Cell]:
    """The row of a person."""
    who: list[Cell] = [planned.entry.id, planned.entry.name]
    plan = planned.plan
    if plan is None:
        return [*who, *(None for _ in COLUMNS[2:-1]), "\n".join(map(str, planned.troubles))]
    return [
        *who,
        dollars(plan.as_non_member.total_cents),
        dollars(plan.as_member.total_cents),
        dollars(plan.membership_saves_cents),
        _bought(plan.as_non_member),
        _bought(plan.as_member),
        _not_on_offer(plan, planned.needs),
        "; ".join(planned.needs.not_answered),
        None,
    ]


def _not_on_offer(plan: lssc.Plan, needs: Needs) -> str:
    required, electives = needs.not_on_offer(plan)
    named = [each.value for each in required]
    if electives:
        named.append(f"{needs.of_electives(plan)}: {', '.join(each.value for each in electives)}")
    return "; ".join(named)


def _bought(purchase: lssc.Purchase) -> str:
    return "; ".join(f"{item.set}: {item.approval or item.route}" for item in purchase.items)


class CsvPlans:
    """Writes each person as they come. Faults of nobody have no row here; the command names them."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream, lineterminator="\r\n")
        self._rows.writerow(COLUMNS)

    def add(self, planned: Planned) -> None:
        """Writes a person."""
        self._rows.writerow([guard(cell) if isinstance(cell, str) else cell for cell in row(planned)])

    def finish(self, troubles: Sequence[Trouble]) -> None:
        """Has nothing left to write."""


class JsonlPlans:
    """Writes a line for each person as they come, and one for the faults of nobody."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, planned: Planned) -> None:
        """Writes a person."""
        if planned.plan is not None:
            self._write({"record": planned.entry.id, "plan": planned.plan.to_dict()})
        else:
            self._write({"id": planned.entry.id or None, "faults": faults_as_json(planned.troubles)})

    def finish(self, troubles: Sequence[Trouble]) -> None:
        """Writes the faults of nobody, if there are any."""
        if troubles:
            self._write({"id": None, "faults": faults_as_json(troubles)})

    def _write(self, value: dict[str, Any]) -> None:
        self._stream.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
