"""
What `lssc` is made of.
"""

from datetime import date
from lssc._enums import Education, OrderState, Status, Verdict
from lssc._results import Candidacy, Certification, CertificationSummary, Completion, Eligibility, Fees, NextDate, RenewalResult
from lssc._services import Comparison, FeesChange, Matrix, Order, Plan, Review
from lssc._typing import Activities, ActivitiesLike, Agreements, AgreementsLike, Approvals, ApprovalsLike, Assessed, AssessmentKeys, Carried, CatalogKeys, CatalogLike, Changes, ComparedOrNot, Courses, CoursesLike, Covers, CoversLike, DayLike, Degrees, DegreesLike, EditionLike, EducationLike, Experiences, ExperiencesLike, Findings, JsonObject, Memberships, MembershipsLike, Names, ObjectLike, Parameters, PeopleLike, PolicyKeys, PolicyLike, Portfolios, PortfoliosLike, ProgramKeys, ProgramLike, RecordKeys, RecordLike, RecordsLike, Remarks, Renewals, RenewalsLike, StandingLike, State, StatusCounts, StatusLike, SummaryKeys, TableLike, TextLike, Texts, Timeline
from typing import Final, SupportsIndex, final

__all__ = ["MAX_BYTES", "__version__", "AssessedTable", "Assessment", "Assessments", "Catalog", "Committee", "ComparisonTable", "Comparisons", "Policy", "Program", "Record", "Session", "Summary", "assess", "assess_many", "assess_table", "calendar", "calendar_many", "compare", "compare_many", "core_names", "further", "locate", "next_order_state", "order", "plan", "review", "set_title", "step_order", "summary", "summary_table", "timeline", "verified"]

MAX_BYTES: Final[int]
"""
The most bytes that a request may have (RULES 3.3).
"""

__version__: Final[str]
"""
The version of the package.
"""

@final
class AssessedTable:
    """
    A register that is assessed as it is read: a stream of Arrow batches, which polars, pyarrow, pandas 3, duckdb and others
    take as they take a table.

    Each row has the `id` of its record, the columns that were to be carried over, the status, the verdicts, the dates, hours
    and cents (all null where the record has faults), and `faults`: none, or every fault with its path into the record, its code
    and its message.

    It can be read as often as its source can: a table always, a stream once.
    """
    def __arrow_c_schema__(self, /) -> object:
        """
        The schema, in a PyCapsule of the Arrow C data interface.
        """
    def __arrow_c_stream__(self, /, requested_schema: object | None = None) -> object:
        """
        The stream of assessed batches, in a PyCapsule of the Arrow C data interface.
        """
    def __repr__(self, /) -> str: ...
    @property
    def column_names(self, /) -> Texts:
        """
        The names of the columns, in order.
        """

@final
class Assessment:
    """
    What the rules say of one record on one day, and why (RULES 5).

    It is frozen, hashable, and equal to every other one whose JSON text is the same; it can be pickled, copied and matched on.

    >>> import lssc
    >>> found = lssc.assess(lssc.Record("p-001", certified_on="2012-10-15"), as_of="2016-12-15")
    >>> match found:
    ...     case lssc.Assessment(status=lssc.Status.GRACE, renewal=renewal):
    ...         print("renew by", renewal.last_day)
    renew by 2016-12-15
    """
    __match_args__: Final[AssessmentKeys]
    def __copy__(self, /) -> Assessment: ...
    def __deepcopy__(self, /, _memo: object) -> Assessment: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> State: ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def _remembered(text: str, attributes: State) -> Assessment:
        """
        Makes an assessment again from its pickle.
        """
    def _repr_html_(self, /) -> str: ...
    @property
    def as_of(self, /) -> date:
        """
        The day; nothing dated later is taken into account.
        """
    @property
    def candidacy(self, /) -> Candidacy | None:
        """
        The candidacy, from the admission on (RULES 4.4).
        """
    @property
    def certification(self, /) -> Certification | None:
        """
        The certification, once there is one (RULES 4.9).
        """
    @property
    def completion(self, /) -> Completion:
        """
        What the competency sets come to (RULES 4.5 to 4.8).
        """
    @property
    def eligibility(self, /) -> Eligibility:
        """
        Whether the person may take part (RULES 4.1 to 4.3).
        """
    @property
    def fees(self, /) -> Fees:
        """
        What it costs, in US cents (RULES 4.13).
        """
    @property
    def findings(self, /) -> Findings:
        """
        Every verdict and every piece of advice, with its reason and its source.
        """
    @property
    def next_date(self, /) -> NextDate | None:
        """
        The next date that matters at this status, not before the day of the assessment; `None` where no date is set.
        """
    @property
    def policy(self, /) -> str:
        """
        The id of the policy.
        """
    @property
    def record(self, /) -> str:
        """
        The id of the record.
        """
    @property
    def renewal(self, /) -> RenewalResult | None:
        """
        The renewal of the current term (RULES 4.10, 4.11).
        """
    @property
    def status(self, /) -> Status:
        """
        Where the person stands (RULES 4.12).
        """
    def to_dict(self, /) -> JsonObject:
        """
        The assessment as JSON has it: dates and names as text.
        """
    def to_json(self, /) -> str:
        """
        The assessment as JSON text: the same bytes in every language (RULES 5).
        """
    @property
    def unknowns(self, /) -> Texts:
        """
        The questions whose answers could still settle something: JSON Pointers into the record.
        """

