//! JSON as the fault-collecting reader needs it: checked once without recursion, then walked in place.
//!
//! `serde_json` stops at the first thing that does not fit, keeps one of two equal keys without saying so, and
//! cannot hold an integer of 400 digits apart from one with an exponent. RULES 3.3 wants all of these named, in
//! the order of the document, so this reader walks the text itself.

use std::borrow::Cow;
use std::str::Chars;

use super::number;
use crate::fault::Problem;

/// The most bytes a request may have: 16 MiB (RULES 3.3).
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// What stands before the description of a value that JSON cannot hold: U+001A, the control character "substitute".
pub(crate) const STAND_IN: u8 = 0x1a;
/// The most levels a request may have; the request itself is level 1 (RULES 3.3).
pub const MAX_DEPTH: usize = 64;

/// A JSON value inside a text that [`check`] has accepted: the text from the first byte of the value on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a>(&'a [u8]);

/// What a value is, at a glance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
    /// A value of another language that JSON cannot hold; see [`STAND_IN`].
    StandIn,
}

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::String => "a text",
            Self::Array => "a list",
            Self::Object => "an object",
            Self::StandIn => "another value",
        }
    }
}

/// Whether a document may hold values that JSON cannot; see [`STAND_IN`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum StandIns {
    Allowed,
    Refused,
}

/// Checks that a document is small enough, JSON, and not too deep, in this order (RULES 3.3).
pub(crate) fn check(bytes: &[u8], stand_ins: StandIns) -> Result<Value<'_>, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::TooLarge);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            return Err(bad(valid, "this is not UTF-8"));
        }
    };
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(bad(b"", "there is a byte order mark"));
    }
    let mut scanner = Scanner { bytes, at: 0, stand_ins };
    let depth = scanner.document().map_err(|reason| bad(bytes.get(..scanner.at).unwrap_or(bytes), reason))?;
    if depth > MAX_DEPTH {
        return Err(Problem::TooDeep);
    }
    Ok(Value::of(text))
}

fn bad(before: &[u8], reason: &'static str) -> Problem {
    let Place { line, column } = place(before, before.len());
    Problem::BadJson { line, column, reason }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Goes over the bytes of a document once, keeping the open brackets on a list of its own.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    stand_ins: StandIns,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn take(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.step();
        }
        there
    }

    fn space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.step();
        }
    }

    /// The document; returns how deep it is.
    fn document(&mut self) -> Result<usize, &'static str> {
        let mut open: Vec<u8> = Vec::new();
        let mut deepest = 0;
        loop {
            // A value is due here.
            self.space();
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.step();
                    open.push(bracket);
                    deepest = deepest.max(open.len());
                    self.space();
                    if bracket == b'{' && self.peek() != Some(b'}') {
                        self.key()?;
                        continue;
                    }
                    if bracket == b'[' && self.peek() != Some(b']') {
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            // A value has ended; close what it closes.
            loop {
                self.space();
                match (open.last(), self.peek()) {
                    (None, None) => return Ok(deepest),
                    (None, Some(_)) => return Err("expected the end of the document"),
                    (Some(b'{'), Some(b'}')) | (Some(b'['), Some(b']')) => {
                        self.step();
                        open.pop();
                    }
                    (Some(bracket), Some(b',')) => {
                        self.step();
                        if *bracket == b'{' {
                            self.space();
                            self.key()?;
                        }
                        break;
                    }
                    (Some(b'{'), _) => return Err("expected `,` or `}`"),
                    (Some(_), _) => return Err("expected `,` or `]`"),
                }
            }
        }
    }

    fn key(&mut self) -> Result<(), &'static str> {
        if self.peek() != Some(b'"') {
            return Err("expected a key in double quotes");
        }
        self.string()?;
        self.space();
        if self.take(b':') { Ok(()) } else { Err("expected `:`") }
    }

    fn scalar(&mut self) -> Result<(), &'static str> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            Some(STAND_IN) if self.stand_ins == StandIns::Allowed => {
                self.step();
                if self.peek() == Some(b'"') { self.string() } else { Err("expected what this stands for") }
            }
            Some(_) => Err("expected a value"),
            None => Err("expected a value, found the end"),
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), &'static str> {
        if word.iter().all(|&byte| self.take(byte)) { Ok(()) } else { Err("expected a value") }
    }

    fn string(&mut self) -> Result<(), &'static str> {
        self.step();
        loop {
            match self.peek() {
                None => return Err("this text has no closing quote"),
                Some(b'"') => {
                    self.step();
                    return Ok(());
                }
                Some(0..=0x1f) => return Err("a control character in a text must be written as an escape"),
                Some(b'\\') => self.escape()?,
                Some(_) => self.step(),
            }
        }
    }

    fn escape(&mut self) -> Result<(), &'static str> {
        const LONE: &str = "this surrogate has no partner";
        self.step();
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.step();
                Ok(())
            }
            Some(b'u') => match self.unit()? {
                0xd800..=0xdbff if self.take(b'\\') && self.peek() == Some(b'u') => match self.unit()? {
                    0xdc00..=0xdfff => Ok(()),
                    _ => Err(LONE),
                },
                0xd800..=0xdfff => Err(LONE),
                _ => Ok(()),
            },
            _ => Err("unknown escape"),
        }
    }

    /// `uXXXX`.
    fn unit(&mut self) -> Result<u32, &'static str> {
        self.step();
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            unit = digit.ok_or("expected four hexadecimal digits")? | (unit << 4);
            self.step();
        }
        Ok(unit)
    }

    fn digits(&mut self) -> Result<(), &'static str> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.step();
        }
        if self.at > start { Ok(()) } else { Err("expected a digit") }
    }

    fn number(&mut self) -> Result<(), &'static str> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        let mut whole = true;
        if self.take(b'.') {
            whole = false;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            whole = false;
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        let text = self.bytes.get(start..self.at).and_then(|bytes| std::str::from_utf8(bytes).ok());
        if !whole && !text.is_some_and(number::is_finite) {
            self.at = start;
            return Err("this number is beyond what can be computed with");
        }
        Ok(())
    }
}

