//! What an assessment is asked about: a request as it is written, or one drawn from bytes, its dates on and beside the
//! boundaries of each other.

use arbitrary::{Arbitrary, Result, Unstructured};
use lssc_core::wire::{Question, Request, Terms};
use lssc_core::{CompetencySet, Date, Edition};
use serde::Serialize;
use serde_json::{Value, json};

/// A record, what it is looked at under and a day; bytes that begin like a request are read as one. What is left of other bytes
/// may draw more.
pub fn scene(data: &[u8]) -> Option<(Question, Terms, Unstructured<'_>)> {
    if data.first() == Some(&b'{') {
        let (question, terms) = match Request::from_json(data).ok()? {
            Request::Assess(question, terms)
            | Request::Plan(question, terms)
            | Request::Calendar(question, terms) => (question, terms),
            Request::Timeline(record, terms, range) => (Question { record, as_of: range.to() }, terms),
            Request::Order(..) | Request::Review(..) | Request::Further(_) => return None,
        };
        return Some((question, terms, Unstructured::new(&data[data.len() / 2..])));
    }
    let mut bytes = Unstructured::new(data);
    let scene = Scene::arbitrary(&mut bytes).ok()?;
    let request = scene.request().to_string();
    match Request::from_json(request.as_bytes()) {
        Ok(Request::Assess(question, terms)) => Some((question, terms, bytes)),
        other => panic!("drawn to be valid: {request}\n{other:?}"),
    }
}

/// A drawn request.
#[derive(Arbitrary, Debug)]
struct Scene {
    as_of: Day,
    policy: Rules,
    stages: Stages,
    person: Person,
    approvals: Option<Vec<Approval>>,
    agreements: Option<Vec<Agreement>>,
}

impl Scene {
    fn request(&self) -> Value {
        let mut record = json!(self.person);
        record["id"] = json!("p");
        let [applied_on, admitted_on, certified_on] = self.stages.0;
        record["applied_on"] = json!(applied_on);
        record["admitted_on"] = json!(admitted_on);
        record["certified_on"] = json!(certified_on);
        let numbered = |prefix: &str, number: usize, entry: Value| {
            let mut entry = entry;
            entry["id"] = json!(format!("{prefix}{number}"));
            entry
        };
        let approvals = self.approvals.as_ref().map(|list| {
            list.iter()
                .enumerate()
                .map(|(number, entry)| numbered("a", number, json!(entry)))
                .collect::<Vec<_>>()
        });
        let agreements = self.agreements.as_ref().map(|list| {
            list.iter()
                .enumerate()
                .map(|(number, entry)| numbered("g", number, json!(entry)))
                .collect::<Vec<_>>()
        });
        json!({
            "record": record,
            "catalog": {"approvals": approvals, "agreements": agreements},
            "policy": self.policy.0,
            "as_of": self.as_of,
        })
    }
}

/// A day a few whole years, a few months or the length of a window from another, or a day or two beside that.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Day(pub Date);

fn date(year: i32, month: u32, day: u32) -> Date {
    Date::new(year, month, day).expect("in the calendar")
}

impl<'a> Arbitrary<'a> for Day {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let [kind, years, months, days] = <[u8; 4]>::arbitrary(u)?;
        let anchors = [(2012, 6, 10), (2012, 2, 29), (2011, 8, 31), (2012, 12, 31)];
        let edges = [(1900, 1, 1), (1904, 2, 29), (2096, 2, 29), (2100, 2, 28), (2199, 12, 31)];
        let day = match kind {
            240.. => {
                let (year, month, day) = edges[usize::from(years) % edges.len()];
                date(year, month, day)
            }
            220.. => date(1990, 1, 1).plus_days(u32::from(years) * 256 + u32::from(months)),
            _ => {
                let (year, month, day) = anchors[usize::from(kind) % anchors.len()];
                let months = [0, 0, 0, 0, 2, 10, 11, 12, 14, 1][usize::from(months) % 10];
                date(year, month, day).plus_months(12 * u32::from(years % 13) + months)
            }
        };
        let beside = [0, 0, 0, 1, 2, 30, 365][usize::from(days) % 7];
        let day = if days >= 128 {
            (0..beside).fold(day, |day, _| day.day_before())
        } else {
            day.plus_days(beside)
        };
        Ok(Self(day.clamp(Date::MIN, Date::MAX)))
    }
}

