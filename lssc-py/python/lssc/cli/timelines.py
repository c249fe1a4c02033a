"""Where somebody stands from day to day: the days to show, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.text import Text

import lssc
from lssc.cli import words
from lssc.cli.assessing import Terms
from lssc.cli.failures import CannotRunError
from lssc.cli.parts import Cells
from lssc.cli.places import Place, Trouble


def drawn(
    record: lssc.Record, assessment: lssc.Assessment, by: Terms, from_: str | None, to: str | None
) -> list[lssc.Stretch]:
    """The stretches of the days asked for; by default of whole years, up to that of the last date ahead."""
    first, last = _years(record, assessment)
    try:
        return lssc.timeline(
            record, from_=from_ or first, to=to or last, catalog=by.catalog, policy=by.policy
        )
    except lssc.LsscError as error:
        faults = [
            Trouble(Place(f"--{fault.path[1:]}"), fault.code.value, fault.message) for fault in error.faults
        ]
        raise CannotRunError(f"no days from {from_ or first} to {to or last} to show", faults) from error


def _years(record: lssc.Record, assessment: lssc.Assessment) -> tuple[date, date]:
    on, candidacy, renewal = assessment.as_of, assessment.candidacy, assessment.renewal
    facts = (record.applied_on, record.admitted_on, record.certified_on)
    ahead = (
        candidacy.deadline if candidacy else None,
        renewal.last_day if renewal else None,
        assessment.eligibility.experience.earliest_on,
    )
    first = min([on, *(day for day in facts if day)])
    last = max([on, *(day for day in ahead if day and _is_taken(day))])
    return first.replace(month=1, day=1), last.replace(month=12, day=31)


def _is_taken(day: date) -> bool:
    """Whether the core takes a day as an input: one that it computes may lie beyond those."""
    try:
        lssc.timeline({"id": "-"}, from_=day, to=day)
    except lssc.LsscError:
        return False
    return True


def rows(stretches: Sequence[lssc.Stretch], on: date) -> list[Cells]:
    """A row a stretch; the one of this day stands out."""
    return [
        (
            str(stretch.from_),
            f"to {stretch.to}",
            Text(words.STATUS[stretch.status], "bold" if stretch.from_ <= on <= stretch.to else ""),
            words.because(stretch.because) if stretch.because else "",
        )
        for stretch in stretches
    ]
