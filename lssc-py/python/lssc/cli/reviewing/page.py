"""A review as a page of HTML."""

from __future__ import annotations

from typing import TextIO

from lssc import CompetencySet
from lssc.cli import pages, words
from lssc.cli.reviewing import Reviewed, taken_by

MOST_CHANGES = 200
"""Above so many changes, the page has the first ones and says so."""


def to_html(stream: TextIO, reviewed: Reviewed) -> None:
    """Writes the page."""
    page = pages.environment("lssc.cli.reports").get_template("review.html")
    stream.writelines(
        page.generate(
            r=reviewed,
            shown=reviewed.closing[:MOST_CHANGES],
            more=len(reviewed.closing) > MOST_CHANGES,
            titles=titles,
            taken_by=taken_by,
            command="review",
            made_from="the requirements of a program",
        )
    )


def titles(sets: tuple[CompetencySet, ...]) -> str:
    """The titles of sets in a row."""
    return ", ".join(words.SET[each] for each in sets) or "no set"
