//! Where records, the catalog and the policy are read from.

use std::borrow::Cow;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use lssc_core::wire::locate;
use lssc_core::{Catalog, Edition, Policy, Record};
use serde_json::value::RawValue;

use crate::trouble::{Excerpt, Trouble};

/// An input.
pub enum Source {
    /// A file that is part of the program.
    Bundled { name: &'static str, text: &'static [u8], is_lines: bool },
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// How the records of an input are laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// One document: a record, or a list of records.
    Document,
    /// A record a line.
    Lines,
}

impl Source {
    /// The source that an argument names.
    pub fn of(argument: PathBuf) -> Self {
        if argument.as_os_str() == "-" { Self::Stdin } else { Self::File(argument) }
    }

    pub fn is_bundled(&self) -> bool {
        matches!(self, Self::Bundled { .. })
    }

    fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Bundled { name, .. } => (*name).into(),
            Self::File(path) => path.to_string_lossy(),
            Self::Stdin => "standard input".into(),
        }
    }

    fn read(&self) -> Result<Cow<'static, [u8]>, Trouble> {
        let read = match self {
            Self::Bundled { text, .. } => Ok(Cow::Borrowed(*text)),
            Self::File(path) => std::fs::read(path).map(Cow::Owned),
            Self::Stdin => {
                let mut text = Vec::new();
                io::stdin().lock().read_to_end(&mut text).map(|_| Cow::Owned(text))
            }
        };
        read.map_err(|error| Trouble::unreadable(&self.name(), &error))
    }

    /// The layout that the name promises; where it promises none, the one that the text has.
    fn layout(&self, text: &[u8]) -> Layout {
        let extension = match self {
            Self::Bundled { is_lines: true, .. } => return Layout::Lines,
            Self::Bundled { is_lines: false, .. } => return Layout::Document,
            Self::File(path) => path.extension().and_then(|extension| extension.to_str()),
            Self::Stdin => None,
        };
        match extension {
            Some("json") => Layout::Document,
            Some("jsonl") => Layout::Lines,
            _ => guessed(text),
        }
    }
}

/// One document if it parses as one, else lines; but a document with a slip in it has no line that is a whole
/// object by itself, and one fault says more of it than one for each line.
fn guessed(text: &[u8]) -> Layout {
    let mut lines = lines(text).peekable();
    let is_object = |line: &[u8]| line.starts_with(b"{") && is_json(line);
    if is_json(text) || (lines.peek().is_some() && !lines.any(|(_, line)| is_object(line))) {
        Layout::Document
    } else {
        Layout::Lines
    }
}

fn is_json(text: &[u8]) -> bool {
    locate(text, "").is_some()
}

/// The lines that are not blank, each with the byte at which it starts.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut next = 0;
    let placed = text.split_inclusive(|&byte| byte == b'\n').map(move |line| {
        let start = next;
        next += line.len();
        (start, line.strip_suffix(b"\n").unwrap_or(line))
    });
    placed.filter(|(_, line)| !line.trim_ascii().is_empty())
}

/// A record, or all that is wrong with it.
type Entry = Result<Record, Vec<Trouble>>;

/// The records of a source, each by itself, so that a faulty one leaves the others as they are.
pub fn records(source: &Source) -> Vec<Entry> {
    let text = match source.read() {
        Ok(text) => text,
        Err(trouble) => return vec![Err(vec![trouble])],
    };
    let name = source.name();
    let whole = Excerpt { file: &name, whole: &text, start: 0, text: &text };
    match source.layout(&text) {
        Layout::Lines => {
            lines(&text).map(|(start, text)| record(Excerpt { start, text, ..whole }, "")).collect()
        }
        Layout::Document => match entries(&text) {
            Some(entries) => (0..)
                .zip(entries)
                .map(|(index, entry)| {
                    let entry = entry.get().as_bytes();
                    // An entry is a part of the text, so where it starts says which.
                    let start = entry.as_ptr() as usize - text.as_ptr() as usize;
                    record(Excerpt { start, text: entry, ..whole }, &format!("/{index}"))
                })
                .collect(),
            None => vec![record(whole, "")],
        },
    }
}

/// The entries of a list; `None` for anything else.
fn entries(text: &[u8]) -> Option<Vec<&RawValue>> {
    // serde_json takes more for JSON than the library does.
    if is_json(text) { serde_json::from_slice(text).ok() } else { None }
}

fn record(excerpt: Excerpt<'_>, prefix: &str) -> Entry {
    Record::from_json(excerpt.text).map_err(|faults| Trouble::all(excerpt, prefix, &faults))
}

/// The catalog that a source holds.
pub fn catalog(source: &Source) -> Result<Catalog, Vec<Trouble>> {
    let text = source.read().map_err(|trouble| vec![trouble])?;
    let excerpt = Excerpt { file: &source.name(), whole: &text, start: 0, text: &text };
    Catalog::from_json(&text).map_err(|faults| Trouble::all(excerpt, "", &faults))
}

/// The policy of this name: a shipped one, else the one in the file.
pub fn policy(argument: &Path) -> Result<Policy, Vec<Trouble>> {
    let name = argument.to_string_lossy();
    if let Ok(edition) = name.parse::<Edition>() {
        return Ok(edition.into());
    }
    let looks_like_a_file = argument.extension().is_some() || argument.components().count() > 1;
    if !looks_like_a_file && !argument.exists() {
        return Err(unknown_policy(&name));
    }
    let source = Source::of(argument.to_owned());
    let text = source.read().map_err(|trouble| vec![trouble])?;
    let excerpt = Excerpt { file: &source.name(), whole: &text, start: 0, text: &text };
    Policy::from_json(&text).map_err(|faults| Trouble::all(excerpt, "", &faults))
}

fn unknown_policy(name: &str) -> Vec<Trouble> {
    // The library says which policies there are.
    let named = serde_json::Value::from(name).to_string();
    let faults = Policy::from_json(named.as_bytes()).err();
    faults.iter().flatten().map(Trouble::unknown_policy).collect()
}
