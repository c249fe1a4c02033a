"""Reads what a register is assessed by: a day, a catalog and a policy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import lssc
from lssc.cli.assessing import Terms
from lssc.cli.failures import CannotRunError, unreadable
from lssc.cli.jsonplaces import JsonText
from lssc.cli.places import Place, Trouble, located

T = TypeVar("T")


def terms(as_of: str, catalog: Path | None, policy: str) -> Terms:
    """Reads all three, and holds the day against the core."""
    found = Terms(as_of, load_catalog(catalog), load_policy(policy))
    try:
        lssc.assess({"id": "-"}, as_of=as_of)
    except lssc.LsscError as error:
        faults = [Trouble(Place("--as-of"), fault.code.value, fault.message) for fault in error.faults]
        raise CannotRunError(f"`{as_of}` is no day to assess on", faults) from error
    return found


def load_catalog(path: Path | None) -> lssc.Catalog:
    """Reads a catalog; without one, nothing is approved."""
    return lssc.Catalog() if path is None else from_file(path, lssc.Catalog.from_json, "a catalog")


def load_policy(name: str, given_as: str = "--policy") -> lssc.Policy:
    """Reads a policy: a shipped one by its name, or a JSON file. What is neither is a fault of `given_as`."""
    if is_policy_file(name):
        return from_file(Path(name), lssc.Policy.from_json, "a policy")
    try:
        return lssc.Policy(name)
    except lssc.LsscError as error:
        faults = [Trouble(Place(given_as), fault.code.value, fault.message) for fault in error.faults]
        raise CannotRunError(f"`{name}` is neither a shipped policy nor a file", faults) from error


def is_policy_file(name: str) -> bool:
    """Whether this names a file, and no shipped policy."""
    return name.endswith(".json") or Path(name).is_file()


def from_file(path: Path, read: Callable[[bytes], T], what: str) -> T:
    """Reads a JSON file; its faults are named by line and column."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        return read(content)
    except lssc.LsscError as error:
        text = JsonText(str(path), content)
        raise CannotRunError(f"{path} is not {what} without faults", located(error.faults, text)) from error
