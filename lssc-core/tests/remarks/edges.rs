//! People at the edges of policies: they just do what a policy asks for, or just do not; on its days, or next to them.

use lssc_core::rules::candidacy::deadline;
use lssc_core::rules::certification::term;
use lssc_core::{
    ActivityUnit, Agreement, AgreementParts, Approval, ApprovalParts, CompetencySet, CompetencySets,
    CountedActivity, CourseCompletion, Date, Degree, Education, Hours, Outcome, Period, Policy, Portfolio,
    RecordParts, Renewal, Span,
};

use crate::odd::hundredths;
use crate::scene::{Scene, date, entries, id};

/// The people of a group, at the edges of one of two policies.
pub type Group = fn([&Policy; 2]) -> Vec<Scene>;

/// The people at the edges, group by group.
pub const GROUPS: [Group; 3] = [holders, candidates, applicants];

/// The same person under a policy.
pub fn under(policy: &Policy, scene: &Scene) -> Scene {
    Scene { policy: policy.clone().into_parts(), ..scene.clone() }
}

const ON: &str = "2016-06-10";

fn all() -> CompetencySets {
    CompetencySet::ALL.into_iter().collect()
}

/// A day and its neighbors.
fn around(day: Date) -> [Date; 3] {
    [day.day_before(), day, day.plus_days(1)]
}

fn scene(record: RecordParts, policy: &Policy, as_of: Date) -> Scene {
    let policy = policy.clone().into_parts();
    Scene { record, approvals: vec![], agreements: vec![], policy, as_of }
}

fn somebody() -> RecordParts {
    let mut record = RecordParts::new(id("p"));
    record.courses = Some(entries(vec![]));
    record.portfolios = Some(entries(vec![]));
    record.degrees = Some(entries(vec![]));
    record
}

fn graduate(on: Date, effective_on: Date) -> (Degree, Agreement) {
    let agreement = AgreementParts {
        id: id("g"),
        college: "College".parse().expect("a text"),
        program: None,
        effective_on,
        graduates_from: Some(on),
        ended_on: None,
        covers: all(),
    };
    (Degree { agreement: id("g"), graduated_on: on }, Agreement::new(agreement).expect("no end"))
}

/// So many hours up to a day, in as many positions as it takes: of one day, or of two where a record could not hold them.
fn worked(hours: Hours, day: Date) -> Vec<lssc_core::Experience> {
    let (from, most) = if hours > Hours::whole(24 * 4096) { (day.day_before(), 48) } else { (day, 24) };
    let period = Period::new(from, Some(day)).expect("in order");
    let (mut left, mut spans) = (hours, Vec::new());
    while left > Hours::ZERO {
        let part = left.min(Hours::whole(most));
        spans.push(Span::total(period, part).expect("up to 24 a day").into());
        left = left.less(part);
    }
    spans
}

/// People who ask whether they may take part.
fn applicants(policies: [&Policy; 2]) -> Vec<Scene> {
    let on = date(ON);
    let mut people = Vec::new();
    for policy in policies {
        let asked = &policy.eligibility;
        let days = policies.map(|policy| on.minus_years(policy.eligibility.experience_years.get()));
        for hours in [asked.experience_hours, asked.experience_hours.less(hundredths(1))] {
            for day in days.into_iter().flat_map(around).chain([on]) {
                for (education, requires_mls, is_graduate) in [
                    (Education::CollegeDegree, false, false),
                    (Education::CollegeDegree, false, true),
                    (Education::BelowHighSchool, false, false),
                    (Education::CollegeDegree, true, false),
                ] {
                    let (degree, agreement) = graduate(on, on);
                    let mut record = somebody();
                    record.education = Some(education);
                    record.position_requires_mls = Some(requires_mls);
                    record.experience = Some(entries(worked(hours, day)));
                    record.degrees = Some(entries(if is_graduate { vec![degree] } else { vec![] }));
                    let mut scene = scene(record, policy, on);
                    scene.agreements = vec![agreement];
                    people.push(scene);
                }
            }
        }
    }
    people
}

