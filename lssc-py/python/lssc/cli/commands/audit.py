"""`lssc audit`: a report on everybody in a register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from lssc.cli import outputs, progress, say
from lssc.cli.assessing import Terms, outcomes
from lssc.cli.atomic import replaced
from lssc.cli.commands import again, options
from lssc.cli.contested import Contested
from lssc.cli.evidence import Evidence
from lssc.cli.loading import terms
from lssc.cli.places import visible
from lssc.cli.registers import Register
from lssc.cli.registers.opening import open_register
from lssc.cli.reports import About, Report
from lssc.cli.tally import Tally

FORMATS = ("html", "xlsx", "csv", "jsonl")
_TO_STDOUT = ("csv", "jsonl")


@click.command(short_help="A report on everybody in a register.")
@click.argument("register", type=options.EXISTING)
@options.as_of
@click.option(
    "-o",
    "--output",
    required=True,
    type=options.ANY_PATH,
    metavar="OUT",
    help="The report; `-` is standard output.",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The report's format, if its suffix does not say."
)
@options.catalog
@options.policy
@options.ignore
@click.option(
    "--people-pages",
    type=click.Choice(("auto", "all", "none")),
    default="auto",
    show_default=True,
    help="Pages for each person in the HTML report; `auto` has them up to 5,000 people.",
)
def audit(
    register: Path,
    as_of: str,
    output: Path,
    format_: str | None,
    catalog: Path | None,
    policy: str,
    ignore: tuple[str, ...],
    people_pages: str,
) -> int:
    """Assess everybody in REGISTER and write a report.

    The HTML report stands alone: how many stand where, the deadlines ahead, a page for each person with every
    reason and its source, and the faults. The workbook has the same as sheets. CSV has a row a person,
    JSON lines an assessment a line.

    A person with a fault gets no assessment; everybody else does, and the exit status is 1. Text that a
    spreadsheet program could run as a formula stays text; CSV shows it with a ' before it.
    A CSV file starts with a byte order mark, so that Excel shows it right; standard output has none.

    Who would stand elsewhere if the sources were read otherwise is named, with the questions to put to the
    committee and how many people hang on each; `lssc why` has one person's.

    \b
    How a register is read:
      - column names are forgiving: `Applied on`, `APPLIED_ON` and `applied-on` are one
      - a column that is no key is a fault where it is filled; `name`, `email` and
        `notes` on the sheet `people` are the office's own, others are named by --ignore
      - an empty cell is not answered
      - a list without a sheet, or with a sheet that has no rows at all, is not answered
        for anybody; where a sheet has rows, a person without one has answered: none
      - on a sheet that has a row whose owner is not known, a person without one has not
        answered: that row may be theirs; whose id is nearly that one is not assessed
      - a column on `people` that is named after a list may say otherwise of a
        person: `none` or `not answered`
      - several sets in one cell have `;` between them

    \b
    Examples:
      lssc audit register.xlsx --as-of 2026-11-22 --catalog catalog.json -o report.html
      lssc audit register.xlsx --as-of 2026-11-22 --policy lssc-2019 -o report.xlsx
      lssc audit register --as-of 2026-11-22 --catalog catalog.json -o report.csv
      lssc audit people.jsonl --as-of 2026-11-22 --format jsonl -o -
    """
    written_as = outputs.format_of(output, format_, FORMATS, _TO_STDOUT)
    options.not_an_input(output, register, catalog, Path(policy))
    by = terms(as_of, catalog, policy)
    with progress.waiting("reading"):
        opened = open_register(register, ignore)
    about = About(
        visible(register.resolve().name),
        date.fromisoformat(as_of),
        by.policy,
        Evidence(by.catalog),
        again.show(register, as_of, catalog, policy, ignore),
        again.check(register, ignore),
    )
    contested = Contested(by)
    with _report(output, written_as, about, people_pages) as report:
        tally = _assess(opened, by, report, contested)
        with progress.waiting("writing"):
            report.finish(opened.troubles, opened.notes)
    say.notes(contested.notes())
    return tally.sum_up(opened, about.check, "assessed")


def _assess(register: Register, by: Terms, report: Report, contested: Contested) -> Tally:
    tally = Tally()
    for outcome in progress.shown(outcomes(register, by), "assessing", register.total):
        tally.add(outcome.troubles, outcome.assessment is None)
        report.add(outcome)
        if outcome.assessment is not None:
            contested.add(outcome.entry)
    return tally


@contextmanager
def _report(output: Path, written_as: str, about: About, pages: str) -> Iterator[Report]:
    """A report that takes its place only when it is whole."""
    if written_as == "xlsx":
        with replaced(output) as draft:
            from lssc.cli.reports.xlsxreport import XlsxReport

            with closing(XlsxReport(draft, about)) as workbook:
                yield workbook
        return
    with (
        outputs.as_text(output, written_as) as stream,
        closing(_streamed(stream, written_as, about, pages)) as report,
    ):
        yield report


def _streamed(stream: TextIO, written_as: str, about: About, pages: str) -> Report:
    if written_as == "csv":
        from lssc.cli.reports.csvreport import CsvReport

        return CsvReport(stream)
    if written_as == "jsonl":
        from lssc.cli.reports.jsonlreport import JsonlReport

        return JsonlReport(stream)
    from lssc.cli.reports.htmlreport import HtmlReport

    return HtmlReport(stream, about, pages)
