"""The plans of people as a workbook: a row a person, a row an item, and the faults."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import lssc
from lssc.cli import words
from lssc.cli.assessing import Terms
from lssc.cli.places import Trouble, own
from lssc.cli.planning import Offers, Planned
from lssc.cli.reports.plans import COLUMNS, row
from lssc.cli.reports.rows import FAULT_COLUMNS, dollars, fault_row
from lssc.cli.xlsxsheets import Sheets

_ITEM_COLUMNS = ("id", "name", "price_for", "set", "met_by", "approval", "amount_usd")
_WIDTHS = {"set": 40, "non_member_buys": 60, "member_buys": 60, "not_on_offer": 40}


class XlsxPlans:
    """Writes each person as they come."""

    def __init__(self, path: Path, by: Terms) -> None:
        self._sheets = Sheets(path, date.fromisoformat(by.as_of))
        self._offers = Offers(by.catalog)
        self._people = self._sheets.add("people", COLUMNS, _WIDTHS)
        self._items = self._sheets.add("items", _ITEM_COLUMNS, _WIDTHS)
        self._faults = self._sheets.add("faults", FAULT_COLUMNS)

    def add(self, planned: Planned) -> None:
        """Writes a person."""
        self._people.write(row(planned))
        self._write_faults(own(planned.troubles))
        if planned.plan:
            self._write(planned, lssc.Basis.NON_MEMBER, planned.plan.as_non_member)
            self._write(planned, lssc.Basis.MEMBER, planned.plan.as_member)

    def finish(self, troubles: Sequence[Trouble]) -> None:
        """Writes the faults of nobody, and closes the workbook."""
        self._write_faults(troubles)
        self._sheets.finish()

    def close(self) -> None:
        """Gives back what a workbook that was not finished holds."""
        self._sheets.close()

    def _write(self, planned: Planned, basis: lssc.Basis, purchase: lssc.Purchase) -> None:
        who = (planned.entry.id, planned.entry.name, words.BASIS[basis])
        for item in purchase.items:
            what = (words.SET[item.set], self._offers.of(item), item.approval)
            self._items.write((*who, *what, dollars(item.amount_cents)))

    def _write_faults(self, troubles: Sequence[Trouble]) -> None:
        for trouble in troubles:
            self._faults.write(fault_row(trouble))
