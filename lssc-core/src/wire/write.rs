//! The JSON of answers and policies, byte for byte what `serde_json` would write (RULES 5, 8).
//!
//! Every number with a fraction is a number of hours, so the digits are the two of its hundredths, and the tables that find
//! the digits of any other double can stay away (RULES 1.3).

#![cfg_attr(
    not(target_family = "wasm"),
    expect(clippy::inline_always, reason = "a third less time for an answer; in a page, size counts")
)]

use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use crate::quantity::Hours;

/// Room for most answers, so that they are not moved while they grow.
const USUAL: usize = 6 * 1024;

/// The JSON of a value of this crate.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = String::with_capacity(USUAL);
    // A value of this crate has nothing in it that is refused here.
    value.serialize(Json(&mut out)).unwrap_or_default();
    out
}

/// Writes one value, or the entries of a list or an object. Nothing of it can fail, and the compiler sees that: no `write!` may
/// have a say in what is returned.
struct Json<'a>(&'a mut String);

#[expect(clippy::unnecessary_wraps, reason = "these are what a serializer returns")]
impl Json<'_> {
    fn plain(self, value: &dyn Display) -> fmt::Result {
        let _ = write!(self.0, "{value}");
        Ok(())
    }

    fn word(self, word: &str) -> fmt::Result {
        self.0.push_str(word);
        Ok(())
    }

    fn open(self, bracket: char) -> Result<Self, fmt::Error> {
        self.0.push(bracket);
        Ok(self)
    }

    /// A comma, unless this is the first entry: no value ends with an opening bracket.
    #[cfg_attr(not(target_family = "wasm"), inline)]
    fn separate(&mut self) {
        if !matches!(self.0.as_bytes().last(), Some(b'[' | b'{')) {
            self.0.push(',');
        }
    }

    /// Where a name is known when the crate is built, a few bytes are written and nothing is called.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn key(&mut self, key: &'static str) {
        self.separate();
        // No name of a field needs an escape.
        self.0.reserve(key.len().saturating_add(3));
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
    }
}

pub(super) fn quote(out: &mut String, text: &str) {
    out.push('"');
    escape(out, text);
    out.push('"');
}

const fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..=0x1f)
}

/// Whether a byte of a text needs an escape, eight at a time.
fn has_special(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk() else { return text.iter().copied().any(is_special) };
    let eights = text.as_chunks().0.iter().chain([last]);
    eights.fold(0, |found, &eight| found | special_bits(u64::from_ne_bytes(eight))) != 0
}

/// Zero if none of eight bytes needs an escape: a byte less than another borrows its highest bit.
const fn special_bits(eight: u64) -> u64 {
    const EACH: u64 = u64::MAX / 255;
    let quote = eight ^ (EACH * 0x22);
    let backslash = eight ^ (EACH * 0x5c);
    let borrowed = (eight.wrapping_sub(EACH * 0x20) & !eight)
        | (quote.wrapping_sub(EACH) & !quote)
        | (backslash.wrapping_sub(EACH) & !backslash);
    borrowed & (EACH * 0x80)
}

/// Writes the inside of a text, with the escapes that it needs.
fn escape(out: &mut String, text: &str) {
    // Most texts need none.
    if !cfg!(feature = "small") && !has_special(text.as_bytes()) {
        return out.push_str(text);
    }
    let mut rest = text;
    while let Some(place) = rest.bytes().position(is_special) {
        let (plain, special) = rest.split_at(place);
        let (special, after) = special.split_at(1);
        out.push_str(plain);
        match special {
            "\u{8}" => out.push_str("\\b"),
            "\t" => out.push_str("\\t"),
            "\n" => out.push_str("\\n"),
            "\u{c}" => out.push_str("\\f"),
            "\r" => out.push_str("\\r"),
            "\"" | "\\" => out.extend(["\\", special]),
            _ => special.bytes().for_each(|byte| {
                let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
                out.push_str("\\u00");
                out.extend([digit(byte >> 4), digit(byte & 0xf)]);
            }),
        }
        rest = after;
    }
    out.push_str(rest);
}

/// What is displayed as the inside of a text.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(self.0, text);
        Ok(())
    }
}

/// Whole numbers, written as the widest of their kind.
macro_rules! whole {
    ($($method:ident: $type:ty => $wide:ident,)+) => {
        $(fn $method(self, number: $type) -> fmt::Result {
            self.$wide(number.into())
        })+
    };
}

