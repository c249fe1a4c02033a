//! Scenes to hold a property against: a record, a catalog, a policy and a day, drawn so that edges are frequent.
//!
//! Days come from a small pool in which most are whole years or a grace period apart, or one day off that: windows
//! are hit at their ends, and facts tie. Lists are short, half the questions are open, and the sets in play are so
//! few that credit is shared, completed and late as often as not.

use lssc_core::rules::certification::term;
use lssc_core::{
    Activity, ActivityUnit, Agreement, AgreementParts, Approval, ApprovalParts, Assessment, Catalog, Cents,
    CompetencySet, CompetencySets, Count, CountedActivity, CourseCompletion, Date, Degree, Edition,
    Education, Entries, Experience, GraceTerms, GraduatesShortOfHours, Hours, HoursFrom, Id, MeasuredBy,
    Outcome, Period, Policy, PolicyParts, Portfolio, Price, Record, RecordParts, Renewal, SetList, Span,
    TermEnds, TermYears, Text, UnitHours, assess,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{RngSeed, TestCaseResult, TestRunner};

/// Holds a property against drawn values.
///
/// The draw is the same at every run, so that a change is judged by what it changes; `PROPTEST_RNG_SEED` draws
/// another one, `PROPTEST_CASES` more.
#[track_caller]
pub fn check<S: Strategy>(strategy: S, property: impl Fn(S::Value) -> TestCaseResult) {
    check_often(2048, strategy, property);
}

/// The same, drawn more often.
#[track_caller]
pub fn check_often<S: Strategy>(times: u32, strategy: S, property: impl Fn(S::Value) -> TestCaseResult) {
    let asked = ProptestConfig::default();
    let config = ProptestConfig {
        cases: asked.cases.max(times),
        failure_persistence: None,
        rng_seed: match asked.rng_seed {
            RngSeed::Random => RngSeed::Fixed(0x001e_55c1),
            given => given,
        },
        ..asked
    };
    if let Err(error) = TestRunner::new(config).run(&strategy, property) {
        panic!("{error}");
    }
}

/// All that an assessment is a function of (RULES 1.7), in parts that can be changed.
#[derive(Clone, Debug)]
pub struct Scene {
    pub record: RecordParts,
    pub approvals: Vec<Approval>,
    pub agreements: Vec<Agreement>,
    pub policy: PolicyParts,
    pub as_of: Date,
}

impl Scene {
    pub fn record(&self) -> Record {
        Record::new(self.record.clone()).expect("its dates are in order")
    }

    pub fn catalog(&self) -> Catalog {
        Catalog::new(entries(self.approvals.clone()), entries(self.agreements.clone())).expect("ids differ")
    }

    pub fn policy(&self) -> Policy {
        Policy::new(self.policy.clone()).expect("its parameters fit together")
    }

    pub fn assess(&self) -> Assessment {
        assess(&self.record(), &self.catalog(), &self.policy(), self.as_of)
    }
}

pub fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

pub fn entries<T>(list: Vec<T>) -> Entries<T> {
    Entries::new(list).expect("a short list")
}

pub fn day() -> BoxedStrategy<Date> {
    let years = prop_oneof![4 => select(vec![2012, 2016, 2020]), 2 => 2011..=2022];
    let days = select(vec![(2, 28), (3, 1), (6, 9), (6, 10), (6, 11), (8, 10), (8, 11), (12, 31)]);
    let pool =
        (years, days).prop_map(|(year, (month, day))| Date::new(year, month, day).expect("in the calendar"));
    let named =
        select(vec!["2012-02-29", "2016-02-29", "2020-02-29", "2019-01-30", "2019-01-31"]).prop_map(date);
    let edges =
        select(vec!["1900-01-01", "1904-02-29", "2096-02-29", "2100-02-28", "2199-12-31"]).prop_map(date);
    let near = (-1825..1825_i32).prop_map(|offset| {
        let middle = date("2016-06-10");
        if offset < 0 {
            (0..-offset).fold(middle, |date, _| date.day_before())
        } else {
            middle.plus_days(offset.unsigned_abs())
        }
    });
    prop_oneof![24 => pool, 4 => named, 1 => edges, 2 => near].boxed()
}

/// A day, and maybe another one that is not before it.
fn from_to() -> impl Strategy<Value = (Date, Option<Date>)> {
    (day(), option::of(day())).prop_map(|(a, b)| match b {
        Some(b) => (a.min(b), Some(a.max(b))),
        None => (a, None),
    })
}

/// The sets that most scenes are about.
const PLAYED: [CompetencySet; 4] = [
    CompetencySet::FoundationsOfLibraryServices,
    CompetencySet::Technology,
    CompetencySet::AccessServices,
    CompetencySet::YouthServices,
];

fn set() -> impl Strategy<Value = CompetencySet> {
    prop_oneof![9 => select(PLAYED.to_vec()), 1 => select(CompetencySet::ALL.to_vec())]
}

fn sets() -> impl Strategy<Value = CompetencySets> {
    prop_oneof![
        5 => subsequence(PLAYED.to_vec(), 0..=4).prop_map(|sets| sets.into_iter().collect()),
        2 => subsequence(CompetencySet::ALL.to_vec(), 0..=10).prop_map(|sets| sets.into_iter().collect()),
        3 => Just(CompetencySet::ALL.into_iter().collect()),
    ]
}

/// Hours of these many hundredths, or some others up to the last of them.
fn hours(often: &'static [u64]) -> impl Strategy<Value = Hours> {
    let most = often.iter().copied().max().unwrap_or_default();
    prop_oneof![4 => select(often), 1 => 0..=most].prop_map(Hours::from_hundredths)
}

pub fn text() -> impl Strategy<Value = Text> {
    select(vec![
        "",
        "Public Library",
        "Bücherei \u{1f4da}",
        "a \"quoted\" \\ / \t\n\u{1} one",
        "\u{2019}\u{feff}",
    ])
    .prop_map(|text| text.parse().expect("short"))
}

fn name(prefix: &'static str, of: usize) -> impl Strategy<Value = Id> {
    (0..of).prop_map(move |number| id(&format!("{prefix}{number}")))
}

pub fn span() -> impl Strategy<Value = Span> {
    let weekly = (from_to(), hours(&[0, 700, 2000, 3500, 4000, 16_800])).prop_map(|((from, to), hours)| {
        Span::weekly(Period::new(from, to).expect("in order"), hours).expect("168")
    });
    let total =
        (from_to(), hours(&[0, 100, 800, 10_000, 181_999, 182_000])).prop_map(|((from, to), hours)| {
            let period = Period::new(from, to.or(Some(from))).expect("in order");
            let most = Hours::whole(24).times(from.days_through(to.unwrap_or(from)));
            Span::total(period, hours.min(most)).expect("24 a day")
        });
    prop_oneof![weekly, total]
}

pub fn experience() -> BoxedStrategy<Experience> {
    (span(), option::weighted(0.2, any::<bool>()), option::weighted(0.1, text()))
        .prop_map(|(span, volunteer, library)| Experience { span, volunteer, library })
        .boxed()
}

pub fn period() -> impl Strategy<Value = Period> {
    from_to().prop_map(|(from, to)| Period::new(from, to).expect("in order"))
}

pub fn completion() -> impl Strategy<Value = CourseCompletion> {
    (name("c", 4), day()).prop_map(|(course, completed_on)| CourseCompletion { course, completed_on })
}

pub fn portfolio() -> impl Strategy<Value = Portfolio> {
    (set(), from_to(), 0..6).prop_map(|(set, (submitted_on, evaluated_on), outcome)| {
        let outcome = match (evaluated_on, outcome) {
            (None, _) => Outcome::Pending,
            (Some(on), 0) => Outcome::NotAchieved(on),
            (Some(on), _) => Outcome::Achieved(on),
        };
        Portfolio::new(set, submitted_on, outcome).expect("in order")
    })
}

pub fn degree() -> impl Strategy<Value = Degree> {
    (name("g", 4), day()).prop_map(|(agreement, graduated_on)| Degree { agreement, graduated_on })
}

pub fn renewal() -> impl Strategy<Value = Renewal> {
    day().prop_map(|renewed_on| Renewal { renewed_on })
}

pub fn activity() -> BoxedStrategy<Activity> {
    let quantity = hours(&[0, 50, 99, 100, 200, 320, 400, 1600, 2800, 3200, 3333, 100_000]);
    let title = option::weighted(0.1, text());
    (day(), quantity, select(ActivityUnit::ALL), sets(), title)
        .prop_map(|(on, quantity, unit, sets, title)| Activity {
            counted: CountedActivity::new(on, quantity, unit, sets).expect("up to 1000"),
            title,
        })
        .boxed()
}

/// A list that is given more often than not.
fn answered<S: Strategy>(entry: S, most: usize) -> impl Strategy<Value = Option<Entries<S::Value>>>
where
    S::Value: Clone,
{
    option::weighted(0.8, vec(entry, 0..=most).prop_map(entries))
}

pub fn record() -> BoxedStrategy<RecordParts> {
    let stages = (option::weighted(0.6, day()), option::weighted(0.7, day()), option::weighted(0.35, day()));
    let stages = stages.prop_map(|(applied, admitted, certified)| {
        let mut given: Vec<Date> = [applied, admitted, certified].into_iter().flatten().collect();
        given.sort_unstable();
        let mut given = given.into_iter();
        let mut next = |stage: Option<Date>| stage.and_then(|_| given.next());
        (next(applied), next(admitted), next(certified))
    });
    let person = (
        option::of(select(Education::ALL)),
        option::of(prop_oneof![4 => Just(false), 1 => Just(true)]),
        answered(experience(), 4),
        answered(period(), 3),
    );
    let work = (
        answered(completion(), 6),
        answered(portfolio(), 5),
        answered(degree(), 3),
        answered(renewal(), 4),
        answered(activity(), 6),
    );
    (stages, person, work)
        .prop_map(|((applied_on, admitted_on, certified_on), person, work)| RecordParts {
            education: person.0,
            position_requires_mls: person.1,
            experience: person.2,
            ala_membership: person.3,
            applied_on,
            admitted_on,
            certified_on,
            courses: work.0,
            portfolios: work.1,
            degrees: work.2,
            renewals: work.3,
            activities: work.4,
            ..RecordParts::new(id("p-1"))
        })
        .boxed()
}

pub fn approval() -> BoxedStrategy<Approval> {
    let courses = subsequence(vec!["c0", "c1", "c2", "c3"], 1..=3).prop_shuffle();
    let said =
        (option::weighted(0.1, text()), option::weighted(0.1, text()), option::of(0..=1_000_000_000_u64));
    (set(), courses, from_to(), said)
        .prop_map(|(set, courses, (approved_on, expires_on), said)| {
            Approval::new(ApprovalParts {
                id: id("a"),
                set,
                courses: entries(courses.into_iter().map(id).collect()),
                approved_on,
                expires_on,
                provider: said.0,
                title: said.1,
                price_cents: said.2.map(Cents::new),
            })
            .expect("few courses, dates in order")
        })
        .boxed()
}

pub fn agreement() -> BoxedStrategy<Agreement> {
    (from_to(), option::weighted(0.3, day()), sets(), text(), option::weighted(0.1, text()))
        .prop_map(|((effective_on, ended_on), graduates_from, covers, college, program)| {
            let id = id("g");
            Agreement::new(AgreementParts {
                id,
                college,
                program,
                effective_on,
                graduates_from,
                ended_on,
                covers,
            })
            .expect("dates in order")
        })
        .boxed()
}

/// Approvals `a0`, `a1` and so on, some of which leave the course to chance, and agreements `g0` to `g2`: a record
/// may name one more of each.
pub fn catalog() -> BoxedStrategy<(Vec<Approval>, Vec<Agreement>)> {
    (vec(approval(), 0..=6), vec(agreement(), 0..=3))
        .prop_map(|(approvals, agreements)| {
            let approvals = approvals.iter().zip(0..).map(|(approval, number)| {
                Approval::new(ApprovalParts { id: id(&format!("a{number}")), ..approval.into() })
                    .expect("as before")
            });
            let agreements = agreements.iter().zip(0..).map(|(agreement, number)| {
                Agreement::new(AgreementParts { id: id(&format!("g{number}")), ..agreement.into() })
                    .expect("as before")
            });
            (approvals.collect(), agreements.collect())
        })
        .boxed()
}

fn count(often: &'static [u64]) -> impl Strategy<Value = Count> {
    select(often).prop_map(|number| Count::new(number).expect("0 to 100"))
}

fn price() -> impl Strategy<Value = Price> {
    (0..=90_000_u64, 0..=9000_u64).prop_map(|(member, more)| Price {
        member: Cents::new(member),
        non_member: Cents::new(member + more),
    })
}

/// Requirements that few credits complete, and those of the FAQ.
fn requirements(policy: &mut PolicyParts, choice: usize) {
    let list = |sets: &[CompetencySet]| SetList::new(sets.iter().copied().collect());
    let [foundations, technology, access, youth] = PLAYED;
    let (required, electives, needed) = match choice {
        0 => (list(&[technology]), list(&[access, youth, foundations]), 1),
        1 => (list(&[technology, access]), list(&[]), 0),
        2 => (list(&[]), list(&CompetencySet::ALL), 2),
        3 => (list(&[access]), list(&[youth]), 0),
        _ => return,
    };
    policy.completion.required = required;
    policy.completion.electives = electives;
    policy.completion.electives_needed = Count::new(needed).expect("few");
}

/// A shipped edition, as it is.
pub fn edition() -> impl Strategy<Value = PolicyParts> {
    select(Edition::ALL).prop_map(|edition| Policy::from(edition).into_parts())
}

/// A shipped edition with other values for its parameters.
fn adapted() -> BoxedStrategy<PolicyParts> {
    let switches = (any::<bool>(), any::<bool>(), hours(&[0, 800, 10_000, 182_000]), count(&[0, 1, 5, 100]));
    let credit = (
        count(&[0, 1, 2, 4]),
        select(MeasuredBy::ALL),
        0..8_usize,
        (count(&[0, 1, 2]), option::of(count(&[0, 1, 4])), option::weighted(0.3, day())),
        select(GraduatesShortOfHours::ALL),
    );
    let term = (select(vec![1_u64, 2, 4]), select(TermEnds::ALL), 0..100_u64, count(&[0, 1, 2, 12, 15]));
    let renewal = (
        select(GraceTerms::ALL),
        select(HoursFrom::ALL),
        hours(&[0, 100, 800, 3200]),
        hours(&[0, 100, 400]),
        hours(&[0, 100, 150]),
    );
    let fees = (price(), price(), option::of(price()), select(vec![0_u64, 1, 15, 1000]));
    (edition(), switches, credit, term, renewal, fees)
        .prop_map(|(mut policy, switches, credit, term, renewal, fees)| {
            policy.id = id("adapted");
            policy.eligibility.high_school = switches.0;
            policy.eligibility.support_position = switches.1;
            policy.eligibility.experience_hours = switches.2;
            policy.eligibility.experience_years = switches.3;
            policy.candidacy.years = credit.0;
            policy.candidacy.measured_by = credit.1;
            requirements(&mut policy, credit.2);
            (
                policy.credit.lookback_years,
                policy.credit.course_approval_years,
                policy.credit.last_portfolio_on,
            ) = credit.3;
            policy.credit.graduates_short_of_hours = credit.4;
            policy.certification.years = TermYears::new(term.0).expect("1 to 4");
            policy.certification.ends = term.1;
            policy.renewal.opens_months_before = Count::new(term.2 % (12 * term.0)).expect("within the term");
            policy.renewal.grace_months = term.3;
            policy.renewal.grace_terms = renewal.0;
            policy.renewal.hours_from = renewal.1;
            policy.renewal.contact_hours = renewal.2;
            policy.renewal.technology_hours = renewal.3.min(renewal.2);
            policy.renewal.min_activity_hours = renewal.4;
            policy.renewal.unit_hours.conference_day = UnitHours::new(fees.3).expect("up to 1000");
            policy.fees.application_cents = fees.0;
            policy.fees.portfolio_cents = fees.1;
            policy.fees.renewal_cents = fees.2;
            policy
        })
        .boxed()
}

/// An edition whose requirements alone are others, so that completion is in reach.
fn reachable() -> impl Strategy<Value = PolicyParts> {
    (edition(), 0..4_usize).prop_map(|(mut policy, choice)| {
        requirements(&mut policy, choice);
        policy
    })
}

pub fn policy() -> BoxedStrategy<PolicyParts> {
    prop_oneof![1 => edition(), 2 => reachable(), 3 => adapted()].boxed()
}

/// A scene of facts drawn one by one.
fn patchwork(policies: BoxedStrategy<PolicyParts>) -> BoxedStrategy<Scene> {
    (record(), catalog(), policies, day())
        .prop_map(|(record, (approvals, agreements), policy, as_of)| Scene {
            record,
            approvals,
            agreements,
            policy,
            as_of,
        })
        .boxed()
}

/// A scene of a long certification: renewals, activities and the day asked about lie around the windows of its terms.
fn career(policies: BoxedStrategy<PolicyParts>) -> BoxedStrategy<Scene> {
    // A term, which of its dates, and so many days after it.
    let moment = || (1..5_u32, 0..4_usize, 0..4_u32);
    let activity = (moment(), activity(), any::<bool>());
    let recorded = any::<bool>();
    (patchwork(policies), day(), recorded, vec(moment(), 0..=5), vec(activity, 0..=8), moment())
        .prop_map(|(mut scene, certified_on, recorded, renewals, activities, today)| {
            let policy = scene.policy();
            let at = |(number, which, days): (u32, usize, u32)| {
                let term = term(certified_on, number, &policy);
                let date = [term.starts_on, term.opens_on, term.expires_on, term.last_day][which];
                date.day_before().plus_days(days).clamp(Date::MIN, Date::MAX)
            };
            if recorded {
                scene.record.certified_on = Some(certified_on);
                scene.record.admitted_on = scene.record.admitted_on.filter(|&on| on <= certified_on);
                scene.record.applied_on = scene
                    .record
                    .applied_on
                    .filter(|&on| on <= scene.record.admitted_on.unwrap_or(certified_on));
            }
            let renewals = renewals.into_iter().map(|moment| Renewal { renewed_on: at(moment) });
            let activities = activities.into_iter().map(|(moment, activity, enough)| {
                let counted = activity.counted;
                // Enough for a renewal in one go, or whatever was drawn.
                let (quantity, unit, sets) = if enough {
                    (Hours::whole(40), ActivityUnit::ContactHour, PLAYED.into_iter().collect())
                } else {
                    (counted.quantity(), counted.unit(), counted.sets())
                };
                let counted = CountedActivity::new(at(moment), quantity, unit, sets).expect("as before");
                Activity { counted, ..activity }
            });
            scene.record.renewals = scene.record.renewals.map(|_| entries(renewals.collect()));
            scene.record.activities = scene.record.activities.map(|_| entries(activities.collect()));
            scene.as_of = at(today);
            scene
        })
        .boxed()
}

pub fn scene() -> BoxedStrategy<Scene> {
    scene_under(policy())
}

/// A scene under one of these policies.
pub fn scene_under(policies: BoxedStrategy<PolicyParts>) -> BoxedStrategy<Scene> {
    prop_oneof![2 => patchwork(policies.clone()), 1 => career(policies)].boxed()
}
