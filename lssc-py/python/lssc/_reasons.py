"""What people ask once they have an answer: are you sure, why, what is the least to do, until when.

Each function asks one operation of `docs/operations.md`, which says what it answers. They take what `assess`
takes, and raise `LsscError` with every fault as it does.
"""

from __future__ import annotations

import datetime
import enum
import json
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from lssc import _native
from lssc._enums import CompetencySet, Education, Status, Verdict
from lssc._wire import Part, plain

if TYPE_CHECKING:
    from lssc._typing import CatalogLike, DayLike, GoalLike, PolicyLike, RecordLike


@dataclass(frozen=True, slots=True)
class Reading(Part):
    """A question that the sources leave open, and how a policy answers it (O1)."""

    reading: str
    """The parameter that holds the answer, `certification.ends`."""
    question: str
    """The question."""
    value: str | int | None
    """The answer of the policy."""
    others: tuple[str | int | None, ...]
    """The other answers."""
    cites: tuple[str, ...]
    """Where the question comes from."""


@dataclass(frozen=True, slots=True)
class Choice(Part):
    """One answer to a reading."""

    reading: str
    """The reading."""
    value: str | int | None
    """The answer."""


@dataclass(frozen=True, slots=True)
class Held(Part):
    """Where somebody stands, with the dates that go with it."""

    status: Status
    """The status."""
    eligibility: Verdict
    """Whether the person may take part."""
    deadline: datetime.date | None
    """The last day to complete the sets."""
    completed_on: datetime.date | None
    """The first day by which they sufficed."""
    certified_on: datetime.date | None
    """The day the certification began."""
    term: int | None
    """Its current term, from 1."""
    opens_on: datetime.date | None
    """The first day on which that can be renewed."""
    expires_on: datetime.date | None
    """The last day of the term."""
    last_day: datetime.date | None
    """The last day on which it can be renewed."""


@dataclass(frozen=True, slots=True)
class Flip(Part):
    """Answers that, taken together and no fewer of them, lead elsewhere."""

    readings: tuple[Choice, ...]
    """The answers in place of those of the policy."""
    held: Held
    """Where they lead."""


@dataclass(frozen=True, slots=True)
class Robustness(Part):
    """Whether a status and its dates are the same however the sources are read (O1)."""

    record: str
    """The id of the record."""
    held: Held
    """Where the person stands under the policy as it is."""
    contested: bool
    """Whether some combination of readings leads elsewhere."""
    flips: tuple[Flip, ...]
    """The smallest combinations that do; fewer readings first."""


@dataclass(frozen=True, slots=True)
class CommitteeQuestion(Part):
    """A question for the committee, and how many people hang on it (O1)."""

    reading: str
    """The reading."""
    question: str
    """The question."""
    people: int
    """How many people stand elsewhere by a smallest combination that it is in."""


@dataclass(frozen=True, slots=True)
class Why(Part):
    """A smallest set of facts that forces a status (O2)."""

    status: Status
    """The status."""
    facts: tuple[str, ...]
    """The facts, as JSON Pointers into the record: without any of them the status is another one."""


@dataclass(frozen=True, slots=True)
class Obstacle(Part):
    """What keeps a goal from being reached by itself (O2)."""

    _optional: ClassVar[frozenset[str]] = frozenset({"set", "electives", "hours", "on"})

    reason: str
    """Which reason."""
    clause: str
    """The clause of RULES it comes from."""
    outcome: Verdict
    """`unknown` where an answer is missing."""
    set: CompetencySet | None
    """The competency set that is missing."""
    electives: int | None
    """How many electives are missing."""
    hours: float | None
    """How many hours are missing."""
    on: datetime.date | None
    """The day it is about."""
    message: str
    """What it says, in one English sentence; it may change."""


