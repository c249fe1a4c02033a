//! That each remark is made on its side of the boundary and not on the other, and that a parameter of which it is no longer
//! said decides something there.

use lssc_core::{
    CompetencySet, CompetencySets, Date, Edition, GraceTerms, GraduatesShortOfHours, Hours, HoursFrom,
    MeasuredBy, Observation, Policy, PolicyParts, RemarkCode, SetList, TermEnds,
};

use crate::examples::shows;
use crate::odd::{changed, codes, count, hundredths, ours, price, units, years};

type Change = fn(&mut PolicyParts);

/// A code, a change of `lssc-faq` with which it is remarked, and changes with which it just is not.
const TABLE: &[(RemarkCode, Change, &[Change])] = &[
    (
        RemarkCode::ExperienceBeyondARecord,
        |policy| {
            (policy.eligibility.experience_hours, policy.eligibility.experience_years) =
                (hundredths(9_830_401), count(0))
        },
        &[
            |policy| {
                (policy.eligibility.experience_hours, policy.eligibility.experience_years) =
                    (hundredths(9_830_400), count(0))
            },
            |policy| {
                (policy.eligibility.experience_hours, policy.eligibility.experience_years) =
                    (Hours::whole(100_000), count(1))
            },
        ],
    ),
    (
        RemarkCode::NoActivityCounts,
        |policy| {
            policy.renewal.min_activity_hours = hundredths(100_001);
            all_units(policy, 1);
        },
        &[
            |policy| {
                policy.renewal.min_activity_hours = hundredths(100_000);
                all_units(policy, 1);
            },
            |policy| policy.renewal.min_activity_hours = hundredths(100_001),
            |policy| {
                policy.renewal.min_activity_hours = hundredths(100_001);
                (policy.renewal.contact_hours, policy.renewal.technology_hours) = (Hours::ZERO, Hours::ZERO);
                all_units(policy, 1);
            },
        ],
    ),
    (
        RemarkCode::UnitNeverCounts,
        |policy| policy.renewal.min_activity_hours = hundredths(100_001),
        &[|policy| policy.renewal.min_activity_hours = hundredths(100_000)],
    ),
    (
        RemarkCode::NoExperienceAskedFor,
        |policy| policy.eligibility.experience_hours = Hours::ZERO,
        &[|policy| policy.eligibility.experience_hours = hundredths(1)],
    ),
    (
        RemarkCode::ElectivesNotNeeded,
        |policy| policy.completion.electives_needed = count(0),
        &[
            |policy| policy.completion.electives_needed = count(1),
            |policy| {
                (policy.completion.electives_needed, policy.completion.electives) =
                    (count(0), SetList::default())
            },
        ],
    ),
    (
        RemarkCode::EveryElectiveNeeded,
        |policy| policy.completion.electives_needed = count(7),
        &[
            |policy| policy.completion.electives_needed = count(6),
            |policy| {
                (policy.completion.electives_needed, policy.completion.electives) =
                    (count(0), SetList::default())
            },
        ],
    ),
    (
        RemarkCode::PortfolioRouteNeverCloses,
        |policy| policy.credit.last_portfolio_on = Some(Date::MAX),
        &[|policy| policy.credit.last_portfolio_on = Some(Date::MAX.day_before())],
    ),
    (
        RemarkCode::GraceTermsWithoutGrace,
        |policy| policy.renewal.grace_months = count(0),
        &[|policy| policy.renewal.grace_months = count(1)],
    ),
    (
        RemarkCode::HoursFromWithoutEarlyRenewals,
        |policy| policy.renewal.opens_months_before = count(0),
        &[|policy| policy.renewal.opens_months_before = count(1)],
    ),
    (
        RemarkCode::NoHoursAskedFor,
        |policy| (policy.renewal.contact_hours, policy.renewal.technology_hours) = (Hours::ZERO, Hours::ZERO),
        &[|policy| {
            (policy.renewal.contact_hours, policy.renewal.technology_hours) = (hundredths(1), Hours::ZERO)
        }],
    ),
    (
        RemarkCode::HoursBelowTheLeast,
        |policy| policy.renewal.min_activity_hours = hundredths(401),
        &[
            |policy| policy.renewal.min_activity_hours = hundredths(400),
            |policy| {
                policy.renewal.min_activity_hours = hundredths(3200);
                policy.renewal.technology_hours = Hours::ZERO;
            },
        ],
    ),
    (
        RemarkCode::LeastWithoutEffect,
        |policy| policy.renewal.min_activity_hours = hundredths(1),
        &[
            |policy| policy.renewal.min_activity_hours = hundredths(2),
            |policy| policy.renewal.min_activity_hours = Hours::ZERO,
        ],
    ),
    (
        RemarkCode::EverybodyEligible,
        open_to_all,
        &[
            |policy| {
                open_to_all(policy);
                policy.eligibility.high_school = true;
            },
            |policy| {
                open_to_all(policy);
                policy.eligibility.support_position = true;
            },
            |policy| {
                open_to_all(policy);
                policy.eligibility.experience_hours = hundredths(1);
            },
        ],
    ),
    (
        RemarkCode::ExperienceBeyondTheClock,
        // Five years and a day, two leap days among them.
        |policy| policy.eligibility.experience_hours = hundredths(24 * 1828 * 100 + 1),
        &[|policy| policy.eligibility.experience_hours = Hours::whole(24 * 1828)],
    ),
    (
        RemarkCode::ExperienceOfOneDay,
        |policy| {
            (policy.eligibility.experience_hours, policy.eligibility.experience_years) =
                (Hours::whole(24), count(0))
        },
        &[
            |policy| {
                (policy.eligibility.experience_hours, policy.eligibility.experience_years) =
                    (Hours::ZERO, count(0))
            },
            |policy| {
                (policy.eligibility.experience_hours, policy.eligibility.experience_years) =
                    (Hours::whole(24), count(1))
            },
            // Of which more is said.
            |policy| {
                (policy.eligibility.experience_hours, policy.eligibility.experience_years) =
                    (hundredths(2401), count(0))
            },
        ],
    ),
    (
        RemarkCode::CandidacyOfOneDay,
        |policy| policy.candidacy.years = count(0),
        &[|policy| policy.candidacy.years = count(1)],
    ),
    (
        RemarkCode::LaterWorkDisplaces,
        |policy| policy.candidacy.measured_by = MeasuredBy::Done,
        &[|policy| policy.candidacy.measured_by = MeasuredBy::Earned],
    ),
    (
        RemarkCode::SetLeftOut,
        |policy| without_electives(policy, &[CompetencySet::YouthServices]),
        &[
            |policy| without_electives(policy, &[]),
            |policy| {
                without_electives(policy, &[CompetencySet::YouthServices]);
                policy.fees.portfolio_cents = price(0, 0);
            },
        ],
    ),
    (
        RemarkCode::ApprovalEndsAtOnce,
        |policy| policy.credit.course_approval_years = Some(count(0)),
        &[
            |policy| policy.credit.course_approval_years = Some(count(1)),
            |policy| policy.credit.course_approval_years = None,
        ],
    ),
    (
        RemarkCode::PortfolioChargedInVain,
        |policy| policy.credit.last_portfolio_on = Some(Date::MAX.day_before()),
        &[
            |policy| policy.credit.last_portfolio_on = Some(Date::MAX),
            |policy| {
                policy.credit.last_portfolio_on = Some(Date::MAX.day_before());
                policy.fees.portfolio_cents = price(0, 0);
            },
        ],
    ),
    (
        RemarkCode::RenewalOnOneDay,
        |policy| policy.renewal.opens_months_before = count(0),
        &[
            |policy| policy.renewal.opens_months_before = count(1),
            |policy| {
                (policy.renewal.opens_months_before, policy.renewal.grace_terms) =
                    (count(0), GraceTerms::Every)
            },
        ],
    ),
    (
        RemarkCode::WindowsOverlap,
        |policy| policy.renewal.grace_months = count(36),
        &[|policy| policy.renewal.grace_months = count(35)],
    ),
    (
        RemarkCode::TermOverWhenRenewed,
        |policy| policy.renewal.grace_months = count(49),
        &[|policy| policy.renewal.grace_months = count(48)],
    ),
    (
        RemarkCode::ContactHoursBeyondTheClock,
        |policy| beyond_the_clock(policy, 1),
        &[|policy| beyond_the_clock(policy, 0)],
    ),
    (
        RemarkCode::TechnologyIsEverything,
        |policy| policy.renewal.technology_hours = hundredths(3200),
        &[|policy| policy.renewal.technology_hours = hundredths(3199)],
    ),
    (
        RemarkCode::TechnologyWithoutTheSet,
        |policy| without_required(policy, CompetencySet::Technology),
        &[
            |policy| without_required(policy, CompetencySet::CommunicationAndTeamwork),
            |policy| {
                without_required(policy, CompetencySet::Technology);
                policy.renewal.technology_hours = Hours::ZERO;
            },
        ],
    ),
    (
        RemarkCode::HoursLostBetweenTerms,
        |policy| {
            (policy.renewal.hours_from, policy.renewal.opens_months_before) = (HoursFrom::Term, count(1))
        },
        &[
            |policy| {
                (policy.renewal.hours_from, policy.renewal.opens_months_before) = (HoursFrom::Term, count(0))
            },
            |policy| policy.renewal.hours_from = HoursFrom::LastRenewal,
        ],
    ),
    (
        RemarkCode::UnitWorthNothing,
        |policy| policy.renewal.unit_hours.quarter_credit = units(0),
        &[|policy| policy.renewal.unit_hours.quarter_credit = units(1)],
    ),
    (
        RemarkCode::UnitTooSmallAlone,
        |policy| policy.renewal.min_activity_hours = hundredths(601),
        &[|policy| policy.renewal.min_activity_hours = hundredths(600)],
    ),
    (
        RemarkCode::MemberPaysMore,
        |policy| policy.fees.renewal_cents = Some(price(5, 4)),
        &[|policy| policy.fees.renewal_cents = Some(price(4, 4)), |policy| policy.fees.renewal_cents = None],
    ),
    (
        RemarkCode::MembershipChangesNoPrice,
        |policy| (policy.fees.application_cents, policy.fees.portfolio_cents) = (price(4, 4), price(0, 0)),
        &[
            |policy| {
                (policy.fees.application_cents, policy.fees.portfolio_cents) = (price(4, 4), price(0, 1))
            },
            |policy| {
                (policy.fees.application_cents, policy.fees.portfolio_cents) = (price(4, 4), price(0, 0));
                policy.fees.renewal_cents = Some(price(1, 2));
            },
        ],
    ),
];

