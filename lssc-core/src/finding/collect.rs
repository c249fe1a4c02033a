//! Which findings an assessment has, in the order of RULES 5.

use super::{ActivityReason, Finding, FindingOutcome, Reason};
use crate::assessment::Assessment;
use crate::case::{Case, Certified};
use crate::date::{Date, Period, Window};
use crate::list::{are_few, known};
use crate::pointer::Pointer;
use crate::policy::{GraceTerms, Policy, RenewalPolicy};
use crate::record::{CountedActivity, Outcome};
use crate::rules::credit::{self, Credit, PortfolioRefusal};
use crate::rules::eligibility::search_at;
use crate::rules::renewal::{self, Accepted, RenewalResult};
use crate::rules::{certification, completion};
use crate::text::Id;
use crate::verdict::{Route, Verdict};

struct Findings<'a> {
    policy: &'a Policy,
    list: Vec<Finding>,
}

impl Findings<'_> {
    fn verdict(&mut self, verdict: Verdict, path: Pointer, reason: Reason) {
        self.push(verdict.into(), path, reason);
    }

    fn advice(&mut self, path: Pointer, reason: Reason) {
        self.push(FindingOutcome::Advice, path, reason);
    }

    fn push(&mut self, outcome: FindingOutcome, path: Pointer, reason: Reason) {
        let cites = reason.cites(self.policy);
        self.list.push(Finding { outcome, path, reason, cites });
    }
}

/// Every finding of an assessment, in the order of RULES 5.
pub(crate) fn findings(
    case: &Case<'_>,
    assessment: &Assessment,
    certified: Option<&Certified>,
) -> Vec<Finding> {
    let mut findings = Findings { policy: case.policy, list: Vec::new() };
    verdicts(&mut findings, case, assessment, certified);
    eligibility(&mut findings, case, assessment);
    courses(&mut findings, case);
    degrees(&mut findings, case);
    portfolios(&mut findings, case);
    credits(&mut findings, case, assessment);
    if let (Some(certified), Some(renewal)) = (certified, &assessment.renewal) {
        recorded_date(&mut findings, case, &assessment.completion);
        renewals(&mut findings, case, renewal);
        activities(&mut findings, case, renewal, certified);
        no_grace(&mut findings, case, renewal, certified);
    }
    fees(&mut findings, case, assessment);
    findings.list
}

fn verdicts(
    findings: &mut Findings<'_>,
    case: &Case<'_>,
    assessment: &Assessment,
    certified: Option<&Certified>,
) {
    let Assessment { eligibility, completion, .. } = assessment;
    let (policy, experience) = (&case.policy.eligibility, &eligibility.experience);
    findings.verdict(
        eligibility.education,
        Pointer::field("education"),
        Reason::Education { asked_for: policy.high_school, education: case.record.education },
    );
    findings.verdict(
        eligibility.support_staff,
        Pointer::field("position_requires_mls"),
        Reason::SupportStaff {
            asked_for: policy.support_position,
            position_requires_mls: case.record.position_requires_mls,
        },
    );
    findings.verdict(
        experience.verdict,
        Pointer::field("experience"),
        Reason::Experience {
            counted: experience.counted_hours,
            required: experience.required_hours,
            window: experience.window,
            earliest_on: experience.earliest_on,
            searched_to: search_at(eligibility.reference_date, policy).to,
            as_of: case.as_of,
        },
    );
    findings.verdict(
        completion.verdict,
        Pointer::RECORD,
        Reason::Completion {
            missing_required: completion.missing_required,
            required: case.policy.completion.required.sets().len().into(),
            electives_earned: completion.electives_earned,
            electives_needed: case.policy.completion.electives_needed.get(),
            completed_on: completion.completed_on,
            is_unknown: completion.verdict == Verdict::Unknown,
        },
    );
    if let (Some(certified), Some(renewal)) = (certified, &assessment.renewal) {
        let from = certified.current.hours_after.plus_days(1);
        let through = case.as_of.min(renewal.last_day);
        let path = Pointer::field("activities");
        let (contact, technology) = (renewal.contact_hours, renewal.technology_hours);
        findings.verdict(contact.verdict(), path, Reason::ContactHours { hours: contact, from, through });
        findings.verdict(
            technology.verdict(),
            path,
            Reason::TechnologyHours { hours: technology, from, through },
        );
    }
}

