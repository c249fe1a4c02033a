//! Round trips: what is written is read again as the same value, for every type that can be both.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use lssc_core::wire::Operation;
use lssc_core::{
    ActivityUnit, Agreement, AgreementParts, Approval, ApprovalParts, Basis, Cents, CompetencySet,
    CompetencySets, Count, Date, Edition, Education, FaultCode, FeeItem, FindingCode, FindingOutcome,
    GraceTerms, GraduatesShortOfHours, Hours, HoursFrom, Id, MeasuredBy, Milestone, OutcomeName, Parameter,
    Policy, Record, RejectionReason, Renewal, Route, SetList, Status, TermEnds, TermYears, Text, UnitHours,
    Verdict,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::scene::{
    activity, agreement, approval, check, completion, degree, experience, period, policy, portfolio, record,
    scene,
};

/// The value, once it has been written and read.
#[track_caller]
fn same_again<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).expect("it can be written");
    let again: T = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(&again, value, "{text}");
    let value_again: T = serde_json::from_value(serde_json::to_value(value).expect("it can be written"))
        .unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(&value_again, value, "{text} by way of a value");
}

/// The value, once it has been displayed and parsed.
#[track_caller]
fn same_as_text<T: Display + FromStr + PartialEq + Debug>(value: &T)
where
    T::Err: Debug,
{
    assert_eq!(&value.to_string().parse::<T>().expect("it can be parsed"), value, "{value}");
}

/// Every value of an enum of names: as JSON, as text, and by its own name.
macro_rules! names {
    ($($name:ty),+ $(,)?) => {
        $(for (value, name) in <$name>::ALL.iter().zip(<$name>::NAMES) {
            same_again(value);
            same_as_text(value);
            assert_eq!(value.as_str(), *name);
            assert_eq!(serde_json::to_string(value).expect("a string"), format!("{name:?}"));
        })+
    };
}

#[test]
fn every_name_comes_back() {
    names!(
        ActivityUnit,
        Basis,
        Edition,
        Education,
        FaultCode,
        FeeItem,
        FindingCode,
        FindingOutcome,
        GraceTerms,
        GraduatesShortOfHours,
        HoursFrom,
        MeasuredBy,
        Milestone,
        Operation,
        OutcomeName,
        Parameter,
        RejectionReason,
        Route,
        Status,
        TermEnds,
        Verdict,
    );
}

#[test]
fn every_set_comes_back_by_id_title_and_choice() {
    for set in CompetencySet::ALL {
        same_again(&set);
        same_as_text(&set);
        assert_eq!(set.title().parse(), Ok(set));
        assert_eq!(set.title().to_ascii_uppercase().parse(), Ok(set));
        assert_eq!(set.title().replace('\'', "\u{2019}").parse(), Ok(set));
    }
    for choice in 0..1024_usize {
        let sets: CompetencySets =
            CompetencySet::ALL.into_iter().filter(|&set| choice & (1 << set as usize) != 0).collect();
        same_again(&sets);
        same_again(&SetList::new(sets));
        assert_eq!(sets.iter().collect::<CompetencySets>(), sets);
        assert_eq!(usize::from(sets.len()), choice.count_ones() as usize);
    }
}

#[test]
fn every_day_comes_back() {
    let mut day = Date::MIN;
    while day <= Date::MAX {
        same_as_text(&day);
        assert_eq!(serde_json::to_string(&day).expect("a string"), format!("\"{day}\""));
        day = day.plus_days(1);
    }
}

#[test]
fn every_hundredth_of_an_hour_in_bounds_comes_back() {
    // 100000 hours are the most that a policy may hold (RULES 1.3); what they add up to is drawn.
    let there_and_back = |hundredths: u64| {
        let hours = Hours::from_hundredths(hundredths);
        let text = serde_json::to_string(&hours).expect("a number");
        assert_eq!(text, hours.to_string(), "the fewest digits, and no exponent");
        assert_eq!(serde_json::from_str::<Hours>(&text).expect("a number"), hours);
    };
    (0..=1_000_000).for_each(there_and_back);
    (9_000_000..=10_000_000).step_by(7).for_each(there_and_back);
    check(0..=1_000_000_000_000_000_u64, |hundredths| {
        there_and_back(hundredths);
        Ok(())
    });
}

