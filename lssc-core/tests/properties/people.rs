//! People of whom the exceptions are told.

use lssc_core::{
    Agreement, AgreementParts, Approval, ApprovalParts, CompetencySet, Count, Education, Entries, Outcome,
    Policy, Portfolio, RecordParts, SetList,
};

use proptest::sample::Index;

use crate::scene::{Scene, date, entries, id};

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
