"""A comparison as one JSON document: everybody on a line of their own, then what they come to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TextIO

from lssc.cli.comparing import About, Pair
from lssc.cli.comparing.whole import Whole
from lssc.cli.places import Trouble
from lssc.cli.reports.jsonlreport import faults_as_json


class JsonReport:
    """Writes each person as they come: the comparison in the core's own bytes, or their faults."""

    def __init__(self, stream: TextIO, about: About) -> None:
        self._stream = stream
        named = {"as_of": str(about.as_of), "policy_a": about.a.id, "policy_b": about.b.id}
        stream.write(f'{_written(named)[:-1]},"people":[')
        self._before = "\n"

    def add(self, pair: Pair) -> None:
        """Writes a person."""
        if pair.comparison is not None:
            written = pair.comparison.to_json()
        else:
            written = _written({"record": pair.entry.id or None, "faults": faults_as_json(pair.troubles)})
        self._stream.write(self._before + written)
        self._before = ",\n"

    def finish(self, whole: Whole, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Writes what all come to, and the faults of nobody."""
        faults = _written(faults_as_json(troubles))
        self._stream.write(f'\n],\n"table":{whole.table.to_json()},\n"faults":{faults}}}\n')

    def close(self) -> None:
        """Holds nothing."""


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
