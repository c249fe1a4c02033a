"""The command itself: its parts, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence

import click

from lssc.cli import failures
from lssc.cli.commands.audit import audit
from lssc.cli.commands.audit_sample import audit_sample
from lssc.cli.commands.calendar import calendar
from lssc.cli.commands.check import check
from lssc.cli.commands.compare import compare
from lssc.cli.commands.convert import convert
from lssc.cli.commands.decide import decide, verify
from lssc.cli.commands.order import order
from lssc.cli.commands.plan import plan
from lssc.cli.commands.policy import policy
from lssc.cli.commands.repair import repair
from lssc.cli.commands.review import review
from lssc.cli.commands.show import show
from lssc.cli.commands.template import template
from lssc.cli.commands.why import why
from lssc.cli.ending import status_of


@click.group(epilog=failures.STATUSES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lssc", prog_name="lssc")
def cli() -> None:
    """Where everybody in a register stands in the Library Support Staff Certification.

    \b
    A register is one of these:
      people.xlsx    a workbook of related sheets, joined by id
      register/      a folder of the same sheets as CSV files
      people.csv     the people alone, without their lists
      people.jsonl   one record a line
      people.parquet the record's keys as columns

    `lssc template OUT` writes an empty one that explains itself.

    \b
    Examples:
      lssc template register.xlsx
      lssc check register.xlsx
      lssc audit register.xlsx --as-of 2026-11-22 -o report.html
    """


COMMANDS: tuple[click.Command, ...] = (
    audit,
    calendar,
    check,
    compare,
    show,
    why,
    repair,
    order,
    plan,
    policy,
    review,
    decide,
    verify,
    audit_sample,
    convert,
    template,
)
each: click.Command
for each in COMMANDS:
    cli.add_command(each)


def run(arguments: Sequence[str]) -> int:
    """Runs the command, and tells its exit status."""
    return status_of(lambda: carried_out(arguments))


def carried_out(arguments: Sequence[str]) -> int:
    """Runs the command, and tells its exit status; what click does not know is for `status_of`."""
    try:
        return _invoke(list(arguments))
    except click.ClickException as wrong:
        wrong.show()
        return failures.WRONG_USAGE
    except click.Abort as stopped:
        raise KeyboardInterrupt from stopped


def _invoke(arguments: list[str]) -> int:
    """Runs the command without click's own ending, which has one exit status for every trouble."""
    try:
        with cli.make_context("lssc", arguments) as context:
            status = cli.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return status if isinstance(status, int) else failures.FINE
