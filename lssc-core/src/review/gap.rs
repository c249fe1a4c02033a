//! Where a program leaves something out: courses that suffice to graduate and not to be certified.

use super::program::{Course, Program};
use super::tree::Tally;
use crate::competency::CompetencySets;
use crate::policy::CompletionPolicy;

/// The largest collections of sets with which one can graduate and not be certified: by no course that covers a set
/// beside them. Every graduate who misses something stays within one of these. Required sets come first.
pub(super) fn gaps(program: &Program, completion: &CompletionPolicy) -> impl Iterator<Item = CompetencySets> {
    let (required, electives) = (completion.required.sets(), completion.electives.sets());
    let without_one = required.iter().map(|set| CompetencySets::ALL.without(CompetencySets::NONE.with(set)));
    let mut collections: Vec<CompetencySets> = without_one.collect();
    // Where none is needed, none can be missed.
    if let Some(too_few) = completion.electives_needed.get().checked_sub(1) {
        let choices = electives.choices(too_few);
        collections.extend(choices.map(|choice| CompetencySets::ALL.without(electives.without(choice))));
    }
    collections.into_iter().filter(|&allowed| tally(program, allowed).graduates())
}

/// What the requirements come to for somebody who takes every course that covers none but these sets.
pub(super) fn tally(program: &Program, allowed: CompetencySets) -> Tally<'_> {
    program.tree.tally(&taken(program, allowed))
}

fn taken(program: &Program, allowed: CompetencySets) -> Vec<bool> {
    program.courses.iter().map(|course| allowed.contains_all(course.covers)).collect()
}

/// The courses of a graduate who stays within a gap, in the order of their ids: no course of theirs could be left out.
///
/// One attempt at each course is enough: what could not be left out while there were more cannot be later.
pub(super) fn graduate(program: &Program, gap: CompetencySets) -> Vec<&Course> {
    let mut taken = taken(program, gap);
    let mut tally = program.tree.tally(&taken);
    for (course, is_taken) in taken.iter_mut().enumerate().rev().filter(|(_, is_taken)| **is_taken) {
        tally.drop(course);
        *is_taken = !tally.graduates();
        if *is_taken {
            tally.take(course);
        }
    }
    program.courses.iter().zip(taken).filter_map(|(course, is_taken)| is_taken.then_some(course)).collect()
}
