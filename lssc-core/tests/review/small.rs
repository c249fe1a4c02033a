//! Small programs, against every way of graduating; and programs that show one thing each.

use std::cell::Cell;

use lssc_core::{CompetencySet, CompetencySets, Policy, Program, Review, matrix, review};
use proptest::prelude::*;

use crate::model::{Model, NAMES, Need, check_often, id, json, model, policy, policy_of};

#[test]
fn it_agrees_with_every_way_of_graduating() {
    let (qualifying, others) = (Cell::new(0), Cell::new(0));
    check_often(4096, (model(1..=12), policy()), |(model, policy)| {
        let found = review(&model.program(), &policy);
        let counter = if found.qualifies { &qualifying } else { &others };
        counter.set(counter.get() + 1);
        prop_assert_eq!(found.qualifies, model.qualifies(&policy));
        model.checks(&found, &policy)
    });
    assert!(qualifying.get().min(others.get()) > 400, "{qualifying:?} qualify, {others:?} do not");
}

#[test]
fn the_matrix_is_that_of_every_way_of_graduating() {
    check_often(1024, model(1..=9), |model| {
        let found = matrix(&model.program());
        let graduates: Vec<Vec<bool>> = model.graduates().collect();
        let covered = |takes: &Vec<bool>| -> CompetencySets {
            let taken = model.courses.iter().zip(takes).filter(|(_, takes)| **takes);
            taken.flat_map(|((_, sets), _)| sets.iter()).collect()
        };
        let every = CompetencySet::ALL
            .into_iter()
            .filter(|&set| graduates.iter().all(|takes| covered(takes).contains(set)));
        prop_assert_eq!(found.every_graduate, every.collect());
        let ids: Vec<&str> = found.rows.iter().map(|row| row.course.as_str()).collect();
        prop_assert!(ids.is_sorted());
        prop_assert_eq!(ids.len(), model.courses.len());
        for (course, (id, covers)) in model.courses.iter().enumerate() {
            let row = found.rows.iter().find(|row| row.course == *id).expect("each has a row");
            prop_assert_eq!(row.covers, *covers);
            prop_assert_eq!(row.named, model.need.names(course));
            prop_assert_eq!(row.compulsory, graduates.iter().all(|takes| takes[course]));
        }
        Ok(())
    });
}

#[test]
fn a_document_is_the_program_it_describes() {
    check_often(2048, model(1..=12), |model| {
        let program = model.program();
        prop_assert_eq!(Program::from_json(model.json().as_bytes()), Ok(program.clone()));
        let written = serde_json::to_string(&program).expect("JSON");
        let again = Program::from_json(written.as_bytes());
        prop_assert_eq!(again.as_ref(), Ok(&program), "{}", written);
        Ok(())
    });
}

#[test]
fn the_order_of_courses_changes_nothing() {
    check_often(512, (model(1..=8), policy()), |(model, policy)| {
        let mut reversed = model.clone();
        reversed.courses.reverse();
        let last = model.courses.len() - 1;
        reversed.need = renumbered(&model.need, last);
        prop_assert_eq!(reversed.program(), model.program());
        prop_assert_eq!(review(&reversed.program(), &policy), review(&model.program(), &policy));
        Ok(())
    });
}

fn renumbered(need: &Need, last: usize) -> Need {
    let branches = |branches: &[Need]| branches.iter().map(|branch| renumbered(branch, last)).collect();
    match need {
        Need::Course(course) => Need::Course(last - course),
        Need::All(all) => Need::All(branches(all)),
        Need::Choose(choose, from) => Need::Choose(*choose, branches(from)),
    }
}

// One thing each.

use CompetencySet::{
    AccessServices, CommunicationAndTeamwork, FoundationsOfLibraryServices, Technology, YouthServices,
};

fn course(number: usize) -> Need {
    Need::Course(number)
}

/// Courses that cover these sets, by the names of the model.
fn program(need: Need, courses: &[&[CompetencySet]]) -> Model {
    let covers = |sets: &&[CompetencySet]| sets.iter().copied().collect();
    Model { need, courses: NAMES.iter().map(|name| id(name)).zip(courses.iter().map(covers)).collect() }
}

#[track_caller]
fn says(model: &Model, policy: &Policy, expected: &str) {
    let found = review(&model.program(), policy);
    assert_eq!(json(&found), expected);
    model.checks(&found, policy).expect("what it says is so");
    assert_eq!(found.qualifies, model.qualifies(policy));
}

const QUALIFIES: &str = r#"{"qualifies":true,"graduate":null,"missing_required":[],"electives_missing":0}"#;

