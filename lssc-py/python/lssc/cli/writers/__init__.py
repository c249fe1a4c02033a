"""Registers written: the same people in another format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import lssc


@dataclass(frozen=True, slots=True)
class Person:
    """A person to write: a sound record, and the office's own columns."""

    record: lssc.Record
    office: Mapping[str, str]