fn eligibility(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let experience = &assessment.eligibility.experience;
    let path = Pointer::field("experience");
    if assessment.eligibility.provisional {
        let shortfall = experience.shortfall_hours.unwrap_or_default();
        let reference = assessment.eligibility.reference_date;
        let reached_on = experience.earliest_on.filter(|&on| on <= case.as_of);
        findings.advice(path, Reason::ProvisionalEligibility { shortfall, reference, reached_on });
    }
    if assessment.certification.is_some_and(|certification| certification.provisional) {
        let (required, years) = (experience.required_hours, case.policy.eligibility.experience_years.get());
        findings.advice(path, Reason::ProvisionalCertification { required, years });
    }
    if case.started_on().is_none() {
        findings.advice(Pointer::RECORD, Reason::ComputerSkills);
    }
}

fn courses(findings: &mut Findings<'_>, case: &Case<'_>) {
    let portfolios_open = case.policy.credit.last_portfolio_on.is_none_or(|last| case.as_of <= last);
    let completions = known(&case.record.courses);
    let are_many = !are_few(completions.len());
    let mut courses: Vec<(&Id, Windows)> = Vec::new();
    if are_many {
        courses.extend(case.record.courses_once().map(|course| (course, Windows::of(course, case))));
    }
    for (completion, index) in completions.iter().zip(0..) {
        if completion.completed_on > case.as_of {
            continue;
        }
        let (course, completed_on) = (completion.course.clone(), completion.completed_on);
        let told = |windows: &Windows| (windows.nearest(completed_on), windows.all.len());
        let (nearest, approvals) = if are_many {
            let place = courses.partition_point(|&(known, _)| *known < course);
            courses.get(place).map_or((None, 0), |(_, windows)| told(windows))
        } else {
            told(&Windows::of(&course, case))
        };
        let reason = match nearest {
            None => Reason::CourseNotApproved { course, portfolios_open },
            Some((window, _)) if window.contains(completed_on) => continue,
            Some((window, ends_by_policy)) => {
                Reason::CourseOutsideWindow { course, completed_on, window, approvals, ends_by_policy }
            }
        };
        findings.advice(Pointer::entry("courses", index), reason);
    }
}

/// The windows of the approvals that name a course, each with whether its end is the policy's.
struct Windows {
    /// In order of day where they are many.
    all: Vec<(Period, bool)>,
    /// Of each and those before it the one that ends last; nothing where they are few.
    latest: Vec<(Period, bool)>,
}

impl Windows {
    fn of(course: &Id, case: &Case<'_>) -> Self {
        let known = case.catalog.naming(course).filter(|approval| approval.approved_on <= case.as_of);
        let window = |approval| credit::completion_window(approval, &case.policy.credit);
        let mut all: Vec<(Period, bool)> =
            known.map(|approval| (window(approval), approval.expires_on.is_none())).collect();
        if are_few(all.len()) {
            return Self { all, latest: Vec::new() };
        }
        all.sort_unstable_by_key(|&(window, by_policy)| (window.from(), window.to(), by_policy));
        // What goes on ends last; of those that end alike the first is taken.
        let end = |(window, _): (Period, bool)| (window.to().is_none(), window.to());
        let latest = all.iter().scan(None, |latest: &mut Option<(Period, bool)>, &next| {
            *latest = latest.filter(|&latest| end(latest) >= end(next)).or(Some(next));
            *latest
        });
        let latest = latest.collect();
        Self { all, latest }
    }

    /// The window that a date lies in or comes nearest to.
    fn nearest(&self, date: Date) -> Option<(Period, bool)> {
        let distance = |&(window, by_policy): &(Period, bool)| {
            (days_outside(date, window), window.from(), window.to(), by_policy)
        };
        if are_few(self.all.len()) {
            return self.all.iter().copied().min_by_key(distance);
        }
        let begun = self.all.partition_point(|(window, _)| window.from() <= date);
        let before = begun.checked_sub(1).and_then(|place| self.latest.get(place));
        before.into_iter().chain(self.all.get(begun)).copied().min_by_key(distance)
    }
}

/// How many days a date lies outside a period; 0 inside.
fn days_outside(date: Date, period: Period) -> u32 {
    let before = date.days_through(period.from()).saturating_sub(1);
    let after = period.to().map_or(0, |to| to.days_through(date).saturating_sub(1));
    before.max(after)
}

