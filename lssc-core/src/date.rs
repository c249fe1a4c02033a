//! Calendar dates and the month arithmetic of RULES 1.1 and 1.2.
//!
//! A month later keeps the day of the month, clamped to the last day of the target month, and a
//! multiple is taken from the original date in one step:
//!
//! ```
//! use lssc_core::Date;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let leap_day: Date = "2096-02-29".parse()?;
//! assert_eq!(leap_day.plus_years(4).to_string(), "2100-02-28");
//! assert_eq!(leap_day.plus_years(8).to_string(), "2104-02-29");
//! assert_eq!(leap_day.plus_years(4).plus_years(4).to_string(), "2104-02-28", "chaining loses the day");
//! # Ok(())
//! # }
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::civil::{self, Civil};
use crate::fault::Problem;

/// A calendar date, proleptic Gregorian, without a time or a time zone (RULES 1.1).
///
/// A date that comes in ([`Date::new`], [`FromStr`], serde) lies between
/// [`Date::MIN`] and [`Date::MAX`], both inclusive. A date computed from such a one may lie outside.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// The first date an input may hold: 1900-01-01.
    pub const MIN: Date = Date::known(1900, 1, 1);
    /// The last date an input may hold: 2199-12-31.
    pub const MAX: Date = Date::known(2199, 12, 31);

    /// A date that is known when the crate is built; one that is none fails the build.
    #[expect(clippy::panic, reason = "every use is a constant")]
    pub(crate) const fn known(year: i32, month: u32, day: u32) -> Self {
        match civil::number(year, month, day) {
            Some(number) => Self(number),
            None => panic!("this is no date"),
        }
    }

    /// The date of this year, month (1 to 12) and day (1 to 31).
    ///
    /// # Errors
    /// [`Problem::NoSuchDay`] when the calendar has no such day, [`Problem::DateOutOfRange`] when it lies
    /// outside [`Date::MIN`] to [`Date::MAX`].
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, Problem> {
        let found = || format!("{year:04}-{month:02}-{day:02}");
        let number = civil::number(year, month, day).ok_or_else(|| Problem::no_such_day(&found()))?;
        Self::in_range(Self(number)).ok_or_else(|| Problem::date_out_of_range(&found()))
    }

    /// The date so many days after 1970-01-01, as Arrow and others count them; negative before it.
    ///
    /// ```
    /// use lssc_core::Date;
    /// assert_eq!(Date::from_days_since_1970(0), Date::new(1970, 1, 1));
    /// for days in Date::MIN.days_since_1970()..=Date::MAX.days_since_1970() {
    ///     assert_eq!(Date::from_days_since_1970(days).map(Date::days_since_1970), Ok(days));
    /// }
    /// assert!(Date::from_days_since_1970(Date::MIN.days_since_1970() - 1).is_err());
    /// assert!(Date::from_days_since_1970(i32::MAX).is_err());
    /// ```
    ///
    /// # Errors
    /// [`Problem::DateOutOfRange`] when it lies outside [`Date::MIN`] to [`Date::MAX`].
    #[inline]
    pub fn from_days_since_1970(days: i32) -> Result<Self, Problem> {
        let found = || Problem::date_out_of_range(&format!("day {days} after 1970-01-01"));
        Self::in_range(Self(days)).ok_or_else(found)
    }

    /// The days from 1970-01-01 to this date; negative before it.
    #[inline]
    #[must_use]
    pub const fn days_since_1970(self) -> i32 {
        self.0
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        civil::civil(self.0).year
    }

    /// The month, from 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        civil::civil(self.0).month
    }

    /// The day of the month, from 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        civil::civil(self.0).day
    }

    /// Whether an input may hold this date, which may have been computed.
    pub(crate) fn check_input(self) -> Result<(), Problem> {
        Self::in_range(self).map(|_| ()).ok_or_else(|| Problem::date_out_of_range(&self.to_string()))
    }

    fn in_range(date: Self) -> Option<Self> {
        (Self::MIN..=Self::MAX).contains(&date).then_some(date)
    }

    /// This date `months` later, clamped to the end of the month (RULES 1.2).
    #[inline]
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        // No policy shifts an input by more than a few centuries, so that the largest number there is stands for any above.
        Self(civil::shifted(self.0, i32::try_from(months).unwrap_or(i32::MAX)))
    }

    /// This date `months` earlier, clamped to the end of the month (RULES 1.2).
    #[inline]
    #[must_use]
    pub fn minus_months(self, months: u32) -> Self {
        Self(civil::shifted(self.0, i32::try_from(months).map_or(i32::MIN, i32::saturating_neg)))
    }

    /// This date `years` later: 12 months each, in one step (RULES 1.2).
    #[must_use]
    pub fn plus_years(self, years: u32) -> Self {
        self.plus_months(years.saturating_mul(12))
    }

    /// This date `years` earlier: 12 months each, in one step (RULES 1.2).
    #[must_use]
    pub fn minus_years(self, years: u32) -> Self {
        self.minus_months(years.saturating_mul(12))
    }

    /// The day before.
    #[inline]
    #[must_use]
    pub fn day_before(self) -> Self {
        Self(self.0.saturating_sub(1).max(civil::FIRST))
    }

    /// The date `days` later.
    #[inline]
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.saturating_add_unsigned(days).min(civil::LAST))
    }

    /// The last day of this date's month.
    #[must_use]
    pub fn end_of_month(self) -> Self {
        let Civil { year, month, day } = civil::civil(self.0);
        self.plus_days(civil::month_length(year, month).saturating_sub(day))
    }

    /// The number of days from this date to `last`, both inclusive: 1 when they are equal, 0 when
    /// `last` is earlier (RULES 1.2: windows are closed).
    #[inline]
    #[must_use]
    pub fn days_through(self, last: Self) -> u32 {
        u32::try_from(self.days_until(last).saturating_add(1)).unwrap_or(0)
    }

    /// The whole days from this date to `other`; negative when `other` is earlier.
    #[inline]
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        other.0.saturating_sub(self.0)
    }

    /// Reads a date that the library computed, which may lie outside the range of inputs.
    #[inline]
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let bad = || Problem::bad_date(text);
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return Err(bad());
        };
        let digits =
            [[y1, y2], [y3, y4], [m1, m2], [d1, d2]].map(|pair| pair.map(|byte| byte.wrapping_sub(b'0')));
        if digits.as_flattened().iter().fold(0, |most, &digit| digit.max(most)) > 9 {
            return Err(bad());
        }
        let [century, year, month, day] =
            digits.map(|[tens, ones]| tens.saturating_mul(10).saturating_add(ones));
        let year = i32::from(century).saturating_mul(100).saturating_add(year.into());
        civil::number(year, month.into(), day.into()).map(Self).ok_or_else(|| Problem::no_such_day(text))
    }

    /// `YYYY-MM-DD` in ASCII; `None` where the year has not four digits.
    #[inline]
    fn written(self) -> Option<[u8; 10]> {
        let Civil { year, month, day } = civil::civil(self.0);
        let year = u32::try_from(year).ok().filter(|&year| year <= 9999)?;
        let [y1, y2] = two_digits(year / 100);
        let [y3, y4] = two_digits(year % 100);
        let ([m1, m2], [d1, d2]) = (two_digits(month), two_digits(day));
        Some([y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2])
    }

    /// Hands over the date as it is written.
    fn with_text<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let usual = self.written();
        match usual.as_ref().and_then(|text| std::str::from_utf8(text).ok()) {
            Some(text) => take(text),
            None => take(&self.long()),
        }
    }

    /// A date whose year has not four digits.
    #[cold]
    fn long(self) -> String {
        let Civil { year, month, day } = civil::civil(self.0);
        format!("{year:04}-{month:02}-{day:02}")
    }
}

