"""`lssc show`: one assessment in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from lssc.cli import say
from lssc.cli.assessing import assess_one
from lssc.cli.choosing import chosen
from lssc.cli.commands import again, options
from lssc.cli.evidence import Evidence
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.loading import terms
from lssc.cli.places import own
from lssc.cli.registers.opening import open_register
from lssc.cli.terminal import Terminal


@click.command(short_help="One person's assessment, in the terminal.")
@click.argument("person", type=options.EXISTING)
@click.option("--id", "id_", metavar="ID", help="Whom to show; needed where PERSON holds several people.")
@options.as_of
@options.catalog
@options.policy
@options.ignore
def show(
    person: Path, id_: str | None, as_of: str, catalog: Path | None, policy: str, ignore: tuple[str, ...]
) -> int:
    """Show where one person stands: status, sets, hours, dates, fees, and every reason with its source.

    PERSON is a JSON file of one record, or any register, with --id. Faults of the register that are nobody's
    are named too, since they may be about this person; the exit status is then 1.

    \b
    Examples:
      lssc show person.json --as-of 2026-11-22
      lssc show register.xlsx --id p-004 --as-of 2026-11-22 --catalog catalog.json
      lssc show people.jsonl --id p-004 --as-of 2026-11-22 --policy lssc-2019
    """
    by = terms(as_of, catalog, policy)
    register = open_register(person, ignore)
    outcome = assess_one(chosen(register, id_, "say whom to show with --id"), by)
    if outcome.assessment is not None:
        Terminal(Evidence(by.catalog)).show(outcome.entry, outcome.assessment)
    say.notes(register.notes)
    faults = [*own(outcome.troubles), *register.troubles]
    say.faults(faults, len(faults), f"; `{again.check(person, ignore)}` lists them all")
    if outcome.assessment is None:
        say.line(f"no assessment of {outcome.entry.id or 'this person'}: correct the faults")
    return FAULTS if faults else FINE
