"""What the worst requests cost: processor time, memory and the size of the answer, in a runner of RULES 8.

    python3 benches/worst/measure.py [--mib 4 8 16] [--only WORD] [--instructions] -- RUNNER [ARGUMENT ...]

Each request has a process of its own. With `--instructions` it counts those under valgrind, which does not depend on what else
the machine does, and fails where twice the bytes are more than --most times the instructions.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from hostile import COMPARISONS, REQUESTS

MIB = 1 << 20


def run(command: list[str], name: str, size: int) -> tuple[float, int, int, bytes]:
    """Seconds of the processor, the most bytes of memory, the bytes of the answer, and its beginning."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        # Made elsewhere: a program starts with the memory of the one that starts it.
        subprocess.run([sys.executable, Path(__file__).with_name("hostile.py"), name, str(size)], stdout=given, check=True)
        assert given.seek(0, os.SEEK_END) <= size + 1, name
        given.seek(0)
        child = subprocess.Popen(command, stdin=given, stdout=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        length = said.seek(0, os.SEEK_END)
        said.seek(0)
        start = said.read(60)
    if child.returncode != 0:
        start = f"ended with {child.returncode}".encode()
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, length, start


def instructions(command: list[str], request: bytes) -> int:
    """How many instructions the request takes, beside an empty one."""

    def count(line: bytes) -> int:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder, "out")
            valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={out}"]
            subprocess.run([*valgrind, *command], input=line + b"\n", capture_output=True, check=True)
            found = re.search(r"^summary: (\d+)", out.read_text(), re.MULTILINE)
        assert found, "valgrind says no sum"
        return int(found[1])

    return count(request) - count(b"{}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mib", nargs="+", type=float, default=[4, 8, 16])
    parser.add_argument("--only", default="")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--most", type=float, default=2.3)
    parser.add_argument("runner", nargs="+")
    options = parser.parse_args()
    steep = []
    for name, make in REQUESTS.items():
        if options.only not in name:
            continue
        command = [*options.runner, *(["--compare"] if name in COMPARISONS else [])]
        before = 0
        for mib in options.mib:
            size = int(mib * MIB)
            said = f"{name:<26}{mib:>7} MiB"
            if options.instructions:
                found = instructions(command, make(size))
                said += f"{found:>16,} instructions"
                if before:
                    said += f"{found / before:>6.2f} x"
                    if found > before * options.most:
                        steep.append(said)
                before = found
            else:
                seconds, memory, length, start = run(command, name, size)
                said += f"{seconds:>8.2f} s{memory / MIB:>8.0f} MiB{length / MIB:>10.2f} MiB  {start[:40]!r}"
            print(said, flush=True)
    for said in steep:
        print(f"grows faster than its bytes: {said}", file=sys.stderr)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
