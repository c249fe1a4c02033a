//! The calendar (RULES 6.6), read back by a reader of RFC 5545 that shares nothing with what wrote it.

#[path = "icalendar/rfc5545.rs"]
mod rfc5545;
#[path = "common/scene.rs"]
mod scene;

use lssc_core::{
    Assessment, Calendar, Catalog, Count, Date, Edition, Id, Policy, Record, RecordParts, TermYears, assess,
    calendar,
};
use proptest::collection::vec;
use proptest::prelude::*;
use rfc5545::Component;
use scene::{Scene, check, date, id, scene};

/// An event, as it was meant.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Event {
    kind: String,
    on: Date,
    record: String,
}

/// The dates that an assessment has ahead of it.
fn expected(assessment: &Assessment) -> Vec<Event> {
    let deadline = assessment.candidacy.iter().map(|candidacy| ("candidacy-deadline", candidacy.deadline));
    let term = assessment.renewal.iter().flat_map(|renewal| {
        [
            ("renewal-opens", renewal.opens_on),
            ("certification-expires", renewal.expires_on),
            ("renewal-last-day", renewal.last_day),
        ]
    });
    let ahead = deadline.chain(term).filter(|&(_, on)| on >= assessment.as_of);
    ahead
        .map(|(kind, on)| Event { kind: kind.to_owned(), on, record: assessment.record.to_string() })
        .collect()
}

