//! Where somebody stood, stands and will stand (RULES 6.1).
//!
//! A status is held until something happens to it, so it is asked for only on the days on which something can:
//!
//! - Before the program is started (nothing of application, admission and certification is known), by hours: on the days
//!   that [`search::changes`] finds, up to the day since which a degree stands in for them.
//! - Before the certification: at the application, at the admission, and on the day after the deadline.
//! - From the certification on: at each accepted renewal, and when the current term's renewal opens, when it expires, and
//!   when its last day is over.
//!
//! That these are all rests on what time does not change. A credit is known from the day on which it is earned, and none
//! that is earned later takes its place; so the first completion stays the first, and a computed certification begins on
//! one day for all times after it. A renewal is decided by what is dated up to its own day, so of two days with the same
//! certification the later one knows all decisions of the earlier. There are two certifications at most, the computed and
//! the recorded one.

use std::ops::ControlFlow;

use serde::{Serialize, Serializer};

use crate::case::Case;
use crate::catalog::Catalog;
use crate::clause::Clause;
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::{Date, Window};
use crate::fault::Problem;
use crate::list::known;
use crate::pointer::Pointer;
use crate::policy::Policy;
use crate::record::Record;
use crate::rules::candidacy::deadline;
use crate::rules::certification::{Term, term};
use crate::rules::completion::Completion;
use crate::rules::credit::{self, Credit};
use crate::rules::renewal::Decision;
use crate::rules::search;
use crate::verdict::{Route, Status, Verdict};

/// The days that a timeline is asked for: both ends belong to them, and the last is not before the first (RULES 6.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct DateRange {
    from: Date,
    to: Date,
}

impl DateRange {
    /// From `from` to `to`, both inclusive.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when `to` is before `from`; in a request it stands at `/to` (RULES 3.3).
    pub fn new(from: Date, to: Date) -> Result<Self, Problem> {
        if to < from {
            return Err(Problem::earlier(to, "to", from, "from"));
        }
        Ok(Self { from, to })
    }

    /// The first day.
    #[must_use]
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day.
    #[must_use]
    pub fn to(self) -> Date {
        self.to
    }
}

/// What began a [`Stretch`]; serializes to one string, `4.4` or `/renewals/0` (RULES 6.1).
///
/// It is what the new status rests on and what was not there the day before. Of several, facts come before boundaries,
/// and facts stand in the order of RULES 3.1:
///
/// | begins | because |
/// |---|---|
/// | hours suffice, or no longer do | `4.3` |
/// | a degree stands in for hours | `/degrees/i`; `4.7` where its agreement takes effect later |
/// | `applied`, `candidate` | `/applied_on`, `/admitted_on` |
/// | `candidacy-expired` | `4.4` |
/// | a recorded certification | `/certified_on` |
/// | a computed certification | `/admitted_on`, `/courses/i`, `/portfolios/i`, `/degrees/i`; `4.5`, `4.7` where what was done before is approved or agreed on later |
/// | an accepted renewal | `/renewals/i`, the first of that day |
/// | `renewal-open`, `grace`, `lapsed` by the passing of time | `4.10` |
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Because {
    /// The boundary of a clause, reached by the passing of time or set by the catalog.
    Clause(Clause),
    /// A fact of the record, dated on the first day of the stretch.
    Fact(Pointer),
}

impl Because {
    const fn field(key: &'static str) -> Self {
        Self::Fact(Pointer::field(key))
    }
}

impl Serialize for Because {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Clause(clause) => clause.serialize(serializer),
            Self::Fact(pointer) => pointer.serialize(serializer),
        }
    }
}

/// Days in a row on which the status is the same; the neighbors have another one (RULES 6.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub to: Date,
    /// The status on each of these days.
    pub status: Status,
    /// What began it: the clause whose boundary it was, or the fact of the record; `None` for the first.
    pub because: Option<Because>,
}