@dataclass(frozen=True, slots=True)
class Step(Part):
    """Something to do, what it costs, and until when it helps (O3)."""

    _optional: ClassVar[frozenset[str]] = frozenset(
        {"education", "hours_per_week", "days", "set", "approval", "courses", "hours", "technology"}
    )

    do: str
    """What to do."""
    education: Education | None
    """The education to have."""
    hours_per_week: float | None
    """The hours a week to work."""
    days: int | None
    """For so many days."""
    set: CompetencySet | None
    """The competency set."""
    approval: str | None
    """The approval whose courses give it."""
    courses: tuple[str, ...] | None
    """The courses still to be completed."""
    hours: float | None
    """The contact hours."""
    technology: bool | None
    """Whether they must be in technology."""
    amount_cents: int | None
    """What it costs in US cents; `None` where that is not known."""
    from_: datetime.date
    """The first day on which it can be done."""
    by: datetime.date
    """The last day on which it still helps."""
    message: str
    """What it says, in one English sentence; it may change."""


@dataclass(frozen=True, slots=True)
class Mending(Part):
    """What mends one reason, or several of them together (O3)."""

    reasons: tuple[Obstacle, ...]
    """The reasons."""
    choose: int
    """How many of the options are needed; of those for one set only one counts."""
    options: tuple[Step, ...]
    """The options, by price, then the one that can wait longest."""


@dataclass(frozen=True, slots=True)
class Repair(Part):
    """The smallest things to do to reach a goal (O3)."""

    reached: bool
    """Whether the goal is reached already."""
    parts: tuple[Mending, ...]
    """What to do: all of it, and none of it too much."""
    total_cents: int | None
    """The first options of every part together, in US cents; `None` where one has no known price."""
    out_of_reach: tuple[Obstacle, ...]
    """The reasons that nothing mends in time: with any, the goal is not reached."""


@dataclass(frozen=True, slots=True)
class Interval(Part):
    """Values in a row, both ends included (O4)."""

    from_: datetime.date | float | bool | str
    """The first."""
    to: datetime.date | float | bool | str
    """The last."""


@dataclass(frozen=True, slots=True)
class Bounds(Part):
    """The values of one field that reach a goal, the rest of the record as it stands (O4)."""

    reached: bool
    """Whether the value that is there does."""
    left_out: bool | None
    """Whether the record without the field does; `None` where it cannot be left out."""
    values: tuple[Interval, ...]
    """Exactly the values that do."""
    sentence: str
    """The same in words; it may change."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An assessment with all that it rests on, to be kept (O6): `verify` takes it."""

    text: str
    """The decision as JSON text."""

    @property
    def sha256(self) -> str:
        """The SHA-256 over the version, the request and the assessment, in hexadecimal."""
        digest: str = self.to_dict()["sha256"]
        return digest

    def to_dict(self) -> dict[str, Any]:
        """The decision as JSON has it."""
        decision: dict[str, Any] = json.loads(self.text)
        return decision

    def to_json(self) -> str:
        """The decision as JSON text."""
        return self.text


@dataclass(frozen=True, slots=True)
class Difference(Part):
    """Where deciding again says something else (O6)."""

    path: str
    """Where: a JSON Pointer into the assessment."""
    kept: str | None
    """What was kept there, as JSON text; `None` for nothing."""
    now: str | None
    """What is decided there now, likewise."""


@dataclass(frozen=True, slots=True)
class Verification(Part):
    """What became of a kept decision (O6)."""

    holds: bool
    """Whether it is unaltered, and deciding again says the same."""
    unaltered: bool
    """Whether its digest is that of what was kept."""
    version: str
    """The version that decided."""
    verified_by: str
    """The version that verified."""
    differs: tuple[Difference, ...]
    """What differs."""


@dataclass(frozen=True, slots=True)
class Sampled(Part):
    """Somebody who was drawn for an audit (O6)."""

    score: str
    """The SHA-256 of the seed, a line feed and the id, in hexadecimal."""
    record: str
    """The id."""


def readings(*, policy: PolicyLike = None) -> tuple[Reading, ...]:
    """The questions that the sources leave open, with the answers of a policy (O1).

    >>> import lssc
    >>> [(one.reading, one.value) for one in lssc.readings(policy="lssc-2019")][3:5]
    [('certification.ends', 'anniversary'), ('renewal.grace_terms', 'initial')]
    """
    return tuple(made(Reading, one) for one in _asked("readings", "readings", policy=policy))


