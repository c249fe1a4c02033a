//! Faults: an entry that cannot be right, where it stands, and what to do about it (RULES 3.3).
//!
//! Programs key on [`Fault::path`] and [`Fault::code`], or match on [`Fault::problem`]; the sentence may
//! change. Being ineligible is never a fault: that is an answer.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::sync::Arc;

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::date::Date;
use crate::quantity::Hours;

/// Makes a unit-only enum with the names it has on the wire, in one place: `ALL`, `as_str`, `Display`, serde.
macro_rules! named_enum {
    (
        $(#[$outer:meta])*
        $name:ident, $what:literal { $($(#[$inner:meta])* $variant:ident = $text:literal,)+ }
    ) => {
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $(#[$outer])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $(
                #[cfg_attr(feature = "schema", schemars(rename = $text))]
                $(#[$inner])*
                $variant,
            )+
        }

        impl $name {
            /// Every value, in the order of the specification.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];
            /// The names of [`Self::ALL`], as they stand on the wire.
            pub const NAMES: &'static [&'static str] = &[$($text,)+];

            /// The name on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::fault::Named for $name {
            const ALL: &'static [Self] = Self::ALL;
            const NAMES: &'static [&'static str] = Self::NAMES;
        }

        impl std::str::FromStr for $name {
            type Err = $crate::fault::Problem;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::fault::named(text)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::text::deserialize_parsed(deserializer, $what, |text| text.parse())
            }
        }
    };
}
pub(crate) use named_enum;

/// What `named_enum!` makes.
pub(crate) trait Named: Copy + 'static {
    const ALL: &'static [Self];
    const NAMES: &'static [&'static str];
}

/// The value of this name.
pub(crate) fn named<T: Named>(name: &str) -> Result<T, Problem> {
    let value = T::NAMES.iter().position(|&known| known == name).and_then(|place| T::ALL.get(place));
    value.copied().ok_or_else(|| Problem::unknown_value(name, T::NAMES))
}

named_enum! {
    /// The kind of a fault: stable, documented in `docs/codes.md`, the one to program against (RULES 3.3).
    FaultCode, "the code of a fault" {
        /// The text is not JSON in UTF-8.
        BadJson = "bad-json",
        /// The value is of another JSON type than the field.
        WrongType = "wrong-type",
        /// A required key is absent or null.
        Missing = "missing",
        /// A key that the object does not have.
        UnknownKey = "unknown-key",
        /// A key that stands a second time in its object.
        DuplicateKey = "duplicate-key",
        /// A string outside the list of those allowed.
        UnknownValue = "unknown-value",
        /// A string that names none of the ten competency sets.
        UnknownSet = "unknown-set",
        /// A string that is not a calendar date.
        BadDate = "bad-date",
        /// A date or number outside its bounds.
        OutOfRange = "out-of-range",
        /// A number of hours with more than two decimals.
        TooPrecise = "too-precise",
        /// A text that is blank, holds a control character, or is not the email address that is due.
        BadText = "bad-text",
        /// A text or list that is too short or too long.
        BadLength = "bad-length",
        /// Two fields that cannot both be right.
        Conflict = "conflict",
        /// An entry that must be unique and is not.
        Duplicate = "duplicate",
        /// A name that no shipped policy has.
        UnknownPolicy = "unknown-policy",
        /// A request of more than 16 MiB, or one with more wrong than can be held in a web page.
        TooLarge = "too-large",
        /// A request nested more than 64 levels deep, or requirements of more than 24 levels.
        TooDeep = "too-deep",
    }
}

