//! Values of Python's own classes that cross as they are, each with the type that the stubs name.

use std::convert::Infallible;

use lssc_core::Date;
use pyo3::prelude::*;
use pyo3::types::PyDate;

macro_rules! shown {
    ($($(#[$doc:meta])* $name:ident is $module:literal $class:literal;)+) => {$(
        $(#[$doc])*
        pub struct $name<'py>(pub Bound<'py, PyAny>);

        impl<'py> IntoPyObject<'py> for $name<'py> {
            type Target = PyAny;
            type Output = Bound<'py, PyAny>;
            type Error = Infallible;
            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!($module, $class);

            fn into_pyobject(self, _py: Python<'py>) -> Result<Self::Output, Infallible> {
                Ok(self.0)
            }
        }

        impl<'py> FromPyObject<'_, 'py> for $name<'py> {
            type Error = Infallible;
            #[cfg(feature = "stubs")]
            const INPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!($module, $class);

            fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Infallible> {
                Ok(Self(object.to_owned()))
            }
        }
    )+};
}

shown! {
    // What results hold.
    Status is "lssc._enums" "Status";
    Verdict is "lssc._enums" "Verdict";
    EducationName is "lssc._enums" "Education";
    Eligibility is "lssc._results" "Eligibility";
    Candidacy is "lssc._results" "Candidacy";
    Completion is "lssc._results" "Completion";
    Certification is "lssc._results" "Certification";
    CertificationSummary is "lssc._results" "CertificationSummary";
    RenewalResult is "lssc._results" "RenewalResult";
    Fees is "lssc._results" "Fees";
    Texts is "lssc._typing" "Texts";
    Findings is "lssc._typing" "Findings";
    NextDate is "lssc._results" "NextDate";
    Parameters is "lssc._typing" "Parameters";
    Remarks is "lssc._typing" "Remarks";
    Day is "datetime" "date";
    Assessed is "lssc._typing" "Assessed";
    JsonObject is "lssc._typing" "JsonObject";
    State is "lssc._typing" "State";
    Names is "lssc._typing" "Names";
    RecordKeys is "lssc._typing" "RecordKeys";
    CatalogKeys is "lssc._typing" "CatalogKeys";
    PolicyKeys is "lssc._typing" "PolicyKeys";
    AssessmentKeys is "lssc._typing" "AssessmentKeys";
    SummaryKeys is "lssc._typing" "SummaryKeys";
    // What the services give.
    Timeline is "lssc._typing" "Timeline";
    Order is "lssc._services" "Order";
    OrderState is "lssc._enums" "OrderState";
    Review is "lssc._services" "Review";
    Matrix is "lssc._services" "Matrix";
    Changes is "lssc._typing" "Changes";
    Plan is "lssc._services" "Plan";
    Comparison is "lssc._services" "Comparison";
    ComparedOrNot is "lssc._typing" "ComparedOrNot";
    StatusCounts is "lssc._typing" "StatusCounts";
    FeesChange is "lssc._services" "FeesChange";
    Covers is "lssc._typing" "Covers";
    ProgramKeys is "lssc._typing" "ProgramKeys";
    // The lists of a record and of a catalog.
    Experiences is "lssc._typing" "Experiences";
    Memberships is "lssc._typing" "Memberships";
    Courses is "lssc._typing" "Courses";
    Portfolios is "lssc._typing" "Portfolios";
    Degrees is "lssc._typing" "Degrees";
    Renewals is "lssc._typing" "Renewals";
    Activities is "lssc._typing" "Activities";
    Approvals is "lssc._typing" "Approvals";
    Agreements is "lssc._typing" "Agreements";
    // What arguments take.
    IdLike is "builtins" "str";
    EducationLike is "lssc._typing" "EducationLike";
    BoolLike is "builtins" "bool";
    DayLike is "lssc._typing" "DayLike";
    ExperiencesLike is "lssc._typing" "ExperiencesLike";
    MembershipsLike is "lssc._typing" "MembershipsLike";
    CoursesLike is "lssc._typing" "CoursesLike";
    PortfoliosLike is "lssc._typing" "PortfoliosLike";
    DegreesLike is "lssc._typing" "DegreesLike";
    RenewalsLike is "lssc._typing" "RenewalsLike";
    ActivitiesLike is "lssc._typing" "ActivitiesLike";
    ApprovalsLike is "lssc._typing" "ApprovalsLike";
    AgreementsLike is "lssc._typing" "AgreementsLike";
    ObjectLike is "lssc._typing" "ObjectLike";
    TextLike is "lssc._typing" "TextLike";
    RecordLike is "lssc._typing" "RecordLike";
    RecordsLike is "lssc._typing" "RecordsLike";
    CatalogLike is "lssc._typing" "CatalogLike";
    EditionLike is "lssc._typing" "EditionLike";
    TableLike is "lssc._typing" "TableLike";
    Carried is "lssc._typing" "Carried";
    PeopleLike is "lssc._typing" "PeopleLike";
    ProgramLike is "lssc._typing" "ProgramLike";
    CoversLike is "lssc._typing" "CoversLike";
    StatusLike is "lssc._typing" "StatusLike";
    ClauseLike is "builtins" "str";
    StandingLike is "lssc._typing" "StandingLike";
    Anything is "builtins" "object";
}

/// The policy that a function is given; without one, or with `None`, the core's default.
pub struct PolicyLike<'py>(pub Option<Bound<'py, PyAny>>);

impl PolicyLike<'_> {
    pub const DEFAULT: Self = Self(None);
}

impl<'py> FromPyObject<'_, 'py> for PolicyLike<'py> {
    type Error = Infallible;
    #[cfg(feature = "stubs")]
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_identifier!("lssc._typing", "PolicyLike");

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self((!object.is_none()).then(|| object.to_owned())))
    }
}

/// A date of the core as one of Python's.
pub fn date(py: Python<'_>, date: Date) -> PyResult<Bound<'_, PyDate>> {
    // Months and days of a date fit.
    let [month, day] = [date.month(), date.day()].map(|part| u8::try_from(part).unwrap_or_default());
    PyDate::new(py, date.year(), month, day)
}

/// A date that may be absent.
pub fn optional_date(py: Python<'_>, given: Option<Date>) -> PyResult<Option<Bound<'_, PyDate>>> {
    given.map(|given| date(py, given)).transpose()
}
