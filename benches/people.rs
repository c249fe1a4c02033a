//! The people on whom every language and every library is measured: made by counting, so that all have the same ones.
//!
//! A typical record has three spans of work, eight portfolios, six activities and one or two memberships. Everything is
//! answered, so that the smaller rule set of [`crate::plain`] says of each what the library says.

use std::fmt::Write;

use chrono::{Days, Months, NaiveDate};
use lssc_core::{CompetencySet, Summary};
use serde_json::{Value, json};

use crate::plain::{Answer, Status};

/// The day on which everybody is looked at.
pub const AS_OF: &str = "2026-06-30";

/// A person as every measuring program gets one.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The record, as the wire has it.
    pub record: Value,
    /// What the rules say of it.
    pub answer: Answer<NaiveDate>,
}

impl Sample {
    /// One line of the file that every measuring program reads.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = String::new();
        let answer = serde_json::to_string(&self.answer).expect("an answer");
        write!(line, r#"{{"record":{},"as_of":"{AS_OF}","answer":{answer}}}"#, self.record)
            .expect("a string");
        line
    }
}

/// The day on which everybody is looked at.
///
/// # Panics
/// Never.
#[must_use]
pub fn as_of() -> NaiveDate {
    AS_OF.parse().expect("a day")
}

/// So many people, the same ones each time.
#[must_use]
pub fn people(number: usize) -> Vec<Sample> {
    let mut random = Random(0x1ead_5eed);
    (0..number).map(|nth| sample(&mut random, nth)).collect()
}

/// What a summary of the library says, in the words that all subjects have in common.
///
/// # Panics
/// When the summary is of a record that leaves something unanswered.
#[must_use]
pub fn answer_of(summary: &Summary) -> Answer<NaiveDate> {
    use lssc_core::{Date, Hours, Verdict};
    let date = |date: Date| date.to_string().parse().expect("a day");
    let hours = |hours: Hours| hours.hundredths().cast_signed();
    let of = summary.certification;
    Answer {
        status: serde_json::from_value(json!(summary.status)).expect("a status"),
        eligible: summary.eligibility == Verdict::Met,
        hours: hours(summary.counted_hours.expect("answered")),
        completed_on: summary.completed_on.map(date),
        opens_on: of.map(|of| date(of.opens_on)),
        expires_on: of.map(|of| date(of.expires_on)),
        last_day: of.map(|of| date(of.last_day)),
        contact_hours: of.and_then(|of| of.contact_hours).map(hours),
        technology_hours: of.and_then(|of| of.technology_hours).map(hours),
        total_cents: summary.total_cents.get().cast_signed(),
    }
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of `from` through `to`.
    fn of(&mut self, from: u64, to: u64) -> u64 {
        from + self.next() % (to - from + 1)
    }

    fn one_in(&mut self, number: u64) -> bool {
        self.of(1, number) == 1
    }

    /// A number of hours with at most two places.
    fn hours(&mut self, from: u64, to: u64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "small")]
        let hundredths = self.of(from * 4, to * 4) as f64;
        hundredths / 4.0
    }
}

fn sample(random: &mut Random, nth: usize) -> Sample {
    let as_of = as_of();
    let wanted = [
        Status::Ineligible,
        Status::Eligible,
        Status::Applied,
        Status::Candidate,
        Status::CandidacyExpired,
        Status::Certified,
        Status::Certified,
        Status::RenewalOpen,
        Status::Grace,
        Status::Lapsed,
    ][nth % 10];
    let dates = Dates::towards(wanted, as_of, random);
    let start = dates.applied_on.unwrap_or(as_of);
    let mut record = json!({
        "id": format!("person-{nth:06}"),
        "education": if wanted == Status::Ineligible { "below-high-school" } else { education(random) },
        "position_requires_mls": random.one_in(25),
        "experience": experience(start, random),
        "ala_membership": membership(start, random),
        "courses": [],
        "portfolios": portfolios(&dates, wanted, as_of, random),
        "degrees": [],
        "activities": activities(dates.admitted_on.unwrap_or(start), random),
        "renewals": [],
    });
    for (key, date) in [
        ("applied_on", dates.applied_on),
        ("admitted_on", dates.admitted_on),
        ("certified_on", dates.certified_on),
    ] {
        if let Some(date) = date {
            record[key] = json!(date);
        }
    }
    let person = serde_json::from_value(record.clone()).expect("a person");
    let answer = crate::plain::status(&person, as_of);
    Sample { record, answer }
}

/// When somebody applied, was admitted and certified.
struct Dates {
    applied_on: Option<NaiveDate>,
    admitted_on: Option<NaiveDate>,
    certified_on: Option<NaiveDate>,
}

