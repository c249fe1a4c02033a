"""What the command says on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from lssc.cli.failures import CannotRunError
from lssc.cli.places import Trouble, visible

MOST = 20


def failed(failure: CannotRunError) -> None:
    """Says why the command cannot run."""
    _write(f"lssc: {visible(failure.message)}")
    faults(failure.troubles, len(failure.troubles), "")


def faults(named: Sequence[Trouble], count: int, more: str) -> None:
    """Names faults, a line each, and how many more there are."""
    for trouble in named[:MOST]:
        _write(str(trouble))
    if count > MOST:
        _write(f"... and {count - MOST:,} more{more}")


def notes(said: Iterable[str]) -> None:
    """Says what is good to know."""
    for note in said:
        _write(f"note: {visible(note)}")


def line(text: str) -> None:
    """Says one thing."""
    _write(visible(text))


def _write(text: str) -> None:
    sys.stderr.write(text + "\n")