@final
class Assessments:
    """
    The assessments of many records, one after the other, made in batches as they are asked for.
    """
    def __iter__(self, /) -> Assessments: ...
    def __next__(self, /) -> Assessed: ...

@final
class Catalog:
    """
    What the office has approved: courses, alone or in bundles, and recognition agreements (RULES 3.2).

    Entries are instances (`lssc.Approval`, `lssc.Agreement`) or mappings with the wire's keys. A catalog is read once and can
    then serve any number of assessments.

    Raises `LsscError` with every fault; the paths point into the catalog.

    >>> import lssc
    >>> catalog = lssc.Catalog(approvals=[{"id": "a-1", "set": "Technology", "courses": ["nku-tech"],
    ...                                    "approved_on": "2010-09-01"}])
    >>> catalog.approvals[0].set
    <CompetencySet.TECHNOLOGY: 'technology'>
    """
    __match_args__: Final[CatalogKeys]
    def __copy__(self, /) -> Catalog: ...
    def __deepcopy__(self, /, _memo: object) -> Catalog: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, approvals: ApprovalsLike | None = None, agreements: AgreementsLike | None = None, **unknown: "None") -> Catalog: ...
    def __reduce__(self, /) -> State: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def agreements(self, /) -> Agreements:
        """
        The recognition agreements.
        """
    @property
    def approvals(self, /) -> Approvals:
        """
        The approved courses and bundles.
        """
    @staticmethod
    def from_dict(catalog: ObjectLike) -> Catalog:
        """
        The catalog of a mapping with the wire's keys (RULES 3.2).
        """
    @staticmethod
    def from_json(text: TextLike) -> Catalog:
        """
        The catalog of JSON text: `str`, or UTF-8 `bytes`.
        """
    def to_dict(self, /) -> JsonObject:
        """
        The same as JSON has it: dates and names as text, without what is not answered.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text.
        """

@final
class Committee:
    """
    The readings that the people of a register hang on, person by person.
    """
    def __new__(cls, /, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ...) -> Committee: ...
    def add(self, /, record: RecordLike) -> str:
        """
        Takes a person in: whether the answer holds however the sources are read, as JSON text.
        """
    @property
    def contested(self, /) -> int:
        """
        How many of them stand elsewhere under another reading.
        """
    @property
    def people(self, /) -> int:
        """
        How many people were taken in.
        """
    def questions(self, /) -> str:
        """
        The questions on which anybody hangs, by how many, as JSON text.
        """

@final
class ComparisonTable:
    """
    Many comparisons of the same two policies, counted (RULES 6.5).

    It takes the same room for any number of records. Tables made apart, by several threads or processes, can be merged in any
    order; a table can be pickled.

    >>> import lssc
    >>> stricter = {"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}
    >>> how = {"policy_a": "lssc-faq", "policy_b": stricter, "as_of": "2016-12-01"}
    >>> table = lssc.ComparisonTable()
    >>> table.add(lssc.compare({"id": "p-001", "certified_on": "2012-10-15"}, **how))
    >>> table.count("grace", "lapsed"), table.first_differs("4.10"), table.fees_change_cents
    (1, 1, 0)
    >>> table.to_dict()["statuses"]
    [{'a': 'grace', 'b': 'lapsed', 'records': 1}]
    """
    def __copy__(self, /) -> ComparisonTable: ...
    def __deepcopy__(self, /, _memo: object) -> ComparisonTable: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __new__(cls, /) -> ComparisonTable: ...
    def __reduce__(self, /) -> State: ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def _remembered(counts: State) -> ComparisonTable:
        """
        Makes a table again from its pickle.
        """
    def _repr_html_(self, /) -> str: ...
    def add(self, /, comparison: Comparison) -> None:
        """
        Counts one more. Raises `TypeError` for what is no `Comparison`, as the `LsscError` that stands in the place of one.
        """
    def count(self, /, a: StatusLike, b: StatusLike) -> int:
        """
        How many records have the one status under the first policy and the other under the second.
        """
    @property
    def fees_change_cents(self, /) -> int:
        """
        How much more all fees together are under the second policy; negative when they are less.
        """
    @property
    def fees_less(self, /) -> FeesChange:
        """
        The records whose fees are lower under the second policy, and by how much together.
        """
    @property
    def fees_more(self, /) -> FeesChange:
        """
        The records whose fees are higher under the second policy, and by how much together.
        """
    def first_differs(self, /, clause: str) -> int:
        """
        For how many records that clause (`4.10`) is the first that differs.
        """
    def gained(self, /, standing: StandingLike) -> int:
        """
        How many records stand higher under the second policy and have that there.
        """
    def lost(self, /, standing: StandingLike) -> int:
        """
        How many records stand lower under the second policy and had that under the first.
        """
    def merge(self, /, other: ComparisonTable) -> None:
        """
        Takes in what another table has counted.
        """
    @property
    def records(self, /) -> int:
        """
        How many records there are.
        """
    @property
    def statuses(self, /) -> StatusCounts:
        """
        The whole table, row by row: every pair of statuses, also those that no record has.
        """
    def to_dict(self, /) -> JsonObject:
        """
        The table as JSON has it; what no record has is left out of its lists.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text.
        """
    @property
    def touched(self, /) -> int:
        """
        How many records the change touches: those for which a clause differs.
        """

