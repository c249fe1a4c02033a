"""`lssc check`: the faults of a register, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from lssc.cli import progress, say, words
from lssc.cli.assessing import checked
from lssc.cli.commands import options
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.places import own
from lssc.cli.registers.opening import open_register


@click.command(short_help="The faults of a register.")
@click.argument("register", type=options.EXISTING)
@options.ignore
def check(register: Path, ignore: tuple[str, ...]) -> int:
    """Name every fault in REGISTER by file, sheet, row and column, and say how many people are fine.

    Nobody is assessed, so no day is needed. The exit status is 1 if there is a fault.

    The codes are those of the library, and two of sheets: `unknown-person` for a row whose id is on no row
    of `people`, and `unknown-sheet` for a sheet whose name is nearly one of a register's. A column that is
    no key, and a row whose id is nearly somebody's, are named once, and those people are not fine.

    \b
    Examples:
      lssc check register.xlsx
      lssc check register --ignore "shirt size"
      lssc check people.jsonl
    """
    with progress.waiting("reading"):
        opened = open_register(register, ignore)
    fine = faulty = faults = 0
    for _, _, troubles in progress.shown(checked(opened), "checking", opened.total):
        named = own(troubles)
        fine, faulty, faults = fine + (not troubles), faulty + bool(troubles), faults + len(named)
        for trouble in named:
            click.echo(trouble)
    for trouble in opened.troubles:
        click.echo(trouble)
    say.notes(opened.notes)
    faults += len(opened.troubles)
    if not faults:
        click.echo(f"{words.people(fine)} fine")
        return FINE
    found = words.number(faults, "fault", "faults")
    click.echo(f"{words.people(fine)} fine, {faulty:,} with faults; {found}")
    return FAULTS
