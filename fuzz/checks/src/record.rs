//! Drawn records on drawn days: what RULES say of every assessment, worked out again from the assessment and the record.

use std::collections::BTreeSet;

use lssc_core::wire::{self, Question, Terms};
use lssc_core::{
    ActivityUnit, Assessment, Catalog, CompetencySet, Date, Finding, FindingCode, GraceTerms,
    GraduatesShortOfHours, HoursFrom, MeasuredBy, Policy, Price, Record, RejectionReason, SpanHours, Status,
    TermEnds, Verdict, assess, status,
};

use crate::changed;
use crate::document::Node;
use crate::scene::scene;

/// Assesses, and holds every part of the assessment against what it follows from.
pub fn record(data: &[u8]) {
    let Some((question, terms, mut bytes)) = scene(data) else { return };
    let assessment = terms.assess(&question);
    let case = Case { question: &question, terms: &terms, assessment: &assessment };
    case.eligibility();
    case.completion();
    case.certification();
    case.renewal();
    case.status();
    case.fees();
    case.unknowns();
    case.findings();
    written(&question, &terms, &assessment);
    changed::order(&question, &terms, &assessment, bytes.arbitrary().unwrap_or(0x9e37_79b9));
    changed::later(&question, &terms, &assessment);
}

struct Case<'a> {
    question: &'a Question,
    terms: &'a Terms,
    assessment: &'a Assessment,
}

/// Kleene (RULES 1.5): a no wins, then what is not known.
fn and(verdicts: &[Verdict]) -> Verdict {
    if verdicts.contains(&Verdict::NotMet) {
        Verdict::NotMet
    } else if verdicts.contains(&Verdict::Unknown) {
        Verdict::Unknown
    } else {
        Verdict::Met
    }
}

/// `D + n months` from the original date in one step (RULES 1.2).
fn end(certified_on: Date, term: u32, policy: &Policy) -> Date {
    let day = certified_on.plus_months(12 * term * policy.certification.years.get());
    match policy.certification.ends {
        TermEnds::Anniversary => day,
        TermEnds::DayBefore => day.day_before(),
        TermEnds::EndOfMonth => day.end_of_month(),
    }
}

impl<'a> Case<'a> {
    fn day(&self) -> Date {
        self.question.as_of
    }