fn degrees(findings: &mut Findings<'_>, case: &Case<'_>) {
    let known = || known(&case.record.degrees).iter().zip(0..).filter(|(d, _)| d.graduated_on <= case.as_of);
    for (degree, index) in known() {
        let path = Pointer::entry("degrees", index);
        let graduated_on = degree.graduated_on;
        match credit::known_agreement(degree, case.catalog, case.as_of) {
            None => findings.advice(path, Reason::AgreementUnknown { agreement: degree.agreement.clone() }),
            Some(agreement) if !credit::recognizes(agreement, graduated_on, &case.policy.credit) => {
                let from = credit::recognized_from(agreement, &case.policy.credit);
                let starts_by_policy = agreement.graduates_from.is_none();
                let (agreement, to) = (agreement.id.clone(), agreement.ended_on);
                findings.advice(
                    path,
                    Reason::GraduationOutsideWindow { agreement, graduated_on, from, to, starts_by_policy },
                );
            }
            Some(_) => {}
        }
    }
    for (degree, index) in known() {
        let credited = credit::credited_agreement(degree, case.catalog, &case.policy.credit, case.as_of);
        let Some((agreement, _)) =
            credited.filter(|(agreement, _)| !case.policy.completion.is_met_by(agreement.covers))
        else {
            continue;
        };
        let policy = &case.policy.completion;
        findings.advice(
            Pointer::entry("degrees", index),
            Reason::AgreementPartial {
                agreement: agreement.id.clone(),
                missing_required: policy.missing_required(agreement.covers),
                electives_missing: policy.electives_missing(agreement.covers),
            },
        );
    }
}

fn portfolios(findings: &mut Findings<'_>, case: &Case<'_>) {
    let admitted_on = case.admitted_on();
    for (&portfolio, index) in known(&case.record.portfolios).iter().zip(0..) {
        let Some(Outcome::Achieved(_)) = credit::outcome_at(portfolio, case.as_of) else { continue };
        let submitted_on = portfolio.submitted_on();
        let refusal = credit::portfolio_refusal(portfolio, admitted_on, &case.policy.credit);
        let reason = match refusal {
            Some(PortfolioRefusal::BeforeAdmission) => {
                Reason::PortfolioBeforeAdmission { submitted_on, admitted_on }
            }
            Some(PortfolioRefusal::RouteClosed { last_on }) => {
                Reason::PortfolioRouteClosed { submitted_on, last_on }
            }
            None if !case.policy.completion.sets().contains(portfolio.set()) => {
                Reason::PortfolioSetNotInPolicy { policy: case.policy.id.clone() }
            }
            None => continue,
        };
        findings.advice(Pointer::entry("portfolios", index), reason);
    }
}

fn credits(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let credits = &assessment.completion.credits;
    if let Some(candidacy) = assessment.candidacy {
        let mut late: Vec<Credit> = credits.iter().filter(|credit| !credit.counts).collect();
        // In the order of the entries, lists as in RULES 3.1.
        let list = |route| match route {
            Route::Course => 0,
            Route::Portfolio => 1,
            Route::Agreement => 2,
        };
        late.sort_unstable_by_key(|credit| (list(credit.route), credit.entry, credit.set));
        for credit in late {
            let (measured_by, deadline) = (case.policy.candidacy.measured_by, candidacy.deadline);
            findings.advice(credit.evidence(), Reason::CreditAfterDeadline { credit, measured_by, deadline });
        }
    }
    let served = credit::sets_by_completion(credits, case.record, case.catalog, case.policy, case.as_of);
    for (sets, index) in served.into_iter().zip(0..) {
        if sets.len() > 1 {
            findings.advice(Pointer::entry("courses", index), Reason::CompletionShared { sets });
        }
    }
}

fn recorded_date(findings: &mut Findings<'_>, case: &Case<'_>, completion: &completion::Completion) {
    let Some(recorded) = case.recorded_on() else { return };
    let path = Pointer::field("certified_on");
    if completion.verdict != Verdict::Met {
        let is_unknown = completion.verdict == Verdict::Unknown;
        findings.advice(path, Reason::CertifiedWithoutCompletion { recorded, is_unknown });
    } else if let Some(computed) = case.computed_on(completion).filter(|&computed| computed != recorded) {
        findings.advice(path, Reason::CertifiedOnDiffers { recorded, computed });
    }
}

