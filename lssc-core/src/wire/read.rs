//! The reader that goes on past the first fault and collects every one of them (RULES 3.3).
//!
//! It is used where the strict serde reader has refused. It checks the parts of a value by the functions that the
//! constructors of the typed values check by; a debug build holds every value against its constructor once more.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::json::{Kind, Value};
use super::number;
use crate::date::Date;
use crate::fault::{Fault, Problem};
use crate::list;
use crate::quantity::{Hours, Whole};

/// How many unknown keys of an object are told which keys there are.
const LISTED: usize = 20;

/// Collects faults while a document is walked.
#[derive(Default)]
pub(crate) struct Reader {
    /// The way from the document to the value at hand.
    path: Vec<Cow<'static, str>>,
    faults: Vec<Placed>,
}

/// A fault, and what decides its place among the others: the position of the value it stands at, and for keys that
/// are missing from an object their rank in the tables.
struct Placed {
    at: usize,
    rank: usize,
    fault: Fault,
}

/// A key of an object, and its value if there is one.
pub(crate) struct Field<'a> {
    key: &'static str,
    value: Option<Value<'a>>,
    /// Where the object starts.
    object_at: usize,
    /// The place of the key in the tables.
    rank: usize,
}

impl<'a> Field<'a> {
    /// The value, unless it is absent or null: "not answered" (RULES 1.5).
    pub(crate) fn answered(&self) -> Option<Value<'a>> {
        self.value.filter(|value| value.kind() != Kind::Null)
    }
}

impl Reader {
    /// Every fault so far, in the order of the document; none are left.
    pub(crate) fn take(&mut self) -> Vec<Fault> {
        let mut faults = std::mem::take(&mut self.faults);
        faults.sort_by_key(|placed| (placed.at, placed.rank));
        faults.into_iter().map(|placed| placed.fault).collect()
    }

