"""What is said in the end: the tables, the first failures, and the same for programs."""
from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .judging import Difference
from .kit import Case, Kit, clause_order

WIDTH = 80

PASSED, FAILED, NOT_OFFERED = "passed", "failed", "not-offered"


@dataclass(frozen=True)
class Outcome:
    """What became of a case."""

    case: Case
    kind: str
    # Why there is no answer, or what is not offered.
    why: str = ""
    answer: bytes | None = None
    difference: Difference | None = None


@dataclass(frozen=True)
class Row:
    """How many cases there are under a name, and what became of them."""

    name: str
    title: str
    cases: int
    passed: int
    failed: int
    not_offered: int

    @property
    def share(self) -> str:
        """How much of what is offered passed; never rounded up to all."""
        offered = self.cases - self.not_offered
        return f"{self.passed * 1000 // offered / 10:.1f}%" if offered else "-"

    @property
    def cells(self) -> list[str]:
        counts = (self.cases, self.passed, self.failed, self.not_offered)
        return [self.name, self.title, *map(str, counts), self.share]


@dataclass(frozen=True)
class Report:
    """Everything that was found."""

    kit: Kit
    command: list[str]
    outcomes: list[Outcome]
    remarks: list[str]

    def by_clause(self) -> list[Row]:
        rows = self._rows(lambda case: case.clause, self.kit.titles)
        return sorted(rows, key=lambda row: clause_order(row.name))

    def by_file(self) -> list[Row]:
        return sorted(self._rows(lambda case: case.file, {}), key=lambda row: row.name)

    def total(self) -> Row:
        return self._rows(lambda case: "total", {})[0]

    def failures(self) -> list[Outcome]:
        """In the order of the table."""
        failed = [outcome for outcome in self.outcomes if outcome.kind == FAILED]
        return sorted(failed, key=lambda outcome: clause_order(outcome.case.clause))

    def _rows(self, name_of: Callable[[Case], str], titles: dict[str, str]) -> list[Row]:
        kinds: dict[str, Counter[str]] = {}
        for outcome in self.outcomes:
            kinds.setdefault(name_of(outcome.case), Counter())[outcome.kind] += 1
        return [
            Row(name, titles.get(name, ""), found.total(), found[PASSED], found[FAILED], found[NOT_OFFERED])
            for name, found in kinds.items()
        ]

    def not_offered(self) -> dict[str, int]:
        """What is not offered, and how many cases are about it."""
        return dict(sorted(Counter(outcome.why for outcome in self.outcomes if outcome.kind == NOT_OFFERED).items()))


HEAD = ["clause", "title", "cases", "passed", "failed", "n/o", "share"]


def table(rows: list[Row], total: Row, head: list[str]) -> str:
    """Columns for a terminal of 80 characters; a column in which nothing stands is left out."""
    lines = [head, *(row.cells for row in rows), total.cells]
    has_titles = any(row.title for row in rows)
    shown = [place for place in range(len(head)) if place != 1 or has_titles]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    others = sum(widths[place] + 2 for place in shown if place != 1) - 2
    widths[1] = max(min(widths[1], WIDTH - others - 2), 10)

    def laid_out(line: list[str]) -> str:
        cells = [_fit(line[place], widths[place], place < 2) for place in shown]
        return "  ".join(cells).rstrip()

    rule = "-" * (sum(widths[place] + 2 for place in shown) - 2)
    return "\n".join([laid_out(head), rule, *map(laid_out, lines[1:-1]), rule, laid_out(lines[-1])])


def _fit(text: str, width: int, to_the_left: bool) -> str:
    if len(text) > width:
        text = text[: width - 3] + "..."
    return text.ljust(width) if to_the_left else text.rjust(width)


