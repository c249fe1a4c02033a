//! The typed inputs hold nothing that RULES 1 and 3 exclude, however they are built.

use lssc_core::rules::credit::{Credit, Credits};
use lssc_core::wire::Session;
use lssc_core::{
    ActivityUnit, Agreement, AgreementParts, Approval, ApprovalParts, Assessment, Catalog, Cents,
    CompetencySet, CompetencySets, Count, CountedActivity, Date, Entries, Experience, FaultCode, Faults,
    Hours, Id, Outcome, Period, Policy, Portfolio, Problem, Record, RecordParts, Renewal, Route, SetList,
    Span, Text,
};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn check<T: std::fmt::Debug>(what: &str, result: Result<T, Problem>, expected: Option<FaultCode>) {
    assert_eq!(result.as_ref().err().map(Problem::code), expected, "{what}: {result:?}");
}

#[test]
fn dates_are_days_of_the_calendar_between_1900_and_2199() {
    for (text, expected) in [
        ("1900-01-01", None),
        ("2199-12-31", None),
        ("2000-02-29", None),
        ("1899-12-31", Some(FaultCode::OutOfRange)),
        ("2200-01-01", Some(FaultCode::OutOfRange)),
        ("0000-01-01", Some(FaultCode::OutOfRange)),
        ("2100-02-29", Some(FaultCode::BadDate)),
        ("2024-04-31", Some(FaultCode::BadDate)),
        ("2024-1-05", Some(FaultCode::BadDate)),
        ("2024-01-05 ", Some(FaultCode::BadDate)),
        ("+2024-01-5", Some(FaultCode::BadDate)),
        ("2024/01/05", Some(FaultCode::BadDate)),
        ("２０２４-01-05", Some(FaultCode::BadDate)),
        ("", Some(FaultCode::BadDate)),
    ] {
        check(text, text.parse::<Date>(), expected);
    }
    check("a day by its numbers", Date::new(2024, 2, 29), None);
    check("no such day", Date::new(2023, 2, 29), Some(FaultCode::BadDate));
    check("too late a day", Date::new(2200, 1, 1), Some(FaultCode::OutOfRange));
    assert_eq!((Date::MIN, Date::MAX), (date("1900-01-01"), date("2199-12-31")));
}

#[test]
fn hours_are_judged_by_their_value() {
    let bounded = |value| Hours::from_f64(value, Hours::ZERO, Hours::whole(168));
    for (value, expected) in [
        (7.5, None),
        (168.0, None),
        (0.0, None),
        (-0.0, None),
        (0.29, None),
        (7.505, Some(FaultCode::TooPrecise)),
        (7.500_000_000_000_001, Some(FaultCode::TooPrecise)),
        (168.01, Some(FaultCode::OutOfRange)),
        (168.000_000_000_000_03, Some(FaultCode::OutOfRange)),
        (-0.01, Some(FaultCode::OutOfRange)),
        (-0.001, Some(FaultCode::OutOfRange)),
        (f64::NAN, Some(FaultCode::OutOfRange)),
        (f64::INFINITY, Some(FaultCode::OutOfRange)),
    ] {
        check(&value.to_string(), bounded(value), expected);
    }
    for (hundredths, text) in
        [(3200, "32"), (3150, "31.5"), (191_142, "1911.42"), (1, "0.01"), (0, "0"), (110, "1.1")]
    {
        let hours = Hours::from_hundredths(hundredths);
        assert_eq!(hours.to_string(), text);
        assert_eq!(serde_json::to_string(&hours).unwrap(), text);
    }
}

#[test]
fn every_hundredth_survives_the_way_through_a_double() {
    for hundredths in (0..20_000_000).step_by(7).chain(26_297_280_000..26_297_281_000) {
        let hours = Hours::from_hundredths(hundredths);
        let bound = Hours::from_hundredths(u64::MAX / 2);
        assert_eq!(Hours::from_f64(hours.to_f64(), Hours::ZERO, bound), Ok(hours));
    }
}