#[test]
fn every_bounded_number_comes_back_and_no_other_is_read() {
    for number in 0..=1001_u64 {
        let read = |bounds: std::ops::RangeInclusive<u64>| bounds.contains(&number);
        let text = number.to_string();
        assert_eq!(serde_json::from_str::<Count>(&text).is_ok(), read(0..=100));
        assert_eq!(serde_json::from_str::<TermYears>(&text).is_ok(), read(1..=100));
        assert_eq!(serde_json::from_str::<UnitHours>(&text).is_ok(), read(0..=1000));
        Count::new(number).iter().for_each(same_again);
        TermYears::new(number).iter().for_each(same_again);
        UnitHours::new(number).iter().for_each(same_again);
    }
    check(0..=1_000_000_000_u64, |cents| {
        same_again(&Cents::new(cents));
        Ok(())
    });
    for cents in [0, 1, 99, 1_000_000_000] {
        same_again(&Cents::new(cents));
    }
}

#[test]
fn every_id_and_text_comes_back() {
    let visible = any::<String>()
        .prop_map(|text| text.chars().filter(|letter| !letter.is_control()).collect::<String>());
    check((visible, any::<String>()), |(name, text)| {
        if let Ok(name) = format!("x{name}").parse::<Id>() {
            same_again(&name);
            same_as_text(&name);
        }
        if let Ok(text) = text.parse::<Text>() {
            same_again(&text);
            same_as_text(&text);
        }
        Ok(())
    });
}

#[test]
fn every_entry_of_a_record_comes_back() {
    check((experience(), period(), completion(), portfolio(), degree(), activity()), |entries| {
        same_again(&entries.0);
        same_again(&entries.1);
        same_again(&entries.2);
        same_again(&entries.3);
        same_again(&entries.4);
        same_again(&entries.5);
        same_again(&Renewal { renewed_on: entries.2.completed_on });
        same_again(&crate::scene::entries(vec![entries.0.clone(), entries.0]));
        Ok(())
    });
}

#[test]
fn every_record_comes_back() {
    check(record(), |parts| {
        same_again(&parts);
        let record = Record::new(parts.clone()).expect("dates in order");
        same_again(&record);
        assert_eq!(
            serde_json::to_string(&record).expect("JSON"),
            serde_json::to_string(&parts).expect("JSON")
        );
        assert_eq!(record.into_parts(), parts);
        Ok(())
    });
}

#[test]
fn every_catalog_comes_back() {
    check((approval(), agreement(), scene()), |(approval, agreement, scene)| {
        same_again(&approval);
        same_again(&ApprovalParts::from(&approval));
        assert_eq!(Approval::new((&approval).into()), Ok(approval));
        same_again(&agreement);
        same_again(&AgreementParts::from(&agreement));
        assert_eq!(Agreement::new((&agreement).into()), Ok(agreement));
        same_again(&scene.catalog());
        Ok(())
    });
}

#[test]
fn every_assessment_is_written_as_serde_json_writes_it() {
    check(scene(), |scene| {
        let assessment = scene.assess();
        assert_eq!(assessment.to_json(), serde_json::to_string(&assessment).expect("JSON"));
        Ok(())
    });
}

#[test]
fn every_policy_comes_back() {
    check(policy(), |parts| {
        same_again(&parts);
        same_again(&parts.eligibility);
        same_again(&parts.candidacy);
        same_again(&parts.completion);
        same_again(&parts.credit);
        same_again(&parts.certification);
        same_again(&parts.renewal);
        same_again(&parts.renewal.unit_hours);
        same_again(&parts.fees);
        same_again(&parts.fees.application_cents);
        let policy = Policy::new(parts.clone()).expect("they fit together");
        same_again(&policy);
        assert_eq!(policy.into_parts(), parts);
        Ok(())
    });
    for &edition in Edition::ALL {
        same_again(&Policy::from(edition));
    }
}
