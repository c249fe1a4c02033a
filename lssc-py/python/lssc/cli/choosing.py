"""Chooses one person of a register."""

from __future__ import annotations

from collections.abc import Sequence

from lssc.cli import words
from lssc.cli.failures import CannotRunError
from lssc.cli.places import Place
from lssc.cli.registers import Entry, Register


def chosen(register: Register, id_: str | None, advice: str) -> Entry:
    """The person by this id, or the only one there is; `advice` says what to do where there are several."""
    found, alike = [], []
    for entry in register.entries():
        if id_ is None or entry.id == id_:
            found.append(entry)
        elif entry.id.casefold() == id_.casefold():
            alike.append(entry.id)
    if not found:
        raise CannotRunError(_nobody(register.top, id_, alike))
    if id_ is None and len(found) > 1:
        raise CannotRunError(f"{register.top} holds {len(found):,} people; {advice}")
    return found[0]


def _nobody(top: Place, id_: str | None, alike: Sequence[str]) -> str:
    """What to say where nobody has an id; `alike` are ids that differ from it only in case."""
    if not id_:
        return f"nobody is in {top}"
    meant = f"; did you mean {words.either([f'`{each}`' for each in alike])}?" if alike else ""
    return f"nobody in {top} has the id `{id_}`{meant}"
