"""The protocol of the conformance runner (RULES 8): one answer a line, in order, whatever the lines are."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import IO

import pytest
from lssc._native import MAX_BYTES
from lssc.conform import answer_all
from typing_extensions import Buffer

RUNNER = [sys.executable, "-m", "lssc.conform"]
GOOD = b'{"record":{"id":"p"},"as_of":"2024-06-30"}'


def check(requests: bytes, expected: list[str]) -> None:
    """Each answer is `assessed`, or the code of its first fault."""
    run = subprocess.run(RUNNER, input=requests, capture_output=True, check=True)
    assert run.stderr == b""
    assert run.stdout == b"" or run.stdout.endswith(b"\n")
    assert [kind(answer) for answer in run.stdout.split(b"\n")[:-1]] == expected


def kind(answer: bytes) -> str:
    said = json.loads(answer)
    if "assessment" in said:
        return "assessed"
    code: str = said["faults"][0]["code"]
    return code


@pytest.mark.parametrize(
    ("requests", "expected"),
    [
        pytest.param(b"", [], id="nothing"),
        pytest.param(b"\n", ["bad-json"], id="an empty line"),
        pytest.param(b" \t\n" + GOOD + b"\n", ["bad-json", "assessed"], id="a blank line"),
        pytest.param(GOOD, ["assessed"], id="a line without end"),
        pytest.param(GOOD + b"\r\n" + GOOD + b"\r\n", ["assessed"] * 2, id="lines that end with CRLF"),
        pytest.param(GOOD + b"\r" + GOOD + b"\n", ["bad-json"], id="CR alone ends no line"),
        pytest.param(
            GOOD.replace(b'"p"', '"p\u2028q"'.encode()) + b"\n", ["assessed"], id="U+2028 ends no line"
        ),
        pytest.param(b'{"record":{"id":"\xff"}}\n' + GOOD, ["bad-json", "assessed"], id="bad UTF-8"),
        pytest.param(b"\0\n" + GOOD, ["bad-json", "assessed"], id="a zero byte"),
        pytest.param(b"\xef\xbb\xbf" + GOOD, ["bad-json"], id="a byte order mark"),
        pytest.param(b"\x1a\n\x04\n" + GOOD, ["bad-json", "bad-json", "assessed"], id="control characters"),
        pytest.param(b"[" * 100_000 + b"\n" + GOOD, ["bad-json", "assessed"], id="an endless nest"),
        pytest.param(
            b"[]\n{}\nnull\n" + GOOD, ["wrong-type", "missing", "wrong-type", "assessed"], id="no requests"
        ),
    ],
)
def test_every_line_has_its_answer(requests: bytes, expected: list[str]) -> None:
    check(requests, expected)


@pytest.mark.parametrize("end", [b"", b"\n", b"\n" + GOOD, b"\r\n" + GOOD + b"\n"])
@pytest.mark.parametrize("more", [-1, 0, 1, 2, 5000, MAX_BYTES])
def test_a_line_of_16_mib_is_read_and_a_longer_one_is_too_large(more: int, end: bytes) -> None:
    line = GOOD + b" " * (MAX_BYTES - len(GOOD) + more)
    # The CR before the end of a line belongs to it.
    length = len(line) + end.startswith(b"\r")
    first = "assessed" if length <= MAX_BYTES else "too-large"
    check(line + end, [first] + ["assessed"] * end.count(GOOD))


def test_each_answer_is_there_before_the_next_request() -> None:
    with subprocess.Popen(RUNNER, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as runner:
        assert runner.stdin is not None
        assert runner.stdout is not None
        for expected in ["assessed", "assessed", "bad-json"]:
            runner.stdin.write((GOOD if expected == "assessed" else b"?") + b"\n")
            runner.stdin.flush()
            assert kind(runner.stdout.readline()) == expected
        runner.stdin.close()
        assert runner.wait() == 0


class Sips(io.BytesIO):
    """Takes a little at a time, as a file does of more than 2 GiB."""

    def write(self, what: Buffer) -> int:
        return super().write(memoryview(what)[:5])


def test_an_answer_is_written_to_its_end() -> None:
    answers = Sips()
    answer_all(io.BytesIO(GOOD + b"\n?"), answers)
    first, second, rest = answers.getvalue().split(b"\n")
    assert [kind(first), kind(second), rest] == ["assessed", "bad-json", b""]


def ask_for_ever(requests: IO[bytes]) -> None:
    while True:
        requests.write(GOOD + b"\n")
        requests.flush()


def test_it_ends_quietly_when_nobody_listens() -> None:
    with subprocess.Popen(
        RUNNER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as runner:
        assert runner.stdin is not None
        assert runner.stdout is not None
        assert runner.stderr is not None
        runner.stdout.close()
        with pytest.raises(BrokenPipeError):
            ask_for_ever(runner.stdin)
        assert runner.stderr.read() == b""
        assert runner.wait() == 0
        with pytest.raises(BrokenPipeError):
            runner.stdin.close()
