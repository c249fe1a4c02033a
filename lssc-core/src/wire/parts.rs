//! The parts of a request, read with every fault: record, catalog, policy (RULES 2, 3).

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::json::{Kind, Value};
use super::read::{Field, Reader};
use crate::catalog::{
    Agreement, AgreementParts, Approval, ApprovalParts, Catalog, CatalogWire, MAX_BUNDLE, check_end, repeated,
};
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::{Date, Period};
use crate::fault::{Conflict, Problem};
use crate::list::{Entries, MAX_ENTRIES};
use crate::policy::{
    self, CandidacyPolicy, CertificationPolicy, CompletionPolicy, CreditPolicy, Edition, EligibilityPolicy,
    FeesPolicy, MAX_HOURS, Policy, PolicyParts, Price, RenewalPolicy, SetList, UnitHoursPolicy,
};
use crate::quantity::{Cents, Hours};
use crate::record::{
    self, Activity, ActivityWire, CountedActivity, CourseCompletion, Degree, Experience, ExperienceWire,
    MAX_QUANTITY, Outcome, OutcomeName, PeriodWire, Portfolio, PortfolioWire, Record, RecordParts, Renewal,
    Span, WEEK,
};
use crate::text::Id;

pub(crate) fn record(r: &mut Reader, value: Value<'_>) -> Option<Record> {
    let faults = r.count();
    let [
        id,
        education,
        position_requires_mls,
        experience_field,
        ala_membership,
        applied,
        admitted,
        certified,
        courses,
        portfolios,
        degrees,
        renewals,
        activities,
    ] = r.object(value, RecordParts::KEYS)?;
    let id = r.required(&id, Reader::text);
    let education = r.optional(&education, Reader::text);
    let position_requires_mls = r.optional(&position_requires_mls, Reader::bool);
    let experience = r.optional(&experience_field, |r, list| r.entries(list, experience));
    let ala_membership = r.optional(&ala_membership, |r, list| r.entries(list, membership));
    let applied_on = r.optional(&applied, Reader::date);
    let admitted_on = r.optional(&admitted, Reader::date);
    let certified_on = r.optional(&certified, Reader::date);
    let courses = r.optional(&courses, |r, list| r.entries(list, completion));
    let portfolios = r.optional(&portfolios, |r, list| r.entries(list, portfolio));
    let degrees = r.optional(&degrees, |r, list| r.entries(list, degree));
    let renewals = r.optional(&renewals, |r, list| r.entries(list, renewal));
    let activities = r.optional(&activities, |r, list| r.entries(list, activity));
    for (key, problem) in record::stages_out_of_order([applied_on, admitted_on, certified_on]) {
        let field = if key == "admitted_on" { &admitted } else { &certified };
        r.fault_at(field, problem);
    }
    if r.count() > faults {
        return None;
    }
    let parts = RecordParts {
        id: id?,
        education,
        position_requires_mls,
        experience,
        ala_membership,
        applied_on,
        admitted_on,
        certified_on,
        courses,
        portfolios,
        degrees,
        renewals,
        activities,
    };
    Record::new(parts).ok()
}

/// The end of a period, held against its start; `None` where either is faulty.
fn period(r: &mut Reader, from: Option<Date>, to_field: &Field<'_>) -> Option<Period> {
    let to = r.optional(to_field, Reader::date);
    if to_field.answered().is_some() && to.is_none() {
        return None;
    }
    let period = Period::new(from?, to);
    r.catch(to_field, period)
}

fn membership(r: &mut Reader, value: Value<'_>) -> Option<Period> {
    let faults = r.count();
    let [from, to] = r.object(value, PeriodWire::KEYS)?;
    let from = r.required(&from, Reader::date);
    let period = period(r, from, &to);
    period.filter(|_| r.count() == faults)
}

