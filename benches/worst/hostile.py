"""The worst requests that fit into a number of bytes (RULES 3.3): each is what some part of the library likes least.

Every one is made by filling up to the size, so that twice the size is twice as much of the same.

    python3 benches/worst/hostile.py NAME BYTES > request.json
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta

LISTED = 4096
"""The most entries of a list."""
SETS = [
    "foundations-of-library-services",
    "communication-and-teamwork",
    "technology",
    "access-services",
    "adult-readers-advisory-services",
    "cataloging-and-classification",
    "collection-management",
    "reference-and-information-services",
    "supervision-and-management",
    "youth-services",
]
WIDE = "\U0001f4da"
"""A character of four bytes."""
DAY = date(2010, 1, 1)


def filled(start: str, entries: Iterable[str], end: str, size: int, most: int = 10**9) -> bytes:
    """As many entries as fit, with commas between them."""
    left = size - len(start.encode()) - len(end.encode())
    taken = []
    for entry in entries:
        left -= len(entry.encode()) + 1
        if left < 0 or len(taken) == most:
            break
        taken.append(entry)
    return f"{start}{','.join(taken)}{end}".encode()


def repeated(start: str, entry: str, end: str, size: int) -> bytes:
    """As `filled`, with one entry over and over."""
    times = (size - len(start) - len(end)) // (len(entry) + 1)
    return f"{start}{','.join([entry] * times)}{end}".encode()


def counted(entry: str) -> Iterable[str]:
    """The entry with its number in place of `#`, and the day of that number in place of `@`."""
    number = 0
    while True:
        day = DAY + timedelta(days=number * 7919 % 5000)
        yield entry.replace("#", f"{number:05}").replace("@", day.isoformat())
        number += 1


RECORD, AS_OF = '{"record":{"id":"p"', '"as_of":"2024-06-30"}'


def padded(request: bytes, size: int) -> bytes:
    return request + b" " * (size - len(request))


def unknown_keys(size: int) -> bytes:
    """Keys that nobody knows, each another one."""
    names = (f'"{number:x}":0' for number in range(10**9))
    return filled(RECORD + ",", names, "}," + AS_OF, size)


def repeated_keys(size: int) -> bytes:
    """One key over and over."""
    return repeated(RECORD + ",", '"":0', "}," + AS_OF, size)


def request_keys(size: int) -> bytes:
    """One key of the request itself over and over."""
    return repeated(RECORD + "},", '"":0', "," + AS_OF, size)


def long_key(size: int) -> bytes:
    """One key of millions of signs that a pointer escapes, twice."""
    key = "~" * (size // 2 - 60)
    return f'{RECORD},"{key}":0,"{key}":0}},{AS_OF}'.encode()


def wrong_sets(size: int) -> bytes:
    """Lists full of what is no set."""
    lists = f'{{"completed_on":"2020-01-01","quantity":1,"unit":"contact-hour","sets":[{",".join(["0"] * LISTED)}]}}'
    return repeated(RECORD + ',"activities":[', lists, "]}," + AS_OF, size)


def wide_course(number: int) -> str:
    return f"{number:05}" + WIDE * 123


def wrong_courses(entry: str) -> Callable[[int], bytes]:
    """The longest pointers there can be, to the most faults: what is no set in the courses of a program."""

    def request(size: int) -> bytes:
        lists = ",".join([entry] * LISTED)
        entries = (f'"{wide_course(number)}":[{lists}]' for number in range(10**9))
        return filled('{"op":"review","requirements":{"course":"x"},"courses":{', entries, "}}", size, most=1024)

    return request


def nested(leaf: str, levels: int) -> tuple[str, str]:
    return '{"choose":1,"from":[' * (levels - 1) + leaf, "]}" * (levels - 1)


def deep_node(size: int) -> bytes:
    """A requirement under as many others as there may be, with a value that nobody asked for."""
    start, end = nested('{"course":"x","y":[', 24)
    return repeated('{"op":"review","courses":{"x":[]},"requirements":' + start, "[]", "]}" + end + "}", size)


def deep_keys(size: int) -> bytes:
    """The same with one key over and over, so that the pointer is said each time."""
    start, end = nested('{"course":"x",', 24)
    return repeated('{"op":"review","courses":{"x":[]},"requirements":' + start, '"":0', "}" + end + "}", size)


def deep_space(size: int) -> bytes:
    """The same with nothing but space in it."""
    start, end = nested('{"course":"x"', 24)
    head, tail = '{"op":"review","courses":{"x":[]},"requirements":' + start, "}" + end + "}"
    return (head + " " * (size - len(head) - len(tail)) + tail).encode()


def deep_json(size: int) -> bytes:
    """Lists as deep as they may be, in what nobody asked for."""
    return repeated(RECORD + ',"x":[', "[" * 60 + "]" * 60, "]}," + AS_OF, size)


def too_deep(size: int) -> bytes:
    half = (size - 1) // 2
    return b"[" * half + b"]" * half


def digits(size: int) -> bytes:
    """A number of millions of digits where a whole one is due."""
    start = '{"record":{"id":"p"},"catalog":{"approvals":[{"id":"a","set":"technology","courses":["c"],"approved_on":"2020-01-01","price_cents":'
    end = "}]}," + AS_OF
    return (start + "7" * (size - len(start) - len(end)) + end).encode()


def decimals(size: int) -> bytes:
    """A number of hours, of millions of digits after the point and an exponent of as many."""
    start = RECORD + ',"experience":[{"from":"2020-01-01","hours_per_week":0.'
    end = "}]}," + AS_OF
    room = (size - len(start) - len(end)) // 2 - 1
    return (start + "1234567890" * (room // 10) + "e-" + "0" * room + "1" + end).encode()


def many_decimals(size: int) -> bytes:
    """As many numbers as there may be, each as long as fits, and of no fewer digits than matter to a double."""
    entry = '{"from":"2020-01-01","hours_per_week":0.%s}'
    room = max(800, size // LISTED - len(entry))
    numbers = entry % ("1234567890" * (room // 10 + 1))[:room]
    return filled(RECORD + ',"experience":[', [numbers] * LISTED, "]}," + AS_OF, size)


def long_numbers(size: int) -> bytes:
    """Numbers of as many digits as matter to a double, in what nobody asked for."""
    return repeated(RECORD + ',"x":[', "1" + "7" * 799 + ".5e-1100", "]}," + AS_OF, size)


def large_numbers(size: int) -> bytes:
    """The shortest numbers for which it must be found out whether they are beyond the doubles."""
    return repeated(RECORD + ',"x":[', "1e308", "]}," + AS_OF, size)


def escapes(size: int) -> bytes:
    """A text of nothing but escapes."""
    start, end = '{"record":{"id":"', '"},' + AS_OF
    return (start + "\\ud83d\\udcda" * ((size - len(start) - len(end)) // 12) + end).encode()


def overlay(size: int) -> bytes:
    """An overlay of as many keys as fit, below a key of its base."""
    names = (f'"{number:x}":0' for number in range(10**9))
    start = '{"record":{"id":"p"},"policy":{"extends":"lssc-faq","id":"x","renewal":{"unit_hours":{'
    return filled(start, names, "}}}," + AS_OF, size)


def two_overlays(size: int) -> bytes:
    """Two policies to compare, both faulty."""
    names = (f'"{number:x}":0' for number in range(10**9))
    half = filled('{"extends":"lssc-faq","id":"x","fees":{', names, "}}", size // 2 - 50).decode()
    return f'{{"record":{{"id":"p"}},"policy_a":{half},"policy_b":{half},{AS_OF}'.encode()


def spans(op: str) -> Callable[[int], bytes]:
    """Spans of work that all begin and end on days of their own, with totals that are rounded each by itself."""

    def request(size: int) -> bytes:
        most = min(LISTED, size // 512)
        entries = []
        for number in range(most):
            start = DAY + timedelta(days=number * 7919 % 3650)
            end = start + timedelta(days=1000 + number * 31 % 900)
            entries.append(f'{{"from":"{start}","to":"{end}","total_hours":{(number * 37) % 400 / 100 + 1:.2f}}}')
        days = AS_OF if op != "timeline" else '"from":"1900-01-01","to":"2199-12-31"}'
        policy = f'{{"extends":"lssc-faq","id":"x","eligibility":{{"experience_hours":{most}}}}}'
        start = f'{{"op":"{op}","policy":{policy},"record":{{"id":"p","applied_on":"2010-01-01","experience":['
        return padded(filled(start, entries, "]}," + days, size), size)

    return request


def rounding(op: str) -> Callable[[int], bytes]:
    """Totals so small, over spans so long, that on every day of a century only rounding decides: each day is looked at."""

    def request(size: int) -> bytes:
        most = min(LISTED, size // 512)
        entries = []
        for number in range(most):
            start = date(1900, 1, 1) + timedelta(days=number * 36525 // most)
            end = start + timedelta(days=36525)
            entries.append(f'{{"from":"{start}","to":"{end}","total_hours":0.02}}')
        days = AS_OF.replace("2024", "2199") if op != "timeline" else '"from":"1900-01-01","to":"2199-12-31"}'
        policy = f'{{"extends":"lssc-faq","id":"x","eligibility":{{"experience_years":100,"experience_hours":{most / 200:.2f}}}}}'
        record = '"id":"p","education":"college-degree","position_requires_mls":false'
        record += ',"applied_on":"1950-01-01"' if op != "timeline" else ""
        start = f'{{"op":"{op}","policy":{policy},"record":{{{record},"experience":['
        return padded(filled(start, entries, "]}," + days, size), size)

    return request


def register(op: str) -> Callable[[int], bytes]:
    """As many entries as there may be in every list, each of them of use."""

    def request(size: int) -> bytes:
        most = min(LISTED, size // 4096)
        lists = {
            "experience": '{"from":"@","hours_per_week":3.25}',
            "ala_membership": '{"from":"@"}',
            "courses": '{"course":"c-#","completed_on":"@"}',
            "portfolios": '{"set":"%s","submitted_on":"@","outcome":"not-achieved","evaluated_on":"2024-01-01"}',
            "degrees": '{"agreement":"g-#","graduated_on":"@"}',
            "renewals": '{"renewed_on":"@"}',
            "activities": '{"completed_on":"@","quantity":1.25,"unit":"contact-hour","sets":["technology"]}',
        }
        parts = []
        for name, entry in lists.items():
            entries = [text for text, _ in zip(counted(entry), range(most), strict=False)]
            entries = [text.replace("%s", SETS[number % 10]) for number, text in enumerate(entries)]
            parts.append(f'"{name}":[{",".join(entries)}]')
        approvals = []
        for number in range(most):
            courses = ",".join(f'"c-{(number * 8 + nth) * 37 % most:05}"' for nth in range(min(8, most)))
            approvals.append(
                f'{{"id":"a-{number:05}","set":"{SETS[number % 10]}","courses":[{courses}],"approved_on":"2015-01-01","price_cents":{number}}}'
            )
        agreements = [
            text
            for text, _ in zip(counted('{"id":"g-#","college":"x","effective_on":"@","covers":["access-services"]}'), range(most))
        ]
        days = AS_OF if op != "timeline" else '"from":"1900-01-01","to":"2199-12-31"}'
        record = f'"record":{{"id":"p","admitted_on":"2010-01-01","certified_on":"2011-01-01",{",".join(parts)}}}'
        catalog = f'"catalog":{{"approvals":[{",".join(approvals)}],"agreements":[{",".join(agreements)}]}}'
        return f'{{"op":"{op}",{record},{catalog},{days}'.encode()

    return request


def people(size: int) -> bytes:
    """An order with as many people as there may be, each of the longest name."""
    most = min(LISTED, size // 4096)
    name = WIDE * 900
    entries = [f'{{"name":"{name}","email":"{number:05}@library.example","ala_member":true}}' for number in range(most)]
    return filled('{"op":"order","people":[', entries, "]," + AS_OF, size)


def program(size: int) -> bytes:
    """A program of as many nodes as there may be, choices over choices."""
    most, known = min(LISTED, size // 4096), min(1024, size // 128)
    courses = ",".join(f'"c-{number:05}":["{SETS[number % 10]}","{SETS[(number * 7 + 3) % 10]}"]' for number in range(known))
    leaves = [f'{{"course":"c-{number * 377 % known:05}"}}' for number in range(max(2, most * 4 // 5 - 30))]
    while len(leaves) > 1:
        leaves = [
            f'{{"choose":{max(1, len(group) - 1)},"from":[{",".join(group)}]}}'
            for group in (leaves[at : at + 6] for at in range(0, len(leaves), 6))
        ]
    return padded(f'{{"op":"review","requirements":{leaves[0]},"courses":{{{courses}}}}}'.encode(), size)


REQUESTS: dict[str, Callable[[int], bytes]] = {
    "unknown keys": unknown_keys,
    "one key over and over": repeated_keys,
    "the same, in the request": request_keys,
    "one long key": long_key,
    "wrong sets": wrong_sets,
    "wrong sets, long pointers": wrong_courses("0"),
    "the same, empty texts": wrong_courses('""'),
    "a value under 24 levels": deep_node,
    "keys under 24 levels": deep_keys,
    "space under 24 levels": deep_space,
    "lists of 64 levels": deep_json,
    "too deep": too_deep,
    "a whole number of digits": digits,
    "decimals": decimals,
    "4096 decimals": many_decimals,
    "numbers of 800 digits": long_numbers,
    "numbers near the largest": large_numbers,
    "escapes": escapes,
    "an overlay": overlay,
    "two overlays": two_overlays,
    "spans, assess": spans("assess"),
    "spans, timeline": spans("timeline"),
    "rounding, assess": rounding("assess"),
    "rounding, timeline": rounding("timeline"),
    "everything, assess": register("assess"),
    "everything, timeline": register("timeline"),
    "everything, plan": register("plan"),
    "everything, calendar": register("calendar"),
    "people": people,
    "a program": program,
}
"""By name: makes the request of so many bytes, or of as many as fit."""

COMPARISONS = {"two overlays"}
"""Those that are no operation of RULES 8."""

if __name__ == "__main__":
    sys.stdout.buffer.write(REQUESTS[sys.argv[1]](int(sys.argv[2])) + b"\n")
