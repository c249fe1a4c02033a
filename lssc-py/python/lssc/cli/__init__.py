"""The command `lssc`: a register in a spreadsheet in, a report out.

Nothing is imported here that the bare package `lssc` does not have: the libraries that the command
needs come with the extra `lssc[cli]`, and a command without them says so in one sentence.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec

__all__ = ["main"]

_EXTRA = ("click", "rich", "jinja2", "polars", "fastexcel", "xlsxwriter", "yaml")


def main() -> None:
    """Run the command with the arguments of the process, and end the process with its exit status."""
    if any(find_spec(name) is None for name in _EXTRA):
        sys.stderr.write("lssc: the command needs more than the library; install `lssc[cli]`\n")
        sys.exit(2)
    from lssc.cli.ending import status_of

    sys.exit(status_of(_carried_out))


def _carried_out() -> int:
    """Carries out the command. What it needs takes a while to import, and may be stopped like the rest."""
    from lssc.cli.app import carried_out

    return carried_out(sys.argv[1:])
