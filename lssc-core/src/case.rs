//! One record as of one day: which facts exist then (RULES 1.4), and what the rules say of them.

use crate::catalog::Catalog;
use crate::competency::CompetencySet;
use crate::date::{Date, Window};
use crate::list::known;
use crate::pointer::Pointer;
use crate::policy::{GraduatesShortOfHours, Policy, Price};
use crate::record::{CountedActivity, Record, Span};
use crate::rules::candidacy::{self, Candidacy};
use crate::rules::certification::Certification;
use crate::rules::completion::{self, Completion};
use crate::rules::credit;
use crate::rules::eligibility::{self, ExperienceResult};
use crate::rules::fees::{self, FeeLine};
use crate::rules::renewal::{self, CurrentTerm, Decision, RenewalHours};
use crate::verdict::{FeeItem, Status, Verdict};

/// The inputs of an assessment.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) record: &'a Record,
    pub(crate) catalog: &'a Catalog,
    pub(crate) policy: &'a Policy,
    pub(crate) as_of: Date,
}

/// The three conditions of eligibility, before they are joined (RULES 4.1 to 4.3).
#[derive(Clone, Copy)]
pub(crate) struct Conditions {
    pub(crate) reference: Date,
    pub(crate) education: Verdict,
    pub(crate) support_staff: Verdict,
    pub(crate) experience: ExperienceResult,
    /// The day since which a degree stands in for the hours, if one does (RULES 4, *Eligibility*).
    provisional_since: Option<Date>,
}

impl Conditions {
    /// The three together; a graduate's missing hours are passed over provisionally.
    pub(crate) fn verdict(&self) -> Verdict {
        let experience =
            if self.provisional_since.is_some() { Verdict::Met } else { self.experience.verdict };
        self.education.and(self.support_staff).and(experience)
    }

    /// Since when the record is eligible though its hours are missing.
    pub(crate) fn provisional_since(&self) -> Option<Date> {
        self.provisional_since.filter(|_| self.verdict() == Verdict::Met)
    }
}

/// A certification as far as its renewals have carried it.
pub(crate) struct Certified {
    pub(crate) since: Date,
    pub(crate) current: CurrentTerm,
    pub(crate) provisional: bool,
}

impl Certified {
    pub(crate) fn certification(&self) -> Certification {
        let term = self.current.term;
        Certification {
            certified_on: self.since,
            term: term.number,
            term_starts: term.starts_on,
            expires_on: term.expires_on,
            provisional: self.provisional,
        }
    }
}

