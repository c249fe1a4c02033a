//! The calendar and every window of RULES 4, held against a calendar that counts days one by one.
//!
//! The model knows three things alone: the Gregorian leap rule, the lengths of the months, and that the day after
//! the last of a month is the first of the next. It is asked about every day of 1900 to 2299: the whole cycle of
//! 400 years, in which 2000 is a leap year and 1900, 2100 and 2200 are not. The last hundred of these years lie
//! beyond what an input may hold, as computed dates may (RULES 1.1); where a record or a catalog has to hold the
//! date, every day that it may hold is asked about.

use std::sync::OnceLock;

use lssc_core::rules::candidacy::deadline;
use lssc_core::rules::certification::{has_grace, term};
use lssc_core::rules::credit::{completion_window, recognized_from, recognizes};
use lssc_core::rules::eligibility::{counted_hours, experience, first_met, window_at};
use lssc_core::{
    Agreement, AgreementParts, Approval, ApprovalParts, CandidacyPolicy, Catalog, CompetencySet,
    CompetencySets, Count, CourseCompletion, CreditPolicy, Date, Degree, Education, EligibilityPolicy,
    Entries, FaultCode, GraceTerms, Hours, Id, Period, Policy, Problem, Record, RecordParts, Span, Status,
    TermEnds, TermYears, Window, assess, status,
};

