"""How a comparison is said to people."""

from __future__ import annotations

from lssc import Comparison, Standing
from lssc.cli import words

CLAUSE = {
    "4.1": "education",
    "4.2": "the position held",
    "4.3": "work in libraries",
    "4.4": "the deadline of the candidacy",
    "4.5": "credit by course",
    "4.6": "credit by portfolio",
    "4.7": "credit by agreement",
    "4.8": "the competency sets",
    "4.9": "the certification and its terms",
    "4.10": "the renewal window",
    "4.11": "contact and technology hours",
    "4.12": "the status",
    "4.13": "the fees",
}
"""What the clauses of RULES 4 decide."""

STANDING = {
    Standing.OUT: "no place in the program",
    Standing.UNDECIDED: "an open question",
    Standing.TAKING_PART: "a place in the program",
    Standing.RENEWABLE: "a certification to renew",
    Standing.CERTIFIED: "a certification",
}

FIRST_CLAUSE = (
    "of each person, the first clause of the rules that differs; later ones may differ too, and may be what "
    "moves the status"
)


def move(comparison: Comparison) -> str:
    """From which status to which; one alone where it stays."""
    a, b = words.STATUS[comparison.a.status], words.STATUS[comparison.b.status]
    return a if a == b else f"{a} → {b}"


def standing(comparison: Comparison) -> str:
    """What somebody gains or loses by the change."""
    if comparison.gained:
        return f"gains {STANDING[comparison.gained]}"
    return f"loses {STANDING[comparison.lost]}" if comparison.lost else ""


def clause(number: str | None) -> str:
    """A clause by its number and its words."""
    return f"{number} {CLAUSE[number]}" if number else ""
