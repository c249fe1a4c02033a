"""The smaller rule set as a small system of OpenFisca-Core: variables of a person, formulas over arrays of all persons."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from peers.numpy_wide import FAR, NEVER, Column, Days, months_later, status
from peers.people import FIELDS
from peers.plain import APPLICATION, HOURS_NEEDED, PORTFOLIO
from peers.tables import places

PERSON = Entity("person", "persons", "A person", "")
SEVEN_DAYS = 7
where: Callable[..., Any] = np.where
Ask = Callable[[str], Any]
Formula = Callable[[Ask, np.datetime64], Column]


class Lists:
    """How many places each list has, which OpenFisca's persons do not know."""

    def __init__(self, table: pa.Table) -> None:
        self.spans, self.members = places(table, "span"), places(table, "member")
        self.credits, self.activities = places(table, "credit"), places(table, "activity")


def known(name: str) -> Formula:
    return lambda ask, as_of: np.where(ask(name) <= as_of, ask(name), NEVER)


def reference(ask: Ask, as_of: np.datetime64) -> Days:
    found = where(np.isnat(ask("admitted")), ask("recorded"), ask("admitted"))
    found = where(np.isnat(ask("applied")), found, ask("applied"))
    return where(np.isnat(found), as_of, found)


def hours(lists: Lists) -> Formula:
    """Hours are floats of 32 bits here, as all amounts of OpenFisca are."""

    def formula(ask: Ask, as_of: np.datetime64) -> Column:
        end, start = ask("reference"), months_later(ask("reference"), -60)
        weekly = total = np.zeros(len(end), np.float32)
        for place in lists.spans:
            first, last = ask(f"span{place}_from_on"), ask(f"span{place}_to")
            days = (np.fmin(last, end) - np.maximum(first, start)).astype(np.int64) + 1
            days = np.where((first <= as_of) & (days > 0), days, 0).astype(np.float32)
            own = np.where(np.isnat(last), 1, (last - first).astype(np.int64) + 1).astype(np.float32)
            weekly = weekly + ask(f"span{place}_weekly") * days
            total = total + hundredths(ask(f"span{place}_total") * days / own)
        return hundredths(weekly / SEVEN_DAYS) + total

    return formula


def hundredths(amount: Column) -> Column:
    return np.floor(amount * np.float32(100)) / np.float32(100)


def completed_on(lists: Lists) -> Formula:
    def formula(ask: Ask, as_of: np.datetime64) -> Column:
        admitted = ask("admitted")
        until, rows = np.fmin(ask("deadline"), as_of), np.arange(len(admitted))
        earned = np.full((len(rows), 10), FAR)
        for place in lists.credits:
            of, day = ask(f"credit{place}_set"), ask(f"credit{place}_achieved")
            counts = (ask(f"credit{place}_submitted_on") >= admitted) & (day <= until)
            earned[rows, of] = np.minimum(earned[rows, of], np.where(counts, day, FAR))
        third = np.partition(earned[:, 3:], 2, axis=1)[:, 2]
        completed = np.maximum(earned[:, :3].max(axis=1), third)
        return np.where(completed < FAR, completed, NEVER)

    return formula


def certified(ask: Ask, _: np.datetime64) -> Column:
    computed = np.maximum(ask("completed_on"), ask("admitted"))
    return where(np.isnat(ask("recorded")), computed, ask("recorded"))


def renewal_hours(kind: str, lists: Lists) -> Formula:
    def formula(ask: Ask, as_of: np.datetime64) -> Column:
        first, until = ask("certified"), np.minimum(ask("last_day"), as_of)
        total = np.zeros(len(first), np.float32)
        for place in lists.activities:
            day = ask(f"activity{place}_on")
            total = total + np.where((first <= day) & (day <= until), ask(f"activity{place}_{kind}"), 0)
        return np.where(np.isnat(first), -1, total)

    return formula


