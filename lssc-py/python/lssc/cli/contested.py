"""Who stands elsewhere under another reading of the rules, and the questions for the committee."""

from __future__ import annotations

from collections.abc import Iterator

import lssc
from lssc.cli import words
from lssc.cli.assessing import Terms, read
from lssc.cli.registers import Entry

MOST = 20
"""So many people are named."""


class Contested:
    """Takes people in as they come, and sums up."""

    def __init__(self, terms: Terms) -> None:
        self._table = lssc.CommitteeTable(as_of=terms.as_of, catalog=terms.catalog, policy=terms.policy)
        self._named: list[str] = []

    def add(self, entry: Entry) -> None:
        """Takes a person in; whose record has faults is no case for a committee."""
        record, _ = read(entry)
        if record is None:
            return
        if self._table.add(record).contested and len(self._named) < MOST:
            self._named.append(record.id)

    def notes(self) -> Iterator[str]:
        """Who is contested, and each question with how many people hang on it."""
        if not self._table.contested:
            return
        more = self._table.contested - len(self._named)
        named = ", ".join(self._named) + (f" and {more:,} more" if more else "")
        yield f"contested, since the sources can be read otherwise: {named}"
        for question in self._table.questions():
            hang = words.people(question.people)
            yield f"for the committee: {question.question} (`{question.reading}`: {hang})"