/// A day that is not before another one.
fn from(first: Day, gap: Option<Gap>) -> Option<Day> {
    let later = |gap: Gap| match gap {
        Gap::Days(days) => first.0.plus_days(days.into()),
        Gap::Years(years, before) => {
            let day = first.0.plus_years(u32::from(years % 8));
            if before { day.day_before().max(first.0) } else { day }
        }
        Gap::Months(months) => first.0.plus_months(u32::from(months % 40)),
    };
    gap.map(|gap| Day(later(gap).min(Date::MAX)))
}

#[derive(Clone, Copy, Arbitrary, Debug)]
enum Gap {
    Days(u16),
    Years(u8, bool),
    Months(u8),
}

/// The three dates of a candidacy, in order.
#[derive(Debug)]
struct Stages([Option<Day>; 3]);

impl<'a> Arbitrary<'a> for Stages {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let drawn = <[Option<Day>; 3]>::arbitrary(u)?;
        let mut days: Vec<Day> = drawn.into_iter().flatten().collect();
        days.sort_unstable();
        let mut days = days.into_iter();
        Ok(Self(drawn.map(|stage| stage.and_then(|_| days.next()))))
    }
}

#[derive(Arbitrary, Debug, Serialize)]
struct Person {
    education: Option<Education>,
    position_requires_mls: Option<bool>,
    experience: Option<Vec<Span>>,
    ala_membership: Option<Vec<Period>>,
    courses: Option<Vec<Course>>,
    portfolios: Option<Vec<Portfolio>>,
    degrees: Option<Vec<Degree>>,
    renewals: Option<Vec<Renewal>>,
    activities: Option<Vec<Activity>>,
}

#[derive(Arbitrary, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Education {
    BelowHighSchool,
    HighSchoolDiploma,
    HighSchoolEquivalency,
    CollegeDegree,
}

#[derive(Debug, Serialize)]
struct Span {
    from: Day,
    to: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours_per_week: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_hours: Option<f64>,
    volunteer: Option<bool>,
}

/// Hours of so many hundredths, as they are written.
fn hours(hundredths: u32) -> f64 {
    f64::from(hundredths) / 100.0
}

impl<'a> Arbitrary<'a> for Span {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (from_day, gap): (Day, Option<Gap>) = u.arbitrary()?;
        let to = from(from_day, gap);
        let hundredths = match u8::arbitrary(u)? % 6 {
            0 => 0,
            1 => 2000,
            2 => 3500,
            3 => 4000,
            4 => 182_000,
            _ => u32::arbitrary(u)? % 200_000,
        };
        let (weekly, total) = match to {
            Some(to) if bool::arbitrary(u)? => {
                (None, Some(hours(hundredths.min(2400 * from_day.0.days_through(to.0)))))
            }
            _ => (Some(hours(hundredths.min(16_800))), None),
        };
        Ok(Self { from: from_day, to, hours_per_week: weekly, total_hours: total, volunteer: u.arbitrary()? })
    }
}

#[derive(Debug, Serialize)]
struct Period {
    from: Day,
    to: Option<Day>,
}

impl<'a> Arbitrary<'a> for Period {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (first, gap) = u.arbitrary()?;
        Ok(Self { from: first, to: from(first, gap) })
    }
}

/// The id of a course or an agreement; of seven there are six in any catalog.
#[derive(Debug, Serialize)]
struct Name<const PREFIX: char>(String);

impl<'a, const PREFIX: char> Arbitrary<'a> for Name<PREFIX> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self(format!("{PREFIX}{}", u8::arbitrary(u)? % 7)))
    }
}

#[derive(Arbitrary, Debug, Serialize)]
struct Course {
    course: Name<'c'>,
    completed_on: Day,
}

/// A competency set; four of the ten are drawn more often.
#[derive(Clone, Copy, Debug, Serialize)]
struct Set(CompetencySet);

