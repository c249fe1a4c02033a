"""The report as JSON lines: the assessment of each person, or their faults."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from lssc.cli.assessing import Outcome
from lssc.cli.places import Trouble


class JsonlReport:
    """Writes a line for each person as they come, and one for the faults of nobody.

    A fault that several people share is with each of them, and once more among those of nobody.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def add(self, outcome: Outcome) -> None:
        """Writes a person."""
        if outcome.assessment is not None:
            self._stream.write(outcome.assessment.to_json() + "\n")
        else:
            self._write({"id": outcome.entry.id or None, "faults": faults_as_json(outcome.troubles)})

    def finish(self, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Writes the faults of nobody, if there are any."""
        if troubles:
            self._write({"id": None, "faults": faults_as_json(troubles)})

    def close(self) -> None:
        """Holds nothing."""

    def _write(self, value: dict[str, Any]) -> None:
        self._stream.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def faults_as_json(troubles: Iterable[Trouble]) -> list[dict[str, Any]]:
    """Faults with the places where they stand, as JSON lines have them."""
    return [
        {
            "path": trouble.pointer,
            "code": trouble.code,
            "message": trouble.message,
            "file": trouble.place.file,
            "sheet": trouble.place.sheet or None,
            "row": trouble.place.row if trouble.place.line is None else trouble.place.line,
            "column": trouble.place.column or None,
            "letter": trouble.place.letter or None,
        }
        for trouble in troubles
    ]
