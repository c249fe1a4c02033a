"""Writes an order: as a page to print, a workbook, CSV, or JSON to keep."""

from __future__ import annotations

import csv
from collections import Counter
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from lssc.cli import outputs, words
from lssc.cli.atomic import replaced
from lssc.cli.cells import guard
from lssc.cli.orders import Document, kept
from lssc.cli.reports.rows import dollars

COLUMNS = ("name", "email", "basis", "amount_usd")


def write(output: Path, written_as: str, document: Document) -> None:
    """Writes an order in one of its formats."""
    if written_as == "xlsx":
        with replaced(output) as draft:
            _to_workbook(draft, document)
        return
    to_text = {"html": _to_page, "csv": _to_csv, "json": kept.write}[written_as]
    with outputs.as_text(output, written_as) as stream:
        to_text(stream, document)


def _to_page(stream: TextIO, document: Document) -> None:
    from lssc.cli import pages

    template = pages.environment("lssc.cli.orders").get_template("order.html")
    stream.writelines(
        template.generate(
            order=document.order,
            letter=document.letter,
            policy=document.policy,
            what=_what(document),
            states=words.ORDER_STATE,
        )
    )


def _what(document: Document) -> str:
    """What is ordered: for how many people, and how many of them pay which price."""
    counts = Counter((line.basis, line.amount_cents) for line in document.order.lines)
    prices = ", ".join(
        f"{words.number(count, 'application', 'applications')} at the {words.BASIS[basis]} price of "
        f"{words.money(cents)}"
        for (basis, cents), count in sorted(counts.items())
    )
    people = len(document.order.lines)
    whom = "person" if people == 1 else words.people(people)
    return f"for the {whom} below: {prices}" if prices else f"for the {whom} below"


def _to_csv(stream: TextIO, document: Document) -> None:
    rows = csv.writer(stream, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for line in document.order.lines:
        money = dollars(line.amount_cents)
        rows.writerow([guard(line.name), guard(line.email), words.BASIS[line.basis], money])
    rows.writerow(_total(document))


def _total(document: Document) -> tuple[str, str, str, Decimal]:
    """The last row of a table."""
    return ("Total", "", "", dollars(document.order.total_cents))


def _to_workbook(path: Path, document: Document) -> None:
    from lssc.cli.xlsxsheets import Sheets

    order, letter = document.order, document.letter
    with closing(Sheets(path, order.as_of)) as sheets:
        about = sheets.add("order", ("what", "value"), {"what": 24, "value": 60})
        lines = sheets.add("people", COLUMNS, {"email": 36})
        for what, value in (
            ("date", order.as_of),
            ("number", letter.number),
            ("institution", "\n".join(letter.institution)),
            ("addressee", "\n".join(letter.addressee)),
            ("people", len(order.lines)),
            ("total", dollars(order.total_cents)),
            ("state", words.ORDER_STATE[order.state]),
            ("policy", document.policy),
        ):
            about.write((what, value))
        for line in order.lines:
            lines.write((line.name, line.email, words.BASIS[line.basis], dollars(line.amount_cents)))
        lines.write(_total(document))
        sheets.finish()
