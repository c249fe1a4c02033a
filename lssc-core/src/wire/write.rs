//! The JSON of answers and policies, byte for byte what `serde_json` would write (RULES 5, 8).
//!
//! Every number with a fraction is a number of hours, so the digits are the two of its hundredths, and the tables that find
//! the digits of any other double can stay away (RULES 1.3).

use std::fmt::{self, Display, Write};

use serde::Serialize;
use serde::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use crate::quantity::Hours;

/// The JSON of a value of this crate.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> String {
    let mut out = String::new();
    // A value of this crate has nothing in it that is refused here.
    value.serialize(Json(&mut out)).unwrap_or_default();
    out
}

/// Writes one value.
struct Json<'a>(&'a mut String);

impl<'a> Json<'a> {
    fn plain(self, value: &dyn Display) -> fmt::Result {
        write!(self.0, "{value}")
    }

    fn text(self, text: &str) -> fmt::Result {
        self.0.push('"');
        Escaped(self.0).write_str(text)?;
        self.0.write_char('"')
    }

    fn entries(self, [first, end]: [char; 2]) -> Entries<'a> {
        Entries { out: self.0, next: first, end }
    }
}

/// Writes the inside of a text, with the escapes that it needs.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(place) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
            let (plain, special) = rest.split_at(place);
            let (special, after) = special.split_at(1);
            self.0.push_str(plain);
            match special {
                "\u{8}" => self.0.push_str("\\b"),
                "\t" => self.0.push_str("\\t"),
                "\n" => self.0.push_str("\\n"),
                "\u{c}" => self.0.push_str("\\f"),
                "\r" => self.0.push_str("\\r"),
                "\"" | "\\" => self.0.extend(["\\", special]),
                _ => special.bytes().try_for_each(|byte| write!(self.0, "\\u{byte:04x}"))?,
            }
            rest = after;
        }
        self.0.push_str(rest);
        Ok(())
    }
}

/// Writes the entries of a list or an object.
struct Entries<'a> {
    out: &'a mut String,
    /// What stands before the next entry: the bracket, then commas.
    next: char,
    end: char,
}

impl Entries<'_> {
    fn separate(&mut self) {
        self.out.push(std::mem::replace(&mut self.next, ','));
    }

    fn key(&mut self, key: &str) -> fmt::Result {
        self.separate();
        Json(self.out).text(key)?;
        self.out.push(':');
        Ok(())
    }

    fn close(mut self) {
        // Nothing has opened an empty one yet.
        if self.next != ',' {
            self.separate();
        }
        self.out.push(self.end);
    }
}

/// Numbers that are written as they are displayed.
macro_rules! plain {
    ($($method:ident: $type:ty,)+) => {
        $(fn $method(self, value: $type) -> fmt::Result {
            self.plain(&value)
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

impl<'a> Serializer for Json<'a> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Entries<'a>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Entries<'a>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    plain! {
        serialize_bool: bool,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_i64: i64,
    }

    fn serialize_f64(self, value: f64) -> fmt::Result {
        self.plain(&Hours::nearest(value).map_err(|_| fmt::Error)?)
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        self.text(text)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> fmt::Result {
        self.0.push('"');
        write!(Escaped(self.0), "{value}")?;
        self.0.write_char('"')
    }

    fn serialize_none(self) -> fmt::Result {
        self.plain(&"null")
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
        let mut object = self.entries(['{', '}']);
        SerializeStruct::serialize_field(&mut object, variant, value)?;
        object.close();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Entries<'a>, fmt::Error> {
        Ok(self.entries(['[', ']']))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, fmt::Error> {
        Ok(self.entries(['{', '}']))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Entries<'a>, fmt::Error> {
        Ok(self.entries(['{', '}']))
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

impl SerializeSeq for Entries<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        self.separate();
        value.serialize(Json(self.out))
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Entries<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        self.key(key)?;
        value.serialize(Json(self.out))
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
    }
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.separate();
        key.serialize(Json(self.out))?;
        self.out.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(Json(self.out))
    }

    fn end(self) -> fmt::Result {
        self.close();
        Ok(())
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
        }
        for cents in [0, -1, 5000, i64::MIN, i64::MAX] {
            check(&cents);
        }
        for hundredths in (0..10_000_000).step_by(37).chain(999_999_999_999_000..=1_000_000_000_000_000) {
            check(&Hours::from_hundredths(hundredths));
        }
    }
}
