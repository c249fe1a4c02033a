//! What is otherwise asked by the thousand only, once and by itself: so that no branch of the rules hangs on what a property
//! test happens to draw.

use lssc_core::rules::eligibility::experience;
use lssc_core::{
    Catalog, Clause, ComparisonTable, CompetencySet, CompetencySets, Date, DateRange, FeesChange, Hours,
    Milestone, Period, Policy, Program, Record, Span, Status, assess, compare, wire,
};
use serde_json::{Value, json};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn record(record: Value) -> Record {
    Record::from_json(record.to_string().as_bytes()).expect("a record")
}

#[test]
fn a_value_is_shown_to_programmers_as_it_stands_on_the_wire() {
    assert_eq!(format!("{:?}", date("2024-02-29")), "2024-02-29");
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

#[test]
fn a_range_gives_its_days_back() {
    let range = DateRange::new(date("2024-01-01"), date("2024-12-31")).expect("in order");
    assert_eq!((range.from(), range.to()), (date("2024-01-01"), date("2024-12-31")));
}

/// The work of the day itself is known, and that of the day after is not.
#[test]
fn experience_asked_for_by_itself_is_what_the_assessment_says() {
    let (from, as_of) = (["2022-09-01", "2024-06-30", "2024-07-01"], date("2024-06-30"));
    let work = from.map(|from| json!({"from": from, "hours_per_week": 20}));
    let worker = record(json!({"id": "p", "applied_on": "2023-01-01", "experience": work}));
    let policy = Policy::default();
    let assessed = assess(&worker, &Catalog::default(), &policy, as_of).eligibility.experience;
    let weekly =
        |from| Span::weekly(Period::starting(date(from)), Hours::from_hundredths(2000)).expect("a span");
    let rules = policy.into_parts().eligibility;
    let asked = experience(Some(from.map(weekly).into_iter()), date("2023-01-01"), as_of, &rules);
    assert_eq!(asked, assessed);
    assert_eq!(
        (asked.counted_hours, asked.earliest_on),
        (Some(Hours::from_hundredths(35_142)), Some(date("2024-05-29")))
    );
}

#[test]
fn each_status_has_its_next_date() {
    let next = |known: Value, as_of: &str| {
        let assessed = assess(&record(known), &Catalog::default(), &Policy::default(), date(as_of));
        assessed.next_date().map(|next| (next.milestone, next.on, next.in_days))
    };
    let candidate = json!({"id": "p", "admitted_on": "2012-06-01"});
    assert_eq!(
        next(candidate, "2016-05-31"),
        Some((Milestone::CandidacyDeadline, date("2016-06-01"), 1)),
        "the day before the deadline"
    );
    let certified = || json!({"id": "p", "certified_on": "2012-10-15"});
    assert_eq!(next(certified(), "2015-10-14"), Some((Milestone::RenewalOpens, date("2015-10-15"), 1)));
    assert_eq!(
        next(certified(), "2015-10-15"),
        Some((Milestone::CertificationExpires, date("2016-10-15"), 366))
    );
    assert_eq!(next(certified(), "2016-10-16"), Some((Milestone::GraceEnds, date("2016-12-15"), 60)));
    assert_eq!(next(certified(), "2016-12-16"), None);
}

#[test]
fn the_better_credit_names_the_clause_whichever_policy_gives_it() {
    let clause = |policy_a: Value, policy_b: Value| -> Value {
        let request = json!({
            "record": {
                "id": "p",
                "courses": [{"course": "c", "completed_on": "2012-07-01"}],
                "degrees": [{"agreement": "d", "graduated_on": "2010-01-10"}]
            },
            "catalog": {
                "approvals": [{"id": "a", "set": "technology", "courses": ["c"], "approved_on": "2012-06-10"}],
                "agreements": [{"id": "d", "college": "D", "effective_on": "2012-01-10", "covers": ["technology"]}]
            },
            "policy_a": policy_a, "policy_b": policy_b, "as_of": "2013-01-01"
        });
        let answer: Value =
            serde_json::from_slice(&wire::compare(request.to_string().as_bytes())).expect("JSON");
        answer["comparison"]["clause"].clone()
    };
    // The degree is recognized by a look-back of two years, and not by one of a year.
    let shorter = || json!({"extends": "lssc-faq", "id": "shorter", "credit": {"lookback_years": 1}});
    assert_eq!(clause(json!("lssc-faq"), shorter()), "4.7");
    assert_eq!(clause(shorter(), json!("lssc-faq")), "4.7");
}

#[test]
fn tables_made_apart_are_one_when_merged() {
    let dearer = br#"{"extends": "lssc-faq", "id": "dearer", "fees": {"application_cents": {"member": 32600, "non_member": 35100}}}"#;
    let (faq, dearer) = (Policy::default(), Policy::from_json(dearer).expect("a policy"));
    let table = |a: &Policy, b: &Policy| {
        let mut table = ComparisonTable::default();
        let somebody = record(json!({"id": "p", "ala_membership": []}));
        table.add(&compare(&somebody, &Catalog::default(), a, b, date("2024-06-30")));
        table
    };
    let mut whole = table(&faq, &dearer);
    whole.merge(&table(&dearer, &faq));
    whole.merge(&table(&faq, &faq));
    assert_eq!((whole.records(), whole.touched()), (3, 2));
    assert_eq!(whole.count(Status::Undetermined, Status::Undetermined), 3);
    let a_dollar = FeesChange { records: 1, total_cents: lssc_core::Cents::new(100) };
    assert_eq!((whole.fees_more(), whole.fees_less()), (a_dollar, a_dollar));
    assert_eq!(whole.fees_change_cents(), 0);

    let clauses = Clause::ALL.iter().map(|&clause| (clause, whole.first_differs(clause)));
    let sent = ComparisonTable::of_counts(whole.statuses(), clauses, whole.fees_more(), whole.fees_less());
    assert_eq!((sent.records(), sent.touched()), (3, 2), "the same when it is made of its counts");
    assert_eq!((sent.fees_more(), sent.fees_less()), (a_dollar, a_dollar));
}

#[test]
fn a_pointer_gives_its_parts() {
    let courses = ["a", "b", "c"].map(|course| json!({"course": course, "completed_on": "2012-07-01"}));
    let somebody = record(json!({"id": "p", "courses": courses}));
    let assessed = assess(&somebody, &Catalog::default(), &Policy::default(), date("2013-01-01"));
    let parts: Vec<(Option<&str>, Option<usize>)> =
        assessed.findings.iter().map(|finding| (finding.path().key(), finding.path().index())).collect();
    for part in
        [(None, None), (Some("education"), None), (Some("courses"), Some(0)), (Some("courses"), Some(2))]
    {
        assert!(parts.contains(&part), "{part:?} in {parts:?}");
    }
}
