"""One person of a register, for the commands that ask further."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

import lssc
from lssc.cli.assessing import read
from lssc.cli.choosing import chosen
from lssc.cli.failures import CannotRunError
from lssc.cli.places import Place, Trouble, visible
from lssc.cli.registers.opening import open_register


def record_of(person: Path, id_: str | None, ignore: Sequence[str], advice: str) -> lssc.Record:
    """The record of one person; one with faults is none to ask about."""
    entry = chosen(open_register(person, ignore), id_, advice)
    record, troubles = read(entry)
    if record is None:
        raise CannotRunError(f"{entry.id or 'this person'} has faults; correct them first", list(troubles))
    return record


@contextmanager
def asked() -> Iterator[None]:
    """What is asked here; what is wrong with it is said of the options."""
    try:
        yield
    except lssc.LsscError as error:
        faults = [
            Trouble(Place(f"--{fault.path.lstrip('/').replace('_', '-')}"), fault.code.value, fault.message)
            for fault in error.faults
        ]
        raise CannotRunError("this cannot be asked", faults) from error


class out:  # noqa: N801
    """What goes to standard output."""

    @staticmethod
    def line(text: str) -> None:
        """One line."""
        click.echo(visible(text))

    @staticmethod
    def json(value: Any) -> None:
        """One value."""
        click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