#[test]
fn a_course_taken_once_serves_every_branch_that_names_it() {
    let policy = policy_of(&[Technology], &[], 0).expect("a policy");
    // Whoever takes the first course has both branches with it.
    let twice = Need::Choose(1, vec![course(0), course(1)]);
    let shared = program(Need::All(vec![twice.clone(), twice]), &[&[], &[Technology]]);
    says(
        &shared,
        &policy,
        r#"{"qualifies":false,"graduate":["m"],"missing_required":["technology"],"electives_missing":0}"#,
    );
    let same = program(Need::Choose(2, vec![course(0), course(0), course(1)]), &[&[], &[Technology]]);
    says(
        &same,
        &policy,
        r#"{"qualifies":false,"graduate":["m"],"missing_required":["technology"],"electives_missing":0}"#,
    );
}

#[test]
fn whoever_needs_no_course_graduates_with_none() {
    let policy = Policy::default();
    says(
        &program(Need::Choose(0, vec![course(0)]), &[&CompetencySet::ALL]),
        &policy,
        r#"{"qualifies":false,"graduate":[],"missing_required":["foundations-of-library-services","communication-and-teamwork","technology"],"electives_missing":3}"#,
    );
    says(&program(course(0), &[&CompetencySet::ALL]), &policy, QUALIFIES);
}

#[test]
fn what_is_missing_is_what_this_graduate_misses() {
    let two = policy_of(&[FoundationsOfLibraryServices, Technology], &[AccessServices, YouthServices], 1);
    let two = two.expect("a policy");
    // The way around Technology needs no elective course either, once what is not needed is left out.
    let need = Need::All(vec![course(0), Need::Choose(1, vec![course(1), course(2)])]);
    let model =
        program(need, &[&[FoundationsOfLibraryServices], &[Technology, YouthServices], &[AccessServices]]);
    says(
        &model,
        &two,
        r#"{"qualifies":false,"graduate":["c-9","m"],"missing_required":["technology"],"electives_missing":0}"#,
    );
    let none = Need::Choose(1, vec![course(0), course(1)]);
    let model = program(none, &[&[FoundationsOfLibraryServices], &[Technology, YouthServices]]);
    says(
        &model,
        &two,
        r#"{"qualifies":false,"graduate":["c-10"],"missing_required":["foundations-of-library-services"],"electives_missing":0}"#,
    );
}

#[test]
fn electives_may_be_different_ones_on_every_way() {
    let electives = &CompetencySet::ALL[3..];
    let policy = |needed| policy_of(&[], electives, needed).expect("a policy");
    // Any two of three courses with two electives each: four electives, whichever they are.
    let need = Need::Choose(2, vec![course(0), course(1), course(2)]);
    let model = program(need, &[&electives[..2], &electives[2..4], &electives[4..6]]);
    says(&model, &policy(3), QUALIFIES);
    says(&model, &policy(4), QUALIFIES);
    says(
        &model,
        &policy(5),
        r#"{"qualifies":false,"graduate":["c-10","m"],"missing_required":[],"electives_missing":1}"#,
    );
    says(
        &model,
        &policy(7),
        r#"{"qualifies":false,"graduate":["c-10","c-9"],"missing_required":[],"electives_missing":3}"#,
    );
}

#[test]
fn ten_electives_of_which_any_number_is_needed() {
    let need = Need::Choose(6, (0..10).map(course).collect());
    let sets: Vec<[CompetencySet; 1]> = CompetencySet::ALL.map(|set| [set]).to_vec();
    let covers: Vec<&[CompetencySet]> = sets.iter().map(<[_; 1]>::as_slice).collect();
    let model = program(need, &covers);
    for needed in 1..=10 {
        let policy = policy_of(&[], &CompetencySet::ALL, needed).expect("a policy");
        let found = review(&model.program(), &policy);
        assert_eq!(found.qualifies, needed <= 6);
        assert_eq!(found.electives_missing, needed.saturating_sub(6));
        model.checks(&found, &policy).expect("what it says is so");
    }
}

#[test]
fn sets_that_the_policy_does_not_have_count_for_nothing() {
    let policy = policy_of(&[CommunicationAndTeamwork], &[YouthServices], 1).expect("a policy");
    let model = program(course(0), &[&[CommunicationAndTeamwork, AccessServices, Technology]]);
    says(
        &model,
        &policy,
        r#"{"qualifies":false,"graduate":["m"],"missing_required":[],"electives_missing":1}"#,
    );
}

#[test]
fn courses_that_nobody_has_to_take_are_in_no_graduate() {
    let policy = policy_of(&[Technology], &[], 0).expect("a policy");
    let model = program(course(0), &[&[], &[], &[Technology]]);
    says(
        &model,
        &policy,
        r#"{"qualifies":false,"graduate":["m"],"missing_required":["technology"],"electives_missing":0}"#,
    );
    assert_eq!(
        json(&matrix(&model.program()).rows[1]),
        r#"{"course":"c-9","covers":["technology"],"named":false,"compulsory":false}"#
    );
}

#[test]
fn the_answer_is_the_same_at_every_call() {
    let model = program(Need::Choose(1, vec![course(2), course(1), course(0)]), &[&[], &[], &[]]);
    let Review { graduate, .. } = review(&model.program(), &Policy::default());
    assert_eq!(graduate, Some(vec![id("c-10")]), "the first by its id, not by its place");
}