impl FaultCode {
    /// What to do about it, in general; [`Fault::problem`] says it for the case at hand.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::BadJson => "write JSON (RFC 8259) in UTF-8, without a byte order mark",
            Self::WrongType => "give a value of the JSON type that the field has",
            Self::Missing => "give the key a value",
            Self::UnknownKey => "correct the spelling or remove the key",
            Self::DuplicateKey => "keep one of the two",
            Self::UnknownValue => "use one of the values listed for the field",
            Self::UnknownSet => "use the id or the title of one of the ten competency sets",
            Self::BadDate => "write a calendar date as YYYY-MM-DD",
            Self::OutOfRange => "stay within the bounds of the field",
            Self::TooPrecise => "round to hundredths of an hour",
            Self::BadText => {
                "write something visible, without control characters; an email address as `name@example.org`"
            }
            Self::BadLength => "shorten or fill the text or list",
            Self::Conflict => "correct one of the two fields",
            Self::Duplicate => "remove the repeated entry or give it a name of its own",
            Self::UnknownPolicy => "use a shipped policy's name or send the whole policy",
            Self::TooLarge => "send it in smaller parts",
            Self::TooDeep => "send it as it is documented, without wrapping; of requirements, merge levels",
        }
    }
}

/// What is wrong with one entry, with the parameters of the sentence that says so.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The text is not JSON; line and column count from 1, the column in characters.
    #[error("not JSON at line {line}, column {column}: {reason}; correct it there")]
    BadJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// What was met or expected there.
        reason: &'static str,
    },
    /// More than 16 MiB; or more faults than can be held, where a program has 4 GiB and no more (a web page, Node).
    #[error("more than 16 MiB, or too many faults; send it in smaller parts")]
    TooLarge,
    /// More than 64 levels.
    #[error("nested more than 64 levels deep; send it without wrapping")]
    TooDeep,
    /// Another JSON type.
    #[error("must be {expected}, not {found}")]
    WrongType {
        /// What the field takes.
        expected: &'static str,
        /// What stands there.
        found: Cow<'static, str>,
    },
    /// A required key is absent or null.
    #[error("`{key}` is required here; give it a value")]
    Missing {
        /// The key.
        key: &'static str,
    },
    /// A span of work says neither weekly nor total hours.
    #[error("a span of work needs its hours; give `hours_per_week` or `total_hours`")]
    MissingHours,
    /// A node of the requirements of a program that asks for nothing.
    #[error("a requirement says what it asks for; give `course`, `all` or `choose`")]
    MissingRequirement,
    /// A key that the object does not have.
    #[error("unknown key; correct or remove it{}", keys(known))]
    UnknownKey {
        /// The keys there are; empty where there are too many unknown ones to say it each time.
        known: &'static [&'static str],
    },
    /// A key for the second time.
    #[error("this key stands twice in its object and the first one counts; remove one of them")]
    DuplicateKey,
    /// A string outside its list.
    #[error("`{found}` is not known here; use one of {}", all(known))]
    UnknownValue {
        /// The string, shortened.
        found: String,
        /// The values there are.
        known: &'static [&'static str],
    },
    /// A course that is required and of which nothing else is said.
    #[error("`{found}` has no entry in `courses`; correct it, or add it there with its sets")]
    UnknownCourse {
        /// The course, shortened.
        found: String,
    },
    /// No competency set.
    #[error(
        "`{found}` is not a competency set; use its id (as `access-services`) or its title (as `Access Services`)"
    )]
    UnknownSet {
        /// The string, shortened.
        found: String,
    },
    /// A day that the calendar does not have.
    #[error("`{found}` is no day of the calendar; correct it")]
    NoSuchDay {
        /// The day.
        found: String,
    },
    /// Not a date.
    #[error("`{found}` is not a date; write it as YYYY-MM-DD")]
    BadDate {
        /// The string, shortened.
        found: String,
    },
    /// A date outside the range of inputs.
    #[error("`{found}` is outside 1900-01-01 to 2199-12-31; check the year")]
    DateOutOfRange {
        /// The date.
        found: String,
    },
    /// A whole number outside its bounds.
    #[error("must be a whole number from {min} to {max}")]
    NumberOutOfRange {
        /// The least, inclusive.
        min: u64,
        /// The greatest, inclusive.
        max: u64,
    },
    /// Hours outside their bounds.
    #[error("{}", hours_bounds(*min, *max))]
    HoursOutOfRange {
        /// The least, inclusive.
        min: Hours,
        /// The greatest, inclusive; `None` where another field sets it.
        max: Option<Hours>,
    },
    /// More hours than the span of work has.
    #[error("more than 24 hours a day, {} in all; correct the hours or the dates", Hours::whole(24).times(*days))]
    MoreThanTheSpan {
        /// The days of the span, both ends included.
        days: u32,
    },
    /// More than two decimals.
    #[error("must have at most two decimals; round it")]
    TooPrecise,
    /// Nothing visible.
    #[error("must hold something besides white space")]
    Blank,
    /// A control character.
    #[error("holds a control character (as a tab or a line break); remove it")]
    ControlCharacter,
    /// No email address.
    #[error("`{found}` is not an email address; write it as `name@example.org`")]
    NotAnEmail {
        /// The text, shortened.
        found: String,
    },
    /// A text that is too short or too long.
    #[error("must have {min} to {max} characters, has {found}")]
    TextLength {
        /// The fewest Unicode code points.
        min: usize,
        /// The most Unicode code points.
        max: usize,
        /// How many it has.
        found: usize,
    },
    /// A list that is too short or too long.
    #[error("must have {min} to {max} entries, has {found}")]
    ListLength {
        /// The fewest entries.
        min: usize,
        /// The most entries.
        max: usize,
        /// How many it has.
        found: usize,
    },
    /// Requirements of more than 4096 nodes.
    #[error("more than 4096 courses and groups of courses; leave out what nobody needs")]
    TooManyNodes,
    /// Requirements of more than 24 levels.
    #[error("nested more than 24 levels deep; join groups that ask for the same")]
    TooManyLevels,
    /// Two fields that cannot both be right.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// An entry that must be unique.
    #[error("`{found}` is listed before; each may stand once")]
    Duplicate {
        /// The repeated name, shortened.
        found: String,
    },
    /// No shipped policy.
    #[error(
        "`{found}` is not a shipped policy; use one of {}, or send the whole policy",
        all(crate::policy::Edition::NAMES)
    )]
    UnknownPolicy {
        /// The name, shortened.
        found: String,
    },
}

