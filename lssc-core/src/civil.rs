//! The proleptic Gregorian calendar as whole numbers: days since 1970-01-01, and year, month and day of each.
//!
//! Both ways take no loop, no table and hardly a branch: the year begins in March, so that a leap day is its last, and
//! divisions by the lengths of centuries, years and months are multiplications (Neri and Schneider, "Euclidean affine
//! functions and their application to calendar algorithms", 2022). `tests/calendar.rs` holds it against a calendar that
//! counts days one by one.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "years are bounded, and with them everything that is counted here"
)]

/// The years that can be computed; policies shift inputs by centuries, and this is far beyond.
pub(crate) const FIRST_YEAR: i32 = -262_143;
pub(crate) const LAST_YEAR: i32 = 262_142;

/// Cycles of 400 years that make every year positive.
const CYCLES: i32 = 656;
const DAYS_OF_CYCLE: i32 = 146_097;
/// The years, and the days before 1970-01-01, from 1 March of the first of these cycles on.
const YEARS_BEFORE: i32 = 400 * CYCLES;
const DAYS_BEFORE: i32 = DAYS_OF_CYCLE * CYCLES + 719_468;

/// The first and the last day that can be computed.
pub(crate) const FIRST: i32 = number_of(FIRST_YEAR, 1, 1);
pub(crate) const LAST: i32 = number_of(LAST_YEAR, 12, 31);

/// A day by its year, its month from 1 and its day from 1.
#[derive(Clone, Copy)]
pub(crate) struct Civil {
    pub(crate) year: i32,
    pub(crate) month: u32,
    pub(crate) day: u32,
}

/// The number of a day of the calendar; `None` where it has no such day.
#[inline]
pub(crate) const fn number(year: i32, month: u32, day: u32) -> Option<i32> {
    // What lies before the first wraps around and lies after the last.
    if year.wrapping_sub(FIRST_YEAR) as u32 > (LAST_YEAR - FIRST_YEAR) as u32 {
        return None;
    }
    if month.wrapping_sub(1) > 11 {
        return None;
    }
    if day.wrapping_sub(1) >= month_length(year, month) { None } else { Some(number_of(year, month, day)) }
}

/// The number of a day that is there.
#[inline]
const fn number_of(year: i32, month: u32, day: u32) -> i32 {
    let in_next = (month <= 2) as u32;
    let year = (year + YEARS_BEFORE) as u32 - in_next;
    let century = year / 100;
    let of_years = 1461 * year / 4 - century + century / 4;
    let of_months = (979 * (month + 12 * in_next) - 2919) / 32;
    (of_years + of_months + day - 1) as i32 - DAYS_BEFORE
}

/// The day of this number, which lies between [`FIRST`] and [`LAST`].
#[inline]
pub(crate) const fn civil(number: i32) -> Civil {
    let of_cycles = 4 * (number + DAYS_BEFORE) as u32 + 3;
    let century = of_cycles / DAYS_OF_CYCLE as u32;
    let of_century = (of_cycles % DAYS_OF_CYCLE as u32) | 3;
    let years = 2_939_745 * of_century as u64;
    let day_of_year = years as u32 / 2_939_745 / 4;
    let year = 100 * century + (years >> 32) as u32;
    let months = 2141 * day_of_year + 197_913;
    let in_next = (day_of_year >= 306) as u32;
    Civil {
        year: (year + in_next) as i32 - YEARS_BEFORE,
        month: (months >> 16) - 12 * in_next,
        day: (months & 0xffff) / 2141 + 1,
    }
}

/// The number of the day so many months later, or earlier, on the last day of a month that is shorter.
#[inline]
pub(crate) const fn shifted(number: i32, months: i32) -> i32 {
    let Civil { year, month, day } = civil(number);
    let months = (12 * year + month as i32 - 1).saturating_add(months);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
    if year > LAST_YEAR {
        return LAST;
    }
    if year < FIRST_YEAR {
        return FIRST;
    }
    let length = month_length(year, month);
    number_of(year, month, if day < length { day } else { length })
}

#[inline]
pub(crate) const fn month_length(year: i32, month: u32) -> u32 {
    // Of the years that 100 divides, those that 16 divides are those that 400 divides.
    let mask = if year % 100 == 0 { 15 } else { 3 };
    let usual = 0b1_1110 | (month ^ (month >> 3));
    if month == 2 { 28 + (year & mask == 0) as u32 } else { usual }
}