@final
class Comparisons:
    """
    The comparisons of many records, one after the other, made in batches as they are asked for.
    """
    def __iter__(self, /) -> Comparisons: ...
    def __next__(self, /) -> ComparedOrNot: ...

@final
class Policy:
    """
    The parameters of the program (RULES 2): a shipped policy by its name, a whole one, or an overlay over a shipped one.

    A policy is read once and can then serve any number of assessments.

    Raises `LsscError` with every fault; the paths point into the policy (of an overlay, into the merged policy).

    >>> import lssc
    >>> lssc.Policy("lssc-faq")["renewal.contact_hours"]
    32
    >>> state = lssc.Policy.from_dict({"extends": "lssc-faq", "id": "my-state", "renewal": {"contact_hours": 40}})
    >>> [(one.name, one.value, one.cites) for one in state.parameters if one.changed]
    [('renewal.contact_hours', 40, ('policy my-state',))]
    """
    __match_args__: Final[PolicyKeys]
    def __copy__(self, /) -> Policy: ...
    def __deepcopy__(self, /, _memo: object) -> Policy: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __getitem__(self, name: str, /) -> object:
        """
        The value of a parameter by its dotted name, as JSON has it. Raises `KeyError`.
        """
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, name: EditionLike | None = None) -> Policy: ...
    def __reduce__(self, /) -> State: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @staticmethod
    def from_dict(policy: ObjectLike) -> Policy:
        """
        The policy of a mapping with the wire's keys (RULES 2): a whole one, or an overlay (`extends`).
        """
    @staticmethod
    def from_json(text: TextLike) -> Policy:
        """
        The policy of JSON text: `str`, or UTF-8 `bytes`.
        """
    @property
    def id(self, /) -> str:
        """
        Its id.
        """
    @property
    def parameters(self, /) -> Parameters:
        """
        Every parameter: its value, where that comes from, the reading taken, and whether `lssc-faq` has another.
        """
    @property
    def remarks(self, /) -> Remarks:
        """
        What no one can satisfy, what has no effect and what is surprising about this policy, each with an example person. None of
        it is a fault, and that there is none does not make a policy a good one.

        >>> import lssc
        >>> state = lssc.Policy.from_dict({"extends": "lssc-faq", "id": "my-state", "renewal": {"grace_months": 0}})
        >>> for remark in state.remarks:
        ...     print(remark.kind, remark.code, remark.parameters)
        no-effect grace-terms-without-grace ('renewal.grace_months', 'renewal.grace_terms')
        >>> example = state.remarks[0].example
        >>> lssc.assess(example.record, as_of=example.as_of, catalog=example.catalog, policy=state).status
        <Status.LAPSED: 'lapsed'>
        """
    @property
    def title(self, /) -> str:
        """
        What it is called.
        """
    def to_dict(self, /) -> JsonObject:
        """
        The same as JSON has it: dates and names as text, without what is not answered.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text.
        """