impl<'a> Arbitrary<'a> for Set {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let number = usize::from(u8::arbitrary(u)?);
        let often = [0, 2, 3, 9];
        Ok(Self(CompetencySet::ALL[if number < 160 { often[number % 4] } else { number % 10 }]))
    }
}

#[derive(Debug, Serialize)]
struct Sets(Vec<CompetencySet>);

impl<'a> Arbitrary<'a> for Sets {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mask = u16::arbitrary(u)?;
        Ok(Self((0..10).filter(|nth| mask >> nth & 1 == 1).map(|nth| CompetencySet::ALL[nth]).collect()))
    }
}

#[derive(Debug, Serialize)]
struct Portfolio {
    set: Set,
    submitted_on: Day,
    outcome: &'static str,
    evaluated_on: Option<Day>,
}

impl<'a> Arbitrary<'a> for Portfolio {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (set, submitted_on, gap): (Set, Day, Option<Gap>) = u.arbitrary()?;
        let evaluated_on = from(submitted_on, gap);
        let outcome = match evaluated_on {
            None => "pending",
            Some(_) if u.ratio(1, 5)? => "not-achieved",
            Some(_) => "achieved",
        };
        Ok(Self { set, submitted_on, outcome, evaluated_on })
    }
}

#[derive(Arbitrary, Debug, Serialize)]
struct Degree {
    agreement: Name<'g'>,
    graduated_on: Day,
}

#[derive(Arbitrary, Debug, Serialize)]
struct Renewal {
    renewed_on: Day,
}

#[derive(Clone, Copy, Arbitrary, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Unit {
    ContactHour,
    SemesterCredit,
    QuarterCredit,
    ConferenceDay,
}

#[derive(Debug, Serialize)]
struct Activity {
    completed_on: Day,
    quantity: f64,
    unit: Unit,
    sets: Sets,
}

impl<'a> Arbitrary<'a> for Activity {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (completed_on, unit, sets) = u.arbitrary()?;
        let often = [3200, 400, 2800, 100, 99, 0, 100_000];
        let number = u16::arbitrary(u)?;
        let hundredths = often.get(usize::from(number % 10)).copied().unwrap_or(u32::from(number));
        Ok(Self { completed_on, quantity: hours(hundredths), unit, sets })
    }
}

#[derive(Debug, Serialize)]
struct Approval {
    set: Set,
    courses: Vec<String>,
    approved_on: Day,
    expires_on: Option<Day>,
    price_cents: Option<u32>,
}

impl<'a> Arbitrary<'a> for Approval {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (set, approved_on, gap): (Set, Day, Option<Gap>) = u.arbitrary()?;
        // One course most often, else a bundle.
        let mask = u8::arbitrary(u)?;
        let mask = if mask < 128 { 1 << (mask % 6) } else { mask & 63 }.max(1);
        let courses = (0..6).filter(|nth| mask >> nth & 1 == 1).map(|nth| format!("c{nth}")).collect();
        let price_cents = Option::<u32>::arbitrary(u)?.map(|cents| cents % 1_000_000_001);
        Ok(Self { set, courses, approved_on, expires_on: from(approved_on, gap), price_cents })
    }
}

#[derive(Debug, Serialize)]
struct Agreement {
    college: &'static str,
    effective_on: Day,
    graduates_from: Option<Day>,
    ended_on: Option<Day>,
    covers: Sets,
}

impl<'a> Arbitrary<'a> for Agreement {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let (effective_on, graduates_from, gap): (Day, Option<Day>, Option<Gap>) = u.arbitrary()?;
        let covers = if bool::arbitrary(u)? { Sets(CompetencySet::ALL.to_vec()) } else { u.arbitrary()? };
        Ok(Self {
            college: "College",
            effective_on,
            graduates_from,
            ended_on: from(effective_on, gap),
            covers,
        })
    }
}

/// One of these.
fn pick<T: Copy, const N: usize>(u: &mut Unstructured<'_>, from: [T; N]) -> Result<T> {
    Ok(from[usize::from(u8::arbitrary(u)?) % N])
}

/// A policy: an edition, or one over which some values are laid.
#[derive(Debug)]
pub struct Rules(pub Value);

