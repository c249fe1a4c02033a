"""`lssc audit-sample`: a draw that anybody can repeat."""

from __future__ import annotations

from pathlib import Path

import click

import lssc
from lssc.cli import progress, say
from lssc.cli.commands import options
from lssc.cli.commands.person import asked, out
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.registers.opening import open_register


@click.command("audit-sample", short_help="A draw of people that anybody can repeat.")
@click.argument("register", type=options.EXISTING)
@click.option(
    "--seed", required=True, metavar="TEXT", help="What is known to everybody beforehand, as a date."
)
@click.option("--rate", required=True, type=int, metavar="N", help="How many of a thousand are drawn.")
@options.ignore
@options.as_json
def audit_sample(register: Path, seed: str, rate: int, ignore: tuple[str, ...], as_json: bool) -> int:
    """Draw people of REGISTER for an audit: whose SHA-256 of the seed, a line feed and the id is smallest.

    `docs/operations.md` has ten lines of Python that draw the same.

    \b
    Examples:
      lssc audit-sample register.xlsx --seed 2026-11-22 --rate 50
    """
    with progress.waiting("reading"):
        opened = open_register(register, ignore)
    people = [entry.id for entry in opened.entries()]
    with asked():
        drawn = lssc.audit_sample(people, seed=seed, rate=rate)
    if as_json:
        out.json({"sample": [each.to_dict() for each in drawn]})
    else:
        for each in drawn:
            out.line(f"{each.record}  {each.score}")
    say.notes(opened.notes)
    say.faults(opened.troubles, len(opened.troubles), "")
    say.line(f"{len(drawn):,} of {len(people):,} drawn")
    return FAULTS if opened.troubles else FINE
