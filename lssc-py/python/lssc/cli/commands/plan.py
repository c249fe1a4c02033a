"""`lssc plan`: what it costs to complete what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click

from lssc.cli import outputs, planscreen, progress, say, words
from lssc.cli.assessing import Terms
from lssc.cli.atomic import replaced
from lssc.cli.choosing import chosen
from lssc.cli.commands import again, options
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.loading import terms
from lssc.cli.places import own
from lssc.cli.planning import UNANSWERED_MAY_SERVE, Planned, left_out, plan_one, planned
from lssc.cli.registers import Register
from lssc.cli.registers.opening import open_register
from lssc.cli.reports.plans import CsvPlans, JsonlPlans, Plans
from lssc.cli.tally import Tally

FORMATS = ("xlsx", "csv", "jsonl")
_TO_STDOUT = ("csv", "jsonl")
_ADVICE = "say for whom to plan with --id, or write everybody's plan with -o"


@click.command(short_help="What it costs to complete what is missing.")
@click.argument("register", type=options.EXISTING, metavar="REGISTER|RECORD.json")
@click.option("--id", "id_", metavar="ID", help="For whom to plan; without it, for everybody.")
@options.as_of
@click.option(
    "-o",
    "--output",
    type=options.ANY_PATH,
    metavar="OUT",
    help="A table with a row a person; `-` is standard output. Without it, one plan is shown.",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The table's format, if its suffix does not say."
)
@options.catalog
@options.policy
@options.ignore
def plan(
    register: Path,
    id_: str | None,
    as_of: str,
    output: Path | None,
    format_: str | None,
    catalog: Path | None,
    policy: str,
    ignore: tuple[str, ...],
) -> int:
    """Plan the cheapest way to complete the competency sets that are missing, and what ALA membership saves.

    On offer are portfolios, while they are taken, and the courses in the catalog that have a price and whose
    approval is in force on that day: each gives its set. Of the electives, it takes as many of the cheapest
    as are needed. Sets with nothing on offer are named. What the application costs is no part of a plan;
    `lssc show` has it. A price in the catalog is the provider's; without --catalog, nothing is approved.

    Where courses, portfolios or degrees are not answered, what is there counts as missing, and the sum may be
    less.

    A person with a fault gets no plan; everybody else does, and the exit status is 1.

    \b
    Examples:
      lssc plan person.json --as-of 2026-11-22 --catalog catalog.json
      lssc plan register.xlsx --id p-008 --as-of 2026-11-22 --catalog catalog.json
      lssc plan register.xlsx --as-of 2026-11-22 --catalog catalog.json -o plans.xlsx
    """
    written_as = outputs.format_of(output, format_, FORMATS, _TO_STDOUT) if output else ""
    if output:
        options.not_an_input(output, register, catalog, Path(policy))
    by = terms(as_of, catalog, policy)
    with progress.waiting("reading"):
        opened = open_register(register, ignore)
    check = again.check(register, ignore)
    notes = left_out(by.catalog, catalog is not None)
    if output is None:
        return _show(opened, id_, by, check, notes)
    return _write(opened, id_, by, output, written_as, check, notes)


def _show(register: Register, id_: str | None, by: Terms, check: str, notes: Sequence[str]) -> int:
    found = plan_one(chosen(register, id_, _ADVICE), by)
    if found.plan is not None:
        planscreen.show(found.entry, found.plan, found.needs, by)
    is_complete = found.plan is None or not (found.plan.as_member.items or found.plan.unavailable)
    say.notes([*register.notes, *([] if is_complete else notes)])
    faults = [*own(found.troubles), *register.troubles]
    say.faults(faults, len(faults), f"; `{check}` lists them all")
    if found.plan is None:
        say.line(f"no plan for {found.entry.id or 'this person'}: correct the faults")
    return FAULTS if faults else FINE


def _write(
    register: Register,
    id_: str | None,
    by: Terms,
    output: Path,
    written_as: str,
    check: str,
    notes: Sequence[str],
) -> int:
    people: Iterable[Planned] = planned(register, by)
    if id_ is not None:
        people = [plan_one(chosen(register, id_, _ADVICE), by)]
    tally, unanswered = Tally(), 0
    with _table(output, written_as, by) as table:
        for found in progress.shown(people, "planning", register.total):
            tally.add(found.troubles, found.plan is None)
            unanswered += bool(found.needs.not_answered)
            table.add(found)
        table.finish(register.troubles)
    asked = f"courses, portfolios or degrees of {words.people(unanswered)} are not answered"
    say.notes([*notes, *([f"{asked}: {UNANSWERED_MAY_SERVE}"] if unanswered else [])])
    return tally.sum_up(register, check, "planned for")


@contextmanager
def _table(output: Path, written_as: str, by: Terms) -> Iterator[Plans]:
    """A table that takes its place only when it is whole."""
    if written_as == "xlsx":
        from lssc.cli.reports.xlsxplans import XlsxPlans

        with replaced(output) as draft, closing(XlsxPlans(draft, by)) as workbook:
            yield workbook
        return
    made = CsvPlans if written_as == "csv" else JsonlPlans
    with outputs.as_text(output, written_as) as stream:
        yield made(stream)
