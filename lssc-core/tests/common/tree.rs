//! JSON as it is written: every key, also a repeated one, in its place, and every string and number as a piece of
//! text. What a test reads from the library's bytes or wants to write wrongly, it holds in this form.

use std::fmt;

pub fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("every type of the library is written as JSON")
}

/// A JSON value, as it is written.
#[derive(Clone, PartialEq, Debug)]
pub enum Tree {
    /// A string with its quotes, a number, `true`, `false` or `null`; or, in a test, anything.
    Raw(String),
    /// A list.
    List(Vec<Tree>),
    /// An object; keys with their quotes.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads a compact JSON text. The library's own writer makes it, so that anything else is a failed test.
    pub fn of(text: &str) -> Self {
        let (tree, rest) = Self::start(text);
        assert!(rest.is_empty(), "`{rest}` after the end of the document");
        tree
    }

    fn start(text: &str) -> (Self, &str) {
        match text.as_bytes().first() {
            Some(b'{') => {
                let mut entries = Vec::new();
                let mut rest = &text[1..];
                while !rest.starts_with('}') {
                    rest = rest.strip_prefix(',').unwrap_or(rest);
                    let (key, after) = rest.split_at(token_length(rest));
                    let (value, after) = Self::start(after.strip_prefix(':').expect("a colon"));
                    entries.push((key.to_owned(), value));
                    rest = after;
                }
                (Self::Object(entries), &rest[1..])
            }
            Some(b'[') => {
                let mut items = Vec::new();
                let mut rest = &text[1..];
                while !rest.starts_with(']') {
                    let (value, after) = Self::start(rest.strip_prefix(',').unwrap_or(rest));
                    items.push(value);
                    rest = after;
                }
                (Self::List(items), &rest[1..])
            }
            _ => {
                let (token, rest) = text.split_at(token_length(text));
                (Self::Raw(token.to_owned()), rest)
            }
        }
    }

    /// The keys of an object, without their quotes.
    pub fn keys(&self) -> Vec<&str> {
        match self {
            Self::Object(entries) => entries.iter().map(|(key, _)| key.trim_matches('"')).collect(),
            _ => vec![],
        }
    }

    /// Every value under a JSON Pointer; several where a key stands twice.
    pub fn at(&self, pointer: &str) -> Vec<&Tree> {
        pointer.split('/').skip(1).fold(vec![self], |found, token| {
            let key = token.replace("~1", "/").replace("~0", "~");
            found.into_iter().flat_map(|tree| tree.children(&key)).collect()
        })
    }

    fn children(&self, token: &str) -> Vec<&Tree> {
        let names = |key: &str| serde_json::from_str::<String>(key).is_ok_and(|key| key == token);
        match self {
            Self::Raw(_) => vec![],
            Self::List(items) => {
                token.parse::<usize>().ok().and_then(|place| items.get(place)).into_iter().collect()
            }
            Self::Object(entries) => {
                entries.iter().filter(|(key, _)| names(key)).map(|(_, value)| value).collect()
            }
        }
    }

    /// How many values there are, this one included.
    pub fn size(&self) -> usize {
        match self {
            Self::Raw(_) => 1,
            Self::List(items) => 1 + items.iter().map(Self::size).sum::<usize>(),
            Self::Object(entries) => 1 + entries.iter().map(|(_, value)| value.size()).sum::<usize>(),
        }
    }

    /// The value of this number, counted in the order of the document from 0.
    pub fn nth(&mut self, mut number: usize) -> &mut Tree {
        if number == 0 {
            return self;
        }
        number -= 1;
        let children: Vec<&mut Tree> = match self {
            Self::Raw(_) => vec![],
            Self::List(items) => items.iter_mut().collect(),
            Self::Object(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
        };
        for child in children {
            let size = child.size();
            if number < size {
                return child.nth(number);
            }
            number -= size;
        }
        panic!("there are fewer values");
    }

    /// Every piece of text in it, keys aside.
    pub fn tokens(&self) -> Vec<&str> {
        match self {
            Self::Raw(token) => vec![token],
            Self::List(items) => items.iter().flat_map(Self::tokens).collect(),
            Self::Object(entries) => entries.iter().flat_map(|(_, value)| value.tokens()).collect(),
        }
    }
}

/// The bytes of the string, number or word that a text starts with.
fn token_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('"') else {
        return text.find([',', '}', ']']).unwrap_or(text.len());
    };
    let mut escaped = false;
    let end = rest.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.expect("a closing quote") + 2
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Raw(token) => f.write_str(token),
            Self::List(items) => {
                f.write_str("[")?;
                for (place, item) in items.iter().enumerate() {
                    let comma = if place == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(entries) => {
                f.write_str("{")?;
                for (place, (key, value)) in entries.iter().enumerate() {
                    let comma = if place == 0 { "" } else { "," };
                    write!(f, "{comma}{key}:{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}