#[test]
fn spans_have_possible_hours() {
    let year = Period::new(date("2023-01-01"), Some(date("2023-12-31"))).unwrap();
    let open = Period::starting(date("2023-01-01"));
    let hours = Hours::from_hundredths;
    check("a week of hours", Span::weekly(open, Hours::whole(168)), None);
    check("more than a week has", Span::weekly(open, hours(16_801)), Some(FaultCode::OutOfRange));
    check("every hour of a year", Span::total(year, Hours::whole(24 * 365)), None);
    check("one hundredth more", Span::total(year, hours(24 * 36_500 + 1)), Some(FaultCode::OutOfRange));
    check("a total without an end", Span::total(open, Hours::whole(1)), Some(FaultCode::Missing));
    check("a day that ends as it begins", Period::new(date("2023-01-01"), Some(date("2023-01-01"))), None);
    check(
        "a period that ends before",
        Period::new(date("2023-01-01"), Some(date("2022-12-31"))),
        Some(FaultCode::Conflict),
    );
}

#[test]
fn portfolios_are_evaluated_after_they_are_submitted() {
    let portfolio = |outcome| Portfolio::new(CompetencySet::Technology, date("2023-01-02"), outcome);
    check("pending", portfolio(Outcome::Pending), None);
    check("on the same day", portfolio(Outcome::Achieved(date("2023-01-02"))), None);
    check("the day before", portfolio(Outcome::Achieved(date("2023-01-01"))), Some(FaultCode::Conflict));
    check(
        "not achieved before",
        portfolio(Outcome::NotAchieved(date("2023-01-01"))),
        Some(FaultCode::Conflict),
    );
}

#[test]
fn activities_have_at_most_a_thousand_units() {
    let activity = |quantity| {
        CountedActivity::new(date("2023-01-01"), quantity, ActivityUnit::ContactHour, CompetencySets::NONE)
    };
    check("a thousand", activity(Hours::whole(1000)), None);
    check("more", activity(Hours::from_hundredths(100_001)), Some(FaultCode::OutOfRange));
}

#[test]
fn ids_and_texts_are_bounded_in_characters() {
    let (most, more) = ("😀".repeat(128), "😀".repeat(129));
    check("128 characters", most.parse::<Id>(), None);
    check("129 characters", more.parse::<Id>(), Some(FaultCode::BadLength));
    check("nothing", "".parse::<Id>(), Some(FaultCode::BadLength));
    check("white space", " \u{2003}".parse::<Id>(), Some(FaultCode::BadText));
    check("a line break", "a\nb".parse::<Id>(), Some(FaultCode::BadText));
    check("a control character of the second row", "a\u{85}b".parse::<Id>(), Some(FaultCode::BadText));
    check("too long and blank", " ".repeat(129).parse::<Id>(), Some(FaultCode::BadLength));
    check("1000 characters", "é".repeat(1000).parse::<Text>(), None);
    check("1001 characters", "é".repeat(1001).parse::<Text>(), Some(FaultCode::BadLength));
    check("an empty text", "".parse::<Text>(), None);
}

#[test]
fn lists_have_at_most_4096_entries() {
    check("4096", Entries::new(vec![(); 4096]), None);
    check("4097", Entries::new(vec![(); 4097]), Some(FaultCode::BadLength));
}

fn approval(name: &str, courses: &[&str], expires_on: Option<&str>, cents: u64) -> Result<Approval, Problem> {
    Approval::new(ApprovalParts {
        id: id(name),
        set: CompetencySet::Technology,
        courses: courses.iter().map(|course| id(course)).collect::<Vec<_>>().try_into().unwrap(),
        approved_on: date("2020-01-02"),
        expires_on: expires_on.map(date),
        provider: None,
        title: None,
        price_cents: Some(Cents::new(cents)),
    })
}

