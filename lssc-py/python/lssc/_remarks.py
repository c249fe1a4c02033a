"""What is remarked of a policy, and the people by whom it can be seen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lssc._enums import RemarkCode, RemarkKind
from lssc._native import Catalog, Policy, Record
from lssc._wire import Part


@dataclass(frozen=True, slots=True)
class Example(Part):
    """A person by whom a remark can be seen: what `assess` takes."""

    record: Record
    """What is known of the person."""
    catalog: Catalog
    """What the office has approved."""
    as_of: datetime.date
    """The day on which it shows."""


@dataclass(frozen=True, slots=True)
class Remark(Part):
    """What no one can satisfy, what has no effect, or what is surprising about a policy. It is no fault."""

    code: RemarkCode
    """The stable code."""
    kind: RemarkKind
    """What it claims."""
    parameters: tuple[str, ...]
    """The parameters whose values make it so, by their dotted names; none for a policy as a whole."""
    message: str
    """What it says, in one English sentence; it may change."""
    help: str
    """What to do about it, if it is not meant so."""
    clause: str | None
    """The clause of RULES that makes it so; `None` for a policy as a whole."""
    example: Example
    """Of what is impossible, somebody who does as much as can be and is refused; of what has no effect,
    somebody for whom it might be thought to have one; of what is surprising, somebody to whom it happens."""
    otherwise: Policy | None
    """Of what has no effect: a policy with other values that decides the same of everybody; else `None`."""