fn experience(r: &mut Reader, value: Value<'_>) -> Option<Experience> {
    let faults = r.count();
    let [from, to, weekly_field, total_field, volunteer, library] = r.object(value, ExperienceWire::KEYS)?;
    let from = r.required(&from, Reader::date);
    let period = period(r, from, &to);
    let weekly = r.optional(&weekly_field, |r, value| {
        r.hours(value, |hours| Hours::from_f64(hours, Hours::ZERO, WEEK))
    });
    let total = r.optional(&total_field, |r, value| r.hours(value, Hours::nearest));
    let volunteer = r.optional(&volunteer, Reader::bool);
    let library = r.optional(&library, Reader::text);
    if weekly_field.answered().is_none() && total_field.answered().is_none() {
        r.fault(value, Problem::MissingHours);
    }
    if weekly.is_some() && total.is_some() {
        r.fault(value, Conflict::BothHours.into());
    }
    if total.is_some() && to.answered().is_none() {
        r.fault_at(&to, Problem::Missing { key: "to" });
    }
    let by_week =
        period.zip(weekly).and_then(|(period, hours)| r.catch(&weekly_field, Span::weekly(period, hours)));
    let in_all = period
        .filter(|period| period.to().is_some())
        .zip(total)
        .and_then(|(period, hours)| r.catch(&total_field, Span::total(period, hours)));
    let span = by_week.or(in_all)?;
    (r.count() == faults).then_some(Experience { span, volunteer, library })
}

fn completion(r: &mut Reader, value: Value<'_>) -> Option<CourseCompletion> {
    let faults = r.count();
    let [course, completed_on] = r.object(value, CourseCompletion::KEYS)?;
    let course = r.required(&course, Reader::text);
    let completed_on = r.required(&completed_on, Reader::date);
    let completion = CourseCompletion { course: course?, completed_on: completed_on? };
    (r.count() == faults).then_some(completion)
}

fn portfolio(r: &mut Reader, value: Value<'_>) -> Option<Portfolio> {
    let faults = r.count();
    let [set, submitted_on, outcome, evaluated] = r.object(value, PortfolioWire::KEYS)?;
    let set = r.required(&set, Reader::text);
    let submitted_on = r.required(&submitted_on, Reader::date);
    let name: Option<OutcomeName> = r.required(&outcome, Reader::text);
    let evaluated_on = r.optional(&evaluated, Reader::date);
    let is_faulty = evaluated.answered().is_some() && evaluated_on.is_none();
    let outcome = match name {
        Some(name) if !is_faulty => r.catch(&evaluated, record::outcome(name, evaluated_on)),
        _ => None,
    };
    // One fault is enough for a date that must not be there at all.
    if let (Some(submitted_on), Some(evaluated_on), false) =
        (submitted_on, evaluated_on, name == Some(OutcomeName::Pending))
    {
        r.catch(&evaluated, record::check_evaluated(submitted_on, evaluated_on));
    }
    let (set, submitted_on, outcome): (CompetencySet, Date, Outcome) = (set?, submitted_on?, outcome?);
    if r.count() > faults { None } else { Portfolio::new(set, submitted_on, outcome).ok() }
}

fn degree(r: &mut Reader, value: Value<'_>) -> Option<Degree> {
    let faults = r.count();
    let [agreement, graduated_on] = r.object(value, Degree::KEYS)?;
    let agreement = r.required(&agreement, Reader::text);
    let graduated_on = r.required(&graduated_on, Reader::date);
    let degree = Degree { agreement: agreement?, graduated_on: graduated_on? };
    (r.count() == faults).then_some(degree)
}

fn renewal(r: &mut Reader, value: Value<'_>) -> Option<Renewal> {
    let faults = r.count();
    let [renewed_on] = r.object(value, Renewal::KEYS)?;
    let renewed_on = r.required(&renewed_on, Reader::date)?;
    (r.count() == faults).then_some(Renewal { renewed_on })
}

fn activity(r: &mut Reader, value: Value<'_>) -> Option<Activity> {
    let faults = r.count();
    let [completed_on, quantity, unit, sets_field, title] = r.object(value, ActivityWire::KEYS)?;
    let completed_on = r.required(&completed_on, Reader::date);
    let quantity = r.required(&quantity, |r, value| {
        r.hours(value, |quantity| Hours::from_f64(quantity, Hours::ZERO, MAX_QUANTITY))
    });
    let unit = r.required(&unit, Reader::text);
    let sets = r.required(&sets_field, sets);
    let title = r.optional(&title, Reader::text);
    let counted = CountedActivity::new(completed_on?, quantity?, unit?, sets?).ok()?;
    (r.count() == faults).then_some(Activity { counted, title })
}

/// A list of sets in which one may stand twice.
fn sets(r: &mut Reader, value: Value<'_>) -> Option<CompetencySets> {
    r.entries(value, Reader::text).map(|sets: Entries<CompetencySet>| sets.into_iter().collect())
}