    /// Does something whose faults have an order but no place in the document.
    pub(crate) fn unplaced<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.faults.len();
        let result = inside(self);
        for placed in self.faults.iter_mut().skip(before) {
            placed.fault.unplace();
        }
        result
    }

    /// How many faults there are so far: a value is built only when reading it has added none.
    pub(crate) fn count(&self) -> usize {
        self.faults.len()
    }

    fn push(&mut self, at: usize, rank: usize, problem: Problem) {
        let pointer = self.path.iter().fold(String::new(), |mut pointer, token| {
            pointer.push('/');
            pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
            pointer
        });
        self.faults.push(Placed { at, rank, fault: Fault::new(pointer, problem).at(at) });
    }

    /// A fault of the value at hand.
    pub(crate) fn fault(&mut self, value: Value<'_>, problem: Problem) {
        self.push(value.at(), 0, problem);
    }

    /// A fault of a field: at its value, or where it is missing.
    pub(crate) fn fault_at(&mut self, field: &Field<'_>, problem: Problem) {
        let (at, rank) = match field.value {
            Some(value) => (value.at(), 0),
            None => (field.object_at, field.rank.saturating_add(1)),
        };
        self.within(field.key, |reader| reader.push(at, rank, problem));
    }

    /// The value, or the fault of the field that made it impossible.
    pub(crate) fn catch<T>(&mut self, field: &Field<'_>, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.fault_at(field, problem)).ok()
    }

    /// Does something one level down.
    pub(crate) fn within<T>(
        &mut self,
        token: impl Into<Cow<'static, str>>,
        inside: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.path.push(token.into());
        let result = inside(self);
        self.path.pop();
        result
    }

    fn wrong_type(&mut self, value: Value<'_>, expected: &'static str) {
        self.fault(value, Problem::wrong_type(expected, value.found()));
    }

    /// The fields of an object, in the order of `keys`; unknown and repeated keys are faults.
    pub(crate) fn object<'a, const N: usize>(
        &mut self,
        value: Value<'a>,
        keys: &'static [&'static str; N],
    ) -> Option<[Field<'a>; N]> {
        if value.kind() != Kind::Object {
            self.wrong_type(value, "an object");
            return None;
        }
        let mut rank = 0_usize..;
        let mut fields = keys.map(|key| Field {
            key,
            value: None,
            object_at: value.at(),
            rank: rank.next().unwrap_or_default(),
        });
        let mut unknown = BTreeSet::new();
        for (key, value) in value.entries() {
            let problem = match fields.iter_mut().find(|field| field.key == key) {
                Some(field) if field.value.is_none() => {
                    field.value = Some(value);
                    continue;
                }
                None if unknown.insert(key.clone()) => Problem::UnknownKey {
                    // Whoever has so many is not helped by the list.
                    known: if unknown.len() > LISTED { &[] } else { keys },
                },
                _ => Problem::DuplicateKey,
            };
            self.within(key.into_owned(), |reader| reader.fault(value, problem));
        }
        Some(fields)
    }

    /// The value of a field that must be there.
    pub(crate) fn required<'a, T>(
        &mut self,
        field: &Field<'a>,
        read: impl FnOnce(&mut Self, Value<'a>) -> Option<T>,
    ) -> Option<T> {
        if field.answered().is_none() {
            self.fault_at(field, Problem::Missing { key: field.key });
        }
        self.optional(field, read)
    }

    /// The value of a field, if it is there and not faulty.
    pub(crate) fn optional<'a, T>(
        &mut self,
        field: &Field<'a>,
        read: impl FnOnce(&mut Self, Value<'a>) -> Option<T>,
    ) -> Option<T> {
        field.answered().and_then(|value| self.within(field.key, |reader| read(reader, value)))
    }

    /// The entries of a list of `min` to `max` entries; `None` where one is faulty.
    pub(crate) fn list<'a, T>(
        &mut self,
        value: Value<'a>,
        (min, max): (usize, usize),
        mut read: impl FnMut(&mut Self, Value<'a>) -> Option<T>,
    ) -> Option<Vec<Option<T>>> {
        if value.kind() != Kind::Array {
            self.wrong_type(value, "a list");
            return None;
        }
        if let Err(problem) = list::check_length(value.items().count(), min, max) {
            self.fault(value, problem);
            return None;
        }
        let entries = value.items().zip(0_usize..);
        Some(
            entries
                .map(|(item, index)| self.within(index.to_string(), |reader| read(reader, item)))
                .collect(),
        )
    }

    /// A list of at most 4096 entries, if none of them is faulty.
    pub(crate) fn entries<'a, T>(
        &mut self,
        value: Value<'a>,
        read: impl FnMut(&mut Self, Value<'a>) -> Option<T>,
    ) -> Option<list::Entries<T>> {
        let entries = self.list(value, (0, list::MAX_ENTRIES), read)?;
        list::Entries::new(entries.into_iter().collect::<Option<Vec<T>>>()?).ok()
    }

    /// A value that is a string on the wire.
    pub(crate) fn string<T>(
        &mut self,
        value: Value<'_>,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        let Some(text) = value.as_str() else {
            self.wrong_type(value, expected);
            return None;
        };
        parse(&text).map_err(|problem| self.fault(value, problem)).ok()
    }

    pub(crate) fn text<T: std::str::FromStr<Err = Problem>>(&mut self, value: Value<'_>) -> Option<T> {
        self.string(value, "a text", str::parse)
    }

    pub(crate) fn date(&mut self, value: Value<'_>) -> Option<Date> {
        self.string(value, "a date, `YYYY-MM-DD`", str::parse)
    }

    pub(crate) fn bool(&mut self, value: Value<'_>) -> Option<bool> {
        if value.as_bool().is_none() {
            self.wrong_type(value, "true or false");
        }
        value.as_bool()
    }

    /// A number of hours, judged by its value (RULES 1.3).
    pub(crate) fn hours(
        &mut self,
        value: Value<'_>,
        check: impl FnOnce(f64) -> Result<Hours, Problem>,
    ) -> Option<Hours> {
        let Some(number) = value.as_number() else {
            self.wrong_type(value, "a number");
            return None;
        };
        check(number::nearest(number)).map_err(|problem| self.fault(value, problem)).ok()
    }

    /// A whole number, written without fraction or exponent, however long (RULES 1.3).
    pub(crate) fn whole<T>(
        &mut self,
        value: Value<'_>,
        check: impl FnOnce(u64) -> Result<T, Problem>,
    ) -> Option<T> {
        let Some(number) = value.as_number() else {
            self.wrong_type(value, "a whole number");
            return None;
        };
        if number.contains(['.', 'e', 'E']) {
            let found = "one with a fraction or an exponent";
            self.fault(value, Problem::wrong_type("a whole number", found.into()));
            return None;
        }
        // A negative number and one of many digits are both out of every range, like the largest there is.
        let number = if number == "-0" { 0 } else { number.parse().unwrap_or(u64::MAX) };
        check(number).map_err(|problem| self.fault(value, problem)).ok()
    }

    pub(crate) fn bounded<const MIN: u16, const MAX: u16>(
        &mut self,
        value: Value<'_>,
    ) -> Option<Whole<MIN, MAX>> {
        self.whole(value, Whole::new)
    }
}
