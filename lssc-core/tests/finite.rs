//! What is finite is not sampled: every state of the ten sets and every combination of the answers on eligibility,
//! held against models that count in plain lists (RULES 4.1 to 4.8).

use lssc_core::rules::completion::{Completion, completion};
use lssc_core::rules::credit::credits;
use lssc_core::{
    Agreement, AgreementParts, Approval, ApprovalParts, Catalog, CompetencySet, CompetencySets, Count,
    CourseCompletion, Date, Degree, Education, Entries, Experience, GraduatesShortOfHours, Hours, Id,
    Outcome, Period, Policy, Portfolio, Record, RecordParts, Route, SetList, Span, Status, Verdict, assess,
    status,
};

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn entries<T>(list: Vec<T>) -> Entries<T> {
    Entries::new(list).expect("a short list")
}

/// What a policy asks for, as lists of set numbers.
struct Asked {
    required: Vec<usize>,
    electives: Vec<usize>,
    needed: usize,
}

impl Asked {
    /// FAQ 8, 9: the first three, and three of the other seven.
    fn faq() -> Self {
        Self { required: vec![0, 1, 2], electives: (3..10).collect(), needed: 3 }
    }

    fn policy(&self) -> Policy {
        let sets = |numbers: &[usize]| {
            SetList::new(numbers.iter().map(|&number| CompetencySet::ALL[number]).collect())
        };
        let mut parts = Policy::default().into_parts();
        parts.id = id("asked");
        parts.completion.required = sets(&self.required);
        parts.completion.electives = sets(&self.electives);
        parts.completion.electives_needed = Count::new(self.needed as u64).expect("few");
        Policy::new(parts).expect("enough electives are listed")
    }

    /// Which required sets are missing, and how many electives there are, by counting.
    fn count(&self, earned: impl Fn(usize) -> bool) -> (Vec<usize>, usize) {
        let missing = self.required.iter().copied().filter(|&set| !earned(set)).collect();
        (missing, self.electives.iter().filter(|&&set| earned(set)).count())
    }

    fn suffices(&self, earned: impl Fn(usize) -> bool) -> bool {
        let (missing, electives) = self.count(earned);
        missing.is_empty() && electives >= self.needed
    }
}

/// Holds a completion against the model: `earned` has the day on which each set's credit was earned, if it counts.
#[track_caller]
fn check_completion(found: &Completion, asked: &Asked, earned: &[Option<Date>; 10], state: usize) {
    let (missing, electives) = asked.count(|set| earned[set].is_some());
    let met = missing.is_empty() && electives >= asked.needed;
    assert_eq!(found.verdict, if met { Verdict::Met } else { Verdict::NotMet }, "state {state}");
    let found_missing: Vec<usize> = found.missing_required.iter().map(|set| set as usize).collect();
    assert_eq!(found_missing, missing, "state {state}");
    assert_eq!(found.electives_earned as usize, electives, "state {state}");
    let electives_missing = if electives < asked.needed { asked.needed - electives } else { 0 };
    assert_eq!(found.electives_missing as usize, electives_missing, "state {state}");
    // The first day by which enough was earned: try each.
    let mut completed_on: Option<Date> = None;
    for day in earned.iter().flatten().copied() {
        let by_then = |set: usize| matches!(earned[set], Some(on) if on <= day);
        if completed_on.is_none_or(|first| day < first) && asked.suffices(by_then) {
            completed_on = Some(day);
        }
    }
    assert_eq!(found.completed_on, if met { completed_on } else { None }, "state {state}");
    assert_eq!(found.completed_on.is_some(), met, "state {state}");
}

/// The state of each set, from the number of a state of all ten.
fn digits(state: usize, base: usize) -> [usize; 10] {
    let mut rest = state;
    std::array::from_fn(|_| {
        let digit = rest % base;
        rest /= base;
        digit
    })
}

const ADMITTED: &str = "2016-03-01";
const DEADLINE: &str = "2020-03-01";