/// The date of eight digits.
fn day(digits: &str) -> Date {
    assert!(digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_digit()), "{digits}");
    // A computed date need not be an input.
    let first = Date::new(1900, 1, 1).expect("an input");
    let [year, month, day] =
        [&digits[..4], &digits[4..6], &digits[6..]].map(|digits| digits.parse::<u32>().unwrap());
    let months = (year.checked_sub(1900).expect("a year from 1900 on")) * 12 + month - 1;
    first.plus_months(months).plus_days(day - 1)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        if byte == b'%' {
            let digits: Vec<u8> = rest.by_ref().take(2).copied().collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            assert!(byte.is_ascii_alphanumeric() || b"-._~".contains(&byte), "{text}");
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// What an event says, checked as far as it holds of every event.
fn read(event: &Component, as_of: Date) -> Event {
    assert_eq!(event.name, "VEVENT");
    assert_eq!(
        event.properties.iter().map(|property| property.name.as_str()).collect::<Vec<_>>(),
        ["UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "TRANSP"]
    );
    assert!(event.components.is_empty());
    let uid = event.value("UID").strip_suffix("@lssc").expect("the name of the program");
    let [kind, on, record] = uid.splitn(3, '.').collect::<Vec<_>>().try_into().expect("three parts");
    let starts = day(event.value("DTSTART;VALUE=DATE"));
    assert_eq!(on, starts.to_string());
    assert_eq!(day(event.value("DTEND;VALUE=DATE")), starts.plus_days(1));
    assert_eq!(event.value("DTSTAMP"), format!("{}T000000Z", as_of.to_string().replace('-', "")));
    assert_eq!(event.value("TRANSP"), "TRANSPARENT");
    let record = percent_decoded(record);
    Event { kind: kind.to_owned(), on: starts, record }
}

/// The events of a file. One without any has the time zone instead.
fn events(file: &str) -> Vec<Component> {
    let calendar = rfc5545::calendar(file.as_bytes());
    assert_eq!(
        calendar.properties.iter().map(|property| property.name.as_str()).collect::<Vec<_>>(),
        ["VERSION", "PRODID"]
    );
    assert_eq!(calendar.value("VERSION"), "2.0");
    assert!(!calendar.components.is_empty(), "RFC 5545 wants one component at least");
    match calendar.components.first() {
        Some(zone) if zone.name == "VTIMEZONE" => {
            assert_eq!(calendar.components.len(), 1);
            vec![]
        }
        _ => calendar.components,
    }
}

/// Ids of all kinds: long, in any script, full of what has a meaning in an iCalendar file or an URL.
fn any_id() -> impl Strategy<Value = Id> {
    let character = prop_oneof![
        4 => proptest::sample::select("\\;,:\"%@./ ~-_aZ0=\u{feff}\u{2028}é\u{301}ß\u{1f4da}".chars().collect::<Vec<_>>()),
        2 => any::<char>(),
        2 => proptest::char::range('a', 'z'),
    ];
    let length = prop_oneof![3 => 1..12_usize, 1 => 60..129_usize];
    length
        .prop_flat_map(move |length| vec(character.clone(), length))
        .prop_map(|characters| characters.into_iter().collect::<String>())
        .prop_filter_map("a control character, or blank", |text| text.parse().ok())
}

fn named() -> impl Strategy<Value = Scene> {
    (scene(), any_id(), any_id()).prop_map(|(mut scene, record, policy)| {
        scene.record.id = record;
        if Edition::NAMES.iter().all(|&shipped| shipped != scene.policy.id.as_str()) {
            scene.policy.id = policy;
        }
        scene
    })
}

#[test]
fn a_file_gives_back_what_went_in() {
    let found = std::cell::RefCell::new(std::collections::BTreeMap::<String, u32>::new());
    check(named(), |scene| {
        let assessment = scene.assess();
        let file = calendar(&scene.record(), &scene.catalog(), &scene.policy(), scene.as_of);
        let events = events(&file);
        let read: Vec<Event> = events.iter().map(|event| read(event, scene.as_of)).collect();
        prop_assert_eq!(&read, &expected(&assessment));
        for event in &events {
            let description = event.text("DESCRIPTION");
            let end = format!(
                "\nRecord {}, policy {}, as of {}",
                assessment.record, assessment.policy, assessment.as_of
            );
            prop_assert!(description.ends_with(&end), "{}", description);
            prop_assert!(event.text("SUMMARY").starts_with("LSSC: "));
            let sources = description.strip_suffix(&end).unwrap().split_once("\nSources: ").unwrap().1;
            let policy = assessment.policy.as_str();
            prop_assert!(
                sources.starts_with("FAQ 1") || sources.starts_with(&format!("policy {policy}")),
                "{}",
                sources
            );
            prop_assert!(sources.contains(", RULES 4."), "{}", sources);
        }
        for event in &read {
            *found.borrow_mut().entry(event.kind.clone()).or_default() += 1;
        }
        *found.borrow_mut().entry(format!("{} events", read.len())).or_default() += 1;
        Ok(())
    });
    // Every kind, and every number of events, is frequent in the draw.
    let found = found.into_inner();
    assert!(found.len() == 9 && found.values().all(|&times| times > 30), "{found:?}");
}

#[test]
fn many_people_in_one_file_are_told_apart() {
    check((scene(), vec(any_id(), 0..8)), |(scene, mut ids)| {
        ids.sort();
        ids.dedup();
        let mut calendar = Calendar::new();
        let mut all = Vec::new();
        for id in ids {
            let record = Record::new(RecordParts { id, ..scene.record.clone() }).unwrap();
            let count = calendar.add(&record, &scene.catalog(), &scene.policy(), scene.as_of);
            let more = expected(&assess(&record, &scene.catalog(), &scene.policy(), scene.as_of));
            prop_assert_eq!(count, more.len());
            all.extend(more);
        }
        let events = events(&calendar.finish());
        for event in &events {
            let start = format!("LSSC {}: ", read(event, scene.as_of).record);
            prop_assert!(event.text("SUMMARY").starts_with(&start));
        }
        let mut uids: Vec<&str> = events.iter().map(|event| event.value("UID")).collect();
        uids.sort_unstable();
        prop_assert!(uids.windows(2).all(|pair| pair[0] != pair[1]));
        prop_assert_eq!(events.iter().map(|event| read(event, scene.as_of)).collect::<Vec<_>>(), all);
        Ok(())
    });
}

/// What a record has ahead of it, as `kind date`.
#[track_caller]
fn ahead(record: &str, policy: &Policy, as_of: &str, expected: &[&str]) {
    let record = Record::from_json(record.as_bytes()).expect("a valid record");
    let file = calendar(&record, &Catalog::default(), policy, date(as_of));
    let found: Vec<String> = events(&file)
        .iter()
        .map(|event| read(event, date(as_of)))
        .map(|event| format!("{} {}", event.kind, event.on))
        .collect();
    assert_eq!(found, expected, "{record:?} on {as_of}");
}

#[test]
fn dates_are_there_until_their_day_has_passed() {
    let (faq, certified) = (Policy::default(), r#"{"id": "p", "certified_on": "2012-10-15"}"#);
    let (opens, expires, last) =
        ("renewal-opens 2015-10-15", "certification-expires 2016-10-15", "renewal-last-day 2016-12-15");
    ahead(certified, &faq, "2012-10-14", &[]);
    ahead(certified, &faq, "2012-10-15", &[opens, expires, last]);
    ahead(certified, &faq, "2015-10-15", &[opens, expires, last]);
    ahead(certified, &faq, "2015-10-16", &[expires, last]);
    ahead(certified, &faq, "2016-10-15", &[expires, last]);
    ahead(certified, &faq, "2016-10-16", &[last]);
    ahead(certified, &faq, "2016-12-15", &[last]);
    ahead(certified, &faq, "2016-12-16", &[]);

    let admitted = r#"{"id": "p", "admitted_on": "2020-02-29"}"#;
    ahead(admitted, &faq, "2020-02-28", &[]);
    ahead(admitted, &faq, "2020-02-29", &["candidacy-deadline 2024-02-29"]);
    ahead(admitted, &faq, "2024-02-29", &["candidacy-deadline 2024-02-29"]);
    ahead(admitted, &faq, "2024-03-01", &[]);

    for early in ["{\"id\": \"p\"}", r#"{"id": "p", "applied_on": "2020-01-01"}"#] {
        ahead(early, &faq, "2020-06-01", &[]);
    }
}

/// RULES 6.6 makes no exception for it; that it asks for nothing any more is said.
#[test]
fn the_deadline_is_there_after_the_certification_too() {
    let record = r#"{"id": "p", "admitted_on": "2020-03-01", "certified_on": "2021-05-04"}"#;
    ahead(record, &Policy::default(), "2021-05-03", &["candidacy-deadline 2024-03-01"]);
    let all = [
        "candidacy-deadline 2024-03-01",
        "renewal-opens 2024-05-04",
        "certification-expires 2025-05-04",
        "renewal-last-day 2025-07-04",
    ];
    ahead(record, &Policy::default(), "2021-05-04", &all);
    ahead(record, &Policy::default(), "2024-03-01", &all);
    ahead(record, &Policy::default(), "2024-03-02", &all[1..]);
    let record = Record::from_json(record.as_bytes()).unwrap();
    for (as_of, is_said) in [("2021-05-03", false), ("2021-05-04", true)] {
        let file = calendar(&record, &Catalog::default(), &Policy::default(), as_of.parse().unwrap());
        let says = events(&file)[0].text("DESCRIPTION").contains("nothing is left to do by this day");
        assert_eq!(says, is_said, "{as_of}");
    }
}

#[test]
fn a_renewal_brings_the_dates_of_the_next_term() {
    let record = r#"{
        "id": "p", "certified_on": "2096-02-29", "renewals": [{"renewed_on": "2100-01-10"}],
        "activities": [{"completed_on": "2098-01-01", "quantity": 32, "unit": "contact-hour", "sets": ["technology"]}]
    }"#;
    let first =
        ["renewal-opens 2099-02-28", "certification-expires 2100-02-28", "renewal-last-day 2100-04-28"];
    ahead(record, &Policy::default(), "2099-02-28", &first);
    ahead(record, &Policy::default(), "2100-01-09", &first[1..]);
    // Without grace, the last day is that of the expiry.
    let second =
        ["renewal-opens 2103-02-28", "certification-expires 2104-02-29", "renewal-last-day 2104-02-29"];
    ahead(record, &Policy::default(), "2100-01-10", &second);
    ahead(record, &Policy::default(), "2104-02-29", &second[1..]);
    ahead(record, &Policy::default(), "2104-03-01", &[]);
}

/// Inputs end with 2199, and a policy adds centuries at most: four digits are enough for every year.
#[test]
fn years_have_four_digits() {
    let mut parts = Policy::default().into_parts();
    let hundred = || Count::new(100).unwrap();
    parts.id = id("long");
    parts.candidacy.years = hundred();
    parts.certification.years = TermYears::new(100).unwrap();
    parts.renewal.grace_months = hundred();
    let policy = Policy::new(parts).unwrap();
    ahead(
        r#"{"id": "p", "admitted_on": "2199-12-31"}"#,
        &policy,
        "2199-12-31",
        &["candidacy-deadline 2299-12-31"],
    );
    ahead(
        r#"{"id": "p", "certified_on": "2199-12-31"}"#,
        &policy,
        "2199-12-31",
        &["renewal-opens 2298-12-31", "certification-expires 2299-12-31", "renewal-last-day 2308-04-30"],
    );
    // Whatever the day asked about: nothing is ahead of it where nothing is known.
    ahead_of_any_day(&policy);
}

fn ahead_of_any_day(policy: &Policy) {
    let record = Record::from_json(br#"{"id": "p", "certified_on": "2199-12-31"}"#).unwrap();
    for as_of in [Date::MAX.plus_years(9000), Date::MIN.minus_years(9000)] {
        assert!(events(&calendar(&record, &Catalog::default(), policy, as_of)).is_empty());
    }
}

#[test]
fn a_file_is_what_it_is() {
    let record = Record::from_json(r#"{"id": "Zoë, 7", "certified_on": "2012-12-31"}"#.as_bytes()).unwrap();
    let file = calendar(&record, &Catalog::default(), &Policy::default(), date("2016-12-31"));
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//LSSC//Library Support Staff Certification//EN",
        "BEGIN:VEVENT",
        "UID:certification-expires.2016-12-31.Zo%C3%AB%2C%207@lssc",
        "DTSTAMP:20161231T000000Z",
        "DTSTART;VALUE=DATE:20161231",
        "DTEND;VALUE=DATE:20170101",
        "SUMMARY:LSSC: certification expires",
        "DESCRIPTION:Term 1 runs from 2012-12-31 to this day. It can still be renewe",
        " d until 2017-02-28.\\nSources: FAQ 19\\, RULES 4.9\\nRecord Zoë\\, 7\\, policy",
        "  lssc-faq\\, as of 2016-12-31",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:renewal-last-day.2017-02-28.Zo%C3%AB%2C%207@lssc",
        "DTSTAMP:20161231T000000Z",
        "DTSTART;VALUE=DATE:20170228",
        "DTEND;VALUE=DATE:20170301",
        "SUMMARY:LSSC: last day to renew",
        "DESCRIPTION:Term 1 ends on 2016-12-31\\; it can be renewed until this day\\, ",
        " when its grace period ends.\\nSources: FAQ 19\\, RULES 4.10\\nRecord Zoë\\, 7",
        " \\, policy lssc-faq\\, as of 2016-12-31",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file.split("\r\n").collect::<Vec<_>>(), lines);
}

#[test]
fn a_file_says_why_and_by_which_source() {
    let say = |record: &str, policy: &Policy, as_of: &str, expected: &[&str]| {
        let record = Record::from_json(record.as_bytes()).unwrap();
        let file = calendar(&record, &Catalog::default(), policy, date(as_of));
        let found: Vec<String> = events(&file)
            .iter()
            .map(|event| event.text("DESCRIPTION").split("\nRecord ").next().unwrap().to_owned())
            .collect();
        assert_eq!(found, expected);
    };
    let admitted = r#"{"id": "p", "admitted_on": "2024-06-30"}"#;
    say(
        admitted,
        &Policy::default(),
        "2025-01-01",
        &[
            "The candidacy began on 2024-06-30 and lasts 4 years. The competency sets must be earned by this day.\nSources: FAQ 18, RULES 4.4",
        ],
    );
    let done = br#"{"extends": "lssc-faq", "id": "state", "candidacy": {"years": 1, "measured_by": "done"}, "renewal": {"contact_hours": 7.5, "grace_months": 0}}"#;
    let done = Policy::from_json(done).unwrap();
    say(
        admitted,
        &done,
        "2025-01-01",
        &[
            "The candidacy began on 2024-06-30 and lasts 1 year. The work for the competency sets must be done by this day.\nSources: policy state, RULES 4.4",
        ],
    );
    say(
        r#"{"id": "p", "certified_on": "2024-06-30"}"#,
        &done,
        "2025-01-01",
        &[
            "The renewal of term 1, which ends on 2028-06-30, opens on this day. Contact hours asked for: 7.5, of which in technology: 4.\nSources: FAQ 19, policy state, RULES 4.10",
            "Term 1 runs from 2024-06-30 to this day. It can be renewed until this day.\nSources: FAQ 19, policy state, RULES 4.9",
            "Term 1 ends on 2028-06-30 and has no grace period.\nSources: FAQ 19, policy state, RULES 4.10",
        ],
    );
}

#[test]
fn without_dates_the_file_is_valid_and_adds_nothing() {
    let empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//LSSC//Library Support Staff Certification//EN\r\n\
                 BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n\
                 TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n";
    assert_eq!(Calendar::default().finish(), empty);
    let nobody = Record::new(RecordParts::new(id("p"))).unwrap();
    let file = calendar(&nobody, &Catalog::default(), &Policy::default(), Date::MIN);
    assert_eq!(file, empty);
}

#[test]
fn ids_that_look_alike_stay_apart() {
    let mut calendar = Calendar::new();
    let ids = ["a b", "a%20b", "a+b", "A B", "a\u{a0}b", "é", "e\u{301}", "a.b", "a@lssc", "a"];
    for name in ids {
        let record = RecordParts { admitted_on: Some(date("2020-01-01")), ..RecordParts::new(id(name)) };
        calendar.add(
            &Record::new(record).unwrap(),
            &Catalog::default(),
            &Policy::default(),
            date("2020-01-01"),
        );
    }
    let events = events(&calendar.finish());
    let mut uids: Vec<String> = events.iter().map(|event| event.value("UID").to_ascii_lowercase()).collect();
    uids.sort_unstable();
    uids.dedup();
    // `a b` and `A B` differ by case alone, which a UID keeps.
    assert_eq!((events.len(), uids.len()), (ids.len(), ids.len() - 1));
}
