//! What is wrong with an input: the file, the place in it, and what to do.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use lssc_core::wire::{Place, locate, place};
use lssc_core::{Fault, Faults, Problem};

/// One thing that is wrong with an input.
pub struct Trouble {
    file: String,
    place: Option<Place>,
    pointer: String,
    code: &'static str,
    message: String,
}

/// A JSON text inside a file.
#[derive(Clone, Copy)]
pub struct Excerpt<'a> {
    /// What the file is called.
    pub file: &'a str,
    /// The whole file.
    pub whole: &'a [u8],
    /// The byte of the file at which the text starts.
    pub start: usize,
    /// The text.
    pub text: &'a [u8],
}

impl Trouble {
    /// A file that cannot be read.
    pub fn unreadable(file: &str, error: &io::Error) -> Self {
        let message = format!("cannot be read: {error}; check the name and who may read it");
        Self { file: file.to_owned(), place: None, pointer: String::new(), code: "unreadable", message }
    }

    /// Standard output that cannot be written.
    pub fn unwritable(error: &io::Error) -> Self {
        let (file, message) = ("standard output".to_owned(), format!("cannot be written: {error}"));
        Self { file, place: None, pointer: String::new(), code: "unwritable", message }
    }

    /// A policy that is neither shipped nor a file.
    pub fn unknown_policy(fault: &Fault) -> Self {
        let message = format!("{}; no file of this name is here either", fault.message());
        let (file, code) = ("--policy".to_owned(), fault.code().as_str());
        Self { file, place: None, pointer: String::new(), code, message }
    }

    /// Every fault of a JSON text; `prefix` leads to the part of it that the faults' pointers start from.
    pub fn all(excerpt: Excerpt<'_>, prefix: &str, faults: &Faults) -> Vec<Self> {
        faults.iter().map(|fault| Self::new(excerpt, prefix, fault)).collect()
    }

    fn new(excerpt: Excerpt<'_>, prefix: &str, fault: &Fault) -> Self {
        let Excerpt { file, whole, start, text } = excerpt;
        let in_file = |offset: usize| place(whole, start + offset);
        let (place, message) = match *fault.problem() {
            // What is not JSON can hold no value, but its fault says where it stops being JSON.
            Problem::BadJson { line, column, reason } => (
                in_file(offset(text, Place { line, column })),
                format!("not JSON: {reason}; correct it there"),
            ),
            // The faults of an overlay are those of the merged policy; its own text is searched for them.
            _ => {
                let place = fault.offset().map(in_file).or_else(|| locate(text, fault.path()));
                (place.unwrap_or(in_file(0)), fault.message())
            }
        };
        let (file, pointer) = (file.to_owned(), format!("{prefix}{}", fault.path()));
        Self { file, place: Some(place), pointer, code: fault.code().as_str(), message }
    }
}

/// The byte of a text that stands at a place.
fn offset(text: &[u8], place: Place) -> usize {
    let before: usize =
        text.split_inclusive(|&byte| byte == b'\n').take(place.line - 1).map(<[u8]>::len).sum();
    let line = String::from_utf8_lossy(text.get(before..).unwrap_or_default());
    before + line.chars().take(place.column - 1).map(char::len_utf8).sum::<usize>()
}

/// Text of a file, made safe to print: it could hold the control characters of a terminal.
struct Visible<'a>(&'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        Ok(())
    }
}

/// Names each on a line of standard error; that nobody listens there is no reason to stop.
pub fn report(troubles: &[Trouble]) {
    let mut err = anstream::stderr().lock();
    for trouble in troubles {
        let _ = trouble.write(&mut err);
    }
}

impl Trouble {
    fn write(&self, err: &mut impl Write) -> io::Result<()> {
        let (bold, red) = (Style::new().bold(), AnsiColor::Red.on_default());
        write!(err, "{bold}{}", Visible(&self.file))?;
        if let Some(Place { line, column }) = self.place {
            write!(err, ":{line}:{column}")?;
        }
        write!(err, "{bold:#}")?;
        if !self.pointer.is_empty() {
            write!(err, " {}", Visible(&self.pointer))?;
        }
        writeln!(err, "  {red}[{}]{red:#} {}", self.code, Visible(&self.message))
    }
}
