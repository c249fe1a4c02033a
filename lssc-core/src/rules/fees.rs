//! What it costs (RULES 4.13, FAQ 21). Course fees are the providers' and never appear.
//!
//! ```
//! use lssc_core::rules::fees::{basis, price};
//! use lssc_core::{Basis, Date, Period, Policy};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let member = [Period::new(Date::new(2024, 1, 1)?, Some(Date::new(2024, 12, 31)?))?];
//! let on = basis(Some(member.into_iter()), Date::new(2024, 12, 31)?);
//! assert_eq!(on, Basis::Member);
//! assert_eq!(price(&Policy::default().fees.application_cents, on).to_string(), "$325.00");
//! # Ok(())
//! # }
//! ```

use serde::Serialize;

use crate::competency::CompetencySet;
use crate::date::{Date, Period};
use crate::policy::Price;
use crate::quantity::Cents;
use crate::verdict::{Basis, FeeItem};

/// One line of what it costs (RULES 4.13).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeeLine {
    /// What it is for.
    pub item: FeeItem,
    /// The set, of a portfolio.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "CompetencySet"))]
    pub set: Option<CompetencySet>,
    /// The day whose membership decides the price.
    pub on: Date,
    /// At which price.
    pub basis: Basis,
    /// The amount.
    pub amount_cents: Cents,
    /// Whether it is due already; else it is still to come.
    pub charged: bool,
}

/// What it costs, line by line (RULES 4.13).
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fees {
    /// The application, then by date, portfolios before renewals, sets in order.
    pub lines: Vec<FeeLine>,
    /// All lines, charged or not.
    pub total_cents: Cents,
}

/// Whether the member's price holds on a day: a membership covers both its ends (RULES 4.13). `None`: membership
/// is not answered.
#[must_use]
pub fn basis(memberships: Option<impl Iterator<Item = Period>>, on: Date) -> Basis {
    match memberships {
        None => Basis::AssumedNonMember,
        Some(mut memberships) => {
            if memberships.any(|period| period.contains(on)) {
                Basis::Member
            } else {
                Basis::NonMember
            }
        }
    }
}

/// The price on that basis.
#[must_use]
pub const fn price(price: &Price, basis: Basis) -> Cents {
    match basis {
        Basis::Member => price.member,
        Basis::NonMember | Basis::AssumedNonMember => price.non_member,
    }
}

/// The lines in order, and their sum (RULES 4.13, 5). Lines that are alike in date, item and set stay in the order
/// in which they come.
#[must_use]
pub fn quote(lines: impl IntoIterator<Item = FeeLine>) -> Fees {
    let mut lines: Vec<FeeLine> = lines.into_iter().collect();
    lines
        .sort_by_key(|line| (line.item != FeeItem::Application, line.on, line.item, !line.charged, line.set));
    let total_cents = lines.iter().fold(Cents::ZERO, |sum, line| sum.plus(line.amount_cents));
    Fees { lines, total_cents }
}
