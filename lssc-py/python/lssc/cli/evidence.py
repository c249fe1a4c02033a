"""What a credit was met by: the course, degree or portfolio that its evidence names, in words."""

from __future__ import annotations

import lssc
from lssc.cli import words
from lssc.cli.registers import Entry


class Evidence:
    """Names evidence with the titles and providers of a catalog."""

    def __init__(self, catalog: lssc.Catalog) -> None:
        listed = catalog.to_dict()
        self._named: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for approval in listed.get("approvals") or ():
            named = (approval.get("title") or "", approval.get("provider") or "")
            for course in approval["courses"]:
                self._named.setdefault((course, approval["set"]), set()).add(named)
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
        """The course by title and provider, if every approval that may have given the credit has the same.

        Which one did is a rule, and the core does not say: so nothing is guessed.
        """
        named = self._named.get((course, set_), set())
        title, provider = next(iter(named)) if len(named) == 1 else ("", "")
        return f"{title or course} ({provider})" if provider else title or course
