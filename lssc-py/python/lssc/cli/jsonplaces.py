"""Where the value that a JSON Pointer names stands in a JSON file: line and column."""

from __future__ import annotations

from dataclasses import dataclass

import lssc
from lssc.cli.places import Place


@dataclass(frozen=True, slots=True)
class JsonText:
    """A JSON file, which knows where its values stand."""

    file: str
    content: bytes

    def place(self, pointer: str) -> Place:
        """The place of a value, or of the nearest one around it; the whole file needs no line."""
        found = lssc.locate(self.content, pointer) if pointer else None
        if found is None:
            return Place(self.file)
        line, column = found
        return Place(self.file, line=line, column=str(column))
