//! An assessment for people to read: a block for each person.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use lssc_core::rules::credit::Credit;
use lssc_core::rules::fees::FeeLine;
use lssc_core::rules::renewal::HoursCount;
use lssc_core::{
    Approval, Assessment, Basis, Catalog, CompetencySets, Date, Finding, FindingCode, FindingOutcome,
    Milestone, Parameter, Policy, Reason, Record, Route, Status,
};

use crate::Tally;
use crate::layout::{self, Row};

/// Sources, as a finding names them.
type Cites = Vec<Cow<'static, str>>;

/// Writes assessments made by one policy and catalog.
pub struct Renderer<'a> {
    policy: &'a Policy,
    catalog: &'a Catalog,
    width: usize,
}

impl<'a> Renderer<'a> {
    pub fn new(policy: &'a Policy, catalog: &'a Catalog) -> Self {
        Self { policy, catalog, width: layout::width() }
    }

    /// Says what holds for everybody.
    pub fn heading(&self, out: &mut impl Write, as_of: Date) -> io::Result<()> {
        let by = format!("by the policy {} ({})", self.policy.id, self.policy.title);
        let row = Row::default().piece(format!("As of {as_of},"), Style::new().bold()).words(&by);
        layout::paragraph(out, &row, self.width)
    }

    /// Everything that is said of one person.
    pub fn person(
        &self,
        out: &mut impl Write,
        record: &Record,
        assessment: &Assessment,
        story: Option<&str>,
    ) -> io::Result<()> {
        let colon = if story.is_some() { ":" } else { "" };
        let name = format!("{}{colon}", assessment.record);
        let heading = Row::default().piece(name, Style::new().bold()).words(story.unwrap_or_default());
        writeln!(out)?;
        layout::paragraph(out, &heading, self.width)?;
        let sections = [
            ("status", vec![self.status(assessment)]),
            ("why", why(assessment)),
            ("earned", self.earned(record, assessment)),
            ("missing", missing(assessment)),
            ("to ask", to_ask(assessment)),
            ("next", vec![self.next(assessment)]),
            ("cost", self.cost(assessment)),
        ];
        sections.iter().try_for_each(|(label, rows)| layout::section(out, label, rows, self.width))
    }

    /// How many people stand where.
    pub fn summary(&self, out: &mut impl Write, tally: &Tally) -> io::Result<()> {
        let assessed = tally.statuses.len();
        let people = if assessed == 1 { "person" } else { "people" };
        let present: Vec<Status> =
            Status::ALL.iter().copied().filter(|&status| tally.count(status) > 0).collect();
        let faulty_follows = if tally.faulty > 0 { ";" } else { "" };
        let lead = if present.is_empty() { faulty_follows } else { ":" };
        let mut row = Row::default().piece(format!("{assessed} {people}{lead}"), Style::new().bold());
        for (place, &status) in (1..).zip(&present) {
            let end = if place < present.len() { "," } else { faulty_follows };
            row = row.piece(format!("{} {status}{end}", tally.count(status)), style(status));
        }
        if tally.faulty > 0 {
            row = row.words(&format!("{} faulty, named on standard error", tally.faulty));
        }
        writeln!(out)?;
        layout::paragraph(out, &row, self.width)
    }

    fn status(&self, assessment: &Assessment) -> Row {
        let status = assessment.status;
        let (sentence, cites) = self.standing(assessment);
        Row::default().cell(status.as_str(), style(status)).words(&sentence).cites(&cites)
    }

