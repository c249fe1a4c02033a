"""JSON files: a list of people, or an order that was kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lssc.cli.failures import CannotRunError, unreadable


def read(path: Path) -> tuple[Any, bytes]:
    """The value of a JSON file in which no object has a key twice, and the text itself."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        return json.loads(content, object_pairs_hook=_each_once), content
    except (ValueError, RecursionError) as error:
        raise CannotRunError(f"{path} is not JSON: {error}") from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"`{key}` stands twice in one object")
        found[key] = value
    return found
