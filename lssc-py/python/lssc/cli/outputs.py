"""Where a result goes: a file that takes its place when it is whole, or standard output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from lssc.cli import streams, words
from lssc.cli.atomic import replaced
from lssc.cli.cells import CSV_ENCODING


def format_of(output: Path, named: str | None, formats: Sequence[str], to_stdout: Sequence[str]) -> str:
    """The format that is asked for, by its name or by the suffix of the output."""
    written_as = named or output.suffix.lower().lstrip(".")
    if written_as not in formats:
        suffixes = words.either([f".{each}" for each in formats])
        raise click.UsageError(f"`{output}` names no format; let it end in {suffixes}, or add --format")
    if is_stdout(output) and written_as not in to_stdout:
        taken = " and ".join(to_stdout)
        raise click.UsageError(f"standard output takes {taken}; give {written_as} a file")
    return written_as


def is_stdout(output: Path) -> bool:
    """Whether an output is standard output."""
    return str(output) == "-"


def name_of(output: Path) -> str:
    """What an output is called when something is said of it."""
    return "standard output" if is_stdout(output) else str(output)


@contextmanager
def as_text(output: Path, written_as: str) -> Iterator[TextIO]:
    """An output to write text to, with line ends as they are. Standard output has no byte order mark."""
    if is_stdout(output):
        yield streams.as_file()
        return
    encoding = CSV_ENCODING if written_as == "csv" else "utf-8"
    with (
        replaced(output) as draft,
        draft.open("w", encoding=encoding, errors="backslashreplace", newline="") as stream,
    ):
        yield stream