    /// What the status rests on, in half a sentence, and its sources.
    fn standing(&self, assessment: &Assessment) -> (String, Cites) {
        let eligibility = [Parameter::SupportPosition, Parameter::HighSchool, Parameter::ExperienceHours];
        let admitted = || assessment.candidacy.map(|candidacy| candidacy.admitted_on);
        let (sentence, parameters): (String, &[Parameter]) = match assessment.status {
            Status::Undetermined => ("more answers are needed to decide".to_owned(), &eligibility),
            Status::Ineligible => ("may not take part, for the reason marked ✗".to_owned(), &eligibility),
            // No parameter: whoever is eligible may apply on any day.
            Status::Eligible => return ("may apply on any day".to_owned(), vec!["FAQ 7".into()]),
            Status::Applied => {
                let on = assessment.eligibility.reference_date;
                (
                    format!("on {on}; the time to finish starts with the admission"),
                    &[Parameter::CandidacyYears],
                )
            }
            Status::Candidate => (dated("admitted on", admitted()), &[Parameter::CandidacyYears]),
            Status::CandidacyExpired => {
                let deadline = assessment.candidacy.map(|candidacy| candidacy.deadline);
                let (admitted, deadline) =
                    (dated("admitted on", admitted()), dated("the deadline was", deadline));
                (format!("{admitted}; {deadline}"), &[Parameter::CandidacyYears])
            }
            Status::Certified | Status::RenewalOpen | Status::Grace | Status::Lapsed => {
                (term(assessment), &[Parameter::CertificationYears, Parameter::CertificationEnds])
            }
        };
        (sentence, self.policy.cites(parameters))
    }

    fn next(&self, assessment: &Assessment) -> Row {
        let Some(next) = assessment.next_date() else { return Row::text("no date is set") };
        let (what, parameter) = match next.milestone {
            Milestone::ExperienceReached => {
                ("the hours of work suffice, if it goes on as recorded", Parameter::ExperienceHours)
            }
            Milestone::CandidacyDeadline => ("last day to complete the sets", Parameter::CandidacyYears),
            Milestone::RenewalOpens => ("renewal opens", Parameter::OpensMonthsBefore),
            Milestone::CertificationExpires => ("last day of the term", Parameter::CertificationYears),
            Milestone::GraceEnds => ("last day to renew, at the end of grace", Parameter::GraceMonths),
        };
        Row::default()
            .cell(next.on.to_string(), Style::new().bold())
            .cell(days_left(next.in_days), Style::new())
            .words(what)
            .cites(&self.policy.cites(&[parameter]))
    }

    /// The sets, those of one day and route together, in the order in which they were earned.
    fn earned(&self, record: &Record, assessment: &Assessment) -> Vec<Row> {
        let key = |credit: &Credit| (credit.earned_on, credit.done_on, credit.route, credit.counts);
        let mut credits: Vec<Credit> = assessment.completion.credits.iter().collect();
        credits.sort_by_key(key);
        let width = credits.iter().map(|credit| credit.route.as_str().len()).max().unwrap_or_default();
        let same = credits.chunk_by(|a, b| key(a) == key(b));
        same.filter_map(|credits| self.credits(record, credits, width)).collect()
    }

    fn credits(&self, record: &Record, same: &[Credit], width: usize) -> Option<Row> {
        let &Credit { route, earned_on, done_on, counts, .. } = same.first()?;
        let (cite, done) = match route {
            Route::Agreement => ("FAQ 12", "graduated on"),
            Route::Course => ("FAQ 10", "finished on"),
            Route::Portfolio => ("FAQ 10", "submitted on"),
        };
        let mut text = titles(same.iter().map(|credit| credit.set).collect());
        for bundle in same.iter().filter_map(|&credit| self.bundle(record, credit)) {
            let courses: Vec<&str> = bundle.courses.iter().map(|course| course.as_str()).collect();
            text += &format!(", by {} together", courses.join(" and "));
        }
        if done_on != earned_on {
            text += &format!(", {done} {done_on}");
        }
        if !counts {
            text += ", does not count";
        }
        let row = Row::default().cell(earned_on.to_string(), Style::new());
        Some(row.cell(format!("{route:width$}"), Style::new()).words(&text).cites(&[cite]))
    }

    /// The approval behind a credit, if it asks for several courses.
    fn bundle(&self, record: &Record, credit: Credit) -> Option<&Approval> {
        let course =
            &record.courses.as_ref().filter(|_| credit.route == Route::Course)?.get(credit.entry)?.course;
        let mut approvals = self.catalog.approvals().iter().filter(|approval| approval.set == credit.set);
        approvals
            .find(|approval| approval.courses.contains(course))
            .filter(|approval| approval.courses.len() > 1)
    }