impl<'a> Arbitrary<'a> for Rules {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let edition = *u.choose(Edition::ALL)?;
        let kind = u8::arbitrary(u)?;
        if kind < 64 {
            return Ok(Self(json!(edition)));
        }
        let mut policy = json!({"extends": edition, "id": "adapted"});
        if kind & 1 == 1 {
            policy["completion"] = completion(u)?;
        }
        if kind & 2 == 2 {
            policy["eligibility"] = json!({
                "high_school": bool::arbitrary(u)?,
                "support_position": bool::arbitrary(u)?,
                "experience_hours": hours(pick(u, [0, 800, 182_000, 10_000_000, 1])?),
                "experience_years": pick(u, [0, 1, 5, 100])?,
            });
        }
        if kind & 4 == 4 {
            policy["candidacy"] = json!({
                "years": pick(u, [0, 1, 4, 100])?,
                "measured_by": if u.arbitrary()? { "earned" } else { "done" },
            });
            policy["credit"] = json!({
                "lookback_years": pick(u, [0, 1, 2, 100])?,
                "course_approval_years": pick(u, [None, Some(0), Some(4), Some(100)])?,
                "last_portfolio_on": Option::<Day>::arbitrary(u)?,
                "graduates_short_of_hours": if u.arbitrary()? { "provisional" } else { "refused" },
            });
        }
        if kind & 8 == 8 {
            renewal(u, &mut policy)?;
        }
        if kind & 16 == 16 {
            let price = |u: &mut Unstructured<'a>| -> Result<Value> {
                let (member, non_member): (u32, u32) = u.arbitrary()?;
                Ok(json!({"member": member % 1_000_000_001, "non_member": non_member % 1_000_000_001}))
            };
            let renewal = if bool::arbitrary(u)? { price(u)? } else { Value::Null };
            policy["fees"] = json!({
                "application_cents": price(u)?,
                "portfolio_cents": price(u)?,
                "renewal_cents": renewal,
            });
        }
        Ok(Self(policy))
    }
}

/// Sets that are required, sets that may be chosen, and how many of these; never nothing at all.
fn completion(u: &mut Unstructured<'_>) -> Result<Value> {
    let (mut required, electives): (u16, u16) = u.arbitrary()?;
    required &= 0x3ff;
    let electives = electives & 0x3ff & !required;
    let mut needed = u32::from(u8::arbitrary(u)?) % (electives.count_ones() + 1);
    if required == 0 && needed == 0 {
        if electives == 0 {
            required = 4;
        } else {
            needed = 1;
        }
    }
    let list = |mask: u16| -> Vec<CompetencySet> {
        (0..10).filter(|nth| mask >> nth & 1 == 1).map(|nth| CompetencySet::ALL[nth]).collect()
    };
    Ok(json!({"required": list(required), "electives": list(electives), "electives_needed": needed}))
}

fn renewal(u: &mut Unstructured<'_>, policy: &mut Value) -> Result<()> {
    let years = pick(u, [4, 1, 2, 100])?;
    let other = u32::from(u8::arbitrary(u)?);
    let opens = pick(u, [12, 0, 11, other])? % (12 * years);
    policy["certification"] = json!({
        "years": years,
        "ends": pick(u, ["anniversary", "day-before", "end-of-month"])?,
    });
    let contact = pick(u, [3200, 0, 100, 10_000_000])?;
    policy["renewal"] = json!({
        "opens_months_before": opens.min(100),
        "grace_months": pick(u, [2, 0, 1, 15, 100])?,
        "grace_terms": if u.arbitrary()? { "initial" } else { "every" },
        "contact_hours": hours(contact),
        "technology_hours": hours(pick(u, [400, 0, contact])?.min(contact)),
        "hours_from": if u.arbitrary()? { "last-renewal" } else { "term" },
        "min_activity_hours": hours(pick(u, [100, 0, 150])?),
        "unit_hours": {
            "semester-credit": u16::arbitrary(u)? % 1001,
            "quarter-credit": 10,
            "conference-day": u16::arbitrary(u)? % 1001,
        },
    });
    Ok(())
}
