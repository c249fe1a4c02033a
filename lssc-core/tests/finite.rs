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
    let electives_missing = asked.needed.saturating_sub(electives);
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
    let agreement = |choice: usize| {
        let covers: CompetencySets =
            CompetencySet::ALL.into_iter().filter(|&set| choice & (1 << set as usize) != 0).collect();
        let parts = AgreementParts {
            id: id(&format!("agreement-{choice}")),
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

#[test]
fn all_ways_in_which_three_routes_can_meet_in_one_set() {
    // RULES 4, *Credits*: the earliest earned; on a tie, agreement before course before portfolio.
    let (policy, today) = (Policy::default(), date("2018-01-01"));
    let days = ["2016-05-01", "2016-05-02", "2016-05-03"].map(date);
    let catalog = catalog_of_four();
    // The numbers of the entries are against the order of the routes, which comes first.
    let unapproved = [CourseCompletion { course: id("unapproved"), completed_on: days[0] }];
    let unknown = ["unknown", "unheard-of"].map(|name| Degree { agreement: id(name), graduated_on: days[0] });
    for (number, set) in CompetencySet::ALL.into_iter().enumerate() {
        for state in 0..64 {
            let on = |route: usize| days.get(digits(state, 4)[route].wrapping_sub(1)).copied();
            let (agreement, course, portfolio) = (on(0), on(1), on(2));
            let degree =
                |graduated_on| Degree { agreement: id(&format!("agreement-{}", 1 << number)), graduated_on };
            let completion = |completed_on| CourseCompletion { course: id(set.as_str()), completed_on };
            let achieved = |on| Portfolio::new(set, date(ADMITTED), Outcome::Achieved(on)).expect("in order");
            let parts = RecordParts {
                admitted_on: Some(date(ADMITTED)),
                courses: Some(entries(unapproved.iter().cloned().chain(course.map(completion)).collect())),
                portfolios: Some(entries(portfolio.map(achieved).into_iter().collect())),
                degrees: Some(entries(unknown.iter().cloned().chain(agreement.map(degree)).collect())),
                ..RecordParts::new(id("p"))
            };
            let record = Record::new(parts).expect("one date");
            let found: Vec<_> = credits(&record, &catalog, &policy, today)
                .iter()
                .map(|credit| (credit.set, credit.route, credit.earned_on))
                .collect();
            let mut expected = None;
            for (route, on) in
                [(Route::Agreement, agreement), (Route::Course, course), (Route::Portfolio, portfolio)]
            {
                if let Some(on) = on
                    && expected.is_none_or(|(_, _, first)| on < first)
                {
                    expected = Some((set, route, on));
                }
            }
            assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{set}, state {state}");
        }
    }
}

/// The degrees of a record, and whether one of them alone covers the full requirements (RULES 4, *Eligibility*).
#[derive(Clone, Copy, PartialEq, Debug)]
enum Degrees {
    Unanswered,
    None,
    Partial,
    /// Two that cover everything between them.
    TwoParts,
    Full,
}

/// The answers on eligibility, and the parameters that have a say.
#[derive(Clone, Copy, Debug)]
struct Answers {
    education: Option<Education>,
    position_requires_mls: Option<bool>,
    /// Hours of work; `None` when not answered.
    experience: Option<u32>,
    degrees: Degrees,
    high_school: bool,
    support_position: bool,
    required_hours: u32,
    graduates: GraduatesShortOfHours,
}

fn all_answers() -> Vec<Answers> {
    let mut all = Vec::new();
    let educations = Education::ALL.iter().copied().map(Some).chain([None]);
    for education in educations {
        for position_requires_mls in [None, Some(true), Some(false)] {
            for experience in [None, Some(0), Some(1819), Some(1820)] {
                for degrees in
                    [Degrees::Unanswered, Degrees::None, Degrees::Partial, Degrees::TwoParts, Degrees::Full]
                {
                    for (high_school, support_position) in
                        [(true, true), (true, false), (false, true), (false, false)]
                    {
                        for required_hours in [0, 1820] {
                            for &graduates in GraduatesShortOfHours::ALL {
                                all.push(Answers {
                                    education,
                                    position_requires_mls,
                                    experience,
                                    degrees,
                                    high_school,
                                    support_position,
                                    required_hours,
                                    graduates,
                                });
                            }
                        }
                    }
                }
            }
        }
    }
    all
}

/// What RULES 4.1 to 4.3 say of the answers, one table each.
struct Expected {
    education: Verdict,
    support_staff: Verdict,
    experience: Verdict,
    eligible: Verdict,
    provisional: bool,
}

/// RULES 1.5: not met wins, then unknown, then met.
fn kleene(verdicts: [Verdict; 3]) -> Verdict {
    let has = |wanted: Verdict| verdicts.contains(&wanted);
    match (has(Verdict::NotMet), has(Verdict::Unknown)) {
        (true, _) => Verdict::NotMet,
        (false, true) => Verdict::Unknown,
        (false, false) => Verdict::Met,
    }
}

impl Answers {
    fn expected(self) -> Expected {
        let education = match (self.high_school, self.education) {
            (false, _) => Verdict::Met,
            (true, None) => Verdict::Unknown,
            (true, Some(Education::BelowHighSchool)) => Verdict::NotMet,
            (true, Some(_)) => Verdict::Met,
        };
        let support_staff = match (self.support_position, self.position_requires_mls) {
            (false, _) | (true, Some(false)) => Verdict::Met,
            (true, None) => Verdict::Unknown,
            (true, Some(true)) => Verdict::NotMet,
        };
        let experience = match (self.required_hours, self.experience) {
            // Not answered is an empty list when nothing is required.
            (0, _) | (1820, Some(1820)) => Verdict::Met,
            (1820, None) => Verdict::Unknown,
            _ => Verdict::NotMet,
        };
        let passed_over = experience == Verdict::NotMet
            && self.degrees == Degrees::Full
            && self.graduates == GraduatesShortOfHours::Provisional;
        let entered = if passed_over { Verdict::Met } else { experience };
        let eligible = kleene([education, support_staff, entered]);
        Expected {
            education,
            support_staff,
            experience,
            eligible,
            provisional: passed_over && eligible == Verdict::Met,
        }
    }

    fn policy(self) -> Policy {
        let mut parts = Policy::default().into_parts();
        parts.eligibility.high_school = self.high_school;
        parts.eligibility.support_position = self.support_position;
        parts.eligibility.experience_hours = Hours::whole(self.required_hours);
        parts.credit.graduates_short_of_hours = self.graduates;
        Policy::new(parts).expect("in bounds")
    }

    fn record(self) -> Record {
        let year = Period::new(date("2019-01-01"), Some(date("2019-12-31"))).expect("in order");
        let work = |hours: u32| match hours {
            0 => vec![],
            hours => {
                vec![Experience::from(Span::total(year, Hours::whole(hours)).expect("fewer than 24 a day"))]
            }
        };
        let degree = |agreement: &str| Degree { agreement: id(agreement), graduated_on: date("2019-06-15") };
        let degrees: Option<Vec<Degree>> = match self.degrees {
            Degrees::Unanswered => None,
            Degrees::None => Some(vec![]),
            Degrees::Partial => Some(vec![degree("required")]),
            Degrees::TwoParts => Some(vec![degree("required"), degree("electives")]),
            Degrees::Full => Some(vec![degree("required"), degree("full")]),
        };
        let parts = RecordParts {
            education: self.education,
            position_requires_mls: self.position_requires_mls,
            experience: self.experience.map(|hours| entries(work(hours))),
            degrees: degrees.map(entries),
            ..RecordParts::new(id("p"))
        };
        Record::new(parts).expect("no dates")
    }
}

/// Agreements that cover the required sets, three electives, and both.
fn catalog_of_degrees() -> Catalog {
    let agreement = |name: &str, sets: std::ops::Range<usize>| {
        let parts = AgreementParts {
            id: id(name),
            college: "College".parse().expect("a text"),
            program: None,
            effective_on: date("2015-01-01"),
            graduates_from: None,
            ended_on: None,
            covers: CompetencySet::ALL[sets].iter().copied().collect(),
        };
        Agreement::new(parts).expect("no end")
    };
    let agreements = vec![agreement("required", 0..3), agreement("electives", 3..6), agreement("full", 0..6)];
    Catalog::new(Entries::default(), entries(agreements)).expect("ids differ")
}

#[test]
fn all_answers_on_eligibility_under_all_policies_that_weigh_them() {
    let (catalog, today) = (catalog_of_degrees(), date("2020-03-01"));
    let all = all_answers();
    assert_eq!(all.len(), 5 * 3 * 4 * 5 * 2 * 2 * 2 * 2);
    for answers in all {
        let (record, policy) = (answers.record(), answers.policy());
        let expected = answers.expected();
        let assessment = assess(&record, &catalog, &policy, today);
        let found = &assessment.eligibility;
        assert_eq!(found.education, expected.education, "{answers:?}");
        assert_eq!(found.support_staff, expected.support_staff, "{answers:?}");
        assert_eq!(found.experience.verdict, expected.experience, "{answers:?}");
        assert_eq!(found.verdict, expected.eligible, "{answers:?}");
        assert_eq!(found.provisional, expected.provisional, "{answers:?}");
        assert_eq!(found.reference_date, today, "{answers:?}");
        let status_of = |verdict: Verdict| match verdict {
            Verdict::Met => Status::Eligible,
            Verdict::NotMet => Status::Ineligible,
            Verdict::Unknown => Status::Undetermined,
        };
        assert_eq!(assessment.status, status_of(expected.eligible), "{answers:?}");
        assert_eq!(status(&record, &catalog, &policy, today), assessment.status, "{answers:?}");
        check_hours_and_unknowns(answers, &assessment, &expected);
    }
}

/// The hours beside the verdict, and the questions still open (RULES 4.3, 5).
fn check_hours_and_unknowns(answers: Answers, assessment: &lssc_core::Assessment, expected: &Expected) {
    let found = assessment.eligibility.experience;
    let counted = match (answers.required_hours, answers.experience) {
        (0, None) => Some(0),
        (_, hours) => hours,
    };
    assert_eq!(found.counted_hours, counted.map(Hours::whole), "{answers:?}");
    let shortfall = counted.map(|hours| answers.required_hours - hours.min(answers.required_hours));
    assert_eq!(found.shortfall_hours, shortfall.map(Hours::whole), "{answers:?}");
    // The work lies in the past: it suffices today or never.
    let earliest_on = (expected.experience == Verdict::Met).then_some(assessment.as_of);
    assert_eq!(found.earliest_on, earliest_on, "{answers:?}");
    let open = |name: &str, verdict: Verdict| (verdict == Verdict::Unknown).then(|| name.to_owned());
    let unknowns: Vec<String> = [
        open("/education", expected.education),
        open("/position_requires_mls", expected.support_staff),
        open("/experience", expected.experience),
    ]
    .into_iter()
    .flatten()
    .filter(|_| expected.eligible == Verdict::Unknown)
    .collect();
    let found: Vec<String> = assessment.unknowns.iter().map(ToString::to_string).collect();
    assert_eq!(found, unknowns, "{answers:?}");
}

#[test]
fn all_ways_to_leave_the_sources_of_credit_unanswered() {
    // RULES 4.8: met; else unknown when one is not answered, whether or not an answer could help; else not met.
    let (catalog, policy, today) = (catalog_of_degrees(), Policy::default(), date("2020-03-01"));
    for answered in 0..8_u32 {
        for full in [false, true] {
            let has = |bit: u32| answered & (1 << bit) != 0;
            let degree = Degree { agreement: id("full"), graduated_on: date("2019-06-15") };
            let parts = RecordParts {
                admitted_on: Some(date("2019-01-01")),
                courses: has(0).then(Entries::default),
                portfolios: has(1).then(Entries::default),
                degrees: has(2).then(|| entries(if full { vec![degree] } else { vec![] })),
                ..RecordParts::new(id("p"))
            };
            let record = Record::new(parts).expect("one date");
            let assessment = assess(&record, &catalog, &policy, today);
            let met = full && has(2);
            let verdict = match (met, answered) {
                (true, _) => Verdict::Met,
                (false, 7) => Verdict::NotMet,
                (false, _) => Verdict::Unknown,
            };
            assert_eq!(assessment.completion.verdict, verdict, "{answered:03b}, {full}");
            let open: Vec<&str> = [(0, "/courses"), (1, "/portfolios"), (2, "/degrees")]
                .into_iter()
                .filter_map(|(bit, name)| (!has(bit)).then_some(name))
                .collect();
            let expected = if met { vec!["/activities"] } else { open };
            let found: Vec<String> = assessment.unknowns.iter().map(ToString::to_string).collect();
            assert_eq!(found, expected, "{answered:03b}, {full}");
        }
    }
}

#[test]
fn all_pairs_and_triples_of_verdicts() {
    use Verdict::{Met, NotMet, Unknown};
    let table = [
        (Met, Met, Met),
        (Met, NotMet, NotMet),
        (Met, Unknown, Unknown),
        (NotMet, Met, NotMet),
        (NotMet, NotMet, NotMet),
        (NotMet, Unknown, NotMet),
        (Unknown, Met, Unknown),
        (Unknown, NotMet, NotMet),
        (Unknown, Unknown, Unknown),
    ];
    for (a, b, both) in table {
        assert_eq!(a.and(b), both, "{a} and {b}");
        for &c in Verdict::ALL {
            assert_eq!(a.and(b).and(c), kleene([a, b, c]), "{a}, {b} and {c}");
            assert_eq!(a.and(b.and(c)), kleene([a, b, c]), "{a}, {b} and {c}");
        }
    }
}
