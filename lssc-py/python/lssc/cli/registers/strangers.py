"""Columns that fill no key of a record: each is named once, however many cells of it are filled."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from lssc.cli.commandline import ignoring
from lssc.cli.places import Place, Trouble
from lssc.cli.shapes import PEOPLE, Shape, fold

_LIKENESS = 0.75
_OWN = f"; on the sheet `{PEOPLE.name}`, `name`, `email` and `notes` are the office's own"


def stranger(place: Place, title: str, shape: Shape, filled: int, keys: Iterable[str]) -> Trouble:
    """The trouble of such a column, at the first of its cells that is filled."""
    if filled == 1:
        cells = "1 cell of it is filled, and that person gets no assessment"
    else:
        cells = f"{filled:,} cells of it are filled, the first here, and those people get no assessment"
    pointer = "/" + title.replace("~", "~0").replace("/", "~1") if title and shape is PEOPLE else ""
    message = f"{_named(title, shape)}; {cells}: {advice(title, keys)}{_OWN if title else ''}"
    return Trouble(place, "unknown-key", message, "", pointer, is_shared=True)


def _named(title: str, shape: Shape) -> str:
    return f"`{title}` is no column of `{shape.name}`" if title else "this column has no header"


def advice(title: str, keys: Iterable[str]) -> str:
    """What to do about such a column."""
    if not title:
        return "give it one, or empty its cells"
    known = {fold(key): key for key in keys}
    near = get_close_matches(fold(title), known, n=1, cutoff=_LIKENESS)
    meant = f" (`{known[near[0]]}`?)" if near else ""
    return f"correct its name{meant}, or pass over it with `{ignoring(title)}`"
