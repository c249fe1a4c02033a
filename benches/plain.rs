//! The smaller rule set, as somebody would write it by hand for one program with fixed numbers: typed structs, dates of
//! chrono, hours as whole hundredths. What the library costs is told beside what this costs.
//!
//! It takes one policy, one kind of credit and one term, gives no reasons and finds no faults.

use chrono::{Months, NaiveDate};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};

const YEARS_OF_WORK: u32 = 5;
const HOURS_OF_WORK: i64 = 182_000;
const YEARS_OF_CANDIDACY: u32 = 4;
const MONTHS_OF_TERM: u32 = 48;
const MONTHS_OPEN: u32 = 12;
const MONTHS_OF_GRACE: u32 = 2;
const REQUIRED: usize = 3;
const ELECTIVES: usize = 3;

/// What a date must be able to do.
pub trait Day: Copy + Ord + DeserializeOwned + Serialize {
    /// Months later, on the last day of the month where it is shorter.
    #[must_use]
    fn plus_months(self, months: u32) -> Self;
    /// Months earlier, likewise.
    #[must_use]
    fn minus_months(self, months: u32) -> Self;
    /// The days from `first` through this one, both included.
    fn days_since(self, first: Self) -> i64;
}

impl Day for NaiveDate {
    fn plus_months(self, months: u32) -> Self {
        self + Months::new(months)
    }

    fn minus_months(self, months: u32) -> Self {
        self - Months::new(months)
    }

    fn days_since(self, first: Self) -> i64 {
        (self - first).num_days() + 1
    }
}

/// A day as the number of days since 1970-01-01: what somebody would take who has found dates to be slow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DayNumber(i32);

impl DayNumber {
    /// The day of a date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }

    fn of_civil(year: i32, month: i32, day: i32) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year - era * 400;
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    fn civil(self) -> (i32, i32, i32) {
        let days = self.0 + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days - era * 146_097;
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let (day, month) = (of_year - (153 * shifted + 2) / 5 + 1, (shifted + 2) % 12 + 1);
        (year + era * 400 + i32::from(month <= 2), month, day)
    }

    fn moved(self, months: i32) -> Self {
        let (year, month, day) = self.civil();
        let months = year * 12 + month - 1 + months;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        Self::of_civil(year, month, day.min(month_length(year, month)))
    }
}

fn month_length(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day for DayNumber {
    fn plus_months(self, months: u32) -> Self {
        self.moved(months.cast_signed())
    }

    fn minus_months(self, months: u32) -> Self {
        self.moved(-months.cast_signed())
    }

    fn days_since(self, first: Self) -> i64 {
        i64::from(self.0 - first.0) + 1
    }
}

impl<'de> Deserialize<'de> for DayNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        NaiveDate::deserialize(deserializer).map(Self::of)
    }
}

impl Serialize for DayNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (year, month, day) = self.civil();
        serializer.collect_str(&format_args!("{year:04}-{month:02}-{day:02}"))
    }
}

/// A competency set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Set {
    FoundationsOfLibraryServices,
    CommunicationAndTeamwork,
    Technology,
    AccessServices,
    AdultReadersAdvisoryServices,
    CatalogingAndClassification,
    CollectionManagement,
    ReferenceAndInformationServices,
    SupervisionAndManagement,
    YouthServices,
}

const SETS: usize = Set::YouthServices as usize + 1;

/// What the education is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Education {
    BelowHighSchool,
    HighSchoolDiploma,
    HighSchoolEquivalent,
    CollegeDegree,
}

/// A time from a day on, through another or without end.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Period<D> {
    from: D,
    to: Option<D>,
}

/// Work in a library, by the week or as a total; hours in hundredths.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(bound = "D: Day")]
pub struct Span<D> {
    from: D,
    to: Option<D>,
    #[serde(default, deserialize_with = "hundredths")]
    hours_per_week: Option<i64>,
    #[serde(default, deserialize_with = "hundredths")]
    total_hours: Option<i64>,
}

/// A portfolio.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(bound = "D: Day")]
pub struct Portfolio<D> {
    set: Set,
    submitted_on: D,
    outcome: Outcome,
    evaluated_on: Option<D>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    Pending,
    Achieved,
    NotAchieved,
}

/// An activity after the certification; hours in hundredths.
#[derive(Clone, Debug, Deserialize)]
#[serde(bound = "D: Day")]
pub struct Activity<D> {
    completed_on: D,
    #[serde(deserialize_with = "hundredths")]
    quantity: Option<i64>,
    sets: Vec<Set>,
}

/// What is known of a person.
#[derive(Clone, Debug, Deserialize)]
#[serde(bound = "D: Day")]
#[expect(missing_docs, reason = "RULES 3.1 says what each is")]
pub struct Person<D> {
    pub id: String,
    pub education: Education,
    pub position_requires_mls: bool,
    pub experience: Vec<Span<D>>,
    pub ala_membership: Vec<Period<D>>,
    pub applied_on: Option<D>,
    pub admitted_on: Option<D>,
    pub certified_on: Option<D>,
    pub portfolios: Vec<Portfolio<D>>,
    pub activities: Vec<Activity<D>>,
}

/// A number of hours as whole hundredths.
fn hundredths<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    #[expect(clippy::cast_possible_truncation, reason = "hours are small")]
    let rounded = |hours: f64| (hours * 100.0).round() as i64;
    Option::<f64>::deserialize(deserializer).map(|hours| hours.map(rounded))
}

/// Where somebody stands (RULES 4.12).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "RULES 4.12 says what each is")]
pub enum Status {
    Ineligible,
    Eligible,
    Applied,
    Candidate,
    CandidacyExpired,
    Certified,
    RenewalOpen,
    Grace,
    Lapsed,
}