    fn cost(&self, assessment: &Assessment) -> Vec<Row> {
        let fees = &assessment.fees;
        let cites = self.policy.cites(&[Parameter::ApplicationCents, Parameter::PortfolioCents]);
        let total = fees.total_cents.to_string();
        let amount = |amount: String| format!("{amount:>width$}", width = total.len());
        let mut rows = Vec::new();
        let widths = [item, basis].map(|column| fees.lines.iter().map(|line| column(line).len()).max());
        for line in &fees.lines {
            let [item_width, basis_width] = widths.map(Option::unwrap_or_default);
            let row = Row::default()
                .cell(amount(line.amount_cents.to_string()), Style::new())
                .cell(line.on.to_string(), Style::new())
                .cell(format!("{:item_width$}", item(line)), Style::new())
                .cell(format!("{:basis_width$}", basis(line)), Style::new());
            rows.push(row.words(if line.charged { "charged" } else { "to come" }));
        }
        let last = match fees.lines.len() {
            0 | 1 => rows.pop().unwrap_or_default(),
            _ => Row::default().cell(amount(total.clone()), Style::new().bold()).words("in all"),
        };
        rows.push(last.cites(&cites));
        rows.extend(assessment.findings.iter().filter(|finding| is_about_fees(finding)).map(finding));
        rows
    }
}

/// The certification and its term, of somebody certified.
fn term(assessment: &Assessment) -> String {
    let Some(certification) = assessment.certification else { return String::new() };
    let (since, number, end) = (certification.certified_on, certification.term, certification.expires_on);
    let ends = if assessment.as_of > end { "ended" } else { "ends" };
    let certified = match assessment.status {
        Status::Certified if certification.provisional => "provisionally, on",
        Status::Certified => "on",
        _ => "certified on",
    };
    format!("{certified} {since}; term {number} {ends} on {end}")
}

fn dated(what: &str, on: Option<Date>) -> String {
    on.map(|on| format!("{what} {on}")).unwrap_or_default()
}

