"""Bad input: every fault at once, each with its place, its code and what to do (RULES 3.3)."""

from __future__ import annotations

from dataclasses import dataclass

from lssc._enums import FaultCode


@dataclass(frozen=True, slots=True)
class Fault:
    """One entry that cannot be right."""

    path: str
    """Where: a JSON Pointer (RFC 6901); empty for the whole input."""
    code: FaultCode
    """The stable code, the one to program against."""
    message: str
    """What is wrong and what to do, in one English sentence; it may change."""

    def to_dict(self) -> dict[str, str]:
        """The fault as it stands in an answer."""
        return {"path": self.path, "code": self.code.value, "message": self.message}


class LsscError(ValueError):
    """Input that cannot be right. Being ineligible is never an error: that is an answer.

    >>> import lssc
    >>> try:
    ...     lssc.Record("p-001", education="collage-degree", applied_on="2024-02-30")
    ... except lssc.LsscError as error:
    ...     [(fault.path, str(fault.code)) for fault in error.faults]
    [('/education', 'unknown-value'), ('/applied_on', 'bad-date')]
    """

    faults: tuple[Fault, ...]
    """Every fault, in the order of RULES 3.3; never empty."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "; ".join(f"{fault.path or 'the whole input'}: {fault.message}" for fault in self.faults)
