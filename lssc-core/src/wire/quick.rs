//! Records as most of them are written, read in one go, without a list of faults.
//!
//! What these readers take, the others take too, and read alike; what they refuse (a fault, an escape in a text, a number with
//! an exponent, a title in place of an id) says nothing yet: the other readers decide. Property tests hold them to that.

#![expect(
    clippy::option_option,
    reason = "outside, whether it could be read; inside, whether it is answered"
)]

use super::Question;
use super::json::MAX_BYTES;
use crate::competency::{CompetencySet, CompetencySets};
use crate::date::{Date, Period};
use crate::fault::Named;
use crate::list::{Entries, MAX_ENTRIES};
use crate::quantity::Hours;
use crate::record::{
    Activity, ActivityUnit, CountedActivity, CourseCompletion, Degree, Experience, OutcomeName, Portfolio,
    Record, RecordParts, Renewal, Span, outcome,
};
use crate::text::Id;

/// How many entries a list is expected to have.
const FEW: usize = 8;

/// Reads a record from JSON. `None` says nothing: it may be a record all the same.
///
/// ```
/// use lssc_core::{Record, wire::quick_record};
/// let json = br#"{"id": "p-001", "applied_on": "2024-06-30"}"#;
/// assert_eq!(quick_record(json), Record::from_json(json).ok());
/// ```
#[must_use]
pub fn quick_record(json: &[u8]) -> Option<Record> {
    if json.len() > MAX_BYTES {
        return None;
    }
    let mut text = Text(json);
    let record = text.record()?;
    text.space();
    text.0.is_empty().then_some(record)
}

/// JSON that is yet to be read.
struct Text<'a>(&'a [u8]);

/// A key that stands for the first time.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> Option<()> {
    match (&place, value) {
        (None, Some(value)) => {
            *place = Some(value);
            Some(())
        }
        _ => None,
    }
}

/// What is not answered is `None` inside; a key that is not there at all as well.
fn answered<T>(value: Option<Option<T>>) -> Option<T> {
    value.flatten()
}

impl<'a> Text<'a> {
    fn space(&mut self) {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.0 {
            self.0 = rest;
        }
    }

    /// Takes what is expected, after white space.
    fn take(&mut self, wanted: u8) -> Option<()> {
        self.space();
        let (&first, rest) = self.0.split_first()?;
        if first != wanted {
            return None;
        }
        self.0 = rest;
        Some(())
    }

