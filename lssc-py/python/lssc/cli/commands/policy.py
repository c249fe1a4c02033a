"""`lssc policy`: what a policy says, and whether it is right."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click
from rich.table import Table

import lssc
from lssc.cli import remarks, words
from lssc.cli.console import console
from lssc.cli.failures import FAULTS, FINE, CannotRunError
from lssc.cli.loading import is_policy_file, load_policy
from lssc.cli.places import Trouble, visible

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
    shown = load_policy(name, name)
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


@policy.command("check", short_help="The faults of a policy, what it changes, and remarks.")
@click.argument("name", metavar="NAME|FILE.json")
@click.option("--strict", is_flag=True, help="Exit status 1 if there is a remark, too.")
@click.option("--json", "as_json", is_flag=True, help="Write all of it as JSON.")
def check_policy(name: str, strict: bool, as_json: bool) -> int:
    """Name every fault of a policy by line and column; of a sound one, say what it changes, and remark on it.

    FILE.json is a policy or an overlay on a shipped one, as JSON. What is said to be changed is held against
    lssc-faq, also where the overlay extends another one.

    A remark says what no one can satisfy (impossible), what could as well have another value (no effect), or
    what happens to somebody though the numbers do not look so (surprising), each with an example person who
    shows it: what is known of the person, and where the person stands on a day. docs/codes.md lists them all.

    A remark is no fault: the policy is taken at its word. The exit status is 1 if there is a fault; with
    --strict, if there is a remark, too; 2 if there is no such policy, or the file cannot be read.

    \b
    Examples:
      lssc policy check our-state.json
      lssc policy check our-state.json --strict
      lssc policy check lssc-2019 --json
    """
    try:
        sound = load_policy(name, name)
    except CannotRunError as failure:
        if not failure.troubles or not is_policy_file(name):
            raise
        return _faulty(failure.troubles, as_json)
    changed = [parameter for parameter in sound.parameters if parameter.changed]
    remarked = sound.remarks
    if as_json:
        _write_json(sound, changed, remarked)
    else:
        _say(sound, changed, remarked)
    return FAULTS if strict and remarked else FINE


def _faulty(troubles: Sequence[Trouble], as_json: bool) -> int:
    """Names the faults of a policy file."""
    if as_json:
        faults = [
            {
                "path": trouble.pointer,
                "code": trouble.code,
                "message": trouble.message,
                "place": str(trouble.place),
            }
            for trouble in troubles
        ]
        click.echo(json.dumps({"policy": None, "faults": faults, "changes": [], "remarks": []}))
        return FAULTS
    for trouble in troubles:
        click.echo(trouble)
    click.echo(words.number(len(troubles), "fault", "faults"))
    return FAULTS


def _say(sound: lssc.Policy, changed: Sequence[lssc.Parameter], remarked: Sequence[lssc.Remark]) -> None:
    before = {parameter.name: parameter.value for parameter in lssc.Policy(_BASE).parameters}
    counted = words.number(len(changed), "parameter", "parameters")
    click.echo(f"{visible(sound.id)} is fine; it changes {counted} of {_BASE}")
    for parameter in changed:
        was, is_now = words.setting(before.get(parameter.name)), words.setting(parameter.value)
        click.echo(visible(f"  {parameter.name}: {was} -> {is_now or 'none'}"))
    for line in remarks.lines(sound, remarked):
        click.echo(line)
    if remarked:
        click.echo(f"\n{words.number(len(remarked), 'remark', 'remarks')}; a remark is no fault")


def _write_json(
    sound: lssc.Policy, changed: Sequence[lssc.Parameter], remarked: Sequence[lssc.Remark]
) -> None:
    base = lssc.Policy(_BASE)
    changes = [{"name": one.name, "base": base[one.name], "value": one.value} for one in changed]
    whole = {
        "policy": sound.id,
        "faults": [],
        "changes": changes,
        "remarks": [remark.to_dict() for remark in remarked],
    }
    click.echo(json.dumps(whole, ensure_ascii=False))


def _visible_lines(text: str) -> str:
    """Text of several lines, safe to print."""
    return "\n".join(map(visible, text.split("\n")))