    fn person(&self) -> &'a Record {
        &self.question.record
    }

    fn policy(&self) -> &'a Policy {
        &self.terms.policy
    }

    /// A date of the record, once it has come.
    fn known(&self, date: Option<Date>) -> Option<Date> {
        date.filter(|&date| date <= self.day())
    }

    fn stages(&self) -> [Option<Date>; 3] {
        let record = self.person();
        [record.applied_on, record.admitted_on, record.certified_on].map(|date| self.known(date))
    }

    /// RULES 4.1 to 4.3, *Eligibility*.
    fn eligibility(&self) {
        let (found, policy) = (&self.assessment.eligibility, &self.policy().eligibility);
        let reference = self.stages().into_iter().flatten().next().unwrap_or(self.day());
        assert_eq!(found.reference_date, reference);
        let plain = and(&[found.education, found.support_staff, found.experience.verdict]);
        let excused = and(&[found.education, found.support_staff, Verdict::Met]);
        let degrees = self.person().degrees.iter().flatten();
        let graduated = degrees.filter(|degree| degree.graduated_on <= self.day()).count() > 0;
        let may_be_excused = found.experience.verdict == Verdict::NotMet
            && self.policy().credit.graduates_short_of_hours == GraduatesShortOfHours::Provisional
            && graduated;
        assert!(found.verdict == plain || (may_be_excused && found.verdict == excused), "{found:?}");
        assert_eq!(found.provisional, found.verdict == Verdict::Met && plain != Verdict::Met);

        let experience = &found.experience;
        assert_eq!(experience.required_hours, policy.experience_hours);
        let years = policy.experience_years.get();
        assert_eq!(
            (experience.window.from, experience.window.to),
            (reference.minus_months(12 * years), reference)
        );
        let counted = self.hours_of_work(experience.window.from, reference);
        assert_eq!(experience.counted_hours.map(|hours| u128::from(hours.hundredths())), counted);
        let required = u128::from(policy.experience_hours.hundredths());
        let verdict = counted.map_or(Verdict::Unknown, |counted| Verdict::of(counted >= required));
        assert_eq!(experience.verdict, verdict);
        let shortfall = experience.shortfall_hours.map(|hours| u128::from(hours.hundredths()));
        assert_eq!(shortfall, counted.map(|counted| required.saturating_sub(counted)));
        match verdict {
            Verdict::Met => assert_eq!(experience.earliest_on, Some(reference)),
            Verdict::Unknown => assert_eq!(experience.earliest_on, None),
            Verdict::NotMet => {
                let last = reference.plus_months(12 * years);
                assert!(
                    experience.earliest_on.is_none_or(|day| day > reference && day <= last),
                    "{experience:?}"
                );
            }
        }
    }

    /// Hundredths of hours, weekly spans added as sevenths and rounded down once, totals each by itself (RULES 4.3).
    fn hours_of_work(&self, from: Date, to: Date) -> Option<u128> {
        let Some(spans) = &self.person().experience else {
            return (self.policy().eligibility.experience_hours.hundredths() == 0).then_some(0);
        };
        let (mut sevenths, mut totals) = (0, 0);
        for span in spans.iter().map(|entry| entry.span) {
            let period = span.period();
            let first = period.from().max(from);
            let last = period.to().unwrap_or(to).min(to).min(self.day());
            let days = u128::try_from(first.days_until(last) + 1).unwrap_or(0);
            match span.hours() {
                SpanHours::Weekly(hours) => sevenths += u128::from(hours.hundredths()) * days,
                SpanHours::Total(hours) => {
                    let own = period.to().map_or(1, |to| period.from().days_until(to) + 1);
                    totals +=
                        u128::from(hours.hundredths()) * days / u128::try_from(own).expect("a day at least");
                }
            }
        }
        Some(sevenths / 7 + totals)
    }

    /// RULES 4.4, *Credits* and 4.8.
    fn completion(&self) {
        let (found, policy) = (&self.assessment.completion, &self.policy().completion);
        let admitted = self.stages()[1];
        let deadline = admitted.map(|date| date.plus_months(12 * self.policy().candidacy.years.get()));
        let candidacy = self.assessment.candidacy;
        assert_eq!(
            candidacy.map(|candidacy| (candidacy.admitted_on, candidacy.deadline)),
            admitted.zip(deadline)
        );
        if let Some(candidacy) = candidacy {
            let expired = self.day() > candidacy.deadline && self.assessment.certification.is_none();
            assert_eq!(candidacy.expired, expired);
        }
        let sets: Vec<CompetencySet> = found.credits.iter().map(|credit| credit.set).collect();
        let place = |set: &CompetencySet| CompetencySet::ALL.iter().position(|other| other == set);
        assert!(
            sets.windows(2).all(|two| place(&two[0]) < place(&two[1])),
            "one a set, in set order: {sets:?}"
        );
        let (required, electives) = (policy.required.sets(), policy.electives.sets());
        for credit in found.credits.iter() {
            assert!(required.contains(credit.set) || electives.contains(credit.set), "{credit:?}");
            assert!(credit.earned_on <= self.day(), "{credit:?} is of a day to come");
            let in_time = deadline.is_none_or(|deadline| credit.earned_on <= deadline);
            match self.policy().candidacy.measured_by {
                MeasuredBy::Earned => assert_eq!(credit.counts, in_time, "{credit:?}"),
                // What was done is never later than what was earned for it.
                MeasuredBy::Done => assert!(credit.counts || !in_time, "{credit:?}"),
            }
        }
        let counted: Vec<_> = found.credits.iter().filter(|credit| credit.counts).collect();
        let suffice = |by: Option<Date>| {
            let by = |set: CompetencySet| {
                counted.iter().any(|credit| credit.set == set && by.is_none_or(|day| credit.earned_on <= day))
            };
            let earned = electives.iter().filter(|&set| by(set)).count();
            (required.iter().all(by) && earned >= policy.electives_needed.get() as usize, earned)
        };
        let (is_complete, earned) = suffice(None);
        let missing: Vec<_> =
            required.iter().filter(|&set| !counted.iter().any(|credit| credit.set == set)).collect();
        assert_eq!(found.missing_required.iter().collect::<Vec<_>>(), missing);
        assert_eq!(found.electives_earned as usize, earned);
        assert_eq!(
            found.electives_missing as usize,
            (policy.electives_needed.get() as usize).saturating_sub(earned)
        );
        let record = self.person();
        let open = record.courses.is_none() || record.portfolios.is_none() || record.degrees.is_none();
        let verdict = match (is_complete, open) {
            (true, _) => Verdict::Met,
            (false, true) => Verdict::Unknown,
            (false, false) => Verdict::NotMet,
        };
        assert_eq!(found.verdict, verdict);
        let days: BTreeSet<Date> = counted.iter().map(|credit| credit.earned_on).collect();
        let first = days.into_iter().find(|&day| suffice(Some(day)).0);
        assert_eq!(found.completed_on, first);
    }

    /// RULES 4.9, 4.10.
    fn certification(&self) {
        let [_, admitted, recorded] = self.stages();
        let completion = &self.assessment.completion;
        let computed =
            completion.completed_on.zip(admitted).map(|(completed, admitted)| completed.max(admitted));
        let certified_on = recorded.or(computed);
        let Some(found) = &self.assessment.certification else {
            assert_eq!(certified_on, None);
            return;
        };
        assert_eq!(Some(found.certified_on), certified_on);
        let renewal = self.assessment.renewal.as_ref().expect("whoever is certified has a term to renew");
        assert_eq!(found.term as usize, 1 + renewal.accepted.len());
        let years = self.policy().certification.years.get();
        assert_eq!(found.term_starts, found.certified_on.plus_months(12 * years * (found.term - 1)));
        assert_eq!(
            (found.expires_on, renewal.expires_on),
            [end(found.certified_on, found.term, self.policy()); 2].into()
        );
        assert_eq!((renewal.opens_on, renewal.last_day), self.window(found.certified_on, found.term));
        assert!(
            renewal.opens_on <= renewal.expires_on && renewal.expires_on <= renewal.last_day,
            "{renewal:?}"
        );
        assert!(
            !found.provisional || (found.term == 1 && self.assessment.eligibility.provisional),
            "{found:?}"
        );
    }

    /// The first and the last day on which a term can be renewed.
    fn window(&self, certified_on: Date, term: u32) -> (Date, Date) {
        let policy = &self.policy().renewal;
        let end = end(certified_on, term, self.policy());
        let has_grace = policy.grace_terms == GraceTerms::Every || term == 1;
        let last = if has_grace { end.plus_months(policy.grace_months.get()) } else { end };
        (end.minus_months(policy.opens_months_before.get()), last)
    }

    /// RULES 4.10, 4.11.
    fn renewal(&self) {
        let (Some(found), Some(certification)) = (&self.assessment.renewal, &self.assessment.certification)
        else {
            assert!(self.assessment.renewal.is_none());
            return;
        };
        let renewals = self.person().renewals.iter().flatten().map(|renewal| renewal.renewed_on);
        let mut known: Vec<(Date, usize)> = renewals
            .enumerate()
            .map(|(index, day)| (day, index))
            .filter(|&(day, _)| day <= self.day())
            .collect();
        known.sort_unstable();
        let (mut accepted, mut rejected) = (found.accepted.iter(), found.rejected.iter());
        let mut term = 1;
        let mut hours_after = certification.certified_on.day_before();
        for (day, index) in known {
            let (opens_on, last_day) = self.window(certification.certified_on, term);
            let (contact, technology) = self.hours(hours_after, day);
            let verdict = and(&[contact.1, technology.1]);
            let as_accepted = accepted.as_slice().first().filter(|renewal| renewal.index == index);
            if let Some(renewal) = as_accepted {
                accepted.next();
                assert_eq!((renewal.renewed_on, renewal.term), (day, term + 1));
                assert!(opens_on <= day && day <= last_day && verdict != Verdict::NotMet, "{renewal:?}");
                assert_eq!(renewal.hours_unknown, verdict == Verdict::Unknown);
                hours_after = match self.policy().renewal.hours_from {
                    HoursFrom::LastRenewal => day,
                    HoursFrom::Term => day.max(end(certification.certified_on, term, self.policy())),
                };
                term += 1;
                continue;
            }
            let renewal = rejected.next().expect("every known renewal is accepted or rejected");
            assert_eq!(renewal.index, index);
            let in_window = opens_on <= day && day <= last_day;
            match renewal.reason.reason() {
                RejectionReason::TooEarly => assert!(day < opens_on),
                RejectionReason::TooLate => assert!(day > last_day),
                RejectionReason::HoursNotReached => assert!(in_window && term == 1),
                RejectionReason::HoursShort => assert!(in_window && verdict == Verdict::NotMet),
            }
        }
        assert!(accepted.next().is_none() && rejected.next().is_none(), "of renewals that nobody recorded");
        let (contact, technology) = self.hours(hours_after, self.day().min(found.last_day));
        let counts = [(found.contact_hours, contact), (found.technology_hours, technology)];
        for (found, (counted, verdict)) in counts {
            assert_eq!(found.counted.map(|hours| u128::from(hours.hundredths())), counted);
            assert_eq!(found.verdict(), verdict);
        }
        assert_eq!(found.verdict, and(&[contact.1, technology.1]));
    }

    /// The hundredths that count after one day and up to another, and whether they are enough: all, and of technology.
    fn hours(&self, after: Date, to: Date) -> ((Option<u128>, Verdict), (Option<u128>, Verdict)) {
        let policy = &self.policy().renewal;
        let Some(activities) = &self.person().activities else {
            return ((None, Verdict::Unknown), (None, Verdict::Unknown));
        };
        let (mut all, mut technology) = (0, 0);
        for activity in activities.iter().map(|activity| activity.counted) {
            let units = match activity.unit() {
                ActivityUnit::ContactHour => 1,
                ActivityUnit::SemesterCredit => policy.unit_hours.semester_credit.get(),
                ActivityUnit::QuarterCredit => policy.unit_hours.quarter_credit.get(),
                ActivityUnit::ConferenceDay => policy.unit_hours.conference_day.get(),
            };
            let worth = u128::from(activity.quantity().hundredths()) * u128::from(units);
            let is_dated = after < activity.completed_on() && activity.completed_on() <= to;
            let is_enough = worth >= u128::from(policy.min_activity_hours.hundredths());
            if is_dated && is_enough && !activity.sets().is_empty() {
                all += worth;
                technology += if activity.sets().contains(CompetencySet::Technology) { worth } else { 0 };
            }
        }
        let met =
            |counted, required: lssc_core::Hours| Verdict::of(counted >= u128::from(required.hundredths()));
        (
            (Some(all), met(all, policy.contact_hours)),
            (Some(technology), met(technology, policy.technology_hours)),
        )
    }

    /// RULES 4.12.
    fn status(&self) {
        let [applied, admitted, _] = self.stages();
        let day = self.day();
        let expected = if let Some(renewal) = &self.assessment.renewal {
            match () {
                () if day < renewal.opens_on => Status::Certified,
                () if day <= renewal.expires_on => Status::RenewalOpen,
                () if day <= renewal.last_day => Status::Grace,
                () => Status::Lapsed,
            }
        } else if admitted.is_some() {
            let expired = self.assessment.candidacy.is_some_and(|candidacy| candidacy.expired);
            if expired { Status::CandidacyExpired } else { Status::Candidate }
        } else if applied.is_some() {
            Status::Applied
        } else {
            match self.assessment.eligibility.verdict {
                Verdict::Met => Status::Eligible,
                Verdict::NotMet => Status::Ineligible,
                Verdict::Unknown => Status::Undetermined,
            }
        };
        assert_eq!(self.assessment.status, expected);
        let alone = status(self.person(), &self.terms.catalog, self.policy(), day);
        assert_eq!(alone, expected, "without its reasons");
        if let Some(next) = self.assessment.next_date() {
            assert_eq!(i64::from(next.in_days), i64::from(day.days_until(next.on)), "{next:?}");
        }
    }

    /// RULES 4.13.
    fn fees(&self) {
        let (policy, fees) = (&self.policy().fees, &self.assessment.fees);
        let mut expected: Vec<(Date, &str, Option<CompetencySet>, u64, bool)> = Vec::new();
        let charged = self.stages().iter().any(Option::is_some);
        let reference = self.assessment.eligibility.reference_date;
        expected.push((
            reference,
            "application",
            None,
            self.price(&policy.application_cents, reference),
            charged,
        ));
        let portfolios = self.person().portfolios.iter().flatten();
        for portfolio in portfolios.filter(|portfolio| portfolio.submitted_on() <= self.day()) {
            let on = portfolio.submitted_on();
            expected.push((
                on,
                "portfolio",
                Some(portfolio.set()),
                self.price(&policy.portfolio_cents, on),
                true,
            ));
        }
        if let (Some(price), Some(renewal)) = (&policy.renewal_cents, &self.assessment.renewal) {
            for renewal in &renewal.accepted {
                expected.push((
                    renewal.renewed_on,
                    "renewal",
                    None,
                    self.price(price, renewal.renewed_on),
                    true,
                ));
            }
            if matches!(self.assessment.status, Status::RenewalOpen | Status::Grace) {
                expected.push((self.day(), "renewal", None, self.price(price, self.day()), false));
            }
        }
        let place =
            |set: Option<CompetencySet>| CompetencySet::ALL.iter().position(|other| Some(*other) == set);
        expected[1..].sort_by_key(|&(on, item, set, _, charged)| (on, item, !charged, place(set)));
        let found: Vec<_> = fees
            .lines
            .iter()
            .map(|line| (line.on, line.item.as_str(), line.set, line.amount_cents.get(), line.charged))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(
            fees.total_cents.get(),
            fees.lines.iter().map(|line| line.amount_cents.get()).sum::<u64>()
        );
    }

    fn price(&self, price: &Price, on: Date) -> u64 {
        let mut periods = self.person().ala_membership.iter().flatten();
        let is_member = periods.any(|period| period.from() <= on && period.to().is_none_or(|to| on <= to));
        if is_member { price.member.get() } else { price.non_member.get() }
    }

    /// RULES 5, `unknowns`.
    fn unknowns(&self) {
        let (record, found) = (self.person(), &self.assessment.eligibility);
        let open: Vec<(&str, bool)> = match self.assessment.status {
            Status::Undetermined => vec![
                ("/education", found.education == Verdict::Unknown),
                ("/position_requires_mls", found.support_staff == Verdict::Unknown),
                ("/experience", found.experience.verdict == Verdict::Unknown),
            ],
            Status::Candidate | Status::CandidacyExpired => {
                let wanted = self.assessment.completion.verdict != Verdict::Met;
                vec![
                    ("/courses", wanted && record.courses.is_none()),
                    ("/portfolios", wanted && record.portfolios.is_none()),
                    ("/degrees", wanted && record.degrees.is_none()),
                ]
            }
            Status::Certified | Status::RenewalOpen | Status::Grace | Status::Lapsed => {
                vec![("/activities", record.activities.is_none())]
            }
            Status::Eligible | Status::Ineligible | Status::Applied => vec![],
        };
        let expected: Vec<_> =
            open.into_iter().filter(|(_, open)| *open).map(|(path, _)| path.to_owned()).collect();
        let found: Vec<_> = self.assessment.unknowns.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    /// Each verdict has its finding, and each finding names something that is there.
    fn findings(&self) {
        let (eligibility, completion) = (&self.assessment.eligibility, &self.assessment.completion);
        let mut verdicts = vec![
            ("eligibility.education", eligibility.education),
            ("eligibility.support-staff", eligibility.support_staff),
            ("eligibility.experience", eligibility.experience.verdict),
            ("completion", completion.verdict),
        ];
        if let Some(renewal) = &self.assessment.renewal {
            verdicts.push(("renewal.contact-hours", renewal.contact_hours.verdict()));
            verdicts.push(("renewal.technology-hours", renewal.technology_hours.verdict()));
        }
        let findings = &self.assessment.findings;
        let told: Vec<_> = findings
            .iter()
            .take(verdicts.len())
            .map(|finding| (finding.rule(), finding.outcome().to_string()))
            .collect();
        let verdicts: Vec<_> =
            verdicts.into_iter().map(|(rule, verdict)| (rule, verdict.to_string())).collect();
        assert_eq!(told, verdicts);
        assert!(findings[verdicts.len()..].iter().all(|finding| finding.outcome().as_str() == "advice"));
        let lists = ["courses", "portfolios", "degrees", "renewals", "activities"];
        let place = |finding: &Finding| {
            let list = finding.path().key().and_then(|key| lists.iter().position(|list| *list == key));
            (kind(finding.code()), list, finding.path().index())
        };
        assert!(findings.is_sorted_by_key(place), "in the order of RULES 5, then by index");
        let text = serde_json::to_string(self.person()).expect("JSON");
        let record = Node::read(text.as_bytes()).expect("JSON");
        for finding in findings {
            assert!(!finding.message().is_empty() && !finding.cites().is_empty());
            let path = finding.path().to_string();
            // A question may be open; an entry of a list is there.
            assert!(
                finding.path().index().is_none() || record.at(&path).is_some(),
                "nothing stands at {path}"
            );
        }
        for credit in completion.credits.iter() {
            assert!(record.at(&credit.evidence().to_string()).is_some());
        }
    }
}

