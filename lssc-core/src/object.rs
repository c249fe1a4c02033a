//! JSON objects with a fixed set of keys: one declaration gives the strict serde reader, the writer, and
//! the table of keys that the fault-collecting reader uses.
//!
//! serde's derive also takes an array where a struct is due, which RULES 3 does not allow, and cannot tell
//! a key's place in the tables; hence this macro.

use std::fmt;

use serde::de::{DeserializeSeed, Error, Visitor};

/// Declares a wire object. Keys are `required` (absent or null is a fault), `optional` (null is absent, and not
/// written) or `nullable` (null is absent, and written as null). A key that is no Rust name stands behind `=`.
macro_rules! object {
    (
        $(#[$outer:meta])*
        $vis:vis struct $name:ident {
            $($(#[$inner:meta])* $kind:ident $field:ident $(= $text:literal)?: $type:ty,)+
        }
    ) => {
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$outer])*
        #[derive(Clone, PartialEq, Eq, Hash, Debug)]
        $vis struct $name {
            $(
                $(#[cfg_attr(feature = "schema", schemars(rename = $text))])?
                $(#[$inner])*
                pub $field: $crate::object::object!(@type $kind $type),
            )+
        }

        impl $name {
            /// The keys, in the order of the tables of RULES 2 and 3.
            pub(crate) const KEYS: &'static [&'static str; [$(stringify!($field)),+].len()] =
                &[$($crate::object::object!(@key $field $($text)?),)+];
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                $($crate::object::object!(@write $kind map self $field $crate::object::object!(@key $field $($text)?));)+
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ObjectVisitor;

                /// The keys by their places.
                #[expect(non_camel_case_types, reason = "they are the fields")]
                enum Place {
                    $($field),+
                }

                impl<'de> serde::de::Visitor<'de> for ObjectVisitor {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        use serde::de::Error;
                        $(let mut $field: Option<Option<$type>> = None;)+
                        while let Some(place) = map.next_key_seed($crate::object::Key($name::KEYS))? {
                            $(if place == Place::$field as usize {
                                if $field.is_some() {
                                    let key = $crate::object::object!(@key $field $($text)?);
                                    return Err(A::Error::duplicate_field(key));
                                }
                                $field = Some(map.next_value()?);
                                continue;
                            })+
                        }
                        Ok($name { $($field: $crate::object::object!(@take $kind $field $crate::object::object!(@key $field $($text)?)),)+ })
                    }
                }

                deserializer.deserialize_map(ObjectVisitor)
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $text:literal) => { $text };
    (@type required $type:ty) => { $type };
    (@type $kind:ident $type:ty) => { Option<$type> };
    (@write optional $map:ident $self:ident $field:ident $key:expr) => {
        if let Some(value) = &$self.$field {
            $map.serialize_entry($key, value)?;
        }
    };
    (@write $kind:ident $map:ident $self:ident $field:ident $key:expr) => {
        $map.serialize_entry($key, &$self.$field)?
    };
    (@take required $field:ident $key:expr) => { $field.flatten().ok_or_else(|| A::Error::missing_field($key))? };
    (@take $kind:ident $field:ident $key:expr) => { $field.flatten() };
}
pub(crate) use object;

/// Reads a key that must be one of these, and says which.
#[derive(Clone, Copy)]
pub(crate) struct Key(pub(crate) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = usize;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<usize, E> {
        let place = self.0.iter().position(|&key| key == text);
        place.ok_or_else(|| E::unknown_field(text, self.0))
    }
}

/// Lets a type be read and written as the wire object that carries it, and have its schema.
macro_rules! carried_by {
    ($type:ty, $wire:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                <$wire>::from(self).serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error;
                <$wire>::deserialize(deserializer).and_then(|wire| wire.try_into().map_err(D::Error::custom))
            }
        }

        #[cfg(feature = "schema")]
        $crate::object::schema_of!($type, stringify!($type), $wire);
    };
}
pub(crate) use carried_by;

/// Gives a type, by a name of its own, the schema of what it looks like on the wire.
#[cfg(feature = "schema")]
macro_rules! schema_of {
    ($type:ty, $name:expr, $wire:ty) => {
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$wire>::json_schema(generator)
            }
        }
    };
}
#[cfg(feature = "schema")]
pub(crate) use schema_of;