def total_cents(lists: Lists) -> Formula:
    def formula(ask: Ask, as_of: np.datetime64) -> Column:
        def is_member(day: Days) -> Column:
            covered = np.zeros(len(day), bool)
            for place in lists.members:
                first, last = ask(f"member{place}_from_on"), ask(f"member{place}_to")
                covered |= (first <= day) & (np.isnat(last) | (day <= last))
            return covered

        total = np.where(is_member(ask("reference")), APPLICATION[True], APPLICATION[False])
        for place in lists.credits:
            day = ask(f"credit{place}_submitted_on")
            price = np.where(is_member(day), PORTFOLIO[True], PORTFOLIO[False])
            total = total + np.where(day <= as_of, price, 0)
        return total

    return formula


def later(name: str, months: int) -> Formula:
    return lambda ask, _: months_later(ask(name), months)


def the_status(ask: Ask, as_of: np.datetime64) -> Column:
    term = (ask("opens_on"), ask("expires_on"), ask("last_day"))
    return status(as_of, ask("applied"), ask("admitted"), ask("certified"), term, ask("eligible"))


def formulas(lists: Lists) -> dict[str, tuple[type, Formula]]:
    """Each variable that is computed, its type and how."""
    return {
        "applied": (date, known("applied_on")),
        "admitted": (date, known("admitted_on")),
        "recorded": (date, known("certified_on")),
        "reference": (date, reference),
        "deadline": (date, later("admitted", 48)),
        "certified": (date, certified),
        "status": (int, the_status),
        "eligible": (bool, lambda ask, _: ask("suits") & (ask("hours") >= HOURS_NEEDED / 100)),
        "hours": (float, hours(lists)),
        "completed_on": (date, completed_on(lists)),
        "opens_on": (date, later("expires_on", -12)),
        "expires_on": (date, later("certified", 48)),
        "last_day": (date, later("expires_on", 2)),
        "contact_hours": (float, renewal_hours("hours", lists)),
        "technology_hours": (float, renewal_hours("technology", lists)),
        "total_cents": (int, total_cents(lists)),
    }


def variable(name: str, kind: type, formula: Formula | None = None) -> type[Variable]:
    """A variable is a class. What is given holds for ever, what is computed for a day."""
    parts: dict[str, Any] = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.ETERNITY}
    if formula is not None:
        parts["definition_period"] = DateUnit.DAY
        parts["formula"] = lambda persons, day: formula(lambda asked: persons(asked, day), np.datetime64(str(day), "D"))
    return type(name, (Variable,), parts)


def inputs(table: pa.Table) -> dict[str, tuple[type, Column]]:
    """What is given, in OpenFisca's types: hours are floats."""
    given: dict[str, tuple[type, Column]] = {}
    for name in table.column_names:
        column = table[name].combine_chunks().to_numpy(zero_copy_only=False)
        if column.dtype.kind == "M":
            given[name] = (date, column)
        elif name.endswith(("_weekly", "_total", "_hours", "_technology")):
            given[name] = (float, (column / 100).astype(np.float32))
        else:
            given[name] = (bool, column) if column.dtype.kind == "b" else (int, column.astype(np.int32))
    return given


def subject(table: pa.Table, as_of: date) -> Callable[[], dict[str, Column]]:
    """A simulation a call, since what is once computed is remembered; its arrays are already there."""
    given = inputs(table)
    system = TaxBenefitSystem([PERSON])
    for name, (kind, _) in given.items():
        system.add_variable(variable(name, kind))
    for name, (kind, formula) in formulas(Lists(table)).items():
        system.add_variable(variable(name, kind, formula))

    def simulate() -> dict[str, Column]:
        simulation = SimulationBuilder().build_default_simulation(system, count=table.num_rows)
        for name, (_, column) in given.items():
            simulation.set_input(name, "ETERNITY", column)
        return {name: simulation.calculate(name, str(as_of)) for name in FIELDS}

    return simulate


def as_answers(found: Mapping[str, Column]) -> dict[str, pa.Array]:
    """Hours as hundredths; no hours are told by -1."""
    columns = {name: pa.array(column) for name, column in found.items()}
    columns["hours"] = pa.array(np.rint(found["hours"] * 100).astype(np.int64))
    for name in ("contact_hours", "technology_hours"):
        columns[name] = pa.array(np.rint(found[name] * 100).astype(np.int64), mask=found[name] < 0)
    return columns
