//! The dates that somebody must not miss, as an iCalendar file (RULES 6.6, RFC 5545).

use crate::case::Case;
use crate::catalog::Catalog;
use crate::date::Date;
use crate::finding::count;
use crate::icalendar::Lines;
use crate::policy::{MeasuredBy, Parameter, Policy};
use crate::record::Record;
use crate::rules::candidacy::Candidacy;
use crate::rules::certification::Term;

/// The dates ahead of one person, as an iCalendar file: those on or after `as_of` (RULES 6.6).
///
/// [`Calendar`] says which events there are, and what they are called.
///
/// ```
/// use lssc_core::{Catalog, Date, Policy, Record, calendar};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(br#"{"id": "p-001", "admitted_on": "2024-06-30"}"#)?;
/// let file = calendar(&record, &Catalog::default(), &Policy::default(), Date::new(2025, 1, 1)?);
/// assert!(file.contains("\r\nSUMMARY:LSSC: last day to complete the competency sets\r\n"));
/// assert!(file.contains("\r\nDTSTART;VALUE=DATE:20280630\r\nDTEND;VALUE=DATE:20280701\r\n"));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn calendar(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> String {
    let mut calendar = Calendar::titled(Titles::Plain);
    calendar.add(record, catalog, policy, as_of);
    calendar.finish()
}

/// The dates ahead of many people, in one iCalendar file (RULES 6.6). Titles name the record.
///
/// Every event lasts all day and keeps nobody busy. Its text says what the date is, why, and by which source.
///
/// # Which events
/// The candidacy deadline; then, of somebody certified, the opening, the expiry and the last day of the current term. The
/// deadline of somebody certified is there as well, for as long as it lies ahead; its text says that it is met. Where a term
/// has no grace, its last day is that of its expiry, and both are said.
///
/// # UIDs
/// An importer that meets a UID again updates its event instead of adding another one. So the UID is made of nothing but kind,
/// date and id of the record: `candidacy-deadline.2028-06-30.p-001@lssc`. An id may hold any character; all but ASCII letters,
/// digits and `-._~` are percent-encoded, so that no importer that folds, trims, normalizes or unescapes makes one of two ids.
/// Kind and date come first: RFC 5545 asks importers to keep 255 octets of a UID, which an id of two dozen characters beyond
/// ASCII can exceed.
///
/// Ids of records must differ, as in a register: events of one id, one kind and one day are one event to an importer.
///
/// # No events
/// RFC 5545 wants at least one component in a calendar. One without events therefore holds the component that claims nothing,
/// the definition of the time zone UTC: a valid file that adds nothing anywhere.
///
/// ```
/// use lssc_core::{Calendar, Catalog, Date, Policy, Record};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut calendar = Calendar::new();
/// for id in ["p-001", "p-002"] {
///     let record = Record::from_json(format!(r#"{{"id": "{id}", "admitted_on": "2024-06-30"}}"#).as_bytes())?;
///     assert_eq!(calendar.add(&record, &Catalog::default(), &Policy::default(), Date::new(2025, 1, 1)?), 1);
/// }
/// let file = calendar.finish();
/// assert!(file.contains("\r\nSUMMARY:LSSC p-002: last day to complete the competency sets\r\n"));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Calendar {
    lines: Lines,
    titles: Titles,
    /// How many events there are.
    count: usize,
}

/// Whether the title of an event says whose it is.
#[derive(Clone, Copy, Debug)]
enum Titles {
    Plain,
    WithRecord,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new()
    }
}

impl Calendar {
    /// A calendar without events.
    #[must_use]
    pub fn new() -> Self {
        Self::titled(Titles::WithRecord)
    }

    fn titled(titles: Titles) -> Self {
        let mut lines = Lines::default();
        lines.push(HEAD);
        Self { lines, titles, count: 0 }
    }