fn renewals(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult) {
    // They were decided by date; findings stand in the order of the record.
    let renewals = known(&case.record.renewals).len();
    let mut rejected = vec![None; renewals];
    for renewal in &renewal.rejected {
        if let Some(place) = rejected.get_mut(renewal.index) {
            *place = Some(renewal);
        }
    }
    for &rejected in rejected.iter().filter_map(|renewal| *renewal) {
        let reason =
            Reason::RenewalRejected { rejected, experience_hours: case.policy.eligibility.experience_hours };
        findings.advice(Pointer::entry("renewals", rejected.index), reason);
    }
    let mut unknown = vec![None; renewals];
    for renewal in renewal.accepted.iter().filter(|accepted| accepted.hours_unknown) {
        if let Some(place) = unknown.get_mut(renewal.index) {
            *place = Some(renewal);
        }
    }
    for &Accepted { index, renewed_on, .. } in unknown.iter().filter_map(|renewal| *renewal) {
        findings.advice(Pointer::entry("renewals", index), Reason::RenewalHoursUnknown { renewed_on });
    }
}

fn activities(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult, certified: &Certified) {
    // After each renewal, hours for the next one count from some later day on.
    let gaps: Vec<Window> = renewal
        .accepted
        .iter()
        .map(|renewal| {
            let ended = certification::term(certified.since, renewal.term.saturating_sub(1), case.policy);
            let after = renewal::hours_after(renewal.renewed_on, ended, &case.policy.renewal);
            Window { from: renewal.renewed_on, to: after }
        })
        .collect();
    for (activity, index) in known(&case.record.activities).iter().zip(0..) {
        let activity = activity.counted;
        if activity.completed_on() > case.as_of {
            continue;
        }
        if let Some(reason) = not_counted(activity, &gaps, case, certified) {
            let completed_on = activity.completed_on();
            let path = Pointer::entry("activities", index);
            findings.advice(path, Reason::ActivityNotCounted { completed_on, reason });
        }
    }
}

fn not_counted(
    activity: CountedActivity,
    gaps: &[Window],
    case: &Case<'_>,
    certified: &Certified,
) -> Option<ActivityReason> {
    let (day, policy) = (activity.completed_on(), &case.policy.renewal);
    let gap = gaps.iter().find(|gap| gap.from < day && day <= gap.to);
    if renewal::counted_worth(activity, policy).is_none() {
        let (worth, least, unit) =
            (renewal::worth(activity, policy), policy.min_activity_hours, activity.unit());
        let has_set = !activity.sets().is_empty();
        Some(if has_set { ActivityReason::TooShort { worth, least, unit } } else { ActivityReason::NoSet })
    } else if day < certified.since {
        Some(ActivityReason::BeforeCertification { certified_on: certified.since })
    } else if let Some(gap) = gap {
        Some(ActivityReason::BetweenTerms { after: gap.to })
    } else if day > certified.current.term.last_day {
        Some(ActivityReason::AfterLastDay { last_day: certified.current.term.last_day })
    } else {
        None
    }
}

fn no_grace(findings: &mut Findings<'_>, case: &Case<'_>, renewal: &RenewalResult, certified: &Certified) {
    let term = certified.current.term;
    let RenewalPolicy { grace_terms, grace_months, .. } = &case.policy.renewal;
    let later = term.number > 1 && *grace_terms == GraceTerms::Initial && grace_months.get() > 0;
    if let Some(renewed) = renewal.accepted.last().filter(|_| later) {
        let path = Pointer::entry("renewals", renewed.index);
        findings.advice(path, Reason::NoGrace { term: term.number, expires_on: term.expires_on });
    }
}

fn fees(findings: &mut Findings<'_>, case: &Case<'_>, assessment: &Assessment) {
    let fees = &case.policy.fees;
    if case.record.ala_membership.is_none() {
        let price = &fees.application_cents;
        findings.advice(
            Pointer::field("ala_membership"),
            Reason::MembershipAssumed { member: price.member, non_member: price.non_member },
        );
    }
    if assessment.status.is_renewable() && fees.renewal_cents.is_none() {
        findings.advice(Pointer::RECORD, Reason::RenewalFeeNotPublished { policy: case.policy.id.clone() });
    }
}
