//! The facts of a record, one by one, and the record with some of them alone.

use std::cmp::Reverse;

use crate::competency::CompetencySet;
use crate::date::{Date, Window};
use crate::list::{Entries, known};
use crate::pointer::Pointer;
use crate::policy::Policy;
use crate::record::{Experience, Record, RecordParts};
use crate::rules::eligibility::counted_hours;
use crate::rules::renewal::counted_worth;

/// Every fact, in the order of RULES 3.1: an answer, that a list is answered, and each of its entries.
pub(super) fn all(record: &Record) -> Vec<Pointer> {
    let mut facts = Vec::new();
    let mut answer = |key, is_there: bool| facts.extend(is_there.then_some(Pointer::field(key)));
    answer("education", record.education.is_some());
    answer("position_requires_mls", record.position_requires_mls.is_some());
    list(&mut facts, "experience", record.experience.as_ref());
    list(&mut facts, "ala_membership", record.ala_membership.as_ref());
    let mut answer = |key, date: Option<Date>| facts.extend(date.map(|_| Pointer::field(key)));
    answer("applied_on", record.applied_on);
    answer("admitted_on", record.admitted_on);
    answer("certified_on", record.certified_on);
    list(&mut facts, "courses", record.courses.as_ref());
    list(&mut facts, "portfolios", record.portfolios.as_ref());
    list(&mut facts, "degrees", record.degrees.as_ref());
    list(&mut facts, "renewals", record.renewals.as_ref());
    list(&mut facts, "activities", record.activities.as_ref());
    facts
}

fn list<T>(facts: &mut Vec<Pointer>, key: &'static str, entries: Option<&Entries<T>>) {
    if let Some(entries) = entries {
        facts.push(Pointer::field(key));
        facts.extend((0..entries.len()).map(|place| Pointer::entry(key, place)));
    }
}

/// The record with these facts alone. An entry that is there says that its list is answered.
pub(super) fn alone(record: &Record, facts: &[Pointer]) -> Record {
    let mut of_list: Vec<Pointer> = facts.to_vec();
    of_list.sort_unstable();
    let has = |key: &'static str| of_list.binary_search(&Pointer::field(key)).is_ok();
    let kept = Kept(&of_list);
    Record::of_checked(RecordParts {
        id: record.id.clone(),
        education: record.education.filter(|_| has("education")),
        position_requires_mls: record.position_requires_mls.filter(|_| has("position_requires_mls")),
        experience: kept.entries("experience", record.experience.as_ref()),
        ala_membership: kept.entries("ala_membership", record.ala_membership.as_ref()),
        applied_on: record.applied_on.filter(|_| has("applied_on")),
        admitted_on: record.admitted_on.filter(|_| has("admitted_on")),
        certified_on: record.certified_on.filter(|_| has("certified_on")),
        courses: kept.entries("courses", record.courses.as_ref()),
        portfolios: kept.entries("portfolios", record.portfolios.as_ref()),
        degrees: kept.entries("degrees", record.degrees.as_ref()),
        renewals: kept.entries("renewals", record.renewals.as_ref()),
        activities: kept.entries("activities", record.activities.as_ref()),
    })
}

/// Facts in order, so that those of a list are found at once.
struct Kept<'a>(&'a [Pointer]);

impl Kept<'_> {
    fn entries<T: Clone>(&self, key: &'static str, list: Option<&Entries<T>>) -> Option<Entries<T>> {
        let list = list?;
        // The list itself stands before its entries.
        let start = self.0.partition_point(|fact| *fact < Pointer::field(key));
        let facts = self.0.iter().skip(start).take_while(|fact| fact.key() == Some(key));
        let mut is_answered = false;
        let places = facts.inspect(|_| is_answered = true).filter_map(|fact| fact.index());
        let entries = places.filter_map(|place| list.get(place).cloned()).collect();
        is_answered.then(|| Entries::of_checked(entries))
    }
}

/// Every fact, those first that are worth most: who has few large ones needs no small ones.
pub(super) fn by_weight(record: &Record, window: Window, policy: &Policy) -> Vec<Pointer> {
    let mut facts = all(record);
    let spans: &[Experience] = known(&record.experience);
    let activities = known(&record.activities);
    let worth = |fact: &Pointer| {
        let place = fact.index()?;
        match fact.key()? {
            "experience" => spans.get(place).map(|one| (false, counted_hours([one.span], window))),
            "activities" => activities.get(place).and_then(|one| {
                let is_technology = one.counted.sets().contains(CompetencySet::Technology);
                counted_worth(one.counted, &policy.renewal).map(|hours| (is_technology, hours))
            }),
            _ => None,
        }
    };
    // A degree may give what many courses give, a course costs what no portfolio can: degrees stand first.
    let rank = |fact: &Pointer| match fact.key() {
        Some("degrees") => 1,
        Some("courses") => 2,
        Some("portfolios" | "experience" | "activities") => 3,
        _ => 0,
    };
    facts.sort_by_cached_key(|fact| (fact.index().is_some(), rank(fact), fact.key(), Reverse(worth(fact))));
    facts
}