    /// Adds the dates ahead of one person, those on or after `as_of`, in order; returns how many there are.
    pub fn add(&mut self, record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> usize {
        let case = Case { record, catalog, policy, as_of };
        let before = self.count;
        let certified = case.certified(&case.conditions(), &case.completion(), &mut |_| {});
        if let Some(candidacy) = case.candidacy(certified.is_some()) {
            self.candidacy(&case, candidacy, certified.is_some());
        }
        if let Some(certified) = certified {
            self.term(&case, certified.current.term);
        }
        self.count.saturating_sub(before)
    }

    fn candidacy(&mut self, case: &Case<'_>, candidacy: Candidacy, is_certified: bool) {
        let policy = &case.policy.candidacy;
        let what = match policy.measured_by {
            _ if is_certified => "The certification is there, so nothing is left to do by this day.",
            MeasuredBy::Earned => "The competency sets must be earned by this day.",
            MeasuredBy::Done => "The work for the competency sets must be done by this day.",
        };
        let (admitted_on, years) = (candidacy.admitted_on.to_string(), count(policy.years.get(), "year"));
        self.event(
            case,
            &Event {
                kind: "candidacy-deadline",
                on: candidacy.deadline,
                title: "last day to complete the competency sets",
                why: &["The candidacy began on ", &admitted_on, " and lasts ", &years, ". ", what],
                parameters: &[Parameter::CandidacyYears, Parameter::CandidacyMeasuredBy],
                clause: "RULES 4.4",
            },
        );
    }

    fn term(&mut self, case: &Case<'_>, term: Term) {
        let number = &*term.number.to_string();
        let expires_on = &*term.expires_on.to_string();
        let last_day = &*term.last_day.to_string();
        let has_grace = term.last_day > term.expires_on;
        let renewal = &case.policy.renewal;
        self.event(
            case,
            &Event {
                kind: "renewal-opens",
                on: term.opens_on,
                title: "renewal opens",
                why: &[
                    "The renewal of term ",
                    number,
                    ", which ends on ",
                    expires_on,
                    ", opens on this day. Contact hours asked for: ",
                    &renewal.contact_hours.to_string(),
                    ", of which in technology: ",
                    &renewal.technology_hours.to_string(),
                    ".",
                ],
                parameters: OPENS,
                clause: "RULES 4.10",
            },
        );
        self.event(
            case,
            &Event {
                kind: "certification-expires",
                on: term.expires_on,
                title: "certification expires",
                why: &[
                    "Term ",
                    number,
                    " runs from ",
                    &term.starts_on.to_string(),
                    " to this day. It can ",
                    if has_grace { "still be renewed until " } else { "be renewed until this day" },
                    if has_grace { last_day } else { "" },
                    ".",
                ],
                parameters: LAST_DAY,
                clause: "RULES 4.9",
            },
        );
        self.event(
            case,
            &Event {
                kind: "renewal-last-day",
                on: term.last_day,
                title: "last day to renew",
                why: &[
                    "Term ",
                    number,
                    " ends on ",
                    expires_on,
                    if has_grace {
                        "; it can be renewed until this day, when its grace period ends."
                    } else {
                        " and has no grace period."
                    },
                ],
                parameters: LAST_DAY,
                clause: "RULES 4.10",
            },
        );
    }

    /// Adds an event, unless its day has passed.
    fn event(&mut self, case: &Case<'_>, event: &Event<'_>) {
        if event.on < case.as_of {
            return;
        }
        self.count = self.count.saturating_add(1);
        let (id, on, as_of) = (case.record.id.as_str(), event.on.to_string(), case.as_of.to_string());
        let lines = &mut self.lines;
        for part in ["BEGIN:VEVENT\nUID:", event.kind, ".", &on, "."] {
            lines.push(part);
        }
        lines.push_encoded(id);
        lines.push("@lssc\nDTSTAMP:");
        push_basic(lines, &as_of);
        lines.push("T000000Z\nDTSTART;VALUE=DATE:");
        push_basic(lines, &on);
        lines.push("\nDTEND;VALUE=DATE:");
        // The end is exclusive.
        push_basic(lines, &event.on.plus_days(1).to_string());
        lines.push("\nSUMMARY:LSSC");
        if let Titles::WithRecord = self.titles {
            lines.push(" ");
            lines.push_escaped(id);
        }
        for part in [": ", event.title, "\nDESCRIPTION:"] {
            lines.push(part);
        }
        for part in event.why {
            lines.push_escaped(part);
        }
        lines.push_escaped("\nSources: ");
        for source in case.policy.cites(event.parameters) {
            lines.push_escaped(&source);
            lines.push_escaped(", ");
        }
        for part in [event.clause, "\nRecord ", id, ", policy ", case.policy.id.as_str(), ", as of ", &as_of]
        {
            lines.push_escaped(part);
        }
        lines.push("\nTRANSP:TRANSPARENT\nEND:VEVENT\n");
    }

    /// The file. Without events it is a valid one all the same.
    #[must_use]
    pub fn finish(mut self) -> String {
        if self.count == 0 {
            self.lines.push(NO_EVENTS);
        }
        self.lines.push("END:VCALENDAR\n");
        self.lines.into_text()
    }
}

/// `20240630` of `2024-06-30`. What can be computed for an input of RULES 1.1 and 1.3 lies within the years of four digits.
fn push_basic(lines: &mut Lines, date: &str) {
    date.chars().filter(|&character| character != '-').for_each(|digit| lines.push_character(digit));
}

/// One date, and what is said of it.
struct Event<'a> {
    /// Its part in the UID.
    kind: &'a str,
    on: Date,
    title: &'a str,
    why: &'a [&'a str],
    /// What it rests on: parameters of the policy and a clause.
    parameters: &'a [Parameter],
    clause: &'a str,
}

const HEAD: &str = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//LSSC//Library Support Staff Certification//EN\n";

/// The component of a calendar that has no other.
const NO_EVENTS: &str = "BEGIN:VTIMEZONE\nTZID:UTC\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\n\
                         TZOFFSETTO:+0000\nEND:STANDARD\nEND:VTIMEZONE\n";

/// The parameters that the opening of a renewal rests on.
const OPENS: &[Parameter] = &[
    Parameter::CertificationYears,
    Parameter::CertificationEnds,
    Parameter::OpensMonthsBefore,
    Parameter::ContactHours,
    Parameter::TechnologyHours,
];

/// The parameters that the end of a term and of its renewal rest on.
const LAST_DAY: &[Parameter] = &[
    Parameter::CertificationYears,
    Parameter::CertificationEnds,
    Parameter::GraceMonths,
    Parameter::GraceTerms,
];
