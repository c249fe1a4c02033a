"""Chooses one person of a register."""

from __future__ import annotations

from lssc.cli.failures import CannotRunError
from lssc.cli.registers import Entry, Register


def chosen(register: Register, id_: str | None, advice: str) -> Entry:
    """The person by this id, or the only one there is; `advice` says what to do where there are several."""
    found = [entry for entry in register.entries() if id_ is None or entry.id == id_]
    if not found:
        raise CannotRunError(
            f"nobody in {register.top} has the id `{id_}`" if id_ else f"nobody is in {register.top}"
        )
    if id_ is None and len(found) > 1:
        raise CannotRunError(f"{register.top} holds {len(found):,} people; {advice}")
    return found[0]