fn all_units(policy: &mut PolicyParts, hours: u64) {
    let all = &mut policy.renewal.unit_hours;
    (all.semester_credit, all.quarter_credit, all.conference_day) =
        (units(hours), units(hours), units(hours));
}

fn open_to_all(policy: &mut PolicyParts) {
    policy.eligibility.high_school = false;
    policy.eligibility.support_position = false;
    policy.eligibility.experience_hours = Hours::ZERO;
}

fn without_electives(policy: &mut PolicyParts, sets: &[CompetencySet]) {
    let without: CompetencySets = sets.iter().copied().collect();
    policy.completion.electives = SetList::new(policy.completion.electives.sets().without(without));
}

fn without_required(policy: &mut PolicyParts, set: CompetencySet) {
    let required = policy.completion.required.sets().without([set].into_iter().collect());
    policy.completion.required = SetList::new(required);
}

/// A term of one year without grace: 367 days at most, since both anniversaries belong to it.
fn beyond_the_clock(policy: &mut PolicyParts, more: u64) {
    policy.certification.years = years(1);
    policy.renewal.opens_months_before = count(1);
    policy.renewal.grace_months = count(0);
    policy.renewal.contact_hours = hundredths(24 * 367 * 100 + more);
}

#[test]
fn each_remark_is_made_where_it_is_due_and_not_next_to_it() {
    for &(code, made, not_made) in TABLE {
        let policy = changed(made);
        let remarks = policy.remarks();
        let remark = remarks.iter().find(|remark| remark.code() == code);
        let remark = remark.unwrap_or_else(|| panic!("{code} is not remarked of {policy:?}"));
        assert!(shows(remark, &policy), "{remark:?}");
        for change in not_made {
            let policy = changed(change);
            assert!(!codes(&policy).contains(&code), "{code} is remarked of {policy:?}");
        }
    }
    let told: Vec<RemarkCode> = TABLE.iter().map(|&(code, ..)| code).collect();
    let all = RemarkCode::ALL.iter().filter(|&&code| code != RemarkCode::SameAsShipped);
    assert_eq!(told, all.copied().collect::<Vec<_>>());
}

