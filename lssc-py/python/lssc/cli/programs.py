"""A program of study as it stands in a file: its requirements and courses, and where each of them stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lssc
from lssc.cli.failures import CannotRunError, unreadable
from lssc.cli.jsonplaces import JsonText
from lssc.cli.places import Place, Trouble, located, tokens

if TYPE_CHECKING:
    from lssc.cli.yamltext import YamlText

OFFICE = ("title", "college")
"""Keys of the file that are the office's own: shown, never part of the program."""

_YAML = (".yaml", ".yml")
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """A program, what it is called, and where its parts stand."""

    program: lssc.Program
    requirements: Mapping[str, Any]
    title: str
    college: str
    where: Pointed

    @property
    def name(self) -> str:
        """What a report calls it."""
        return ": ".join(filter(None, (self.college, self.title))) or Path(self.where.text.file).name

    def place(self, at: str) -> Place:
        """Where a part of the requirements stands."""
        return self.where.place(f"/requirements{at}")

    def node(self, at: str) -> Mapping[str, Any]:
        """The part of the requirements that a JSON Pointer names."""
        found: Any = self.requirements
        for step in tokens(at):
            found = found[int(step)] if isinstance(found, list | tuple) else found[step]
        node: Mapping[str, Any] = found
        return node

    def described(self, at: str) -> str:
        """A part of the requirements in words: a course by its id, other parts by some of their courses."""
        return _described(self.node(at))

    def branches(self, at: str) -> str:
        """The branches of a choice, in words."""
        return _some(self.node(at)["from"])


@dataclass(frozen=True, slots=True)
class Pointed:
    """A text whose places are named by line and column, and by pointer too."""

    text: JsonText | YamlText

    def place(self, pointer: str) -> Place:
        """The place of a value, or of the nearest one around it."""
        return replace(self.text.place(pointer), pointer=pointer)


def load_program(path: Path) -> ProgramFile:
    """Reads a program; its faults are named by line, column and pointer."""
    where = Pointed(_text(path))
    content = where.text.content
    office: dict[str, str] = {}
    try:
        try:
            program = lssc.Program.from_json(content)
        except lssc.LsscError as error:
            if any(map(_is_of_the_program, error.faults)):
                raise
            value = json.loads(content)
            office = {key: _shown(value.pop(key), key, where) for key in OFFICE if key in value}
            program = lssc.Program.from_dict(value)
    except lssc.LsscError as error:
        own = located(map(_with_office_keys, filter(_is_of_the_program, error.faults)), where)
        raise CannotRunError(f"{path} is not a program without faults", own) from error
    return ProgramFile(
        program, program.requirements, office.get("title", ""), office.get("college", ""), where
    )


def _text(path: Path) -> JsonText | YamlText:
    suffix = path.suffix.lower()
    if suffix not in (".json", *_YAML):
        raise CannotRunError(
            f"{path} is neither YAML ({', '.join(_YAML)}) nor JSON (.json); convert it first"
        )
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    if suffix == ".json":
        return JsonText(str(path), content)
    from lssc.cli import yamltext

    return yamltext.read(str(path), content)


def _is_of_the_program(fault: lssc.Fault) -> bool:
    """Whether a fault is one: the core knows nothing of the keys that are the office's own."""
    is_unknown = fault.code is lssc.FaultCode.UNKNOWN_KEY
    return not (is_unknown and fault.path in (f"/{key}" for key in OFFICE))


def _with_office_keys(fault: lssc.Fault) -> lssc.Fault:
    """A fault of an unknown key of the file, which may have the office's own keys too."""
    is_of_file = fault.path.count("/") == 1 and fault.code is lssc.FaultCode.UNKNOWN_KEY
    office = "".join(f", `{key}`" for key in OFFICE)
    return lssc.Fault(fault.path, fault.code, fault.message + office) if is_of_file else fault


def _shown(value: object, key: str, where: Pointed) -> str:
    if not isinstance(value, str):
        trouble = Trouble(where.place(f"/{key}"), "wrong-type", f"`{key}` takes a text", "", f"/{key}")
        raise CannotRunError(f"{where.text.file} is not a program without faults", [trouble])
    return " ".join(value.split())


def _described(node: Mapping[str, Any]) -> str:
    if "course" in node:
        return f"`{node['course']}`"
    if "all" in node:
        return f"all of {_some(node['all'])}"
    return f"{node['choose']} of {_some(node['from'])}"


def _some(branches: Sequence[Mapping[str, Any]]) -> str:
    """The first of some branches, and how many more there are; what lies deeper is counted alone."""
    shown = [_described(each) if "course" in each else "(several)" for each in branches[:_MOST_NAMED]]
    more = len(branches) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