pub(crate) fn catalog(r: &mut Reader, value: Value<'_>) -> Option<Catalog> {
    let faults = r.count();
    let [approvals, agreements] = r.object(value, CatalogWire::KEYS)?;
    let approvals = r.optional(&approvals, |r, list| identified(r, list, approval));
    let agreements = r.optional(&agreements, |r, list| identified(r, list, agreement));
    if r.count() > faults {
        return None;
    }
    Catalog::new(approvals.unwrap_or_default(), agreements.unwrap_or_default()).ok()
}

/// An entry with an id: the entry and the id, each if it is right, and where the id stands.
struct Identified<'a, T> {
    entry: Option<T>,
    id: Option<Id>,
    id_field: Field<'a>,
}

/// A list of entries with ids, none twice.
fn identified<'a, T>(
    r: &mut Reader,
    value: Value<'a>,
    read: fn(&mut Reader, Value<'a>) -> Option<Identified<'a, T>>,
) -> Option<Entries<T>> {
    let entries = r.list(value, (0, MAX_ENTRIES), read)?;
    let ids: Vec<Option<Id>> = entries.iter().map(|read| read.as_ref()?.id.clone()).collect();
    for (place, problem) in repeated(ids.iter().map(Option::as_ref)) {
        if let Some(Some(Identified { id_field, .. })) = entries.get(place) {
            r.within(place.to_string(), |r| r.fault_at(id_field, problem));
        }
    }
    let entries: Option<Vec<T>> = entries.into_iter().map(|read| read?.entry).collect();
    Entries::new(entries?).ok()
}

fn approval<'a>(r: &mut Reader, value: Value<'a>) -> Option<Identified<'a, Approval>> {
    let faults = r.count();
    let [id_field, set, courses, approved_on, expires, provider, title, price_cents] =
        r.object(value, ApprovalParts::KEYS)?;
    let id: Option<Id> = r.required(&id_field, Reader::text);
    let set = r.required(&set, Reader::text);
    let courses = r.required(&courses, bundle);
    let approved_on = r.required(&approved_on, Reader::date);
    let expires_on = r.optional(&expires, Reader::date);
    let provider = r.optional(&provider, Reader::text);
    let title = r.optional(&title, Reader::text);
    let price_cents = r.optional(&price_cents, cents);
    if let Some(approved_on) = approved_on {
        r.catch(&expires, check_end(approved_on, "approved_on", expires_on, "expires_on"));
    }
    let parts = || {
        let (id, set, courses, approved_on) = (id.clone()?, set?, courses?, approved_on?);
        Some(ApprovalParts { id, set, courses, approved_on, expires_on, provider, title, price_cents })
    };
    let approval =
        if r.count() > faults { None } else { parts().and_then(|parts| Approval::new(parts).ok()) };
    Some(Identified { entry: approval, id, id_field })
}

/// The courses of an approval, none twice.
fn bundle(r: &mut Reader, value: Value<'_>) -> Option<Entries<Id>> {
    let courses: Vec<Option<Id>> = r.list(value, (1, MAX_BUNDLE), Reader::text)?;
    for (place, problem) in repeated(courses.iter().map(Option::as_ref)) {
        if let Some(course) = value.items().nth(place) {
            r.within(place.to_string(), |r| r.fault(course, problem));
        }
    }
    Entries::new(courses.into_iter().collect::<Option<Vec<Id>>>()?).ok()
}

fn agreement<'a>(r: &mut Reader, value: Value<'a>) -> Option<Identified<'a, Agreement>> {
    let faults = r.count();
    let [id_field, college, program, effective_on, graduates_from, ended, covers] =
        r.object(value, AgreementParts::KEYS)?;
    let id: Option<Id> = r.required(&id_field, Reader::text);
    let college = r.required(&college, Reader::text);
    let program = r.optional(&program, Reader::text);
    let effective_on = r.required(&effective_on, Reader::date);
    let graduates_from = r.optional(&graduates_from, Reader::date);
    let ended_on = r.optional(&ended, Reader::date);
    let covers = r.required(&covers, sets);
    if let Some(effective_on) = effective_on {
        r.catch(&ended, check_end(effective_on, "effective_on", ended_on, "ended_on"));
    }
    let parts = || {
        let (id, college, effective_on, covers) = (id.clone()?, college?, effective_on?, covers?);
        Some(AgreementParts { id, college, program, effective_on, graduates_from, ended_on, covers })
    };
    let agreement =
        if r.count() > faults { None } else { parts().and_then(|parts| Agreement::new(parts).ok()) };
    Some(Identified { entry: agreement, id, id_field })
}