/// The statuses of the days of `range`, in order and without a gap; never empty (RULES 6.1).
///
/// The status on each day is that of [`status`](crate::status) on that day. The cost grows with the number of facts and
/// of stretches, not with the number of days.
///
/// ```
/// use lssc_core::{Because, Catalog, Clause, DateRange, Policy, Record, Status, timeline};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(
///     br#"{"id": "p-001", "admitted_on": "2010-05-01", "certified_on": "2012-10-15"}"#,
/// )?;
/// let range = DateRange::new("2012-01-01".parse()?, "2017-12-31".parse()?)?;
/// let stretches = timeline(&record, &Catalog::default(), &Policy::default(), range);
/// let begun: Vec<_> = stretches.iter().map(|stretch| (stretch.from.to_string(), stretch.status)).collect();
/// assert_eq!(begun, [
///     ("2012-01-01".to_owned(), Status::Candidate),
///     ("2012-10-15".to_owned(), Status::Certified),
///     ("2015-10-15".to_owned(), Status::RenewalOpen),
///     ("2016-10-16".to_owned(), Status::Grace),
///     ("2016-12-16".to_owned(), Status::Lapsed),
/// ]);
/// assert!(matches!(stretches[1].because, Some(Because::Fact(fact)) if fact.key() == Some("certified_on")));
/// assert_eq!(stretches[4].because, Some(Because::Clause(Clause::Window)));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn timeline(record: &Record, catalog: &Catalog, policy: &Policy, range: DateRange) -> Vec<Stretch> {
    let end = Case { record, catalog, policy, as_of: range.to };
    let completion = end.completion();
    let recorded_on = end.recorded_on();
    // Once the recorded certification is reached, it wins (RULES 4.9).
    let computed_on =
        end.computed_on(&completion).filter(|&on| recorded_on.is_none_or(|recorded| on < recorded));
    let mut line = Line { range, stretches: Vec::new() };
    line.draw_eligibility(&end);
    line.draw_candidacy(&end, computed_on.or(recorded_on));
    if let Some(on) = computed_on {
        let until = Case { as_of: recorded_on.map_or(range.to, Date::day_before), ..end };
        line.draw_certification(&until, &completion, on, completed_by(&end, &completion, on));
    }
    if let Some(on) = recorded_on {
        line.draw_certification(&end, &completion, on, Because::field("certified_on"));
    }
    line.finished()
}

/// The stretches so far, in order; each one lasts to the end of the range for as long as nothing follows it.
struct Line {
    range: DateRange,
    stretches: Vec<Stretch>,
}

impl Line {
    /// From this day on, which is not before that of the last call, the status is this one.
    fn begin(&mut self, on: Date, status: Status, because: Because) {
        #[cfg(test)]
        search::LOOKED_AT.with(|looked_at| looked_at.set(looked_at.get() + 1));
        let DateRange { from, to } = self.range;
        if on > to {
            return;
        }
        // Nothing began the first one.
        let because = Some(because).filter(|_| on > from);
        let from = on.max(from);
        // What is followed by something else on its first day has lasted no day.
        self.stretches.pop_if(|last| last.from == from);
        if self.stretches.last().is_none_or(|last| last.status != status) {
            self.stretches.push(Stretch { from, to, status, because });
        }
    }

    fn finished(mut self) -> Vec<Stretch> {
        let mut to = self.range.to;
        for stretch in self.stretches.iter_mut().rev() {
            stretch.to = to;
            to = stretch.from.day_before();
        }
        self.stretches
    }

    /// The days on which nothing is known that starts the program: by eligibility.
    fn draw_eligibility(&mut self, end: &Case<'_>) {
        let from = self.range.from;
        let to = end.started_on().map_or(self.range.to, Date::day_before);
        if to < from {
            return;
        }
        let last = Case { as_of: to, ..*end };
        let conditions = last.conditions();
        let others = conditions.education.and(conditions.support_staff);
        let status = |experience| last.status(others.and(experience), None);
        let Some(spans) = last.spans().filter(|_| others != Verdict::NotMet) else {
            return self.begin(
                from,
                status(conditions.experience.verdict),
                Because::Clause(Clause::Experience),
            );
        };
        let degree_on = last.degree_for_hours();
        let by_hours = Window { from, to: degree_on.map_or(to, Date::day_before) };
        search::changes(spans, by_hours, &end.policy.eligibility, &mut |on, met| {
            self.begin(on, status(Verdict::of(met)), Because::Clause(Clause::Experience));
            ControlFlow::Continue(())
        });
        if let Some(on) = degree_on {
            self.begin(on, status(Verdict::Met), eligible_by(&Case { as_of: on, ..*end }));
        }
    }

    /// The days from the application or the admission to the day before the certification.
    fn draw_candidacy(&mut self, end: &Case<'_>, certified_on: Option<Date>) {
        let admitted_on = end.admitted_on();
        let expired_on = admitted_on.map(|on| deadline(on, &end.policy.candidacy).plus_days(1));
        let begins = [
            (end.applied_on(), Because::field("applied_on")),
            (admitted_on, Because::field("admitted_on")),
            (expired_on, Because::Clause(Clause::Candidacy)),
        ];
        for (on, because) in begins {
            if let Some(on) = on.filter(|&on| certified_on.is_none_or(|certified_on| on < certified_on)) {
                let status = Case { as_of: on, ..*end }.status(Verdict::Unknown, None);
                self.begin(on, status, because);
            }
        }
    }

