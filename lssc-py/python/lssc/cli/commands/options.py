"""The options that several commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

EXISTING = click.Path(exists=True, path_type=Path)
ANY_PATH = click.Path(path_type=Path)

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
    default="lssc-faq",
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


def not_an_input(output: Path, *inputs: Path | None) -> None:
    """Holds that an output would not take the place of what it is made from."""
    if any(path and path.exists() and output.exists() and output.samefile(path) for path in inputs):
        raise click.UsageError(f"`{output}` is an input; name another output")