/// The sets that just suffice, with these electives first.
fn enough_sets(policy: &Policy, first: usize) -> Vec<CompetencySet> {
    let completion = &policy.completion;
    let electives: Vec<_> = completion.electives.sets().iter().collect();
    let needed = usize::try_from(completion.electives_needed.get()).expect("few");
    let chosen = electives.iter().cycle().skip(first).take(needed);
    completion.required.sets().iter().chain(chosen.copied()).collect()
}

/// Somebody admitted on a day, with courses for sets: approved on one day, completed on the other.
fn by_courses(
    policy: &Policy,
    admitted: Date,
    courses: &[(CompetencySet, Date, Date)],
    as_of: Date,
) -> Scene {
    let mut record = somebody();
    record.admitted_on = Some(admitted);
    let completion = |&(set, _, completed_on): &(CompetencySet, Date, Date)| CourseCompletion {
        course: id(set.as_str()),
        completed_on,
    };
    record.courses = Some(entries(courses.iter().map(completion).collect()));
    let approval = |&(set, approved_on, _): &(CompetencySet, Date, Date)| {
        Approval::new(ApprovalParts {
            id: id(set.as_str()),
            set,
            courses: entries(vec![id(set.as_str())]),
            approved_on,
            expires_on: None,
            provider: None,
            title: None,
            price_cents: None,
        })
        .expect("one course")
    };
    let mut scene = scene(record, policy, as_of);
    scene.approvals = courses.iter().map(approval).collect();
    scene
}

/// Candidates who just make it, or just do not.
fn candidates(policies: [&Policy; 2]) -> Vec<Scene> {
    let (on, later) = (date(ON), date("2100-01-01"));
    let mut people = Vec::new();
    for policy in policies {
        for first in 0..10 {
            let sets = enough_sets(policy, first);
            let courses: Vec<_> = sets.iter().map(|&set| (set, on, on)).collect();
            people.push(by_courses(policy, on, &courses, on));
            people.push(by_courses(policy, on, courses.get(1..).unwrap_or_default(), on));
        }
        let sets = enough_sets(policy, 0);
        let last_days = policies.map(|policy| deadline(on, &policy.candidacy));
        for day in last_days.into_iter().flat_map(around) {
            let courses: Vec<_> = sets.iter().map(|&set| (set, day, day)).collect();
            people.push(by_courses(policy, on, &courses, later));
            let (degree, agreement) = graduate(on, day.max(on));
            let mut scene = by_courses(policy, on, &[], later);
            scene.record.degrees = Some(entries(vec![degree]));
            scene.agreements = vec![agreement];
            people.push(scene);
        }
        // One course at the ends of its approval's window, the others in the middle; the admission after all of them.
        let credits = policies.map(|policy| &policy.credit);
        let starts = credits.map(|credit| Some(on.minus_years(credit.lookback_years.get())));
        let ends = credits.map(|credit| credit.course_approval_years.map(|years| on.plus_years(years.get())));
        for day in starts.into_iter().chain(ends).flatten().flat_map(around) {
            let courses: Vec<_> = sets
                .iter()
                .enumerate()
                .map(|(place, &set)| (set, on, if place == 0 { day } else { on }))
                .collect();
            people.push(by_courses(policy, later, &courses, later));
        }
        // One portfolio on the last day for it, or on any; all else on that day.
        let last_portfolios = credits.into_iter().map(|credit| credit.last_portfolio_on.unwrap_or(on));
        for day in last_portfolios.flat_map(around) {
            let Some(day) = Some(day).filter(|&day| day <= Date::MAX) else { continue };
            let courses: Vec<_> = sets.iter().skip(1).map(|&set| (set, day, day)).collect();
            let mut scene = by_courses(policy, day, &courses, day);
            let portfolio = Portfolio::new(sets[0], day, Outcome::Achieved(day)).expect("in order");
            scene.record.portfolios = Some(entries(vec![portfolio]));
            people.push(scene);
        }
    }
    people
}

/// Hours in as many activities as it takes, each of so many or a little more.
fn pieces(
    on: Date,
    hours: Hours,
    each: Hours,
    unit: ActivityUnit,
    sets: CompetencySets,
) -> Option<Vec<CountedActivity>> {
    let times = hours.hundredths().checked_div(each.hundredths())?.clamp(1, 3000);
    let rest = hours.less(hundredths(each.hundredths() * times));
    let activity = |quantity| CountedActivity::new(on, quantity, unit, sets).ok();
    let mut pieces = vec![activity(each)?; usize::try_from(times).ok()? - 1];
    pieces.push(activity(each.plus(rest))?);
    Some(pieces)
}

