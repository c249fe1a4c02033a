//! Exact quantities: hours to hundredths, money in whole cents, bounded whole numbers (RULES 1.3).

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::fault::Problem;

/// A number of hours, exact to hundredths; no binary floating point decides anything (RULES 1.3).
///
/// ```
/// use lssc_core::Hours;
/// let hours = Hours::from_hundredths(3150);
/// assert_eq!(hours.to_string(), "31.5");
/// assert!(hours < Hours::whole(32));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hours(u64);

/// Up to here a double is told apart from its neighbors by hundredths; every bound on an input lies far below.
const EXACT: f64 = 1e13;

impl Hours {
    /// No hours.
    pub const ZERO: Hours = Hours(0);
    /// The most that can be held and written exactly: 2^53 hundredths. No sum of inputs comes near.
    pub const MAX: Hours = Hours(1 << 53);

    /// So many hundredths of an hour, up to [`Hours::MAX`].
    #[must_use]
    pub const fn from_hundredths(hundredths: u64) -> Self {
        if hundredths < Self::MAX.0 { Self(hundredths) } else { Self::MAX }
    }

    /// So many whole hours.
    #[must_use]
    pub const fn whole(hours: u32) -> Self {
        Self((hours as u64).saturating_mul(100))
    }

    /// The hours in hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.0
    }

    /// `value`, when it is the double nearest to a multiple of 0.01 between `min` and `max`, both
    /// inclusive.
    ///
    /// # Errors
    /// [`Problem::HoursOutOfRange`] outside the bounds (and for what is not a number),
    /// [`Problem::TooPrecise`] for more than two decimals, in this order.
    pub fn from_f64(value: f64, min: Hours, max: Hours) -> Result<Self, Problem> {
        if !(value >= min.to_f64() && value <= max.to_f64()) {
            return Err(Problem::HoursOutOfRange { min, max: Some(max) });
        }
        Self::nearest(value)
    }

    /// The hours that `value` is the nearest double of, whatever the bounds of the field; of what is larger than any
    /// bound, [`Hours::MAX`].
    ///
    /// # Errors
    /// [`Problem::HoursOutOfRange`] for what is negative or not finite; [`Problem::TooPrecise`] for more than two
    /// decimals.
    pub(crate) fn nearest(value: f64) -> Result<Self, Problem> {
        if value < 0.0 || !value.is_finite() {
            return Err(Problem::HoursOutOfRange { min: Self::ZERO, max: None });
        }
        if value > EXACT {
            return Ok(Self::MAX);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::float_arithmetic,
            reason = "between 0 and 1e15, and a whole number after rounding"
        )]
        let hours = Self((value * 100.0).round() as u64);
        // The quotient of two exact integers is rounded correctly, so it is the nearest double.
        if hours.to_f64().total_cmp(&value.abs()).is_eq() { Ok(hours) } else { Err(Problem::TooPrecise) }
    }

    /// The double nearest to the hours, for output only.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::float_arithmetic,
        reason = "exact up to 2^53 hundredths, the most there is"
    )]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// The sum; at the largest number there is it stays there.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self::from_hundredths(self.0.saturating_add(other.0))
    }

    /// What is left of these hours once `other` is taken away; zero when nothing is.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// So many times these hours.
    #[must_use]
    pub const fn times(self, factor: u32) -> Self {
        Self::from_hundredths(self.0.saturating_mul(factor as u64))
    }
}

impl fmt::Display for Hours {
    /// The fewest digits: `32`, `31.5`, `1911.42`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl fmt::Debug for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Hours {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u64(self.0 / 100)
        } else {
            // The shortest digits that give this double back are the decimal ones, without exponent.
            serializer.serialize_f64(self.to_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Hours {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct HoursVisitor;

        impl Visitor<'_> for HoursVisitor {
            type Value = Hours;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number of hours")
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<Hours, E> {
                value
                    .checked_mul(100)
                    .map(Hours)
                    .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(value), &self))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<Hours, E> {
                u64::try_from(value)
                    .map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
                    .and_then(|value| self.visit_u64(value))
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<Hours, E> {
                Hours::nearest(value).map_err(E::custom)
            }
        }

        deserializer.deserialize_f64(HoursVisitor)
    }
}

/// An amount of money in whole US cents (RULES 1.3).
///
/// serde reads 0 to [`Cents::MAX_INPUT`]; a sum may be larger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug, Serialize)]
#[serde(transparent)]
pub struct Cents(u64);

impl Cents {
    /// Nothing.
    pub const ZERO: Cents = Cents(0);
    /// The largest amount an input may hold: 10^9 cents, inclusive (RULES 1.3).
    pub const MAX_INPUT: Cents = Cents(1_000_000_000);

    /// So many cents.
    #[must_use]
    pub const fn new(cents: u64) -> Self {
        Self(cents)
    }

    /// The number of cents.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The sum; at the largest amount there is it stays there.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl fmt::Display for Cents {
    /// Dollars and cents: `$325.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let cents = Self(u64::deserialize(deserializer)?);
        cents.check_input().map_err(D::Error::custom)?;
        Ok(cents)
    }
}

impl Cents {
    /// Whether an input may hold this amount.
    pub(crate) fn check_input(self) -> Result<(), Problem> {
        if self <= Self::MAX_INPUT {
            return Ok(());
        }
        Err(Problem::NumberOutOfRange { min: 0, max: Self::MAX_INPUT.0 })
    }
}

/// A whole number of years, months or things, from `MIN` to `MAX`, both inclusive (RULES 1.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(transparent)]
pub struct Whole<const MIN: u16, const MAX: u16>(u16);

impl<const MIN: u16, const MAX: u16> Whole<MIN, MAX> {
    /// The number.
    ///
    /// # Errors
    /// [`Problem::NumberOutOfRange`] outside the bounds.
    pub fn new(number: u64) -> Result<Self, Problem> {
        match u16::try_from(number) {
            Ok(number) if (MIN..=MAX).contains(&number) => Ok(Self(number)),
            _ => Err(Problem::NumberOutOfRange { min: MIN.into(), max: MAX.into() }),
        }
    }

    /// A number that is known when the crate is built; out of bounds, the build fails.
    pub(crate) const fn known<const NUMBER: u16>() -> Self {
        const { assert!(MIN <= NUMBER && NUMBER <= MAX) };
        Self(NUMBER)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0 as u32
    }
}

impl<'de, const MIN: u16, const MAX: u16> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u64::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