#[test]
fn a_shipped_policy_by_another_name_is_told_and_one_with_a_change_is_not() {
    for &edition in Edition::ALL {
        let mut parts = Policy::from(edition).into_parts();
        parts.id = "ours".parse().expect("an id");
        parts.title = "Our own".parse().expect("a title");
        let told = |parts: &PolicyParts| {
            let policy = Policy::new(parts.clone()).expect("its parameters fit together");
            let remarks = policy.remarks();
            remarks.iter().find_map(|remark| match *remark.observation() {
                Observation::SameAsShipped { edition } => Some(edition),
                _ => None,
            })
        };
        assert_eq!(told(&parts), Some(edition));
        parts.fees.application_cents.member = lssc_core::Cents::new(1);
        assert_eq!(told(&parts), None);
    }
}

/// Where a parameter is no longer said to have no effect, it has one: the example of the remark next to it shows it, or one
/// made for it.
#[test]
fn next_to_a_remark_that_something_has_no_effect_it_has_one() {
    let example = |code: RemarkCode, made: Change| {
        let remarks = changed(made).remarks();
        remarks.into_iter().find(|remark| remark.code() == code).expect("it is made").example().clone()
    };
    let differ = |code: RemarkCode, made: Change, a: Change, b: Change| {
        let person = example(code, made);
        let said = [a, b].map(|change| {
            let assessment = person.assess(&changed(change));
            let renewal = assessment
                .renewal
                .map(|renewal| (renewal.last_day, renewal.accepted.len(), renewal.contact_hours.counted));
            (assessment.status, assessment.eligibility.verdict, assessment.completion.verdict, renewal)
        });
        assert_ne!(said[0], said[1], "{code}");
    };
    differ(
        RemarkCode::NoExperienceAskedFor,
        |policy| policy.eligibility.experience_hours = Hours::ZERO,
        |policy| policy.eligibility.experience_hours = hundredths(1),
        |policy| {
            policy.eligibility.experience_hours = hundredths(1);
            policy.credit.graduates_short_of_hours = GraduatesShortOfHours::Refused;
        },
    );
    differ(
        RemarkCode::EveryElectiveNeeded,
        |policy| policy.completion.electives_needed = count(7),
        |policy| policy.completion.electives_needed = count(6),
        |policy| {
            policy.completion.required = SetList::new(policy.completion.sets());
            policy.completion.electives = SetList::default();
            policy.completion.electives_needed = count(0);
        },
    );
    differ(
        RemarkCode::GraceTermsWithoutGrace,
        |policy| policy.renewal.grace_months = count(0),
        |policy| policy.renewal.grace_months = count(1),
        |policy| (policy.renewal.grace_months, policy.renewal.grace_terms) = (count(1), GraceTerms::Every),
    );
    differ(
        RemarkCode::LeastWithoutEffect,
        |policy| policy.renewal.min_activity_hours = hundredths(1),
        |policy| policy.renewal.min_activity_hours = hundredths(2),
        |policy| policy.renewal.min_activity_hours = Hours::ZERO,
    );
    // Of one hundredth of an hour, where one is asked for.
    differ(
        RemarkCode::LeastWithoutEffect,
        |policy| policy.renewal.min_activity_hours = hundredths(1),
        |policy| {
            (policy.renewal.contact_hours, policy.renewal.technology_hours) = (hundredths(1), Hours::ZERO);
            policy.renewal.min_activity_hours = Hours::ZERO;
        },
        |policy| {
            (policy.renewal.contact_hours, policy.renewal.technology_hours) = (hundredths(1), Hours::ZERO);
            policy.renewal.min_activity_hours = hundredths(2);
        },
    );
    // Who needs exactly as many hours as the least activity has needs one, and for a hundredth more another.
    differ(
        RemarkCode::LeastWithoutEffect,
        |policy| policy.renewal.min_activity_hours = hundredths(1),
        |policy| needing(policy, 1),
        |policy| needing(policy, 2),
    );
}

