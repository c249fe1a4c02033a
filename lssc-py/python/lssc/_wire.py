"""What every part of a record or of an answer can do: turn into the dict and the JSON of RULES."""

from __future__ import annotations

import dataclasses
import datetime
import enum
import json
from decimal import Decimal
from typing import Any, ClassVar


class Part:
    """A part of a record, a catalog or an answer; its attributes are the wire's keys (`from_` for `from`)."""

    __slots__ = ()

    _left_out: ClassVar[frozenset[str]] = frozenset()
    """Attributes that are not on the wire."""
    _optional: ClassVar[frozenset[str]] = frozenset()
    """Attributes that are left out where they are `None`."""

    def to_dict(self) -> dict[str, Any]:
        """This part as JSON has it: dates and names as text."""
        shown = (field.name for field in dataclasses.fields(self) if field.name not in self._left_out)  # type: ignore[arg-type]
        entries = ((name, getattr(self, name)) for name in shown)
        return {
            name.rstrip("_"): plain(value)
            for name, value in entries
            if value is not None or name not in self._optional
        }

    def to_json(self) -> str:
        """This part as JSON text, the same as within the whole answer."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def _repr_html_(self) -> str:
        from lssc._html import table

        return table(self.to_dict())


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(entry) for entry in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