@final
class Program:
    """
    A course of study: what it takes to graduate, and the sets that each course covers (RULES 6.3).

    `requirements` is a tree of `{"course": id}`, `{"all": [...]}` and `{"choose": n, "from": [...]}`; `courses` says of each
    course, by its id, the sets that it covers. A program is read once and can then be reviewed under any policy.

    Raises `LsscError` with every fault; the paths point into the program.

    >>> import lssc
    >>> program = lssc.Program({"all": [{"course": "core"}, {"course": "computers"}]},
    ...                        {"core": ["Access Services"], "computers": ["technology"]})
    >>> program.courses["computers"]
    (<CompetencySet.TECHNOLOGY: 'technology'>,)
    """
    __match_args__: Final[ProgramKeys]
    def __copy__(self, /) -> Program: ...
    def __deepcopy__(self, /, _memo: object) -> Program: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, requirements: ObjectLike, courses: CoversLike, **unknown: "None") -> Program: ...
    def __reduce__(self, /) -> State: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    def closing_changes(self, /, *, policy: PolicyLike = ..., **unknown: "None") -> Changes:
        """
        Every single change to the requirements after which the program qualifies: courses made compulsory, then choices raised,
        then branches removed. None where it qualifies as it is, or where no single change is enough.

        `policy` is what `assess` takes. Raises `LsscError` with every fault of it.

        >>> import lssc
        >>> every = [one.value for one in lssc.CompetencySet]
        >>> program = lssc.Program({"choose": 1, "from": [{"course": "all"}, {"course": "computers"}]},
        ...                        {"all": every, "computers": ["technology"]})
        >>> for change in program.closing_changes():
        ...     match change:
        ...         case lssc.MakeCompulsory(course):
        ...             print("everybody takes", course)
        ...         case lssc.RaiseChoice(at, choose):
        ...             print("choose", choose, "at", repr(at))
        ...         case lssc.RemoveBranch(at):
        ...             print("no longer offer", at)
        everybody takes all
        choose 2 at ''
        no longer offer /from/1
        """
    @property
    def courses(self, /) -> Covers:
        """
        The sets that each course covers, by its id; ids in the order of code points.
        """
    @staticmethod
    def from_dict(program: ObjectLike) -> Program:
        """
        The program of a mapping with the keys `requirements` and `courses`.
        """
    @staticmethod
    def from_json(text: TextLike) -> Program:
        """
        The program of JSON text: `str`, or UTF-8 `bytes`.
        """
    def matrix(self, /) -> Matrix:
        """
        The courses by the sets they cover, and what every graduate has.

        >>> import lssc
        >>> program = lssc.Program({"choose": 1, "from": [{"course": "b"}, {"course": "a"}]},
        ...                        {"a": ["technology"], "b": ["technology", "access-services"]})
        >>> [(row.course, row.compulsory) for row in program.matrix().rows]
        [('a', False), ('b', False)]
        >>> [str(one) for one in program.matrix().every_graduate]
        ['technology']
        """
    @property
    def requirements(self, /) -> JsonObject:
        """
        What it takes to graduate, as JSON has it.
        """
    def to_dict(self, /) -> JsonObject:
        """
        The same as JSON has it: dates and names as text, without what is not answered.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text.
        """

@final
class Record:
    """
    The record of one person: one candidacy, as far as it is known (RULES 3.1).

    Everything but the id may be left unanswered (`None`), which is not the same as answered with an empty list (RULES 1.5).
    Dates are `datetime.date` or `YYYY-MM-DD`; hours are `int`, `float` or `Decimal` with at most two decimals; entries of
    lists are instances (`lssc.Experience` ...) or mappings with the wire's keys.

    A record is frozen, and equal to every other one that says the same.

    Raises `LsscError` with every fault; the paths point into the record.

    >>> import lssc
    >>> record = lssc.Record("p-001", education="college-degree",
    ...                      experience=[{"from": "2022-09-01", "hours_per_week": 20}])
    >>> record.experience[0].from_
    datetime.date(2022, 9, 1)
    >>> record.courses is None
    True
    """
    __match_args__: Final[RecordKeys]
    def __copy__(self, /) -> Record: ...
    def __deepcopy__(self, /, _memo: object) -> Record: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __new__(cls, /, id: str, *, education: EducationLike | None = None, position_requires_mls: bool | None = None, experience: ExperiencesLike | None = None, ala_membership: MembershipsLike | None = None, applied_on: DayLike | None = None, admitted_on: DayLike | None = None, certified_on: DayLike | None = None, courses: CoursesLike | None = None, portfolios: PortfoliosLike | None = None, degrees: DegreesLike | None = None, renewals: RenewalsLike | None = None, activities: ActivitiesLike | None = None, **unknown: "None") -> Record: ...
    def __reduce__(self, /) -> State: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def activities(self, /) -> Activities:
        """
        The educational activities.
        """
    @property
    def admitted_on(self, /) -> date | None:
        """
        The day of the admission.
        """
    @property
    def ala_membership(self, /) -> Memberships:
        """
        The periods of ALA membership.
        """
    @property
    def applied_on(self, /) -> date | None:
        """
        The day of the application.
        """
    @property
    def certified_on(self, /) -> date | None:
        """
        The day of the certification, where the office recorded one.
        """
    @property
    def courses(self, /) -> Courses:
        """
        The courses completed.
        """
    @property
    def degrees(self, /) -> Degrees:
        """
        The degrees and certificates.
        """
    @property
    def education(self, /) -> Education | None:
        """
        The highest education.
        """
    @property
    def experience(self, /) -> Experiences:
        """
        The spans of work in libraries.
        """
    @staticmethod
    def from_dict(record: ObjectLike) -> Record:
        """
        The record of a mapping with the wire's keys (RULES 3.1).

        >>> import lssc
        >>> lssc.Record.from_dict({"id": "p-001", "certified_on": "2012-10-15"}).certified_on
        datetime.date(2012, 10, 15)
        """
    @staticmethod
    def from_json(text: TextLike) -> Record:
        """
        The record of JSON text: `str`, or UTF-8 `bytes`.

        >>> import lssc
        >>> lssc.Record.from_json('{"id": "p-001"}')
        Record(id='p-001')
        """
    @property
    def id(self, /) -> str:
        """
        Who it is about.
        """
    @property
    def portfolios(self, /) -> Portfolios:
        """
        The portfolios submitted.
        """
    @property
    def position_requires_mls(self, /) -> bool | None:
        """
        Whether the position held requires a Master's of Library and Information Science.
        """
    @property
    def renewals(self, /) -> Renewals:
        """
        The renewals made.
        """
    def to_dict(self, /) -> JsonObject:
        """
        The same as JSON has it: dates and names as text, without what is not answered.
        """
    def to_json(self, /) -> str:
        """
        The same as JSON text.
        """

