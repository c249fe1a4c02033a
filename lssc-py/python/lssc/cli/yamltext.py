"""YAML as JSON text, with the place of every value: what is a fault in it, the core decides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from lssc.cli.failures import CannotRunError
from lssc.cli.places import Place, Trouble

_MOST_VALUES = 200_000
"""Aliases can make a few lines stand for more than any memory holds."""

_AS_WRITTEN = frozenset({"course", "title", "college"})
"""Keys with a text: `course: 110` names the course `110`, quotes or none."""

_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), "null"),
    **dict.fromkeys(("true", "True", "TRUE"), "true"),
    **dict.fromkeys(("false", "False", "FALSE"), "false"),
}
_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("map", "seq", "str"))


@dataclass(frozen=True, slots=True)
class YamlText:
    """A YAML file, as JSON text, which knows where its values stand."""

    file: str
    content: bytes
    places: dict[str, Place]

    def place(self, pointer: str) -> Place:
        """The place of a value, or of the nearest one around it; the whole file needs no line."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places[pointer] if pointer else Place(self.file)


def read(file: str, content: bytes) -> YamlText:
    """Reads one YAML document. A key that stands twice stays twice: the core names it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRunError(f"{file} is not UTF-8; save it as UTF-8") from error
    try:
        # What tags could make of a value is nothing that a program needs: the loader makes texts alone.
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        writer = _Writer(file)
        written = "null" if node is None else "".join(writer.value(node, ""))
    except yaml.YAMLError as error:
        raise _not_yaml(file, _trouble(file, text, error)) from error
    except RecursionError as error:
        trouble = Trouble(Place(file), "too-deep", "it is nested too deep to be read; write it as documented")
        raise _not_yaml(file, trouble) from error
    return YamlText(file, written.encode(), writer.places)


class _Writer:
    """Writes the nodes of a document as JSON, and remembers where each stood."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._left = _MOST_VALUES
        self._around: set[int] = set()
        self.places: dict[str, Place] = {}

    def value(self, node: yaml.Node, pointer: str, key: str = "") -> Iterator[str]:
        """The JSON of a node, in pieces."""
        self._check(node)
        self.places.setdefault(pointer, self._place(node))
        if isinstance(node, yaml.ScalarNode):
            yield _scalar(node, key)
            return
        self._around.add(id(node))
        inside = (
            self._object(node, pointer) if isinstance(node, yaml.MappingNode) else self._list(node, pointer)
        )
        yield from inside
        self._around.remove(id(node))

    def _object(self, node: yaml.Node, pointer: str) -> Iterator[str]:
        before = "{"
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._refused(key, "this key is no text; write the keys that are documented")
            at = f"{pointer}/{key.value.replace('~', '~0').replace('/', '~1')}"
            yield f"{before}{json.dumps(key.value)}:"
            yield from self.value(value, at, key.value)
            if key.value in seen:
                self.places[at] = self._place(key)
            seen.add(key.value)
            before = ","
        yield "}" if seen else "{}"

    def _list(self, node: yaml.Node, pointer: str) -> Iterator[str]:
        before = "["
        for at, value in enumerate(node.value):
            yield before
            yield from self.value(value, f"{pointer}/{at}")
            before = ","
        yield "]" if node.value else "[]"

    def _check(self, node: yaml.Node) -> None:
        self._left -= 1
        if self._left < 0:
            raise self._refused(node, "with its aliases written out, the file is too large", "too-large")
        if id(node) in self._around:
            raise self._refused(node, "an alias stands within what it stands for; write it out")
        if node.tag not in _TAGS:
            raise self._refused(node, f"the tag `{node.tag}` is not read here; leave it out")

    def _place(self, node: yaml.Node) -> Place:
        return _place(self._file, node.start_mark)

    def _refused(self, node: yaml.Node, message: str, code: str = "bad-yaml") -> CannotRunError:
        return _not_yaml(self._file, Trouble(self._place(node), code, message))


def _scalar(node: yaml.ScalarNode, key: str) -> str:
    """What YAML 1.2 makes of a scalar; a number that JSON would write otherwise is a text."""
    written: str = node.value
    if node.style is not None:
        return json.dumps(written)
    if key in _AS_WRITTEN and _WORDS.get(written) != "null":
        return json.dumps(written)
    return _WORDS.get(written) or (written if _NUMBER.fullmatch(written) else json.dumps(written))


def _not_yaml(file: str, trouble: Trouble) -> CannotRunError:
    return CannotRunError(f"{file} cannot be read as YAML", [trouble])


def _trouble(file: str, text: str, error: yaml.YAMLError) -> Trouble:
    """What the parser says, in one line."""
    if isinstance(error, yaml.MarkedYAMLError):
        said = ", ".join(part for part in (error.context, error.problem) if part)
        if repr("\t") in said:
            said = "a tab stands here; indent with spaces"
        mark = error.problem_mark or error.context_mark
        place = _place(file, mark) if mark else Place(file)
        return Trouble(place, "bad-yaml", said)
    position = getattr(error, "position", 0)
    line, start = text.count("\n", 0, position) + 1, text.rfind("\n", 0, position) + 1
    place = Place(file, line=line, column=str(position - start + 1))
    return Trouble(place, "bad-yaml", "a character stands here that YAML does not have; remove it")


def _place(file: str, mark: yaml.Mark) -> Place:
    return Place(file, line=mark.line + 1, column=str(mark.column + 1))
