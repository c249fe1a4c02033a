"""What a calendar says to a program: its events, whatever their words and their order (RULES 6.6)."""
from __future__ import annotations

from collections import Counter


class NotACalendar(ValueError):
    """The text breaks a rule of RFC 5545 that RULES 6.6 names."""


def events(text: str) -> Counter[tuple[str, str, str]]:
    """How often there is an event of these first and last days (`DTSTART`, `DTEND`, `DTSTAMP`)."""
    if "\n" in text.replace("\r\n", "") or not text.endswith("\r\n"):
        raise NotACalendar("a line that does not end with CRLF")
    for line in text.split("\r\n"):
        if len(line.encode("utf-8")) > 75:
            raise NotACalendar(f"a line of more than 75 octets: {line}")
    found, uids, event = [], [], None
    for line in text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n"):
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT" and event is not None:
            found.append((event.get("DTSTART", ""), event.get("DTEND", ""), event.get("DTSTAMP", "")))
            uids.append(event.get("UID", ""))
            event = None
        elif event is not None:
            head, _, value = line.partition(":")
            event[head.partition(";")[0]] = value
    if len(set(uids)) < len(uids) or "" in uids:
        raise NotACalendar("events without a UID of their own")
    return Counter(found)
