"""Pages of HTML from templates: everything that is put into one is escaped, and nothing may be missing."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from lssc.cli import words

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def environment(package: str) -> Environment:
    """The templates in the folder `html` of a package; they have the words of `words`."""
    made = Environment(
        loader=PackageLoader(package, "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_writable,
    )
    made.globals["words"] = words
    made.filters["ticked"] = ticked
    return made


def _writable(value: object) -> object:
    """A value without the control characters that HTML does not have; a replacement shows each."""
    if not (isinstance(value, str) and _CONTROL.search(value)):
        return value
    return type(value)(_CONTROL.sub("\ufffd", value))


def ticked(text: str) -> Markup:
    """A message with what stands between backticks set as code, whichever way its text runs."""
    parts = str(escape(text)).split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup(
        "".join(f"<code><bdi>{part}</bdi></code>" if at % 2 else part for at, part in enumerate(parts))
    )