#[test]
fn approvals_bundle_one_to_eight_courses() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    check("eight", approval("x", &names[..8], None, 0), None);
    check("nine", approval("x", &names, None, 0), Some(FaultCode::BadLength));
    check("none", approval("x", &[], None, 0), Some(FaultCode::BadLength));
    check("one twice", approval("x", &["a", "b", "a"], None, 0), Some(FaultCode::Duplicate));
    check("expiring on its day", approval("x", &["a"], Some("2020-01-02"), 0), None);
    check("expiring before", approval("x", &["a"], Some("2020-01-01"), 0), Some(FaultCode::Conflict));
    check("the highest price", approval("x", &["a"], None, 1_000_000_000), None);
    check("a higher one", approval("x", &["a"], None, 1_000_000_001), Some(FaultCode::OutOfRange));
}

fn agreement(ended_on: &str) -> Result<Agreement, Problem> {
    Agreement::new(AgreementParts {
        id: id("x"),
        college: "Palomar College".parse().unwrap(),
        program: None,
        effective_on: date("2020-01-02"),
        graduates_from: None,
        ended_on: Some(date(ended_on)),
        covers: CompetencySets::NONE,
    })
}

#[test]
fn agreements_do_not_end_before_they_begin() {
    check("on its day", agreement("2020-01-02"), None);
    check("before", agreement("2020-01-01"), Some(FaultCode::Conflict));
}

#[test]
fn a_catalog_names_each_id_once() {
    let twice = |name| approval(name, &["a"], None, 0).unwrap();
    let faults =
        Catalog::new(vec![twice("x"), twice("y"), twice("x")].try_into().unwrap(), Entries::default());
    let found: Vec<String> = faults.unwrap_err().iter().map(|fault| fault.path().to_owned()).collect();
    assert_eq!(found, ["/approvals/2/id"]);
}

#[test]
fn a_catalog_gives_back_what_it_was_made_of() {
    let (approval, agreement) = (approval("x", &["a"], None, 0).unwrap(), agreement("2020-01-02").unwrap());
    let made = |approvals: &[Approval], agreements: &[Agreement]| {
        Catalog::new(approvals.to_vec().try_into().unwrap(), agreements.to_vec().try_into().unwrap()).unwrap()
    };
    let both = made(std::slice::from_ref(&approval), std::slice::from_ref(&agreement));
    assert_eq!((both.approvals(), both.agreements()), (&[approval][..], &[agreement][..]));
    assert_ne!(both, made(&[], &[]));
    for catalog in [both, made(&[], &[])] {
        let text = serde_json::to_string(&catalog).unwrap();
        assert_eq!(serde_json::from_str::<Catalog>(&text).unwrap(), catalog);
    }
}

#[test]
fn the_dates_of_a_record_are_in_order_each_against_the_nearest_before_it() {
    let faults = |applied: Option<&str>, admitted: Option<&str>, certified: Option<&str>| -> Vec<String> {
        let parts = RecordParts {
            applied_on: applied.map(date),
            admitted_on: admitted.map(date),
            certified_on: certified.map(date),
            ..RecordParts::new(id("p"))
        };
        let paths = |faults: Faults| faults.iter().map(|fault| fault.path().to_owned()).collect();
        Record::new(parts).err().map(paths).unwrap_or_default()
    };
    let (first, second, third) = (Some("2020-01-01"), Some("2020-01-02"), Some("2020-01-03"));
    assert!(faults(first, second, third).is_empty());
    assert!(faults(first, first, first).is_empty());
    assert_eq!(faults(second, first, None), ["/admitted_on"]);
    assert_eq!(faults(second, None, first), ["/certified_on"]);
    assert_eq!(faults(third, first, second), ["/admitted_on"]);
    assert_eq!(faults(third, second, first), ["/admitted_on", "/certified_on"]);
}