    /// The days of a certification, up to that of the case.
    fn draw_certification(
        &mut self,
        until: &Case<'_>,
        completion: &Completion,
        certified_on: Date,
        because: Because,
    ) {
        let of_number = |number| term(certified_on, number, until.policy);
        let (mut on, mut because, mut current) = (certified_on, because, of_number(1));
        until.certified(&until.conditions(), completion, &mut |decision| {
            let Decision::Accepted(renewal) = decision else { return };
            self.draw_term(current, on, renewal.renewed_on.day_before(), because);
            // Of several renewals on one day the first stands for all.
            if on < renewal.renewed_on {
                (on, because) =
                    (renewal.renewed_on, Because::Fact(Pointer::entry("renewals", renewal.index)));
            }
            current = of_number(renewal.term);
        });
        self.draw_term(current, on, until.as_of, because);
    }

    /// The days from `on` to `last`, on which this is the current term.
    fn draw_term(&mut self, term: Term, on: Date, last: Date, because: Because) {
        if on <= last {
            self.begin(on, term.status_on(on), because);
        }
        for day in [term.opens_on, term.expires_on.plus_days(1), term.last_day.plus_days(1)] {
            if on < day && day <= last {
                self.begin(day, term.status_on(day), Because::Clause(Clause::Window));
            }
        }
    }
}

/// What makes eligible on the first day on which a degree stands in for hours.
fn eligible_by(on_that_day: &Case<'_>) -> Because {
    let &Case { record, catalog, policy, as_of: on } = on_that_day;
    // Where the hours are there, nothing stands in for them.
    if on_that_day.conditions().experience.verdict == Verdict::Met {
        return Because::Clause(Clause::Experience);
    }
    let graduated_that_day = |&(entry, _): &(usize, Date)| {
        let degrees = known(&record.degrees).iter();
        degrees.skip(entry).take(1).any(|degree| degree.graduated_on == on)
    };
    let degree = credit::full_degrees(record, catalog, policy, on).find(graduated_that_day);
    degree.map_or(Because::Clause(Clause::Agreement), |(entry, _)| {
        Because::Fact(Pointer::entry("degrees", entry))
    })
}