@final
class Session:
    """
    Answers requests as bytes, one after the other (RULES 8): what `lssc.conform` runs.

    It reads a repeated policy and catalog once.
    """
    def __new__(cls, /) -> Session: ...
    def answer(self, /, request: bytes) -> bytes:
        """
        The answer to one request: `{"assessment": …}`, `{"timeline": …}` and so on, or `{"faults": …}`; never an exception.
        """

@final
class Summary:
    """
    Where somebody stands on a day, with the dates and cents that go with it, and without reasons: each attribute is what an
    `Assessment` says (RULES 5).

    It is frozen, hashable, and equal to every other one that says the same; it can be pickled, copied and matched on.

    >>> import lssc
    >>> found = lssc.summary(lssc.Record("p-001", certified_on="2012-10-15"), as_of="2016-12-15")
    >>> match found:
    ...     case lssc.Summary(status=lssc.Status.GRACE, certification=certification):
    ...         print("renew by", certification.last_day)
    renew by 2016-12-15
    """
    __match_args__: Final[SummaryKeys]
    def __copy__(self, /) -> Summary: ...
    def __deepcopy__(self, /, _memo: object) -> Summary: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...
    def __reduce__(self, /) -> State: ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def _remembered(text: str, attributes: State) -> Summary:
        """
        Makes a summary again from its pickle.
        """
    def _repr_html_(self, /) -> str: ...
    @property
    def certification(self, /) -> CertificationSummary | None:
        """
        The certification and its renewal, once there is one (RULES 4.9 to 4.11).
        """
    @property
    def completed_on(self, /) -> date | None:
        """
        The first day by which they do (RULES 4.8).
        """
    @property
    def completion(self, /) -> Verdict:
        """
        Whether the competency sets suffice (RULES 4.8).
        """
    @property
    def counted_hours(self, /) -> float | None:
        """
        The hours of work in the window; `None` while work is not answered (RULES 4.3).
        """
    @property
    def deadline(self, /) -> date | None:
        """
        The last day to complete the sets, from the admission on (RULES 4.4).
        """
    @property
    def eligibility(self, /) -> Verdict:
        """
        Whether the person may take part (RULES 4.1 to 4.3).
        """
    @property
    def next_date(self, /) -> NextDate | None:
        """
        The next date that matters at this status, not before the day of the summary; `None` where no date is set.
        """
    @property
    def status(self, /) -> Status:
        """
        Where the person stands (RULES 4.12).
        """
    def to_dict(self, /) -> JsonObject:
        """
        The summary as JSON has it: dates and names as text.
        """
    def to_json(self, /) -> str:
        """
        The summary as JSON text.
        """
    @property
    def total_cents(self, /) -> int:
        """
        All fees in US cents, charged or not (RULES 4.13).
        """

