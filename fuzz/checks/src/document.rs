//! JSON as it stands, every key in its place, also a repeated one: what the pointers of faults are held against.
//!
//! It is read by serde_json, which shares nothing with the reader that finds faults.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// More than the 64 levels of RULES 3.3, and few enough to go down by recursion.
const DEEPEST: usize = 100;

/// A JSON value; its place is its number among all values of the document, in the order in which they begin.
#[derive(Clone, Debug)]
pub struct Node {
    pub place: usize,
    pub value: Value,
}

#[derive(Clone, Debug)]
pub enum Value {
    /// A string with its quotes, a number or a word.
    Token(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// The entries of an object, in order, none lost.
pub struct Entries<'a>(pub Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(All)
    }
}

impl Node {
    /// Reads a document; `None` where it is no JSON, or deeper than any request may be.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let whole: &RawValue = serde_json::from_slice(bytes).ok()?;
        Self::within(whole.get(), &mut 0, 1)
    }

    fn within(text: &str, places: &mut usize, level: usize) -> Option<Self> {
        if level > DEEPEST {
            return None;
        }
        let place = *places;
        *places += 1;
        let value = match text.as_bytes().first()? {
            b'{' => {
                let Entries(entries) = serde_json::from_str(text).ok()?;
                let entry = |(key, value): (String, &RawValue)| {
                    Self::within(value.get(), places, level + 1).map(|node| (key, node))
                };
                Value::Object(entries.into_iter().map(entry).collect::<Option<_>>()?)
            }
            b'[' => {
                let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                Value::List(
                    items
                        .into_iter()
                        .map(|item| Self::within(item.get(), places, level + 1))
                        .collect::<Option<_>>()?,
                )
            }
            _ => Value::Token(text.to_owned()),
        };
        Some(Self { place, value })
    }

    /// The first value of a key of an object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    pub fn entries(&self) -> &[(String, Node)] {
        match &self.value {
            Value::Object(entries) => entries,
            _ => &[],
        }
    }

    pub fn is_object(&self) -> bool {
        matches!(self.value, Value::Object(_))
    }

    pub fn is_null(&self) -> bool {
        matches!(&self.value, Value::Token(token) if token == "null")
    }

    /// The text of a string.
    pub fn string(&self) -> Option<String> {
        match &self.value {
            Value::Token(token) => serde_json::from_str(token).ok(),
            _ => None,
        }
    }

    /// What a JSON Pointer (RFC 6901) names; of a key that stands twice the first, by whose value RULES 3.3 goes on.
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        assert!(pointer.is_empty() || pointer.starts_with('/'), "`{pointer}` is no JSON Pointer");
        pointer.split('/').skip(1).try_fold(self, |node, token| {
            let key = token.replace("~1", "/").replace("~0", "~");
            match &node.value {
                Value::Token(_) => None,
                Value::List(items) => {
                    let is_index = token == "0" || !token.starts_with(['0', '+']);
                    items.get(key.parse::<usize>().ok().filter(|_| is_index)?)
                }
                Value::Object(_) => node.get(&key),
            }
        })
    }

    /// How often the last key of a pointer stands in its object.
    pub fn times(&self, pointer: &str) -> usize {
        let Some((parent, token)) = pointer.rsplit_once('/') else { return 1 };
        let key = token.replace("~1", "/").replace("~0", "~");
        let parent = self.at(parent);
        parent.map_or(0, |parent| parent.entries().iter().filter(|(own, _)| *own == key).count())
    }

    /// This object with another one over it, key by key (RULES 2); of a key that stands twice there the first counts,
    /// and the others stand at the end.
    pub fn merged(&self, over: &Node) -> Node {
        if !self.is_object() || !over.is_object() {
            return over.clone();
        }
        let merge = |(key, value): &(String, Node)| {
            (key.clone(), over.get(key).map_or_else(|| value.clone(), |own| value.merged(own)))
        };
        let mut entries: Vec<_> = self.entries().iter().map(merge).collect();
        let mut seen: Vec<&str> = Vec::new();
        for (key, value) in over.entries() {
            let is_first = !seen.contains(&key.as_str());
            seen.push(key);
            if !is_first || self.get(key).is_none() {
                entries.push((key.clone(), value.clone()));
            }
        }
        Node { place: over.place, value: Value::Object(entries) }
    }
}
