"""Standard output and standard error, so that nothing that is written to them can end in a traceback."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

from lssc.cli.failures import CannotRunError

_ESCAPED = "backslashreplace"


def prepare() -> None:
    """Lets a character that the encoding of a stream lacks be written as its escape.

    The encoding stays the one that was asked for. Without standard error, what is said is lost.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (until the process ends)


def as_file() -> TextIO:
    """Standard output as files are written: UTF-8, with line ends as they are."""
    if sys.stdout is None:
        raise CannotRunError("standard output is closed; name a file")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors=_ESCAPED, newline="")
    return sys.stdout


def flush() -> None:
    """Writes what is still held back on standard output."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon() -> None:
    """Gives up on streams that cannot be written: Python would try again when it ends, and complain."""
    for stream in (each for each in (sys.stdout, sys.stderr) if each is not None):
        with suppress(OSError, ValueError):
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
