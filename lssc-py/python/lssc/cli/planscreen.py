"""A plan in the terminal."""

from __future__ import annotations

from rich.text import Text

import lssc
from lssc.cli import words
from lssc.cli.assessing import Terms
from lssc.cli.parts import ASK, BAD, GOOD, Cells, Parts, amount
from lssc.cli.places import visible
from lssc.cli.planning import UNANSWERED_MAY_SERVE, Needs, Offers, of_these
from lssc.cli.registers import Entry

_LABEL_WIDTH = 12


def show(entry: Entry, plan: lssc.Plan, needs: Needs, by: Terms) -> None:
    """Writes a plan on standard output."""
    screen, offers = Parts(_LABEL_WIDTH), Offers(by.catalog)
    screen.say(_heading(entry, plan, by))
    screen.part("needed", _needed(needs))
    screen.part("non-member", _purchase(plan.as_non_member, offers))
    screen.part("member", _purchase(plan.as_member, offers))
    if plan.as_member.items:
        screen.part("membership", [(_saved(plan.membership_saves_cents),)])
    screen.part("not on offer", _not_on_offer(plan, needs))
    screen.part("not answered", _not_answered(needs))


def _heading(entry: Entry, plan: lssc.Plan, by: Terms) -> Text:
    who = f"{entry.name} ({entry.id})" if entry.name else entry.id
    text = Text(visible(who), "bold")
    text.append(f", as of {by.as_of}, by {visible(by.policy.id)}\n", "not bold")
    what, why, style = _summary(len(plan.as_member.items), len(plan.unavailable))
    return text.append(f"  {what}", f"bold {style}").append(f": {why}", "not bold")


def _summary(bought: int, lacking: int) -> tuple[str, str, str]:
    """What a plan comes to, why, and the color for it."""
    if not bought:
        if not lacking:
            return "Nothing is missing", "there is nothing to buy", GOOD
        return "Nothing to buy", "nothing on offer gives what is missing", BAD
    what = f"{words.number(bought, 'set', 'sets')} to buy"
    if lacking:
        return what, "more is missing, and nothing on offer gives it", ASK
    return what, "the cheapest way to complete what is missing", "cyan"


def _needed(needs: Needs) -> list[Cells]:
    rows: list[Cells] = []
    if needs.required:
        rows.append((words.enumerated([words.SET[each] for each in needs.required]),))
    if needs.electives_needed:
        titles = ", ".join(words.SET[each] for each in needs.electives)
        rows.append((f"{of_these(needs.electives_needed, len(needs.electives))}: {titles}",))
    return rows


def _not_on_offer(plan: lssc.Plan, needs: Needs) -> list[Cells]:
    required, electives = needs.not_on_offer(plan)
    rows: list[Cells] = [(Text(words.SET[each], BAD),) for each in required]
    if electives:
        rows.append((f"{needs.of_electives(plan)}:",))
    return [*rows, *((Text(words.SET[each], BAD),) for each in electives)]


def _not_answered(needs: Needs) -> list[Cells]:
    asked = words.enumerated(needs.not_answered) if needs.not_answered else ""
    return [(Text(f"{asked}: {UNANSWERED_MAY_SERVE}", ASK),)] if asked else []


def _purchase(purchase: lssc.Purchase, offers: Offers) -> list[Cells]:
    rows: list[Cells] = [
        (amount(words.money(item.amount_cents)), words.SET[item.set], offers.of(item))
        for item in purchase.items
    ]
    if len(rows) > 1:
        rows.append((amount(words.money(purchase.total_cents), "bold"), "in all"))
    return rows


def _saved(cents: int) -> str:
    if cents < 0:
        return f"costs {words.money(-cents)} more"
    return f"saves {words.money(cents)}" if cents else "saves nothing"
