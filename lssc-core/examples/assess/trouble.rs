//! What is wrong with an input: the file, the place in it, and what to do.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use lssc_core::wire::{Place, locate};
use lssc_core::{Fault, FaultCode, Faults, Problem};

/// One thing that is wrong with an input.
pub struct Trouble {
    file: String,
    place: Option<Place>,
    pointer: String,
    code: &'static str,
    message: String,
}

/// A JSON text inside a file: what the places of its faults are counted from.
#[derive(Clone, Copy)]
pub struct Excerpt<'a> {
    /// What the file is called.
    pub file: &'a str,
    /// The text.
    pub text: &'a [u8],
    /// The line of the file on which it starts.
    pub first_line: usize,
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
        let pointer = format!("{prefix}{}", fault.path());
        // What is not JSON can hold no pointer, but its fault says where it stops being JSON.
        let (place, message) = match *fault.problem() {
            Problem::BadJson { line, column, reason } => {
                (Some(Place { line, column }), format!("not JSON: {reason}"))
            }
            _ => (locate(excerpt.text, &pointer), fault.message()),
        };
        let Place { line, column } = place.unwrap_or(Place { line: 1, column: 1 });
        let line = line + excerpt.first_line - 1;
        Self {
            file: excerpt.file.to_owned(),
            place: Some(Place { line, column }),
            pointer,
            code: fault.code().as_str(),
            message: advised(message, fault.code()),
        }
    }
}

/// The message with the help of its code, where it says what is wrong but not what to do.
fn advised(message: String, code: FaultCode) -> String {
    match code {
        FaultCode::BadJson | FaultCode::WrongType | FaultCode::UnknownKey => {
            format!("{message}; {}", code.help())
        }
        _ => message,
    }
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
