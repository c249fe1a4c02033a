//! A catalog, read with every fault (RULES 3.2).

use super::{Reader, Value, cents, sets};
use crate::catalog::{
    Agreement, AgreementParts, Approval, ApprovalParts, Catalog, CatalogWire, MAX_BUNDLE, check_end,
    duplicates,
};
use crate::list::{Entries, MAX_ENTRIES};
use crate::text::Id;

pub(crate) fn catalog(r: &mut Reader, value: Value<'_>) -> Option<Catalog> {
    let faults = r.count();
    let [approvals, agreements] = &*r.object(value, CatalogWire::KEYS)?;
    let approvals = r.optional(approvals, |r, list| identified(r, list, approval));
    let agreements = r.optional(agreements, |r, list| identified(r, list, agreement));
    if r.count() > faults {
        return None;
    }
    Some(Catalog::of_checked(approvals.unwrap_or_default(), agreements.unwrap_or_default()))
}

/// An entry with an id: the entry, and the id with its place, each if it is right.
struct Identified<'a, T> {
    entry: Option<T>,
    id: Option<(Id, Value<'a>)>,
}

/// A list of entries with ids, none twice.
fn identified<'a, T>(
    r: &mut Reader,
    value: Value<'a>,
    read: fn(&mut Reader, Value<'a>) -> Option<Identified<'a, T>>,
) -> Option<Entries<T>> {
    let (mut entries, mut ids, mut is_faulty) = (Vec::new(), Vec::new(), false);
    r.each(value, (0, MAX_ENTRIES), &mut |r, item| {
        let (entry, id) = read(r, item).map_or((None, None), |read| (read.entry, read.id));
        ids.push(id);
        match entry {
            Some(entry) => entries.push(entry),
            None => is_faulty = true,
        }
    })?;
    let named: Vec<_> = ids.iter().map(|id| id.as_ref().map(|(id, _)| id)).collect();
    for (place, problem) in duplicates(&named) {
        if let Some(Some((_, id))) = ids.get(place) {
            r.within_entry(place, |r| r.within("id", |r| r.fault(*id, problem)));
        }
    }
    (!is_faulty).then(|| Entries::of_checked(entries))
}

fn approval<'a>(r: &mut Reader, value: Value<'a>) -> Option<Identified<'a, Approval>> {
    let faults = r.count();
    let [id_field, set, courses, approved_on, expires, provider, title, price_cents] =
        &*r.object(value, ApprovalParts::KEYS)?;
    let id: Option<Id> = r.required(id_field, Reader::text);
    let set = r.required(set, Reader::text);
    let courses = r.required(courses, bundle);
    let approved_on = r.required(approved_on, Reader::date);
    let expires_on = r.optional(expires, Reader::date);
    let provider = r.optional(provider, Reader::text);
    let title = r.optional(title, Reader::text);
    let price_cents = r.optional(price_cents, cents);
    if let Some(approved_on) = approved_on {
        r.catch(expires, check_end(approved_on, "approved_on", expires_on, "expires_on"));
    }
    let parts = || {
        let (id, set, courses, approved_on) = (id.clone()?, set?, courses?, approved_on?);
        Some(ApprovalParts { id, set, courses, approved_on, expires_on, provider, title, price_cents })
    };
    let approval = if r.count() > faults { None } else { parts().map(Approval::of_checked) };
    Some(Identified { entry: approval, id: id.zip(id_field.answered()) })
}

/// The courses of an approval, none twice.
fn bundle(r: &mut Reader, value: Value<'_>) -> Option<Entries<Id>> {
    let mut courses: Vec<Option<Id>> = Vec::new();
    r.each(value, (1, MAX_BUNDLE), &mut |r, item| courses.push(r.text(item)))?;
    let named: Vec<_> = courses.iter().map(Option::as_ref).collect();
    for (place, problem) in duplicates(&named) {
        if let Some(course) = value.items().nth(place) {
            r.within_entry(place, |r| r.fault(course, problem));
        }
    }
    courses.into_iter().collect::<Option<Vec<Id>>>().map(Entries::of_checked)
}

fn agreement<'a>(r: &mut Reader, value: Value<'a>) -> Option<Identified<'a, Agreement>> {
    let faults = r.count();
    let [id_field, college, program, effective_on, graduates_from, ended, covers] =
        &*r.object(value, AgreementParts::KEYS)?;
    let id: Option<Id> = r.required(id_field, Reader::text);
    let college = r.required(college, Reader::text);
    let program = r.optional(program, Reader::text);
    let effective_on = r.required(effective_on, Reader::date);
    let graduates_from = r.optional(graduates_from, Reader::date);
    let ended_on = r.optional(ended, Reader::date);
    let covers = r.required(covers, sets);
    if let Some(effective_on) = effective_on {
        r.catch(ended, check_end(effective_on, "effective_on", ended_on, "ended_on"));
    }
    let parts = || {
        let (id, college, effective_on, covers) = (id.clone()?, college?, effective_on?, covers?);
        Some(AgreementParts { id, college, program, effective_on, graduates_from, ended_on, covers })
    };
    let agreement = if r.count() > faults { None } else { parts().map(Agreement::of_checked) };
    Some(Identified { entry: agreement, id: id.zip(id_field.answered()) })
}
