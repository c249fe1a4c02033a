"""What it takes to complete what is missing: plans for people, and how their items are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lssc
from lssc import CompetencySet
from lssc.cli import words
from lssc.cli.assessing import Terms, read
from lssc.cli.places import Trouble
from lssc.cli.registers import Entry, Register

UNANSWERED_MAY_SERVE = "what is there counts as missing, and the sum may be less"
"""What it means for a plan that courses, portfolios or degrees are not answered."""

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Needs:
    """What is missing (RULES 4.8)."""

    required: tuple[CompetencySet, ...] = ()
    """Required sets without a credit that counts."""
    electives: tuple[CompetencySet, ...] = ()
    """Electives without one."""
    electives_needed: int = 0
    """How many of these are needed."""
    not_answered: tuple[str, ...] = ()
    """What the record does not say, though it could make less of this missing."""

    def of_electives(self, plan: lssc.Plan) -> str:
        """How many of the electives that nothing on offer gives are needed beside those that the plan has."""
        bought = sum(item.set in self.electives for item in plan.as_member.items)
        return of_these(self.electives_needed - bought, len(self.not_on_offer(plan)[1]))

    def not_on_offer(self, plan: lssc.Plan) -> tuple[list[CompetencySet], list[CompetencySet]]:
        """The required sets and the electives that nothing on offer gives."""
        required = [each for each in plan.unavailable if each in self.required]
        return required, [each for each in plan.unavailable if each not in self.required]


def of_these(needed: int, count: int) -> str:
    """How many are needed of the electives that are named next."""
    if needed == count:
        return "this elective" if count == 1 else f"all of these {count} electives"
    return f"{needed} of these {count} electives"


@dataclass(frozen=True, slots=True)
class Planned:
    """A person, with a plan, or with what is wrong."""

    entry: Entry
    plan: lssc.Plan | None
    troubles: tuple[Trouble, ...]
    needs: Needs = Needs()


def planned(register: Register, by: Terms) -> Iterator[Planned]:
    """Plans for the people of a register, in order."""
    return (plan_one(entry, by) for entry in register.entries())


def plan_one(entry: Entry, by: Terms) -> Planned:
    """Plans for one person."""
    record, troubles = read(entry)
    if record is None:
        return Planned(entry, None, troubles)
    found = lssc.plan(record, as_of=by.as_of, catalog=by.catalog, policy=by.policy)
    return Planned(entry, found, troubles, _needs(record, by))


def _needs(record: lssc.Record, by: Terms) -> Needs:
    completion = lssc.assess(record, as_of=by.as_of, catalog=by.catalog, policy=by.policy).completion
    if completion.verdict is lssc.Verdict.MET:
        return Needs()
    earned = {credit.set for credit in completion.credits if credit.counts}
    electives = next(each.value for each in by.policy.parameters if each.name == "completion.electives")
    lists = {"courses": record.courses, "portfolios": record.portfolios, "degrees": record.degrees}
    return Needs(
        completion.missing_required,
        tuple(each for each in map(CompetencySet, electives) if each not in earned),
        completion.electives_missing,
        tuple(name for name, entries in lists.items() if entries is None),
    )


def left_out(catalog: lssc.Catalog, is_given: bool) -> list[str]:
    """What is not on offer for want of a catalog or of prices in it."""
    if not is_given:
        only = "no course or degree counts, and only portfolios can be on offer"
        return [f"nothing is approved without a catalog (--catalog): {only}"]
    ids = [approval.id for approval in catalog.approvals if approval.price_cents is None]
    if not ids:
        return []
    are = "approval is" if len(ids) == 1 else "approvals are"
    return [f"{len(ids):,} {are} left out, since the catalog gives no price: {_some(ids)}"]


def _some(ids: Sequence[str]) -> str:
    named = ", ".join(f"`{each}`" for each in ids[:_MOST_NAMED])
    more = len(ids) - _MOST_NAMED
    return f"{named} and {more:,} more" if more > 0 else named


class Offers:
    """Names what is on offer with the titles and providers of a catalog."""

    def __init__(self, catalog: lssc.Catalog) -> None:
        self._approvals = {approval.id: approval for approval in catalog.approvals}

    def of(self, item: lssc.PlanItem) -> str:
        """By what an item gives its set."""
        if item.approval is None:
            return words.ROUTE[item.route]
        approval = self._approvals[item.approval]
        courses = "course" if len(approval.courses) == 1 else "courses"
        named = approval.title or ", ".join(approval.courses)
        return f"{courses}, {named} ({approval.provider})" if approval.provider else f"{courses}, {named}"
