//! A program as the tests hold it, and what RULES 6.3 says of it, in the plainest words: nothing here is the library's but
//! ids, sets and the policy.

use lssc_core::{CompetencySet, CompetencySets, Id, Policy, Program, Requirement, Review};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseResult, TestRunner};

pub fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

pub fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("every type of the library is written as JSON")
}

/// Holds a property against drawn values; the draw is the same at every run, unless `PROPTEST_RNG_SEED` says otherwise.
#[track_caller]
pub fn check_often<S: Strategy>(times: u32, strategy: S, property: impl Fn(S::Value) -> TestCaseResult) {
    let asked = ProptestConfig::default();
    let rng_seed = match asked.rng_seed {
        RngSeed::Random => RngSeed::Fixed(0x001e_55c1),
        given => given,
    };
    let config =
        ProptestConfig { cases: asked.cases.max(times), failure_persistence: None, rng_seed, ..asked };
    if let Err(error) = TestRunner::new(config).run(&strategy, property) {
        panic!("{error}");
    }
}

/// Requirements; courses by their number.
#[derive(Clone, PartialEq, Debug)]
pub enum Need {
    Course(usize),
    All(Vec<Need>),
    Choose(u32, Vec<Need>),
}

/// Requirements, and each course's id and sets.
#[derive(Clone, Debug)]
pub struct Model {
    pub need: Need,
    pub courses: Vec<(Id, CompetencySets)>,
}

impl Need {
    /// Whether somebody who takes these courses satisfies it.
    pub fn is_met(&self, takes: &[bool]) -> bool {
        let met = |branches: &[Need]| branches.iter().filter(|branch| branch.is_met(takes)).count();
        match self {
            Self::Course(course) => takes[*course],
            Self::All(branches) => met(branches) == branches.len(),
            Self::Choose(choose, from) => met(from) >= *choose as usize,
        }
    }

    pub fn branches(&self) -> &[Need] {
        match self {
            Self::Course(_) => &[],
            Self::All(branches) | Self::Choose(_, branches) => branches,
        }
    }

    pub fn branches_mut(&mut self) -> &mut Vec<Need> {
        match self {
            Self::Course(_) => panic!("a course has no branches"),
            Self::All(branches) | Self::Choose(_, branches) => branches,
        }
    }

    pub fn names(&self, course: usize) -> bool {
        *self == Self::Course(course) || self.branches().iter().any(|branch| branch.names(course))
    }

    pub fn nodes(&self) -> usize {
        1 + self.branches().iter().map(Self::nodes).sum::<usize>()
    }

    pub fn levels(&self) -> usize {
        1 + self.branches().iter().map(Self::levels).max().unwrap_or(0)
    }

    fn requirement(&self, ids: &[(Id, CompetencySets)]) -> Requirement {
        let branches = || self.branches().iter().map(|branch| branch.requirement(ids)).collect();
        match self {
            Self::Course(course) => Requirement::course(ids[*course].0.clone()),
            Self::All(_) => Requirement::all(branches()).expect("not empty"),
            Self::Choose(choose, _) => Requirement::choose(*choose, branches()).expect("not too many"),
        }
    }

