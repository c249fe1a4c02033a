"""A register: the people in an input, each with a record and the places its values came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import lssc
from lssc.cli.cells import misfit
from lssc.cli.places import Place, Trouble, Where, located, tokens
from lssc.cli.shapes import kind_at


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of a register. `record` is `None` where the input holds nothing that could be one."""

    record: lssc.Record | Mapping[str, Any] | None
    id: str
    where: Where
    office: Mapping[str, str] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    @property
    def name(self) -> str:
        """The person's name, where the office gives one."""
        return self.office.get("name", "")

    def at(self, pointer: str) -> Any:
        """The value of the record that a JSON Pointer names, if it is there."""
        value: Any = self.record.to_dict() if isinstance(self.record, lssc.Record) else self.record
        for step in tokens(pointer):
            if isinstance(value, list | tuple) and step.isdecimal() and int(step) < len(value):
                value = value[int(step)]
            elif isinstance(value, Mapping):
                value = value.get(step)
            else:
                return None
        return value

    def located(self, faults: Iterable[lssc.Fault]) -> tuple[Trouble, ...]:
        """Faults that the core found in the record, with their places, in the words of the input."""
        return located(map(self._said, faults), self.where, self.id)

    def _said(self, fault: lssc.Fault) -> lssc.Fault:
        """A fault that speaks of the cell, where a cell holds what its column does not take."""
        kind = kind_at(tokens(fault.path)) if fault.code is lssc.FaultCode.WRONG_TYPE else None
        cell = self.at(fault.path) if kind and not isinstance(self.record, lssc.Record) else None
        if kind is None or cell is None or isinstance(cell, list | dict):
            return fault
        return replace(fault, message=misfit(kind, cell))


class Register(Protocol):
    """The people of an input. Its troubles are complete when its entries have been gone through."""

    troubles: list[Trouble]
    """What is wrong with the input without being anybody's."""
    notes: list[str]
    """What is good to know about how the input was read."""

    @property
    def total(self) -> int | None:
        """How many entries there are, if that is known beforehand."""
        ...

    @property
    def top(self) -> Place:
        """The place of the input as a whole."""
        ...

    def entries(self) -> Iterator[Entry]:
        """The people, in the order of the input."""
        ...