/// A record for one of the 3^10 states: no credit, a credit that counts, a credit after the deadline. The days
/// differ from set to set and go up and down with the set's number, so that `completed_on` has to find its way.
fn record_of_three(states: [usize; 10]) -> (Record, [Option<Date>; 10]) {
    let order = [3, 9, 0, 6, 4, 8, 1, 7, 2, 5];
    let mut earned = [None; 10];
    let mut portfolios = Vec::new();
    for (set, state) in states.into_iter().enumerate() {
        let evaluated_on = match state {
            0 => continue,
            // The last of these is the deadline itself, which belongs to the candidacy (RULES 1.2).
            1 => date(DEADLINE).minus_months(order[set]),
            _ => date(DEADLINE).plus_days(1 + order[set]),
        };
        let outcome = Outcome::Achieved(evaluated_on);
        portfolios.push(Portfolio::new(CompetencySet::ALL[set], date(ADMITTED), outcome).expect("in order"));
        earned[set] = (state == 1).then_some(evaluated_on);
    }
    let parts = RecordParts {
        admitted_on: Some(date(ADMITTED)),
        courses: Some(Entries::default()),
        portfolios: Some(entries(portfolios)),
        degrees: Some(Entries::default()),
        ..RecordParts::new(id("p"))
    };
    (Record::new(parts).expect("dates in order"), earned)
}

/// All 3^10 states, through the whole assessment.
fn check_three(asked: &Asked) {
    let (catalog, policy, today) = (Catalog::default(), asked.policy(), date("2020-05-01"));
    for state in 0..59_049 {
        let states = digits(state, 3);
        let (record, earned) = record_of_three(states);
        let assessment = assess(&record, &catalog, &policy, today);
        check_completion(&assessment.completion, asked, &earned, state);
        let listed: Vec<(usize, bool)> =
            assessment.completion.credits.iter().map(|credit| (credit.set as usize, credit.counts)).collect();
        let in_policy = |set: &usize| asked.required.contains(set) || asked.electives.contains(set);
        let expected: Vec<(usize, bool)> = (0..10)
            .filter(|&set| states[set] > 0 && in_policy(&set))
            .map(|set| (set, states[set] == 1))
            .collect();
        assert_eq!(listed, expected, "state {state}");
        // RULES 4.4, 4.9, 4.12: certified within the deadline, or the candidacy has expired.
        let met = asked.suffices(|set| earned[set].is_some());
        let expected = if met { Status::Certified } else { Status::CandidacyExpired };
        assert_eq!(assessment.status, expected, "state {state}");
        assert_eq!(status(&record, &catalog, &policy, today), expected, "state {state}");
        let certified_on = assessment.certification.map(|certification| certification.certified_on);
        assert_eq!(certified_on, assessment.completion.completed_on, "state {state}");
        assert_eq!(assessment.candidacy.map(|candidacy| candidacy.expired), Some(!met), "state {state}");
    }
}

#[test]
fn all_states_of_ten_sets_without_a_credit_with_one_and_with_a_late_one() {
    check_three(&Asked::faq());
}

#[test]
fn the_same_states_under_a_policy_that_asks_for_more_and_leaves_a_set_out() {
    check_three(&Asked { required: vec![0, 2, 5, 9], electives: vec![1, 3, 4, 6, 7], needed: 4 });
}

#[test]
fn the_same_states_under_a_policy_of_electives_alone() {
    check_three(&Asked { required: vec![], electives: (0..10).collect(), needed: 5 });
}

/// The catalog of the 4^10 states: for each set an approved course, and for each of the 2^10 choices of sets an
/// agreement that covers them.
fn catalog_of_four() -> Catalog {
    let approval = |set: CompetencySet| {
        let parts = ApprovalParts {
            id: id(set.as_str()),
            set,
            courses: entries(vec![id(set.as_str())]),
            approved_on: date("2015-01-01"),
            expires_on: None,
            provider: None,
            title: None,
            price_cents: None,
        };
        Approval::new(parts).expect("one course")
    };
    let agreement = |covers: usize| {
        let covers: CompetencySets =
            CompetencySet::ALL.into_iter().filter(|&set| covers & (1 << set as usize) != 0).collect();
        let parts = AgreementParts {
            id: id(&format!("{covers:?}")),
            college: "College".parse().expect("a text"),
            program: None,
            effective_on: date("2015-01-01"),
            graduates_from: None,
            ended_on: None,
            covers,
        };
        Agreement::new(parts).expect("no end")
    };
    let approvals = CompetencySet::ALL.into_iter().map(approval).collect();
    Catalog::new(entries(approvals), entries((0..1024).map(agreement).collect())).expect("ids differ")
}

