//! An overlay laid over its base, as text (RULES 2): what is read is then a policy like any other.

use std::borrow::Cow;

use super::policy::EXTENDS;
use super::{Kind, Value};
use crate::wire::write::json;

const ID: &str = "id";

/// The base with the overlay laid over it, as text: the base's keys in its order, then the overlay's own. The
/// overlay's id is its own or none, and `extends` has done its work.
pub(super) fn overlaid(base: Value<'_>, overlay: Value<'_>) -> String {
    let has_id = overlay.get(ID).is_some();
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
    match overlay.get(key) {
        Some(value) => out.entry(key, &merged(base, value)),
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
    let mut taken: Vec<Cow<'a, str>> = base.entries().map(|(key, _)| key).collect();
    overlay.entries().filter(move |(key, _)| match taken.iter().position(|known| known == key) {
        Some(place) => {
            taken.swap_remove(place);
            false
        }
        None => true,
    })
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
        self.0.push_str(&json(key));
        self.0.push(':');
        self.0.push_str(raw);
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}
