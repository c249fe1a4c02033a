//! What the office has approved: courses, alone or in bundles, and recognition agreements (RULES 3.2).
//!
//! ```
//! use lssc_core::Catalog;
//! let catalog: Catalog = serde_json::from_str(
//!     r#"{"approvals": [{"id": "a-1", "set": "Technology", "courses": ["nku-tech"], "approved_on": "2010-09-01"}]}"#,
//! )?;
//! assert_eq!(catalog.approvals().len(), 1);
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::ops::Deref;

use crate::competency::{CompetencySet, CompetencySets};
use crate::date::Date;
use crate::fault::{Fault, Faults, Problem};
use crate::list::{self, Entries, by_name, check_length};
use crate::object::{carried_by, object};
use crate::quantity::Cents;
use crate::text::{Id, Text};

/// The most courses one approval may bundle.
pub(crate) const MAX_BUNDLE: usize = 8;

object! {
    /// A course, or a bundle of courses, approved for a competency set (RULES 3.2, FAQ 10).
    ///
    /// What an [`Approval`] is made of.
    pub struct ApprovalParts {
        /// Its id, unique among approvals.
        required id: Id,
        /// The set it gives.
        required set: CompetencySet,
        /// The courses that give the set, all of them together: 1 to 8, none twice.
        #[cfg_attr(feature = "schema", schemars(extend("minItems" = 1, "maxItems" = MAX_BUNDLE, "uniqueItems" = true)))]
        required courses: Entries<Id>,
        /// The first day of the approval.
        required approved_on: Date,
        /// The last day on which a completion counts.
        optional expires_on: Date,
        /// Who offers it.
        optional provider: Text,
        /// What it is called.
        optional title: Text,
        /// What the provider asks for it; never part of the program's own fees (FAQ 21).
        optional price_cents: Cents,
    }
}

/// A course, or a bundle of courses, approved for a competency set (RULES 3.2, FAQ 10). Reads as
/// [`ApprovalParts`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Approval(ApprovalParts);

impl Approval {
    /// The approval of these parts.
    ///
    /// # Errors
    /// `bad-length` for no course or more than eight, `duplicate` for a course twice, `conflict` for an
    /// `expires_on` before `approved_on`, `out-of-range` for a price above 10^9 cents or a date that no input may hold.
    pub fn new(parts: ApprovalParts) -> Result<Self, Problem> {
        Self::check(&parts)?;
        Ok(Self(parts))
    }

    /// The approval of parts that fit together.
    pub(crate) fn of_checked(parts: ApprovalParts) -> Self {
        debug_assert_eq!(Self::check(&parts), Ok(()));
        Self(parts)
    }

    fn check(parts: &ApprovalParts) -> Result<(), Problem> {
        check_length(parts.courses.len(), 1, MAX_BUNDLE)?;
        // There are few of them.
        let mut courses = parts.courses.iter().zip(0..);
        let again = courses.find(|&(course, place)| parts.courses.iter().take(place).any(|c| c == course));
        if let Some((course, _)) = again {
            return Err(Problem::duplicate(course.as_str()));
        }
        check_dates([Some(parts.approved_on), parts.expires_on])?;
        check_end(parts.approved_on, "approved_on", parts.expires_on, "expires_on")?;
        parts.price_cents.map_or(Ok(()), Cents::check_input)
    }
}

impl Deref for Approval {
    type Target = ApprovalParts;

    fn deref(&self) -> &ApprovalParts {
        &self.0
    }
}

impl TryFrom<ApprovalParts> for Approval {
    type Error = Problem;

    fn try_from(parts: ApprovalParts) -> Result<Self, Problem> {
        Self::new(parts)
    }
}

impl From<&Approval> for ApprovalParts {
    fn from(approval: &Approval) -> Self {
        approval.0.clone()
    }
}
carried_by!(Approval, ApprovalParts);

