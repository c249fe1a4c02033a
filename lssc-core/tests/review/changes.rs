//! The changes that would close the gap, against trying each of them on every way of graduating.

use std::cell::Cell;

use lssc_core::{Change, Policy, closing_changes};
use proptest::prelude::*;

use crate::model::{Model, Need, check_often, json, model, policy};

/// The node that a pointer names.
fn at<'a>(need: &'a mut Need, pointer: &str) -> &'a mut Need {
    let steps: Vec<&str> = pointer.split('/').skip(1).collect();
    steps.chunks(2).fold(need, |need, step| {
        let key = if matches!(need, Need::Choose(..)) { "from" } else { "all" };
        assert_eq!(step[0], key, "{pointer}");
        &mut need.branches_mut()[step[1].parse::<usize>().expect("a place")]
    })
}

/// The pointer of every node, in the order of the document.
fn pointers(need: &Need, pointer: String, all: &mut Vec<String>) {
    let key = if matches!(need, Need::Choose(..)) { "from" } else { "all" };
    all.push(pointer.clone());
    for (place, branch) in need.branches().iter().enumerate() {
        pointers(branch, format!("{pointer}/{key}/{place}"), all);
    }
}

/// The program with the change made.
pub fn changed(model: &Model, change: &Change) -> Model {
    let mut model = model.clone();
    match change {
        Change::Compulsory { course } => {
            let course = model.courses.iter().position(|(id, _)| id == course).expect("a course");
            model.need = Need::All(vec![model.need, Need::Course(course)]);
        }
        Change::Raise { at: pointer, choose: to } => {
            let Need::Choose(choose, from) = at(&mut model.need, pointer) else {
                panic!("no choice: {pointer}")
            };
            assert!(*choose < u32::from(*to) && usize::from(*to) <= from.len(), "{choose} to {to}");
            *choose = (*to).into();
        }
        Change::Remove { at: pointer } => {
            let (list, place) = pointer.rsplit_once('/').expect("the root is no branch");
            let parent = at(&mut model.need, list.rsplit_once('/').expect("a list").0);
            let Need::Choose(choose, from) = parent else { panic!("no choice: {pointer}") };
            from.remove(place.parse().expect("a place"));
            assert!(*choose as usize <= from.len(), "too few are left: {pointer}");
        }
    }
    model
}

/// Every single change that the library may name, in its order; of raised choices, each number there is.
fn every_change(model: &Model) -> Vec<Vec<Change>> {
    let mut ids: Vec<_> = model.courses.iter().map(|(id, _)| id.clone()).collect();
    ids.sort();
    let mut every: Vec<Vec<Change>> =
        ids.into_iter().map(|course| vec![Change::Compulsory { course }]).collect();
    let mut all = Vec::new();
    pointers(&model.need, String::new(), &mut all);
    let mut need = model.need.clone();
    let mut removals = Vec::new();
    for pointer in &all {
        let Need::Choose(choose, from) = at(&mut need, pointer) else { continue };
        let most = u32::try_from(from.len()).expect("few");
        let raise =
            |choose: u32| Change::Raise { at: pointer.clone(), choose: choose.try_into().expect("few") };
        every.push((*choose + 1..=most).map(raise).collect());
        if *choose < most {
            removals.extend((0..most).map(|place| format!("{pointer}/from/{place}")));
        }
    }
    let in_order = all.into_iter().filter(|pointer| removals.contains(pointer));
    every.extend(in_order.map(|at| vec![Change::Remove { at }]));
    every
}

#[test]
fn they_are_those_that_close_the_gap_and_no_others() {
    let (kinds, none) = (Cell::new([0; 3]), Cell::new(0));
    check_often(2048, (model(1..=7), policy()), |(model, policy)| {
        let found = closing_changes(&model.program(), &policy);
        if model.qualifies(&policy) {
            prop_assert_eq!(found, vec![]);
            return Ok(());
        }
        let closes = |change: &Change| changed(&model, change).qualifies(&policy);
        let expected: Vec<Change> =
            every_change(&model).into_iter().filter_map(|few| few.into_iter().find(closes)).collect();
        let mut seen = kinds.get();
        for change in &found {
            seen[match change {
                Change::Compulsory { .. } => 0,
                Change::Raise { .. } => 1,
                Change::Remove { .. } => 2,
            }] += 1;
        }
        kinds.set(seen);
        none.set(none.get() + usize::from(found.is_empty()));
        prop_assert_eq!(found, expected);
        Ok(())
    });
    assert!(kinds.get().into_iter().chain([none.get()]).all(|times| times > 100), "{kinds:?} {none:?}");
}

#[test]
fn a_change_says_where_it_is() {
    let written = [
        Change::Compulsory { course: "c-1".parse().expect("an id") },
        Change::Raise { at: "/all/1".to_owned(), choose: 3 },
        Change::Remove { at: "/all/1/from/0".to_owned() },
    ]
    .map(|change| json(&change));
    assert_eq!(
        written,
        [
            r#"{"change":"compulsory","course":"c-1"}"#,
            r#"{"change":"raise","at":"/all/1","choose":3}"#,
            r#"{"change":"remove","at":"/all/1/from/0"}"#,
        ]
    );
}

#[test]
fn where_no_single_change_is_enough_there_is_none() {
    let model = Model {
        need: Need::Course(0),
        courses: vec![("c-1".parse().expect("an id"), [].into_iter().collect())],
    };
    assert_eq!(closing_changes(&model.program(), &Policy::default()), []);
}
