//! The reader that goes on past the first fault and collects every one of them (RULES 3.3).
//!
//! It is used where the strict serde reader has refused. It checks the parts of a value by the functions that the
//! constructors of the typed values check by; a debug build holds every value against its constructor once more.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::fmt::Write;

use super::json::{Kind, Value};
use super::number;
use crate::date::Date;
use crate::fault::{Fault, Named, Problem};
use crate::list;
use crate::quantity::{Hours, Whole};

/// How many unknown keys of an object are told which keys there are.
const LISTED: usize = 20;
/// How much may be wrong with a document, in bytes of pointers and what each fault takes beside, before that alone is said. There is
/// no such limit (RULES 3.3) but where a program holds 4 GiB and no more, its host less in one text: a web page, Node.
const MOST: usize = if usize::BITS < 64 { 64 * 1024 * 1024 } else { usize::MAX / 2 };
/// What a fault takes beside its pointer: its sentence, mostly.
const FAULT: usize = 128;

/// Collects faults while a document is walked.
#[derive(Default)]
pub(crate) struct Reader {
    /// The bytes of the document.
    length: usize,
    /// The pointer to the value at hand.
    path: String,
    /// Those of the part at hand.
    faults: Vec<Placed>,
    /// Those of the parts before it, in order.
    settled: Vec<Fault>,
    /// Those that come after all others.
    last: Vec<Fault>,
    /// What they all take, roughly.
    size: usize,
}

/// A fault, and what decides its place among the others: what is left of the document from the value on that it stands at,
/// and for keys that are missing from an object their rank in the tables.
struct Placed {
    left: usize,
    /// Of those of one value, which was found first.
    nth: usize,
    rank: usize,
    fault: Fault,
}

/// A key of an object, and what it holds.
pub(crate) struct Field<'a> {
    key: &'static str,
    /// The value, unless it is null.
    value: Option<Value<'a>>,
    /// Where its faults are placed: at the value, whatever it is, or where there is none at the object.
    left: usize,
    /// Where there is no value the place of the key in the tables, from 1; else 0.
    rank: usize,
}

impl<'a> Field<'a> {
    /// The value, unless it is absent or null: "not answered" (RULES 1.5).
    pub(crate) fn answered(&self) -> Option<Value<'a>> {
        self.value
    }
}

impl Reader {
    /// A reader of a document of so many bytes.
    pub(crate) fn of_length(length: usize) -> Self {
        Self { length, ..Self::default() }
    }

    /// Every fault so far, part after part, and inside each in the order of the document; none are left.
    pub(crate) fn take(&mut self) -> Vec<Fault> {
        self.next_part();
        self.settled.append(&mut self.last);
        std::mem::take(&mut self.settled)
    }

    /// Faults so far come after those that are found from now on.
    pub(crate) fn put_last(&mut self) {
        self.last = self.take();
    }

