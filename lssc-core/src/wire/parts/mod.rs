//! The parts of a request, read with every fault (RULES 2, 3).

mod catalog;
mod order;
mod overlay;
mod policy;
mod record;
mod review;

pub(crate) use catalog::catalog;
pub(crate) use order::people;
pub(crate) use policy::policy;
pub(crate) use record::record;
pub(crate) use review::program;

use super::json::{Kind, Value};
use super::read::{Field, Reader};
use crate::competency::{CompetencySet, CompetencySets};
#[cfg(feature = "reasons")]
use crate::fault::Problem;
#[cfg(feature = "reasons")]
use crate::list;
use crate::list::Entries;
use crate::quantity::Cents;
#[cfg(feature = "reasons")]
use crate::text::Id;

/// What a field holds, or the default where it is not answered; nothing where it is faulty.
pub(crate) fn or_default<'a, T: Default>(
    r: &mut Reader,
    field: &Field<'a>,
    read: fn(&mut Reader, Value<'a>) -> Option<T>,
) -> Option<T> {
    let value = r.optional(field, read);
    if field.answered().is_some() { value } else { Some(T::default()) }
}

/// A list of sets in which one may stand twice.
fn sets(r: &mut Reader, value: Value<'_>) -> Option<CompetencySets> {
    r.entries(value, Reader::text).map(|sets: Entries<CompetencySet>| sets.into_iter().collect())
}

fn cents(r: &mut Reader, value: Value<'_>) -> Option<Cents> {
    r.whole(value, |cents| Cents::new(cents).check_input().map(|()| Cents::new(cents)))
}

/// A list of ids, none twice.
#[cfg(feature = "reasons")]
pub(crate) fn distinct_ids(r: &mut Reader, value: Value<'_>) -> Option<Entries<Id>> {
    let mut given = Vec::new();
    r.each(value, (0, list::MAX_ENTRIES), &mut |r, item| given.push((r.text::<Id>(item), item)))?;
    let repeated = list::repeated(&mut given.iter().map(|(id, _)| id.as_ref().map(Id::as_str)));
    for (((id, item), is_repeated), index) in given.iter().zip(repeated).zip(0..) {
        if let (Some(id), true) = (id, is_repeated) {
            r.within_entry(index, |r| r.fault(*item, Problem::duplicate(id.as_str())));
        }
    }
    let ids: Option<Vec<Id>> = given.into_iter().map(|(id, _)| id).collect();
    ids.map(Entries::of_checked)
}