impl<'a> Value<'a> {
    /// The value of a text that is known to be JSON, because [`check`] has accepted what it was made of.
    pub(crate) fn of(text: &'a str) -> Self {
        Value(text.as_bytes()).after(0)
    }

    /// How many bytes there are from the first one of the value to the end of the whole text.
    pub(crate) const fn left(self) -> usize {
        self.0.len()
    }

    pub(crate) fn kind(self) -> Kind {
        match self.0.first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::String,
            Some(b't' | b'f') => Kind::Bool,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(&STAND_IN) => Kind::StandIn,
            _ => Kind::Null,
        }
    }

    /// The value's own text.
    pub(crate) fn raw(self) -> &'a str {
        std::str::from_utf8(self.own()).unwrap_or_default()
    }

    fn own(self) -> &'a [u8] {
        self.0.get(..self.len()).unwrap_or_default()
    }

    /// The bytes of the value.
    fn len(self) -> usize {
        let bytes = self.0;
        match self.kind() {
            Kind::Object | Kind::Array => {
                let mut depth = 0_usize;
                let mut at = 0_usize;
                loop {
                    match bytes.get(at) {
                        Some(b'"') => at = at.saturating_add(string_len(bytes.get(at..).unwrap_or_default())),
                        Some(byte) => {
                            at = at.saturating_add(1);
                            match byte {
                                b'{' | b'[' => depth = depth.saturating_add(1),
                                b'}' | b']' => depth = depth.saturating_sub(1),
                                _ => {}
                            }
                        }
                        None => return at,
                    }
                    if depth == 0 {
                        return at;
                    }
                }
            }
            Kind::String => string_len(bytes),
            Kind::StandIn => string_len(bytes.get(1..).unwrap_or_default()).saturating_add(1),
            _ => bytes
                .iter()
                .take_while(|byte| !is_space(**byte) && !matches!(byte, b',' | b']' | b'}'))
                .count(),
        }
    }

    /// The text after `bytes` bytes, past white space.
    fn after(self, bytes: usize) -> Value<'a> {
        let mut rest = self.0.get(bytes..).unwrap_or_default();
        while let Some((&first, after)) = rest.split_first()
            && is_space(first)
        {
            rest = after;
        }
        Value(rest)
    }

    pub(crate) fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| self.0.starts_with(b"t"))
    }

    /// The number, as it is written.
    pub(crate) fn as_number(self) -> Option<&'a str> {
        (self.kind() == Kind::Number).then(|| self.raw())
    }

    pub(crate) fn as_str(self) -> Option<Cow<'a, str>> {
        let [b'"', said @ .., b'"'] = self.own() else { return None };
        let text = std::str::from_utf8(said).ok()?;
        Some(if text.bytes().any(|byte| byte == b'\\') { unescaped(text).into() } else { text.into() })
    }

    /// What the value is, in words.
    pub(crate) fn found(self) -> Cow<'a, str> {
        let described = (self.kind() == Kind::StandIn).then(|| self.after(1).as_str()).flatten();
        described.unwrap_or(Cow::Borrowed(self.kind().name()))
    }

    /// The entries of a list; nothing for another value.
    pub(crate) fn items(self) -> impl Iterator<Item = Value<'a>> {
        self.children(Kind::Array).map(|(_, value)| value)
    }

    /// The keys and values of an object, in the order of the document; nothing for another value.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Cow<'a, str>, Value<'a>)> {
        self.children(Kind::Object).filter_map(|(key, value)| Some((key.as_str()?, value)))
    }

    /// What stands under a key, for the first time.
    pub(crate) fn get(self, key: &str) -> Option<Value<'a>> {
        self.entries().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    fn children(self, kind: Kind) -> Children<'a> {
        Children { next: (self.kind() == kind).then(|| self.after(1)), have_keys: kind == Kind::Object }
    }

    /// The value that a JSON Pointer names.
    pub(crate) fn pointed(self, pointer: &str) -> Option<Value<'a>> {
        pointer.split('/').skip(1).try_fold(self, |value, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            match value.kind() {
                Kind::Object => value.get(&token),
                Kind::Array => value.items().nth(token.parse().ok()?),
                _ => None,
            }
        })
    }
}

