"""The conformance cases, and how answers are held against them (conformance/README.md)."""

from __future__ import annotations

import functools
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("LSSC_CONFORMANCE", Path(__file__).parents[3] / "conformance"))


@dataclass(frozen=True)
class Case:
    """A case, with the text of its request and of its answer as they stand in the file."""

    id: str
    clause: str
    line: bytes
    answer: str

    @property
    def expected(self) -> dict[str, Any]:
        """The answer, read."""
        expected: dict[str, Any] = json.loads(self.answer)
        return expected

    @property
    def is_valid(self) -> bool:
        """Whether the answer is an assessment."""
        return "assessment" in self.expected

    @property
    def is_faulty(self) -> bool:
        """Whether the answer is faults."""
        return "faults" in self.expected

    @property
    def operation(self) -> str | None:
        """What it asks for, where it is a request that says so."""
        try:
            request = json.loads(self.line)
        except (ValueError, RecursionError):
            return None
        operation = request.get("op") if isinstance(request, dict) else None
        return operation if isinstance(operation, str) else None

    def request(self, **how: Any) -> dict[str, Any]:
        """The request as Python's own values; `how` goes to `json.loads`."""
        request: dict[str, Any] = json.loads(self.line, **how)
        return request

    def arguments(self, **how: Any) -> dict[str, Any]:
        """The request as the keyword arguments of `lssc.assess`."""
        request = self.request(**how)
        return {key: value for key, value in request.items() if key != "op"}


def manifest() -> dict[str, int]:
    """How many cases each file declares."""
    files: dict[str, int] = json.loads((FOLDER / "manifest.json").read_text("utf-8"))["files"]
    return files


@functools.cache
def by_file() -> dict[str, tuple[Case, ...]]:
    """The cases of each file."""
    return {file.name: tuple(map(_case, _lines(file))) for file in sorted(FOLDER.glob("*.jsonl"))}


@functools.cache
def compared() -> dict[str, tuple[Case, ...]]:
    """The cases of each file about two policies: no runner is asked them, RULES 8 has no such operation."""
    files = sorted(FOLDER.glob("compare/*.jsonl"))
    return {f"compare/{file.name}": tuple(map(_case, _lines(file))) for file in files}


@functools.cache
def everyone() -> tuple[Case, ...]:
    """All cases that a runner is asked."""
    return tuple(case for cases in by_file().values() for case in cases)


@functools.cache
def valid() -> tuple[Case, ...]:
    """The cases that are answered with an assessment."""
    return tuple(case for case in everyone() if case.is_valid)


@functools.cache
def faulty() -> tuple[Case, ...]:
    """The cases that are answered with faults."""
    return tuple(case for case in everyone() if case.is_faulty)


@functools.cache
def asking(operation: str) -> tuple[Case, ...]:
    """The cases that ask for an operation other than to assess, or to compare."""
    if operation == "compare":
        return tuple(case for cases in compared().values() for case in cases)
    return tuple(case for case in everyone() if case.operation == operation)


def _lines(file: Path) -> list[str]:
    # Split at `\n` alone: a case may hold U+2028.
    return [line for line in file.read_bytes().decode().split("\n") if line]


def _case(line: str) -> Case:
    parts, decoder, place = {}, json.JSONDecoder(), 0
    while line[place] != "}" or place == 0:
        key, place = decoder.raw_decode(line, place + 1)
        start = place + 1
        value, place = decoder.raw_decode(line, start)
        parts[key] = (value, line[start:place])
    request, text = parts["request"]
    asked = request if isinstance(request, str) else text
    return Case(parts["id"][0], parts["clause"][0], asked.encode(), parts["answer"][1])


def without_messages(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Faults or findings as the cases hold them: messages are for people."""
    return [{key: value for key, value in entry.items() if key != "message"} for entry in entries]


def difference(case: Case, answer: bytes) -> str | None:
    """What is wrong with an answer; `None` if it is the case's."""
    text = answer.decode()
    got, want = json.loads(text), case.expected
    if "assessment" in want and "assessment" in got:
        wanted, found = want["assessment"], got["assessment"]
        same = text.startswith(_before_findings(case.answer) + ',"findings":[')
        if "findings" in wanted:
            same = same and without_messages(found["findings"]) == wanted["findings"]
    elif "faults" in want:
        same = list(got) == list(want) == ["faults"] and without_messages(got["faults"]) == want["faults"]
    else:
        same = text == case.answer
    return None if same else f"{case.id} ({case.clause})\n want {case.answer}\n  got {text}"


def _before_findings(answer: str) -> str:
    end = answer.rfind(',"findings":[')
    return answer[:end] if end >= 0 else answer.removesuffix("}}")
