//! What is made for people who look at a value, and decides nothing.

use lssc_core::{CompetencySet, CompetencySets, Date, Hours, Program};

#[test]
fn a_value_is_shown_to_programmers_as_it_stands_on_the_wire() {
    assert_eq!(format!("{:?}", Date::new(2024, 2, 29).expect("a date")), "2024-02-29");
    assert_eq!(format!("{:?}", Hours::from_hundredths(3150)), "31.5");
    let sets: CompetencySets = [CompetencySet::Technology].into_iter().collect();
    assert_eq!(format!("{sets:?}"), "{Technology}");
}

#[test]
fn a_program_gives_its_requirements_back() {
    let program = Program::from_json(br#"{"requirements": {"course": "c"}, "courses": {"c": []}}"#);
    let requirements = serde_json::to_string(program.expect("a program").requirements()).expect("JSON");
    assert_eq!(requirements, r#"{"course":"c"}"#);
}
