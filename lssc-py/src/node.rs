//! A value of another world, a Python object or a cell of a table, as the core's readers see it: the strict one through
//! serde, the fault-collecting one as text.

use std::borrow::Cow;
use std::fmt;

use lssc_core::wire::{MAX_BYTES, MAX_DEPTH};
use serde::de::value::{CowStrDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};

/// What a value is.
pub enum Seen<'a, N> {
    /// Not answered.
    Null,
    Bool(bool),
    /// A whole number, zero or more.
    Whole(u64),
    /// A whole number that is negative or larger than any bound, as [`beyond`] writes it.
    OutOfRange(Cow<'static, str>),
    /// A finite number.
    Float(f64),
    /// A finite decimal number, as JSON writes it.
    Decimal(String),
    /// A text, or a date as text.
    Text(Cow<'a, str>),
    List(Vec<N>),
    Object(Vec<(Cow<'a, str>, N)>),
    /// What JSON cannot hold, in words.
    Other(Cow<'static, str>),
}

/// A number that is out of every range, in digits that have the same faults: what it was does not matter, only whether it is
/// negative, and whether it is beyond the doubles.
pub fn beyond<'a, N>(is_negative: bool, is_double: bool) -> Seen<'a, N> {
    Seen::OutOfRange(match (is_negative, is_double) {
        (true, _) => "-1".into(),
        (false, true) => "99999999999999999999".into(),
        (false, false) => "9".repeat(400).into(),
    })
}

/// A value that can be looked at.
pub trait Node: Sized {
    /// What may go wrong in looking.
    type Error: std::error::Error + 'static;

    fn look(&self) -> Result<Seen<'_, Self>, Self::Error>;
}

/// Why the strict reader does not take a value.
#[derive(Debug)]
pub enum Refusal<E> {
    /// It does not fit; the fault-collecting reader says why.
    Unfit,
    /// It could not be looked at.
    Failed(E),
}

impl<E: std::error::Error> fmt::Display for Refusal<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unfit => f.write_str("this does not fit"),
            Self::Failed(error) => write!(f, "{error}"),
        }
    }
}

impl<E: std::error::Error> std::error::Error for Refusal<E> {}

impl<E: std::error::Error> de::Error for Refusal<E> {
    fn custom<T: fmt::Display>(_message: T) -> Self {
        Self::Unfit
    }
}

/// Reads a value as serde does.
pub struct Strict<N>(pub N);

impl<'de, N: Node> Deserializer<'de> for Strict<N> {
    type Error = Refusal<N::Error>;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.0.look().map_err(Refusal::Failed)? {
            Seen::Null => visitor.visit_unit(),
            Seen::Bool(value) => visitor.visit_bool(value),
            Seen::Whole(value) => visitor.visit_u64(value),
            Seen::Float(value) => visitor.visit_f64(value),
            // `Hours` takes a number by its value, so the nearest double is as good as the digits.
            Seen::Decimal(digits) => visitor.visit_f64(digits.parse().map_err(|_| Refusal::Unfit)?),
            Seen::Text(text) => visitor.visit_str(&text),
            Seen::List(items) => visitor.visit_seq(SeqDeserializer::new(items.into_iter().map(Strict))),
            Seen::Object(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (Key(key), Strict(value)));
                visitor.visit_map(MapDeserializer::new(entries))
            }
            Seen::OutOfRange(_) | Seen::Other(_) => Err(Refusal::Unfit),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        match self.0.look().map_err(Refusal::Failed)? {
            Seen::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<N: Node> IntoDeserializer<'_, Refusal<N::Error>> for Strict<N> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A key of an object.
struct Key<'a>(Cow<'a, str>);

impl<'a, E: de::Error> IntoDeserializer<'_, E> for Key<'a> {
    type Deserializer = CowStrDeserializer<'a, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        CowStrDeserializer::new(self.0)
    }
}

/// Writes a value as text, for [`lssc_core::wire::Written`]. What is too deep or too large is cut where that shows, so a
/// value that holds itself ends too.
pub fn write<N: Node>(node: &N, out: &mut String) -> Result<(), N::Error> {
    write_at(node, out, 1)
}

fn write_at<N: Node>(node: &N, out: &mut String, depth: usize) -> Result<(), N::Error> {
    if out.len() > MAX_BYTES {
        return Ok(());
    }
    match node.look()? {
        Seen::Null => out.push_str("null"),
        Seen::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Seen::Whole(value) => out.push_str(&value.to_string()),
        Seen::OutOfRange(digits) => out.push_str(&digits),
        Seen::Float(value) => out.push_str(&serde_json::to_string(&value).unwrap_or_default()),
        Seen::Decimal(digits) => out.push_str(&digits),
        Seen::Text(text) => push_string(out, &text),
        Seen::List(_) if depth > MAX_DEPTH => out.push_str("[]"),
        Seen::Object(_) if depth > MAX_DEPTH => out.push_str("{}"),
        Seen::List(items) => {
            out.push('[');
            for (nth, item) in items.iter().enumerate() {
                if nth > 0 {
                    out.push(',');
                }
                write_at(item, out, depth + 1)?;
            }
            out.push(']');
        }
        Seen::Object(entries) => {
            out.push('{');
            for (nth, (key, value)) in entries.iter().enumerate() {
                if nth > 0 {
                    out.push(',');
                }
                push_string(out, key);
                out.push(':');
                write_at(value, out, depth + 1)?;
            }
            out.push('}');
        }
        Seen::Other(what) => {
            out.push('\u{1a}');
            push_string(out, &what);
        }
    }
    Ok(())
}

fn push_string(out: &mut String, text: &str) {
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}
