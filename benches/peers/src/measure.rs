//! Every subject in turn, round after round, so that what slows the machine down for a while slows all of them.

use std::ops::Range;
use std::time::{Duration, Instant};

use serde_json::json;

pub struct Subject<'a> {
    pub task: &'static str,
    pub name: String,
    pub version: String,
    pub note: String,
    /// How many answers differ from what is right.
    pub wrong: usize,
    /// How many people there are.
    pub people: usize,
    /// What else stands in its line.
    pub more: serde_json::Value,
    /// Evaluates these people.
    pub evaluate: Box<dyn FnMut(Range<usize>) + 'a>,
}

/// How long a subject has in each round.
#[derive(Clone, Copy)]
pub struct Effort {
    pub rounds: usize,
    pub slice: Duration,
}

struct Plan {
    people: usize,
    repeats: u32,
    microseconds: Vec<f64>,
}

pub fn measure(subjects: &mut [Subject<'_>], effort: Effort) {
    let mut plans: Vec<Plan> = subjects.iter_mut().map(|subject| plan(subject, effort)).collect();
    for _ in 0..effort.rounds {
        for (subject, plan) in subjects.iter_mut().zip(&mut plans) {
            let start = Instant::now();
            for _ in 0..plan.repeats {
                (subject.evaluate)(0..plan.people);
            }
            let evaluations = plan.people as f64 * f64::from(plan.repeats);
            plan.microseconds.push(start.elapsed().as_secs_f64() * 1e6 / evaluations);
        }
    }
    for (subject, plan) in subjects.iter().zip(&mut plans) {
        print(subject, plan);
    }
}

/// So many people, so often, that a round takes about its time. This also warms up.
fn plan(subject: &mut Subject<'_>, effort: Effort) -> Plan {
    let few = subject.people.min(20);
    let start = Instant::now();
    (subject.evaluate)(0..few);
    let start = if start.elapsed() < effort.slice { Instant::now() } else { start };
    (subject.evaluate)(0..few);
    let each = start.elapsed().as_secs_f64() / few as f64;
    let fits = (effort.slice.as_secs_f64() / each.max(1e-9)) as usize;
    let people = fits.clamp(few, subject.people);
    let repeats = u32::try_from((fits / people).max(1)).unwrap_or(1);
    (subject.evaluate)(0..people);
    Plan { people, repeats, microseconds: Vec::new() }
}

fn print(subject: &Subject<'_>, plan: &mut Plan) {
    plan.microseconds.sort_by(f64::total_cmp);
    let at = |share: f64| {
        let nth = (share * (plan.microseconds.len() - 1) as f64).round() as usize;
        (plan.microseconds[nth] * 10_000.0).round() / 10_000.0
    };
    let mut line = json!({
        "language": "rust", "task": subject.task, "subject": subject.name, "version": subject.version,
        "us": at(0.5), "low": at(0.1), "high": at(0.9), "people": plan.people, "wrong": subject.wrong, "note": subject.note,
    });
    if let (Some(line), Some(more)) = (line.as_object_mut(), subject.more.as_object()) {
        line.extend(more.clone());
    }
    println!("{line}");
}