fn needing(policy: &mut PolicyParts, hours: u64) {
    policy.renewal.min_activity_hours = hundredths(1);
    (policy.renewal.contact_hours, policy.renewal.technology_hours) = (hundredths(hours), Hours::ZERO);
}

#[test]
fn electives_matter_as_soon_as_one_is_needed() {
    let none_needed = changed(|policy| policy.completion.electives_needed = count(0));
    let remarks = none_needed.remarks();
    let candidate = remarks.first().expect("there is one").example();
    let one_needed = changed(|policy| policy.completion.electives_needed = count(1));
    let another = changed(|policy| {
        policy.completion.electives_needed = count(1);
        without_electives(policy, &[CompetencySet::AccessServices]);
    });
    let completed = |policy: &Policy| candidate.assess(policy).completion.completed_on;
    assert!(completed(&none_needed) < completed(&one_needed));
    // Of the ten sets on one day, nine are enough; which one is an elective shows in the credits.
    let credits = |policy: &Policy| candidate.assess(policy).completion.credits.iter().count();
    assert_eq!((credits(&one_needed), credits(&another)), (10, 9));
}

#[test]
fn a_route_that_closes_a_day_earlier_refuses_the_last_portfolio_there_can_be() {
    let never = changed(|policy| policy.credit.last_portfolio_on = Some(Date::MAX));
    let remarks = never.remarks();
    let candidate = remarks.first().expect("there is one").example();
    let closes = changed(|policy| policy.credit.last_portfolio_on = Some(Date::MAX.day_before()));
    let credits = |policy: &Policy| candidate.assess(policy).completion.credits.iter().count();
    assert_eq!((credits(&never), credits(&closes)), (1, 0));
}