def markdown(rows: list[Row], total: Row, head: list[str]) -> str:
    """The same as a table in Markdown."""
    names = [*head[:5], "not offered", head[6]]
    lines = ["| " + " | ".join(names) + " |", "|---|---|" + "--:|" * 5]
    for row in [*rows, total]:
        cells = [cell.replace("|", "\\|") for cell in row.cells]
        if row is total:
            cells = [f"**{cell}**" if cell else "" for cell in cells]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def summary(report: Report) -> str:
    """The last words: what was asked, what failed, and on how many readings."""
    total, lines = report.total(), []
    lines += [f"note: the runner {remark}." for remark in report.remarks]
    if report.kit.altered:
        lines.append(f"note: these are not the cases of kit {report.kit.version}: they were altered.")
    not_offered = report.not_offered()
    if not_offered:
        names = ", ".join(f"{name} ({count})" for name, count in not_offered.items())
        lines.append(f"n/o, not offered: {names}.")
    on_readings = sum(outcome.case.id in report.kit.readings for outcome in report.failures())
    if on_readings:
        lines.append(f"failures that hang on a reading: {on_readings} of {total.failed}.")
    offered = total.cases - total.not_offered
    lines.append(f"kit {report.kit.version}: {total.passed} of {offered} cases passed, {total.failed} failed.")
    return "\n".join("\n".join(textwrap.wrap(line, WIDTH, subsequent_indent="  ")) for line in lines)


def failure(report: Report, outcome: Outcome, full: bool) -> str:
    """A failure, for people: what the case shows, where the answer differs first, and the texts."""
    case = outcome.case
    lines = [f"FAILED {case.id}", f"  clause    {case.clause} {report.kit.titles.get(case.clause, '')} ({case.file})"]
    lines += _labelled("shows", case.shows)
    for reading in report.kit.readings.get(case.id, []):
        lines += _labelled("reading", f"this case hangs on a reading: {reading['title']} (readings.md)")
    if outcome.difference is None:
        lines += _labelled("answer", f"none: the runner {outcome.why}")
    else:
        at = outcome.difference.at or "the answer as a whole"
        lines += _labelled("at", at)
        lines += _labelled("expected", _cut(outcome.difference.expected, full))
        lines += _labelled("got", _cut(outcome.difference.got, full))
    lines.append(f"  request   {_cut(_plain(case.line), full)}")
    if full:
        lines.append(f"  wanted    {case.answer}")
        if outcome.answer is not None:
            lines.append(f"  answered  {_plain(outcome.answer)}")
    return "\n".join(lines)


def _labelled(label: str, text: str) -> Iterable[str]:
    head = f"  {label:<10}"
    return textwrap.wrap(text, WIDTH, initial_indent=head, subsequent_indent=" " * 12, break_on_hyphens=False) or [head]


def _plain(line: bytes) -> str:
    """A line as it is, or quoted where one would not see what it holds."""
    text = line.decode("utf-8", "backslashreplace")
    return text if text.isprintable() and text and text == text.strip() else repr(text)


def _cut(text: str, full: bool) -> str:
    return text if full or len(text) <= 2 * WIDTH else f"{text[: 2 * WIDTH]} ... ({len(text)} characters)"


def for_programs(report: Report) -> dict[str, Any]:
    """Everything as JSON."""

    def counts(row: Row) -> dict[str, Any]:
        return {"cases": row.cases, "passed": row.passed, "failed": row.failed, "not_offered": row.not_offered}

    return {
        "kit": {"version": report.kit.version, "altered": report.kit.altered},
        "runner": report.command,
        "total": counts(report.total()),
        "clauses": [{"clause": row.name, "title": row.title, **counts(row)} for row in report.by_clause()],
        "files": [{"file": row.name, **counts(row)} for row in report.by_file()],
        "not_offered": report.not_offered(),
        "remarks": report.remarks,
        "failures": [_failure_for_programs(report, outcome) for outcome in report.failures()],
    }


def _failure_for_programs(report: Report, outcome: Outcome) -> dict[str, Any]:
    difference = outcome.difference
    return {
        "id": outcome.case.id,
        "clause": outcome.case.clause,
        "file": outcome.case.file,
        "readings": [reading["title"] for reading in report.kit.readings.get(outcome.case.id, [])],
        "why": outcome.why or None,
        "at": difference.at if difference else None,
        "expected": difference.expected if difference else None,
        "got": difference.got if difference else None,
        "answer": outcome.answer.decode("utf-8", "replace") if outcome.answer is not None else None,
    }
