"""The smaller rule set in pandas over wide columns: series of dates, months by its own `DateOffset`."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa

from peers.plain import APPLICATION, HOURS_NEEDED, PORTFOLIO
from peers.tables import places

FAR = pd.Timestamp(9999, 1, 1).as_unit("s")


def months_later(days: pd.Series, months: int) -> pd.Series:
    return days + pd.DateOffset(months=months)


def earlier(one: pd.Series, other: pd.Series | pd.Timestamp) -> pd.Series:
    """The earlier of two days, or the one that there is."""
    return one.where((one <= other) | pd.isna(other), other)


class Wide:
    """The columns, and the rules over them."""

    def __init__(self, table: pa.Table, as_of: date) -> None:
        self.table = table.to_pandas(date_as_object=False)
        self.as_of = pd.Timestamp(as_of).as_unit("s")
        for name, kind in self.table.dtypes.items():
            if kind.kind == "M":
                self.table[name] = self.table[name].astype("datetime64[s]")
        self.spans, self.members = places(table, "span"), places(table, "member")
        self.credits, self.activities = places(table, "credit"), places(table, "activity")

    def known(self, name: str) -> pd.Series:
        return self.table[name].where(self.table[name] <= self.as_of)

    def hours(self, reference: pd.Series) -> pd.Series:
        start = months_later(reference, -60)
        weekly = total = pd.Series(0, self.table.index)
        for place in self.spans:
            first, last = self.table[f"span{place}_from_on"], self.table[f"span{place}_to"]
            since = first.where(first >= start, start)
            days = (earlier(reference, last) - since).dt.days + 1
            days = days.where((first <= self.as_of) & (days > 0), 0).astype("int64")
            own = ((last - first).dt.days + 1).fillna(1).astype("int64")
            weekly = weekly + self.table[f"span{place}_weekly"] * days
            total = total + self.table[f"span{place}_total"] * days // own
        return weekly // 7 + total

    def completed_on(self, admitted: pd.Series) -> pd.Series:
        until = earlier(months_later(admitted, 48), self.as_of)
        counted, sets = [], []
        for place in self.credits:
            day = self.table[f"credit{place}_achieved"]
            counts = (self.table[f"credit{place}_submitted_on"] >= admitted) & (day <= until)
            counted.append(day.where(counts, FAR).to_numpy())
            sets.append(self.table[f"credit{place}_set"].to_numpy())
        rows = np.arange(len(self.table))
        earned = np.full((len(rows), 10), FAR.to_datetime64())
        for of, day in zip(sets, counted, strict=True):
            earned[rows, of] = np.minimum(earned[rows, of], day)
        third = np.partition(earned[:, 3:], 2, axis=1)[:, 2]
        completed = pd.Series(np.maximum(earned[:, :3].max(axis=1), third), self.table.index)
        return completed.where(completed < FAR)

    def renewal_hours(self, kind: str, certified: pd.Series, until: pd.Series) -> pd.Series:
        total = pd.Series(0, self.table.index)
        for place in self.activities:
            counts = self.table[f"activity{place}_on"].between(certified, until)
            total = total + self.table[f"activity{place}_{kind}"].where(counts, 0)
        return total.where(certified.notna())

    def is_member(self, days: pd.Series) -> pd.Series:
        covered = pd.Series(False, self.table.index)
        for place in self.members:
            first, last = self.table[f"member{place}_from_on"], self.table[f"member{place}_to"]
            covered |= (first <= days) & (last.isna() | (days <= last))
        return covered

    def cents(self, reference: pd.Series) -> pd.Series:
        total = self.is_member(reference).map(APPLICATION)
        for place in self.credits:
            day = self.table[f"credit{place}_submitted_on"]
            total = total + self.is_member(day).map(PORTFOLIO).where(day <= self.as_of, 0)
        return total

    def summary(self) -> pd.DataFrame:
        applied, admitted, certified = map(self.known, ("applied_on", "admitted_on", "certified_on"))
        reference = applied.fillna(admitted).fillna(certified).fillna(self.as_of)
        hours = self.hours(reference)
        eligible = self.table["suits"] & (hours >= HOURS_NEEDED)
        completed = self.completed_on(admitted)
        certified = certified.fillna(completed.where(completed >= admitted, admitted.where(completed.notna())))
        expires = months_later(certified, 48)
        opens, last = months_later(expires, -12), months_later(expires, 2)
        until = earlier(last, self.as_of)
        conditions = [self.as_of < opens, self.as_of <= expires, self.as_of <= last, certified.notna()]
        conditions += [self.as_of <= months_later(admitted, 48), admitted.notna(), applied.notna(), eligible]
        return pd.DataFrame(
            {
                "status": np.select(conditions, [np.int8(code) for code in (5, 6, 7, 8, 3, 4, 2, 1)], np.int8(0)),
                "eligible": eligible,
                "hours": hours,
                "completed_on": completed,
                "opens_on": opens,
                "expires_on": expires,
                "last_day": last,
                "contact_hours": self.renewal_hours("hours", certified, until),
                "technology_hours": self.renewal_hours("technology", certified, until),
                "total_cents": self.cents(reference),
            }
        )


def subject(table: pa.Table, as_of: date) -> Callable[[], pd.DataFrame]:
    """The rules over a data frame that is already there."""
    return Wide(table, as_of).summary
