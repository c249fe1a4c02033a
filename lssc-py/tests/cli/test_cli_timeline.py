"""The timeline that `lssc show` prints: where somebody stands from day to day, and what began it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import lssc
import pytest
from lssc.cli import words

from cli import sample
from cli.running import Run


def shown(run: Run, path: Path, record: dict[str, Any], *more: object) -> list[str]:
    """The lines of the timeline of a record."""
    (path / "ada.json").write_text(json.dumps({"id": "ada"} | record), "utf-8")
    ran = run("show", path / "ada.json", *more)
    assert (ran.status, ran.err) == (0, "")
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    first = next(at for at, line in enumerate(lines) if line.startswith("timeline "))
    return [line.removeprefix("timeline ") for line in lines[first:]]


def test_the_timeline_has_whole_years_from_the_first_fact_to_the_last_date_ahead(
    run: Run, tmp_path: Path
) -> None:
    record = {"applied_on": "2023-11-02", "admitted_on": "2024-02-01"}
    assert shown(run, tmp_path, record, "--as-of", "2026-11-22") == [
        "2023-01-01 to 2023-11-01 Undetermined",
        "2023-11-02 to 2024-01-31 Applied application",
        "2024-02-01 to 2028-02-01 Candidate admission",
        "2028-02-02 to 2028-12-31 Candidacy expired deadline of the candidacy (RULES 4.4)",
    ]


def test_the_days_may_be_asked_for(run: Run, tmp_path: Path) -> None:
    record = {"certified_on": "2012-10-15"}
    more = ("--as-of", "2013-01-01", "--from", "2012-10-16", "--to", "2016-10-16")
    assert shown(run, tmp_path, record, *more) == [
        "2012-10-16 to 2015-10-14 Certified",
        "2015-10-15 to 2016-10-15 Renewal open renewal window (RULES 4.10)",
        "2016-10-16 to 2016-10-16 Grace period renewal window (RULES 4.10)",
    ]


def test_what_began_a_stretch_is_named(run: Run, tmp_path: Path) -> None:
    """Hours that suffice, and a renewal."""
    work = [{"from": "2024-01-01", "hours_per_week": 40}]
    record: dict[str, Any] = {"education": "college-degree", "position_requires_mls": False}
    lines = shown(run, tmp_path, record | {"experience": work}, "--as-of", "2024-06-01")
    assert lines == [
        "2024-01-01 to 2024-11-13 Ineligible",
        "2024-11-14 to 2024-12-31 Eligible hours of work (RULES 4.3)",
    ]
    activity = {"completed_on": "2016-01-01", "quantity": 32, "unit": "contact-hour", "sets": ["technology"]}
    record = {
        "certified_on": "2012-10-15",
        "activities": [activity],
        "renewals": [{"renewed_on": "2016-02-01"}],
    }
    lines = shown(run, tmp_path, record, "--as-of", "2016-06-01")
    assert "2016-02-01 to 2019-10-14 Certified renewal 1" in lines


def test_days_beyond_those_that_can_be_asked_for_are_left_out(run: Run, tmp_path: Path) -> None:
    lines = shown(run, tmp_path, {"admitted_on": "2198-05-01"}, "--as-of", "2198-06-01")
    assert lines == [
        "2198-01-01 to 2198-04-30 Undetermined",
        "2198-05-01 to 2198-12-31 Candidate admission",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--from", "soon"), "--from: [bad-date] `soon` is not a date"),
        (("--to", "2300-01-01"), "--to: [out-of-range]"),
        (("--from", "2026-02-01", "--to", "2026-01-01"), "--to: [conflict]"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(
    run: Run, sound: Path, more: tuple[str, ...], said: str
) -> None:
    ran = run("show", sound, "--id", "p-010", "--as-of", sample.AS_OF, *more)
    assert said in ran.err
    assert (ran.status, ran.out) == (2, "")


def test_everybody_in_the_sample_has_the_status_of_each_day(run: Run, sound: Path) -> None:
    for at in range(1, 16):
        ran = run("show", sound, "--id", f"p-{at:03}", "--as-of", sample.AS_OF, "--catalog", sample.CATALOG)
        assert ran.status == 0
        _, _, timeline = ran.out.partition("  timeline  ")
        status = ran.out.splitlines()[1].strip().partition(":")[0]
        stretches = [line.split(maxsplit=3) for line in timeline.splitlines()]
        (here,) = [rest for from_, _, to, rest in stretches if from_ <= sample.AS_OF <= to]
        assert here.startswith(status)


def test_every_cause_that_the_core_names_has_words() -> None:
    for cause in ("4.3", "4.4", "4.5", "4.7", "4.10"):
        assert words.because(cause).endswith(f" (RULES {cause})")
    for field in ("applied_on", "admitted_on", "certified_on"):
        assert words.because(f"/{field}")
    for listed in ("courses", "portfolios", "degrees", "renewals"):
        assert words.because(f"/{listed}/2").endswith(" 3")


def test_the_timeline_is_that_of_the_library(run: Run, tmp_path: Path) -> None:
    found = lssc.timeline({"id": "ada", "certified_on": "2012-10-15"}, from_="2012-01-01", to="2018-12-31")
    more = ("--as-of", "2018-06-01", "--from", "2012-01-01", "--to", "2018-12-31")
    lines = shown(run, tmp_path, {"certified_on": "2012-10-15"}, *more)
    assert [date.fromisoformat(line.split()[0]) for line in lines] == [stretch.from_ for stretch in found]
