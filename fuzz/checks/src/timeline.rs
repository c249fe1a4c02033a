//! A timeline against the status of every day of a short range, and of the days on and beside every boundary of a long one
//! (RULES 6.1).

use lssc_core::wire::{Question, Terms};
use lssc_core::{Because, Catalog, Date, DateRange, Outcome, Record, Status, Stretch, status};

use crate::scene::{Day, scene};

/// The longest range of which every day is assessed.
const SHORT: u32 = 400;

/// Draws timelines of a record, and holds them against its assessments.
pub fn timeline(data: &[u8]) {
    let Some((question, terms, mut bytes)) = scene(data) else { return };
    let case = Case { question: &question, terms: &terms };
    let days = u32::from(bytes.arbitrary::<u16>().unwrap_or(365)) % SHORT;
    let starts = [question.as_of, bytes.arbitrary::<Day>().map_or(question.as_of, |day| day.0)];
    let whole = case.drawn(Date::MIN, Date::MAX);
    case.boundaries(&whole);
    for from in starts {
        let to = from.plus_days(days).min(Date::MAX);
        let short = case.drawn(from, to);
        case.every_day(&short, from, to);
        case.is_a_piece_of(&short, &whole, from, to);
    }
}

struct Case<'a> {
    question: &'a Question,
    terms: &'a Terms,
}

impl Case<'_> {
    fn status(&self, day: Date) -> Status {
        status(&self.question.record, &self.terms.catalog, &self.terms.policy, day)
    }

    /// A timeline, of which holds what holds of any: it fills the range, neighbors differ, and each began for a reason.
    fn drawn(&self, from: Date, to: Date) -> Vec<Stretch> {
        let range = DateRange::new(from, to).expect("in order");
        let record = &self.question.record;
        let stretches = lssc_core::timeline(record, &self.terms.catalog, &self.terms.policy, range);
        assert_eq!(stretches.first().map(|first| (first.from, first.because)), Some((from, None)));
        assert_eq!(stretches.last().map(|last| last.to), Some(to));
        assert!(stretches.iter().all(|stretch| stretch.from <= stretch.to));
        for two in stretches.windows(2) {
            assert_eq!(two[0].to.plus_days(1), two[1].from);
            assert_ne!(two[0].status, two[1].status);
            match two[1].because.expect("something began it") {
                Because::Fact(pointer) => {
                    let days = dated(record, pointer.key(), pointer.index());
                    assert!(days.contains(&Some(two[1].from)), "{pointer} began {:?}", two[1]);
                }
                Because::Clause(clause) => {
                    assert!(["4.3", "4.4", "4.5", "4.7", "4.10"].contains(&clause.as_str()), "{clause}");
                }
            }
        }
        stretches
    }

    fn every_day(&self, stretches: &[Stretch], from: Date, to: Date) {
        let mut day = from;
        for stretch in stretches {
            while day <= stretch.to {
                assert_eq!(self.status(day), stretch.status, "on {day}");
                day = day.plus_days(1);
            }
        }
        assert!(day > to);
    }

    /// On the first and last day of each stretch, and on every day that the record or the catalog names, a day before and after it.
    fn boundaries(&self, stretches: &[Stretch]) {
        let mut days: Vec<Date> = stretches.iter().flat_map(|stretch| [stretch.from, stretch.to]).collect();
        for day in named(&self.question.record, &self.terms.catalog) {
            days.extend([day.day_before(), day, day.plus_days(1)]);
        }
        for day in days.into_iter().filter(|day| (Date::MIN..=Date::MAX).contains(day)) {
            let stretch = stretches.iter().find(|stretch| stretch.from <= day && day <= stretch.to);
            assert_eq!(Some(self.status(day)), stretch.map(|stretch| stretch.status), "on {day}");
        }
    }

    /// A short range shows what a longer one shows of the same days.
    fn is_a_piece_of(&self, short: &[Stretch], whole: &[Stretch], from: Date, to: Date) {
        let cut = whole.iter().filter(|stretch| stretch.from <= to && from <= stretch.to);
        let cut: Vec<_> = cut
            .map(|stretch| {
                let because = stretch.because.filter(|_| stretch.from > from);
                (stretch.from.max(from), stretch.to.min(to), stretch.status, because)
            })
            .collect();
        let short: Vec<_> = short.iter().map(|own| (own.from, own.to, own.status, own.because)).collect();
        assert_eq!(short, cut);
    }
}

/// When what a pointer names happened.
fn dated(record: &Record, key: Option<&str>, index: Option<usize>) -> Vec<Option<Date>> {
    let Some(index) = index else {
        return match key {
            Some("applied_on") => vec![record.applied_on],
            Some("admitted_on") => vec![record.admitted_on],
            Some("certified_on") => vec![record.certified_on],
            other => panic!("{other:?} begins nothing"),
        };
    };
    let is_there = "an entry that is there";
    match key {
        Some("courses") => vec![Some(record.courses.as_ref().expect(is_there)[index].completed_on)],
        Some("degrees") => vec![Some(record.degrees.as_ref().expect(is_there)[index].graduated_on)],
        Some("renewals") => vec![Some(record.renewals.as_ref().expect(is_there)[index].renewed_on)],
        Some("portfolios") => match record.portfolios.as_ref().expect(is_there)[index].outcome() {
            Outcome::Achieved(on) => vec![Some(on)],
            Outcome::NotAchieved(_) | Outcome::Pending => vec![],
        },
        other => panic!("{other:?} begins nothing"),
    }
}

/// The days that a record and a catalog name.
fn named(record: &Record, catalog: &Catalog) -> Vec<Date> {
    let mut days: Vec<Date> =
        [record.applied_on, record.admitted_on, record.certified_on].into_iter().flatten().collect();
    for span in record.experience.iter().flatten().map(|entry| entry.span.period()) {
        days.extend([Some(span.from()), span.to()].into_iter().flatten());
    }
    days.extend(record.courses.iter().flatten().map(|entry| entry.completed_on));
    days.extend(record.degrees.iter().flatten().map(|entry| entry.graduated_on));
    days.extend(record.renewals.iter().flatten().map(|entry| entry.renewed_on));
    for portfolio in record.portfolios.iter().flatten() {
        days.push(portfolio.submitted_on());
        if let Outcome::Achieved(on) | Outcome::NotAchieved(on) = portfolio.outcome() {
            days.push(on);
        }
    }
    for approval in catalog.approvals() {
        days.extend([Some(approval.approved_on), approval.expires_on].into_iter().flatten());
    }
    for agreement in catalog.agreements() {
        let said = [Some(agreement.effective_on), agreement.graduates_from, agreement.ended_on];
        days.extend(said.into_iter().flatten());
    }
    // A list may be long, and each day costs three assessments.
    days.truncate(200);
    days
}