impl Dates {
    /// Dates with which somebody most likely stands there.
    fn towards(wanted: Status, as_of: NaiveDate, random: &mut Random) -> Self {
        let mut ago = |from: u64, to: u64| as_of - Days::new(random.of(from, to));
        let (admitted_on, certified_on) = match wanted {
            Status::Ineligible | Status::Eligible => return Self::none(),
            Status::Applied => {
                return Self { applied_on: Some(ago(0, 200)), ..Self::none() };
            }
            Status::Candidate => (ago(0, 1400), None),
            Status::CandidacyExpired => (ago(1470, 2500), None),
            Status::Certified => (ago(1300, 1800), Some(ago(0, 1090))),
            Status::RenewalOpen => (ago(1500, 2500), Some(ago(1100, 1455))),
            Status::Grace => (ago(1600, 2500), Some(ago(1463, 1518))),
            Status::Lapsed => (ago(2400, 3500), Some(ago(1530, 2300))),
        };
        let applied_on = Some(admitted_on - Days::new(random.of(0, 90)));
        // Half of the certifications are recorded, half follow from the portfolios.
        let certified_on = certified_on.filter(|_| random.one_in(2)).map(|on| on.max(admitted_on));
        Self { applied_on, admitted_on: Some(admitted_on), certified_on }
    }

    const fn none() -> Self {
        Self { applied_on: None, admitted_on: None, certified_on: None }
    }
}

fn education(random: &mut Random) -> &'static str {
    ["high-school-diploma", "high-school-diploma", "college-degree"][random.of(0, 2) as usize]
}

/// Work by the week that lasts, work by the week that ended, and a total.
fn experience(start: NaiveDate, random: &mut Random) -> Value {
    let ago = |days: u64| start - Days::new(days);
    let now = ago(random.of(30, 900));
    let (before, ended) = (ago(random.of(1500, 2600)), ago(random.of(901, 1400)));
    let (summer, summer_ended) = (ago(random.of(1700, 2300)), ago(random.of(1200, 1690)));
    json!([
        {"from": now, "hours_per_week": random.hours(8, 40)},
        {"from": before, "to": ended, "hours_per_week": random.hours(4, 30)},
        {"from": summer, "to": summer_ended, "total_hours": random.hours(40, 600)},
    ])
}

fn membership(start: NaiveDate, random: &mut Random) -> Value {
    let first = start - Days::new(random.of(0, 700));
    let last = first + Months::new(12) - Days::new(1);
    let mut periods = vec![json!({"from": first, "to": last})];
    if random.one_in(2) {
        periods.push(json!({"from": last + Days::new(random.of(1, 400))}));
    }
    json!(periods)
}

/// Eight portfolios; who is to be certified has enough of them in time.
fn portfolios(dates: &Dates, wanted: Status, as_of: NaiveDate, random: &mut Random) -> Value {
    let base = dates.admitted_on.or(dates.applied_on).unwrap_or(as_of - Days::new(800));
    let certifies = !matches!(wanted, Status::Candidate | Status::CandidacyExpired);
    let (longest, until) = match wanted {
        Status::Certified => (as_of, 0),
        Status::RenewalOpen => (as_of - Days::new(1110), 0),
        Status::Grace => (as_of - Days::new(1470), 40),
        Status::Lapsed => (as_of - Days::new(1540), 0),
        _ => (base + Days::new(900), 0),
    };
    let span = (longest - base).num_days().clamp(60, 1400).unsigned_abs() - until;
    let mut sets: Vec<CompetencySet> = CompetencySet::ALL.to_vec();
    // The required ones stay; two of the others go.
    for _ in 0..2 {
        sets.remove(random.of(3, sets.len() as u64 - 1) as usize);
    }
    let first = random.of(0, 7) as usize;
    sets.rotate_left(first);
    let portfolios = sets.iter().map(|set| {
        let submitted_on = base + Days::new(random.of(0, span - 50));
        let evaluated_on = submitted_on + Days::new(random.of(5, 50));
        let outcome = match random.of(0, if certifies { 19 } else { 3 }) {
            0 => "not-achieved",
            1 => "pending",
            _ => "achieved",
        };
        let mut portfolio = json!({"set": set, "submitted_on": submitted_on, "outcome": outcome});
        if outcome != "pending" {
            portfolio["evaluated_on"] = json!(evaluated_on);
        }
        portfolio
    });
    portfolios.collect()
}

fn activities(base: NaiveDate, random: &mut Random) -> Value {
    let activities = (0..6).map(|_| {
        let other = CompetencySet::ALL[random.of(0, 9) as usize];
        let mut sets = vec![other];
        if other != CompetencySet::Technology && random.one_in(3) {
            sets.push(CompetencySet::Technology);
        }
        json!({
            "completed_on": base + Days::new(random.of(200, 2600)),
            "quantity": random.hours(1, 12),
            "unit": "contact-hour",
            "sets": sets,
        })
    });
    activities.collect()
}