impl Case<'_> {
    /// A date of the record, unless it is still to come.
    fn known(&self, date: Option<Date>) -> Option<Date> {
        date.filter(|&date| date <= self.as_of)
    }

    pub(crate) fn applied_on(&self) -> Option<Date> {
        self.known(self.record.applied_on)
    }

    pub(crate) fn admitted_on(&self) -> Option<Date> {
        self.known(self.record.admitted_on)
    }

    /// The certification that the office recorded.
    pub(crate) fn recorded_on(&self) -> Option<Date> {
        self.known(self.record.certified_on)
    }

    /// The first of the dates that start the program, if one is known.
    pub(crate) fn started_on(&self) -> Option<Date> {
        self.applied_on().or_else(|| self.admitted_on()).or_else(|| self.recorded_on())
    }

    /// The spans of work; `None` when not answered.
    pub(crate) fn spans(&self) -> Option<impl Iterator<Item = Span> + Clone + '_> {
        self.record.experience.as_ref().map(|list| list.iter().map(|experience| experience.span))
    }

    /// The activities; `None` when not answered. The rules look at the days before the end of the window alone.
    pub(crate) fn activities(&self) -> Option<impl Iterator<Item = CountedActivity> + Clone + '_> {
        self.record.activities.as_ref().map(|list| list.iter().map(|activity| activity.counted))
    }

    pub(crate) fn conditions(&self) -> Conditions {
        let policy = &self.policy.eligibility;
        let reference = self.started_on().unwrap_or(self.as_of);
        let experience = eligibility::judged(self.spans(), reference, policy);
        let is_short = experience.verdict == Verdict::NotMet;
        Conditions {
            reference,
            education: eligibility::education(self.record.education, policy),
            support_staff: eligibility::support_staff(self.record.position_requires_mls, policy),
            experience,
            provisional_since: if is_short { self.degree_for_hours() } else { None },
        }
    }

    /// Since when a degree stands in for hours that are missing, if one does (RULES 4, *Eligibility*).
    pub(crate) fn degree_for_hours(&self) -> Option<Date> {
        match self.policy.credit.graduates_short_of_hours {
            GraduatesShortOfHours::Provisional => {
                credit::full_degree_on(self.record, self.catalog, self.policy, self.as_of)
            }
            GraduatesShortOfHours::Refused => None,
        }
    }

    /// The first day on which there is work enough, which no status needs (RULES 4.3).
    pub(crate) fn earliest_on(&self, conditions: &Conditions) -> Option<Date> {
        eligibility::earliest_on(self.spans(), conditions.reference, self.as_of, &self.policy.eligibility)
    }

    pub(crate) fn completion(&self) -> Completion {
        let credits = credit::credits(self.record, self.catalog, self.policy, self.as_of);
        completion::completion(credits, self.unanswered_credit().next().is_none(), &self.policy.completion)
    }

    /// The lists from which credit could still come and that are not answered.
    fn unanswered_credit(&self) -> impl Iterator<Item = Pointer> {
        [
            ("courses", self.record.courses.is_none()),
            ("portfolios", self.record.portfolios.is_none()),
            ("degrees", self.record.degrees.is_none()),
        ]
        .into_iter()
        .filter_map(|(key, unanswered)| unanswered.then_some(Pointer::field(key)))
    }

    /// The day on which completion and admission certify, whatever the office recorded (RULES 4.9).
    pub(crate) fn computed_on(&self, completion: &Completion) -> Option<Date> {
        Some(completion.completed_on?.max(self.admitted_on()?))
    }

    /// The certification, recorded or computed, with every known renewal decided (RULES 4.9, 4.10).
    pub(crate) fn certified(
        &self,
        conditions: &Conditions,
        completion: &Completion,
        decided: &mut dyn FnMut(Decision),
    ) -> Option<Certified> {
        let certified_on = self.recorded_on().or_else(|| self.computed_on(completion))?;
        let since = conditions.provisional_since();
        // Since when the hours of work are there, for somebody who was eligible without them.
        let until = since.and_then(|_| {
            let search = Window { from: conditions.reference, to: self.as_of };
            eligibility::first_met(self.spans()?, search, &self.policy.eligibility)
        });
        let provisional_on =
            |day: Date| since.is_some_and(|since| since <= day) && until.is_none_or(|until| day < until);
        let renewals = self.record.renewals_in_order().filter(|&(_, on)| on <= self.as_of);
        let current =
            renewal::decide(certified_on, renewals, self.activities(), provisional_on, self.policy, decided);
        let provisional = current.term.number == 1 && provisional_on(self.as_of);
        Some(Certified { since: certified_on, current, provisional })
    }

    pub(crate) fn candidacy(&self, is_certified: bool) -> Option<Candidacy> {
        let admitted_on = self.admitted_on()?;
        let deadline = candidacy::deadline(admitted_on, &self.policy.candidacy);
        Some(Candidacy { admitted_on, deadline, expired: !is_certified && self.as_of > deadline })
    }

    /// The hours for the renewal of the current term, so far (RULES 4.11, 5).
    pub(crate) fn renewal_hours(&self, current: &CurrentTerm) -> RenewalHours {
        let through = self.as_of.min(current.term.last_day);
        renewal::hours(self.activities(), current.hours_after, through, &self.policy.renewal)
    }

    /// Where the person stands: the first that applies (RULES 4.12).
    pub(crate) fn status(&self, eligible: Verdict, certified: Option<&Certified>) -> Status {
        if let Some(certified) = certified {
            return certified.current.term.status_on(self.as_of);
        }
        match (self.candidacy(false), self.applied_on(), eligible) {
            (Some(candidacy), ..) if candidacy.expired => Status::CandidacyExpired,
            (Some(_), ..) => Status::Candidate,
            (None, Some(_), _) => Status::Applied,
            (None, None, Verdict::Met) => Status::Eligible,
            (None, None, Verdict::NotMet) => Status::Ineligible,
            (None, None, Verdict::Unknown) => Status::Undetermined,
        }
    }

    /// The lines of what it costs, but for the renewals that were accepted, in no order (RULES 4.13).
    pub(crate) fn fee_lines(&self, reference: Date, status: Status, take: &mut dyn FnMut(FeeLine)) {
        let prices = &self.policy.fees;
        let started = self.started_on().is_some();
        take(self.fee_line(FeeItem::Application, None, reference, &prices.application_cents, started));
        let portfolios = known(&self.record.portfolios).iter().filter(|p| p.submitted_on() <= self.as_of);
        for portfolio in portfolios {
            let (set, on) = (Some(portfolio.set()), portfolio.submitted_on());
            take(self.fee_line(FeeItem::Portfolio, set, on, &prices.portfolio_cents, true));
        }
        if status.is_renewable() {
            self.renewal_line(self.as_of, false).into_iter().for_each(take);
        }
    }

    /// What a renewal costs, where that is published.
    pub(crate) fn renewal_line(&self, on: Date, charged: bool) -> Option<FeeLine> {
        let price = self.policy.fees.renewal_cents.as_ref()?;
        Some(self.fee_line(FeeItem::Renewal, None, on, price, charged))
    }

    fn fee_line(
        &self,
        item: FeeItem,
        set: Option<CompetencySet>,
        on: Date,
        price: &Price,
        charged: bool,
    ) -> FeeLine {
        let basis = fees::basis(self.record.memberships_on(on), on);
        FeeLine { item, set, on, basis, amount_cents: fees::price(price, basis), charged }
    }

    /// The questions whose answers could still settle something, in the order of RULES 3.1 (RULES 5).
    pub(crate) fn unknowns(&self, status: Status, conditions: &Conditions) -> Vec<Pointer> {
        let conditions = [
            ("education", conditions.education),
            ("position_requires_mls", conditions.support_staff),
            ("experience", conditions.experience.verdict),
        ];
        match status {
            Status::Undetermined => conditions
                .into_iter()
                .filter_map(|(key, verdict)| (verdict == Verdict::Unknown).then_some(Pointer::field(key)))
                .collect(),
            Status::Candidate | Status::CandidacyExpired => self.unanswered_credit().collect(),
            status if status.is_certified() && self.record.activities.is_none() => {
                vec![Pointer::field("activities")]
            }
            _ => Vec::new(),
        }
    }
}