object! {
    /// A degree or certificate recognition agreement with a college (RULES 3.2, FAQ 12).
    ///
    /// What an [`Agreement`] is made of.
    pub struct AgreementParts {
        /// Its id, unique among agreements.
        required id: Id,
        /// The college.
        required college: Text,
        /// The degree or certificate program.
        optional program: Text,
        /// The first day of the agreement.
        required effective_on: Date,
        /// The first day of graduation that it recognizes; without one, the policy's look-back decides.
        optional graduates_from: Date,
        /// The last day of graduation that it recognizes.
        optional ended_on: Date,
        /// The sets its graduates have.
        required covers: CompetencySets,
    }
}

/// A degree or certificate recognition agreement with a college (RULES 3.2, FAQ 12). Reads as
/// [`AgreementParts`].
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Agreement(AgreementParts);

impl Agreement {
    /// The agreement of these parts.
    ///
    /// # Errors
    /// `conflict` for an `ended_on` before `effective_on`, `out-of-range` for a date that no input may hold.
    pub fn new(parts: AgreementParts) -> Result<Self, Problem> {
        Self::check(&parts)?;
        Ok(Self(parts))
    }

    /// The agreement of parts that fit together.
    pub(crate) fn of_checked(parts: AgreementParts) -> Self {
        debug_assert_eq!(Self::check(&parts), Ok(()));
        Self(parts)
    }

    fn check(parts: &AgreementParts) -> Result<(), Problem> {
        check_dates([Some(parts.effective_on), parts.graduates_from, parts.ended_on])?;
        check_end(parts.effective_on, "effective_on", parts.ended_on, "ended_on")
    }
}

impl Deref for Agreement {
    type Target = AgreementParts;

    fn deref(&self) -> &AgreementParts {
        &self.0
    }
}

impl TryFrom<AgreementParts> for Agreement {
    type Error = Problem;

    fn try_from(parts: AgreementParts) -> Result<Self, Problem> {
        Self::new(parts)
    }
}

impl From<&Agreement> for AgreementParts {
    fn from(agreement: &Agreement) -> Self {
        agreement.0.clone()
    }
}
carried_by!(Agreement, AgreementParts);

/// Whether inputs may hold these dates, which may have been computed.
fn check_dates<const N: usize>(dates: [Option<Date>; N]) -> Result<(), Problem> {
    dates.into_iter().flatten().try_for_each(Date::check_input)
}

pub(crate) fn check_end(
    start: Date,
    start_key: &'static str,
    end: Option<Date>,
    end_key: &'static str,
) -> Result<(), Problem> {
    match end {
        Some(end) if end < start => Err(Problem::earlier(end, end_key, start, start_key)),
        _ => Ok(()),
    }
}

object! {
    /// What the office has approved; ids are unique in each list (RULES 3.2).
    pub(crate) struct CatalogWire {
        /// The courses and bundles approved.
        optional approvals: Entries<Approval>,
        /// The recognition agreements.
        optional agreements: Entries<Agreement>,
    }
}

/// What the office has approved; ids are unique in each list (RULES 3.2).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Catalog {
    approvals: Entries<Approval>,
    agreements: Entries<Agreement>,
    /// The places of the approvals, by their first course.
    by_first_course: Box<[usize]>,
    /// A course and the place of an approval that names it, in order.
    by_course: Box<[(Id, usize)]>,
    /// The places of the agreements, by id.
    by_id: Box<[usize]>,
}

impl Catalog {
    /// The catalog of these approvals and agreements.
    ///
    /// # Errors
    /// A `duplicate` at each later one of an id, in both lists.
    pub fn new(approvals: Entries<Approval>, agreements: Entries<Agreement>) -> Result<Self, Faults> {
        Self::check(&approvals, &agreements)?;
        Ok(Self::of_checked(approvals, agreements))
    }

    fn check(approvals: &[Approval], agreements: &[Agreement]) -> Result<(), Faults> {
        let approvals: Vec<_> = approvals.iter().map(|approval| Some(&approval.id)).collect();
        let agreements: Vec<_> = agreements.iter().map(|agreement| Some(&agreement.id)).collect();
        let mut faults = Vec::new();
        for (list, ids) in [("approvals", approvals), ("agreements", agreements)] {
            let fault = |(place, problem)| Fault::new(format!("/{list}/{place}/id"), problem);
            faults.extend(duplicates(&ids).into_iter().map(fault));
        }
        Faults::none_or(faults)
    }

