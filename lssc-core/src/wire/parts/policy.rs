//! A policy by name, whole, or as an overlay, read with every fault (RULES 2).

use super::overlay::overlaid;
use super::{Kind, Reader, Value, cents};
use crate::competency::{CompetencySet, CompetencySets};
use crate::fault::{Conflict, Problem};
use crate::list::MAX_ENTRIES;
use crate::policy::{
    self, CandidacyPolicy, CertificationPolicy, CompletionPolicy, CreditPolicy, Edition, EligibilityPolicy,
    FeesPolicy, MAX_HOURS, Policy, PolicyParts, Price, RenewalPolicy, SetList, UnitHoursPolicy,
};
use crate::quantity::Hours;
use crate::text::Id;
use crate::wire::write::json;

/// A policy by name, whole, or as an overlay (RULES 2).
pub(crate) fn policy(r: &mut Reader, value: Value<'_>) -> Option<Policy> {
    if value.kind() == Kind::String {
        return shipped(r, value).map(Policy::from);
    }
    if value.kind() != Kind::Object {
        r.fault(value, Problem::wrong_type("a policy or the name of one", value.found()));
        return None;
    }
    let extends = value.get(EXTENDS);
    let Some(extends) = extends.filter(|extends| extends.kind() != Kind::Null) else {
        return whole_policy(r, value, false);
    };
    let base = r.within(EXTENDS, |r| shipped(r, extends))?;
    let base = json(&Policy::from(base));
    let merged = overlaid(Value::of(&base), value);
    // What stands where in the merged policy stands elsewhere in the overlay, or nowhere.
    r.unplaced(|r| whole_policy(r, Value::of(&merged), true))
}

/// The shipped policy of this name.
fn shipped(r: &mut Reader, name: Value<'_>) -> Option<Edition> {
    let edition = |name: &str| name.parse().map_err(|_| Problem::unknown_policy(name));
    r.string(name, "the name of a shipped policy", edition)
}

/// The key by which an overlay names its base.
pub(super) const EXTENDS: &str = "extends";

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
    ] = &*r.object(value, POLICY_KEYS)?;
    let id: Option<Id> = r.required(id_field, Reader::text);
    if let Some(shipped) =
        id.as_ref().and_then(|id| id.as_str().parse::<Edition>().ok()).filter(|_| is_overlay)
    {
        r.fault_at(id_field, Conflict::ShippedId { id: shipped.as_str() }.into());
    }
    let title = r.required(title, Reader::text);
    let eligibility = r.required(eligibility_field, eligibility);
    let candidacy = r.required(candidacy_field, candidacy);
    let completion = r.required(completion_field, completion_policy);
    let credit = r.required(credit_field, credit);
    let certification_value = certification_field.answered();
    let certification = r.required(certification_field, certification);
    let years = certification_value.and_then(certification_years);
    let renewal = r.required(renewal_field, |r, value| renewal_policy(r, value, years));
    let fees = r.required(fees_field, fees);
    if r.count() > faults {
        return None;
    }
    // What owns something comes last.
    let parts = PolicyParts {
        eligibility: eligibility?,
        candidacy: candidacy?,
        completion: completion?,
        credit: credit?,
        certification: certification?,
        renewal: renewal?,
        fees: fees?,
        id: id?,
        title: title?,
    };
    Some(Policy::of_checked(parts))
}

fn parameter_hours(r: &mut Reader, value: Value<'_>) -> Option<Hours> {
    r.hours(value, |hours| Hours::from_f64(hours, Hours::ZERO, MAX_HOURS))
}

fn eligibility(r: &mut Reader, value: Value<'_>) -> Option<EligibilityPolicy> {
    let [high_school, support_position, hours, years] = &*r.object(value, EligibilityPolicy::KEYS)?;
    let high_school = r.required(high_school, Reader::bool);
    let support_position = r.required(support_position, Reader::bool);
    let experience_hours = r.required(hours, parameter_hours);
    let experience_years = r.required(years, Reader::bounded);
    Some(EligibilityPolicy {
        high_school: high_school?,
        support_position: support_position?,
        experience_hours: experience_hours?,
        experience_years: experience_years?,
    })
}

fn candidacy(r: &mut Reader, value: Value<'_>) -> Option<CandidacyPolicy> {
    let [years, measured_by] = &*r.object(value, CandidacyPolicy::KEYS)?;
    let years = r.required(years, Reader::bounded);
    let measured_by = r.required(measured_by, Reader::named);
    Some(CandidacyPolicy { years: years?, measured_by: measured_by? })
}

