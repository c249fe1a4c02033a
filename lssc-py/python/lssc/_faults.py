"""Bad input: every fault at once, each with its place, its code and what to do (RULES 3.3).

And steps that a purchase order cannot take (RULES 6.2).
"""

from __future__ import annotations

from dataclasses import dataclass

from lssc._enums import FaultCode, OrderState


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


class StepError(ValueError):
    """A step that a purchase order cannot take: it moves one state at a time, forward (RULES 6.2).

    >>> import lssc
    >>> try:
    ...     lssc.order([], as_of="2024-06-30").step(lssc.OrderState.INVOICED)
    ... except lssc.StepError as error:
    ...     print(error.expected)
    order-received
    """

    from_: OrderState
    """Where the order is."""
    to: OrderState
    """Where it was to go."""
    expected: OrderState | None
    """Where it can go; `None` where it has taken every step."""

    def __init__(self, message: str, from_: OrderState, to: OrderState, expected: OrderState | None) -> None:
        super().__init__(message, from_, to, expected)
        self.from_, self.to, self.expected = from_, to, expected

    def __str__(self) -> str:
        return str(self.args[0])
