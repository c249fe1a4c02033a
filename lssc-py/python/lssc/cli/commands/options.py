"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from lssc._enums import Goal
from lssc.cli.registers.opening import would_be_read

EXISTING = click.Path(exists=True, path_type=Path)
ANY_PATH = click.Path(path_type=Path)

POLICY = "lssc-faq"
"""The policy if none is named."""

Option = Callable[[Callable[..., int]], Callable[..., int]]

as_of: Option = click.option(
    "--as-of",
    required=True,
    metavar="DATE",
    help="The day to assess on, YYYY-MM-DD; nothing dated later is taken into account. There is no default.",
)
catalog: Option = click.option(
    "--catalog",
    type=EXISTING,
    metavar="FILE.json",
    help="What the office has approved: courses and recognition agreements. Without it, nothing is.",
)
policy: Option = click.option(
    "--policy",
    default=POLICY,
    show_default=True,
    metavar="NAME|FILE.json",
    help="A shipped policy, or a file: a whole policy, or an overlay that says what it changes.",
)
ignore: Option = click.option(
    "--ignore",
    multiple=True,
    metavar="COLUMN",
    help="A column of the office's own that is not to be read, on any sheet; may be repeated.",
)

_GOAL = click.Choice([goal.value for goal in Goal])
_GOAL_HELP = "What is to be reached: to be let in, to be certified, or to be able to renew."
goal: Option = click.option("--goal", type=_GOAL, help=_GOAL_HELP)
needed_goal: Option = click.option("--goal", type=_GOAL, required=True, help=_GOAL_HELP)
by: Option = click.option(
    "--by", metavar="DATE", help="The day by which the goal is to be reached; by default that of --as-of."
)
needed_by: Option = click.option(
    "--by", required=True, metavar="DATE", help="The day by which the goal is to be reached."
)
as_json: Option = click.option("--json", "as_json", is_flag=True, help="One line of JSON.")


def not_an_input(output: Path, *inputs: Path | None) -> None:
    """Holds that an output would not take the place of what it is made from."""
    for path in inputs:
        if path and path.exists() and _is_of(output, path):
            raise click.UsageError(f"`{output}` is an input, or would be one; name another output")


def _is_of(output: Path, path: Path) -> bool:
    """Whether an output is this input, a file of this folder that is read, or would be read from it."""
    if output.exists() and output.samefile(path):
        return True
    if not path.is_dir():
        return False
    if output.exists() and any(output.samefile(file) for file in path.iterdir() if would_be_read(file)):
        return True
    target = output.resolve()
    return would_be_read(target) and target.parent.exists() and target.parent.samefile(path)
