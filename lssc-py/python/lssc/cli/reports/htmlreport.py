"""The report as one page of HTML that needs nothing else: no network, and a script for its filter only."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TextIO

from markupsafe import Markup

from lssc import Assessment, Status
from lssc.cli import pages, words
from lssc.cli.assessing import Outcome
from lssc.cli.places import Trouble, own
from lssc.cli.reports import About
from lssc.cli.reports.chart import chart
from lssc.cli.reports.deadlines import Deadlines

MOST_PAGES = 5_000
"""Above so many people, a report has no page a person unless it is asked for."""

MOST_FAULTS = 10_000
"""Above so many faults, the page names the first ones and says so."""

_PAGES_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Line:
    """A person's line in the list, and where their page stands in the file of pages."""

    number: int
    id: str
    name: str
    status: str
    label: str
    on: date | None
    away: str
    what: str
    is_asked: bool
    start: int
    length: int

    @property
    def order(self) -> tuple[int, date, int]:
        """Those whom a fault hides first, then by date, then those to be asked something, then the others."""
        if self.status == _FAULTY:
            return (0, date.min, self.number)
        if self.on:
            return (1, self.on, self.number)
        return (2 if self.is_asked else 3, date.min, self.number)


_FAULTY = "faulty"


class HtmlReport:
    """Renders each page as it comes, into a file beside; then the report, with the pages in order."""

    def __init__(self, stream: TextIO, about: About, people_pages: str) -> None:
        self._stream, self._about, self._pages = stream, about, people_pages
        environment = pages.environment("lssc.cli.reports")
        environment.globals |= {"evidence": about.evidence, "as_of": about.as_of}
        environment.filters |= {"question": words.question}
        self._page = environment.get_template("person.html")
        self._report = environment.get_template("report.html")
        self._drafts = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `close`)
        self._lines: list[Line] = []
        self._counts: Counter[Status | None] = Counter()
        self._deadlines = Deadlines(about.as_of)
        self._troubles: list[Trouble] = []

    def add(self, outcome: Outcome) -> None:
        """Takes a person."""
        assessment = outcome.assessment
        self._counts[assessment.status if assessment else None] += 1
        self._deadlines.add(assessment.next_date if assessment else None)
        self._troubles += own(outcome.troubles)
        start = self._drafts.tell()
        if self._pages == "all" or (self._pages == "auto" and len(self._lines) < MOST_PAGES):
            number = len(self._lines) + 1
            page = self._page.render(number=number, outcome=outcome, entry=outcome.entry, a=assessment)
            self._drafts.write(page.encode())
        self._lines.append(_line(len(self._lines) + 1, outcome, start, self._drafts.tell() - start))

    def finish(self, troubles: Sequence[Trouble], notes: Sequence[str]) -> None:
        """Writes the report."""
        months = self._deadlines.months
        lines = sorted(self._lines, key=lambda line: line.order)
        has_pages = self._pages == "all" or (self._pages == "auto" and len(lines) <= MOST_PAGES)
        faults = [*self._troubles, *troubles]
        parts = self._report.generate(
            about=self._about,
            counts=[(status, self._counts[status]) for status in Status if self._counts[status]],
            faulty=self._counts[None],
            total=len(lines),
            months=months,
            milestones=self._deadlines.milestones,
            chart=chart(months),
            lines=lines,
            has_pages=has_pages,
            pages=self._in_order(lines) if has_pages else (),
            faults=faults[:MOST_FAULTS],
            more_faults=max(len(faults) - MOST_FAULTS, 0),
            notes=notes,
        )
        while some := "".join(islice(parts, _PAGES_AT_ONCE)):
            self._stream.write(some)

    def close(self) -> None:
        """Gives back the file of pages."""
        self._drafts.close()

    def _in_order(self, lines: Sequence[Line]) -> Iterator[Markup]:
        for line in lines:
            self._drafts.seek(line.start)
            yield Markup(self._drafts.read(line.length).decode())


def _line(number: int, outcome: Outcome, start: int, length: int) -> Line:
    entry, assessment = outcome.entry, outcome.assessment
    where = (number, entry.id, entry.name)
    if assessment is None:
        faults = words.number(len(outcome.troubles), "fault", "faults")
        return Line(*where, _FAULTY, "Not assessed", None, "", f"correct {faults}", False, start, length)
    status, label = assessment.status.value, words.STATUS[assessment.status]
    coming = assessment.next_date
    on, away = (coming.on, words.away(coming.in_days)) if coming else (None, "")
    return Line(*where, status, label, on, away, _what(assessment), bool(assessment.unknowns), start, length)


def _what(assessment: Assessment) -> str:
    if assessment.next_date:
        return words.MILESTONE[assessment.next_date.milestone]
    asked = ", ".join(map(words.question, assessment.unknowns))
    return f"to ask: {asked}" if asked else words.standing(assessment)