/// What no answer holds.
macro_rules! refused {
    ($($method:ident($($type:ty),*) -> $result:ty,)+) => {
        $(fn $method(self, $(_: $type),*) -> Result<$result, fmt::Error> {
            Err(fmt::Error)
        })+
    };
}

impl Serializer for Json<'_> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    whole! {
        serialize_u8: u8 => serialize_u64,
        serialize_u16: u16 => serialize_u64,
        serialize_u32: u32 => serialize_u64,
    }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.word(if value { "true" } else { "false" })
    }

    fn serialize_u64(self, number: u64) -> fmt::Result {
        if cfg!(feature = "small") {
            return self.plain(&number);
        }
        let (mut digits, mut start, mut rest) = ([b'0'; 20], 20_usize, number);
        // From the last to the first; of zero, one.
        while start == digits.len() || rest > 0 {
            start = start.saturating_sub(1);
            digits.get_mut(start).into_iter().for_each(|digit| *digit |= (rest % 10) as u8);
            rest /= 10;
        }
        self.word(digits.get(start..).and_then(|digits| std::str::from_utf8(digits).ok()).unwrap_or_default())
    }

    fn serialize_i64(self, number: i64) -> fmt::Result {
        self.plain(&number)
    }

    fn serialize_f64(self, value: f64) -> fmt::Result {
        // Not a number of hours: there is none.
        let Ok(hours) = Hours::nearest(value) else { return self.serialize_none() };
        self.plain(&hours)
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        quote(self.0, text);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> fmt::Result {
        self.0.push('"');
        let _ = write!(Escaped(self.0), "{value}");
        self.0.push('"');
        Ok(())
    }

    fn serialize_none(self) -> fmt::Result {
        self.word("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> fmt::Result {
        let mut object = self.open('{')?;
        object.serialize_field(variant, value)?;
        SerializeStruct::end(object)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        self.open('[')
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        self.open('{')
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        self.open('{')
    }

    refused! {
        serialize_i8(i8) -> (),
        serialize_i16(i16) -> (),
        serialize_i32(i32) -> (),
        serialize_f32(f32) -> (),
        serialize_char(char) -> (),
        serialize_bytes(&[u8]) -> (),
        serialize_unit() -> (),
        serialize_unit_struct(&'static str) -> (),
        serialize_unit_variant(&'static str, u32, &'static str) -> (),
        serialize_tuple(usize) -> Self::SerializeTuple,
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant,
    }
}

impl SerializeSeq for Json<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.separate();
        value.serialize(Json(self.0))
    }

    fn end(self) -> fmt::Result {
        self.word("]")
    }
}

impl SerializeStruct for Json<'_> {
    type Ok = ();
    type Error = fmt::Error;

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        self.key(key);
        value.serialize(Json(self.0))
    }

    fn end(self) -> fmt::Result {
        self.word("}")
    }
}

impl SerializeMap for Json<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.separate();
        key.serialize(Json(self.0))?;
        self.0.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(Json(self.0))
    }

    fn end(self) -> fmt::Result {
        self.word("}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Edition, Policy};
    use crate::text::Text;

    fn check<T: Serialize + ?Sized>(value: &T) {
        assert_eq!(json(value), serde_json::to_string(value).unwrap());
    }

    #[test]
    fn it_is_what_serde_json_writes() {
        for &edition in Edition::ALL {
            check(&Policy::from(edition));
        }
        for text in ["", "plain …", "\"\\/", "a\"b\\c", "\u{7f}\u{80}\u{2028}\u{10ffff}", "\n\"\n"] {
            check(&[Some(text), None][..]);
            check(&text.parse::<Text>().unwrap());
        }
        for character in '\0'..='\u{ff}' {
            check(&character.to_string());
            // At every place of texts that are looked at in one step, in several, and with a rest.
            for (length, place) in (0..20).flat_map(|length| (0..=length).map(move |place| (length, place))) {
                check(&format!("{}{character}{}", "\u{7f}~".repeat(place), " !".repeat(length - place)));
            }
        }
        for cents in [0, -1, 5000, i64::MIN, i64::MAX] {
            check(&cents);
        }
        for number in (0..20).flat_map(|power| [10_u64.pow(power) - 1, 10_u64.pow(power)]).chain([u64::MAX]) {
            check(&number);
        }
        for hundredths in (0..10_000_000).step_by(37).chain(999_999_999_999_000..=1_000_000_000_000_000) {
            check(&Hours::from_hundredths(hundredths));
        }
    }
}