/// Two fields that cannot both be right (code `conflict`).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Error)]
#[non_exhaustive]
pub enum Conflict {
    /// A date that must not be before another one is.
    #[error("`{key}` ({date}) is before `{than}` ({than_date}); correct one of them")]
    Earlier {
        /// The key of the date that is too early.
        key: &'static str,
        /// That date.
        date: Date,
        /// The key of the date it must not be before.
        than: &'static str,
        /// That date.
        than_date: Date,
    },
    /// A span of work with both weekly and total hours.
    #[error("give either `hours_per_week` or `total_hours`, not both")]
    BothHours,
    /// An evaluation date on a portfolio that is still pending.
    #[error("a pending portfolio has no `evaluated_on`; remove it or give the outcome")]
    EvaluatedWhilePending,
    /// More electives needed than there are.
    #[error("`electives_needed` is {needed}, but `electives` lists {listed}; lower it or list more")]
    TooFewElectives {
        /// How many are needed.
        needed: u32,
        /// How many are listed.
        listed: usize,
    },
    /// A policy that asks for nothing.
    #[error(
        "with no required set and no elective needed, everybody would be certified; ask for at least one set"
    )]
    NothingRequired,
    /// A renewal window as long as the certification.
    #[error(
        "renewal would open {months} months before the end of a term of {term_months} months; open it later"
    )]
    OpensBeforeTermStarts {
        /// `renewal.opens_months_before`.
        months: u32,
        /// The months of a term.
        term_months: u32,
    },
    /// More technology hours than hours.
    #[error("the {technology} technology hours lie inside the {total} contact hours; lower them")]
    TechnologyAboveTotal {
        /// `renewal.technology_hours`.
        technology: Hours,
        /// `renewal.contact_hours`.
        total: Hours,
    },
    /// More branches to choose than there are.
    #[error("more than there are in `from`, which lists {branches}; lower it or list more")]
    TooFewBranches {
        /// How many are listed.
        branches: usize,
    },
    /// An overlay under a shipped policy's name.
    #[error("`{id}` is a shipped policy; give the overlay an id of its own")]
    ShippedId {
        /// The id.
        id: &'static str,
    },
}

