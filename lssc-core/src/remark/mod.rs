//! Remarks on a policy: what no one can satisfy, what has no effect, and what happens to somebody though the numbers do not
//! look so. A remark is no fault: the policy is taken at its word.
//!
//! Each claim comes with an example person who can be assessed to see it:
//!
//! ```
//! use lssc_core::{Policy, RemarkKind, Status};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let state = Policy::from_json(
//!     br#"{"extends": "lssc-faq", "id": "my-state", "renewal": {"grace_months": 60}}"#,
//! )?;
//! let remarks = state.remarks();
//! let late = remarks.last().ok_or("there are remarks")?;
//! assert_eq!((late.code().as_str(), late.kind()), ("term-over-when-renewed", RemarkKind::Surprising));
//! let example = late.example();
//! assert_eq!(example.assess(&state).status, Status::Lapsed);
//! println!("{}", late.message());
//! # Ok(())
//! # }
//! ```

mod codes;
mod completion;
mod days;
mod eligibility;
mod fees;
mod hours;
mod observation;
mod people;
mod sentence;
mod window;

pub use codes::{RemarkCode, RemarkKind};
pub use observation::{Observation, UnitWorth};

use crate::assessment::{Assessment, assess};
use crate::catalog::Catalog;
use crate::clause::Clause;
use crate::date::Date;
use crate::policy::{Edition, Parameter, Policy, PolicyParts};
use crate::record::Record;

/// A person by whom a remark can be seen.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Example {
    /// What is known of the person.
    pub record: Record,
    /// What the office has approved.
    pub catalog: Catalog,
    /// The day on which it shows.
    pub as_of: Date,
}

impl Example {
    /// Where the person stands under a policy.
    #[must_use]
    pub fn assess(&self, policy: &Policy) -> Assessment {
        assess(&self.record, &self.catalog, policy, self.as_of)
    }
}

/// One remark on a policy, with the person who shows it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Remark {
    observation: Observation,
    example: Example,
    otherwise: Option<Box<Policy>>,
}

impl Remark {
    fn new(observation: Observation, example: Example) -> Self {
        Self { observation, example, otherwise: None }
    }

    /// A remark that the policy decides everything as this other one does.
    fn without_effect(observation: Observation, example: Example, otherwise: PolicyParts) -> Self {
        Self { observation, example, otherwise: Some(Box::new(Policy::of_checked(otherwise))) }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> RemarkCode {
        self.observation.code()
    }

    /// What it claims.
    #[must_use]
    pub const fn kind(&self) -> RemarkKind {
        self.code().kind()
    }

    /// The clause of RULES that makes it so; `None` for a policy as a whole.
    #[must_use]
    pub const fn clause(&self) -> Option<Clause> {
        self.code().clause()
    }

    /// What is remarked, to match on.
    #[must_use]
    pub const fn observation(&self) -> &Observation {
        &self.observation
    }

    /// The parameters whose values make it so; none for a policy as a whole.
    #[must_use]
    pub const fn parameters(&self) -> &'static [Parameter] {
        self.observation.parameters()
    }

    /// What it says, in one English sentence, which may change.
    #[must_use]
    pub fn message(&self) -> String {
        self.observation.to_string()
    }

    /// Of what is [`Impossible`](RemarkKind::Impossible), somebody who does as much as can be and is refused; of what has
    /// [no effect](RemarkKind::NoEffect), somebody for whom it might be thought to have one; of what is
    /// [`Surprising`](RemarkKind::Surprising), somebody to whom it happens.
    #[must_use]
    pub const fn example(&self) -> &Example {
        &self.example
    }

    /// Of what has [no effect](RemarkKind::NoEffect): a policy with other values that decides the same of everybody. What
    /// merely repeats or counts up such a value may differ: the hours within other years, hours counted where none are asked
    /// for, hours required, credit in sets that play no part, sets missing as required instead of as electives.
    #[must_use]
    pub fn otherwise(&self) -> Option<&Policy> {
        self.otherwise.as_deref()
    }
}

impl Policy {
    /// What no one can satisfy, what has no effect, and what is surprising about this policy, in the order of
    /// [`RemarkCode`]. That there is none does not make a policy a good one.
    #[must_use]
    pub fn remarks(&self) -> Vec<Remark> {
        let mut found = Vec::new();
        eligibility::remarks(self, &mut found);
        completion::remarks(self, &mut found);
        window::remarks(self, &mut found);
        hours::remarks(self, &mut found);
        fees::remarks(self, &mut found);
        found.extend(same_as_shipped(self));
        found.sort_by_key(Remark::code);
        found
    }
}

/// A shipped policy by another name.
fn same_as_shipped(policy: &Policy) -> Option<Remark> {
    let renamed = |edition: Edition| {
        let shipped = Policy::from(edition).into_parts();
        PolicyParts { id: policy.id.clone(), title: policy.title.clone(), ..shipped }
    };
    let edition = *Edition::ALL.iter().find(|&&edition| renamed(edition) == **policy)?;
    if policy.id.as_str() == edition.as_str() {
        return None;
    }
    let on = days::certified_with_terms(policy, 1);
    let holder = people::example(people::certified(on, &[]), on);
    let otherwise = Policy::from(edition).into_parts();
    Some(Remark::without_effect(Observation::SameAsShipped { edition }, holder, otherwise))
}
