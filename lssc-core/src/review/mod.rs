//! Does every graduate of a program have what certification takes (RULES 6.3, FAQ 12)?
//!
//! The requirements are a tree: a course, all of several branches, or some of several. Whoever takes more courses
//! satisfies no less of it, so the question need not be asked of every way of graduating: a set can be missed exactly if
//! all the courses that do not cover it suffice to graduate; and electives can be too few exactly if, for one choice of
//! too few of them, all the courses that cover no other elective suffice. Each of these is one walk over the tree, at
//! most 252 of them for the electives, and together they are exact.
//!
//! ```
//! use lssc_core::{CompetencySet, Policy, Program, Requirement, review};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let course = |id: &str| id.parse().map(Requirement::course);
//! let program = Program::new(
//!     Requirement::all(vec![
//!         course("core")?,
//!         Requirement::choose(1, vec![course("computers")?, course("storytelling")?])?,
//!     ])?,
//!     vec![
//!         ("core".parse()?, CompetencySet::ALL.into_iter().filter(|&set| set != CompetencySet::Technology).collect()),
//!         ("computers".parse()?, [CompetencySet::Technology].into_iter().collect()),
//!         ("storytelling".parse()?, [CompetencySet::YouthServices].into_iter().collect()),
//!     ],
//! )?;
//! let answer = review(&program, &Policy::default());
//! assert!(!answer.qualifies);
//! assert_eq!(answer.graduate, Some(vec!["core".parse()?, "storytelling".parse()?]));
//! assert!(answer.missing_required.contains(CompetencySet::Technology));
//! # Ok(())
//! # }
//! ```

mod changes;
mod gap;
mod matrix;
mod program;
mod requirement;
mod tree;

use serde::Serialize;

pub use changes::{Change, closing_changes};
pub use matrix::{Matrix, MatrixRow, matrix};
pub use program::Program;
pub use requirement::Requirement;
pub(crate) use requirement::{check_choose, check_size};

use crate::competency::CompetencySets;
use crate::policy::Policy;
use crate::text::Id;

/// Whether every graduate of a program has what certification takes, and if not, one who has not (RULES 6.3).
///
/// Serializes to the bytes of the specification.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Review {
    /// Whether every way of graduating covers all required sets and enough electives.
    pub qualifies: bool,
    /// The courses of one graduate who misses something, none of which could be left out, in the order of code points;
    /// nobody's when the program qualifies.
    pub graduate: Option<Vec<Id>>,
    /// The required sets that this graduate misses.
    pub missing_required: CompetencySets,
    /// How many electives this graduate misses.
    pub electives_missing: u32,
}

/// Whether every way of graduating covers all required sets and `completion.electives_needed` electives (RULES 6.3).
///
/// Exact, in time that grows with the size of the tree and not with the number of ways. Of all who miss something, the
/// graduate of the answer is always the same one, in whatever order branches and courses were given.
#[must_use]
pub fn review(program: &Program, policy: &Policy) -> Review {
    let completion = &policy.completion;
    let Some(allowed) = gap::gaps(program, completion).next() else {
        return Review {
            qualifies: true,
            graduate: None,
            missing_required: CompetencySets::NONE,
            electives_missing: 0,
        };
    };
    let graduate = gap::graduate(program, allowed);
    let covered = graduate.iter().fold(CompetencySets::NONE, |covered, course| covered.or(course.covers));
    Review {
        qualifies: false,
        graduate: Some(graduate.iter().map(|course| course.id.clone()).collect()),
        missing_required: completion.missing_required(covered),
        electives_missing: completion.electives_missing(covered),
    }
}
