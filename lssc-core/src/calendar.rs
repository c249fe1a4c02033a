//! The dates that somebody must not miss, as an iCalendar file (RULES 6.6, RFC 5545).
//!
//! Every event lasts all day and keeps nobody busy. Its text says what the date is, why, and by which source.
//!
//! **Which events.** The candidacy deadline of a candidate, or the opening, expiry and last day of somebody certified, in the
//! current term; those on or after the day asked about. Once there is a certification the deadline has lost its meaning (RULES
//! 4.4), so it is left out even while it is still ahead. Where a term has no grace its last day is that of its expiry, and both
//! are said.
//!
//! **UIDs.** An importer that meets a UID again updates the event instead of adding another one. So the UID is made of nothing but
//! the kind of the event, its date and the id of the record: `candidacy-deadline.2028-06-30.p-001@lssc`. An id may hold any
//! character; all but ASCII letters, digits and `-._~` are percent-encoded, so that no importer folds, trims, normalizes or
//! unescapes two ids into one, and the UID serves as a file name where calendars are kept as files. Kind and date come first:
//! RFC 5545 asks importers to keep 255 octets of a UID, which an id of two dozen characters beyond ASCII can exceed.
//!
//! **Nothing to say.** RFC 5545 wants at least one component in a calendar. A calendar without events therefore holds the one
//! component that claims nothing, the definition of the time zone UTC: a valid file that adds nothing anywhere.

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
/// Ids of records must differ, as in a register: events of one id, one kind and one day are one event to an importer.
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
    is_empty: bool,
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
        lines.line("BEGIN:VCALENDAR");
        lines.line("VERSION:2.0");
        lines.line("PRODID:-//LSSC//Library Support Staff Certification//EN");
        Self { lines, titles, is_empty: true }
    }

    /// Adds the dates ahead of one person, those on or after `as_of`, in order; returns how many there are.
    pub fn add(&mut self, record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> usize {
        let case = Case { record, catalog, policy, as_of };
        let mut events = events(&case);
        events.retain(|event| event.on >= as_of);
        for event in &events {
            self.event(&case, event);
        }
        self.is_empty &= events.is_empty();
        events.len()
    }

    fn event(&mut self, case: &Case<'_>, event: &Event) {
        let Event { kind, on, title, .. } = *event;
        let (id, stamp) = (case.record.id.as_str(), [&basic(case.as_of), "T000000Z"].concat());
        let title = match self.titles {
            Titles::Plain => ["LSSC: ", title].concat(),
            Titles::WithRecord => ["LSSC ", id, ": ", title].concat(),
        };
        let lines = &mut self.lines;
        lines.line("BEGIN:VEVENT");
        lines.property("UID", &uid(kind, on, id));
        lines.property("DTSTAMP", &stamp);
        lines.property("DTSTART;VALUE=DATE", &basic(on));
        // The end is exclusive.
        lines.property("DTEND;VALUE=DATE", &basic(on.plus_days(1)));
        lines.text_property("SUMMARY", &title);
        lines.text_property("DESCRIPTION", &event.description(case));
        lines.line("TRANSP:TRANSPARENT");
        lines.line("END:VEVENT");
    }

    /// The file. Without events it is a valid one all the same.
    #[must_use]
    pub fn finish(mut self) -> String {
        if self.is_empty {
            for line in NO_EVENTS {
                self.lines.line(line);
            }
        }
        self.lines.line("END:VCALENDAR");
        self.lines.into_text()
    }
}

/// The component of a calendar that has no other.
const NO_EVENTS: &[&str] = &[
    "BEGIN:VTIMEZONE",
    "TZID:UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// `20240630`. What can be computed for an input of RULES 1.1 and 1.3 lies within the years of four digits.
fn basic(date: Date) -> String {
    date.to_string().replace('-', "")
}

fn uid(kind: &str, on: Date, id: &str) -> String {
    let mut uid = [kind, ".", &on.to_string(), "."].concat();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            uid.push(char::from(byte));
        } else {
            uid.push('%');
            let digits = [byte >> 4, byte & 0x0f].map(|half| char::from_digit(half.into(), 16));
            uid.extend(digits.into_iter().flatten().map(|digit| digit.to_ascii_uppercase()));
        }
    }
    uid.push_str("@lssc");
    uid
}