    fn json(&self, ids: &[(Id, CompetencySets)]) -> String {
        let list: Vec<String> = self.branches().iter().map(|branch| branch.json(ids)).collect();
        let list = list.join(",");
        match self {
            Self::Course(course) => format!(r#"{{"course":{}}}"#, json(&ids[*course].0)),
            Self::All(_) => format!(r#"{{"all":[{list}]}}"#),
            Self::Choose(choose, _) => format!(r#"{{"choose":{choose},"from":[{list}]}}"#),
        }
    }
}

impl Model {
    /// By the typed constructors.
    pub fn program(&self) -> Program {
        Program::new(self.need.requirement(&self.courses), self.courses.clone()).expect("a program")
    }

    /// As a document.
    pub fn json(&self) -> String {
        let entry = |(id, sets): &(Id, CompetencySets)| format!("{}:{}", json(id), json(sets));
        let courses: Vec<String> = self.courses.iter().map(entry).collect();
        let need = self.need.json(&self.courses);
        format!(r#"{{"requirements":{need},"courses":{{{}}}}}"#, courses.join(","))
    }

    /// What somebody who takes these courses would miss.
    pub fn missed(&self, takes: &[bool], policy: &Policy) -> (Vec<CompetencySet>, usize) {
        let covers = |set: CompetencySet| {
            self.courses.iter().zip(takes).any(|((_, sets), takes)| *takes && sets.contains(set))
        };
        let missing = policy.completion.required.sets().iter().filter(|&set| !covers(set)).collect();
        let electives = policy.completion.electives.sets().iter().filter(|&set| covers(set)).count();
        let needed = policy.completion.electives_needed.get() as usize;
        (missing, needed.saturating_sub(electives))
    }

    pub fn is_certified(&self, takes: &[bool], policy: &Policy) -> bool {
        self.missed(takes, policy) == (vec![], 0)
    }

    /// Every way of graduating.
    pub fn graduates(&self) -> impl Iterator<Item = Vec<bool>> {
        let courses = self.courses.len();
        let choices =
            (0..1_u32 << courses).map(move |choice| (0..courses).map(|nth| choice >> nth & 1 == 1).collect());
        choices.filter(|takes: &Vec<bool>| self.need.is_met(takes))
    }

    /// By looking at every way of graduating.
    pub fn qualifies(&self, policy: &Policy) -> bool {
        self.graduates().all(|takes| self.is_certified(&takes, policy))
    }

    /// Whether a review says of itself what anybody can check: its graduate graduates, needs every course, and misses
    /// what it says.
    pub fn checks(&self, review: &Review, policy: &Policy) -> TestCaseResult {
        let Some(graduate) = &review.graduate else {
            prop_assert!(review.qualifies, "nobody is named");
            prop_assert!(review.missing_required.is_empty() && review.electives_missing == 0);
            return Ok(());
        };
        prop_assert!(!review.qualifies, "a graduate of a program that qualifies");
        prop_assert!(graduate.windows(2).all(|two| two[0].as_str() < two[1].as_str()), "{graduate:?}");
        let known = |id: &Id| self.courses.iter().any(|(known, _)| known == id);
        prop_assert!(graduate.iter().all(known), "{graduate:?}");
        let mut takes: Vec<bool> = self.courses.iter().map(|(id, _)| graduate.contains(id)).collect();
        prop_assert!(self.need.is_met(&takes), "{graduate:?} does not graduate");
        let (missing, electives) = self.missed(&takes, policy);
        prop_assert_eq!(review.missing_required.iter().collect::<Vec<_>>(), missing);
        prop_assert_eq!(review.electives_missing as usize, electives);
        prop_assert!(!self.is_certified(&takes, policy), "{graduate:?} misses nothing");
        for course in 0..takes.len() {
            if std::mem::replace(&mut takes[course], false) {
                prop_assert!(!self.need.is_met(&takes), "{} could be left out", self.courses[course].0);
                takes[course] = true;
            }
        }
        Ok(())
    }
}

/// Names whose order by code point is not that of their numbers, and some that a pointer escapes.
pub const NAMES: [&str; 12] =
    ["m", "c-10", "c-9", "𐀀", "ｚ", "Z", "a/b", "a~b", "é", "e\u{301}", "\"x\\", " y "];

/// A program of so many courses; the requirements name some of them, and some several times.
pub fn model(courses: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Model> {
    courses.prop_flat_map(|courses| {
        (need(courses), proptest::collection::vec(covers(), courses)).prop_map(|(need, covers)| {
            let courses = NAMES.iter().zip(covers).map(|(name, covers)| (id(name), covers)).collect();
            Model { need, courses }
        })
    })
}

fn need(courses: usize) -> impl Strategy<Value = Need> {
    let leaf = (0..courses).prop_map(Need::Course);
    leaf.prop_recursive(4, 24, 5, |branch| {
        let branches = || proptest::collection::vec(branch.clone(), 1..=5);
        prop_oneof![
            branches().prop_map(Need::All),
            (branches(), 0..=5_u32).prop_map(|(from, choose)| {
                Need::Choose(choose.min(u32::try_from(from.len()).expect("few")), from)
            }),
        ]
    })
}

/// Courses of this small world are about few sets, most about one or two.
fn covers() -> impl Strategy<Value = CompetencySets> {
    proptest::collection::vec(proptest::sample::select(&CompetencySet::ALL[..6]), 0..=4)
        .prop_map(|sets| sets.into_iter().collect())
}

/// A policy by what completion takes: few sets, so that programs qualify often enough.
pub fn policy() -> impl Strategy<Value = Policy> {
    let sets = proptest::sample::subsequence(&CompetencySet::ALL[..7], 0..=6);
    (sets, 0..=2_usize, 0..=6_u32).prop_filter_map("something is asked for", |(sets, required, needed)| {
        let (required, electives) = sets.split_at(required.min(sets.len()));
        let needed = needed.min(u32::try_from(electives.len()).ok()?);
        policy_of(required, electives, needed).ok()
    })
}

pub fn policy_of(
    required: &[CompetencySet],
    electives: &[CompetencySet],
    needed: u32,
) -> Result<Policy, lssc_core::Faults> {
    let mut parts = Policy::default().into_parts();
    parts.completion.required = lssc_core::SetList::new(required.iter().copied().collect());
    parts.completion.electives = lssc_core::SetList::new(electives.iter().copied().collect());
    parts.completion.electives_needed = lssc_core::Count::new(needed.into()).expect("few");
    Policy::new(parts)
}