/// What the model covers: the days asked about, and a hundred years and more around them.
const FIRST_YEAR: i32 = 1790;
const LAST_YEAR: i32 = 2420;
/// The days asked about.
const STARTS: (i32, i32) = (1900, 2299);

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn month_length(year: i32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A day of the model: its date, and the number of its month.
#[derive(Clone, Copy)]
struct Day {
    year: i32,
    month: u32,
    day: u32,
    month_number: usize,
}

impl Day {
    fn text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Days by number and months by number, both counted from the first day of the model.
struct Model {
    days: Vec<Day>,
    /// The number of a month's first day, and its length.
    months: Vec<(usize, usize)>,
    /// The library's date of each day, reached one day at a time.
    dates: Vec<Date>,
}

impl Model {
    fn count() -> Self {
        let (mut days, mut months) = (Vec::new(), Vec::new());
        for year in FIRST_YEAR..=LAST_YEAR {
            for month in 1..=12 {
                let (first, month_number) = (days.len(), months.len());
                days.extend((1..=month_length(year, month)).map(|day| Day {
                    year,
                    month,
                    day,
                    month_number,
                }));
                months.push((first, days.len() - first));
            }
        }
        let origin = days.iter().position(|day| day.year == 1900).expect("1900 is in the model");
        let mut before: Vec<Date> =
            std::iter::successors(Some(Date::MIN), |date| Some(date.day_before())).take(origin + 1).collect();
        before.reverse();
        let after = std::iter::successors(Some(Date::MIN), |date| Some(date.plus_days(1)));
        let dates = before.into_iter().chain(after.skip(1).take(days.len() - origin - 1)).collect();
        Self { days, months, dates }
    }

    /// The number of the day so many months from `day`, clamped to the end of the month (RULES 1.2).
    fn months_from(&self, day: usize, months: i32) -> usize {
        let Day { day, month_number, .. } = self.days[day];
        let target = i32::try_from(month_number).expect("few months") + months;
        let (first, length) = self.months[usize::try_from(target).expect("within the model")];
        first + (day as usize).min(length) - 1
    }

    fn years_from(&self, day: usize, years: i32) -> usize {
        self.months_from(day, 12 * years)
    }

    fn end_of_month(&self, day: usize) -> usize {
        let (first, length) = self.months[self.days[day].month_number];
        first + length - 1
    }

    /// Whether an input may hold this day (RULES 1.1).
    fn may_be_input(&self, day: usize) -> bool {
        (1900..=2199).contains(&self.days[day].year)
    }

    /// The number of a day by its date.
    fn number(&self, year: i32, month: u32, day: u32) -> usize {
        let month_number =
            usize::try_from((year - FIRST_YEAR) * 12).expect("in the model") + month as usize - 1;
        self.months[month_number].0 + day as usize - 1
    }
}

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(Model::count)
}

/// Asks about every day of the 400 years.
fn for_every_day(mut check: impl FnMut(&'static Model, usize)) {
    let model = model();
    let mut asked = 0;
    for day in model.number(STARTS.0, 1, 1)..=model.number(STARTS.1, 12, 31) {
        check(model, day);
        asked += 1;
    }
    assert_eq!(asked, 146_097, "400 years have 97 leap days");
}

/// Asks about every day that an input may hold, and with it so many days before and after it.
fn for_every_input(before: usize, after: usize, mut check: impl FnMut(&'static Model, usize)) {
    for_every_day(|model, day| {
        if model.may_be_input(day - before) && model.may_be_input(day + after) {
            check(model, day);
        }
    });
}

/// Fails with the day that was asked about.
#[track_caller]
fn same(found: Date, expected: usize, day: usize, what: &str) {
    let model = model();
    assert_eq!(found, model.dates[expected], "{what} of {}", model.days[day].text());
}

fn count(number: u64) -> Count {
    Count::new(number).expect("0 to 100")
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

// RULES 1.1, 1.2: dates and their arithmetic.

#[test]
fn every_day_has_the_date_that_counting_gives_it() {
    let model = model();
    for (day, date) in model.days.iter().zip(&model.dates) {
        assert_eq!(date.to_string(), day.text());
    }
    assert!(model.dates.is_sorted_by(|a, b| a < b), "dates compare as days do");
}

#[test]
fn every_day_of_the_range_is_read_and_every_other_one_is_refused() {
    let model = model();
    for (day, &date) in model.days.iter().zip(&model.dates) {
        let (read, made) = (day.text().parse::<Date>(), Date::new(day.year, day.month, day.day));
        assert_eq!(read, made);
        if (1900..=2199).contains(&day.year) {
            assert_eq!(read, Ok(date));
        } else {
            assert_eq!(read.map_err(|problem| problem.code()), Err(FaultCode::OutOfRange), "{}", day.text());
        }
    }
}

#[test]
fn no_month_has_a_day_more_than_it_has() {
    for year in 1900..=2199 {
        for month in 0..=13 {
            let days = if (1..=12).contains(&month) { month_length(year, month) } else { 0 };
            for day in [0, days + 1, 29, 30, 31, 32].into_iter().filter(|day| !(1..=days).contains(day)) {
                let text = format!("{year:04}-{month:02}-{day:02}");
                let code = text.parse::<Date>().map_err(|problem| problem.code());
                assert_eq!(code, Err(FaultCode::BadDate), "{text}");
                assert_eq!(
                    Date::new(year, month, day).map_err(|p| p.code()),
                    Err(FaultCode::BadDate),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn months_are_added_and_taken_away_in_one_step_and_clamped() {
    let spans: Vec<i32> = (0..=26).chain([36, 37, 47, 48, 60, 96, 100, 144, 1199, 1200]).collect();
    for_every_day(|model, day| {
        let date = model.dates[day];
        for &months in &spans {
            same(
                date.plus_months(months.unsigned_abs()),
                model.months_from(day, months),
                day,
                "months after",
            );
            same(
                date.minus_months(months.unsigned_abs()),
                model.months_from(day, -months),
                day,
                "months before",
            );
        }
    });
}

#[test]
fn years_are_added_and_taken_away_in_one_step_and_clamped() {
    for_every_day(|model, day| {
        let date = model.dates[day];
        for years in [0_i32, 1, 2, 3, 4, 5, 8, 12, 16, 20, 96, 97, 98, 99, 100] {
            same(date.plus_years(years.unsigned_abs()), model.years_from(day, years), day, "years after");
            same(date.minus_years(years.unsigned_abs()), model.years_from(day, -years), day, "years before");
        }
    });
}

#[test]
fn the_calendar_comes_round_after_four_hundred_years() {
    for_every_day(|model, day| {
        let (start, date) = (model.days[day], model.dates[day]);
        let later = date.plus_years(400);
        let text = format!("{:04}-{:02}-{:02}", start.year + 400, start.month, start.day);
        assert_eq!(later.to_string(), text, "every leap day finds its own again");
        assert_eq!(later, date.plus_days(146_097));
        assert_eq!(date.days_through(later), 146_098, "both ends belong");
        assert_eq!(later.minus_months(4800), date);
    });
}

#[test]
fn days_are_counted_with_both_ends() {
    let distances = [0, 1, 6, 7, 27, 28, 29, 30, 31, 364, 365, 366, 637, 669, 1460, 1461, 1826, 1827, 36_524];
    for_every_day(|model, day| {
        let date = model.dates[day];
        for days in distances {
            let later = model.dates[day + days as usize];
            assert_eq!(date.plus_days(days), later, "{days} days after {date}");
            assert_eq!(date.days_through(later), days + 1, "{date} to {later}");
            assert_eq!(later.plus_days(1).days_through(date), 0, "an empty stretch has no days");
        }
        same(date.day_before(), day - 1, day, "the day before");
        same(date.end_of_month(), model.end_of_month(day), day, "the end of the month");
    });
}

#[test]
fn a_period_shares_with_a_window_the_days_that_lie_in_both() {
    // Every way in which two short stretches can lie, on each side of a leap day and of one that is not there.
    for (year, month) in [(1900, 2), (2000, 2), (2004, 2), (2100, 2), (2023, 12)] {
        let first = model().number(year, month, 20);
        let date = |offset: usize| model().dates[first + offset];
        let pairs = || (0..14).flat_map(|from| (from..14).map(move |to| (from, to)));
        for ((from, to), (window_from, window_to)) in pairs().flat_map(|a| pairs().map(move |b| (a, b))) {
            let window = Window { from: date(window_from), to: date(window_to) };
            let shared = |last: usize| {
                (0..14)
                    .filter(|day| (from..=last).contains(day) && (window_from..=window_to).contains(day))
                    .count()
            };
            let closed = Period::new(date(from), Some(date(to))).expect("in order");
            assert_eq!(closed.days_within(window) as usize, shared(to));
            assert_eq!(Period::starting(date(from)).days_within(window) as usize, shared(13));
        }
    }
}

// RULES 4.3: the window of eligibility, and how far ahead `earliest_on` looks.

fn eligibility(years: u64, hours: Hours) -> EligibilityPolicy {
    EligibilityPolicy {
        high_school: true,
        support_position: true,
        experience_hours: hours,
        experience_years: count(years),
    }
}

#[test]
fn the_window_of_eligibility_is_five_years_and_the_day() {
    let policies: Vec<(i32, EligibilityPolicy)> = [0_i32, 1, 4, 5, 100]
        .into_iter()
        .map(|years| (years, eligibility(years.unsigned_abs().into(), Hours::ZERO)))
        .collect();
    for_every_day(|model, day| {
        for (years, policy) in &policies {
            let Window { from, to } = window_at(model.dates[day], policy);
            same(from, model.years_from(day, -years), day, "the window's first day");
            same(to, day, day, "the window's last day");
        }
    });
}

#[test]
fn work_counts_on_the_first_and_last_day_of_the_window_and_not_around_it() {
    let policy = eligibility(5, Hours::whole(1820));
    for_every_input(5 * 366 + 40, 9, |model, day| {
        let first = model.years_from(day, -5);
        let window = window_at(model.dates[day], &policy);
        let one_day = |day: usize| {
            Span::weekly(
                Period::new(model.dates[day], Some(model.dates[day])).expect("a day"),
                Hours::whole(7),
            )
        };
        for (worked, hours) in [(first - 1, 0), (first, 1), (day, 1), (day + 1, 0)] {
            let counted = counted_hours(one_day(worked), window);
            assert_eq!(
                counted,
                Hours::whole(hours),
                "{} counted on {}",
                model.dates[worked],
                model.dates[day]
            );
        }
        // Hours by the week count day by day: all the days of the window are there.
        let open = Span::weekly(Period::starting(model.dates[first - 40]), Hours::whole(7));
        let days = u32::try_from(day - first + 1).expect("some 1827 days");
        assert_eq!(counted_hours(open, window), Hours::whole(days));
        // A total is spread over the span's own days (RULES 4.3: D).
        let period = Period::new(model.dates[first - 40], Some(model.dates[day + 9])).expect("in order");
        let spread = Span::total(period, Hours::whole(days + 49)).expect("fewer than 24 a day");
        assert_eq!(counted_hours([spread], window), Hours::whole(days));
    });
}

#[test]
fn earliest_on_looks_five_years_ahead_and_no_day_further() {
    let policy = eligibility(5, Hours::whole(8));
    for_every_input(0, 5 * 366, |model, day| {
        let (reference, last) = (model.dates[day], model.years_from(day, 5));
        // The one day of work that suffices, seen from far enough in the future that it is known.
        for (worked, found) in
            [(day, Some(day)), (day + 1, Some(day + 1)), (last, Some(last)), (last + 1, None)]
        {
            let on = model.dates[worked];
            let period = Period::new(on, Some(on)).expect("a day");
            let span = Span::total(period, Hours::whole(8)).expect("8 hours of 24");
            let result = experience(Some([span].into_iter()), reference, model.dates[last + 1], &policy);
            assert_eq!(
                result.earliest_on,
                found.map(|day| model.dates[day]),
                "{on} worked, asked on {reference}"
            );
        }
    });
}

#[test]
fn the_first_day_met_is_the_one_that_counting_day_by_day_finds() {
    // Work until a day, then none for a while: the hours come, and go again as the window moves on.
    let policy = eligibility(1, Hours::whole(100));
    for_every_input(300, 400, |model, day| {
        let period =
            |from: usize, to: usize| Period::new(model.dates[from], Some(model.dates[to])).expect("in order");
        let spans = [
            Span::weekly(period(day - 300, day - 250), Hours::whole(7)).expect("7 hours"),
            Span::weekly(period(day + 20, day + 90), Hours::whole(7)).expect("7 hours"),
            Span::total(period(day + 30, day + 400), Hours::whole(200)).expect("200 hours"),
        ];
        let search = Window { from: model.dates[day], to: model.dates[model.years_from(day, 1)] };
        let counted = |today: usize| {
            let from = model.years_from(today, -1);
            let shared = |a: usize, b: usize| (b.min(today) + 1).saturating_sub(a.max(from));
            let weekly = 7 * (shared(day - 300, day - 250) + shared(day + 20, day + 90));
            weekly * 100 / 7 + 20_000 * shared(day + 30, day + 400) / 371
        };
        let expected = (day..=model.years_from(day, 1)).find(|&today| counted(today) >= 10_000);
        assert_eq!(first_met(spans.into_iter(), search, &policy), expected.map(|today| model.dates[today]));
    });
}

// RULES 4.4: the deadline of a candidacy.

#[test]
fn a_candidacy_lasts_four_years_and_the_deadline_belongs_to_it() {
    let policy = Policy::default();
    let empty = Catalog::default();
    let candidate = RecordParts::new(id("p"));
    for_every_input(0, 0, |model, day| {
        let admitted_on = Some(model.dates[day]);
        let record = Record::new(RecordParts { admitted_on, ..candidate.clone() }).expect("one date");
        let last = model.years_from(day, 4);
        same(deadline(model.dates[day], &policy.candidacy), last, day, "the deadline");
        for (today, expected) in
            [(day, Status::Candidate), (last, Status::Candidate), (last + 1, Status::CandidacyExpired)]
        {
            assert_eq!(
                status(&record, &empty, &policy, model.dates[today]),
                expected,
                "{}",
                model.dates[today]
            );
        }
    });
}

#[test]
fn a_candidacy_lasts_as_many_years_as_the_policy_says() {
    for years in [0, 1, 2, 3, 5, 8, 100] {
        let policy = CandidacyPolicy { years: count(years), ..Policy::default().candidacy.clone() };
        for_every_day(|model, day| {
            let last = model.years_from(day, i32::try_from(years).expect("few"));
            same(deadline(model.dates[day], &policy), last, day, "the deadline");
        });
    }
}

// RULES 4.5: the window of an approval.

fn credit_policy(lookback: u64, approval_years: Option<u64>) -> CreditPolicy {
    CreditPolicy {
        lookback_years: count(lookback),
        course_approval_years: approval_years.map(count),
        ..Policy::default().credit.clone()
    }
}

fn approval(approved_on: Date, expires_on: Option<Date>) -> Approval {
    let parts = ApprovalParts {
        id: id("a"),
        set: CompetencySet::Technology,
        courses: Entries::new(vec![id("c")]).expect("one course"),
        approved_on,
        expires_on,
        provider: None,
        title: None,
        price_cents: None,
    };
    Approval::new(parts).expect("in order")
}

#[test]
fn an_approval_counts_completions_from_two_years_before_it_to_its_end() {
    // Look-back, years by policy, days after the approval at which it expires by itself, and which of them ends it.
    let cases: [(u64, Option<u64>, Option<usize>); 8] = [
        (2, None, None),
        (2, Some(4), None),
        (2, None, Some(0)),
        (2, None, Some(1000)),
        (2, Some(4), Some(2000)),
        (2, Some(4), Some(59)),
        (0, Some(0), None),
        (5, Some(100), None),
    ];
    for (lookback, years, expires_after) in cases {
        let policy = credit_policy(lookback, years);
        for_every_input(0, expires_after.unwrap_or(0), |model, day| {
            let expires = expires_after.map(|days| day + days);
            let by_policy = years.map(|years| model.years_from(day, i32::try_from(years).expect("few")));
            let (first, end) =
                (model.years_from(day, -i32::try_from(lookback).expect("few")), expires.or(by_policy));
            let approval = approval(model.dates[day], expires.map(|day| model.dates[day]));
            let window = completion_window(&approval, &policy);
            same(window.from(), first, day, "the first completion");
            assert_eq!(
                window.to(),
                end.map(|end| model.dates[end]),
                "the last completion of {}",
                model.dates[day]
            );
        });
    }
}

#[test]
fn a_completion_counts_on_both_ends_of_the_window_and_on_no_day_around_it() {
    use lssc_core::rules::credit::credits;
    let edition = Policy::from(lssc_core::Edition::Lssc2019);
    let parts = RecordParts::new(id("p"));
    let course = id("c");
    for_every_input(0, 0, |model, day| {
        let (first, last) = (model.years_from(day, -2), model.years_from(day, 4));
        let approvals = Entries::new(vec![approval(model.dates[day], None)]).expect("one");
        let catalog = Catalog::new(approvals, Entries::default()).expect("one id");
        for (done, earned) in
            [(first - 1, None), (first, Some(day)), (day, Some(day)), (last, Some(last)), (last + 1, None)]
        {
            if !model.may_be_input(done) {
                continue;
            }
            let completion = CourseCompletion { course: course.clone(), completed_on: model.dates[done] };
            let courses = Some(Entries::new(vec![completion]).expect("one"));
            let record = Record::new(RecordParts { courses, ..parts.clone() }).expect("no dates");
            let credits = credits(&record, &catalog, &edition, model.dates[last + 1]);
            let found: Vec<Date> = credits.iter().map(|credit| credit.earned_on).collect();
            let expected: Vec<Date> = earned.map(|day| model.dates[day]).into_iter().collect();
            assert_eq!(found, expected, "{} for an approval of {}", model.dates[done], model.dates[day]);
        }
    });
}

// RULES 4.7: the window of an agreement.

#[test]
fn an_agreement_recognizes_graduates_from_two_years_before_it_or_its_own_first_day_to_its_end() {
    let policy = credit_policy(2, None);
    let agreement = |effective_on, graduates_from, ended_on| {
        let parts = AgreementParts {
            id: id("g"),
            college: "College".parse().expect("a text"),
            program: None,
            effective_on,
            graduates_from,
            ended_on,
            covers: CompetencySets::NONE,
        };
        Agreement::new(parts).expect("in order")
    };
    for_every_input(0, 0, |model, day| {
        let date = |day: usize| model.dates[day];
        for (own_first, own_last) in [
            (None, None),
            (None, Some(day)),
            (Some(day - 5000), Some(day + 365)),
            (Some(day + 31), Some(day + 60)),
        ] {
            if own_first.into_iter().chain(own_last).any(|day| !model.may_be_input(day)) {
                continue;
            }
            let agreement = agreement(date(day), own_first.map(date), own_last.map(date));
            let first = own_first.unwrap_or_else(|| model.years_from(day, -2));
            same(recognized_from(&agreement, &policy), first, day, "the first graduation");
            let recognized = |graduated: usize| recognizes(&agreement, date(graduated), &policy);
            assert!(!recognized(first - 1) && recognized(first), "from {}", date(first));
            match own_last {
                Some(last) => assert!(recognized(last) && !recognized(last + 1), "to {}", date(last)),
                None => assert!(recognized(day + 40_000), "without an end"),
            }
        }
    });
}

// RULES 4.9: how long a certification is provisional.

#[test]
fn a_certification_is_provisional_until_the_day_on_which_the_hours_are_there() {
    // An hour a day from the admission on: the hundredth comes with the hundredth day.
    let mut parts = Policy::default().into_parts();
    parts.eligibility = eligibility(5, Hours::whole(100));
    let policy = Policy::new(parts).expect("in bounds");
    for_every_input(0, 99, |model, day| {
        let today = model.dates[day];
        let agreement = AgreementParts {
            id: id("g"),
            college: "College".parse().expect("a text"),
            program: None,
            effective_on: today,
            graduates_from: None,
            ended_on: None,
            covers: CompetencySet::ALL.into_iter().collect(),
        };
        let agreements = Entries::new(vec![Agreement::new(agreement).expect("no end")]).expect("one");
        let catalog = Catalog::new(Entries::default(), agreements).expect("one id");
        let span = Span::weekly(Period::starting(today), Hours::whole(7)).expect("7 hours");
        let degree = Degree { agreement: id("g"), graduated_on: today };
        let record = Record::new(RecordParts {
            education: Some(Education::CollegeDegree),
            position_requires_mls: Some(false),
            experience: Some(Entries::new(vec![span.into()]).expect("one")),
            admitted_on: Some(today),
            degrees: Some(Entries::new(vec![degree]).expect("one")),
            ..RecordParts::new(id("p"))
        })
        .expect("one date");
        for (after, provisional) in [(0, true), (98, true), (99, false)] {
            let certification = assess(&record, &catalog, &policy, model.dates[day + after]).certification;
            let found = certification.map(|certification| certification.provisional);
            assert_eq!(found, Some(provisional), "{after} days after {today}");
        }
    });
}

// RULES 4.9, 4.10: terms and the windows of their renewals.

fn certification(years: u64, ends: TermEnds, grace_terms: GraceTerms, opens: u64, grace: u64) -> Policy {
    let mut parts = Policy::default().into_parts();
    parts.certification.years = TermYears::new(years).expect("1 to 100");
    parts.certification.ends = ends;
    parts.renewal.grace_terms = grace_terms;
    parts.renewal.opens_months_before = count(opens);
    parts.renewal.grace_months = count(grace);
    Policy::new(parts).expect("it opens within the term")
}

fn check_terms(years: u64, ends: TermEnds, grace_terms: GraceTerms, opens: u64, grace: u64, numbers: &[u32]) {
    let policy = certification(years, ends, grace_terms, opens, grace);
    let whole = |number: u64| i32::try_from(number).expect("few");
    for_every_day(|model, day| {
        for &number in numbers {
            let later = |terms: u32| model.years_from(day, whole(years * u64::from(terms)));
            let anniversary = later(number);
            let end = match ends {
                TermEnds::Anniversary => anniversary,
                TermEnds::DayBefore => anniversary - 1,
                TermEnds::EndOfMonth => model.end_of_month(anniversary),
            };
            let graced = number == 1 || grace_terms == GraceTerms::Every;
            let last = if graced { model.months_from(end, whole(grace)) } else { end };
            let found = term(model.dates[day], number, &policy);
            assert_eq!(found.number, number);
            assert_eq!(has_grace(number, &policy), graced);
            same(found.starts_on, later(number - 1), day, "the start of a term");
            same(found.expires_on, end, day, "the end of a term");
            same(found.opens_on, model.months_from(end, -whole(opens)), day, "the opening");
            same(found.last_day, last, day, "the last day");
        }
    });
}

#[test]
fn terms_end_on_the_anniversary() {
    check_terms(4, TermEnds::Anniversary, GraceTerms::Initial, 12, 2, &[1, 2, 3, 4, 24, 25]);
}

#[test]
fn terms_end_on_the_day_before_the_anniversary() {
    check_terms(4, TermEnds::DayBefore, GraceTerms::Initial, 12, 2, &[1, 2, 3, 4, 24, 25]);
}

#[test]
fn terms_end_with_the_month_of_the_anniversary() {
    check_terms(4, TermEnds::EndOfMonth, GraceTerms::Initial, 12, 2, &[1, 2, 3, 4, 24, 25]);
}

#[test]
fn terms_have_the_grace_length_and_opening_that_the_policy_says() {
    for &ends in TermEnds::ALL {
        check_terms(1, ends, GraceTerms::Every, 11, 1, &[1, 2, 3, 99]);
        check_terms(3, ends, GraceTerms::Every, 0, 0, &[1, 2, 3]);
        check_terms(25, ends, GraceTerms::Every, 100, 100, &[1, 2, 3]);
    }
}

#[test]
fn the_status_changes_on_the_days_of_the_window() {
    let catalog = Catalog::default();
    let parts = RecordParts::new(id("p"));
    for &ends in TermEnds::ALL {
        let policy = certification(4, ends, GraceTerms::Initial, 12, 2);
        for_every_input(0, 0, |model, day| {
            let certified_on = Some(model.dates[day]);
            let record = Record::new(RecordParts { certified_on, ..parts.clone() }).expect("one date");
            let end = match ends {
                TermEnds::Anniversary => model.years_from(day, 4),
                TermEnds::DayBefore => model.years_from(day, 4) - 1,
                TermEnds::EndOfMonth => model.end_of_month(model.years_from(day, 4)),
            };
            let (opens, last) = (model.months_from(end, -12), model.months_from(end, 2));
            for (today, expected) in [
                (day, Status::Certified),
                (opens - 1, Status::Certified),
                (opens, Status::RenewalOpen),
                (end, Status::RenewalOpen),
                (end + 1, Status::Grace),
                (last, Status::Grace),
                (last + 1, Status::Lapsed),
            ] {
                let on = model.dates[today];
                assert_eq!(status(&record, &catalog, &policy, on), expected, "{certified_on:?}, on {on}");
            }
        });
    }
}

// The calendar against chrono's, far beyond what can be an input.

/// Every day of the years in which a shift by policies can end, and days far outside them.
#[test]
fn days_and_months_are_those_of_chrono() {
    use chrono::{Datelike, Days, Months, NaiveDate};
    let of = |date: Date| {
        NaiveDate::from_num_days_from_ce_opt(date.days_since_1970() + 719_163).expect("a day of chrono")
    };
    let held = |date: Date| {
        let found = of(date);
        assert_eq!((date.year(), date.month(), date.day()), (found.year(), found.month(), found.day()));
        assert_eq!(date.to_string(), format!("{:04}-{:02}-{:02}", found.year(), found.month(), found.day()));
        assert_eq!(of(date.end_of_month()), found.with_day(found.num_days_in_month().into()).expect("a day"));
    };
    let years = [-262_000, -10_001, -1, 0, 1, 999, 1600, 9999, 10_000, 12_345, 99_999, 262_000];
    for year in years.into_iter().chain(1899..=2200).chain((-20_000..20_000).step_by(397)) {
        let months: i32 = 12 * (year - 1900);
        let new_year = if months < 0 {
            Date::MIN.minus_months(months.unsigned_abs())
        } else {
            Date::MIN.plus_months(months.unsigned_abs())
        };
        for day in 0..366 {
            held(new_year.plus_days(day));
        }
        for months in [1, 11, 12, 13, 48, 1199, 1200] {
            for day in [0, 30, 58, 59, 364] {
                let date = new_year.plus_days(day);
                assert_eq!(of(date.plus_months(months)), of(date) + Months::new(months), "{date}");
                assert_eq!(of(date.minus_months(months)), of(date) - Months::new(months), "{date}");
                assert_eq!(of(date.plus_days(months)), of(date) + Days::new(months.into()), "{date}");
            }
        }
    }
    let (first, last) = (Date::MIN.minus_months(u32::MAX), Date::MIN.plus_months(u32::MAX));
    assert_eq!((of(first), of(last)), (NaiveDate::MIN.with_ordinal(1).expect("a day"), NaiveDate::MAX));
    assert_eq!((first.day_before(), last.plus_days(1), last.plus_days(u32::MAX)), (first, last, last));
    assert_eq!((first.minus_months(1), last.plus_months(1)), (first, last), "there it stays");
}

#[test]
fn a_year_of_five_digits_is_written_and_not_read() {
    let computed = Date::MAX.plus_years(8000);
    assert_eq!(computed.to_string(), "10199-12-31");
    assert_eq!(serde_json::to_string(&computed).expect("text"), r#""10199-12-31""#);
    assert_eq!(Date::MIN.minus_years(1900).to_string(), "0000-01-01");
    assert_eq!(Date::MIN.minus_years(1901).to_string(), "-001-01-01");
    for text in
        ["10199-12-31", "+1999-12-31", "199-12-31", "1999-1-31", "1999/12/31", "1999-12-3a", "１999-12-31"]
    {
        let code = text.parse::<Date>().map_err(|problem| problem.code());
        assert_eq!(code, Err(FaultCode::BadDate), "{text}");
    }
}

#[test]
fn days_are_counted_from_1970_and_no_year_is_too_far_to_be_refused() {
    let check = |days: i32, expected: Option<&str>| {
        let date = Date::from_days_since_1970(days);
        assert_eq!(date.as_ref().ok().map(|date| date.to_string()).as_deref(), expected, "{days}");
        assert_eq!(date.ok().map(Date::days_since_1970), expected.map(|_| days));
    };
    check(0, Some("1970-01-01"));
    check(-25_567, Some("1900-01-01"));
    check(-25_568, None);
    check(84_005, Some("2199-12-31"));
    check(84_006, None);
    check(i32::MIN, None);
    check(i32::MAX, None);
    for year in [i32::MIN, -262_144, 262_144, 300_000, i32::MAX] {
        assert!(matches!(Date::new(year, 1, 1), Err(Problem::NoSuchDay { .. })), "{year}");
    }
}
