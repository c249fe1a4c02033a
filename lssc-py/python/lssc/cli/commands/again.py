"""The command lines that reports advise: the same input by the same options."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lssc.cli.commandline import quoted
from lssc.cli.commands.options import POLICY


def show(register: Path, as_of: str, catalog: Path | None, policy: str, ignore: Sequence[str]) -> str:
    """The line that shows the person whose id is put in the place of `ID`."""
    by = ["--as-of", as_of, *(["--catalog", catalog] if catalog else [])]
    named = ["--policy", policy] if policy != POLICY else []
    return quoted(["lssc", "show", register, "--id", "ID", *by, *named, *_ignoring(ignore)])


def check(register: Path, ignore: Sequence[str]) -> str:
    """The line that lists every fault."""
    return quoted(["lssc", "check", register, *_ignoring(ignore)])


def _ignoring(ignore: Sequence[str]) -> list[str]:
    return [word for title in ignore for word in ("--ignore", title)]
