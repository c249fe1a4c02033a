"""Asking a runner, whatever it does: it may die, hang, lose or add lines, or keep every answer until its input ends.

The requests go out in batches, each to a process of its own.  A batch that was not answered line by line is asked again in
smaller ones, until the request is found that was in the way.
"""
from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

LINGER = 5.0
"""How many seconds a runner may take to end, once its input has ended and every answer is there."""
MOST_BYTES = 1 << 26
"""What a line of an answer may hold. The longest in the cases has some thousand bytes."""
FRUITLESS_RUNS = 20
"""After so many runs without one answer a runner that never gave any is given up."""
FRUITLESS_TIMEOUTS = 5
"""After so many times the timeout without an answer any runner is given up; after two, one that never gave any."""


@dataclass(frozen=True)
class Reply:
    """The answer to a request; or why there is none."""

    answer: bytes | None
    why: str = ""


@dataclass
class Run:
    """One process: the lines that it wrote, and how it ended."""

    answers: list[bytes] = field(default_factory=list)
    # Why they are not one for each request.
    why: str = ""
    # Whether they answer the first requests, as far as they go.
    in_order: bool = True
    # What was odd, though every answer is there.
    remark: str = ""
    hung: bool = False
    endless: bool = False


class CannotStart(Exception):
    """The runner is no program that can be started."""


class Runner:
    """A command that answers requests, one a line (RULES 8)."""

    def __init__(self, command: list[str], timeout: float = 20.0, batch: int = 250):
        self.command = command
        self.timeout = timeout
        self.batch = batch
        self.remarks: list[str] = []
        self._runs = 0
        self._answered = 0
        self._last_answer = time.monotonic()
        self.given_up = ""

    @property
    def has_answered(self) -> bool:
        """Whether it has ever given an answer."""
        return self._answered > 0

    def ask(self, lines: list[bytes], heard: Callable[[int], None] = lambda count: None) -> list[Reply]:
        """The reply to each line; `heard` is told now and then how many there are."""
        replies: list[Reply | None] = [None] * len(lines)
        self._last_answer = time.monotonic()
        starts = range(0, len(lines), self.batch)
        todo = [range(start, min(start + self.batch, len(lines))) for start in reversed(starts)]
        while todo:
            part = todo.pop()
            todo.extend(reversed(list(self._try(part, lines, replies))))
            heard(sum(reply is not None for reply in replies))
        return [reply or Reply(None, self.given_up) for reply in replies]

    def _try(self, part: range, lines: list[bytes], replies: list[Reply | None]) -> Iterator[range]:
        """Asks the requests of this part; gives the parts that must be asked again."""
        if not part or self.given_up:
            return
        run = self._run(part, lines, replies)
        if not run.why:
            return
        if not run.in_order:
            yield from self._apart(part, run, replies)
            return
        # The first request that has no answer is the one in the way, unless the runner keeps its answers back.
        rest = part[len(run.answers) :]
        if len(part) > 1 and not self.given_up:
            run = self._run(rest[:1], lines, replies)
        if run.why:
            replies[rest[0]] = Reply(None, run.why)
            yield rest[1:]
        else:
            yield from _halves(rest[1:])

    def _apart(self, part: range, run: Run, replies: list[Reply | None]) -> Iterator[range]:
        if len(part) == 1:
            replies[part[0]] = Reply(None, run.why)
        else:
            yield from _halves(part)

    def _run(self, part: range, lines: list[bytes], replies: list[Reply | None]) -> Run:
        """Starts the runner once, and takes the answers that can be told to be those of the first requests."""
        run = Process(self.command, [lines[index] for index in part], self.timeout).run()
        self._runs += 1
        if run.remark and run.remark not in self.remarks:
            self.remarks.append(run.remark)
        if run.in_order:
            for index, answer in zip(part, run.answers):
                replies[index] = Reply(answer)
        self._keep_count(len(run.answers) if run.in_order else 0, run.why)
        return run

    def _keep_count(self, answered: int, why: str) -> None:
        if answered:
            self._answered += answered
            self._last_answer = time.monotonic()
        has_some = self._answered > 0
        patience = self.timeout * (FRUITLESS_TIMEOUTS if has_some else 2)
        is_fruitless = not has_some and self._runs >= FRUITLESS_RUNS
        if why and (is_fruitless or time.monotonic() - self._last_answer >= patience):
            self.given_up = f"was given up before this case, since it {why}"


def _halves(part: range) -> Iterator[range]:
    middle = (len(part) + 1) // 2
    yield part[:middle]
    yield part[middle:]