def assess(record: RecordLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., **unknown: "None") -> Assessment:
    """
    Decides one record as of one day (RULES 4, 5).

    `record` is a `Record` or a mapping with the wire's keys. `as_of` is a date (never a `datetime`) or `YYYY-MM-DD`; there
    is no default, since nothing here asks a clock. `catalog` is a `Catalog` or a mapping; without one nothing is approved.
    `policy` is the name of a shipped policy, a `Policy`, or a mapping: a whole policy or an overlay; `None` is the default.

    Raises `LsscError` with every fault of all of them; the paths point into the request (`/record/…`, `/as_of`). Being
    ineligible is an answer, never an error.

    >>> import lssc
    >>> found = lssc.assess({"id": "p-001", "certified_on": "2012-10-15"}, as_of="2016-01-31")
    >>> str(found.status), found.renewal.last_day
    ('renewal-open', datetime.date(2016, 12, 15))
    """

def assess_many(records: RecordsLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., **unknown: "None") -> Assessments:
    """
    Decides many records as of one day, lazily and in order.

    `records` is any iterable of records, mappings, or JSON text (`str`, `bytes`; a file of JSON lines is one). A record with
    faults gives an `LsscError` in its place, which is not raised, so that it loses none of the others; its paths point into
    that record. Up to 256 records are read ahead and assessed together, without the GIL, so that threads run side by side.

    Raises `LsscError` at once for faults of `as_of`, `catalog` or `policy`.

    >>> import lssc
    >>> people = [{"id": "p-001"}, {"id": "p-002", "applied_on": "2024-02-30"}, '{"id": "p-003"}']
    >>> for found in lssc.assess_many(people, as_of="2024-06-30"):
    ...     match found:
    ...         case lssc.Assessment(record=person, status=status):
    ...             print(person, status)
    ...         case lssc.LsscError(faults=faults):
    ...             print(faults[0].path, faults[0].code)
    p-001 undetermined
    /applied_on bad-date
    p-003 undetermined
    """

def assess_table(table: TableLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., carry: Carried | None = None, findings: bool = False, threads: SupportsIndex | None = None, **unknown: "None") -> AssessedTable:
    """
    Decides a whole register as of one day: Arrow in, Arrow out.

    `table` is anything with an Arrow stream (polars, pyarrow, pandas 3, duckdb ...), a row a record; its columns are the
    keys of a record (RULES 3.1), `experience`, `courses` and the like as lists of structs. A column that is absent, or null
    in a row, is not answered. Dates are dates, texts `YYYY-MM-DD`, or times without a zone at midnight. Any other column is
    a fault, unless `carry` names it: then it goes over as it is. A row with faults has them in the column `faults`, and loses
    none of the others.

    The rows are assessed as the result is read, a piece at a time, on `threads` threads (default: as many as there are
    processors), without the GIL: a register larger than memory passes through. With `findings=True` there is a column with
    every finding.

    Raises `LsscError` at once for faults of `as_of`, `catalog`, `policy` or the names of the columns, `ValueError` for a
    column to carry that is not there or has the name of one of the result.

    >>> import lssc, pyarrow
    >>> people = pyarrow.table({"id": ["p-001", "p-002"], "certified_on": ["2012-10-15", "2012-15-10"]})
    >>> found = pyarrow.table(lssc.assess_table(people, as_of="2016-12-15"))
    >>> found["status"].to_pylist()
    ['grace', None]
    >>> found["faults"][1].as_py()[0]["code"]
    'bad-date'
    """

def calendar(record: RecordLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., **unknown: "None") -> str:
    """
    The dates ahead of one person, as the text of an iCalendar file (RULES 6.6, RFC 5545).

    They are the deadline of the candidacy, and the opening, the expiry and the last day of the current term, those on or after
    the day. Imported again, the file updates the events whose date is the same; one whose date has changed is a new event.
    Lines end with CRLF: write the text as it is (`newline=""`). The arguments are those of `assess`.

    Raises `LsscError` with every fault of all of them, as `assess` does.

    >>> import lssc
    >>> text = lssc.calendar({"id": "p-001", "admitted_on": "2024-06-30"}, as_of="2025-01-01")
    >>> [line for line in text.splitlines() if line.startswith("DTSTART")]
    ['DTSTART;VALUE=DATE:20280630']
    """

def calendar_many(records: RecordsLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., **unknown: "None") -> str:
    """
    The dates ahead of many people, in one iCalendar file (RULES 6.6); its titles name the record.

    `records` is what `assess_many` takes. Their ids must differ, as in a register: events of one id, one kind and one day are
    one event to a calendar. They are read in batches, without the GIL.

    Raises `LsscError` at once for faults of `as_of`, `catalog` or `policy`, and at the end with every fault of every record
    (`/records/3/applied_on`): no file leaves anybody out unsaid. Records that have been read before have none.

    >>> import lssc
    >>> people = [lssc.Record(name, admitted_on="2024-06-30") for name in ("p-001", "p-002")]
    >>> text = lssc.calendar_many(people, as_of="2025-01-01")
    >>> [line for line in text.splitlines() if line.startswith("SUMMARY")][-1]
    'SUMMARY:LSSC p-002: last day to complete the competency sets'
    """

