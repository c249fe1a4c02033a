"""What it costs to import the library, beside a module of the standard library: fresh interpreters, in turn."""

import subprocess
import sys
import time

from peers import library
from peers.measure import Subject, say
from peers.people import Person

NAMES = ("pass", "import json", "import lssc")


def run(people: list[Person], rounds: int) -> None:
    """Measures interpreters that do nothing, and by how much longer those take that import something; people play no part."""
    del people
    seconds: dict[str, list[float]] = {name: [] for name in NAMES}
    for _ in range(2 * rounds + 1):
        for name in NAMES:
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", name], check=True)
            seconds[name].append(time.perf_counter() - start)
    empty = seconds["pass"]
    for name in NAMES[1:]:
        longer = [one - nothing for one, nothing in zip(seconds[name], empty, strict=True)]
        release = library.VERSION if name == "import lssc" else sys.version.split()[0]
        note = "a fresh interpreter, by how much longer than one that does nothing"
        say(Subject(name, release, lambda: None, 1, None, note, longer).line("import"))
