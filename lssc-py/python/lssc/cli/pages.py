"""Pages of HTML from templates: everything that is put into one is escaped, and nothing may be missing."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from lssc.cli import words


def environment(package: str) -> Environment:
    """The templates in the folder `html` of a package; they have the words of `words`."""
    made = Environment(
        loader=PackageLoader(package, "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["words"] = words
    made.filters["ticked"] = ticked
    return made


def ticked(text: str) -> Markup:
    """A message with what stands between backticks set as code, whichever way its text runs."""
    parts = str(escape(text)).split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup(
        "".join(f"<code><bdi>{part}</bdi></code>" if at % 2 else part for at, part in enumerate(parts))
    )