/// Arithmetic may leave the range of inputs; what it gives is then no input.
#[test]
fn computed_dates_out_of_range_are_no_inputs() {
    let late = Date::MAX.plus_days(1);
    let with = |parts: RecordParts| -> Vec<(String, FaultCode)> {
        let faults = Record::new(parts).expect_err("the date is out of range");
        faults.iter().map(|fault| (fault.path().to_owned(), fault.code())).collect()
    };
    let out_of_range = |path: &str| vec![(path.to_owned(), FaultCode::OutOfRange)];
    let parts = RecordParts::new(id("p"));
    assert_eq!(with(RecordParts { applied_on: Some(late), ..parts.clone() }), out_of_range("/applied_on"));
    let renewals = vec![Renewal { renewed_on: date("2024-01-01") }, Renewal { renewed_on: late }];
    let renewals = Some(renewals.try_into().unwrap());
    assert_eq!(with(RecordParts { renewals, ..parts.clone() }), out_of_range("/renewals/1"));
    let portfolio = Portfolio::new(CompetencySet::Technology, Date::MAX, Outcome::Achieved(late)).unwrap();
    let portfolios = Some(vec![portfolio].try_into().unwrap());
    assert_eq!(with(RecordParts { portfolios, ..parts.clone() }), out_of_range("/portfolios/0"));
    let span = Span::weekly(Period::new(Date::MIN.day_before(), None).unwrap(), Hours::ZERO).unwrap();
    let experience = Some(vec![Experience::from(span)].try_into().unwrap());
    assert_eq!(with(RecordParts { experience, ..parts }), out_of_range("/experience/0"));
    let approved = ApprovalParts::from(&approval("x", &["a"], None, 0).unwrap());
    let expires_on = Some(late);
    check(
        "an approval",
        Approval::new(ApprovalParts { expires_on, ..approved }),
        Some(FaultCode::OutOfRange),
    );
}

#[test]
fn a_date_tells_its_year_month_and_day() {
    let day = date("2024-02-29");
    assert_eq!((day.year(), day.month(), day.day()), (2024, 2, 29));
    assert_eq!(Date::new(day.year(), day.month(), day.day()), Ok(day));
}

#[test]
fn of_several_credits_for_a_set_the_best_is_kept_whatever_their_order() {
    let credit = |route, earned_on, entry, done_on| Credit {
        set: CompetencySet::Technology,
        route,
        earned_on: date(earned_on),
        done_on: date(done_on),
        entry,
        counts: true,
    };
    // Each is better than all after it: by the day, the route, the entry, what was done.
    let ranked = [
        credit(Route::Portfolio, "2020-01-01", 9, "2020-01-01"),
        credit(Route::Agreement, "2020-01-02", 9, "2020-01-01"),
        credit(Route::Course, "2020-01-02", 0, "2020-01-02"),
        credit(Route::Course, "2020-01-02", 1, "2020-01-01"),
        credit(Route::Course, "2020-01-02", 1, "2020-01-02"),
        credit(Route::Portfolio, "2020-01-02", 0, "2020-01-01"),
    ];
    for from in 0..ranked.len() {
        let expected = vec![ranked[from]];
        assert_eq!(ranked[from..].iter().copied().collect::<Credits>().iter().collect::<Vec<_>>(), expected);
        assert_eq!(
            ranked[from..].iter().rev().copied().collect::<Credits>().iter().collect::<Vec<_>>(),
            expected
        );
    }
}

