//! Whom to look at more closely: a draw that anybody can repeat.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::fault::Problem;
use crate::text::{Id, Text};

/// A share of people in thousandths: 0 to 1000.
pub type Rate = crate::quantity::Whole<0, 1000>;

/// Somebody drawn, with the number that put them there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct Sampled {
    /// The SHA-256 of seed and id, in hexadecimal: the smaller, the earlier.
    pub score: String,
    /// The id of the record.
    pub record: Id,
}

/// The number by which somebody is ranked: the SHA-256 of the seed, a line feed and the id, in UTF-8, in hexadecimal.
#[must_use]
pub fn audit_score(seed: &Text, record: &Id) -> String {
    hexadecimal(
        &Sha256::new()
            .chain_update(seed.as_str())
            .chain_update("\n")
            .chain_update(record.as_str())
            .finalize(),
    )
}

/// The digits of these bytes.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Draws the people with the smallest scores: `rate` thousandths of them, rounded up, so that a draw from somebody at a rate above 0
/// is never empty. What decides is the set of ids; in which order they stand plays no part.
///
/// ```
/// use lssc_core::{Rate, audit_sample};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let people: Vec<lssc_core::Id> = ["p-1", "p-2", "p-3"].iter().map(|id| id.parse()).collect::<Result<_, _>>()?;
/// let drawn = audit_sample(&people, &"2024-06-30".parse()?, Rate::new(500)?)?;
/// assert_eq!(drawn.len(), 2);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Problem::Duplicate`] for an id that stands twice.
pub fn audit_sample(people: &[Id], seed: &Text, rate: Rate) -> Result<Vec<Sampled>, Problem> {
    let mut ids: Vec<&Id> = people.iter().collect();
    ids.sort_unstable();
    let mut pairs = ids.iter().zip(ids.iter().skip(1));
    if let Some((id, _)) = pairs.find(|(id, next)| id == next) {
        return Err(Problem::duplicate(id.as_str()));
    }
    let mut ranked: Vec<Sampled> =
        people.iter().map(|id| Sampled { score: audit_score(seed, id), record: id.clone() }).collect();
    ranked.sort_unstable();
    let thousandths = ranked.len().saturating_mul(usize::try_from(rate.get()).unwrap_or_default());
    ranked.truncate(thousandths.div_ceil(1000));
    Ok(ranked)
}
