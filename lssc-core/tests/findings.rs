//! What findings say, in the words that people read (RULES 5), and the next date that matters.
//!
//! The cases of `conformance/findings.jsonl` say which findings there are; here stands a sentence of each kind.

use lssc_core::wire::Request;
use lssc_core::{Assessment, FindingCode, Milestone};

fn assessed(request: &str) -> Assessment {
    match Request::from_json(request.as_bytes()) {
        Ok(Request::Assess(question, terms)) => terms.assess(&question),
        other => panic!("{other:?}: {request}"),
    }
}

const SIX: &str = r#"["foundations-of-library-services", "communication-and-teamwork", "technology", "access-services",
    "collection-management", "youth-services"]"#;

/// A request about somebody who is described by these keys.
fn request(keys: &str, catalog: &str, policy: &str, as_of: &str) -> String {
    let catalog = catalog.replace("SIX", SIX);
    format!(
        r#"{{"record": {{"id": "p", {keys}}}, "catalog": {catalog}, "policy": {policy}, "as_of": "{as_of}"}}"#
    )
}

const FAQ: &str = r#""lssc-faq""#;
const AGREEMENT: &str = r#"{"agreements": [{"id": "pasadena", "college": "Pasadena City College",
    "effective_on": "2012-06-10", "ended_on": "2020-01-01", "covers": SIX}]}"#;
const PARTIAL: &str = r#"{"agreements": [{"id": "palomar", "college": "Palomar College",
    "effective_on": "2012-06-10", "covers": ["technology", "access-services"]}]}"#;
const COURSES: &str = r#"{"approvals": [
    {"id": "a", "set": "technology", "courses": ["tech"], "approved_on": "2012-06-10", "expires_on": "2016-06-10"},
    {"id": "b", "set": "access-services", "courses": ["tech"], "approved_on": "2012-06-10"}]}"#;
const GRADUATE: &str = r#""education": "college-degree", "position_requires_mls": false, "experience": [],
    "degrees": [{"agreement": "pasadena", "graduated_on": "2013-06-01"}]"#;

/// The sentences of one kind that a record gives.
fn check(code: FindingCode, request: &str, expected: &[&str]) {
    let assessment = assessed(request);
    let found = assessment.findings.iter().filter(|finding| finding.code() == code);
    let sentences: Vec<String> = found.map(|finding| finding.message()).collect();
    assert_eq!(sentences, expected, "{code}: {request}");
}

