"""`lssc policy`: what a policy says, and whether it is right."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

import lssc
from lssc.cli import words
from lssc.cli.commands import options
from lssc.cli.console import console
from lssc.cli.failures import FAULTS, FINE, CannotRunError
from lssc.cli.loading import from_file, load_policy
from lssc.cli.places import visible

_BASE = "lssc-faq"
_PLAIN_WIDTH = 160


@click.group(short_help="What a policy says, and whether it is right.")
def policy() -> None:
    """Look at policies: the numbers of the program, each with its source.

    \b
    Examples:
      lssc policy show
      lssc policy show lssc-2019
      lssc policy check our-state.json
    """


@policy.command("show", short_help="The parameters of a policy, with their sources.")
@click.argument("name", default=_BASE, metavar="[NAME|FILE.json]")
def show_policy(name: str) -> None:
    """Show every parameter with its value, its source, the reading taken, and what it changes.

    Shipped policies: lssc-faq (the default), lssc-2011, lssc-2019.

    \b
    Examples:
      lssc policy show
      lssc policy show lssc-2011
      lssc policy show our-state.json
    """
    shown = load_policy(name)
    screen = console(_PLAIN_WIDTH)
    screen.print(visible(words.policy(shown)))
    table = Table("parameter", "value", "source", "reading", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    before = {parameter.name: parameter.value for parameter in lssc.Policy(_BASE).parameters}
    for parameter in shown.parameters:
        value = words.setting(parameter.value)
        if parameter.changed:
            value += f"\n({_BASE}: {words.setting(before.get(parameter.name))})"
        sources, style = ", ".join(parameter.cites), "bold" if parameter.changed else ""
        table.add_row(
            parameter.name, _visible_lines(value), visible(sources), parameter.reading or "", style=style
        )
    screen.print(table)


@policy.command("check", short_help="The faults of a policy file, and what it changes.")
@click.argument("file", type=options.EXISTING)
def check_policy(file: Path) -> int:
    """Name every fault of a policy FILE by line and column; of a sound one, say what it changes.

    The exit status is 1 if there is a fault.

    \b
    Examples:
      lssc policy check our-state.json
    """
    try:
        sound = from_file(file, lssc.Policy.from_json, "a policy")
    except CannotRunError as failure:
        if not failure.troubles:
            raise
        for trouble in failure.troubles:
            click.echo(trouble)
        click.echo(words.number(len(failure.troubles), "fault", "faults"))
        return FAULTS
    before = {parameter.name: parameter.value for parameter in lssc.Policy(_BASE).parameters}
    changed = [parameter for parameter in sound.parameters if parameter.changed]
    counted = words.number(len(changed), "parameter", "parameters")
    click.echo(f"{visible(sound.id)} is fine; it changes {counted} of {_BASE}")
    for parameter in changed:
        was, is_now = words.setting(before.get(parameter.name)), words.setting(parameter.value)
        click.echo(visible(f"  {parameter.name}: {was} -> {is_now}"))
    return FINE


def _visible_lines(text: str) -> str:
    """Text of several lines, safe to print."""
    return "\n".join(map(visible, text.split("\n")))
