"""Subjects in turn, round by round, so that whatever else the machine does meets all of them alike."""

import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace


@dataclass
class Subject:
    """Something that is measured: one call decides `people` people."""

    name: str
    version: str
    call: Callable[[], object]
    people: int
    wrong: int | None = None
    note: str = ""
    seconds: list[float] = field(default_factory=list)

    def again(self) -> "Subject":
        """The same for another task."""
        return replace(self, seconds=[])

    def line(self, task: str) -> dict[str, object]:
        """What the report is told."""
        micros = sorted(one / self.people * 1e6 for one in self.seconds)
        tenth = len(micros) // 10
        return {
            "language": "python",
            "task": task,
            "subject": self.name,
            "version": self.version,
            "us": round(statistics.median(micros), 4),
            "low": round(micros[tenth], 4),
            "high": round(micros[-1 - tenth], 4),
            "people": self.people,
            "wrong": self.wrong,
            "note": self.note,
        }


def measure(task: str, subjects: Sequence[Subject], rounds: int, shortest: float = 0.002) -> None:
    """Takes the subjects in turn and prints their lines; a call is repeated until it takes long enough for the clock."""
    times = [_times(subject, shortest) for subject in subjects]
    gc.collect()
    gc.disable()
    for _ in range(rounds):
        for subject, repeated in zip(subjects, times, strict=True):
            start = time.perf_counter()
            for _ in range(repeated):
                subject.call()
            subject.seconds.append((time.perf_counter() - start) / repeated)
        gc.collect()
    gc.enable()
    for subject in subjects:
        say(subject.line(task))


def _times(subject: Subject, shortest: float) -> int:
    subject.call()
    start = time.perf_counter()
    subject.call()
    return max(1, round(shortest / max(time.perf_counter() - start, 1e-9)))


def say(line: dict[str, object]) -> None:
    """One line of the report."""
    print(json.dumps(line, ensure_ascii=False), flush=True)


def progress(text: str) -> None:
    """What goes on, for whoever waits."""
    print(text, file=sys.stderr, flush=True)
