"""`lssc calendar`: files that another reader of RFC 5545 takes, for a person and for a register."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from cli import sample
from cli.running import Run

BY = ("--as-of", sample.AS_OF, "--catalog", sample.CATALOG)
ODD = [
    "p;1,2\\n\\;",
    "BEGIN:VEVENT",
    '"quoted": x=1',
    "\u0645\u062d\u0645\u062f \U0001f4da" * 9,
    "\u00e9" * 128,
    "50%25 %",
    " spaced  ",
]


def events(path: Path) -> list[icalendar.Event]:
    """The events of a file, once its form is held: lines, their ends, what every event must have."""
    content = path.read_bytes()
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (calendar,) = icalendar.Calendar.from_ical(content, multiple=True)
    assert calendar["VERSION"] == "2.0"
    assert not calendar.errors
    found = [each for each in calendar.walk("VEVENT") if isinstance(each, icalendar.Event)]
    for event in found:
        assert not event.errors
        start = event.decoded("DTSTART")
        assert type(start) is date
        assert event.decoded("DTEND") == start + timedelta(days=1)
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert str(start) >= sample.AS_OF
    uids = [str(event["UID"]) for event in found]
    assert len(set(uids)) == len(uids)
    return found


def title(event: icalendar.Event) -> str:
    return str(event["SUMMARY"])


def test_a_register_is_one_file_whose_titles_say_whose_date_it_is(
    run: Run, sound: Path, tmp_path: Path
) -> None:
    ran = run("calendar", sound, *BY, "-o", tmp_path / "dates.ics")
    assert ran.status == 0
    found = events(tmp_path / "dates.ics")
    assert ran.err.splitlines()[0] == f"{len(found)} dates ahead written to {tmp_path / 'dates.ics'}"
    assert ran.err.splitlines()[-1] == "15 people looked at"
    last = [event for event in found if "p-010" in title(event)]
    assert [(title(event), event.decoded("DTSTART")) for event in last] == [
        ("LSSC p-010: last day to renew", date(2026, 12, 3))
    ]


@pytest.mark.parametrize("how", ["id", "record"])
def test_the_file_of_one_person_names_nobody_in_its_titles(
    run: Run, sound: Path, tmp_path: Path, how: str
) -> None:
    output = tmp_path / "p.ics"
    if how == "id":
        ran = run("calendar", sound, "--id", "p-010", *BY, "-o", output)
    else:
        record = {"id": "p-010", "certified_on": "2022-10-03"}
        (tmp_path / "p.json").write_text(json.dumps(record), "utf-8")
        ran = run("calendar", tmp_path / "p.json", *BY, "-o", output)
    assert ran.err.splitlines()[-1] == f"1 date ahead written to {output}"
    (event,) = events(output)
    assert "p-010" not in title(event)
    assert "p-010" in str(event["DESCRIPTION"])
    assert ran.status == 0


def test_ids_may_hold_anything(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": each, "certified_on": "2024-10-03"}) for each in ODD]
    (tmp_path / "people.jsonl").write_text("\n".join(lines), "utf-8")
    ran = run("calendar", tmp_path / "people.jsonl", *BY, "-o", tmp_path / "dates.ics")
    found = events(tmp_path / "dates.ics")
    assert len(found) == 3 * len(ODD)
    assert ran.err.startswith(f"{3 * len(ODD)} dates ahead")
    opens = [title(event) for event in found if "renewal opens" in title(event)]
    assert opens == [f"LSSC {each}: renewal opens" for each in ODD]


def test_people_with_faults_have_no_dates_and_the_others_do(run: Run, workbook: Path, tmp_path: Path) -> None:
    ran = run("calendar", workbook, *BY, "-o", tmp_path / "dates.ics")
    assert ran.status == 1
    assert ran.err.splitlines()[-1] == "14 people looked at, 1 not; 3 faults"
    assert "row 16, column F (admitted_on): [bad-date]" in ran.err
    assert "[unknown-person]" in ran.err
    shown = " ".join(map(title, events(tmp_path / "dates.ics")))
    assert "p-010" in shown
    assert "p-015" not in shown


def test_a_person_with_faults_alone_gets_no_file(run: Run, workbook: Path, tmp_path: Path) -> None:
    ran = run("calendar", workbook, "--id", "p-015", *BY, "-o", tmp_path / "p.ics")
    assert ran.status == 1
    assert ran.err.splitlines()[-1] == "no dates of p-015: correct the faults"
    assert not (tmp_path / "p.ics").exists()


def test_the_register_s_faults_are_named_for_one_person_too(run: Run, workbook: Path, tmp_path: Path) -> None:
    ran = run("calendar", workbook, "--id", "p-010", *BY, "-o", tmp_path / "p.ics")
    assert "[unknown-person]" in ran.err
    assert ran.status == 1
    assert len(events(tmp_path / "p.ics")) == 1


def test_a_file_without_dates_is_a_calendar_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text('{"id": "p"}', "utf-8")
    ran = run("calendar", tmp_path / "p.json", *BY, "-o", tmp_path / "p.ics")
    assert ran.err == f"0 dates ahead written to {tmp_path / 'p.ics'}\n"
    assert events(tmp_path / "p.ics") == []


def test_standard_output_takes_the_file_as_it_is(run: Run, sound: Path, tmp_path: Path) -> None:
    run("calendar", sound, *BY, "-o", tmp_path / "dates.ics")
    assert run("calendar", sound, *BY, "-o", "-").out == (tmp_path / "dates.ics").read_bytes().decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("-o", "dates.csv"), "`dates.csv` is no calendar; let it end in .ics"),
        (("-o", "d.ics", "--id", "nobody"), "nobody in register.xlsx has the id `nobody`"),
        (("-o", "d.ics", "--policy", "lssc-1999"), "[unknown-policy]"),
        ((), "Missing option '-o'"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    run: Run, workbook: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(workbook.parent)
    ran = run("calendar", workbook, *BY, *more)
    assert said in ran.err
    assert ran.status == 2
    assert [path.name for path in workbook.parent.iterdir()] == [workbook.name]


def test_the_help_says_what_a_later_file_updates(run: Run) -> None:
    text = " ".join(run("calendar", "--help").out.split())
    assert "updates the events whose date is the same; an event whose date has changed is a new one" in text
