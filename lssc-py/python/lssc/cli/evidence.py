"""What a credit was met by: the course, degree or portfolio that its evidence names, in words."""

from __future__ import annotations

from typing import Any

import lssc
from lssc.cli import words
from lssc.cli.registers import Entry


class Evidence:
    """Names evidence with the titles and providers of a catalog."""

    def __init__(self, catalog: lssc.Catalog) -> None:
        listed = catalog.to_dict()
        self._approvals: dict[tuple[str, str], dict[str, Any]] = {}
        for approval in listed.get("approvals") or ():
            for course in approval["courses"]:
                self._approvals.setdefault((course, approval["set"]), approval)
        self._colleges = {
            agreement["id"]: agreement["college"] for agreement in listed.get("agreements") or ()
        }

    def of(self, entry: Entry, credit: lssc.Credit) -> str:
        """What a credit of a person was met by."""
        found = entry.at(credit.evidence) or {}
        if credit.route is lssc.Route.AGREEMENT:
            agreement = str(found.get("agreement", ""))
            return f"degree, {self._colleges.get(agreement, agreement)}"
        if credit.route is lssc.Route.COURSE:
            return f"course, {self._course(str(found.get('course', '')), credit.set.value)}"
        return f"{words.ROUTE[credit.route]}, submitted on {found.get('submitted_on', '')}"

    def _course(self, course: str, set_: str) -> str:
        approval = self._approvals.get((course, set_), {})
        title = approval.get("title") or course
        provider = approval.get("provider")
        return f"{title} ({provider})" if provider else str(title)
