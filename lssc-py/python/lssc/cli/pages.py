"""Pages of HTML from templates: everything that is put into one is escaped, and nothing may be missing."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

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
    return made