def compare(record: RecordLike, *, policy_a: PolicyLike, policy_b: PolicyLike, as_of: DayLike, catalog: CatalogLike | None = None, **unknown: "None") -> Comparison:
    """
    One record under two policies on one day: where somebody stands under each, and the first clause that parts them (RULES 6.5).

    The policies are what `assess` takes as `policy`, and so are the other arguments. A record that the change does not touch has
    no `clause`.

    Raises `LsscError` with every fault of all of them; the paths are `/record/…`, `/catalog/…`, `/policy_a/…`, `/policy_b/…` and
    `/as_of`.

    >>> import lssc
    >>> stricter = {"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}
    >>> record = {"id": "p-001", "certified_on": "2012-10-15"}
    >>> found = lssc.compare(record, policy_a="lssc-faq", policy_b=stricter, as_of="2016-12-01")
    >>> str(found.a.status), str(found.b.status), found.clause, str(found.lost)
    ('grace', 'lapsed', '4.10', 'renewable')
    """

def compare_many(records: RecordsLike, *, policy_a: PolicyLike, policy_b: PolicyLike, as_of: DayLike, catalog: CatalogLike | None = None, **unknown: "None") -> Comparisons:
    """
    Many records under two policies on one day, lazily and in order.

    `records` is what `assess_many` takes, and is taken in the same way: a record with faults gives an `LsscError` in its place,
    which is not raised; batches are compared without the GIL. `ComparisonTable` counts what comes of it.

    Raises `LsscError` at once for faults of `as_of`, `catalog` or one of the policies.

    >>> import lssc
    >>> people = [{"id": f"p-{year}", "certified_on": f"{year}-10-15"} for year in (2012, 2014)]
    >>> stricter = {"extends": "lssc-faq", "id": "no-grace", "renewal": {"grace_months": 0}}
    >>> table = lssc.ComparisonTable()
    >>> for found in lssc.compare_many(people, policy_a="lssc-faq", policy_b=stricter, as_of="2016-12-01"):
    ...     match found:
    ...         case lssc.Comparison():
    ...             table.add(found)
    ...         case lssc.LsscError(faults=faults):
    ...             print(faults)
    >>> table.records, table.count("grace", "lapsed"), table.lost(lssc.Standing.RENEWABLE)
    (2, 1, 1)
    """

def core_names() -> Names:
    """
    Every name of every enumeration of the core, for the test that compares `lssc._enums` with them.
    """

def further(operation: str, parts: ObjectLike) -> str:
    """
    The answer to an operation of `docs/operations.md`, as JSON text. Raises `LsscError` with every fault of its parts.
    """

def locate(text: bytes, path: str) -> tuple[int, int] | None:
    """
    The line and the column, both from 1, at which JSON text holds what a JSON Pointer names, or the nearest thing around
    it; `None` when the text is not JSON.
    """

def next_order_state(state_: str) -> OrderState | None:
    """
    The state that follows, or `None` after the last one.
    """

def order(people: PeopleLike, *, as_of: DayLike, policy: PolicyLike = ..., **unknown: "None") -> Order:
    """
    The purchase order by which an institution pays the applications of several people (RULES 6.2, FAQ 22).

    `people` is a list of `lssc.Person` or mappings with the keys `name`, `email` and `ala_member`, all three required; no
    email twice, whatever its case. None make an empty order. The order begins as `applied`; `Order.step` takes it on.

    Raises `LsscError` with every fault; the paths are `/people/0/email`, `/as_of`, `/policy/…`.

    >>> import lssc
    >>> people = [lssc.Person("Pat Doe", "pat@library.example", ala_member=True),
    ...           {"name": "Sam Roe", "email": "sam@library.example", "ala_member": False}]
    >>> order = lssc.order(people, as_of="2024-06-30")
    >>> order.total_cents, [str(line.basis) for line in order.lines]
    (67500, ['member', 'non-member'])
    >>> order = order.step("order-received")
    >>> order.step("paid")
    Traceback (most recent call last):
    ...
    lssc._faults.StepError: an order that is `order-received` becomes `invoiced` next, not `paid`
    """