    /// Faults found from now on come after those so far, wherever they stand in the document.
    pub(crate) fn next_part(&mut self) {
        self.faults.sort_unstable_by_key(|placed| (Reverse(placed.left), placed.rank, placed.nth));
        self.settled.extend(self.faults.drain(..).map(|placed| placed.fault));
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

    /// How much is wrong so far: a value is built only when reading it has added nothing.
    pub(crate) fn count(&self) -> usize {
        self.size
    }

    /// Whether more is wrong than can be held; what was found is then not all of it.
    pub(crate) fn is_full(&self) -> bool {
        self.size > MOST
    }

    fn push(&mut self, left: usize, rank: usize, problem: Problem) {
        self.size = self.size.saturating_add(self.path.len()).saturating_add(FAULT);
        if self.is_full() {
            return;
        }
        let fault = Fault::new(self.path.clone(), problem).at(self.length.saturating_sub(left));
        self.faults.push(Placed { left, rank, nth: self.faults.len(), fault });
    }

    /// A fault of the value at hand.
    pub(crate) fn fault(&mut self, value: Value<'_>, problem: Problem) {
        self.push(value.left(), 0, problem);
    }

    /// A fault of a field: at its value, or where it is missing.
    pub(crate) fn fault_at(&mut self, field: &Field<'_>, problem: Problem) {
        self.within(field.key, |reader| reader.push(field.left, field.rank, problem));
    }

    /// The value, or the fault of the field that made it impossible.
    pub(crate) fn catch<T>(&mut self, field: &Field<'_>, result: Result<T, Problem>) -> Option<T> {
        result.map_err(|problem| self.fault_at(field, problem)).ok()
    }

    /// Does something one level down, at a key of the tables.
    pub(crate) fn within<T>(&mut self, key: &'static str, inside: impl FnOnce(&mut Self) -> T) -> T {
        self.down(key);
        let result = inside(self);
        self.leave(key);
        result
    }

    fn down(&mut self, key: &'static str) {
        self.path.push('/');
        self.path.push_str(key);
    }

    fn leave(&mut self, key: &'static str) {
        self.path.truncate(self.path.len().saturating_sub(key.len()).saturating_sub(1));
    }

    /// Does something one level down, at an entry of a list.
    pub(crate) fn within_entry(&mut self, index: usize, inside: impl FnOnce(&mut Self)) {
        let before = self.path.len();
        // A string takes whatever is written.
        let _ = write!(self.path, "/{index}");
        inside(self);
        self.path.truncate(before);
    }

    pub(super) fn wrong_type(&mut self, value: Value<'_>, expected: &'static str) {
        self.fault(value, Problem::wrong_type(expected, value.found()));
    }

    /// The fields of an object, in the order of `keys`; unknown and repeated keys are faults.
    pub(crate) fn object<'a, const N: usize>(
        &mut self,
        value: Value<'a>,
        keys: &'static [&'static str; N],
    ) -> Option<Box<[Field<'a>; N]>> {
        self.fields(value, keys)?.try_into().ok()
    }

    fn fields<'a>(&mut self, object: Value<'a>, keys: &'static [&'static str]) -> Option<Box<[Field<'a>]>> {
        if object.kind() != Kind::Object {
            self.wrong_type(object, "an object");
            return None;
        }
        let field = |(&key, rank)| Field { key, value: None, left: object.left(), rank };
        let mut fields: Box<[Field<'_>]> = keys.iter().zip(1..).map(field).collect();
        let mut unknown = Vec::new();
        for (key, value) in object.entries() {
            match fields.iter_mut().find(|field| field.key == key) {
                None => unknown.push((key, value)),
                Some(field) if field.rank > 0 => {
                    let value_unless_null = Some(value).filter(|value| value.kind() != Kind::Null);
                    *field = Field { key: field.key, value: value_unless_null, left: value.left(), rank: 0 };
                }
                Some(_) => self.key_fault(&key, value, Problem::DuplicateKey),
            }
        }
        if !unknown.is_empty() {
            self.unknown_keys(&unknown, keys);
        }
        Some(fields)
    }

    fn unknown_keys(&mut self, unknown: &[(Cow<'_, str>, Value<'_>)], keys: &'static [&'static str]) {
        let repeated = list::repeated(&mut unknown.iter().map(|(key, _)| Some(&**key)));
        // Whoever has many is not helped by the list.
        let mut lists = 0..LISTED;
        for ((key, value), is_repeated) in unknown.iter().zip(repeated) {
            let problem = if is_repeated {
                Problem::DuplicateKey
            } else {
                Problem::UnknownKey { known: lists.next().map_or(&[], |_| keys) }
            };
            self.key_fault(key, *value, problem);
        }
    }

    /// A fault of a key that is none of the tables, or stands there twice.
    pub(crate) fn key_fault(&mut self, key: &str, value: Value<'_>, problem: Problem) {
        let before = self.enter_key(key);
        self.fault(value, problem);
        self.path.truncate(before);
    }

    /// Does something one level down, at a key that the input has made up.
    pub(crate) fn within_key<T>(&mut self, key: &str, inside: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.enter_key(key);
        let result = inside(self);
        self.path.truncate(before);
        result
    }

    /// Adds a key that the input has made up to the pointer; returns how long that was before.
    fn enter_key(&mut self, key: &str) -> usize {
        let before = self.path.len();
        self.path.push('/');
        for character in key.chars() {
            match character {
                '~' => self.path.push_str("~0"),
                '/' => self.path.push_str("~1"),
                _ => self.path.push(character),
            }
        }
        before
    }

    /// The value of a field that must be there.
    pub(crate) fn required<'a, T>(
        &mut self,
        field: &Field<'a>,
        read: impl FnOnce(&mut Self, Value<'a>) -> Option<T>,
    ) -> Option<T> {
        if field.answered().is_none() {
            self.missing(field);
        }
        self.optional(field, read)
    }

    fn missing(&mut self, field: &Field<'_>) {
        self.fault_at(field, Problem::Missing { key: field.key });
    }

    /// The value of a field, if it is there and not faulty.
    pub(crate) fn optional<'a, T>(
        &mut self,
        field: &Field<'a>,
        read: impl FnOnce(&mut Self, Value<'a>) -> Option<T>,
    ) -> Option<T> {
        let value = field.answered()?;
        self.within(field.key, |reader| read(reader, value))
    }

    /// Reads each of the items of a list of `min` to `max` entries; nothing where it is no such list.
    pub(crate) fn each<'a>(
        &mut self,
        value: Value<'a>,
        (min, max): (usize, usize),
        read: &mut dyn FnMut(&mut Self, Value<'a>),
    ) -> Option<()> {
        if value.kind() != Kind::Array {
            self.wrong_type(value, "a list");
            return None;
        }
        if let Err(problem) = list::check_length(value.items().count(), min, max) {
            self.fault(value, problem);
            return None;
        }
        for (item, index) in value.items().zip(0..) {
            self.within_entry(index, |reader| read(reader, item));
        }
        Some(())
    }

    /// A list of at most 4096 entries, if none of them is faulty.
    pub(crate) fn entries<'a, T>(
        &mut self,
        value: Value<'a>,
        read: fn(&mut Self, Value<'a>) -> Option<T>,
    ) -> Option<list::Entries<T>> {
        let (mut entries, mut is_faulty) = (Vec::new(), false);
        self.each(value, (0, list::MAX_ENTRIES), &mut |reader, item| match read(reader, item) {
            Some(entry) => entries.push(entry),
            None => is_faulty = true,
        })?;
        (!is_faulty).then(|| list::Entries::of_checked(entries))
    }

    /// A text, if it is one.
    fn said<'a>(&mut self, value: Value<'a>, expected: &'static str) -> Option<Cow<'a, str>> {
        let text = value.as_str();
        if text.is_none() {
            self.wrong_type(value, expected);
        }
        text
    }

    /// A value that is a string on the wire.
    pub(crate) fn string<T>(
        &mut self,
        value: Value<'_>,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        let text = self.said(value, expected)?;
        parse(&text).map_err(|problem| self.fault(value, problem)).ok()
    }

    pub(crate) fn text<T: std::str::FromStr<Err = Problem>>(&mut self, value: Value<'_>) -> Option<T> {
        self.string(value, "a text", str::parse)
    }

    /// A value of an enum, by its name.
    pub(crate) fn named<T: Named>(&mut self, value: Value<'_>) -> Option<T> {
        let place = self.place(value, T::NAMES)?;
        T::ALL.get(place).copied()
    }

    /// The place of a name among all there are.
    fn place(&mut self, value: Value<'_>, names: &'static [&'static str]) -> Option<usize> {
        self.string(value, "a text", |name| {
            let place = names.iter().position(|&known| known == name);
            place.ok_or_else(|| Problem::unknown_value(name, names))
        })
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

    /// A number, as it is written.
    fn number<'a>(&mut self, value: Value<'a>, expected: &'static str) -> Option<&'a str> {
        let number = value.as_number();
        if number.is_none() {
            self.wrong_type(value, expected);
        }
        number
    }

    /// A number of hours, judged by its value (RULES 1.3).
    pub(crate) fn hours(
        &mut self,
        value: Value<'_>,
        check: impl FnOnce(f64) -> Result<Hours, Problem>,
    ) -> Option<Hours> {
        let number = self.number(value, "a number")?;
        check(number::nearest(number)).map_err(|problem| self.fault(value, problem)).ok()
    }

    /// A whole number, written without fraction or exponent, however long (RULES 1.3).
    pub(crate) fn whole<T>(
        &mut self,
        value: Value<'_>,
        check: impl FnOnce(u64) -> Result<T, Problem>,
    ) -> Option<T> {
        check(self.natural(value)?).map_err(|problem| self.fault(value, problem)).ok()
    }

    fn natural(&mut self, value: Value<'_>) -> Option<u64> {
        let number = self.number(value, "a whole number")?;
        if number.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E')) {
            let found = "one with a fraction or an exponent";
            self.fault(value, Problem::wrong_type("a whole number", found.into()));
            return None;
        }
        // A negative number and one of many digits are both out of every range, like the largest there is.
        Some(if number == "-0" { 0 } else { number.parse().unwrap_or(u64::MAX) })
    }

    pub(crate) fn bounded<const MIN: u16, const MAX: u16>(
        &mut self,
        value: Value<'_>,
    ) -> Option<Whole<MIN, MAX>> {
        self.whole(value, Whole::new)
    }
}
