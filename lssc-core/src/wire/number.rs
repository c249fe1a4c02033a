//! The double nearest to a JSON number, by which hours are judged (RULES 1.3).
//!
//! The standard library finds it as well, by tables that are larger than all the sentences of this crate. This is slower
//! for a number of many digits, and exact all the same.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "no document is longer than 16 MiB, and the exponents are bounded before they are counted with"
)]

/// Of so many digits and more, the last matter only by whether one of them is not zero: what lies in the middle between
/// two doubles has fewer.
const SIGNIFICANT: i64 = 800;
/// From this power of ten on, a number may be too large for a double.
const LARGE: i64 = 309;
/// Below this power of ten, a number is nearest to zero.
const SMALL: i64 = -330;

/// A power of ten that no number of digits in a document makes up for.
const LARGEST: i64 = 1_000_000_000;

/// Whether the nearest double of a JSON number is finite.
pub(super) fn is_finite(number: &str) -> bool {
    let decimal = Decimal::of(number);
    decimal.magnitude < LARGE || decimal.nearest().is_finite()
}

/// The double nearest to a JSON number; of two, the even one.
pub(super) fn nearest(number: &str) -> f64 {
    Decimal::of(number).nearest()
}

/// A number of any length: `digits` times ten to the power of `exponent`, and less than one of its digits more if there
/// is a `rest`.
struct Decimal {
    is_negative: bool,
    digits: Natural,
    exponent: i64,
    has_rest: bool,
    /// The number is less than ten to this power, and not less than ten to the power before.
    magnitude: i64,
}

impl Decimal {
    fn of(number: &str) -> Self {
        let mantissa = number.bytes().take_while(|byte| !matches!(byte, b'e' | b'E')).count();
        let (mantissa, power) = number.split_at(mantissa);
        let mut digits = Natural(Vec::new());
        let (mut count, mut places, mut is_fraction, mut has_rest) = (0_i64, 0_i64, false, false);
        for byte in mantissa.bytes() {
            let Some(digit) = digit(byte) else {
                is_fraction |= byte == b'.';
                continue;
            };
            if count < SIGNIFICANT {
                digits.multiply(10, digit);
            } else {
                has_rest |= digit > 0;
            }
            count += i64::from(!digits.0.is_empty());
            places += i64::from(is_fraction);
        }
        let size = power
            .bytes()
            .filter_map(digit)
            .fold(0_i64, |size, digit| LARGEST.min(size * 10 + i64::from(digit)));
        let power = if power.bytes().any(|byte| byte == b'-') { -size } else { size };
        let last = power - places;
        Self {
            is_negative: mantissa.bytes().next() == Some(b'-'),
            digits,
            exponent: last + (count - SIGNIFICANT).max(0),
            has_rest,
            magnitude: last + count,
        }
    }

    fn nearest(&self) -> f64 {
        let size = if self.digits.0.is_empty() || self.magnitude < SMALL {
            0.0
        } else if self.magnitude > LARGE {
            f64::INFINITY
        } else {
            self.digits.nearest(self.exponent, self.has_rest)
        };
        if self.is_negative { size.copysign(-1.0) } else { size }
    }
}

fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte & 0x0f))
}

/// A whole number of any length, by its digits to the base of 2^32: the lowest first, the highest not zero.
struct Natural(Vec<u32>);