/// One date, and what is said of it.
struct Event {
    /// Its part in the UID.
    kind: &'static str,
    on: Date,
    title: &'static str,
    why: String,
    /// What it rests on: parameters of the policy and a clause.
    parameters: &'static [Parameter],
    clause: &'static str,
}

impl Event {
    fn description(&self, case: &Case<'_>) -> String {
        let mut text = [&self.why, "\nSources: "].concat();
        for source in case.policy.cites(self.parameters) {
            text.extend([&source, ", "]);
        }
        let (record, policy, as_of) =
            (case.record.id.as_str(), case.policy.id.as_str(), case.as_of.to_string());
        text.extend([self.clause, "\nRecord ", record, ", policy ", policy, ", as of ", &as_of]);
        text
    }
}

/// All events, past ones too, in order of date.
fn events(case: &Case<'_>) -> Vec<Event> {
    match case.certified(&case.conditions(), &case.completion(), |_| {}) {
        Some(certified) => of_term(certified.current.term, case.policy).into(),
        None => {
            case.candidacy(false).map(|candidacy| of_candidacy(candidacy, case.policy)).into_iter().collect()
        }
    }
}

fn of_candidacy(candidacy: Candidacy, policy: &Policy) -> Event {
    let policy = &policy.candidacy;
    let what = match policy.measured_by {
        MeasuredBy::Earned => "The competency sets must be earned by this day.",
        MeasuredBy::Done => "The work for the competency sets must be done by this day.",
    };
    let years = count(policy.years.get(), "year");
    let why =
        ["The candidacy began on ", &candidacy.admitted_on.to_string(), " and lasts ", &years, ". ", what];
    Event {
        kind: "candidacy-deadline",
        on: candidacy.deadline,
        title: "last day to complete the competency sets",
        why: why.concat(),
        parameters: &[Parameter::CandidacyYears, Parameter::CandidacyMeasuredBy],
        clause: "RULES 4.4",
    }
}

fn of_term(term: Term, policy: &Policy) -> [Event; 3] {
    let number = term.number.to_string();
    let [starts_on, expires_on, last_day] =
        [term.starts_on, term.expires_on, term.last_day].map(|on| on.to_string());
    let [contact, technology] =
        [policy.renewal.contact_hours, policy.renewal.technology_hours].map(|hours| hours.to_string());
    let has_grace = term.last_day > term.expires_on;
    let opens = [
        "The renewal of term ",
        &number,
        ", which ends on ",
        &expires_on,
        ", opens on this day. Contact hours asked for: ",
        &contact,
        ", of which in technology: ",
        &technology,
        ".",
    ];
    let expires = [
        "Term ",
        &number,
        " runs from ",
        &starts_on,
        " to this day. ",
        if has_grace { "It can still be renewed until " } else { "It can be renewed until this day" },
        if has_grace { &last_day } else { "" },
        ".",
    ];
    let ends = [
        "Term ",
        &number,
        " ends on ",
        &expires_on,
        if has_grace {
            "; it can be renewed until this day, when its grace period ends."
        } else {
            " and has no grace period."
        },
    ];
    [
        Event {
            kind: "renewal-opens",
            on: term.opens_on,
            title: "renewal opens",
            why: opens.concat(),
            parameters: &[
                Parameter::CertificationYears,
                Parameter::CertificationEnds,
                Parameter::OpensMonthsBefore,
                Parameter::ContactHours,
                Parameter::TechnologyHours,
            ],
            clause: "RULES 4.10",
        },
        Event {
            kind: "certification-expires",
            on: term.expires_on,
            title: "certification expires",
            why: expires.concat(),
            parameters: LAST_DAY,
            clause: "RULES 4.9",
        },
        Event {
            kind: "renewal-last-day",
            on: term.last_day,
            title: "last day to renew",
            why: ends.concat(),
            parameters: LAST_DAY,
            clause: "RULES 4.10",
        },
    ]
}

/// The parameters that the end of a term and of its renewal rest on.
const LAST_DAY: &[Parameter] = &[
    Parameter::CertificationYears,
    Parameter::CertificationEnds,
    Parameter::GraceMonths,
    Parameter::GraceTerms,
];
