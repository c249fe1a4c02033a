"""Command lines that advice names: quoted, ready to copy into a shell."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence


def quoted(words: Sequence[object]) -> str:
    """A command line, quoted as the shell of this system wants it."""
    plain = list(map(str, words))
    return subprocess.list2cmdline(plain) if os.name == "nt" else shlex.join(plain)


def ignoring(title: str) -> str:
    """The option that passes over a column: `--ignore "branch"`."""
    shown = " ".join(title.split())
    is_plain = not set(shown) & set('"\\$`!')
    return f'--ignore "{shown}"' if is_plain else quoted(["--ignore", shown])
