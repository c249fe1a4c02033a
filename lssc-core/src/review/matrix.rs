//! A program at a glance: courses by sets.

use serde::Serialize;

use super::gap;
use super::program::Program;
use crate::competency::CompetencySets;
use crate::text::Id;

/// The courses of a program by the sets they cover, and what every graduate has.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct Matrix {
    /// The courses, ids in the order of code points.
    pub rows: Vec<MatrixRow>,
    /// The sets that every way of graduating covers.
    pub every_graduate: CompetencySets,
}

/// A course of a [`Matrix`].
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
pub struct MatrixRow {
    /// Its id.
    pub course: Id,
    /// The sets it covers.
    pub covers: CompetencySets,
    /// Whether the requirements name it.
    pub named: bool,
    /// Whether every graduate has taken it.
    pub compulsory: bool,
}

/// The courses of a program by the sets they cover; of every set, whether all graduates cover it; of every course,
/// whether they all take it.
#[must_use]
pub fn matrix(program: &Program) -> Matrix {
    let can_be_missed =
        |set| gap::tally(program, CompetencySets::ALL.without(CompetencySets::NONE.with(set))).graduates();
    let mut tally = gap::tally(program, CompetencySets::ALL);
    let rows = program.courses.iter().zip(0..).map(|(course, place)| {
        tally.drop(place);
        let compulsory = !tally.graduates();
        tally.take(place);
        MatrixRow {
            course: course.id.clone(),
            covers: course.covers,
            named: program.tree.names(place),
            compulsory,
        }
    });
    Matrix {
        rows: rows.collect(),
        every_graduate: CompetencySets::ALL.iter().filter(|&set| !can_be_missed(set)).collect(),
    }
}
