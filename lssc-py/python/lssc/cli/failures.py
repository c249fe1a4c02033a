"""What ends a command, and with which exit status."""

from __future__ import annotations

from collections.abc import Sequence

from lssc.cli.places import Trouble

FINE = 0
FAULTS = 1
WRONG_USAGE = 2
INTERRUPTED = 130
NO_READER = 141

STATUSES = """\
\b
Exit status:
  0    all is fine
  1    the work was done, but there are faults: those people got no
       assessment (convert writes nothing then)
  2    wrong usage, or a file that cannot be read or written
  130  stopped by Ctrl-C; nothing was written
  141  the program reading the output went away
"""


class CannotRunError(Exception):
    """Wrong usage, or a file that cannot be read: exit status 2."""

    def __init__(self, message: str, troubles: Sequence[Trouble] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.troubles: tuple[Trouble, ...] = tuple(troubles)