def robustness(
    record: RecordLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = None
) -> Robustness:
    """Whether the status and the dates are the same under every combination of readings (O1).

    >>> import lssc
    >>> found = lssc.robustness({"id": "p-001", "certified_on": "2020-05-01"}, as_of="2024-05-01")
    >>> found.contested, found.flips[0].readings[0].value, str(found.flips[0].held.status)
    (True, 'day-before', 'grace')
    """
    said = _asked("robustness", "robustness", record=record, catalog=catalog, policy=policy, as_of=as_of)
    return made(Robustness, said)


class CommitteeTable:
    """The readings that the people of a register hang on: the questions to put to the committee (O1).

    >>> import lssc
    >>> table = lssc.CommitteeTable(as_of="2024-05-01")
    >>> table.add({"id": "p-001", "certified_on": "2020-05-01"}).contested
    True
    >>> table.contested, [(one.reading, one.people) for one in table.questions()]
    (1, [('certification.ends', 1)])
    """

    __slots__ = ("_committee",)

    def __init__(
        self, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = None
    ) -> None:
        """For people on this day; raises `LsscError` for faults of the three."""
        self._committee = _native.Committee(as_of=as_of, catalog=catalog, policy=policy)

    def add(self, record: RecordLike) -> Robustness:
        """Takes a person in. Raises `LsscError` for a record with faults, whose paths point into it."""
        return made(Robustness, json.loads(self._committee.add(record)))

    @property
    def people(self) -> int:
        """How many people were taken in."""
        return self._committee.people

    @property
    def contested(self) -> int:
        """How many of them stand elsewhere under another reading."""
        return self._committee.contested

    def questions(self) -> tuple[CommitteeQuestion, ...]:
        """The questions on which anybody hangs, by how many."""
        return tuple(made(CommitteeQuestion, one) for one in json.loads(self._committee.questions()))


def why(
    record: RecordLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = None
) -> Why:
    """A smallest set of facts that forces the status (O2).

    >>> import lssc
    >>> record = {"id": "p-001", "admitted_on": "2011-01-01", "certified_on": "2012-10-15"}
    >>> found = lssc.why(record, as_of="2014-01-01")
    >>> str(found.status), found.facts
    ('certified', ('/certified_on',))
    """
    return made(Why, _asked("why", "why", record=record, catalog=catalog, policy=policy, as_of=as_of))


def why_not(
    record: RecordLike,
    *,
    goal: GoalLike,
    by: DayLike,
    catalog: CatalogLike | None = None,
    policy: PolicyLike = None,
) -> tuple[Obstacle, ...]:
    """Every reason that keeps a goal from being reached by a day; none when it is reached (O2).

    >>> import lssc
    >>> [one.reason for one in lssc.why_not({"id": "p-001"}, goal="eligible", by="2024-06-30")]
    ['education', 'support-staff', 'experience']
    """
    said = _asked("why-not", "why_not", record=record, catalog=catalog, policy=policy, goal=goal, by=by)
    return tuple(made(Obstacle, one) for one in said)


def repair(
    record: RecordLike,
    *,
    as_of: DayLike,
    goal: GoalLike,
    by: DayLike,
    catalog: CatalogLike | None = None,
    policy: PolicyLike = None,
) -> Repair:
    """The smallest things to do to reach a goal, by price and by date (O3). `by` is not before `as_of`.

    >>> import lssc
    >>> record = {"id": "p-001", "certified_on": "2022-12-15", "activities": []}
    >>> found = lssc.repair(record, as_of="2026-11-24", goal="renewable", by="2026-12-15")
    >>> [(part.options[0].hours, part.options[0].technology) for part in found.parts]
    [(4.0, True), (28.0, False)]
    """
    said = _asked(
        "repair", "repair", record=record, catalog=catalog, policy=policy, as_of=as_of, goal=goal, by=by
    )
    return made(Repair, said)


