"""One person: what it costs to ask where somebody stands, by what is given and by how much of the answer is looked at."""

import platform
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import Any

import lssc

from peers import library, plain, zen
from peers.measure import Subject, measure
from peers.people import Json, Person, wrong

LAZY = "what is not looked at is not made, and findings are not worked out before"
NO_FINDINGS = "every answer, as a dict; nothing is checked, no findings"
OWN_DATES = "records as JSON has them; months and days its own"

Ask = Callable[[Any], Any]


def run(people: list[Person], rounds: int) -> None:
    """Measures assessments, and summaries, in turn with the plain rules and a rule engine."""
    day = people[0].as_of
    records = library.records(people)

    def subject(name: str, release: str, ask: Ask, given: Iterable[Any], answer: Ask, note: str) -> Subject:
        given = list(given)
        found: list[Json] = [answer(ask(one)) for one in given]
        return Subject(name, release, _each(ask, given), len(people), wrong(people, found), note)

    def ours(name: str, ask: Ask, given: Iterable[Any], answer: Ask, note: str) -> Subject:
        return subject(f"lssc {name}", library.VERSION, ask, given, answer, note)

    def assess(given: Any) -> lssc.Assessment:
        return lssc.assess(given, as_of=day)

    def assess_status(record: lssc.Record) -> lssc.Assessment:
        found = lssc.assess(record, as_of=day)
        found.status  # noqa: B018
        return found

    def assess_findings(record: lssc.Record) -> lssc.Assessment:
        found = lssc.assess(record, as_of=day)
        found.findings  # noqa: B018
        return found

    def summarize(record: lssc.Record) -> Any:
        return lssc.summary(record, as_of=day)

    of = library.of_assessment
    release = platform.python_version()
    dated, as_json = [one.dated() for one in people], [one.record for one in people]
    python = subject(
        "plain Python, a dict with dates",
        release,
        lambda one: plain.summary(one, day),
        dated,
        _same,
        NO_FINDINGS,
    )
    python_json = subject(
        "plain Python, a dict with text",
        release,
        lambda one: plain.summary(plain.dated(one), day),
        as_json,
        _same,
        NO_FINDINGS,
    )
    texts = [person.record | {"as_of": str(day)} for person in people]
    engine = version("zen-engine")
    subjects = [
        ours("assess, a record", assess, records, of, f"a Record that is there; {LAZY}"),
        ours("assess, a record, its status", assess_status, records, of, "the same, and its status looked at"),
        ours(
            "assess, a record, all answers",
            lambda record: of(assess(record)),
            records,
            _same,
            "the same, and every answer of the plain rules looked at and put into a dict",
        ),
        ours(
            "assess, a record, its findings",
            assess_findings,
            records,
            of,
            "the same, and all findings looked at",
        ),
        ours("assess, a dict with dates", assess, dated, of, f"datetime.date; {LAZY}"),
        ours("assess, a dict with text", assess, as_json, of, f"dates as text; {LAZY}"),
        python,
        python_json,
        subject("zen-engine, one expression", engine, zen.expression(), texts, zen.as_answer, OWN_DATES),
        subject("zen-engine, a decision", engine, zen.decision(), texts, zen.as_answer, OWN_DATES),
    ]
    measure("assess", subjects, rounds)
    everything = "every answer of the plain rules looked at and put into a dict"
    of_summary = library.of_summary
    subjects = [
        ours("summary, a record", summarize, records, of_summary, "a Record that is there"),
        ours("summary, a record, all answers", lambda one: of_summary(summarize(one)), records, _same, everything),
        python.again(),
    ]
    measure("summary", subjects, rounds)


def _each(ask: Ask, given: Iterable[Any]) -> Callable[[], None]:
    def call() -> None:
        for one in given:
            ask(one)

    return call


def _same(answer: Json) -> Json:
    return answer
