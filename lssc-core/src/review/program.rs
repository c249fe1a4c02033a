//! Requirements and courses that fit together (RULES 6.3).

use serde::{Serialize, Serializer};

use super::requirement::{Form, Requirement};
use super::tree::Tree;
use crate::catalog::duplicates;
use crate::competency::CompetencySets;
use crate::fault::{Fault, Faults, Problem};
use crate::list::{by_name, check_length};
use crate::text::Id;

/// A course of study: what it takes to graduate, and the sets that each course covers (RULES 6.3).
///
/// Every course that the requirements name is among the courses; there may be others. Serializes to
/// `{requirements, courses: {course: [set]}}`, courses in the order of their ids, and that reads as the same program.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Program {
    pub(super) requirements: Requirement,
    /// In the order of their ids, by code point.
    pub(super) courses: Box<[Course]>,
    pub(super) tree: Tree,
}

/// A course and the sets it covers.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Course {
    pub(super) id: Id,
    pub(super) covers: CompetencySets,
}

impl Program {
    /// The most courses, named by the requirements or not.
    pub const MAX_COURSES: usize = 1024;

    /// The program of these requirements and courses, in any order.
    ///
    /// # Errors
    /// An `unknown-value` at each `course` of the requirements that is not among the courses; `bad-length` at `/courses`
    /// for more than 1024 (the two are then not held against each other), `duplicate` there for each one named before.
    pub fn new(requirements: Requirement, courses: Vec<(Id, CompetencySets)>) -> Result<Self, Faults> {
        Self::check(&requirements, &courses)?;
        Ok(Self::of_checked(requirements, courses))
    }

    fn check(requirements: &Requirement, courses: &[(Id, CompetencySets)]) -> Result<(), Faults> {
        check_length(courses.len(), 0, Self::MAX_COURSES)
            .map_err(|problem| Faults::one("/courses", problem))?;
        let names = by_name(&mut courses.iter().map(|(id, _)| Some(id.as_str())));
        let is_known = |id: &Id| names.binary_search_by(|(name, _)| name.cmp(&Some(id.as_str()))).is_ok();
        let mut faults = Vec::new();
        for (pointer, (_, form)) in requirements.pointers().iter().zip(requirements.nodes()) {
            if let Form::Course(id) = form
                && !is_known(id)
            {
                let path = ["/requirements", pointer.as_str(), "/course"].concat();
                faults.push(Fault::new(path, Problem::unknown_course(id.as_str())));
            }
        }
        let ids: Vec<_> = courses.iter().map(|(id, _)| Some(id)).collect();
        let repeated = duplicates(&ids).into_iter();
        faults.extend(repeated.map(|(_, problem)| Fault::new("/courses".to_owned(), problem)));
        Faults::none_or(faults)
    }

    /// The program of requirements and courses that fit together.
    pub(crate) fn of_checked(requirements: Requirement, courses: Vec<(Id, CompetencySets)>) -> Self {
        debug_assert_eq!(Self::check(&requirements, &courses), Ok(()));
        let sorted = by_name(&mut courses.iter().map(|(id, _)| Some(id.as_str())));
        let in_order = sorted.iter().filter_map(|&(_, place)| courses.get(place));
        let courses: Box<[Course]> =
            in_order.map(|(id, covers)| Course { id: id.clone(), covers: *covers }).collect();
        let tree = Tree::new(&requirements, &courses);
        Self { requirements, courses, tree }
    }

    /// What it takes to graduate.
    #[must_use]
    pub fn requirements(&self) -> &Requirement {
        &self.requirements
    }

    /// The courses and the sets that each covers, ids in the order of code points.
    pub fn courses(&self) -> impl Iterator<Item = (&Id, CompetencySets)> {
        self.courses.iter().map(|course| (&course.id, course.covers))
    }
}

impl Serialize for Program {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Wire<'a> {
            requirements: &'a Requirement,
            courses: Courses<'a>,
        }
        Wire { requirements: &self.requirements, courses: Courses(&self.courses) }.serialize(serializer)
    }
}

struct Courses<'a>(&'a [Course]);

impl Serialize for Courses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|course| (&course.id, course.covers)))
    }
}
