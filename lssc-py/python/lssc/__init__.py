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
table. Clause numbers (`RULES 4.5`) point into `docs/RULES.md`; `FAQ 16` is an item of the published FAQ.
"""

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
    Outcome,
    RejectionReason,
    Route,
    Status,
    Verdict,
)
from lssc._faults import Fault, LsscError
from lssc._inputs import (
    Activity,
    Agreement,
    Approval,
    CourseCompletion,
    Degree,
    Experience,
    Membership,
    Portfolio,
    Renewal,
)
from lssc._native import (
    AssessedTable,
    Assessment,
    Assessments,
    Catalog,
    Policy,
    Record,
    Session,
    __version__,
    assess,
    assess_many,
    assess_table,
    locate,
)
from lssc._results import (
    Accepted,
    Candidacy,
    Certification,
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
    "CompetencySet",
    "Completion",
    "CourseCompletion",
    "Credit",
    "Degree",
    "Edition",
    "Education",
    "Eligibility",
    "Experience",
    "ExperienceResult",
    "Fault",
    "FaultCode",
    "FeeItem",
    "FeeLine",
    "Fees",
    "Finding",
    "FindingCode",
    "FindingOutcome",
    "HoursCount",
    "LsscError",
    "Membership",
    "Milestone",
    "NextDate",
    "Outcome",
    "Parameter",
    "Policy",
    "Portfolio",
    "Record",
    "Rejected",
    "RejectionReason",
    "Renewal",
    "RenewalResult",
    "Route",
    "Session",
    "Status",
    "Verdict",
    "Window",
    "__version__",
    "assess",
    "assess_many",
    "assess_table",
    "locate",
]