#[test]
fn conditions_say_what_is_asked_for_and_what_the_record_says() {
    let plain = |keys| request(keys, "{}", FAQ, "2024-06-01");
    let none = r#"{"extends": "lssc-faq", "id": "x", "eligibility": {"high_school": false, "support_position": false}}"#;
    let education = |keys, expected: &str| check(FindingCode::Education, &plain(keys), &[expected]);
    education(
        r#""education": "high-school-equivalency""#,
        "a high school diploma or its equivalent is asked for; the record says `high-school-equivalency`",
    );
    education(
        r#""education": null"#,
        "a high school diploma or its equivalent is asked for; `education` is not answered yet",
    );
    let open = request(r#""education": null"#, "{}", none, "2024-06-01");
    check(FindingCode::Education, &open, &["this policy asks for no high school diploma"]);
    check(FindingCode::SupportStaff, &open, &["this policy takes people in any library position"]);
    let position = |keys, expected: &str| check(FindingCode::SupportStaff, &plain(keys), &[expected]);
    position(
        r#""position_requires_mls": true"#,
        "support staff hold a position that requires no Master's of Library and Information Science; this one does, \
         whatever degree the person has",
    );
    position(
        r#""position_requires_mls": false"#,
        "the position requires no Master's of Library and Information Science",
    );
    position(
        r#""position_requires_mls": null"#,
        "support staff hold a position that requires no Master's of Library and Information Science; \
         `position_requires_mls` is not answered yet",
    );
}

#[test]
fn experience_says_the_hours_the_window_and_when_they_are_reached() {
    let experience = |keys: &str, as_of, expected: &str| {
        check(FindingCode::Experience, &request(keys, "{}", FAQ, as_of), &[expected]);
    };
    experience(
        r#""experience": [{"from": "2022-09-01", "hours_per_week": 20}]"#,
        "2024-06-30",
        "1911.42 of 1820 hours between 2019-06-30 and 2024-06-30",
    );
    experience(
        r#""experience": [{"from": "2022-09-01", "hours_per_week": 20}]"#,
        "2024-05-28",
        "1817.14 of 1820 hours between 2019-05-28 and 2024-05-28; 2.86 missing, reached on 2024-05-29 if the work goes \
         on as recorded",
    );
    experience(
        r#""applied_on": "2023-01-01", "experience": [{"from": "2022-09-01", "hours_per_week": 20}]"#,
        "2024-06-30",
        "351.42 of 1820 hours between 2018-01-01 and 2023-01-01; 1468.58 missing, reached on 2024-05-29",
    );
    experience(
        r#""experience": [{"from": "2022-09-01", "to": "2022-09-07", "hours_per_week": 20}]"#,
        "2024-06-30",
        "20 of 1820 hours between 2019-06-30 and 2024-06-30; 1800 missing, and not reached by 2029-06-30 with the work \
         recorded",
    );
    experience(
        r#""experience": null"#,
        "2024-06-30",
        "1820 hours of work in libraries between 2019-06-30 and 2024-06-30 are asked for; `experience` is not answered yet",
    );
}

#[test]
fn graduates_are_told_that_their_hours_may_follow() {
    let graduate = request(GRADUATE, AGREEMENT, FAQ, "2014-06-01");
    check(
        FindingCode::ProvisionalEligibility,
        &graduate,
        &[
            "eligible provisionally: a degree under a recognition agreement covers all requirements, and the 1820 hours of \
           work missing on 2014-06-01 may follow",
        ],
    );
    // 319 days of 40 hours a week.
    let worker = GRADUATE
        .replace("[],", r#"[{"from": "2013-07-02", "hours_per_week": 40}], "applied_on": "2013-07-01","#);
    for (as_of, hours) in [("2014-05-15", "may follow"), ("2014-05-16", "were there on 2014-05-16")] {
        let expected = format!(
            "eligible provisionally: a degree under a recognition agreement covers all requirements, and the 1820 hours \
             of work missing on 2013-07-01 {hours}"
        );
        check(FindingCode::ProvisionalEligibility, &request(&worker, AGREEMENT, FAQ, as_of), &[&expected]);
    }
    check(
        FindingCode::ComputerSkills,
        &graduate,
        &["no condition, but expected: word processing, email and handling files, and access to a computer"],
    );
    let certified =
        format!(r#"{GRADUATE}, "admitted_on": "2013-07-01", "renewals": [{{"renewed_on": "2017-01-01"}}]"#);
    let certified = request(&certified, AGREEMENT, FAQ, "2017-01-01");
    check(
        FindingCode::ProvisionalCertification,
        &certified,
        &[
            "certified provisionally, until there are 1820 hours of work in libraries within 5 years; it cannot be renewed \
           before",
        ],
    );
    check(
        FindingCode::RenewalRejected,
        &certified,
        &[
            "the renewal of 2017-01-01 is rejected: the certification was provisional, and the 1820 hours of work were \
           not there by then",
        ],
    );
}

#[test]
fn completion_says_what_is_there_and_what_is_missing() {
    let completion = |keys: &str, catalog, expected: &str| {
        check(FindingCode::Completion, &request(keys, catalog, FAQ, "2014-06-01"), &[expected]);
    };
    let by_portfolio = |sets: &[&str]| {
        let achieved = sets.iter().map(|set| {
            format!(r#"{{"set": "{set}", "submitted_on": "2013-01-02", "outcome": "achieved", "evaluated_on": "2013-02-01"}}"#)
        });
        let list = achieved.collect::<Vec<_>>().join(", ");
        format!(r#""admitted_on": "2013-01-01", "courses": [], "degrees": [], "portfolios": [{list}]"#)
    };
    let required = ["foundations-of-library-services", "communication-and-teamwork", "technology"];
    let electives = ["access-services", "collection-management", "youth-services"];
    completion(
        &by_portfolio(&required),
        "{}",
        "3 of 3 required sets and 0 of 3 electives; missing: 3 electives",
    );
    completion(
        &by_portfolio(&[&required[..2], &electives[..]].concat()),
        "{}",
        "2 of 3 required sets and 3 of 3 electives; missing: `Technology`",
    );
    completion(GRADUATE, AGREEMENT, "3 of 3 required sets and 3 of 3 electives, complete on 2013-06-01");
    completion(
        r#""courses": [{"course": "tech", "completed_on": "2013-01-01"}], "portfolios": [], "degrees": []"#,
        COURSES,
        "1 of 3 required sets and 1 of 3 electives; missing: `Foundations of Library Services`, `Communication and \
         Teamwork` and 2 electives",
    );
    completion(
        r#""degrees": [{"agreement": "palomar", "graduated_on": "2013-06-01"}]"#,
        PARTIAL,
        "1 of 3 required sets and 1 of 3 electives; missing: `Foundations of Library Services`, `Communication and \
         Teamwork` and 2 electives; courses, portfolios and degrees are not all answered yet",
    );
}

#[test]
fn courses_and_degrees_without_credit_say_why() {
    let courses = r#""courses": [{"course": "tech", "completed_on": "2010-06-09"},
        {"course": "weeding", "completed_on": "2013-01-01"}]"#;
    let courses = request(courses, COURSES, FAQ, "2014-06-01");
    check(
        FindingCode::CourseOutsideWindow,
        &courses,
        &[
            "the course `tech` was completed on 2010-06-09; none of its 2 approvals counts that, the nearest counts \
           completions from 2010-06-10 on",
        ],
    );
    check(
        FindingCode::CourseNotApproved,
        &courses,
        &[
            "no approval names the course `weeding`, so it gives no credit; what was learned there may go into a portfolio",
        ],
    );
    let early = r#""courses": [{"course": "tech", "completed_on": "2010-06-09"}]"#;
    let one = |ends: &str| {
        format!(
            r#"{{"approvals": [{{"id": "a", "set": "technology", "courses": ["tech"], "approved_on": "2012-06-10"{ends}}}]}}"#
        )
    };
    check(
        FindingCode::CourseOutsideWindow,
        &request(early, &one(""), FAQ, "2014-06-01"),
        &[
            "the course `tech` was completed on 2010-06-09; its approval counts completions from 2010-06-10 on",
        ],
    );
    check(
        FindingCode::CourseOutsideWindow,
        &request(early, &one(r#", "expires_on": "2013-01-01""#), FAQ, "2014-06-01"),
        &[
            "the course `tech` was completed on 2010-06-09; its approval counts completions from 2010-06-10 to 2013-01-01",
        ],
    );
    // A portfolio is no way out once the route is closed.
    let weeding = r#""courses": [{"course": "weeding", "completed_on": "2013-01-01"}]"#;
    check(
        FindingCode::CourseNotApproved,
        &request(weeding, COURSES, r#""lssc-2019""#, "2019-01-31"),
        &["no approval names the course `weeding`, so it gives no credit"],
    );
    let degree = |agreement, graduated_on| {
        format!(r#""degrees": [{{"agreement": "{agreement}", "graduated_on": "{graduated_on}"}}]"#)
    };
    check(
        FindingCode::GraduationOutsideWindow,
        &request(&degree("pasadena", "2020-01-02"), AGREEMENT, FAQ, "2021-06-01"),
        &[
            "graduated on 2020-01-02; the agreement `pasadena` recognizes graduates from 2010-06-10 to 2020-01-01",
        ],
    );
    check(
        FindingCode::GraduationOutsideWindow,
        &request(&degree("palomar", "2010-06-09"), PARTIAL, FAQ, "2021-06-01"),
        &["graduated on 2010-06-09; the agreement `palomar` recognizes graduates from 2010-06-10 on"],
    );
    check(
        FindingCode::AgreementUnknown,
        &request(&degree("fresno", "2013-06-01"), AGREEMENT, FAQ, "2014-06-01"),
        &["no recognition agreement `fresno` is known, so the degree gives no credit"],
    );
    check(
        FindingCode::AgreementPartial,
        &request(&degree("palomar", "2013-06-01"), PARTIAL, FAQ, "2014-06-01"),
        &[
            "the agreement `palomar` covers less than the full requirements; it lacks `Foundations of Library Services`, \
           `Communication and Teamwork` and 2 electives",
        ],
    );
    let shared = r#""courses": [{"course": "tech", "completed_on": "2013-01-01"}]"#;
    check(
        FindingCode::CompletionShared,
        &request(shared, COURSES, FAQ, "2014-06-01"),
        &["this one completion serves `Technology`, `Access Services`"],
    );
    // Also where it came after the deadline of the candidacy.
    let late = format!(r#""admitted_on": "2008-01-01", {shared}"#);
    check(
        FindingCode::CompletionShared,
        &request(&late, COURSES, FAQ, "2014-06-01"),
        &["this one completion serves `Technology`, `Access Services`"],
    );
    // Another course gave `Technology` before it: what could have given a set as well does not serve it.
    let catalog = COURSES.replace(
        r#""approvals": ["#,
        r#""approvals": [{"id": "c", "set": "technology",
        "courses": ["web"], "approved_on": "2012-06-10"},"#,
    );
    let earlier = shared.replace("[{", r#"[{"course": "web", "completed_on": "2012-12-01"}, {"#);
    check(FindingCode::CompletionShared, &request(&earlier, &catalog, FAQ, "2014-06-01"), &[]);
}

#[test]
fn portfolios_that_earn_nothing_say_why() {
    let portfolio = |admitted: &str, policy, as_of| {
        let keys = format!(
            r#"{admitted} "portfolios": [{{"set": "technology", "submitted_on": "2019-02-01", "outcome": "achieved",
               "evaluated_on": "2019-03-01"}}]"#
        );
        request(&keys, "{}", policy, as_of)
    };
    check(
        FindingCode::PortfolioBeforeAdmission,
        &portfolio(r#""admitted_on": "2019-02-02","#, FAQ, "2019-06-01"),
        &["submitted on 2019-02-01, before the admission on 2019-02-02, so it earns nothing"],
    );
    check(
        FindingCode::PortfolioBeforeAdmission,
        &portfolio("", FAQ, "2019-06-01"),
        &["submitted on 2019-02-01, but no admission is known, so it earns nothing"],
    );
    let admitted = r#""admitted_on": "2015-02-28","#;
    check(
        FindingCode::PortfolioRouteClosed,
        &portfolio(admitted, r#""lssc-2019""#, "2019-06-01"),
        &["submitted on 2019-02-01; portfolios were taken until 2019-01-30"],
    );
    check(
        FindingCode::CreditAfterDeadline,
        &portfolio(admitted, FAQ, "2019-06-01"),
        &["`Technology`, earned on 2019-03-01, came after the deadline of 2019-02-28 and does not count"],
    );
    let without = r#"{"extends": "lssc-faq", "id": "no-tech", "completion":
        {"required": ["access-services"], "electives": [], "electives_needed": 0}}"#;
    check(
        FindingCode::PortfolioSetNotInPolicy,
        &portfolio(admitted, without, "2019-06-01"),
        &["its set is neither required nor elective in the policy `no-tech`, so it earns nothing"],
    );
}

#[test]
fn recorded_certifications_are_held_against_the_computed_ones() {
    let recorded = format!(r#"{GRADUATE}, "admitted_on": "2013-07-01", "certified_on": "2013-08-01""#);
    check(
        FindingCode::CertifiedOnDiffers,
        &request(&recorded, AGREEMENT, FAQ, "2014-06-01"),
        &["the office recorded 2013-08-01, which stands; the credits and the admission give 2013-07-01"],
    );
    check(
        FindingCode::CertifiedWithoutCompletion,
        &request(&recorded, "{}", FAQ, "2014-06-01"),
        &[
            "the office recorded 2013-08-01, which stands; the record shows no completion; courses, portfolios and degrees \
           are not all answered yet",
        ],
    );
    let answered = format!(r#"{recorded}, "courses": [], "portfolios": []"#);
    check(
        FindingCode::CertifiedWithoutCompletion,
        &request(&answered, "{}", FAQ, "2014-06-01"),
        &[
            "the office recorded 2013-08-01, which stands; the credits in the record do not complete the requirements",
        ],
    );
}

fn activity(on: &str, quantity: &str, sets: &str) -> String {
    format!(r#"{{"completed_on": "{on}", "quantity": {quantity}, "unit": "contact-hour", "sets": {sets}}}"#)
}

/// Certified on 2012-10-15, with these renewals and activities.
fn certified(renewals: &[&str], activities: Option<&[String]>, policy: &str, as_of: &str) -> String {
    let renewals: Vec<String> = renewals.iter().map(|on| format!(r#"{{"renewed_on": "{on}"}}"#)).collect();
    let activities = activities.map_or("null".to_owned(), |list| format!("[{}]", list.join(", ")));
    let keys = format!(
        r#""certified_on": "2012-10-15", "renewals": [{}], "activities": {activities}"#,
        renewals.join(", ")
    );
    request(&keys, "{}", policy, as_of)
}

const TECHNOLOGY: &str = r#"["technology"]"#;
const BY_TERM: &str = r#"{"extends": "lssc-faq", "id": "by-term", "renewal": {"hours_from": "term"}}"#;

#[test]
fn contact_hours_say_between_which_days_they_count() {
    let enough = [activity("2015-01-10", "32", TECHNOLOGY)];
    check(
        FindingCode::ContactHours,
        &certified(&[], Some(&[activity("2015-01-10", "31.5", TECHNOLOGY)]), FAQ, "2017-01-01"),
        &["31.5 of 32 contact hours between 2012-10-15 and 2016-12-15; 0.5 missing"],
    );
    check(
        FindingCode::TechnologyHours,
        &certified(&[], Some(&enough), FAQ, "2015-12-01"),
        &["32 of 4 technology hours between 2012-10-15 and 2015-12-01"],
    );
    check(
        FindingCode::ContactHours,
        &certified(&["2016-01-10"], Some(&enough), BY_TERM, "2016-02-01"),
        &["0 of 32 contact hours so far; they count from 2016-10-16 on; 32 missing"],
    );
    check(
        FindingCode::TechnologyHours,
        &certified(&["2016-01-10"], None, FAQ, "2016-02-01"),
        &["4 technology hours from 2016-01-11 on are asked for; `activities` is not answered yet"],
    );
}

#[test]
fn renewals_say_why_they_are_rejected_or_what_was_not_checked() {
    let short = [activity("2015-01-10", "31.5", TECHNOLOGY)];
    check(
        FindingCode::RenewalRejected,
        &certified(&["2016-12-16", "2016-12-15", "2015-10-14"], Some(&short), FAQ, "2017-01-01"),
        &[
            "the renewal of 2016-12-16 is rejected: the last day for the renewal of term 1 was 2016-12-15",
            "the renewal of 2016-12-15 is rejected: 31.5 of 32 contact hours and 31.5 of 4 technology hours by then",
            "the renewal of 2015-10-14 is rejected: term 1 opens for renewal on 2015-10-15",
        ],
    );
    let unchecked = certified(&["2016-12-15"], None, FAQ, "2017-01-01");
    check(
        FindingCode::RenewalHoursUnknown,
        &unchecked,
        &[
            "the renewal of 2016-12-15 is accepted though `activities` is not answered, so its hours are not checked",
        ],
    );
    check(
        FindingCode::NoGrace,
        &unchecked,
        &[
            "grace is given after the initial term alone, read literally: term 2 must be renewed by 2020-10-15",
        ],
    );
}

#[test]
fn activities_that_do_not_count_say_why() {
    let activities = [
        activity("2013-01-10", "2", "[]"),
        activity("2013-01-10", "0.99", TECHNOLOGY),
        activity("2012-10-14", "2", TECHNOLOGY),
        activity("2015-01-10", "32", TECHNOLOGY),
        activity("2016-10-15", "2", TECHNOLOGY),
        activity("2020-10-16", "2", TECHNOLOGY),
    ];
    check(
        FindingCode::ActivityNotCounted,
        &certified(&["2016-01-10"], Some(&activities), BY_TERM, "2021-01-01"),
        &[
            "the activity of 2013-01-10 does not count: it is related to no competency set",
            "the activity of 2013-01-10 does not count: it is worth 0.99 contact hours, and 1 is the least",
            "the activity of 2012-10-14 does not count: it came before the certification on 2012-10-15",
            "the activity of 2016-10-15 does not count: it came after a renewal, and hours for the next one count after \
             2016-10-15",
            "the activity of 2020-10-16 does not count: it came after 2020-10-15, the last day for the renewal",
        ],
    );
}

#[test]
fn fees_say_what_was_assumed_and_what_is_not_published() {
    let open = certified(&[], None, FAQ, "2016-01-01");
    check(
        FindingCode::MembershipAssumed,
        &open,
        &[
            "`ala_membership` is not answered, so the prices are those for non-members: $350.00 for the application, \
           $325.00 for members",
        ],
    );
    check(
        FindingCode::RenewalFeeNotPublished,
        &open,
        &["the policy `lssc-faq` names no renewal fee; ask the office"],
    );
}

/// Where the FAQ does not say it, the policy that does is cited.
#[test]
fn a_changed_parameter_cites_the_policy_that_changed_it() {
    let hours = r#"{"extends": "lssc-faq", "id": "state", "eligibility": {"experience_hours": 2000}}"#;
    let assessment = assessed(&request(r#""education": null"#, "{}", hours, "2024-06-01"));
    let cites = |code| {
        assessment.findings.iter().find(|finding| finding.code() == code).map(|f| f.cites().join("; "))
    };
    assert_eq!(cites(FindingCode::Experience).as_deref(), Some("policy state; FAQ 6; RULES 4.3"));
    assert_eq!(cites(FindingCode::Education).as_deref(), Some("FAQ 6; RULES 4.1"));
}

#[test]
fn the_next_date_is_the_one_that_matters_at_the_status() {
    let check = |request: &str, expected: Option<(&str, Milestone)>| {
        let next = assessed(request).next_date().map(|next| (next.on.to_string(), next.milestone));
        assert_eq!(next, expected.map(|(on, milestone)| (on.to_owned(), milestone)), "{request}");
    };
    let plain = |keys, as_of| request(keys, "{}", FAQ, as_of);
    let half = r#""experience": [{"from": "2022-09-01", "hours_per_week": 20}]"#;
    check(&plain(half, "2024-05-28"), Some(("2024-05-29", Milestone::ExperienceReached)));
    check(&plain(half, "2024-05-29"), None);
    // Nobody waits for hours whom another condition keeps out.
    let young = r#""education": "below-high-school", "position_requires_mls": false"#;
    let mls = r#""education": "college-degree", "position_requires_mls": true"#;
    let kept_out = [young, mls].map(|keys| format!("{keys}, {half}"));
    kept_out.iter().for_each(|keys| check(&plain(keys, "2024-05-28"), None));
    check(&plain(r#""experience": null"#, "2024-05-29"), None);
    check(&plain(r#""applied_on": "2024-01-01""#, "2024-05-29"), None);
    let graduate = GRADUATE.replace("[],", r#"[{"from": "2013-07-01", "hours_per_week": 40}],"#);
    let graduate =
        |as_of| request(&format!(r#"{graduate}, "admitted_on": "2013-07-01""#), AGREEMENT, FAQ, as_of);
    check(&graduate("2014-05-14"), Some(("2014-05-15", Milestone::ExperienceReached)));
    check(&graduate("2014-05-15"), Some(("2016-07-01", Milestone::RenewalOpens)));
    // Of two on one day, the opening; and hours that nobody waits for are no date.
    let late = GRADUATE.replace("[],", r#"[{"from": "2015-08-18", "hours_per_week": 40}],"#);
    let late = |as_of| request(&format!(r#"{late}, "admitted_on": "2013-07-01""#), AGREEMENT, FAQ, as_of);
    check(&late("2016-06-30"), Some(("2016-07-01", Milestone::RenewalOpens)));
    let recorded = format!(r#""certified_on": "2024-01-01", {half}"#);
    check(&plain(&recorded, "2024-02-01"), Some(("2027-01-01", Milestone::RenewalOpens)));
    let admitted = r#""admitted_on": "2020-03-01""#;
    check(&plain(admitted, "2024-03-01"), Some(("2024-03-01", Milestone::CandidacyDeadline)));
    check(&plain(admitted, "2024-03-02"), None);
    let on = |as_of| certified(&[], None, FAQ, as_of);
    check(&on("2015-10-14"), Some(("2015-10-15", Milestone::RenewalOpens)));
    check(&on("2016-10-15"), Some(("2016-10-15", Milestone::CertificationExpires)));
    check(&on("2016-12-15"), Some(("2016-12-15", Milestone::GraceEnds)));
    check(&on("2016-12-16"), None);
    let in_days = |as_of| assessed(&on(as_of)).next_date().map(|next| next.in_days);
    assert_eq!(["2015-10-14", "2016-10-15", "2015-10-15"].map(in_days), [Some(1), Some(0), Some(366)]);
}

/// A fact is known on its own day, and advice about it is given from that day on.
#[test]
fn advice_begins_on_the_day_of_the_fact() {
    let weeding = r#""courses": [{"course": "weeding", "completed_on": "2013-01-01"}]"#;
    let on = |as_of| request(weeding, COURSES, FAQ, as_of);
    check(
        FindingCode::CourseNotApproved,
        &on("2013-01-01"),
        &[
            "no approval names the course `weeding`, so it gives no credit; what was learned there may go into a portfolio",
        ],
    );
    check(FindingCode::CourseNotApproved, &on("2012-12-31"), &[]);
    let short = [activity("2013-01-10", "0.99", TECHNOLOGY)];
    check(
        FindingCode::ActivityNotCounted,
        &certified(&[], Some(&short), FAQ, "2013-01-10"),
        &["the activity of 2013-01-10 does not count: it is worth 0.99 contact hours, and 1 is the least"],
    );
    check(FindingCode::ActivityNotCounted, &certified(&[], Some(&short), FAQ, "2013-01-09"), &[]);
    // What was done on the day of a renewal counted for that renewal.
    let that_day = [activity("2016-01-10", "32", TECHNOLOGY)];
    check(
        FindingCode::ActivityNotCounted,
        &certified(&["2016-01-10"], Some(&that_day), BY_TERM, "2016-06-01"),
        &[],
    );
    // The 637th day at 20 hours a week is the one on which they suffice, and it is today.
    let applied =
        r#""applied_on": "2024-05-28", "experience": [{"from": "2022-09-01", "hours_per_week": 20}]"#;
    check(
        FindingCode::Experience,
        &request(applied, "{}", FAQ, "2024-05-29"),
        &["1817.14 of 1820 hours between 2019-05-28 and 2024-05-28; 2.86 missing, reached on 2024-05-29"],
    );
}

#[test]
fn a_graduation_outside_the_window_tells_the_window_and_cites_what_set_the_missed_end() {
    let check_ends = |from, to, expected: &str| {
        let catalog = format!(
            r#"{{"agreements": [{{"id": "a", "college": "A", "effective_on": "2012-06-10", "graduates_from": "{from}",
               "ended_on": "{to}", "covers": SIX}}]}}"#
        );
        let degree = r#""degrees": [{"agreement": "a", "graduated_on": "2016-01-01"}]"#;
        let sentence = format!("graduated on 2016-01-01; the agreement `a` recognizes graduates {expected}");
        check(
            FindingCode::GraduationOutsideWindow,
            &request(degree, &catalog, FAQ, "2020-01-01"),
            &[&sentence],
        );
    };
    check_ends("2013-01-01", "2013-01-01", "from 2013-01-01 to 2013-01-01");
    check_ends("2013-01-02", "2013-01-01", "from 2013-01-02 on, but ended on 2013-01-01");
    let three = r#"{"extends": "lssc-faq", "id": "state", "credit": {"lookback_years": 3}}"#;
    for (graduated_on, is_cited) in [("2009-06-09", true), ("2020-01-02", false)] {
        let degree = format!(r#""degrees": [{{"agreement": "pasadena", "graduated_on": "{graduated_on}"}}]"#);
        let assessment = assessed(&request(&degree, AGREEMENT, three, "2021-01-01"));
        let mut findings = assessment.findings.iter();
        let found = findings.find(|finding| finding.code() == FindingCode::GraduationOutsideWindow).unwrap();
        assert_eq!(found.cites().iter().any(|cite| cite == "policy state"), is_cited, "{graduated_on}");
    }
}