#[test]
fn from_when_hours_count_matters_as_soon_as_renewals_can_be_early() {
    let early = |hours_from| {
        changed(|policy| {
            policy.renewal.opens_months_before = count(1);
            policy.renewal.hours_from = hours_from;
        })
    };
    let term = early(HoursFrom::Term);
    let remarks = term.remarks();
    let holder = remarks.first().expect("there is one").example();
    let counted = |policy: &Policy| holder.assess(policy).renewal.expect("certified").contact_hours.counted;
    assert_eq!(counted(&term), Some(Hours::ZERO));
    assert_eq!(counted(&early(HoursFrom::LastRenewal)), Some(Hours::whole(32)));
}

#[test]
fn hours_asked_for_matter_above_the_least() {
    let least = |contact: u64| {
        changed(|policy| {
            policy.renewal.min_activity_hours = hundredths(800);
            policy.renewal.contact_hours = hundredths(contact);
            policy.renewal.technology_hours = hundredths(800);
        })
    };
    assert!(!codes(&least(800)).contains(&RemarkCode::HoursBelowTheLeast));
    // One activity of 8 hours is enough for 8 hours, and not for 8.01: whether 8 or less are asked for shows in nobody.
    let remarks = changed(|policy| {
        policy.renewal.min_activity_hours = hundredths(800);
        (policy.renewal.contact_hours, policy.renewal.technology_hours) = (hundredths(799), hundredths(799));
    })
    .remarks();
    let remark = remarks.iter().find(|remark| remark.code() == RemarkCode::HoursBelowTheLeast);
    let mut holder = remark.expect("it is made").example().clone();
    let mut parts = holder.record.into_parts();
    let on = parts.certified_on.expect("certified");
    let all = CompetencySet::ALL.into_iter().collect();
    let counted =
        lssc_core::CountedActivity::new(on, Hours::whole(8), lssc_core::ActivityUnit::ContactHour, all);
    let activity = lssc_core::Activity { counted: counted.expect("8 hours"), title: None };
    parts.activities = Some(vec![activity].try_into().expect("one"));
    holder.record = lssc_core::Record::new(parts).expect("as before");
    let accepted = |contact| holder.assess(&least(contact)).renewal.expect("certified").accepted.len();
    assert_eq!((accepted(800), accepted(801)), (1, 0));
}

#[test]
fn which_terms_can_be_renewed_on_one_day_only_depends_on_the_grace() {
    let from_term = |months: u64| {
        let policy = changed(|policy| {
            policy.renewal.opens_months_before = count(0);
            policy.renewal.grace_months = count(months);
        });
        policy.remarks().iter().find_map(|remark| match *remark.observation() {
            Observation::RenewalOnOneDay { from_term } => Some(from_term),
            _ => None,
        })
    };
    assert_eq!((from_term(0), from_term(1)), (Some(1), Some(2)));
}

#[test]
fn each_unit_and_each_price_is_told_by_itself() {
    let policy = changed(|policy| {
        policy.renewal.unit_hours.semester_credit = units(0);
        policy.renewal.unit_hours.conference_day = units(0);
        (policy.fees.application_cents, policy.fees.portfolio_cents) = (price(2, 1), price(4, 3));
    });
    let told: Vec<String> = policy.remarks().iter().map(|remark| remark.message()).collect();
    assert_eq!(
        told,
        [
            "no hours are given for an activity in `semester-credit`, `conference-day`",
            "ALA members pay more than others for the application: $0.02, not $0.01",
            "ALA members pay more than others for a portfolio: $0.04, not $0.03",
        ]
    );
}

#[test]
fn on_a_faulty_neighbor_there_is_nothing_to_say() {
    // What RULES 2 calls a fault never comes as far as a remark: technology hours above all, a window as long as the term.
    let mut policy = ours();
    policy.renewal.technology_hours = hundredths(3201);
    assert!(Policy::new(policy).is_err());
    let mut policy = ours();
    policy.renewal.opens_months_before = count(48);
    assert!(Policy::new(policy).is_err());
    assert_eq!(codes(&changed(|policy| policy.certification.ends = TermEnds::EndOfMonth)), []);
}
