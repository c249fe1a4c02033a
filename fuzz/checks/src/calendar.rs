//! A calendar file against a strict reader of RFC 5545 and against one of somebody else; its events are the dates ahead of the
//! assessment (RULES 6.6).

use lssc_core::wire::{Question, Terms};
use lssc_core::{Assessment, Calendar, Date, Id, Record};

use crate::scene::scene;

/// The reader that the tests of the core use too.
#[path = "../../../lssc-core/tests/icalendar/rfc5545.rs"]
mod rfc5545;

/// Writes the file of one person, and one of two, and reads them back.
pub fn calendar(data: &[u8]) {
    // Ids are what a file repeats: the bytes after the last `|` are one.
    let cut = data.iter().rposition(|&byte| byte == b'|');
    let (data, id) =
        cut.map_or((data, None), |cut| (&data[..cut], std::str::from_utf8(&data[cut + 1..]).ok()));
    let Some((mut question, terms, _)) = scene(data) else { return };
    if let Some(id) = id.and_then(|id| id.parse::<Id>().ok()) {
        question.record = named(&question.record, id);
    }
    let assessment = terms.assess(&question);
    let file = lssc_core::calendar(&question.record, &terms.catalog, &terms.policy, question.as_of);
    let events = events(&file);
    assert_eq!(
        events.iter().map(|event| said(event, question.as_of)).collect::<Vec<_>>(),
        ahead(&assessment)
    );
    for event in &events {
        let description = event.text("DESCRIPTION");
        let end = format!(
            "\nRecord {}, policy {}, as of {}",
            assessment.record, assessment.policy, assessment.as_of
        );
        assert!(description.ends_with(&end), "{description}");
        assert!(event.text("SUMMARY").starts_with("LSSC: "));
    }
    second_opinion(&file, events.len());
    two(&question, &terms);
}

fn named(record: &Record, id: Id) -> Record {
    let mut parts = record.clone().into_parts();
    parts.id = id;
    Record::new(parts).expect("its dates are as they were")
}

/// The dates ahead: kind, day, and whose they are.
fn ahead(assessment: &Assessment) -> Vec<(String, Date, String)> {
    let deadline = assessment.candidacy.map(|candidacy| ("candidacy-deadline", candidacy.deadline));
    let term = assessment.renewal.iter().flat_map(|renewal| {
        [
            ("renewal-opens", renewal.opens_on),
            ("certification-expires", renewal.expires_on),
            ("renewal-last-day", renewal.last_day),
        ]
    });
    let all = deadline.into_iter().chain(term).filter(|&(_, on)| on >= assessment.as_of);
    all.map(|(kind, on)| (kind.to_owned(), on, assessment.record.to_string())).collect()
}

/// The events of a file; where there are none it holds a time zone.
fn events(file: &str) -> Vec<rfc5545::Component> {
    let calendar = rfc5545::calendar(file.as_bytes());
    let names: Vec<&str> = calendar.properties.iter().map(|property| property.name.as_str()).collect();
    assert_eq!(names, ["VERSION", "PRODID"]);
    assert_eq!(calendar.value("VERSION"), "2.0");
    assert!(!calendar.components.is_empty(), "RFC 5545 wants one component at least");
    if calendar.components[0].name == "VTIMEZONE" {
        assert_eq!(calendar.components.len(), 1);
        return Vec::new();
    }
    assert!(
        calendar
            .components
            .iter()
            .all(|component| component.name == "VEVENT" && component.components.is_empty())
    );
    calendar.components
}

/// What an event says of kind, day and person.
fn said(event: &rfc5545::Component, as_of: Date) -> (String, Date, String) {
    let uid = event.value("UID").strip_suffix("@lssc").expect("the name of the program");
    let [kind, on, record] = uid.splitn(3, '.').collect::<Vec<_>>().try_into().expect("three parts");
    let starts = day(event.value("DTSTART;VALUE=DATE"));
    assert_eq!(on, starts.to_string());
    assert_eq!(day(event.value("DTEND;VALUE=DATE")), starts.plus_days(1));
    assert_eq!(event.value("DTSTAMP"), format!("{}T000000Z", as_of.to_string().replace('-', "")));
    (kind.to_owned(), starts, decoded(record))
}

/// The day of eight digits; a computed one need not be an input.
fn day(digits: &str) -> Date {
    assert!(digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_digit()), "{digits}");
    let [year, month, day] =
        [&digits[..4], &digits[4..6], &digits[6..]].map(|part| part.parse::<u32>().expect("digits"));
    let months = year.checked_sub(1800).expect("a year from 1800 on") * 12 + month - 1;
    Date::MIN.minus_months(1200).plus_months(months).plus_days(day - 1)
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let (digits, after) = rest.split_at(2);
            let digits = std::str::from_utf8(digits).expect("hexadecimal");
            bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal"));
            rest = after;
        } else {
            assert!(byte.is_ascii_alphanumeric() || b"-._~".contains(&byte), "{text}");
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// The reader of the crate `icalendar` finds as many events.
fn second_opinion(file: &str, count: usize) {
    let read: icalendar::Calendar = file.parse().expect("a calendar to another reader too");
    let events = read.components.iter().filter(|component| component.as_event().is_some());
    assert_eq!(events.count(), count, "{file}");
}

/// Two people in one file are told apart.
fn two(question: &Question, terms: &Terms) {
    let other = named(&question.record, "another".parse().expect("an id"));
    if other.id == question.record.id {
        return;
    }
    let mut calendar = Calendar::new();
    let mut expected = Vec::new();
    for record in [&question.record, &other] {
        let count = calendar.add(record, &terms.catalog, &terms.policy, question.as_of);
        let own = ahead(&terms.assess(&Question { record: record.clone(), as_of: question.as_of }));
        assert_eq!(own.len(), count);
        expected.extend(own);
    }
    let events = events(&calendar.finish());
    assert_eq!(events.iter().map(|event| said(event, question.as_of)).collect::<Vec<_>>(), expected);
    let mut uids: Vec<&str> = events.iter().map(|event| event.value("UID")).collect();
    uids.sort_unstable();
    assert!(uids.windows(2).all(|two| two[0] != two[1]), "one UID for two events");
}