def bounds(
    record: RecordLike,
    *,
    field: str,
    goal: GoalLike,
    by: DayLike,
    catalog: CatalogLike | None = None,
    policy: PolicyLike = None,
) -> Bounds:
    """Exactly the values of one field that reach a goal, the rest of the record as it stands (O4).

    `field` is a JSON Pointer into the record: `/certified_on`, `/experience/0/hours_per_week`.

    >>> import lssc
    >>> record = {"id": "p-001", "certified_on": "2020-05-03"}
    >>> lssc.bounds(record, field="/certified_on", goal="certified", by="2024-05-03").sentence
    'from 2020-05-03 to 2024-05-03'
    """
    said = _asked(
        "bounds", "bounds", record=record, catalog=catalog, policy=policy, field=field, goal=goal, by=by
    )
    return made(Bounds, said)


def decide(
    record: RecordLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = None
) -> Decision:
    """An assessment with all that it rests on, to be kept (O6).

    >>> import lssc
    >>> decision = lssc.decide({"id": "p-001"}, as_of="2024-06-30")
    >>> lssc.verify(decision.to_json()).holds
    True
    """
    parts = {"record": record, "catalog": catalog, "policy": policy, "as_of": as_of}
    answer = _native.further("decide", {key: value for key, value in parts.items() if value is not None})
    return Decision(answer.removeprefix('{"decision":').removesuffix("}"))


def verify(decision: Decision | Mapping[str, object] | str | bytes) -> Verification:
    """Decides a kept decision again, and says what differs (O6).

    Raises `LsscError` with every fault of what is no decision; the paths point into it.
    """
    if isinstance(decision, Decision):
        decision = decision.text
    if isinstance(decision, Mapping):
        decision = json.dumps(plain(dict(decision)), ensure_ascii=False)
    return made(Verification, json.loads(_native.verified(decision))["verification"])


def audit_sample(people: Sequence[str], *, seed: str, rate: int) -> tuple[Sampled, ...]:
    """Draws people for an audit, in a way that anybody can repeat (O6). `rate` is in thousandths, rounded up.

    >>> import lssc
    >>> [one.record for one in lssc.audit_sample(["a", "b", "c", "d"], seed="2024-06-30", rate=260)]
    ['c', 'd']
    """
    said = _asked("audit-sample", "sample", people=list(people), seed=seed, rate=rate)
    return tuple(made(Sampled, one) for one in said)


def _asked(operation: str, name: str, **parts: object) -> Any:
    """What an operation answers, as JSON has it; a part that is `None` is not said."""
    given = {key: value for key, value in parts.items() if value is not None}
    return json.loads(_native.further(operation, given))[name]


T = typing.TypeVar("T")


def made(kind: type[T], value: Any) -> T:
    """A value of JSON as one of these classes."""
    kept: T = _of(kind, value)
    return kept


def _of(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, types.UnionType):
        kinds = [each for each in typing.get_args(kind) if each is not types.NoneType]
        return _of(kinds[0], value) if len(kinds) == 1 else _of_any(kinds, value)
    if typing.get_origin(kind) is tuple:
        return tuple(_of(typing.get_args(kind)[0], each) for each in value)
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: _of(each, value.get(name.rstrip("_"))) for name, each in _hints(kind).items()})
    if kind is datetime.date:
        return datetime.date.fromisoformat(value)
    return kind(value) if kind is float or issubclass(kind, enum.Enum) else value


def _of_any(kinds: Sequence[Any], value: Any) -> Any:
    """A value that may be a date among others."""
    if datetime.date in kinds and isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return value
    return value


_HINTS: dict[type, dict[str, Any]] = {}
"""The types of a class's attributes, looked up once."""


def _hints(kind: type) -> dict[str, Any]:
    hints = _HINTS.get(kind)
    if hints is None:
        hints = _HINTS[kind] = {
            name: each for name, each in typing.get_type_hints(kind).items() if not name.startswith("_")
        }
    return hints