    /// The inside of a text without an escape.
    fn string(&mut self) -> Option<&'a [u8]> {
        self.take(b'"')?;
        let length = plain(self.0)?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest.strip_prefix(b"\"")?;
        Some(text)
    }

    /// Goes over the keys of an object; each is followed by a value, which `each` reads.
    fn object(&mut self, mut each: impl FnMut(&mut Self, &[u8]) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        if self.take(b'}').is_some() {
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.take(b':')?;
            self.space();
            each(self, key)?;
            if self.take(b',').is_none() {
                return self.take(b'}');
            }
        }
    }

    fn list<T>(&mut self, mut entry: impl FnMut(&mut Self) -> Option<T>) -> Option<Entries<T>> {
        self.take(b'[')?;
        if self.take(b']').is_some() {
            return Some(Entries::default());
        }
        let mut entries = Vec::with_capacity(FEW);
        loop {
            entries.push(entry(self)?);
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Entries::new(entries).ok();
            }
        }
    }

    /// Null, or else what `read` reads.
    fn or_null<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.0.strip_prefix(b"null") {
            Some(rest) => {
                self.0 = rest;
                Some(None)
            }
            None => read(self).map(Some),
        }
    }

    fn list_or_null<T>(&mut self, entry: impl FnMut(&mut Self) -> Option<T>) -> Option<Option<Entries<T>>> {
        self.or_null(|text| text.list(entry))
    }

    fn date(&mut self) -> Option<Date> {
        let (&[b'"', ref date @ .., b'"'], rest) = self.0.split_first_chunk::<12>()? else { return None };
        self.0 = rest;
        parsed_date(*date)
    }

    fn date_or_null(&mut self) -> Option<Option<Date>> {
        self.or_null(Self::date)
    }

    fn bool(&mut self) -> Option<bool> {
        let (word, value): (&[u8], _) =
            if self.0.starts_with(b"t") { (b"true", true) } else { (b"false", false) };
        self.0 = self.0.strip_prefix(word)?;
        Some(value)
    }

    /// A number of at most nine digits before its point and two behind it, so that its hundredths are what the nearest double says.
    fn hours(&mut self) -> Option<Hours> {
        let (whole, length) = self.digits();
        if length == 0 || length > 9 || (length > 1 && self.0.starts_with(b"0")) {
            return None;
        }
        self.0 = self.0.get(length..)?;
        let mut hundredths = whole.saturating_mul(100);
        if let Some(rest) = self.0.strip_prefix(b".") {
            self.0 = rest;
            let (fraction, length) = self.digits();
            hundredths = hundredths.saturating_add(match length {
                1 => fraction.saturating_mul(10),
                2 => fraction,
                _ => return None,
            });
            self.0 = self.0.get(length..)?;
        }
        match self.0.first() {
            Some(b'e' | b'E') => None,
            _ => Some(Hours::from_hundredths(hundredths)),
        }
    }

    /// The digits here, and how many; of more than ten nobody asks for the value.
    fn digits(&self) -> (u64, usize) {
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit());
        let push = |(value, length): (u64, usize), &digit: &u8| {
            (value.wrapping_mul(10).wrapping_add(u64::from(digit & 0x0f)), length.saturating_add(1))
        };
        digits.fold((0, 0), push)
    }

    fn words<T>(&mut self) -> Option<T>
    where
        T: std::str::FromStr,
    {
        std::str::from_utf8(self.string()?).ok()?.parse().ok()
    }

    fn set(&mut self) -> Option<CompetencySet> {
        let id = self.string()?;
        CompetencySet::ALL.into_iter().find(|set| same(set.as_str().as_bytes(), id))
    }

    fn named<T: Named>(&mut self) -> Option<T> {
        let name = self.string()?;
        let place = T::NAMES.iter().position(|known| same(known.as_bytes(), name))?;
        T::ALL.get(place).copied()
    }

    fn record(&mut self) -> Option<Record> {
        let (mut id, mut education, mut position, mut experience, mut membership) =
            (None, None, None, None, None);
        let (mut applied_on, mut admitted_on, mut certified_on, mut courses) = (None, None, None, None);
        let (mut portfolios, mut degrees, mut renewals, mut activities) = (None, None, None, None);
        self.object(|text, key| match () {
            () if same(key, b"id") => put(&mut id, text.words()),
            () if same(key, b"education") => put(&mut education, text.or_null(Self::named)),
            () if same(key, b"position_requires_mls") => put(&mut position, text.or_null(Self::bool)),
            () if same(key, b"experience") => put(&mut experience, text.list_or_null(Self::experience)),
            () if same(key, b"ala_membership") => put(&mut membership, text.list_or_null(Self::period)),
            () if same(key, b"applied_on") => put(&mut applied_on, text.date_or_null()),
            () if same(key, b"admitted_on") => put(&mut admitted_on, text.date_or_null()),
            () if same(key, b"certified_on") => put(&mut certified_on, text.date_or_null()),
            () if same(key, b"courses") => put(&mut courses, text.list_or_null(Self::completion)),
            () if same(key, b"portfolios") => put(&mut portfolios, text.list_or_null(Self::portfolio)),
            () if same(key, b"degrees") => put(&mut degrees, text.list_or_null(Self::degree)),
            () if same(key, b"renewals") => put(&mut renewals, text.list_or_null(Self::renewal)),
            () if same(key, b"activities") => put(&mut activities, text.list_or_null(Self::activity)),
            () => None,
        })?;
        let parts = RecordParts {
            id: id?,
            education: answered(education),
            position_requires_mls: answered(position),
            experience: answered(experience),
            ala_membership: answered(membership),
            applied_on: answered(applied_on),
            admitted_on: answered(admitted_on),
            certified_on: answered(certified_on),
            courses: answered(courses),
            portfolios: answered(portfolios),
            degrees: answered(degrees),
            renewals: answered(renewals),
            activities: answered(activities),
        };
        checked(parts)
    }

    fn experience(&mut self) -> Option<Experience> {
        let (mut from, mut to, mut weekly, mut total, mut volunteer, mut library) =
            (None, None, None, None, None, None);
        self.space();
        self.object(|text, key| match () {
            () if same(key, b"from") => put(&mut from, text.date()),
            () if same(key, b"to") => put(&mut to, text.date_or_null()),
            () if same(key, b"hours_per_week") => put(&mut weekly, text.or_null(Self::hours)),
            () if same(key, b"total_hours") => put(&mut total, text.or_null(Self::hours)),
            () if same(key, b"volunteer") => put(&mut volunteer, text.or_null(Self::bool)),
            () if same(key, b"library") => put(&mut library, text.or_null(Self::words)),
            () => None,
        })?;
        let period = Period::new(from?, answered(to)).ok()?;
        let span = match (answered(weekly), answered(total)) {
            (Some(hours), None) => Span::weekly(period, hours),
            (None, Some(hours)) => Span::total(period, hours),
            _ => return None,
        };
        Some(Experience { span: span.ok()?, volunteer: answered(volunteer), library: answered(library) })
    }

    fn period(&mut self) -> Option<Period> {
        let (mut from, mut to) = (None, None);
        self.object(|text, key| match () {
            () if same(key, b"from") => put(&mut from, text.date()),
            () if same(key, b"to") => put(&mut to, text.date_or_null()),
            () => None,
        })?;
        Period::new(from?, answered(to)).ok()
    }

    /// An object of a text and a date, as it names them.
    fn dated(&mut self, id_key: &[u8], date_key: &[u8]) -> Option<(Id, Date)> {
        let (mut id, mut date) = (None, None);
        self.object(|text, key| {
            if same(key, id_key) {
                put(&mut id, text.words())
            } else if same(key, date_key) {
                put(&mut date, text.date())
            } else {
                None
            }
        })?;
        id.zip(date)
    }

    fn completion(&mut self) -> Option<CourseCompletion> {
        let (course, completed_on) = self.dated(b"course", b"completed_on")?;
        Some(CourseCompletion { course, completed_on })
    }

    fn degree(&mut self) -> Option<Degree> {
        let (agreement, graduated_on) = self.dated(b"agreement", b"graduated_on")?;
        Some(Degree { agreement, graduated_on })
    }

    fn portfolio(&mut self) -> Option<Portfolio> {
        let (mut set, mut submitted_on, mut name, mut evaluated_on) = (None, None, None, None);
        self.object(|text, key| match () {
            () if same(key, b"set") => put(&mut set, text.set()),
            () if same(key, b"submitted_on") => put(&mut submitted_on, text.date()),
            () if same(key, b"outcome") => put(&mut name, text.named()),
            () if same(key, b"evaluated_on") => put(&mut evaluated_on, text.date_or_null()),
            () => None,
        })?;
        Portfolio::new(set?, submitted_on?, outcome(name?, answered(evaluated_on)).ok()?).ok()
    }

    fn renewal(&mut self) -> Option<Renewal> {
        let mut renewed_on = None;
        self.object(|text, key| match () {
            () if same(key, b"renewed_on") => put(&mut renewed_on, text.date()),
            () => None,
        })?;
        Some(Renewal { renewed_on: renewed_on? })
    }

    fn activity(&mut self) -> Option<Activity> {
        let (mut completed_on, mut quantity, mut unit, mut sets, mut title) = (None, None, None, None, None);
        self.object(|text, key| match () {
            () if same(key, b"completed_on") => put(&mut completed_on, text.date()),
            () if same(key, b"quantity") => put(&mut quantity, text.hours()),
            () if same(key, b"unit") => put(&mut unit, text.named()),
            () if same(key, b"sets") => put(&mut sets, text.sets()),
            () if same(key, b"title") => put(&mut title, text.or_null(Self::words)),
            () => None,
        })?;
        let counted = CountedActivity::new(completed_on?, quantity?, unit?, sets?).ok()?;
        Some(Activity { counted, title: answered(title) })
    }

    fn sets(&mut self) -> Option<CompetencySets> {
        self.take(b'[')?;
        let mut sets = CompetencySets::NONE;
        if self.take(b']').is_some() {
            return Some(sets);
        }
        for _ in 0..MAX_ENTRIES {
            sets = sets.with(self.set()?);
            if self.take(b',').is_none() {
                self.take(b']')?;
                return Some(sets);
            }
        }
        None
    }
}