/// What the certification that is computed for this day was waiting for (RULES 4.9).
fn completed_by(end: &Case<'_>, completion: &Completion, on: Date) -> Because {
    let admission = Because::field("admitted_on");
    if end.admitted_on() == Some(on) {
        return admission;
    }
    let before: CompetencySets = completion
        .credits
        .counting()
        .filter(|credit| credit.earned_on < on)
        .map(|credit| credit.set)
        .collect();
    let policy = &end.policy.completion;
    // A set that is not required is an elective: no other earns anything.
    let was_missing = |set: CompetencySet| {
        policy.missing_required(before).contains(set) || policy.electives_missing(before) > 0
    };
    let earned: CompetencySets = completion
        .credits
        .counting()
        .filter(|credit| credit.earned_on == on && was_missing(credit.set))
        .map(|credit| credit.set)
        .collect();
    // In the order of RULES 3.1, boundaries last.
    let began = |credit: Credit| {
        let fact = Because::Fact(credit.evidence());
        match credit.route {
            Route::Course if credit.done_on == on => (0, credit.entry, fact),
            Route::Portfolio => (1, credit.entry, fact),
            Route::Agreement if credit.done_on == on => (2, credit.entry, fact),
            Route::Course => (3, 0, Because::Clause(Clause::Course)),
            Route::Agreement => (4, 0, Because::Clause(Clause::Agreement)),
        }
    };
    // A set can be given twice on that day; which of the two is its credit is up to the order of entries, and this is not.
    let mut first = None;
    credit::offers(end.record, end.catalog, end.policy, end.as_of, &mut |credit| {
        let (list, entry, because) = began(credit);
        let is_first =
            first.is_none_or(|(known_list, known_entry, _)| (list, entry) < (known_list, known_entry));
        if credit.counts && credit.earned_on == on && earned.contains(credit.set) && is_first {
            first = Some((list, entry, because));
        }
    });
    first.map_or(admission, |(_, _, because)| because)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Count, Education, Entries, Experience, Hours, Period, RecordParts, Renewal, Span};

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn one_year() -> DateRange {
        DateRange::new(date("2015-01-01"), date("2015-12-31")).unwrap()
    }

    fn three_hundred_years() -> DateRange {
        DateRange::new(Date::MIN, Date::MAX).unwrap()
    }

    /// How many days and stretches of days are looked at, and how many stretches come of it.
    fn work(record: &Record, policy: &Policy, range: DateRange) -> (usize, usize) {
        search::LOOKED_AT.set(0);
        let stretches = timeline(record, &Catalog::default(), policy, range);
        (search::LOOKED_AT.get(), stretches.len())
    }

    fn entries<T>(list: impl Iterator<Item = T>) -> Entries<T> {
        Entries::new(list.collect()).unwrap()
    }

    fn nobody() -> RecordParts {
        RecordParts {
            education: Some(Education::CollegeDegree),
            position_requires_mls: Some(false),
            ..RecordParts::new("p".parse().unwrap())
        }
    }

    fn worker(spans: impl Iterator<Item = Span>) -> Record {
        Record::new(RecordParts { experience: Some(entries(spans.map(Experience::from))), ..nobody() })
            .unwrap()
    }

    /// A number of spans, of renewals, of years; the looks and stretches in a year and in 300 years.
    fn print(of: &str, many: usize, record: &Record, policy: &Policy) -> (usize, usize) {
        let year = work(record, policy, one_year());
        let all = work(record, policy, three_hundred_years());
        println!("{many} {of}: {year:?} in a year, {all:?} in 300 years");
        assert!(year.0 <= all.0 + 40, "{many} {of}");
        all
    }

    fn weekly(from: Date, days: u32, hundredths: u64) -> Span {
        let period = Period::new(from, Some(from.plus_days(days - 1))).unwrap();
        Span::weekly(period, Hours::from_hundredths(hundredths)).unwrap()
    }

    #[test]
    fn spans_that_overlap_cost_no_more_than_one_does() {
        for many in [1, 4, 16, 64, 256, 1024, 4096] {
            // Jobs of half a year that together come near to the hours asked for, some of them with total hours.
            let spans = (0..many).map(|nth: u32| {
                let from = date("2010-01-01").plus_days(nth.wrapping_mul(7919) % 3650);
                let hours = Hours::from_hundredths(u64::from(16_000 / many + nth % 7));
                if nth.is_multiple_of(3) {
                    let period = Period::new(from, Some(from.plus_days(180))).unwrap();
                    Span::total(period, hours.times(25)).unwrap()
                } else {
                    weekly(from, 181, hours.hundredths())
                }
            });
            let (looked, _) = print("spans", many as usize, &worker(spans), &Policy::default());
            assert!(looked <= 200, "{many} spans, {looked} looks");
        }
    }

    #[test]
    fn the_work_grows_with_the_times_that_hours_are_reached_and_lost() {
        let mut policy = Policy::default().into_parts();
        policy.eligibility.experience_years = Count::new(1).unwrap();
        policy.eligibility.experience_hours = Hours::whole(100);
        let policy = Policy::new(policy).unwrap();
        for many in [1, 2, 4, 8, 16, 32, 64, 128] {
            let spans = (0..many).map(|nth| weekly(date("1900-01-01").plus_days(850 * nth), 35, 4000));
            let (looked, stretches) = print("jobs", many as usize, &worker(spans), &policy);
            assert_eq!(stretches, 2 * many as usize + 1);
            assert!(looked <= 40 * stretches, "{looked} looks for {stretches} stretches");
        }
    }

    #[test]
    fn steady_work_close_to_what_is_asked_for_is_not_walked() {
        // 7 hours a week are an hour a day, and five years have 1827 or 1828 days.
        let mut policy = Policy::default().into_parts();
        for hours in 1820..=1832 {
            policy.eligibility.experience_hours = Hours::whole(hours);
            let policy = Policy::new(policy.clone()).unwrap();
            let open = Span::weekly(Period::starting(Date::MIN), Hours::whole(7)).unwrap();
            let (looked, stretches) =
                print("hours, one job", hours as usize, &worker([open].into_iter()), &policy);
            assert!(looked <= 200 + 40 * stretches, "{looked} looks, {stretches} stretches");
            // The same in jobs of a year, each of which enters the window while another one leaves it.
            let jobs = (0..300).map(|nth| {
                let from = Date::new(1900 + nth, 1, 1).unwrap();
                weekly(from, from.days_through(Date::new(1900 + nth, 12, 31).unwrap()), 700)
            });
            let (looked, same) = print("hours, many jobs", hours as usize, &worker(jobs), &policy);
            assert_eq!(same, stretches);
            assert!(looked <= 40 * (300 + stretches), "{looked} looks, {stretches} stretches");
        }
    }

    #[test]
    fn the_work_grows_with_the_renewals() {
        for many in [0, 1, 4, 16, 64] {
            let renewals = (1..=many)
                .map(|nth| Renewal { renewed_on: date("1920-06-10").plus_years(4 * nth).minus_months(2) });
            let record = RecordParts {
                admitted_on: Some(date("1916-06-10")),
                certified_on: Some(date("1920-06-10")),
                renewals: Some(entries(renewals)),
                ..nobody()
            };
            let (looked, stretches) =
                print("renewals", many as usize, &Record::new(record).unwrap(), &Policy::default());
            assert!(looked <= 10 + 4 * many as usize, "{looked} looks, {stretches} stretches");
        }
    }
}
