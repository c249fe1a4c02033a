"""The smaller rule set in numpy over wide columns; months by hand, since numpy has none that keep to the month's last day."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from peers.plain import APPLICATION, HOURS_NEEDED, PORTFOLIO
from peers.tables import places

Column = npt.NDArray[Any]
Days = npt.NDArray[Any]
Bits = npt.NDArray[np.bool_]
Counts = npt.NDArray[Any]

NEVER = np.datetime64("NaT", "D")
FAR = np.datetime64("9999-01-01", "D")


def months_later(days: Days, months: int) -> Days:
    month = days.astype("M8[M]")
    target = month + np.timedelta64(months, "M")
    first = target.astype("M8[D]")
    last = (target + np.timedelta64(1, "M")).astype("M8[D]") - np.timedelta64(1, "D")
    later: Days = np.minimum(first + (days - month.astype("M8[D]")), last)
    return later


class Wide:
    """The columns, and the rules over them."""

    def __init__(self, table: pa.Table, as_of: date) -> None:
        self.columns: Mapping[str, Column] = {
            name: table[name].combine_chunks().to_numpy(zero_copy_only=False) for name in table.column_names
        }
        self.as_of = np.datetime64(as_of, "D")
        self.spans, self.members = places(table, "span"), places(table, "member")
        self.credits, self.activities = places(table, "credit"), places(table, "activity")

    def days(self, name: str) -> Days:
        return self.columns[name]

    def known(self, name: str) -> Days:
        return np.where(self.days(name) <= self.as_of, self.days(name), NEVER)

    def hours(self, reference: Days) -> Counts:
        start = months_later(reference, -60)
        weekly: Counts = np.zeros(len(reference), np.int64)
        total: Counts = weekly
        for place in self.spans:
            first, last = self.days(f"span{place}_from_on"), self.days(f"span{place}_to")
            days = (np.fmin(last, reference) - np.maximum(first, start)).astype(np.int64) + 1
            days = np.where((first <= self.as_of) & (days > 0), days, 0)
            own = np.where(np.isnat(last), 1, (last - first).astype(np.int64) + 1)
            weekly = weekly + self.columns[f"span{place}_weekly"] * days
            total = total + self.columns[f"span{place}_total"] * days // np.where(np.isnat(first), 1, own)
        return weekly // 7 + total

    def completed_on(self, admitted: Days) -> Days:
        deadline = np.fmin(months_later(admitted, 48), self.as_of)
        rows = np.arange(len(admitted))
        earned = np.full((len(admitted), 10), FAR)
        for place in self.credits:
            of, day = self.columns[f"credit{place}_set"], self.days(f"credit{place}_achieved")
            counts = (self.days(f"credit{place}_submitted_on") >= admitted) & (day <= deadline)
            earned[rows, of] = np.minimum(earned[rows, of], np.where(counts, day, FAR))
        third = np.partition(earned[:, 3:], 2, axis=1)[:, 2]
        completed = np.maximum(earned[:, :3].max(axis=1), third)
        return np.where(completed < FAR, completed, NEVER)

    def renewal_hours(self, certified: Days, until: Days) -> tuple[Counts, Counts]:
        contact = technology = np.zeros(len(certified), np.int64)
        for place in self.activities:
            day = self.days(f"activity{place}_on")
            counts = (certified <= day) & (day <= until)
            contact = contact + np.where(counts, self.columns[f"activity{place}_hours"], 0)
            technology = technology + np.where(counts, self.columns[f"activity{place}_technology"], 0)
        return contact, technology

    def is_member(self, days: Days) -> Bits:
        covered = np.zeros(len(days), bool)
        for place in self.members:
            first, last = self.days(f"member{place}_from_on"), self.days(f"member{place}_to")
            covered |= (first <= days) & (np.isnat(last) | (days <= last))
        return covered

    def cents(self, reference: Days) -> Counts:
        total = np.where(self.is_member(reference), APPLICATION[True], APPLICATION[False])
        for place in self.credits:
            day = self.days(f"credit{place}_submitted_on")
            price = np.where(self.is_member(day), PORTFOLIO[True], PORTFOLIO[False])
            total = total + np.where(day <= self.as_of, price, 0)
        return total

    def summary(self) -> dict[str, Column]:
        applied, admitted, certified = map(self.known, ("applied_on", "admitted_on", "certified_on"))
        reference = np.where(np.isnat(admitted), certified, admitted)
        reference = np.where(np.isnat(applied), reference, applied)
        reference = np.where(np.isnat(reference), self.as_of, reference)
        hours = self.hours(reference)
        eligible = self.columns["suits"] & (hours >= HOURS_NEEDED)
        completed = self.completed_on(admitted)
        certified = np.where(np.isnat(certified), np.maximum(completed, admitted), certified)
        expires = months_later(certified, 48)
        opens, last = months_later(expires, -12), months_later(expires, 2)
        contact, technology = self.renewal_hours(certified, np.minimum(last, self.as_of))
        is_certified = ~np.isnat(certified)
        return {
            "status": status(self.as_of, applied, admitted, certified, (opens, expires, last), eligible),
            "eligible": eligible,
            "hours": hours,
            "completed_on": completed,
            "opens_on": opens,
            "expires_on": expires,
            "last_day": last,
            "contact_hours": np.where(is_certified, contact, -1),
            "technology_hours": np.where(is_certified, technology, -1),
            "total_cents": self.cents(reference),
        }


def status(
    as_of: np.datetime64,
    applied: Days,
    admitted: Days,
    certified: Days,
    term: tuple[Days, Days, Days],
    eligible: Bits,
) -> Column:
    """The number of the status."""
    opens, expires, last = term
    conditions = [as_of < opens, as_of <= expires, as_of <= last, ~np.isnat(certified)]
    conditions += [as_of <= months_later(admitted, 48), ~np.isnat(admitted), ~np.isnat(applied), eligible]
    return np.select(conditions, [np.int8(code) for code in (5, 6, 7, 8, 3, 4, 2, 1)], np.int8(0))


def subject(table: pa.Table, as_of: date) -> Callable[[], dict[str, Column]]:
    """The rules over the columns, which are already numpy's."""
    return Wide(table, as_of).summary


def as_answers(found: Mapping[str, Column]) -> dict[str, pa.Array]:
    """No hours are told by -1."""
    return {
        name: pa.array(column, mask=column == -1) if name.endswith("_hours") else pa.array(column)
        for name, column in found.items()
    }