fn cents(r: &mut Reader, value: Value<'_>) -> Option<Cents> {
    r.whole(value, |cents| Cents::new(cents).check_input().map(|()| Cents::new(cents)))
}

/// A policy by name, whole, or as an overlay (RULES 2).
pub(crate) fn policy(r: &mut Reader, value: Value<'_>) -> Option<Policy> {
    if value.kind() == Kind::String {
        return shipped(r, value).map(Policy::from);
    }
    if value.kind() != Kind::Object {
        r.fault(
            value,
            Problem::WrongType { expected: "a policy or the name of one", found: value.kind().name() },
        );
        return None;
    }
    let extends = value.entries().find(|(key, _)| key == EXTENDS).map(|(_, extends)| extends);
    let Some(extends) = extends.filter(|extends| extends.kind() != Kind::Null) else {
        return whole_policy(r, value, false);
    };
    let base = r.within(EXTENDS, |r| shipped(r, extends))?;
    // A policy of ours always serializes.
    let base = serde_json::to_string(&Policy::from(base)).ok()?;
    let merged = overlaid(Value::of(&base), value);
    // What stands where in the merged policy stands elsewhere in the overlay, or nowhere.
    r.unplaced(|r| whole_policy(r, Value::of(&merged), true))
}

/// The shipped policy of this name.
fn shipped(r: &mut Reader, name: Value<'_>) -> Option<Edition> {
    let edition = |name: &str| name.parse().map_err(|_| Problem::unknown_policy(name));
    r.string(name, "the name of a shipped policy", edition)
}

const EXTENDS: &str = "extends";
const ID: &str = "id";

/// The base with the overlay laid over it, as text: the base's keys in its order, then the overlay's own. The
/// overlay's id is its own or none, and `extends` has done its work.
fn overlaid(base: Value<'_>, overlay: Value<'_>) -> String {
    let has_id = overlay.entries().any(|(key, _)| key == ID);
    let mut out = Object::new();
    for (key, value) in base.entries().filter(|(key, _)| has_id || key != ID) {
        lay_over(&mut out, &key, value, overlay);
    }
    let mut extended = false;
    for (key, value) in own_entries(base, overlay) {
        let has_worked = key == EXTENDS && !std::mem::replace(&mut extended, true);
        out.entry(&key, if has_worked { "null" } else { value.raw() });
    }
    out.end()
}

/// One key of the base, with what the overlay says of it first.
fn lay_over(out: &mut Object, key: &str, base: Value<'_>, overlay: Value<'_>) {
    match overlay.entries().find(|(said, _)| said == key) {
        Some((_, value)) => out.entry(key, &merged(base, value)),
        None => out.entry(key, base.raw()),
    }
}

/// Objects merge key by key, everything else replaces (RULES 2).
fn merged<'a>(base: Value<'a>, overlay: Value<'a>) -> Cow<'a, str> {
    if base.kind() != Kind::Object || overlay.kind() != Kind::Object {
        return overlay.raw().into();
    }
    let mut out = Object::new();
    base.entries().for_each(|(key, value)| lay_over(&mut out, &key, value, overlay));
    own_entries(base, overlay).for_each(|(key, value)| out.entry(&key, value.raw()));
    out.end().into()
}

/// The entries that are the overlay's own: keys that the base does not have, and a key for the second time.
fn own_entries<'a>(base: Value<'a>, overlay: Value<'a>) -> impl Iterator<Item = (Cow<'a, str>, Value<'a>)> {
    let mut taken: BTreeSet<Cow<'a, str>> = base.entries().map(|(key, _)| key).collect();
    overlay.entries().filter(move |(key, _)| !taken.remove(key))
}

/// The text of an object that is being written.
struct Object(String);

impl Object {
    fn new() -> Self {
        Self("{".to_owned())
    }

