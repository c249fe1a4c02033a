"""What the library costs in Python, beside what else there is: one JSON object a line on standard output.

    python benches/python/run.py PEOPLE.jsonl [--quick] [--only TASK ...]

PEOPLE.jsonl has lines `{"record", "as_of", "answer"}`, as the example `people` of benches writes them. It runs in an environment
with `requirements.txt` and the library. Each task has a process of its own, in which every library has one thread.
"""

import argparse
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

TASKS = ("assess", "register", "size", "threads", "memory", "starting")
# Polars, numpy and numexpr read these when they are imported.
ONE_THREAD = dict.fromkeys(
    (
        "POLARS_MAX_THREADS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "NUMEXPR_MAX_THREADS",
        "OMP_THREAD_LIMIT",
    ),
    "1",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path)
    parser.add_argument("--quick", action="store_true", help="few rounds and people: does it run, and are the answers true?")
    parser.add_argument("--only", nargs="+", choices=TASKS, default=TASKS)
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task:
        return one(asked.task, asked.people, asked.quick)
    failed = []
    for task in asked.only:
        command = [sys.executable, __file__, str(asked.people), "--task", task]
        command += ["--quick"] if asked.quick else []
        environment = os.environ | ONE_THREAD
        if subprocess.run(command, env=environment, check=False).returncode != 0:
            failed.append(task)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def one(task: str, path: Path, quick: bool) -> int:
    """A task, in this process."""
    from peers.people import read

    people = read(path, 200 if quick else 4000)
    import_module(f"tasks.{task}").run(people, 3 if quick else 15)
    return 0


if __name__ == "__main__":
    sys.exit(main())