/// Programs find the value at the offset, also the second of two equal keys.
#[test]
fn a_fault_knows_where_it_stands() {
    let text = "{\"id\": \"p\",\n \"education\": \"é\", \"education\": 7,\n \"renewals\": [{}]}";
    let faults = Record::from_json(text.as_bytes()).unwrap_err();
    let found: Vec<(&str, FaultCode, &str)> = faults
        .iter()
        .map(|fault| {
            (fault.path(), fault.code(), text[fault.offset().unwrap()..].split(['}', ',']).next().unwrap())
        })
        .collect();
    assert_eq!(
        found,
        [
            ("/education", FaultCode::UnknownValue, "\"é\""),
            ("/education", FaultCode::DuplicateKey, "7"),
            ("/renewals/0/renewed_on", FaultCode::Missing, "{"),
        ]
    );
    let overlay = Policy::from_json(br#"{"extends": "lssc-faq", "id": "x", "fee": 1}"#).unwrap_err();
    assert_eq!((overlay[0].path(), overlay[0].offset()), ("/fee", None));
}

/// A message can be shown on a terminal.
#[test]
fn messages_show_no_control_characters_and_no_more_than_forty_characters() {
    let long = format!("\u{1b}[31m{}", "x".repeat(100));
    let message = long.parse::<CompetencySet>().unwrap_err().to_string();
    let shown = format!("`\\u{{1b}}[31m{}…`", "x".repeat(35));
    assert!(message.starts_with(&shown), "{message}");
}

#[test]
fn everything_can_be_sent_and_shared_between_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Record>();
    check::<Catalog>();
    check::<Policy>();
    check::<Assessment>();
    check::<Faults>();
    check::<Session>();
}

#[test]
fn an_array_does_not_pass_for_an_object() {
    assert!(serde_json::from_str::<Record>(r#"["p"]"#).is_err());
    assert!(serde_json::from_str::<Record>(r#"{"id": "p", "renewals": [["2024-01-01"]]}"#).is_err());
    let faults = Record::from_json(br#"{"id": "p", "renewals": [["2024-01-01"]]}"#).unwrap_err();
    assert_eq!((faults[0].path(), faults[0].code()), ("/renewals/0", FaultCode::WrongType));
}

/// A request that the strict reader refuses is read by the other one, so that no answer shows what it refuses; here it is alone.
#[test]
fn the_strict_reader_takes_what_is_valid_and_nothing_else() {
    fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
        serde_json::from_str(text).ok()
    }
    for (text, hundredths) in [
        ("7", Some(700)),
        ("31.5", Some(3150)),
        ("1e13", Some(1_000_000_000_000_000)),
        // Larger than any bound.
        ("1e14", Some(1 << 53)),
        ("1e300", Some(1 << 53)),
        ("-1", None),
        ("-0.5", None),
        ("7.505", None),
        ("true", None),
    ] {
        assert_eq!(read(text), hundredths.map(Hours::from_hundredths), "{text}");
    }
    let refused = serde_json::from_str::<Hours>("true").unwrap_err().to_string();
    assert!(refused.contains("a number of hours"), "{refused}");
    assert_eq!(read("1000000000"), Some(Cents::MAX_INPUT));
    assert_eq!(read::<Cents>("1000000001"), None);
    assert_eq!(read("100"), Count::new(100).ok());
    assert_eq!(read::<Count>("101"), None);
    let sets: CompetencySets =
        [CompetencySet::Technology, CompetencySet::YouthServices].into_iter().collect();
    let (once, twice) = (r#"["technology", "youth-services"]"#, r#"["technology", "technology"]"#);
    assert_eq!((read(once), read(once)), (Some(sets), Some(SetList::new(sets))));
    assert_eq!(read::<SetList>(twice), None);
    assert_eq!(read(twice), Some(CompetencySets::NONE.with(CompetencySet::Technology)));
    let policy = serde_json::to_string(&Policy::default()).unwrap();
    assert_eq!(read(&policy), Some(Policy::default()));
    assert_eq!(read::<Policy>(&policy.replacen(":1820,", ":\"1820\",", 1)), None);
}

/// Programmers read them, and a log or a failing test without them says nothing.
#[test]
fn values_show_what_they_hold() {
    let sets = CompetencySets::NONE.with(CompetencySet::Technology);
    let shown = format!("{:?} {:?} {sets:?}", date("2024-02-29"), Hours::from_hundredths(3150));
    assert_eq!(shown, "2024-02-29 31.5 {Technology}");
    assert_eq!(
        format!("{:>12}|{:<4}|", CompetencySet::Technology, Cents::new(32_500)),
        "  technology|$325.00|"
    );
}