    /// The catalog of entries whose ids are unique.
    pub(crate) fn of_checked(approvals: Entries<Approval>, agreements: Entries<Agreement>) -> Self {
        debug_assert_eq!(Self::check(&approvals, &agreements), Ok(()));
        let places = |names: &mut dyn Iterator<Item = Option<&Id>>| -> Box<[usize]> {
            by_name(&mut names.map(|id| id.map(Id::as_str))).into_iter().map(|(_, place)| place).collect()
        };
        let by_first_course = places(&mut approvals.iter().map(|approval| approval.courses.first()));
        let by_id = places(&mut agreements.iter().map(|agreement| Some(&agreement.id)));
        let mut named: Vec<(&Id, usize)> = Vec::new();
        for (approval, place) in approvals.iter().zip(0..) {
            named.extend(approval.courses.iter().map(|course| (course, place)));
        }
        let by_course: Box<[(Id, usize)]> = places(&mut named.iter().map(|&(course, _)| Some(course)))
            .iter()
            .filter_map(|&nth| named.get(nth).map(|&(course, place)| (course.clone(), place)))
            .collect();
        Self { approvals, agreements, by_first_course, by_course, by_id }
    }

    /// The approvals, as they were given.
    #[must_use]
    pub fn approvals(&self) -> &[Approval] {
        &self.approvals
    }

    /// The agreements, as they were given.
    #[must_use]
    pub fn agreements(&self) -> &[Agreement] {
        &self.agreements
    }

    /// The approvals whose first course is `course`: every approval is found under one course.
    pub(crate) fn starting_with(&self, course: &Id) -> impl Iterator<Item = &Approval> {
        let first = |&place: &usize| self.approvals.get(place).and_then(|approval| approval.courses.first());
        let start = self.by_first_course.partition_point(|place| first(place) < Some(course));
        let rest = self.by_first_course.get(start..).unwrap_or_default();
        rest.iter()
            .take_while(move |place| first(place) == Some(course))
            .filter_map(|&place| self.approvals.get(place))
    }

    /// The approvals that name `course`.
    pub(crate) fn naming(&self, course: &Id) -> impl Iterator<Item = &Approval> {
        let start = self.by_course.partition_point(|(named, _)| named < course);
        let rest = self.by_course.get(start..).unwrap_or_default();
        rest.iter()
            .take_while(move |(named, _)| named == course)
            .filter_map(|&(_, place)| self.approvals.get(place))
    }

    /// The agreement of this id.
    #[must_use]
    pub fn agreement(&self, id: &Id) -> Option<&Agreement> {
        let id_at = |&place: &usize| self.agreements.get(place).map(|agreement| &agreement.id);
        let start = self.by_id.partition_point(|place| id_at(place) < Some(id));
        self.by_id
            .get(start)
            .and_then(|&place| self.agreements.get(place))
            .filter(|agreement| agreement.id == *id)
    }
}

/// The ids that repeat an earlier one, by their places; `None` stands for an id that is faulty itself.
pub(crate) fn duplicates(ids: &[Option<&Id>]) -> Vec<(usize, Problem)> {
    let repeated = list::repeated(&mut ids.iter().map(|id| id.map(Id::as_str)));
    let mut duplicates = Vec::new();
    for ((id, is_repeated), place) in ids.iter().zip(repeated).zip(0..) {
        if let (Some(id), true) = (id, is_repeated) {
            duplicates.push((place, Problem::duplicate(id.as_str())));
        }
    }
    duplicates
}

impl serde::Serialize for Catalog {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fn given<T: Clone>(list: &Entries<T>) -> Option<Entries<T>> {
            if list.is_empty() { None } else { Some(list.clone()) }
        }
        CatalogWire { approvals: given(&self.approvals), agreements: given(&self.agreements) }
            .serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Catalog {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let CatalogWire { approvals, agreements } = CatalogWire::deserialize(deserializer)?;
        Self::new(approvals.unwrap_or_default(), agreements.unwrap_or_default()).map_err(D::Error::custom)
    }
}