/// What every subject answers; hours in hundredths.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(bound = "D: Day")]
#[expect(missing_docs, reason = "the names say it")]
pub struct Answer<D> {
    pub status: Status,
    pub eligible: bool,
    pub hours: i64,
    pub completed_on: Option<D>,
    pub opens_on: Option<D>,
    pub expires_on: Option<D>,
    pub last_day: Option<D>,
    pub contact_hours: Option<i64>,
    pub technology_hours: Option<i64>,
    pub total_cents: i64,
}

/// Where somebody stands on a day.
#[must_use]
pub fn status<D: Day>(person: &Person<D>, as_of: D) -> Answer<D> {
    let known = |date: Option<D>| date.filter(|&date| date <= as_of);
    let (applied_on, admitted_on) = (known(person.applied_on), known(person.admitted_on));
    let recorded_on = known(person.certified_on);
    let reference = applied_on.or(admitted_on).or(recorded_on).unwrap_or(as_of);

    let hours = hours_of_work(&person.experience, reference);
    let eligible = person.education != Education::BelowHighSchool
        && !person.position_requires_mls
        && hours >= HOURS_OF_WORK;
    let deadline = admitted_on.map(|admitted_on| admitted_on.plus_months(12 * YEARS_OF_CANDIDACY));
    let completed_on = admitted_on.zip(deadline).and_then(|(admitted_on, deadline)| {
        completed_on(&person.portfolios, admitted_on, deadline.min(as_of))
    });
    let certified_on = recorded_on.or_else(|| Some(completed_on?.max(admitted_on?)));

    let mut answer = Answer {
        status: match (deadline, applied_on) {
            (Some(deadline), _) if as_of > deadline => Status::CandidacyExpired,
            (Some(_), _) => Status::Candidate,
            (None, Some(_)) => Status::Applied,
            (None, None) if eligible => Status::Eligible,
            (None, None) => Status::Ineligible,
        },
        eligible,
        hours,
        completed_on,
        opens_on: None,
        expires_on: None,
        last_day: None,
        contact_hours: None,
        technology_hours: None,
        total_cents: cents(person, reference, as_of),
    };
    if let Some(certified_on) = certified_on {
        certify(&mut answer, &person.activities, certified_on, as_of);
    }
    answer
}

fn certify<D: Day>(answer: &mut Answer<D>, activities: &[Activity<D>], certified_on: D, as_of: D) {
    let expires_on = certified_on.plus_months(MONTHS_OF_TERM);
    let opens_on = expires_on.minus_months(MONTHS_OPEN);
    let last_day = expires_on.plus_months(MONTHS_OF_GRACE);
    let through = as_of.min(last_day);
    let (mut contact, mut technology) = (0, 0);
    for activity in activities {
        let day = activity.completed_on;
        if day >= certified_on && day <= through && !activity.sets.is_empty() {
            let hours = activity.quantity.unwrap_or_default();
            contact += hours;
            technology += if activity.sets.contains(&Set::Technology) { hours } else { 0 };
        }
    }
    answer.status = if as_of < opens_on {
        Status::Certified
    } else if as_of <= expires_on {
        Status::RenewalOpen
    } else if as_of <= last_day {
        Status::Grace
    } else {
        Status::Lapsed
    };
    (answer.opens_on, answer.expires_on, answer.last_day) =
        (Some(opens_on), Some(expires_on), Some(last_day));
    (answer.contact_hours, answer.technology_hours) = (Some(contact), Some(technology));
}

fn hours_of_work<D: Day>(spans: &[Span<D>], reference: D) -> i64 {
    let first = reference.minus_months(12 * YEARS_OF_WORK);
    let (mut weekly, mut totals) = (0, 0);
    for span in spans {
        let from = span.from.max(first);
        let to = span.to.map_or(reference, |to| to.min(reference));
        if from > to {
            continue;
        }
        let days = to.days_since(from);
        if let Some(hours) = span.hours_per_week {
            weekly += hours * days;
        } else if let (Some(hours), Some(to)) = (span.total_hours, span.to) {
            totals += hours * days / to.days_since(span.from);
        }
    }
    weekly / 7 + totals
}

fn completed_on<D: Day>(portfolios: &[Portfolio<D>], admitted_on: D, through: D) -> Option<D> {
    let mut earned = [None::<D>; SETS];
    for portfolio in portfolios {
        if let (Outcome::Achieved, Some(day)) = (portfolio.outcome, portfolio.evaluated_on)
            && portfolio.submitted_on >= admitted_on
            && day <= through
        {
            let earliest = &mut earned[portfolio.set as usize];
            *earliest = Some(earliest.map_or(day, |earlier| earlier.min(day)));
        }
    }
    let (required, electives) = earned.split_at_mut(REQUIRED);
    let required = required.iter().copied().reduce(|one, other| Some(one?.max(other?)))??;
    electives.sort_unstable_by_key(|day| (day.is_none(), *day));
    Some(required.max(electives[ELECTIVES - 1]?))
}

fn cents<D: Day>(person: &Person<D>, reference: D, as_of: D) -> i64 {
    let price = |day: D, member: i64, other: i64| {
        let is_member = |period: &Period<D>| period.from <= day && period.to.is_none_or(|to| day <= to);
        if person.ala_membership.iter().any(is_member) { member } else { other }
    };
    let submitted = person.portfolios.iter().map(|portfolio| portfolio.submitted_on);
    let portfolios: i64 = submitted.filter(|&day| day <= as_of).map(|day| price(day, 5_000, 6_000)).sum();
    price(reference, 32_500, 35_000) + portfolios
}