/// The record of these parts, if their dates are in order.
fn checked(parts: RecordParts) -> Option<Record> {
    let stages = [parts.applied_on, parts.admitted_on, parts.certified_on];
    crate::record::stages_out_of_order(stages).next().is_none().then(|| Record::of_checked(parts))
}

/// `YYYY-MM-DD`, if it is a date that may come in.
fn parsed_date(date: [u8; 10]) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2].map(|digit| digit.wrapping_sub(b'0'));
    if digits.iter().any(|&digit| digit > 9) {
        return None;
    }
    let [y1, y2, y3, y4, m1, m2, d1, d2] = digits.map(u16::from);
    let two = |tens: u16, ones: u16| tens.wrapping_mul(10).wrapping_add(ones);
    let year = two(y1, y2).wrapping_mul(100).wrapping_add(two(y3, y4));
    Date::new(year.into(), two(m1, m2).into(), two(d1, d2).into()).ok()
}

/// How many bytes there are before a quote; `None` where something else comes first that ends a text or is an escape.
fn plain(text: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut length = 0_usize;
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk::<8>() {
        let bytes = u64::from_le_bytes(*chunk);
        let quote = bytes ^ (ONES.wrapping_mul(0x22));
        let escape = bytes ^ (ONES.wrapping_mul(0x5c));
        // The lowest mark is right; those above it may be carried into.
        let control = bytes.wrapping_sub(ONES.wrapping_mul(0x20)) & !bytes;
        let marks =
            ((quote.wrapping_sub(ONES) & !quote) | (escape.wrapping_sub(ONES) & !escape) | control) & HIGH;
        if marks != 0 {
            let place = usize::try_from(marks.trailing_zeros() / 8).ok()?;
            return (chunk.get(place) == Some(&b'"')).then(|| length.saturating_add(place));
        }
        length = length.saturating_add(8);
        rest = after;
    }
    let place = rest.iter().position(|&byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
    (rest.get(place) == Some(&b'"')).then(|| length.saturating_add(place))
}

/// Whether two texts are the same, eight bytes at a time: most are names that are known when this is compiled.
#[inline]
fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (mut one, mut other) = (one, other);
    while let (Some((first, one_rest)), Some((second, other_rest))) =
        (one.split_first_chunk::<8>(), other.split_first_chunk::<8>())
    {
        if u64::from_le_bytes(*first) != u64::from_le_bytes(*second) {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.iter().zip(other).all(|(first, second)| first == second)
}

/// Reads a day and a record that a binding has packed. `None` says nothing: they may be right all the same.
///
/// What stands where: a date is ten bytes as it is written, or one that is zero where there is none; a choice, one byte, 0
/// where it is not answered and else its place among all, from 1; a text, its bytes after their number (two bytes, little-endian, 65535
/// where it is not answered); hours, a double; a list, the number of its entries plus 1 (two bytes, 0 where it is not answered) and the
/// entries. First comes the day, then the parts of a record in their order (RULES 3.1), and inside an entry those of the entry; of the
/// two kinds of hours one byte that says which (1 weekly, 2 total) and one double, and the sets of an activity as bits.
///
/// ```
/// use lssc_core::wire::packed_question;
/// let packed = [b"2024-06-30".as_slice(), &[5, 0], b"p-001", &[0; 19]].concat();
/// let question = packed_question(&packed).unwrap();
/// assert_eq!(question.record.id.as_str(), "p-001");
/// assert_eq!(question.as_of.to_string(), "2024-06-30");
/// ```
#[must_use]
pub fn packed_question(packed: &[u8]) -> Option<Question> {
    let mut packed = Packed(packed);
    let as_of = packed.date()?;
    let parts = RecordParts {
        id: packed.text()??,
        education: packed.choice()?,
        position_requires_mls: packed.bool()?,
        experience: packed.list(Packed::experience)?,
        ala_membership: packed.list(Packed::period)?,
        applied_on: packed.optional_date()?,
        admitted_on: packed.optional_date()?,
        certified_on: packed.optional_date()?,
        courses: packed.list(|packed| {
            Some(CourseCompletion { course: packed.text()??, completed_on: packed.date()? })
        })?,
        portfolios: packed.list(Packed::portfolio)?,
        degrees: packed
            .list(|packed| Some(Degree { agreement: packed.text()??, graduated_on: packed.date()? }))?,
        renewals: packed.list(|packed| Some(Renewal { renewed_on: packed.date()? }))?,
        activities: packed.list(Packed::activity)?,
    };
    let record = checked(parts).filter(|_| packed.0.is_empty())?;
    Some(Question { record, as_of })
}

/// What is yet to be unpacked.
struct Packed<'a>(&'a [u8]);

impl Packed<'_> {
    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (&chunk, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(chunk)
    }

    fn byte(&mut self) -> Option<u8> {
        self.chunk::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Option<u16> {
        self.chunk().map(u16::from_le_bytes)
    }

    fn date(&mut self) -> Option<Date> {
        parsed_date(self.chunk()?)
    }

    fn optional_date(&mut self) -> Option<Option<Date>> {
        match self.0 {
            [0, rest @ ..] => {
                self.0 = rest;
                Some(None)
            }
            _ => self.date().map(Some),
        }
    }

    fn choice<T: Named>(&mut self) -> Option<Option<T>> {
        match usize::from(self.byte()?).checked_sub(1) {
            None => Some(None),
            Some(place) => T::ALL.get(place).copied().map(Some),
        }
    }

    fn bool(&mut self) -> Option<Option<bool>> {
        match self.byte()? {
            0 => Some(None),
            1 => Some(Some(false)),
            2 => Some(Some(true)),
            _ => None,
        }
    }

    fn text<T: std::str::FromStr>(&mut self) -> Option<Option<T>> {
        let length = match self.number()? {
            u16::MAX => return Some(None),
            length => usize::from(length),
        };
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()?.parse().ok().map(Some)
    }

    fn hours(&mut self) -> Option<Hours> {
        Hours::nearest(f64::from_le_bytes(self.chunk()?)).ok()
    }

    fn list<T>(&mut self, entry: impl Fn(&mut Self) -> Option<T>) -> Option<Option<Entries<T>>> {
        let Some(length) = self.number()?.checked_sub(1) else { return Some(None) };
        if usize::from(length) > MAX_ENTRIES {
            return None;
        }
        let mut entries = Vec::with_capacity(length.into());
        for _ in 0..length {
            entries.push(entry(self)?);
        }
        Entries::new(entries).ok().map(Some)
    }

    fn period(&mut self) -> Option<Period> {
        let from = self.date()?;
        Period::new(from, self.optional_date()?).ok()
    }

    fn experience(&mut self) -> Option<Experience> {
        let period = self.period()?;
        let (kind, hours) = (self.byte()?, self.hours()?);
        let span = match kind {
            1 => Span::weekly(period, hours),
            2 => Span::total(period, hours),
            _ => return None,
        };
        Some(Experience { span: span.ok()?, volunteer: self.bool()?, library: self.text()? })
    }

    fn portfolio(&mut self) -> Option<Portfolio> {
        let set = CompetencySet::ALL.get(usize::from(self.byte()?)).copied()?;
        let submitted_on = self.date()?;
        let name: OutcomeName = self.choice()??;
        Portfolio::new(set, submitted_on, outcome(name, self.optional_date()?).ok()?).ok()
    }

    fn activity(&mut self) -> Option<Activity> {
        let (completed_on, quantity) = (self.date()?, self.hours()?);
        let unit: ActivityUnit = self.choice()??;
        let bits = self.number()?;
        let sets = CompetencySet::ALL.into_iter().filter(|&set| bits & (1 << (set as u8)) != 0).collect();
        let counted = CountedActivity::new(completed_on, quantity, unit, sets).ok()?;
        Some(Activity { counted, title: self.text()? })
    }
}
