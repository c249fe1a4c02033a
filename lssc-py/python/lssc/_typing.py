"""The types of arguments and attributes, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import datetime

    from lssc._enums import CompetencySet, Edition, Education, Goal, Standing, Status
    from lssc._faults import LsscError
    from lssc._inputs import (
        Activity,
        Agreement,
        Approval,
        CourseCompletion,
        Degree,
        Experience,
        Membership,
        Person,
        Portfolio,
        Renewal,
    )
    from lssc._native import Assessment, Catalog, Policy, Program, Record
    from lssc._remarks import Remark
    from lssc._results import Finding, Parameter
    from lssc._services import Change, Comparison, StatusCount, Stretch


class ArrowStream(Protocol):
    """Anything with an Arrow stream: a table of polars, pyarrow, pandas 3, duckdb ..."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The stream, in a PyCapsule."""


JsonObject: TypeAlias = "dict[str, Any]"
State: TypeAlias = "tuple[Any, ...]"
Names: TypeAlias = "dict[str, tuple[str, ...]]"
RecordKeys: TypeAlias = tuple[
    Literal["id"],
    Literal["education"],
    Literal["position_requires_mls"],
    Literal["experience"],
    Literal["ala_membership"],
    Literal["applied_on"],
    Literal["admitted_on"],
    Literal["certified_on"],
    Literal["courses"],
    Literal["portfolios"],
    Literal["degrees"],
    Literal["renewals"],
    Literal["activities"],
]
CatalogKeys: TypeAlias = tuple[
    Literal["approvals"],
    Literal["agreements"],
]
PolicyKeys: TypeAlias = tuple[
    Literal["id"],
    Literal["title"],
]
ProgramKeys: TypeAlias = tuple[
    Literal["requirements"],
    Literal["courses"],
]
AssessmentKeys: TypeAlias = tuple[
    Literal["record"],
    Literal["policy"],
    Literal["as_of"],
    Literal["status"],
    Literal["eligibility"],
    Literal["candidacy"],
    Literal["completion"],
    Literal["certification"],
    Literal["renewal"],
    Literal["fees"],
    Literal["unknowns"],
    Literal["findings"],
    Literal["next_date"],
]
SummaryKeys: TypeAlias = tuple[
    Literal["status"],
    Literal["eligibility"],
    Literal["counted_hours"],
    Literal["deadline"],
    Literal["completion"],
    Literal["completed_on"],
    Literal["certification"],
    Literal["total_cents"],
    Literal["next_date"],
]

Texts: TypeAlias = "tuple[str, ...]"
Findings: TypeAlias = "tuple[Finding, ...]"
Parameters: TypeAlias = "tuple[Parameter, ...]"
Remarks: TypeAlias = "tuple[Remark, ...]"
Assessed: TypeAlias = "Assessment | LsscError"
Timeline: TypeAlias = "list[Stretch]"
Changes: TypeAlias = "list[Change]"
Covers: TypeAlias = "dict[str, tuple[CompetencySet, ...]]"
ComparedOrNot: TypeAlias = "Comparison | LsscError"
StatusCounts: TypeAlias = "tuple[StatusCount, ...]"

Experiences: TypeAlias = "tuple[Experience, ...] | None"
Memberships: TypeAlias = "tuple[Membership, ...] | None"
Courses: TypeAlias = "tuple[CourseCompletion, ...] | None"
Portfolios: TypeAlias = "tuple[Portfolio, ...] | None"
Degrees: TypeAlias = "tuple[Degree, ...] | None"
Renewals: TypeAlias = "tuple[Renewal, ...] | None"
Activities: TypeAlias = "tuple[Activity, ...] | None"
Approvals: TypeAlias = "tuple[Approval, ...]"
Agreements: TypeAlias = "tuple[Agreement, ...]"

ObjectLike: TypeAlias = "Mapping[str, object]"
TextLike: TypeAlias = "str | bytes"
DayLike: TypeAlias = "datetime.date | str"
EducationLike: TypeAlias = "Education | str"
EditionLike: TypeAlias = "Edition | str"
ExperiencesLike: TypeAlias = "Sequence[Experience | ObjectLike]"
MembershipsLike: TypeAlias = "Sequence[Membership | ObjectLike]"
CoursesLike: TypeAlias = "Sequence[CourseCompletion | ObjectLike]"
PortfoliosLike: TypeAlias = "Sequence[Portfolio | ObjectLike]"
DegreesLike: TypeAlias = "Sequence[Degree | ObjectLike]"
RenewalsLike: TypeAlias = "Sequence[Renewal | ObjectLike]"
ActivitiesLike: TypeAlias = "Sequence[Activity | ObjectLike]"
ApprovalsLike: TypeAlias = "Sequence[Approval | ObjectLike]"
AgreementsLike: TypeAlias = "Sequence[Agreement | ObjectLike]"
RecordLike: TypeAlias = "Record | ObjectLike"
RecordsLike: TypeAlias = "Iterable[Record | ObjectLike | str | bytes]"
CatalogLike: TypeAlias = "Catalog | ObjectLike"
PolicyLike: TypeAlias = "Policy | ObjectLike | str | None"
PeopleLike: TypeAlias = "Sequence[Person | ObjectLike]"
ProgramLike: TypeAlias = "Program | ObjectLike"
CoversLike: TypeAlias = "Mapping[str, Sequence[CompetencySet | str]]"
StatusLike: TypeAlias = "Status | str"
StandingLike: TypeAlias = "Standing | str"
GoalLike: TypeAlias = "Goal | str"
TableLike: TypeAlias = "ArrowStream"
Carried: TypeAlias = "Sequence[str]"