fn completion_policy(r: &mut Reader, value: Value<'_>) -> Option<CompletionPolicy> {
    let [required_field, electives_field, needed_field] = &*r.object(value, CompletionPolicy::KEYS)?;
    let mut seen = CompetencySets::NONE;
    let required = r.required(required_field, |r, list| unique_sets(r, list, &mut seen));
    let electives = r.required(electives_field, |r, list| unique_sets(r, list, &mut seen));
    let needed = r.required(needed_field, Reader::bounded);
    // A list with a faulty entry still has its length.
    let lengths = [&required, &electives].map(|list| list.as_ref().map(|(length, _)| *length));
    r.catch(needed_field, policy::check_electives(lengths[0], lengths[1], needed));
    Some(CompletionPolicy { required: required?.1?, electives: electives?.1?, electives_needed: needed? })
}

/// The length of a list of sets, and the sets if all are right and none was seen before.
fn unique_sets(
    r: &mut Reader,
    value: Value<'_>,
    seen: &mut CompetencySets,
) -> Option<(usize, Option<SetList>)> {
    let faults = r.count();
    let (mut sets, mut length) = (CompetencySets::NONE, 0_usize);
    r.each(value, (0, MAX_ENTRIES), &mut |r, item| {
        length = length.saturating_add(1);
        let Some(set) = r.text::<CompetencySet>(item) else { return };
        if seen.contains(set) {
            r.fault(item, Problem::duplicate(set.as_str()));
        }
        *seen = seen.with(set);
        sets = sets.with(set);
    })?;
    Some((length, (r.count() == faults).then_some(SetList::new(sets))))
}

fn credit(r: &mut Reader, value: Value<'_>) -> Option<CreditPolicy> {
    let [lookback, approval_years, last_portfolio, graduates] = &*r.object(value, CreditPolicy::KEYS)?;
    let lookback_years = r.required(lookback, Reader::bounded);
    let course_approval_years = r.optional(approval_years, Reader::bounded);
    let last_portfolio_on = r.optional(last_portfolio, Reader::date);
    let graduates = r.required(graduates, Reader::named);
    Some(CreditPolicy {
        lookback_years: lookback_years?,
        course_approval_years,
        last_portfolio_on,
        graduates_short_of_hours: graduates?,
    })
}

fn certification(r: &mut Reader, value: Value<'_>) -> Option<CertificationPolicy> {
    let [years, ends] = &*r.object(value, CertificationPolicy::KEYS)?;
    let years = r.required(years, Reader::bounded);
    let ends = r.required(ends, Reader::named);
    Some(CertificationPolicy { years: years?, ends: ends? })
}

/// The years of a certification alone, if they are right: `renewal.opens_months_before` is held against them even
/// where the rest of the object is faulty.
fn certification_years(value: Value<'_>) -> Option<policy::TermYears> {
    let mut unheard = Reader::default();
    let [years, _ends] = &*unheard.object(value, CertificationPolicy::KEYS)?;
    unheard.optional(years, Reader::bounded)
}

fn renewal_policy(
    r: &mut Reader,
    value: Value<'_>,
    term: Option<policy::TermYears>,
) -> Option<RenewalPolicy> {
    let [opens_field, grace_months, grace_terms, contact, technology_field, hours_from, least, units] =
        &*r.object(value, RenewalPolicy::KEYS)?;
    let opens = r.required(opens_field, Reader::bounded);
    if let (Some(opens), Some(term)) = (opens, term) {
        r.catch(opens_field, policy::check_opens(opens, term));
    }
    let grace_months = r.required(grace_months, Reader::bounded);
    let grace_terms = r.required(grace_terms, Reader::named);
    let contact_hours = r.required(contact, parameter_hours);
    let technology_hours = r.required(technology_field, parameter_hours);
    if let (Some(technology), Some(total)) = (technology_hours, contact_hours) {
        r.catch(technology_field, policy::check_technology(technology, total));
    }
    let hours_from = r.required(hours_from, Reader::named);
    let min_activity_hours = r.required(least, parameter_hours);
    let unit_hours = r.required(units, unit_hours);
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
    let [semester, quarter, conference] = &*r.object(value, UnitHoursPolicy::KEYS)?;
    let semester_credit = r.required(semester, Reader::bounded);
    let quarter_credit = r.required(quarter, Reader::bounded);
    let conference_day = r.required(conference, Reader::bounded);
    Some(UnitHoursPolicy {
        semester_credit: semester_credit?,
        quarter_credit: quarter_credit?,
        conference_day: conference_day?,
    })
}

fn fees(r: &mut Reader, value: Value<'_>) -> Option<FeesPolicy> {
    let [application, portfolio, renewal] = &*r.object(value, FeesPolicy::KEYS)?;
    let application_cents = r.required(application, price);
    let portfolio_cents = r.required(portfolio, price);
    let renewal_cents = r.optional(renewal, price);
    Some(FeesPolicy {
        application_cents: application_cents?,
        portfolio_cents: portfolio_cents?,
        renewal_cents,
    })
}

fn price(r: &mut Reader, value: Value<'_>) -> Option<Price> {
    let [member, non_member] = &*r.object(value, Price::KEYS)?;
    let member = r.required(member, cents);
    let non_member = r.required(non_member, cents);
    Some(Price { member: member?, non_member: non_member? })
}