impl Natural {
    /// Multiplies it and adds to it.
    fn multiply(&mut self, factor: u32, summand: u32) {
        let mut carry = summand;
        for digit in &mut self.0 {
            (*digit, carry) = digit.carrying_mul(factor, carry);
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    /// Divides it, and says whether something is left over.
    fn divide(&mut self, divisor: u32) -> bool {
        let mut left = 0;
        for digit in self.0.iter_mut().rev() {
            let both = (left << 32) | u64::from(*digit);
            *digit = (both / u64::from(divisor)) as u32;
            left = both % u64::from(divisor);
        }
        self.0.pop_if(|digit| *digit == 0);
        left > 0
    }

    /// The double nearest to it times ten to this power, and to a little more if there is a rest.
    fn nearest(&self, power: i64, mut has_rest: bool) -> f64 {
        // Room for 64 bits and more of a quotient: less than four bits go with every ten.
        let room = (-power).max(0) / 8 + 3;
        let mut digits = Natural(vec![0; room as usize]);
        digits.0.extend_from_slice(&self.0);
        let mut tens = power.unsigned_abs();
        while tens > 0 {
            let step = tens.min(9);
            tens -= step;
            let factor = 10_u32.pow(step as u32);
            if power < 0 {
                has_rest |= digits.divide(factor);
            } else {
                digits.multiply(factor, 0);
            }
        }
        let Some((low, &[third, second, first])) = digits.0.split_last_chunk() else { return 0.0 };
        // The highest 64 bits, from the first that is set.
        let zeros = first.leading_zeros();
        let high = (u64::from(first) << 32) | u64::from(second);
        let third = u64::from(third) << zeros;
        has_rest |= third as u32 > 0 || low.iter().any(|&digit| digit > 0);
        rounded(
            (high << zeros) | (third >> 32),
            32 * (low.len() as i64 - room + 1) - i64::from(zeros),
            has_rest,
        )
    }
}

/// The double nearest to a number of 64 bits, and a little more if there is a rest, times two to this power.
fn rounded(number: u64, power: i64, has_rest: bool) -> f64 {
    // A double has 53 bits, and none below the lowest of the smallest one.
    let dropped = (-1074 - power).max(64 - 53);
    if dropped > 64 {
        return 0.0;
    }
    let (half, kept) = (1_u64 << (dropped - 1), number.checked_shr(dropped as u32).unwrap_or_default());
    let up = number & half > 0 && (has_rest || number & (half - 1) > 0 || kept % 2 == 1);
    // The highest of 53 bits adds to the exponent, and so does what is carried over it.
    let double = (((power + dropped + 1074) as u64) << 52) + kept + u64::from(up);
    f64::from_bits(double.min(f64::INFINITY.to_bits()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: &str) {
        let expected: f64 = number.parse().unwrap();
        assert_eq!(nearest(number).to_bits(), expected.to_bits(), "{number}");
        assert_eq!(is_finite(number), expected.is_finite(), "{number}");
    }

    #[test]
    fn every_hundredth_is_itself() {
        for hundredths in (0..1_000_000_u64).chain((1 << 53) - 1000..=1 << 53) {
            check(&format!("{}.{:02}", hundredths / 100, hundredths % 100));
        }
    }

    #[test]
    fn it_is_what_the_standard_library_finds() {
        for number in [
            "0",
            "-0",
            "0.0",
            "-0.00e7",
            "7.5",
            "75e-1",
            "0.0750E+2",
            "-12.25",
            "1e22",
            "1e23",
            "123456789012345678901234567890",
        ] {
            check(number);
        }
        for power in -400..400 {
            for digits in
                ["1", "-1.5", "9.999999999999999", "17976931348623157", "2.4703282292062327", "0.00123"]
            {
                check(&format!("{digits}e{power}"));
            }
        }
        for text in ["1e999999999999999999999", "-1e-999999999999999999999", "0e999999999999999999999"] {
            check(text);
        }
        let (nines, zeros) = ("9".repeat(900), "0".repeat(900));
        for text in [
            format!("0.{nines}"),
            format!("7.5{zeros}1"),
            format!("{nines}e-900"),
            format!("0.{zeros}{nines}"),
            format!("1{zeros}e-900"),
            nines.clone(),
        ] {
            check(&text);
        }
    }

    #[test]
    fn the_middle_between_two_doubles_is_met_exactly() {
        // The largest double and what would be the next, the smallest one and zero, two around 1 and around 0.01.
        for bits in [
            f64::MAX.to_bits(),
            0,
            1.0_f64.to_bits(),
            1.0_f64.to_bits() - 1,
            0.01_f64.to_bits(),
            0x000f_ffff_ffff_ffff,
        ] {
            let middle = middle_above(f64::from_bits(bits));
            check(&middle);
            check(&format!("{middle}00000000000000000001"));
            let last = middle.trim_end_matches(|c: char| !('1'..='9').contains(&c)).len() - 1;
            let digit = middle.as_bytes()[last] - 1;
            check(&format!("{}{}9999999", &middle[..last], char::from(digit)));
        }
    }

    /// All digits of what lies in the middle between a double and the one above it, with a point.
    fn middle_above(double: f64) -> String {
        let (fraction, exponent) = (double.to_bits() & ((1 << 52) - 1), (double.to_bits() >> 52) as i64);
        let bits = if exponent == 0 { fraction } else { fraction | (1 << 52) };
        let (mut digits, power) = (Natural(vec![]), exponent.max(1) - 1076);
        digits.multiply(1, (bits >> 32) as u32);
        for _ in 0..32 {
            digits.multiply(2, 0);
        }
        digits.multiply(1, bits as u32);
        digits.multiply(2, 1);
        let mut places = 0;
        for _ in 0..power.unsigned_abs() {
            digits.multiply(if power < 0 { 5 } else { 2 }, 0);
            places += usize::from(power < 0);
        }
        let mut text = String::new();
        while !digits.0.is_empty() {
            let last =
                digits.0.iter().rev().fold(0_u64, |left, &digit| ((left << 32) | u64::from(digit)) % 10);
            digits.divide(10);
            text.insert(0, char::from(b'0' + last as u8));
        }
        let text = format!("{text:0>width$}", width = places + 1);
        let (whole, fraction) = text.split_at(text.len() - places);
        format!("{whole}.{fraction}0")
    }
}
