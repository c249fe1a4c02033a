//! What the services of RULES 6 cost: a timeline by days and by facts, a review of the largest programs.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use lssc_benches::{career, largest_program};
use lssc_core::{
    Catalog, CompetencySet, Date, DateRange, Policy, Record, closing_changes, review, status, timeline,
};

fn years(years: u32) -> DateRange {
    let from = Date::new(2010, 1, 1).expect("a day");
    DateRange::new(from, from.plus_months(12 * years)).expect("in order")
}

/// The statuses of the same career over longer and longer ranges: drawn, and by asking for every day.
fn by_days(criterion: &mut Criterion) {
    let (record, catalog, policy) = (career(16), Catalog::default(), Policy::default());
    let mut group = criterion.benchmark_group("timeline by years");
    for number in [1, 12, 144] {
        let range = years(number);
        group.bench_function(BenchmarkId::new("timeline", number), |bencher| {
            bencher.iter(|| timeline(black_box(&record), &catalog, &policy, range));
        });
        group.bench_function(BenchmarkId::new("every day", number), |bencher| {
            bencher.iter(|| walk(black_box(&record), &catalog, &policy, range));
        });
    }
    group.finish();
}

/// How often the status changes, found the long way.
fn walk(record: &Record, catalog: &Catalog, policy: &Policy, range: DateRange) -> usize {
    let days = (0..range.from().days_through(range.to())).map(|days| range.from().plus_days(days));
    let mut last = None;
    days.filter(|&day| last.replace(status(record, catalog, policy, day)) != last).count()
}

/// Twelve years of careers with more and more facts.
fn by_facts(criterion: &mut Criterion) {
    let (catalog, policy) = (Catalog::default(), Policy::default());
    let mut group = criterion.benchmark_group("timeline by facts");
    for facts in [16, 128, 1024, 8192] {
        let record = career(facts);
        group.bench_function(BenchmarkId::from_parameter(facts), |bencher| {
            bencher.iter(|| timeline(black_box(&record), &catalog, &policy, years(12)));
        });
    }
    group.finish();
}

/// Programs of 4096 nodes and 1024 courses; the more sets are electives, the more choices of them there are.
fn largest(criterion: &mut Criterion) {
    let electives = CompetencySet::ALL.map(|set| format!("\"{set}\"")).join(",");
    let overlay = format!(
        r#"{{"extends": "lssc-faq", "id": "all-electives", "completion": {{"required": [], "electives": [{electives}], "electives_needed": 6}}}}"#
    );
    let all_electives = Policy::from_json(overlay.as_bytes()).expect("a policy");
    let mut group = criterion.benchmark_group("review of 4096 nodes");
    group.sample_size(20);
    for (levels, sets) in [(2, 1), (6, 2), (24, 4)] {
        let program = largest_program(levels, sets);
        for policy in [&Policy::default(), &all_electives] {
            let name = format!("{levels} levels, {sets} sets a course");
            group.bench_function(BenchmarkId::new(name, &policy.id), |bencher| {
                bencher.iter(|| review(black_box(&program), policy));
            });
        }
    }
    let program = largest_program(6, 2);
    group.bench_function("smallest changes, 6 levels", |bencher| {
        bencher.iter(|| closing_changes(black_box(&program), &Policy::default()));
    });
    group.finish();
}

criterion_group!(benches, by_days, by_facts, largest);
criterion_main!(benches);
