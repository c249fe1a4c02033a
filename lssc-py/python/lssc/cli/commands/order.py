"""`lssc order`: the purchase order of an institution, from its people to the last of its steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

import lssc
from lssc.cli import outputs, say, words
from lssc.cli.atomic import not_there
from lssc.cli.commands import options
from lssc.cli.failures import FAULTS, FINE, CannotRunError
from lssc.cli.loading import terms
from lssc.cli.orders import Document, Letter, jsonfile, kept, letters, people, screen, writing
from lssc.cli.orders.ordering import ordered
from lssc.cli.orders.people import People

FORMATS = ("html", "csv", "xlsx", "json")
_TO_STDOUT = ("csv", "json")

_NO_ADDRESSEE = (
    "no addressee is set, and the page leaves a place for it; name who receives orders "
    "with --addressee or in LSSC_ADDRESSEE"
)
_NOT_KEPT = "the step is shown and not kept; add `-o` with a file that ends in .json"


@click.command(short_help="A purchase order for several people, and its steps.")
@click.argument("source", type=options.EXISTING, metavar="PEOPLE|ORDER.json")
@click.option(
    "--as-of",
    metavar="DATE",
    help="The day of a new order, YYYY-MM-DD. There is no default; a kept order has its own.",
)
@click.option(
    "--policy",
    metavar="NAME|FILE.json",
    help=f"The policy that has the prices of a new order; {options.POLICY} if none is named.",
)
@click.option(
    "--step",
    type=click.Choice([state.value for state in lssc.OrderState]),
    help="Take the order to this state, which must be the next one.",
)
@click.option("--number", metavar="TEXT", help="The institution's own number of the order.")
@click.option(
    "--institution",
    metavar="FILE.txt|TEXT",
    envvar="LSSC_INSTITUTION",
    show_envvar=True,
    help="Who orders: name and address, in a file of text, or with `;` between the lines.",
)
@click.option(
    "--addressee",
    metavar="FILE.txt|TEXT",
    envvar="LSSC_ADDRESSEE",
    show_envvar=True,
    help="Who receives orders: name, address and email, likewise. Nobody is built in.",
)
@click.option(
    "-o",
    "--output",
    type=options.ANY_PATH,
    metavar="OUT",
    help="The order; `-` is standard output. Without it, the order is shown in the terminal.",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The format of OUT, if its suffix does not say."
)
@click.option("--force", is_flag=True, help="Replace another kept order (.json) that is there already.")
@options.ignore
def order(
    source: Path,
    as_of: str | None,
    policy: str | None,
    step: str | None,
    number: str | None,
    institution: str | None,
    addressee: str | None,
    output: Path | None,
    format_: str | None,
    force: bool,
    ignore: tuple[str, ...],
) -> int:
    """Make the purchase order by which an institution pays the applications of several people.

    The page (.html) is for printing and sending: it has what the program asks for, the names, the email
    addresses and the amount (FAQ 22), and the state of the order. Places that no option fills are left to be
    filled in by hand. CSV and the workbook have a row a person and the total in the last one; in CSV, text
    that a spreadsheet program could run as a formula has a ' before it.

    PEOPLE is a CSV, parquet or JSON file (a list), or a workbook: its only sheet, or the one called `people`.

    \b
    Its columns, all three required, their names as forgiving as elsewhere:
      name        the person's name
      email       the email address; nobody has that of another, in whatever case
      ala_member  yes or no (true or false, 1 or 0): an ALA member on that day
    Any other column that is filled is a fault, unless --ignore names it.

    Every fault is named by file, row and column; nothing is written then, and the exit status is 1.

    \b
    An order takes one step at a time, and JSON keeps it in between:
      applied -> order-received -> invoiced -> paid -> active
    A step that skips one is refused, with the step expected, and the exit status is 2.
    A kept order keeps its prices; what the options say beside them replaces what it has.

    \b
    Examples:
      lssc order people.csv --as-of 2026-11-22
      lssc order people.csv --as-of 2026-11-22 --addressee office.txt -o order.html
      lssc order people.csv --as-of 2026-11-22 --number PO-1042 -o order.json
      lssc order order.json --step order-received -o order.json
      lssc order order.json -o order.html
    """
    written_as = outputs.format_of(output, format_, FORMATS, _TO_STDOUT) if output else ""
    document, is_kept = _opened(source, as_of, policy, ignore)
    if document is None:
        return FAULTS
    document = _stepped(_lettered(document, number, institution, addressee), step)
    if output:
        _may_write(output, written_as, source if is_kept else None, force)
        options.not_an_input(output, None if is_kept else source, Path(policy or ""))
        writing.write(output, written_as, document)
    else:
        screen.show(document)
    _say(document, output, written_as, step)
    return FINE


def _opened(
    source: Path, as_of: str | None, policy: str | None, ignore: Sequence[str]
) -> tuple[Document | None, bool]:
    """The order, new or kept, and whether it was kept; no order where its people have faults."""
    if source.suffix.lower() != ".json":
        return _new(source, people.of_table(source, ignore), as_of, policy), False
    value, content = jsonfile.read(source)
    if not isinstance(value, dict):
        return _new(source, people.of_list(source, value, content), as_of, policy), False
    document = kept.read(source, value, content)
    if as_of or policy:
        raise click.UsageError(f"`{source}` has its day and its prices; leave out --as-of and --policy")
    return document, True


def _new(source: Path, found: People, as_of: str | None, policy: str | None) -> Document | None:
    if as_of is None:
        raise click.UsageError("a new order needs its day; add --as-of")
    by = terms(as_of, None, policy or options.POLICY)
    made, troubles = ordered(found, by)
    say.notes(found.notes)
    if made is None:
        for trouble in troubles:
            say.line(str(trouble))
        say.line(f"nothing written: {words.number(len(troubles), 'fault', 'faults')} in {source}")
        return None
    say.notes([] if made.lines else [f"nobody is in {source}, so the order is empty"])
    return Document(made, by.policy.id, Letter())


def _lettered(
    document: Document, number: str | None, institution: str | None, addressee: str | None
) -> Document:
    """The order with what the options say beside it. The environment changes nothing that is kept."""
    letter = document.letter
    if number is not None:
        letter = replace(letter, number=letters.line(number))
    if institution is not None and not (letter.institution and _is_of_environment("institution")):
        letter = replace(letter, institution=letters.lines(institution, "an institution"))
    if addressee is not None and not (letter.addressee and _is_of_environment("addressee")):
        letter = replace(letter, addressee=letters.lines(addressee, "an addressee"))
    return replace(document, letter=letter)


def _is_of_environment(name: str) -> bool:
    return click.get_current_context().get_parameter_source(name) is ParameterSource.ENVIRONMENT


def _stepped(document: Document, step: str | None) -> Document:
    try:
        return replace(document, order=document.order.step(step)) if step else document
    except lssc.StepError as error:
        raise CannotRunError(str(error)) from error


def _may_write(output: Path, written_as: str, kept_in: Path | None, force: bool) -> None:
    """Holds that an order takes the place of its own earlier state, and of no other one unasked."""
    if written_as != "json" or outputs.is_stdout(output):
        options.not_an_input(output, kept_in)
    elif not (kept_in and output.exists() and output.samefile(kept_in)):
        not_there(output, force)


def _say(document: Document, output: Path | None, written_as: str, step: str | None) -> None:
    made = document.order
    blank = written_as == "html" and not document.letter.addressee
    say.notes([_NO_ADDRESSEE] if blank else [])
    say.notes([_NOT_KEPT] if step and written_as != "json" else [])
    if output:
        counted = f"{words.people(len(made.lines))}, {words.money(made.total_cents)}"
        say.line(f"order of {counted}, {made.state}, written to {outputs.name_of(output)}")