/// The values in a list or an object.
struct Children<'a> {
    next: Option<Value<'a>>,
    have_keys: bool,
}

impl<'a> Iterator for Children<'a> {
    /// The key, where there are keys, and the value; in a list, the value twice.
    type Item = (Value<'a>, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.next?;
        if matches!(start.0.first(), None | Some(b'}' | b']')) {
            return None;
        }
        // Past the key, the colon and the space around it.
        let value = if self.have_keys { start.after(start.len()).after(1) } else { start };
        let rest = value.after(value.len());
        self.next = rest.0.starts_with(b",").then(|| rest.after(1));
        Some((start, value))
    }
}

/// The bytes of the string that `bytes` starts with, quotes included.
fn string_len(bytes: &[u8]) -> usize {
    let mut at = 1_usize;
    loop {
        match bytes.get(at) {
            Some(b'"') => return at.saturating_add(1),
            Some(b'\\') => at = at.saturating_add(2),
            Some(_) => at = at.saturating_add(1),
            None => return bytes.len(),
        }
    }
}

/// What a text says; its escapes are right, because [`check`] has accepted them.
fn unescaped(text: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let meant = if character == '\\' { escaped(&mut rest) } else { Some(character) };
        said.extend(meant);
    }
    said
}

/// What an escape stands for, past its backslash.
fn escaped(rest: &mut Chars<'_>) -> Option<char> {
    match rest.next()? {
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'u' => match unit(rest) {
            high @ 0xd800..=0xdbff => {
                // Past the `\u` of its partner.
                rest.nth(1);
                char::from_u32((((high & 0x3ff) << 10) | (unit(rest) & 0x3ff)).saturating_add(0x1_0000))
            }
            unit => char::from_u32(unit),
        },
        itself => Some(itself),
    }
}

/// `XXXX`.
fn unit(rest: &mut Chars<'_>) -> u32 {
    rest.take(4).fold(0, |unit, digit| (unit << 4) | digit.to_digit(16).unwrap_or_default())
}

/// A place in a text, both counted from 1; the column in characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Where a byte of a text stands, as an editor shows it: the offset of a [`Fault`](crate::Fault), say.
///
/// ```
/// use lssc_core::{Record, wire};
/// let text = b"{\n  \"id\": \"p\",\n  \"education\": 7\n}";
/// let faults = Record::from_json(text).unwrap_err();
/// let place = faults[0].offset().map(|offset| wire::place(text, offset));
/// assert_eq!(place, Some(wire::Place { line: 3, column: 16 }));
/// ```
#[must_use]
pub fn place(text: &[u8], offset: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.split(|&byte| byte == b'\n').count();
    let last = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
    // Every byte that starts a character; the others continue one.
    let column = last.iter().filter(|&&byte| byte & 0xc0 != 0x80).count().saturating_add(1);
    Place { line, column }
}

/// Where a JSON document holds what a pointer names, or the nearest thing around it that is there; of two equal keys,
/// the first. `None` when the text is not JSON.
///
/// A [`Fault`](crate::Fault) knows its own offset; this is for those of an overlay, which do not.
///
/// ```
/// use lssc_core::wire::{Place, locate};
/// let found = locate(b"{\n  \"id\": \"p\",\n  \"education\": 7\n}", "/education");
/// assert_eq!(found, Some(Place { line: 3, column: 16 }));
/// ```
#[must_use]
pub fn locate(json: &[u8], pointer: &str) -> Option<Place> {
    let document = check(json, StandIns::Refused).ok()?;
    let mut pointer = pointer;
    loop {
        match document.pointed(pointer) {
            Some(value) => return Some(place(json, json.len().saturating_sub(value.left()))),
            None => pointer = pointer.rsplit_once('/').map_or("", |(parent, _)| parent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_escape_stands_for_what_serde_json_says() {
        let check = |text: &str| {
            let value = check(text.as_bytes(), StandIns::Refused).unwrap();
            assert_eq!(value.as_str().unwrap(), serde_json::from_str::<String>(text).unwrap(), "{text}");
        };
        check(r#""plain …""#);
        check(r#""\" \\ \/ \b\f\n\r\t \\\"""#);
        for character in ('\0'..=char::MAX).step_by(7) {
            let units = character
                .encode_utf16(&mut [0; 2])
                .iter()
                .fold(String::new(), |units, unit| units + &format!(r"\u{unit:04X}"));
            check(&format!(r#""a{units}b\u00e9""#));
        }
    }
}
