"""`lssc review`: whether every graduate of a program has what certification takes."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from lssc.cli import outputs, say
from lssc.cli.commands import options
from lssc.cli.failures import FAULTS, FINE
from lssc.cli.loading import load_policy
from lssc.cli.programs import load_program
from lssc.cli.reviewing import Reviewed, reviewed

FORMATS = ("html", "json", "csv")
_TO_STDOUT = ("json", "csv")


@click.command(short_help="Whether a program's graduates have all that is needed.")
@click.argument("program", type=options.EXISTING)
@options.policy
@click.option(
    "-o",
    "--output",
    type=options.ANY_PATH,
    metavar="OUT",
    help="A report instead of what the terminal shows; `-` is standard output.",
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="The report's format, if its suffix does not say."
)
def review(program: Path, policy: str, output: Path | None, format_: str | None) -> int:
    """Say whether every way to graduate from PROGRAM covers what certification takes (FAQ 12).

    It shows the courses by the ten sets; the verdict; if one can graduate without something, the courses of
    such a graduate, none of which could be left out; and every single change to the requirements that would
    close the gap.

    PROGRAM is YAML (.yaml, .yml) or JSON (.json) with `requirements`, a tree of `course`, `all` and `choose`
    with `from`, and `courses`, which says of each course the sets it covers; `title` and `college` are shown.
    Every fault is named by line, column and pointer; the codes are those of the library, and `bad-yaml`.

    The exit status is 0 if the program qualifies, 1 if it does not, and 2 if it has faults.

    \b
    An example:
      college: Example College
      requirements:
        all:
          - course: LIB 100
          - choose: 1
            from: [{course: LIB 110}, {course: LIB 120}]
      courses:
        LIB 100: [Foundations of Library Services, Technology]
        LIB 110: [communication-and-teamwork]
        LIB 120: []

    \b
    Examples:
      lssc review program.yaml
      lssc review program.yaml --policy lssc-2011 -o review.html
      lssc review program.yaml --format json -o -
    """
    if output is None and format_ is not None:
        raise click.UsageError("--format is the format of a report; name one with -o, or leave it out")
    written_as = outputs.format_of(output, format_, FORMATS, _TO_STDOUT) if output else None
    if output:
        options.not_an_input(output, program, Path(policy))
    found = reviewed(load_program(program), load_policy(policy))
    if output is None or written_as is None:
        from lssc.cli.reviewing.terminal import ReviewTerminal

        ReviewTerminal().show(found)
    else:
        with outputs.as_text(output, written_as) as stream:
            _write(stream, written_as, found)
        say.line(f"{found.file.name} {found.verdict} by {found.policy.id}: {found.rests_on}")
    return FINE if found.review.qualifies else FAULTS


def _write(stream: TextIO, written_as: str, found: Reviewed) -> None:
    if written_as == "html":
        from lssc.cli.reviewing.page import to_html

        to_html(stream, found)
        return
    from lssc.cli.reviewing import flat

    {"json": flat.to_json, "csv": flat.to_csv}[written_as](stream, found)