def plan(record: RecordLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., **unknown: "None") -> Plan:
    """
    The cheapest way to complete what is missing, for an ALA member and for everybody else (RULES 6.4).

    What is on offer are the approvals of the catalog that have a price and are open on the day, and portfolios, unless the
    policy has closed that route. Each set is bought by itself. The arguments are those of `assess`.

    Raises `LsscError` with every fault of all of them, as `assess` does.

    >>> import lssc
    >>> catalog = lssc.Catalog([lssc.Approval("a-1", "technology", ["nku-tech"], "2023-09-01", price_cents=4500)])
    >>> found = lssc.plan({"id": "p-001", "admitted_on": "2024-01-15"}, as_of="2024-06-30", catalog=catalog)
    >>> found.as_non_member.total_cents, found.membership_saves_cents
    (34500, 5000)
    >>> [(str(item.route), item.approval) for item in found.as_member.items][:3]
    [('portfolio', None), ('portfolio', None), ('course', 'a-1')]
    """

def review(program: ProgramLike, *, policy: PolicyLike = ..., **unknown: "None") -> Review:
    """
    Whether every graduate of a program has what certification takes, and if not, one who has not (RULES 6.3, FAQ 12).

    `program` is a `Program` or a mapping with the keys `requirements` and `courses`. It is exact over every way of graduating.

    Raises `LsscError` with every fault; the paths are `/requirements/…`, `/courses/…`, `/policy/…`.

    >>> import lssc
    >>> every = [one.value for one in lssc.CompetencySet]
    >>> program = {"requirements": {"choose": 1, "from": [{"course": "all"}, {"course": "computers"}]},
    ...            "courses": {"all": every, "computers": ["technology"]}}
    >>> found = lssc.review(program)
    >>> found.qualifies, found.graduate, found.electives_missing
    (False, ('computers',), 3)
    """

def set_title(set: str) -> str:
    """
    The title of a competency set.
    """

def step_order(from_: str, to: str) -> OrderState:
    """
    The state of an order that is taken one step on.
    """

def summary(record: RecordLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., **unknown: "None") -> Summary:
    """
    Where somebody stands on one day, with the dates and cents that go with it, and without reasons: what an assessment
    says, for a fraction of its price.

    The arguments are those of `assess`. Raises `LsscError` as it does.

    >>> import lssc
    >>> found = lssc.summary({"id": "p-001", "certified_on": "2012-10-15"}, as_of="2016-01-31")
    >>> str(found.status), found.certification.last_day, found.total_cents
    ('renewal-open', datetime.date(2016, 12, 15), 35000)
    """

def summary_table(table: TableLike, *, as_of: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., carry: Carried | None = None, threads: SupportsIndex | None = None, **unknown: "None") -> AssessedTable:
    """
    Where everybody of a register stands as of one day, with the dates and cents that go with it, and without reasons: Arrow
    in, Arrow out.

    The arguments are those of `assess_table`, and the columns those of its columns that a `Summary` has, and `faults`. It
    takes a fraction of the time. Raises `LsscError` and `ValueError` as that does.

    >>> import lssc, pyarrow
    >>> people = pyarrow.table({"id": ["p-001", "p-002"], "certified_on": ["2012-10-15", "2012-15-10"]})
    >>> found = pyarrow.table(lssc.summary_table(people, as_of="2016-12-15"))
    >>> found["status"].to_pylist(), found["total_cents"].to_pylist()
    (['grace', None], [35000, None])
    """

def timeline(record: RecordLike, *, from_: DayLike, to: DayLike, catalog: CatalogLike | None = None, policy: PolicyLike = ..., **unknown: "None") -> Timeline:
    """
    Where somebody stood, stands and will stand (RULES 6.1).

    The days from `from_` to `to`, both inclusive, in stretches on which the status is the same: in order and without a gap. The
    status on each day is that of `assess` on that day. What is `because` of a stretch is the clause whose boundary began it
    (`4.10`), or the fact of the record (`/certified_on`). The other arguments are those of `assess`.

    Raises `LsscError` with every fault of all of them; `to` before `from_` is one, at `/to`.

    >>> import lssc
    >>> record = lssc.Record("p-001", admitted_on="2010-05-01", certified_on="2012-10-15")
    >>> for stretch in lssc.timeline(record, from_="2012-01-01", to="2017-12-31"):
    ...     print(stretch.from_, stretch.to, stretch.status, stretch.because)
    2012-01-01 2012-10-14 candidate None
    2012-10-15 2015-10-14 certified /certified_on
    2015-10-15 2016-10-15 renewal-open 4.10
    2016-10-16 2016-12-15 grace 4.10
    2016-12-16 2017-12-31 lapsed 4.10
    """

def verified(decision: TextLike) -> str:
    """
    What differs when a kept decision, which is JSON text, is made again: likewise.
    """
