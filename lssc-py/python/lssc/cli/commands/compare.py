"""`lssc compare`: whom a change of policy touches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from lssc.cli import outputs, progress, say
from lssc.cli.atomic import replaced
from lssc.cli.commands import again, options
from lssc.cli.comparing import About, Terms, pairs
from lssc.cli.comparing.report import Report
from lssc.cli.comparing.whole import Whole
from lssc.cli.loading import load_policy, terms
from lssc.cli.places import visible
from lssc.cli.registers import Register
from lssc.cli.registers.opening import open_register
from lssc.cli.tally import Tally

FORMATS = ("html", "xlsx", "csv", "json")
_TO_STDOUT = ("csv", "json")


@click.command(short_help="Whom a change of policy touches.")
@click.argument("register", type=options.EXISTING)
@click.option(
    "--policy",
    "policies",
    multiple=True,
    required=True,
    metavar="NAME|FILE.json",
    help="A policy, as elsewhere. Exactly two: the first is A, the second is B.",
)
@options.as_of
@click.option(
    "-o",
    "--output",
    type=options.ANY_PATH,
    metavar="OUT",
    help="A report; `-` is standard output. Without it, the terminal has what all come to.",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The report's format, if its suffix does not say."
)
@options.catalog
@options.ignore
def compare(
    register: Path,
    policies: tuple[str, ...],
    as_of: str,
    output: Path | None,
    format_: str | None,
    catalog: Path | None,
    ignore: tuple[str, ...],
) -> int:
    """Say what becomes of everybody in REGISTER where the policy A gives way to the policy B.

    It tells how many go from which status to which; who gains and who loses; and the change in fees, as if
    each policy had always been in force: what is not charged yet is included. Of each person touched it names
    the first clause, in the order of the rules, that says something else: another verdict, date or amount,
    also a date that no longer matters to them. It need not be the one that moved the status.

    The HTML report stands alone, with a picture of the flow from status to status; it lists the first 500
    people of each kind. CSV, the workbook and JSON have everybody.

    A register is read as by `lssc audit`. A person with a fault is not compared; everybody else is, and the
    exit status is 1. It does not depend on whom the change touches.

    \b
    Examples:
      lssc compare register.xlsx --policy lssc-faq --policy our-state.json --as-of 2026-11-22
      lssc compare people.parquet --policy lssc-2011 --policy lssc-2019 --as-of 2026-11-22 \\
        --catalog catalog.json -o compare.html
    """
    if len(policies) != 2:
        raise click.UsageError("two policies are compared; give --policy twice, first A, then B")
    if output is None and format_ is not None:
        raise click.UsageError("--format is the format of a report; name one with -o, or leave it out")
    written_as = outputs.format_of(output, format_, FORMATS, _TO_STDOUT) if output else ""
    if output:
        options.not_an_input(output, register, catalog, *map(Path, policies))
    by = _terms(as_of, catalog, policies)
    with progress.waiting("reading"):
        opened = open_register(register, ignore)
    name, check = visible(register.resolve().name), again.check(register, ignore)
    about = About(name, date.fromisoformat(as_of), by.a, by.b, check)
    with _report(output, written_as, about) as report:
        whole, tally = _compare(opened, by, report)
        with progress.waiting("writing"):
            report.finish(whole, opened.troubles, opened.notes)
    if output:
        say.line(whole.summary)
    return tally.sum_up(opened, check, "compared")


def _terms(as_of: str, catalog: Path | None, policies: tuple[str, ...]) -> Terms:
    a, b = policies
    under_a = terms(as_of, catalog, a)
    return Terms(under_a.as_of, under_a.catalog, under_a.policy, load_policy(b))


def _compare(register: Register, by: Terms, report: Report) -> tuple[Whole, Tally]:
    whole, tally = Whole(), Tally()
    for pair in progress.shown(pairs(register, by), "comparing", register.total):
        tally.add(pair.troubles, pair.comparison is None)
        whole.add(pair)
        report.add(pair)
    return whole, tally


@contextmanager
def _report(output: Path | None, written_as: str, about: About) -> Iterator[Report]:
    """A report that takes its place only when it is whole."""
    if output is None:
        from lssc.cli.comparing.terminal import TerminalReport

        yield TerminalReport(about)
        return
    if written_as == "xlsx":
        with replaced(output) as draft:
            from lssc.cli.comparing.xlsxreport import XlsxReport

            with closing(XlsxReport(draft, about)) as workbook:
                yield workbook
        return
    with (
        outputs.as_text(output, written_as) as stream,
        closing(_streamed(stream, written_as, about)) as report,
    ):
        yield report


def _streamed(stream: TextIO, written_as: str, about: About) -> Report:
    if written_as == "csv":
        from lssc.cli.comparing.csvreport import CsvReport

        return CsvReport(stream)
    if written_as == "json":
        from lssc.cli.comparing.jsonreport import JsonReport

        return JsonReport(stream, about)
    from lssc.cli.comparing.htmlreport import HtmlReport

    return HtmlReport(stream, about)
