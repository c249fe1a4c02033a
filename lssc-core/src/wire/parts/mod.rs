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
use crate::list::Entries;
use crate::quantity::Cents;

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
