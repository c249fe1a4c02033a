"""`lssc calendar`: the dates ahead, for a calendar program."""

from __future__ import annotations

from pathlib import Path

import click

import lssc
from lssc.cli import outputs, progress, say, words
from lssc.cli.assessing import Terms, checked, read
from lssc.cli.choosing import chosen
from lssc.cli.commands import again, options
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.loading import terms
from lssc.cli.places import own
from lssc.cli.registers import Register
from lssc.cli.registers.lines import OneRecord
from lssc.cli.registers.opening import open_register
from lssc.cli.tally import Tally

_EVENT = "\r\nBEGIN:VEVENT\r\n"


@click.command(short_help="The dates ahead, for a calendar program.")
@click.argument("register", type=options.EXISTING, metavar="REGISTER|RECORD.json")
@click.option("--id", "id_", metavar="ID", help="Whose dates to write; without it, everybody's.")
@options.as_of
@click.option(
    "-o",
    "--output",
    required=True,
    type=options.ANY_PATH,
    metavar="OUT.ics",
    help="The calendar; `-` is standard output.",
)
@options.catalog
@options.policy
@options.ignore
def calendar(
    register: Path,
    id_: str | None,
    as_of: str,
    output: Path,
    catalog: Path | None,
    policy: str,
    ignore: tuple[str, ...],
) -> int:
    """Write the dates ahead as an iCalendar file, which every calendar program imports.

    They are the last day of the candidacy, and of the current term the day on which renewal opens, its end
    and the last day to renew, as far as they are on or after the day given: all-day events that keep nobody
    busy. In everybody's file, the titles say whose date it is, by the id of the record.

    Importing a later file updates the events whose date is the same; an event whose date has changed is a new
    one, and the old one is to be removed by hand.

    A person with a fault has no dates in the file; everybody else does, and the exit status is 1.

    \b
    Examples:
      lssc calendar register.xlsx --as-of 2026-11-22 --catalog catalog.json -o dates.ics
      lssc calendar register.xlsx --id p-008 --as-of 2026-11-22 --catalog catalog.json -o p-008.ics
      lssc calendar person.json --as-of 2026-11-22 -o person.ics
    """
    if not outputs.is_stdout(output) and output.suffix.lower() != ".ics":
        raise click.UsageError(f"`{output}` is no calendar; let it end in .ics")
    options.not_an_input(output, register, catalog, Path(policy))
    by = terms(as_of, catalog, policy)
    with progress.waiting("reading"):
        opened = open_register(register, ignore)
    check = again.check(register, ignore)
    if id_ is None and not isinstance(opened, OneRecord):
        return _everybody(opened, by, output, check)
    return _one(opened, id_, by, output, check)


def _everybody(register: Register, by: Terms, output: Path, check: str) -> int:
    records, tally = [], Tally()
    for _, record, troubles in progress.shown(checked(register), "reading", register.total):
        tally.add(troubles, record is None)
        records += [record] if record else []
    _write(output, lssc.calendar_many(records, as_of=by.as_of, catalog=by.catalog, policy=by.policy))
    return tally.sum_up(register, check, "looked at")


def _one(register: Register, id_: str | None, by: Terms, output: Path, check: str) -> int:
    entry = chosen(register, id_, "say whose dates to write with --id")
    record, troubles = read(entry)
    faults = [*own(troubles), *register.troubles]
    say.notes(register.notes)
    say.faults(faults, len(faults), f"; `{check}` lists them all")
    if record is None:
        say.line(f"no dates of {entry.id or 'this person'}: correct the faults")
    else:
        _write(output, lssc.calendar(record, as_of=by.as_of, catalog=by.catalog, policy=by.policy))
    return FAULTS if faults else FINE


def _write(output: Path, text: str) -> None:
    with outputs.as_text(output, "ics") as stream:
        stream.write(text)
    # No text of an event can look like the beginning of one: it would be escaped.
    counted = words.number(text.count(_EVENT), "date", "dates")
    say.line(f"{counted} ahead written to {outputs.name_of(output)}")