/// The longest piece of an input that a message repeats.
const EXCERPT: usize = 40;

/// The start of a text, made safe to show: it could hold the control characters of a terminal.
fn excerpt(text: &str) -> String {
    let mut shown = String::new();
    for (nth, character) in text.chars().enumerate() {
        if nth == EXCERPT {
            shown.push('…');
            break;
        }
        match character {
            '\t' => shown.push_str("\\t"),
            '\r' => shown.push_str("\\r"),
            '\n' => shown.push_str("\\n"),
            _ if character.is_control() => {
                // A string takes whatever is written.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
            }
            _ => shown.push(character),
        }
    }
    shown
}

/// Names, each in backticks.
pub(crate) fn list(names: &mut dyn Iterator<Item = &'static str>) -> String {
    let mut list = String::new();
    for name in names {
        let lead = if list.is_empty() { "`" } else { ", `" };
        list.extend([lead, name, "`"]);
    }
    list
}

fn all(names: &[&'static str]) -> String {
    list(&mut names.iter().copied())
}

fn keys(known: &[&'static str]) -> String {
    if known.is_empty() { String::new() } else { format!(", the keys here are {}", all(known)) }
}

fn hours_bounds(min: Hours, max: Option<Hours>) -> String {
    match max {
        Some(max) => format!("must be a number from {min} to {max}"),
        None => format!("must be a number from {min} on, and at most 24 hours a day"),
    }
}

impl Problem {
    pub(crate) fn no_such_day(found: &str) -> Self {
        Self::NoSuchDay { found: excerpt(found) }
    }

    pub(crate) fn bad_date(found: &str) -> Self {
        Self::BadDate { found: excerpt(found) }
    }

    pub(crate) fn date_out_of_range(found: &str) -> Self {
        Self::DateOutOfRange { found: excerpt(found) }
    }

    /// Another JSON type, or a value that JSON cannot hold.
    pub(crate) fn wrong_type(expected: &'static str, found: Cow<'_, str>) -> Self {
        let found = match found {
            Cow::Borrowed(found) => excerpt(found).into(),
            Cow::Owned(found) => excerpt(&found).into(),
        };
        Self::WrongType { expected, found }
    }

    pub(crate) fn unknown_value(found: &str, known: &'static [&'static str]) -> Self {
        Self::UnknownValue { found: excerpt(found), known }
    }

    pub(crate) fn unknown_course(found: &str) -> Self {
        Self::UnknownCourse { found: excerpt(found) }
    }

    pub(crate) fn unknown_set(found: &str) -> Self {
        Self::UnknownSet { found: excerpt(found) }
    }

    pub(crate) fn unknown_policy(found: &str) -> Self {
        Self::UnknownPolicy { found: excerpt(found) }
    }

    pub(crate) fn not_an_email(found: &str) -> Self {
        Self::NotAnEmail { found: excerpt(found) }
    }

    pub(crate) fn duplicate(found: &str) -> Self {
        Self::Duplicate { found: excerpt(found) }
    }

    pub(crate) fn earlier(date: Date, key: &'static str, than_date: Date, than: &'static str) -> Self {
        Self::Conflict(Conflict::Earlier { key, date, than, than_date })
    }

    /// The stable code (RULES 3.3).
    #[must_use]
    pub fn code(&self) -> FaultCode {
        match self {
            Self::BadJson { .. } => FaultCode::BadJson,
            Self::TooLarge => FaultCode::TooLarge,
            Self::TooDeep | Self::TooManyLevels => FaultCode::TooDeep,
            Self::WrongType { .. } => FaultCode::WrongType,
            Self::Missing { .. } | Self::MissingHours | Self::MissingRequirement => FaultCode::Missing,
            Self::UnknownKey { .. } => FaultCode::UnknownKey,
            Self::DuplicateKey => FaultCode::DuplicateKey,
            Self::UnknownValue { .. } | Self::UnknownCourse { .. } => FaultCode::UnknownValue,
            Self::UnknownSet { .. } => FaultCode::UnknownSet,
            Self::NoSuchDay { .. } | Self::BadDate { .. } => FaultCode::BadDate,
            Self::DateOutOfRange { .. }
            | Self::NumberOutOfRange { .. }
            | Self::HoursOutOfRange { .. }
            | Self::MoreThanTheSpan { .. } => FaultCode::OutOfRange,
            Self::TooPrecise => FaultCode::TooPrecise,
            Self::Blank | Self::ControlCharacter | Self::NotAnEmail { .. } => FaultCode::BadText,
            Self::TextLength { .. } | Self::ListLength { .. } | Self::TooManyNodes => FaultCode::BadLength,
            Self::Conflict(_) => FaultCode::Conflict,
            Self::Duplicate { .. } => FaultCode::Duplicate,
            Self::UnknownPolicy { .. } => FaultCode::UnknownPolicy,
        }
    }
}

/// One entry that cannot be right: where it stands and what is wrong with it (RULES 3.3).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Error)]
#[error("{}: {problem}", if path.is_empty() { "the whole input" } else { path })]
pub struct Fault {
    path: String,
    /// Shared, so that faults are cheap to copy.
    problem: Arc<Problem>,
    offset: Option<usize>,
}

impl Fault {
    pub(crate) fn new(path: String, problem: Problem) -> Self {
        Self { path, problem: problem.into(), offset: None }
    }

    /// The fault of what starts at this byte of the document.
    pub(crate) fn at(self, offset: usize) -> Self {
        Self { offset: Some(offset), ..self }
    }

    /// Forgets where it stands.
    pub(crate) fn unplace(&mut self) {
        self.offset = None;
    }

    /// The byte of the document that was read at which the faulty value starts, or the object that lacks a key; `None`
    /// where nothing was read, and for an overlay, whose faults are those of the merged policy.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// Where: a JSON Pointer (RFC 6901) into the document that was read; empty for the document itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> FaultCode {
        self.problem.code()
    }

    /// What is wrong, to match on; its `Display` is [`Fault::message`].
    #[must_use]
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What is wrong and what to do, in one English sentence.
    #[must_use]
    pub fn message(&self) -> String {
        self.problem.to_string()
    }
}