const GRADUATED: &str = "2016-06-15";

/// The day on which the course, or the portfolio, of a set was done.
fn done_on(set: usize, route: Route) -> Date {
    let start = date("2016-04-01");
    let set = u32::try_from(set).expect("one of ten");
    match route {
        Route::Agreement => date(GRADUATED),
        Route::Course => start.plus_months([2, 7, 1, 9, 4, 0, 8, 3, 6, 5][set as usize]),
        Route::Portfolio => start.plus_months(set).plus_days(20),
    }
}

/// One of the 4^10 states: which route each set was achieved by, if any.
fn record_of_four(routes: [Option<Route>; 10], names: &[Id; 10], covers: &[Id]) -> Record {
    let (mut courses, mut portfolios, mut covered) = (Vec::new(), Vec::new(), 0);
    for (set, route) in routes.into_iter().enumerate() {
        match route {
            None => {}
            Some(Route::Agreement) => covered |= 1 << set,
            Some(Route::Course) => courses.push(CourseCompletion {
                course: names[set].clone(),
                completed_on: done_on(set, Route::Course),
            }),
            Some(Route::Portfolio) => {
                let on = done_on(set, Route::Portfolio);
                let portfolio = Portfolio::new(CompetencySet::ALL[set], on, Outcome::Achieved(on));
                portfolios.push(portfolio.expect("evaluated at once"));
            }
        }
    }
    let degree = Degree { agreement: covers[covered].clone(), graduated_on: date(GRADUATED) };
    let parts = RecordParts {
        admitted_on: Some(date(ADMITTED)),
        courses: Some(entries(courses)),
        portfolios: Some(entries(portfolios)),
        degrees: Some(entries(if covered == 0 { vec![] } else { vec![degree] })),
        ..RecordParts::new(id("p"))
    };
    Record::new(parts).expect("one date")
}

fn check_four(states: std::ops::Range<usize>) {
    let (asked, policy, catalog) = (Asked::faq(), Policy::default(), catalog_of_four());
    let names = CompetencySet::ALL.map(|set| id(set.as_str()));
    let covers: Vec<Id> = catalog.agreements().iter().map(|agreement| agreement.id.clone()).collect();
    let today = date("2018-01-01");
    let done: [[Date; 10]; 3] = [Route::Agreement, Route::Course, Route::Portfolio]
        .map(|route| std::array::from_fn(|set| done_on(set, route)));
    for state in states {
        let routes = digits(state, 4).map(|digit| match digit {
            0 => None,
            1 => Some(Route::Course),
            2 => Some(Route::Portfolio),
            _ => Some(Route::Agreement),
        });
        let record = record_of_four(routes, &names, &covers);
        let found = credits(&record, &catalog, &policy, today);
        let mut credit = found.iter();
        let mut earned = [None; 10];
        for (set, route) in routes.into_iter().enumerate() {
            let Some(route) = route else { continue };
            let credit = credit.next().expect("a credit for each set achieved");
            let on = done[route as usize][set];
            assert_eq!(
                (credit.set as usize, credit.route, credit.counts),
                (set, route, true),
                "state {state}"
            );
            assert_eq!((credit.earned_on, credit.done_on), (on, on), "state {state}");
            earned[set] = Some(on);
        }
        assert!(credit.next().is_none(), "a credit for no other set in state {state}");
        check_completion(&completion(found, true, &policy.completion), &asked, &earned, state);
    }
}

#[test]
fn all_states_of_ten_sets_by_course_portfolio_agreement_or_not_at_all() {
    let half = 1 << 19;
    std::thread::scope(|threads| {
        threads.spawn(|| check_four(0..half));
        check_four(half..2 * half);
    });
}
