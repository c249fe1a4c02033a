"""What ends a command, and with which exit status."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lssc.cli.places import Trouble

FINE = 0
FAULTS = 1
WRONG_USAGE = 2
UNFORESEEN = 70
ENDED = 128
"""What the number of a signal is added to, as shells do."""
HUNG_UP = ENDED + 1
INTERRUPTED = ENDED + 2
NO_READER = ENDED + 13
TERMINATED = ENDED + 15

STATUSES = """\
\b
Exit status:
  0    all is fine
  1    the work was done, but there are faults: those people got no
       assessment (convert and order write nothing then);
       of review: the program does not qualify
  2    wrong usage, or a file that cannot be read or written
  70   a defect of lssc itself; please report it
  129  stopped, since the terminal was closed; nothing was written
  130  stopped by Ctrl-C; nothing was written
  141  the program reading the output went away
  143  told to end; nothing was written
"""


class CannotRunError(Exception):
    """Wrong usage, or a file that cannot be read: exit status 2."""

    def __init__(self, message: str, troubles: Sequence[Trouble] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.troubles: tuple[Trouble, ...] = tuple(troubles)


def unreadable(path: Path, error: OSError) -> CannotRunError:
    """The failure of a file that cannot be read."""
    return CannotRunError(f"{path} cannot be read: {error.strerror or error}")
