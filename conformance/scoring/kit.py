"""The kit as it lies in its folder: the cases, its version, and what clauses and readings are called."""
from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent
"""Where the files of cases lie."""

COMPARE = "compare"
"""What the comparisons (RULES 6.5) count as among the operations, though RULES 8 has none of that name."""


@dataclass(frozen=True)
class Case:
    """A case, with the bytes of its request and the text of its answer as they stand in the file."""

    id: str
    clause: str
    shows: str
    file: str
    line: bytes
    answer: str
    operation: str | None
    """What the request asks for; None where that cannot be told."""

    @property
    def holds_faults(self) -> bool:
        return self.answer.startswith('{"faults":')


class Kit:
    """Everything that is data. `altered` says that the cases are not those that the version names."""

    def __init__(self, folder: Path = FOLDER):
        manifest = _read(folder / "manifest.json")
        files = {**manifest["files"], **manifest["comparisons"]}
        self.version: str = manifest["version"]
        self.cases: list[Case] = [case for name in sorted(files) for case in _cases(folder, name)]
        # An operation that nobody knows has cases of faults alone.
        self.operations = {case.operation for case in self.cases if not case.holds_faults}
        self.altered = digest(folder, files) != manifest["sha256"]
        self.titles: dict[str, str] = _read(folder / "clauses.json")
        readings = _read(folder / "readings.json")["readings"]
        self.readings: dict[str, list[dict[str, Any]]] = {}
        for reading in readings:
            for case in reading["cases"]:
                self.readings.setdefault(case, []).append(reading)

    def chosen(self, clauses: list[str] | None, ids: list[str] | None) -> list[Case]:
        """The cases of these clauses (`4` is all of section 4), and of these ids."""

        def is_under(clause: str, wanted: str) -> bool:
            return clause == wanted or clause.startswith(f"{wanted}.")

        cases = self.cases
        if clauses is not None:
            cases = [case for case in cases if any(is_under(case.clause, wanted) for wanted in clauses)]
        if ids is not None:
            cases = [case for case in cases if case.id in ids]
        return cases


def digest(folder: Path, files: Any) -> str:
    """The SHA-256 of what `sha256sum` prints of the files of cases, in the order of their names."""
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def clause_order(clause: str) -> list[int]:
    """4.9 comes before 4.10."""
    return [int(number) for number in clause.split(".")]


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _cases(folder: Path, name: str) -> list[Case]:
    # Split at `\n` alone: a case may hold U+2028.
    lines = (folder / name).read_bytes().decode("utf-8").split("\n")
    return [_case(name, line) for line in lines if line]


def _case(file: str, text: str) -> Case:
    values, texts = _members(text)
    request = values["request"]
    line = (request if isinstance(request, str) else texts["request"]).encode("utf-8")
    operation = COMPARE if file.startswith("compare/") else _operation(line)
    return Case(values["id"], values["clause"], values["shows"], file, line, texts["answer"], operation)


def _members(text: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of an object written without white space, and the text of each."""
    values, texts, decoder, place = {}, {}, json.JSONDecoder(), 0
    while text[place] != "}":
        key, start = decoder.raw_decode(text, place + 1)
        value, place = decoder.raw_decode(text, start + 1)
        values[key], texts[key] = value, text[start + 1 : place]
    return values, texts


def _operation(line: bytes) -> str | None:
    """The operation that a request asks for; of a repeated key the first one's value counts (RULES 3.3)."""

    def first_wins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        return dict(reversed(pairs))

    try:
        request = json.loads(line, object_pairs_hook=first_wins)
    except (ValueError, RecursionError):
        return None
    if not isinstance(request, dict):
        return None
    operation = request.get("op")
    if operation is None:
        return "assess"
    return operation if isinstance(operation, str) else None