class Process:
    """A run of the command on some lines. Input, output and messages flow at once, so that none can block another."""

    def __init__(self, command: list[str], lines: list[bytes], timeout: float):
        self.wanted = len(lines)
        self.timeout = timeout
        self.input = b"".join(line + b"\n" for line in lines)
        try:
            # In a group of its own, so that what a wrapper has started ends with it.
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise CannotStart(f"{command[0]} cannot be started: {error.strerror or error}") from error
        self.output: queue.Queue[bytes] = queue.Queue()
        self.stderr = b""
        self.ended = False
        self.moved = time.monotonic()
        self.threads = [threading.Thread(target=job, daemon=True) for job in (self._write, self._read, self._drain)]

    def run(self) -> Run:
        for thread in self.threads:
            thread.start()
        try:
            run, held = self._collect()
            return self._judged(run, held)
        finally:
            self._end()

    def _write(self) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            for start in range(0, len(self.input), 1 << 16):
                self.process.stdin.write(self.input[start : start + (1 << 16)])
                self.process.stdin.flush()
                self.moved = time.monotonic()
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            while piece := os.read(self.process.stdout.fileno(), 1 << 16):
                self.output.put(piece)
        self.output.put(b"")

    def _drain(self) -> None:
        """Hears everything that the runner says beside its answers, and remembers the end of it."""
        assert self.process.stderr is not None
        with contextlib.suppress(OSError, ValueError):
            while piece := os.read(self.process.stderr.fileno(), 1 << 16):
                self.stderr = (self.stderr + piece)[-4096:]

    def _collect(self) -> tuple[Run, bytes]:
        """Whole lines, and what stands behind the last one; until the end, silence, or more than was asked for."""
        run, held = Run(), bytearray()
        while True:
            if len(run.answers) > self.wanted:
                break
            has_all = len(run.answers) == self.wanted
            patience = min(self.timeout, LINGER) if has_all else self.timeout
            try:
                piece = self.output.get(timeout=max(self.moved + patience - time.monotonic(), 0.01))
            except queue.Empty:
                if time.monotonic() < self.moved + patience:
                    continue
                run.hung = True
                break
            if not piece:
                break
            self.moved = time.monotonic()
            *whole, rest = piece.split(b"\n")
            for line in whole:
                run.answers.append(bytes(held) + line)
                held.clear()
            held += rest
            if len(held) > MOST_BYTES:
                run.endless = True
                break
        return run, bytes(held)

    def _judged(self, run: Run, held: bytes) -> Run:
        wanted, count = self.wanted, len(run.answers)
        status = None if run.hung or run.endless or count > wanted else self._status()
        if count == wanted - 1 and held and status == 0:
            run.answers.append(held)
            run.remark = "ended its last answer without `\\n`"
        elif count > wanted or (count == wanted and held):
            run.why, run.in_order = f"wrote more than {_lines(wanted)} to {_requests(wanted)}", False
        elif count == wanted:
            run.remark = _oddly(status)
        elif run.endless:
            run.why = f"wrote {MOST_BYTES >> 20} MiB without an end of line"
        elif run.hung:
            run.why = f"gave no answer within {self.timeout:g} seconds"
        elif status == 0:
            run.why, run.in_order = f"wrote {_lines(count)} to {_requests(wanted)}, and ended", False
        else:
            run.why = f"ended without an answer ({_named(status)})"
        if run.why:
            self._end()
            run.why += _last_words(self.stderr)
        return run

    def _status(self) -> int | None:
        """How the process has ended; None if it has closed its output and goes on."""
        try:
            return self.process.wait(timeout=min(self.timeout, LINGER))
        except subprocess.TimeoutExpired:
            return None

    def _end(self) -> None:
        """Nothing that was started here goes on."""
        if self.ended:
            return
        self.ended = True
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()
        for thread in self.threads:
            if thread.ident is not None:
                thread.join(timeout=1)
        if not any(thread.is_alive() for thread in self.threads):
            for stream in (self.process.stdout, self.process.stderr):
                assert stream is not None
                stream.close()


def _lines(count: int) -> str:
    return "no line" if count == 0 else "1 line" if count == 1 else f"{count} lines"


def _requests(count: int) -> str:
    return "1 request" if count == 1 else f"{count} requests"


def _named(status: int | None) -> str:
    if status is None:
        return "its output closed"
    return f"signal {-status}" if status < 0 else f"status {status}"


def _oddly(status: int | None) -> str:
    if status is None:
        return "did not end when its input had ended"
    return "" if status == 0 else f"ended with {_named(status)} after its last answer"


def _last_words(stderr: bytes) -> str:
    words = stderr.decode("utf-8", "replace").strip().splitlines()
    return f"; its last words: {words[-1].strip()[:200]}" if words else ""
