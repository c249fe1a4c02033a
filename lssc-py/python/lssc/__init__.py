"""The rules of the Library Support Staff Certification: who is eligible, what counts, what it costs, and why.

>>> import lssc
>>> record = lssc.Record("p-001", certified_on="2012-10-15", activities=[
...     {"completed_on": "2015-03-02", "quantity": 31.5, "unit": "contact-hour", "sets": ["technology"]},
... ])
>>> found = lssc.assess(record, as_of="2016-12-15")
>>> found.status
<Status.GRACE: 'grace'>
>>> [finding.message for finding in found.findings if finding.rule == "renewal.contact-hours"]
['31.5 of 32 contact hours between 2012-10-15 and 2016-12-15; 0.5 missing']

`assess` decides one record, `assess_many` any iterable of them, `assess_table` a whole register as an Arrow
table; `summary` and `summary_table` say where people stand without the reasons, for a fraction of the price.
What people ask next (RULES 6) are `timeline`, `plan` and `calendar` of a record, `compare` of two policies,
`order` for an institution, and `review` of a program of study. Clause numbers (`RULES 4.5`) point into
`docs/RULES.md`; `FAQ 16` is an item of the published FAQ.
"""

from lssc._native import (
    AssessedTable,
    Assessment,
    Assessments,
    Catalog,
    Comparisons,
    ComparisonTable,
    Policy,
    Program,
    Record,
    Session,
    Summary,
    __version__,
    assess,
    assess_many,
    assess_table,
    calendar,
    calendar_many,
    compare,
    compare_many,
    locate,
    order,
    plan,
    review,
    summary,
    summary_table,
    timeline,
)

# As `typing` has it, which takes longer to import than all of this.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from lssc._enums import (
        ActivityUnit,
        Basis,
        CompetencySet,
        Edition,
        Education,
        FaultCode,
        FeeItem,
        FindingCode,
        FindingOutcome,
        Milestone,
        OrderState,
        Outcome,
        RejectionReason,
        RemarkCode,
        RemarkKind,
        Route,
        Standing,
        Status,
        Verdict,
    )
    from lssc._faults import Fault, LsscError, StepError
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
    from lssc._remarks import Example, Remark
    from lssc._results import (
        Accepted,
        Candidacy,
        Certification,
        CertificationSummary,
        Completion,
        Credit,
        Eligibility,
        ExperienceResult,
        FeeLine,
        Fees,
        Finding,
        HoursCount,
        NextDate,
        Parameter,
        Rejected,
        RenewalResult,
        Window,
    )
    from lssc._services import (
        Change,
        Compared,
        Comparison,
        FeesChange,
        MakeCompulsory,
        Matrix,
        MatrixRow,
        Order,
        OrderLine,
        Plan,
        PlanItem,
        Purchase,
        RaiseChoice,
        RemoveBranch,
        Review,
        StatusCount,
        Stretch,
    )

__all__ = [
    "Accepted",
    "Activity",
    "ActivityUnit",
    "Agreement",
    "Approval",
    "AssessedTable",
    "Assessment",
    "Assessments",
    "Basis",
    "Candidacy",
    "Catalog",
    "Certification",
    "CertificationSummary",
    "Change",
    "Compared",
    "Comparison",
    "ComparisonTable",
    "Comparisons",
    "CompetencySet",
    "Completion",
    "CourseCompletion",
    "Credit",
    "Degree",
    "Edition",
    "Education",
    "Eligibility",
    "Example",
    "Experience",
    "ExperienceResult",
    "Fault",
    "FaultCode",
    "FeeItem",
    "FeeLine",
    "Fees",
    "FeesChange",
    "Finding",
    "FindingCode",
    "FindingOutcome",
    "HoursCount",
    "LsscError",
    "MakeCompulsory",
    "Matrix",
    "MatrixRow",
    "Membership",
    "Milestone",
    "NextDate",
    "Order",
    "OrderLine",
    "OrderState",
    "Outcome",
    "Parameter",
    "Person",
    "Plan",
    "PlanItem",
    "Policy",
    "Portfolio",
    "Program",
    "Purchase",
    "RaiseChoice",
    "Record",
    "Rejected",
    "RejectionReason",
    "Remark",
    "RemarkCode",
    "RemarkKind",
    "RemoveBranch",
    "Renewal",
    "RenewalResult",
    "Review",
    "Route",
    "Session",
    "Standing",
    "Status",
    "StatusCount",
    "StepError",
    "Stretch",
    "Summary",
    "Verdict",
    "Window",
    "__version__",
    "assess",
    "assess_many",
    "assess_table",
    "calendar",
    "calendar_many",
    "compare",
    "compare_many",
    "locate",
    "order",
    "plan",
    "review",
    "summary",
    "summary_table",
    "timeline",
]

_MODULES = ("lssc._enums", "lssc._faults", "lssc._inputs", "lssc._remarks", "lssc._results", "lssc._services")


def __getattr__(name: str) -> object:
    """What is written in Python is imported when it is first asked for: most programs need little of it."""
    if name in __all__:
        from importlib import import_module

        for module in _MODULES:
            value = getattr(import_module(module), name, None)
            if value is not None:
                globals()[name] = value
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__} - {"TYPE_CHECKING"})