/// What is wrong with one entry of an input, and where (RULES 3.3). Programs key on `path` and `code`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FaultWire<'a> {
    /// Where: a JSON Pointer into what was read; empty for all of it.
    path: &'a str,
    /// The stable code.
    code: FaultCode,
    /// What is wrong and what to do, in one English sentence, which may change.
    message: String,
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        FaultWire { path: &self.path, code: self.code(), message: self.message() }.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
crate::object::schema_of!(Fault, "Fault", FaultWire<'_>);

/// Every fault of an input, in the order of RULES 3.3; never empty.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Error, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline, extend("minItems" = 1)))]
#[serde(transparent)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// `Ok(value)` when nothing is wrong, else all that is.
    pub(crate) fn none_or(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self(faults)) }
    }

    pub(crate) fn one(path: impl Into<String>, problem: Problem) -> Self {
        Self(vec![Fault::new(path.into(), problem)])
    }

    /// These with others among them, from this place on.
    pub(crate) fn with(&self, place: usize, others: &Self) -> Self {
        let (before, after) = self.0.split_at(place.min(self.0.len()));
        Self([before, &others.0, after].concat())
    }
}

impl std::ops::Deref for Faults {
    type Target = [Fault];

    fn deref(&self) -> &[Fault] {
        &self.0
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, fault) in self.0.iter().enumerate() {
            let lead = if nth == 0 { "" } else { "; " };
            write!(f, "{lead}{fault}")?;
        }
        Ok(())
    }
}
