#!/usr/bin/env python3
"""Scores an implementation of the LSSC rules: every case through its runner, and a table by clause.

    python3 score.py -- RUNNER ARG ...
    python3 score.py --only 4.3 6.1 --failures 20 -- RUNNER ARG ...
    python3 score.py --compare "RUNNER --compare" --json score.json -- RUNNER ARG ...

PROTOCOL.md says what a runner does and how its answers are judged.  Needs Python 3.10 or later and nothing else.

Exit status: 0 everything that is offered passed, 1 something failed or nothing passed, 2 the runner could not be run.
"""
from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
from collections.abc import Callable

from scoring import report as reports
from scoring.asking import CannotStart, Reply, Runner
from scoring.judging import NotOffered, is_refused, judge
from scoring.kit import COMPARE, Case, Kit
from scoring.report import FAILED, NOT_OFFERED, PASSED, Outcome, Report

WHY_COMMAND = "the command of your runner goes last, behind `--`: score.py -- ./my-runner"


def main(arguments: list[str]) -> int:
    own, command = _split(arguments)
    parser = _parser()
    asked = parser.parse_args(own)
    if not command:
        parser.error(WHY_COMMAND)
    kit = Kit()
    cases = kit.chosen(asked.only, asked.case)
    if not cases:
        parser.error("there is no such case")
    try:
        report = score(kit, cases, command, asked)
    except CannotStart as error:
        print(f"could not run: {error}", file=sys.stderr)
        return 2
    show(report, asked)
    return 1 if report.failures() or not report.total().passed else 0


def score(kit: Kit, cases: list[Case], command: list[str], asked: argparse.Namespace) -> Report:
    """Asks every case and judges the answers."""
    outcomes, remarks = [], []
    compared = [case for case in cases if case.operation == COMPARE]
    requested = [case for case in cases if case.operation != COMPARE]
    for some, how in ((requested, command), (compared, asked.compare and _words(asked.compare))):
        if not some:
            continue
        if not how:
            outcomes += [Outcome(case, NOT_OFFERED, COMPARE) for case in some]
            continue
        runner = Runner(how, asked.timeout, asked.batch)
        replies = runner.ask([case.line for case in some], _progress(len(some)))
        if not runner.has_answered:
            why = next(reply.why for reply in replies)
            raise CannotStart(f"{' '.join(how)}: {why}")
        outcomes += [_outcome(case, reply, asked) for case, reply in zip(some, replies)]
        remarks += [remark for remark in runner.remarks if remark not in remarks]
        remarks += ["was given up before the end"] if runner.given_up else []
    return Report(kit, command, _with_what_is_not_offered(outcomes, kit.operations), remarks)


def _outcome(case: Case, reply: Reply, asked: argparse.Namespace) -> Outcome:
    if reply.answer is None:
        return Outcome(case, FAILED, reply.why)
    try:
        difference = judge(case, reply.answer, findings=asked.findings, words=asked.words)
    except NotOffered:
        return Outcome(case, NOT_OFFERED, "findings", reply.answer)
    return Outcome(case, FAILED if difference else PASSED, "", reply.answer, difference)


def _with_what_is_not_offered(outcomes: list[Outcome], known: set[str | None]) -> list[Outcome]:
    """One of the known operations is not offered if it was refused, and none of its cases that has an answer got one."""

    def is_refusal(outcome: Outcome) -> bool:
        return outcome.kind == FAILED and outcome.answer is not None and is_refused(outcome.answer)

    refused = {outcome.case.operation for outcome in outcomes if is_refusal(outcome)}
    offered = {
        outcome.case.operation
        for outcome in outcomes
        if not outcome.case.holds_faults and not is_refusal(outcome)
    }
    missing = refused & known - offered

    def settled(outcome: Outcome) -> Outcome:
        if outcome.case.operation in missing and is_refusal(outcome):
            return Outcome(outcome.case, NOT_OFFERED, outcome.case.operation or "")
        return outcome

    return [settled(outcome) for outcome in outcomes]


def show(report: Report, asked: argparse.Namespace) -> None:
    """Prints what was asked for."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    laid_out = reports.markdown if asked.markdown else reports.table
    texts = [laid_out(report.by_clause(), report.total(), reports.HEAD)]
    if asked.by_file:
        texts.append(laid_out(report.by_file(), report.total(), ["file", *reports.HEAD[1:]]))
    failures = report.failures()
    texts += [reports.failure(report, outcome, asked.full) for outcome in failures[: asked.failures]]
    if len(failures) > asked.failures:
        texts.append(f"... and {len(failures) - asked.failures} more (--failures N, --json FILE)")
    texts.append(reports.summary(report))
    print("\n\n".join(texts))
    if asked.json:
        with open(asked.json, "w", encoding="utf-8") as file:
            json.dump(reports.for_programs(report), file, ensure_ascii=False, indent=1)
            file.write("\n")


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    place = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:place], arguments[place + 1 :]


def _words(command: str) -> list[str]:
    return shlex.split(command, posix=os.name != "nt")


def _progress(count: int) -> Callable[[int], None]:
    def heard(answered: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{answered} of {count}", end="\r" if answered == count else "", file=sys.stderr, flush=True)

    return heard


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < 1e6:
        raise ValueError
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        usage="%(prog)s [options] -- RUNNER [ARG ...]",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--only", nargs="+", metavar="CLAUSE", help="the cases of these clauses alone; 4 is all of section 4")
    add("--case", nargs="+", metavar="ID", help="these cases alone")
    add("--compare", metavar="COMMAND", help="what answers comparisons (6.5), as one word: \"RUNNER --compare\"")
    add("--without-findings", dest="findings", action="store_false", help="judge no findings (section 5)")
    add("--own-words", dest="words", action="store_false", help="judge a calendar by its events, not by its words")
    add("--failures", type=int, default=5, metavar="N", help="show the first N failures (default 5)")
    add("--full", action="store_true", help="show requests and answers whole")
    add("--by-file", action="store_true", help="a table by file too")
    add("--markdown", action="store_true", help="tables in Markdown")
    add("--json", metavar="FILE", help="write everything to a file, for programs")
    add("--timeout", type=_positive, default=30.0, metavar="S", help="seconds without an answer (default 30)")
    add("--batch", type=_count, default=250, metavar="N", help="how many requests a process is asked (default 250)")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