/// Activities that suffice, in the fewest pieces.
fn enough(policy: &Policy, on: Date, sets: CompetencySets) -> Vec<CountedActivity> {
    let hours = policy.renewal.contact_hours.max(policy.renewal.min_activity_hours);
    let in_one = pieces(on, hours, hours, ActivityUnit::ContactHour, sets);
    let much = |&unit: &ActivityUnit| {
        let activity = CountedActivity::new(on, Hours::whole(1000), unit, sets).expect("1000");
        vec![activity; 101]
    };
    in_one.unwrap_or_else(|| ActivityUnit::ALL.iter().flat_map(much).collect())
}

fn holder(
    policy: &Policy,
    on: Date,
    renewals: &[Date],
    activities: Option<Vec<CountedActivity>>,
    as_of: Date,
) -> Scene {
    let mut record = somebody();
    record.certified_on = Some(on);
    record.renewals = Some(entries(renewals.iter().map(|&renewed_on| Renewal { renewed_on }).collect()));
    let activity = |counted| lssc_core::Activity { counted, title: None };
    record.activities = activities.map(|list| entries(list.into_iter().map(activity).collect()));
    scene(record, policy, as_of)
}

/// People whose certification is up for renewal.
fn holders(policies: [&Policy; 2]) -> Vec<Scene> {
    let on = date(ON);
    let technology: CompetencySets = [CompetencySet::Technology].into_iter().collect();
    let others = all().without(technology);
    let mut people = Vec::new();
    for policy in policies {
        let (first, second) = (term(on, 1, policy), term(on, 2, policy));
        let (end, day_after) = (first.expires_on, first.opens_on.plus_days(1));
        people.push(holder(policy, on, &[end], None, second.expires_on.plus_days(1)));
        let mut twice = enough(policy, on, all());
        twice.extend(enough(policy, day_after, all()));
        people.push(holder(policy, on, &[first.opens_on, second.expires_on], Some(twice), second.expires_on));
        let least = policies.map(|policy| policy.renewal.min_activity_hours);
        let little = least.map(|hours| hours.less(hundredths(1)));
        for of in policies.map(|policy| &policy.renewal) {
            let (contact, tech) = (of.contact_hours, of.technology_hours);
            for hours in [contact, contact.less(hundredths(1))] {
                let some_of = |hours, each| pieces(on, hours, each, ActivityUnit::ContactHour, all());
                let some = |each| some_of(hours, each);
                // As many as reach the hours, or one more than that, each too small by itself.
                let too_small = little.into_iter().filter_map(|each| some(each).map(|list| (list, each)));
                let too_small = too_small.filter_map(|(list, each)| {
                    let one = CountedActivity::new(on, each, ActivityUnit::ContactHour, all()).ok()?;
                    Some(vec![one; list.len() + 1])
                });
                // Nearly all of the hours in large activities, and what is left in a small one.
                let with_a_small_one = little.into_iter().filter_map(|each| {
                    let rest = hours.less(each);
                    let mut list = some_of(rest, rest.min(Hours::whole(500)))?;
                    list.push(CountedActivity::new(on, each, ActivityUnit::ContactHour, all()).ok()?);
                    Some(list)
                });
                let lists = [hours].into_iter().chain(least).filter_map(some);
                let lists = lists.chain(too_small).chain(with_a_small_one);
                people.extend(lists.map(|list| holder(policy, on, &[end], Some(list), end)));
            }
            for hours in [tech, tech.less(hundredths(1))] {
                let mut list = enough(policy, on, others);
                list.extend(pieces(on, hours, hours, ActivityUnit::ContactHour, all()).unwrap_or_default());
                people.push(holder(policy, on, &[end], Some(list), end));
            }
            for &unit in ActivityUnit::ALL {
                let list = pieces(on, Hours::whole(100_000), Hours::whole(1000), unit, all());
                people.push(holder(policy, on, &[end], list, end));
            }
        }
    }
    people
}
