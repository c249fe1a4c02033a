"""Purchase orders: who is on one, how it is kept, and how it is written (RULES 6.2, FAQ 22)."""

from __future__ import annotations

from dataclasses import dataclass

import lssc


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands on an order beside its lines; what is empty is to be filled in by hand."""

    number: str = ""
    """The institution's own number of the order."""
    institution: tuple[str, ...] = ()
    """Who orders: name and address, line by line."""
    addressee: tuple[str, ...] = ()
    """Who receives orders: name, address and email, line by line. Nobody is built in."""


@dataclass(frozen=True, slots=True)
class Document:
    """An order, as it is written or kept."""

    order: lssc.Order
    policy: str
    """The id of the policy that has the prices."""
    letter: Letter