/// Of one kind in RULES 5 there may be several codes.
const fn kind(code: FindingCode) -> FindingCode {
    match code {
        FindingCode::CourseOutsideWindow => FindingCode::CourseNotApproved,
        FindingCode::GraduationOutsideWindow => FindingCode::AgreementUnknown,
        FindingCode::PortfolioRouteClosed | FindingCode::PortfolioSetNotInPolicy => {
            FindingCode::PortfolioBeforeAdmission
        }
        code => code,
    }
}

/// What is written is read as the same thing, and the answer to the written request is this assessment.
fn written(question: &Question, terms: &Terms, assessment: &Assessment) {
    let json = |value: &dyn erased::Json| value.json();
    let (record, catalog, policy) = (json(&question.record), json(&terms.catalog), json(&terms.policy));
    assert_eq!(Record::from_json(record.as_bytes()).as_ref(), Ok(&question.record));
    assert_eq!(Catalog::from_json(catalog.as_bytes()).as_ref(), Ok(&terms.catalog));
    assert_eq!(policy, terms.policy.to_json());
    // A shipped edition goes by its name; whole, its id is its own too.
    assert_eq!(Policy::from_json(policy.as_bytes()).as_ref(), Ok(&terms.policy));
    let request = format!(
        r#"{{"record":{record},"catalog":{catalog},"policy":{policy},"as_of":"{}"}}"#,
        question.as_of
    );
    let text = assessment.to_json();
    assert_eq!(json(assessment), text, "by the writer of others");
    let answer = String::from_utf8(wire::answer(request.as_bytes())).expect("UTF-8");
    assert_eq!(answer, format!(r#"{{"assessment":{text}}}"#));
    assert_eq!(
        assess(&question.record, &terms.catalog, &terms.policy, question.as_of),
        *assessment,
        "asked again"
    );
}

/// Any value as serde_json writes it.
mod erased {
    pub trait Json {
        fn json(&self) -> String;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> String {
            serde_json::to_string(self).expect("every type of the library is written as JSON")
        }
    }
}