fn days_left(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// The verdicts that the status rests on, and what else is good to know.
fn why(assessment: &Assessment) -> Vec<Row> {
    let findings = assessment.findings.iter();
    findings.filter(|finding| is_a_reason(finding, assessment)).map(finding).collect()
}

/// Whether a finding bears on the status. What was settled long ago, and what was never asked for, is left out.
fn is_a_reason(finding: &Finding, assessment: &Assessment) -> bool {
    let status = assessment.status;
    let outcome = finding.outcome();
    match finding.code() {
        FindingCode::Education | FindingCode::SupportStaff | FindingCode::Experience => {
            is_before_admission(status) || outcome == FindingOutcome::NotMet
        }
        FindingCode::Completion if is_before_admission(status) => has_credits(assessment),
        // That a recorded certification has no completion behind it is advice of its own.
        FindingCode::Completion => !status.is_certified() || outcome == FindingOutcome::Met,
        // What a renewal that is still possible lacks is named as missing.
        FindingCode::ContactHours | FindingCode::TechnologyHours => !is_due(finding, assessment),
        _ => !is_about_fees(finding),
    }
}

fn is_before_admission(status: Status) -> bool {
    matches!(status, Status::Undetermined | Status::Ineligible | Status::Eligible | Status::Applied)
}

fn has_credits(assessment: &Assessment) -> bool {
    assessment.completion.credits.iter().next().is_some()
}

fn is_about_fees(finding: &Finding) -> bool {
    matches!(finding.code(), FindingCode::MembershipAssumed | FindingCode::RenewalFeeNotPublished)
}

/// Whether a verdict on hours names what the next renewal still needs.
fn is_due(finding: &Finding, assessment: &Assessment) -> bool {
    finding.outcome() == FindingOutcome::NotMet && assessment.status != Status::Lapsed
}

fn finding(finding: &Finding) -> Row {
    let (mark, style) = match finding.outcome() {
        FindingOutcome::Met => ("✓", AnsiColor::Green.on_default()),
        FindingOutcome::NotMet => ("✗", AnsiColor::Red.on_default()),
        FindingOutcome::Unknown => ("?", AnsiColor::Yellow.on_default()),
        FindingOutcome::Advice => ("·", Style::new()),
    };
    Row::default().mark(mark, style).words(&finding.message()).cites(finding.cites())
}

fn titles(sets: CompetencySets) -> String {
    sets.iter().map(|set| set.title()).collect::<Vec<_>>().join(", ")
}

/// What is left to do: a line for each verdict that is not met.
fn missing(assessment: &Assessment) -> Vec<Row> {
    let relevant = assessment.findings.iter().filter(|finding| match finding.code() {
        FindingCode::ContactHours | FindingCode::TechnologyHours => is_due(finding, assessment),
        _ => finding.outcome() == FindingOutcome::NotMet && is_a_reason(finding, assessment),
    });
    relevant.filter_map(|finding| Some(Row::text(&gap(finding)?).cites(finding.cites()))).collect()
}

/// What would turn a verdict into one that is met.
fn gap(finding: &Finding) -> Option<String> {
    match finding.reason() {
        Reason::Education { .. } => Some("a high school diploma or its equivalent".to_owned()),
        Reason::SupportStaff { .. } => Some("a position that requires no Master's degree".to_owned()),
        Reason::Experience { counted, required, window, as_of, .. } => {
            let short = required.less((*counted)?);
            // Hours are judged on the day of the application, not on today.
            let on = if window.to < *as_of { format!(", on {}", window.to) } else { String::new() };
            Some(format!("{short} hours of work in libraries{on}"))
        }
        Reason::Completion { missing_required, electives_earned, electives_needed, .. } => {
            let electives = electives_needed.saturating_sub(*electives_earned);
            let electives = match electives {
                0 => None,
                1 => Some("1 elective".to_owned()),
                _ => Some(format!("{electives} electives")),
            };
            let required = (!missing_required.is_empty()).then(|| titles(*missing_required));
            Some([required, electives].into_iter().flatten().collect::<Vec<_>>().join("; "))
        }
        Reason::ContactHours { hours, from, .. } => hours_gap("contact", *hours, *from),
        Reason::TechnologyHours { hours, from, .. } => hours_gap("technology", *hours, *from),
        _ => None,
    }
}

fn hours_gap(kind: &str, hours: HoursCount, from: Date) -> Option<String> {
    let (counted, required) = (hours.counted?, hours.required);
    let short = required.less(counted);
    Some(format!("{short} {kind} hours for the renewal; {counted} of {required} so far, counted from {from}"))
}

/// The questions that should be answered next.
fn to_ask(assessment: &Assessment) -> Vec<Row> {
    let questions: Vec<_> = assessment.unknowns.iter().filter_map(|pointer| pointer.key()).collect();
    if questions.is_empty() { Vec::new() } else { vec![Row::text(&questions.join(", "))] }
}

fn item(line: &FeeLine) -> String {
    match line.set {
        Some(set) => format!("{}, {}", line.item, set.title()),
        None => line.item.to_string(),
    }
}

fn basis(line: &FeeLine) -> String {
    match line.basis {
        Basis::Member => "member",
        Basis::NonMember => "non-member",
        Basis::AssumedNonMember => "non-member, assumed",
    }
    .to_owned()
}

fn style(status: Status) -> Style {
    match status {
        Status::Eligible | Status::Certified => AnsiColor::Green,
        Status::Applied | Status::Candidate => AnsiColor::Cyan,
        Status::Undetermined | Status::RenewalOpen | Status::Grace => AnsiColor::Yellow,
        Status::Ineligible | Status::CandidacyExpired | Status::Lapsed => AnsiColor::Red,
    }
    .on_default()
    .bold()
}
