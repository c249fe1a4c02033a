"""A purchase order in the terminal."""

from __future__ import annotations

from rich.text import Text

from lssc.cli import words
from lssc.cli.orders import Document
from lssc.cli.parts import Cells, Parts, amount
from lssc.cli.places import visible

_LABEL_WIDTH = 11


def show(document: Document) -> None:
    """Writes an order on standard output."""
    order, letter, screen = document.order, document.letter, Parts(_LABEL_WIDTH)
    screen.say(_heading(document))
    screen.part("institution", [(line,) for line in letter.institution])
    screen.part("addressee", [(line,) for line in letter.addressee])
    rows: list[Cells] = [
        (amount(words.money(line.amount_cents)), line.name, line.email, words.BASIS[line.basis])
        for line in order.lines
    ]
    screen.part("people", [*rows, (amount(words.money(order.total_cents), "bold"), "in all")])
    screen.part("next", [(words.ORDER_STATE[order.state.next],)] if order.state.next else [])


def _heading(document: Document) -> Text:
    order, number = document.order, document.letter.number
    text = Text(f"Purchase order {visible(number)}".rstrip(), "bold")
    counted = words.people(len(order.lines))
    text.append(f", {counted} as of {order.as_of}, by {visible(document.policy)}\n", "not bold")
    return text.append(f"  {words.ORDER_STATE[order.state]}", "bold cyan")
