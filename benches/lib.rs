//! The people and programs that are measured, made by counting, so that every run has the same ones.

pub mod growth;
pub mod people;
pub mod plain;

use std::fmt::Write;

use lssc_core::{CompetencySet, Program, Record};

/// A career of 12 years with this many facts: an admission, then evaluated portfolios, certification, activities, renewals.
#[must_use]
pub fn career(facts: usize) -> Record {
    let sets = CompetencySet::ALL;
    let portfolios = (0..facts / 2).map(|nth| {
        let (set, day) = (sets[nth % sets.len()], 1 + nth % 28);
        format!(
            r#"{{"set": "{set}", "submitted_on": "2010-06-{day:02}", "outcome": "achieved", "evaluated_on": "2011-{:02}-{day:02}"}}"#,
            1 + nth / 28 % 12
        )
    });
    let activities = (0..facts / 2).map(|nth| {
        let (year, month, day) = (2013 + nth % 8, 1 + nth / 8 % 12, 1 + nth / 96 % 28);
        format!(
            r#"{{"completed_on": "{year}-{month:02}-{day:02}", "quantity": 4, "unit": "contact-hour", "sets": ["technology"]}}"#
        )
    });
    let json = format!(
        r#"{{"id": "p", "admitted_on": "2010-05-01", "portfolios": [{}], "activities": [{}],
             "renewals": [{{"renewed_on": "2015-11-02"}}, {{"renewed_on": "2019-11-02"}}]}}"#,
        joined(portfolios),
        joined(activities)
    );
    Record::from_json(json.as_bytes()).expect("a record")
}

/// A program as large as one may be: 4096 nodes in choices over choices, 1024 courses of `sets` competency sets each.
#[must_use]
pub fn largest_program(levels: usize, sets: usize) -> Program {
    let (mut requirements, mut course) = (String::new(), 0);
    choices(&mut requirements, 4096, levels, &mut course);
    let courses = (0..Program::MAX_COURSES).map(|nth| {
        let covers = (0..sets).map(|more| format!("\"{}\"", CompetencySet::ALL[(nth + more * more) % 10]));
        format!("\"course-{nth:04}\": [{}]", joined(covers))
    });
    let json = format!(r#"{{"requirements": {requirements}, "courses": {{{}}}}}"#, joined(courses));
    Program::from_json(json.as_bytes()).expect("a program")
}

/// Choices over choices with this many nodes, each of which wants all branches but one, or its only one.
fn choices(json: &mut String, nodes: usize, levels: usize, course: &mut usize) {
    if levels == 1 || nodes == 1 {
        // Courses far apart, so that branches share them.
        *course = (*course + 377) % Program::MAX_COURSES;
        write!(json, r#"{{"course": "course-{course:04}"}}"#).expect("a string");
        return;
    }
    let branches = if levels == 2 { nodes - 1 } else { (nodes - 1).min(6) };
    write!(json, r#"{{"choose": {}, "from": ["#, (branches - 1).max(1)).expect("a string");
    for nth in 0..branches {
        let share = (nodes - 1) / branches + usize::from(nth < (nodes - 1) % branches);
        json.push_str(if nth == 0 { "" } else { "," });
        choices(json, share, levels - 1, course);
    }
    json.push_str("]}");
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}
