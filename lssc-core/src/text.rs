//! Identifiers, texts, names and email addresses: bounded, so that nothing a person typed can be endless (RULES 3.3), nor empty
//! where something must be said (RULES 3.3, 6.2).

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fault::Problem;

/// The most Unicode code points an [`Id`] may have.
pub const MAX_ID: usize = 128;
/// The most Unicode code points a [`Text`] may have.
pub const MAX_TEXT: usize = 1000;

/// The name of a person, course, approval, agreement or policy: 1 to 128 Unicode code points, not all
/// white space, no control character (RULES 3.3). Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// A free text: at most 1000 Unicode code points (RULES 3.3).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

/// The name of a person on a purchase order: at most 1000 Unicode code points, not all white space (RULES 3.3, 6.2).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

/// An email address as HTML takes it in `<input type=email>`: at most 1000 characters, all of them ASCII (RULES 3.3, 6.2).
///
/// Two addresses are equal when they are written alike; a list of people compares them without regard to case.
///
/// ```
/// use lssc_core::{Email, FaultCode, Problem};
/// assert!("pat.o'neill+lssc@library.example".parse::<Email>().is_ok());
/// let problem = "pat at library.example".parse::<Email>().unwrap_err();
/// assert_eq!(problem.code(), FaultCode::BadText);
/// assert_eq!(problem.to_string(), "`pat at library.example` is not an email address; write it as `name@example.org`");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(Arc<str>);

fn check_length(text: &str, min: usize, max: usize) -> Result<(), Problem> {
    let found = text.chars().count();
    if (min..=max).contains(&found) { Ok(()) } else { Err(Problem::TextLength { min, max, found }) }
}

fn check_visible(text: &str) -> Result<(), Problem> {
    if text.chars().all(char::is_whitespace) { Err(Problem::Blank) } else { Ok(()) }
}

impl FromStr for Id {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        check_length(text, 1, MAX_ID)?;
        check_visible(text)?;
        if text.chars().any(char::is_control) {
            return Err(Problem::ControlCharacter);
        }
        Ok(Self(text.into()))
    }
}

impl FromStr for Text {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        check_length(text, 0, MAX_TEXT)?;
        Ok(Self(text.into()))
    }
}

impl TryFrom<Text> for Name {
    type Error = Problem;

    fn try_from(text: Text) -> Result<Self, Problem> {
        check_visible(&text.0)?;
        Ok(Self(text.0))
    }
}

impl TryFrom<Text> for Email {
    type Error = Problem;

    fn try_from(text: Text) -> Result<Self, Problem> {
        if is_email(&text.0) { Ok(Self(text.0)) } else { Err(Problem::not_an_email(&text.0)) }
    }
}

impl FromStr for Name {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        Text::from_str(text)?.try_into()
    }
}

impl FromStr for Email {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        Text::from_str(text)?.try_into()
    }
}

/// The grammar of a valid email address in HTML: no comments, no quoted strings, no address without an `@`.
fn is_email(text: &str) -> bool {
    let mut parts = text.as_bytes().split(|&byte| byte == b'@');
    let (local_part, domain) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let in_local_part =
        |byte: &u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".iter().any(|known| known == byte);
    parts.next().is_none()
        && !local_part.is_empty()
        && local_part.iter().all(in_local_part)
        && domain.split(|&byte| byte == b'.').all(is_label)
}

/// A label of a domain: 1 to 63 letters, digits and hyphens, no hyphen at its ends.
fn is_label(label: &[u8]) -> bool {
    (1..=63).contains(&label.len())
        && label.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && label.first() != Some(&b'-')
        && label.last() != Some(&b'-')
}

macro_rules! string_type {
    ($name:ident, $what:literal) => {
        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Problem;

            fn try_from(text: &str) -> Result<Self, Problem> {
                text.parse()
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize_parsed(deserializer, $what, |text| text.parse())
            }
        }
    };
}
string_type!(Id, "an id");
string_type!(Text, "a text");
string_type!(Name, "a name");
string_type!(Email, "an email address");

impl Id {
    /// An id of this crate's own, which a test holds to the bounds.
    pub(crate) fn known(text: &'static str) -> Self {
        Self(text.into())
    }
}

impl Text {
    /// A text of this crate's own, which a test holds to the bounds.
    pub(crate) fn known(text: &'static str) -> Self {
        Self(text.into())
    }
}

/// Reads a string and turns it into a value, for the serde side of every type that is a string on the wire.
pub(crate) fn deserialize_parsed<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    what: &'static str,
    parse: fn(&str) -> Result<T, Problem>,
) -> Result<T, D::Error> {
    struct StringVisitor<T>(&'static str, fn(&str) -> Result<T, Problem>);

    impl<T> Visitor<'_> for StringVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            self.1(text).map_err(E::custom)
        }
    }

    deserializer.deserialize_str(StringVisitor(what, parse))
}