/// A number below 100 in ASCII.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a digit")]
const fn two_digits(number: u32) -> [u8; 2] {
    [b'0' | (number / 10) as u8, b'0' | (number % 10) as u8]
}

impl FromStr for Date {
    type Err = Problem;

    /// Reads exactly `YYYY-MM-DD` in ASCII digits (RULES 1.1).
    fn from_str(text: &str) -> Result<Self, Problem> {
        Self::in_range(Self::parse(text)?).ok_or_else(|| Problem::date_out_of_range(text))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.write_str(text))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.with_text(|text| serializer.serialize_str(text))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize_parsed(deserializer, "a date, `YYYY-MM-DD`", str::parse)
    }
}

/// A closed stretch of days: both ends belong to it (RULES 1.2).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DateWindow"))]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// A stretch of days that may be open at its end: a span of work, a membership (RULES 3.1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    from: Date,
    to: Option<Date>,
}

impl Period {
    /// From `from` to `to`, both inclusive; without `to` it goes on.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when `to` is before `from`.
    pub fn new(from: Date, to: Option<Date>) -> Result<Self, Problem> {
        match to {
            Some(to) if to < from => Err(Problem::earlier(to, "to", from, "from")),
            _ => Ok(Self { from, to }),
        }
    }

    /// From `from` on, without an end.
    #[must_use]
    pub const fn starting(from: Date) -> Self {
        Self { from, to: None }
    }

    /// The first day.
    #[inline]
    #[must_use]
    pub fn from(self) -> Date {
        self.from
    }

    /// The last day; `None` while it goes on.
    #[inline]
    #[must_use]
    pub fn to(self) -> Option<Date> {
        self.to
    }

    /// Whether `date` lies in the period, ends included.
    #[inline]
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }

    /// From the start of this one to the later end of the two.
    pub(crate) fn joined(self, other: Self) -> Self {
        Self { from: self.from, to: self.to.zip(other.to).map(|(one, two)| one.max(two)) }
    }

    /// The days that the period shares with `window`; 0 when there are none.
    #[inline]
    #[must_use]
    pub fn days_within(self, window: Window) -> u32 {
        let last = self.to.map_or(window.to, |to| to.min(window.to));
        self.from.max(window.from).days_through(last)
    }
}
