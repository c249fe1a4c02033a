//! People of whom theorems and exceptions are told.

use lssc_core::{
    Agreement, AgreementParts, Approval, ApprovalParts, CompetencySet, Count, Degree, Education, Entries,
    Hours, Outcome, Period, Policy, Portfolio, RecordParts, Renewal, SetList, Span,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::scene::{Scene, date, degree, entries, id, portfolio, scene};

/// Somebody admitted on 2016-03-01 under a policy that asks for one elective, as of 2021-01-01.
pub fn one_elective() -> Scene {
    let mut policy = Policy::default().into_parts();
    policy.id = id("one-elective");
    policy.completion.required = SetList::default();
    policy.completion.electives_needed = Count::new(1).expect("one");
    let record = RecordParts {
        admitted_on: Some(date("2016-03-01")),
        courses: Some(Entries::default()),
        portfolios: Some(Entries::default()),
        degrees: Some(Entries::default()),
        ..RecordParts::new(id("p"))
    };
    Scene { record, approvals: vec![], agreements: vec![], policy, as_of: date("2021-01-01") }
}

pub fn achieved(set: CompetencySet, submitted_on: &str, evaluated_on: &str) -> Portfolio {
    Portfolio::new(set, date(submitted_on), Outcome::Achieved(date(evaluated_on))).expect("in order")
}

pub fn access_course() -> Approval {
    Approval::new(ApprovalParts {
        id: id("a"),
        set: CompetencySet::AccessServices,
        courses: entries(vec![id("access")]),
        approved_on: date("2015-01-01"),
        expires_on: None,
        provider: None,
        title: None,
        price_cents: None,
    })
    .expect("one course")
}

pub fn full_agreement() -> Agreement {
    Agreement::new(AgreementParts {
        id: id("full"),
        college: "College".parse().expect("a text"),
        program: None,
        effective_on: date("2015-01-01"),
        graduates_from: None,
        ended_on: None,
        covers: CompetencySet::ALL.into_iter().collect(),
    })
    .expect("no end")
}

/// Eligible but for the hours of work.
pub fn short_of_hours() -> Scene {
    let mut scene = one_elective();
    scene.record.education = Some(Education::CollegeDegree);
    scene.record.position_requires_mls = Some(false);
    scene.record.experience = Some(Entries::default());
    scene.agreements = vec![full_agreement()];
    scene
}

/// The list with an entry more, at this place.
pub fn with_one_more<T: Clone>(list: &Option<Entries<T>>, place: Index, entry: T) -> Option<Entries<T>> {
    list.as_ref().map(|list| {
        let mut list = list.to_vec();
        list.insert(place.index(list.len() + 1), entry);
        entries(list)
    })
}

/// People who have done much: most of them admitted early, with more portfolios and degrees, sets within reach, and asked
/// about late.
pub fn busy() -> impl Strategy<Value = Scene> {
    let more = (vec(portfolio(), 0..=3), vec(degree(), 0..=1));
    let late = select(vec!["2016-06-11", "2020-06-10", "2022-12-31"]);
    (scene(), more, any::<[bool; 3]>(), late).prop_map(|(mut scene, (portfolios, degrees), sure, late)| {
        let record = &mut scene.record;
        record.courses.get_or_insert_default();
        let given = record.portfolios.take().unwrap_or_default();
        record.portfolios = Some(entries(given.into_iter().chain(portfolios).collect()));
        let given = record.degrees.take().unwrap_or_default();
        record.degrees = Some(entries(given.into_iter().chain(degrees).collect()));
        if sure[0] {
            (record.applied_on, record.admitted_on) = (None, Some(date("2012-02-29")));
            record.certified_on = record.certified_on.filter(|&on| on >= date("2012-02-29"));
        }
        if sure[1] {
            scene.policy.completion = one_elective().policy.completion;
        }
        if sure[2] {
            scene.as_of = date(late);
        }
        scene
    })
}

/// Graduates who were certified while a degree stood in for hours of work, which they then did, and who renew.
pub fn graduates() -> impl Strategy<Value = Scene> {
    let work = vec((0..1500_u32, 1..700_u32, select(vec![700_u64, 2000, 3500, 4000])), 0..=3);
    let renewals = vec(select(vec!["2019-06-10", "2019-12-31", "2020-06-10", "2020-08-10"]), 1..=3);
    let hours = select(vec![182_000_u64, 182_000, 100_000, 1000]);
    (work, renewals, hours, 1..=6_u64).prop_map(|(work, renewals, hours, years)| {
        let mut scene = short_of_hours();
        scene.policy.eligibility.experience_hours = Hours::from_hundredths(hours);
        scene.policy.eligibility.experience_years = Count::new(years).expect("few");
        let spans = work.into_iter().map(|(start, days, hours)| {
            let from = date("2016-01-01").plus_days(start);
            let period = Period::new(from, Some(from.plus_days(days))).expect("in order");
            Span::weekly(period, Hours::from_hundredths(hours)).expect("up to 168").into()
        });
        scene.record.experience = Some(entries(spans.collect()));
        scene.record.admitted_on = None;
        scene.record.certified_on = Some(date("2016-06-10"));
        scene.record.degrees =
            Some(entries(vec![Degree { agreement: id("full"), graduated_on: date("2016-05-01") }]));
        let renewals = renewals.into_iter().map(|on| Renewal { renewed_on: date(on) });
        scene.record.renewals = Some(entries(renewals.collect()));
        scene.as_of = date("2022-12-31");
        scene
    })
}
