"""`lssc show`: one assessment in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from lssc.cli import say, timelines
from lssc.cli.assessing import assess_one, read
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
@click.option(
    "--from",
    "from_",
    metavar="DATE",
    help="The first day of the timeline; by default that of the year of the first fact.",
)
@click.option(
    "--to", metavar="DATE", help="Its last day; by default that of the year of the last date ahead."
)
def show(
    person: Path,
    id_: str | None,
    as_of: str,
    catalog: Path | None,
    policy: str,
    ignore: tuple[str, ...],
    from_: str | None,
    to: str | None,
) -> int:
    """Show where one person stands: status, sets, hours, dates, fees, and every reason with its source.

    The timeline has the status of each day, and the boundary or the fact that began it: what is recorded
    counts from its own day on, and days ahead are as they will be if nothing is added.

    PERSON is a JSON file of one record, or any register, with --id. Faults of the register that are nobody's
    are named too, since they may be about this person; the exit status is then 1.

    \b
    Examples:
      lssc show person.json --as-of 2026-11-22
      lssc show register.xlsx --id p-004 --as-of 2026-11-22 --catalog catalog.json
      lssc show people.jsonl --id p-004 --as-of 2026-11-22 --policy lssc-2019
      lssc show person.json --as-of 2026-11-22 --from 2010-01-01 --to 2030-12-31
    """
    by = terms(as_of, catalog, policy)
    register = open_register(person, ignore)
    outcome = assess_one(chosen(register, id_, "say whom to show with --id"), by)
    record, _ = read(outcome.entry)
    if record is not None and outcome.assessment is not None:
        stretches = timelines.drawn(record, outcome.assessment, by, from_, to)
        Terminal(Evidence(by.catalog)).show(outcome.entry, outcome.assessment, stretches)
    say.notes(register.notes)
    faults = [*own(outcome.troubles), *register.troubles]
    say.faults(faults, len(faults), f"; `{again.check(person, ignore)}` lists them all")
    if outcome.assessment is None:
        say.line(f"no assessment of {outcome.entry.id or 'this person'}: correct the faults")
    return FAULTS if faults else FINE
