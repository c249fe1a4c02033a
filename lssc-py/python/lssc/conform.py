"""The conformance runner (RULES 8): requests on standard input, one a line; answers on standard output.

    python -m lssc.conform < requests.jsonl > answers.jsonl

It never stops at a bad line: that is answered with faults.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

from lssc._native import MAX_BYTES, Session


def answer_all(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers every line of `requests`, in order."""
    session = Session()
    while line := requests.readline(MAX_BYTES + 2):
        if line.endswith(b"\n"):
            line = line[:-1]
        elif len(line) > MAX_BYTES:
            _skip_line(requests)
        _write_all(answers, session.answer(line))
        answers.write(b"\n")
        # Somebody may be waiting for this answer before asking again.
        answers.flush()


def _write_all(answers: BinaryIO, answer: bytes) -> None:
    """Writes all of it: of more than 2 GiB, even a stream with a buffer may take only a part at a time."""
    rest = memoryview(answer)
    while rest:
        rest = rest[answers.write(rest) :]


def _skip_line(requests: BinaryIO) -> None:
    """Leaves out the rest of a line that is too large anyway."""
    while (rest := requests.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def main() -> None:
    """Runs over standard input; ends quietly when nobody listens any more."""
    try:
        answer_all(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        sys.stdout = None


if __name__ == "__main__":
    main()