    fn entry(&mut self, key: &str, raw: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&serde_json::to_string(key).unwrap_or_default());
        self.0.push(':');
        self.0.push_str(raw);
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// The keys of a policy; `extends` may stand there as null.
const POLICY_KEYS: &[&str; 10] = &[
    "id",
    "title",
    "eligibility",
    "candidacy",
    "completion",
    "credit",
    "certification",
    "renewal",
    "fees",
    EXTENDS,
];

fn whole_policy(r: &mut Reader, value: Value<'_>, is_overlay: bool) -> Option<Policy> {
    let faults = r.count();
    let [
        id_field,
        title,
        eligibility_field,
        candidacy_field,
        completion_field,
        credit_field,
        certification_field,
        renewal_field,
        fees_field,
        _extends,
    ] = r.object(value, POLICY_KEYS)?;
    let id: Option<Id> = r.required(&id_field, Reader::text);
    if let Some(shipped) =
        id.as_ref().and_then(|id| id.as_str().parse::<Edition>().ok()).filter(|_| is_overlay)
    {
        r.fault_at(&id_field, Conflict::ShippedId { id: shipped.as_str() }.into());
    }
    let title = r.required(&title, Reader::text);
    let eligibility = r.required(&eligibility_field, eligibility);
    let candidacy = r.required(&candidacy_field, candidacy);
    let completion = r.required(&completion_field, completion_policy);
    let credit = r.required(&credit_field, credit);
    let certification_value = certification_field.answered();
    let certification = r.required(&certification_field, certification);
    let years = certification_value.and_then(certification_years);
    let renewal = r.required(&renewal_field, |r, value| renewal_policy(r, value, years));
    let fees = r.required(&fees_field, fees);
    if r.count() > faults {
        return None;
    }
    let parts = PolicyParts {
        id: id?,
        title: title?,
        eligibility: eligibility?,
        candidacy: candidacy?,
        completion: completion?,
        credit: credit?,
        certification: certification?,
        renewal: renewal?,
        fees: fees?,
    };
    Policy::new(parts).ok()
}

fn parameter_hours(r: &mut Reader, value: Value<'_>) -> Option<Hours> {
    r.hours(value, |hours| Hours::from_f64(hours, Hours::ZERO, MAX_HOURS))
}

fn eligibility(r: &mut Reader, value: Value<'_>) -> Option<EligibilityPolicy> {
    let [high_school, support_position, hours, years] = r.object(value, EligibilityPolicy::KEYS)?;
    let high_school = r.required(&high_school, Reader::bool);
    let support_position = r.required(&support_position, Reader::bool);
    let experience_hours = r.required(&hours, parameter_hours);
    let experience_years = r.required(&years, Reader::bounded);
    Some(EligibilityPolicy {
        high_school: high_school?,
        support_position: support_position?,
        experience_hours: experience_hours?,
        experience_years: experience_years?,
    })
}

fn candidacy(r: &mut Reader, value: Value<'_>) -> Option<CandidacyPolicy> {
    let [years, measured_by] = r.object(value, CandidacyPolicy::KEYS)?;
    let years = r.required(&years, Reader::bounded);
    let measured_by = r.required(&measured_by, Reader::text);
    Some(CandidacyPolicy { years: years?, measured_by: measured_by? })
}

fn completion_policy(r: &mut Reader, value: Value<'_>) -> Option<CompletionPolicy> {
    let [required_field, electives_field, needed_field] = r.object(value, CompletionPolicy::KEYS)?;
    let mut seen = CompetencySets::NONE;
    let required = r.required(&required_field, |r, list| unique_sets(r, list, &mut seen));
    let electives = r.required(&electives_field, |r, list| unique_sets(r, list, &mut seen));
    let needed = r.required(&needed_field, Reader::bounded);
    // A list with a faulty entry still has its length.
    let lengths = [&required, &electives].map(|list| list.as_ref().map(|(length, _)| *length));
    r.catch(&needed_field, policy::check_electives(lengths[0], lengths[1], needed));
    Some(CompletionPolicy { required: required?.1?, electives: electives?.1?, electives_needed: needed? })
}

/// The length of a list of sets, and the sets if all are right and none was seen before.
fn unique_sets(
    r: &mut Reader,
    value: Value<'_>,
    seen: &mut CompetencySets,
) -> Option<(usize, Option<SetList>)> {
    let faults = r.count();
    let mut sets = CompetencySets::NONE;
    let list = r.list(value, (0, MAX_ENTRIES), |r, item| {
        let set: CompetencySet = r.text(item)?;
        if seen.contains(set) {
            r.fault(item, Problem::duplicate(set.as_str()));
        }
        *seen = seen.with(set);
        sets = sets.with(set);
        Some(set)
    })?;
    Some((list.len(), (r.count() == faults).then_some(SetList::new(sets))))
}

fn credit(r: &mut Reader, value: Value<'_>) -> Option<CreditPolicy> {
    let [lookback, approval_years, last_portfolio, graduates] = r.object(value, CreditPolicy::KEYS)?;
    let lookback_years = r.required(&lookback, Reader::bounded);
    let course_approval_years = r.optional(&approval_years, Reader::bounded);
    let last_portfolio_on = r.optional(&last_portfolio, Reader::date);
    let graduates = r.required(&graduates, Reader::text);
    Some(CreditPolicy {
        lookback_years: lookback_years?,
        course_approval_years,
        last_portfolio_on,
        graduates_short_of_hours: graduates?,
    })
}

fn certification(r: &mut Reader, value: Value<'_>) -> Option<CertificationPolicy> {
    let [years, ends] = r.object(value, CertificationPolicy::KEYS)?;
    let years = r.required(&years, Reader::bounded);
    let ends = r.required(&ends, Reader::text);
    Some(CertificationPolicy { years: years?, ends: ends? })
}

/// The years of a certification alone, if they are right: `renewal.opens_months_before` is held against them even
/// where the rest of the object is faulty.
fn certification_years(value: Value<'_>) -> Option<policy::TermYears> {
    let mut unheard = Reader::default();
    let [years, _ends] = unheard.object(value, CertificationPolicy::KEYS)?;
    unheard.optional(&years, Reader::bounded)
}

fn renewal_policy(
    r: &mut Reader,
    value: Value<'_>,
    term: Option<policy::TermYears>,
) -> Option<RenewalPolicy> {
    let [opens_field, grace_months, grace_terms, contact, technology_field, hours_from, least, units] =
        r.object(value, RenewalPolicy::KEYS)?;
    let opens = r.required(&opens_field, Reader::bounded);
    if let (Some(opens), Some(term)) = (opens, term) {
        r.catch(&opens_field, policy::check_opens(opens, term));
    }
    let grace_months = r.required(&grace_months, Reader::bounded);
    let grace_terms = r.required(&grace_terms, Reader::text);
    let contact_hours = r.required(&contact, parameter_hours);
    let technology_hours = r.required(&technology_field, parameter_hours);
    if let (Some(technology), Some(total)) = (technology_hours, contact_hours) {
        r.catch(&technology_field, policy::check_technology(technology, total));
    }
    let hours_from = r.required(&hours_from, Reader::text);
    let min_activity_hours = r.required(&least, parameter_hours);
    let unit_hours = r.required(&units, unit_hours);
    Some(RenewalPolicy {
        opens_months_before: opens?,
        grace_months: grace_months?,
        grace_terms: grace_terms?,
        contact_hours: contact_hours?,
        technology_hours: technology_hours?,
        hours_from: hours_from?,
        min_activity_hours: min_activity_hours?,
        unit_hours: unit_hours?,
    })
}

fn unit_hours(r: &mut Reader, value: Value<'_>) -> Option<UnitHoursPolicy> {
    let [semester, quarter, conference] = r.object(value, UnitHoursPolicy::KEYS)?;
    let semester_credit = r.required(&semester, Reader::bounded);
    let quarter_credit = r.required(&quarter, Reader::bounded);
    let conference_day = r.required(&conference, Reader::bounded);
    Some(UnitHoursPolicy {
        semester_credit: semester_credit?,
        quarter_credit: quarter_credit?,
        conference_day: conference_day?,
    })
}

fn fees(r: &mut Reader, value: Value<'_>) -> Option<FeesPolicy> {
    let [application, portfolio, renewal] = r.object(value, FeesPolicy::KEYS)?;
    let application_cents = r.required(&application, price);
    let portfolio_cents = r.required(&portfolio, price);
    let renewal_cents = r.optional(&renewal, price);
    Some(FeesPolicy {
        application_cents: application_cents?,
        portfolio_cents: portfolio_cents?,
        renewal_cents,
    })
}

fn price(r: &mut Reader, value: Value<'_>) -> Option<Price> {
    let [member, non_member] = r.object(value, Price::KEYS)?;
    let member = r.required(&member, cents);
    let non_member = r.required(&non_member, cents);
    Some(Price { member: member?, non_member: non_member? })
}
