//! What was decided on what, so that it can be shown years later.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::sample::hexadecimal;
use crate::assessment::{Assessment, assess};
use crate::catalog::Catalog;
use crate::date::Date;
use crate::policy::Policy;
use crate::record::Record;
use crate::text::Text;
use crate::wire::{Difference, differences, json};

/// The version of this library, as a decision names it.
pub const VERSION: &str = "0.1.0";

/// All that an assessment rests on: nothing of it is left to a default.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Grounds {
    /// The record.
    pub record: Record,
    /// The catalog.
    pub catalog: Catalog,
    /// The policy, with every value.
    pub policy: Policy,
    /// The day.
    pub as_of: Date,
}

/// An assessment with everything it rests on, and a digest over both.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Decision {
    /// The version of the library that decided.
    pub version: &'static str,
    /// What it decided on.
    pub request: Grounds,
    /// What it decided (RULES 5).
    pub assessment: Assessment,
    /// The SHA-256, in hexadecimal, over the version, the JSON of the request and the JSON of the assessment, each followed by a
    /// line feed.
    pub sha256: String,
}

/// Assesses, and keeps what was decided on what.
///
/// ```
/// use lssc_core::{Catalog, KeptDecision, Policy, Record, decide, verify};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let record = Record::from_json(br#"{"id": "p-001", "education": "college-degree"}"#)?;
/// let decision = decide(&record, &Catalog::default(), &Policy::default(), "2024-06-30".parse()?);
/// let kept = KeptDecision::from_json(decision.to_json().as_bytes())?;
/// assert!(verify(&kept).holds);
///
/// let forged = decision.to_json().replace("college-degree", "below-high-school");
/// let found = verify(&KeptDecision::from_json(forged.as_bytes())?);
/// assert!(!found.holds);
/// assert_eq!(found.differs.first().map(|one| one.path.as_str()), Some("/status"));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn decide(record: &Record, catalog: &Catalog, policy: &Policy, as_of: Date) -> Decision {
    let assessment = assess(record, catalog, policy, as_of);
    let request = Grounds { record: record.clone(), catalog: catalog.clone(), policy: policy.clone(), as_of };
    let sha256 = digest(VERSION, &json(&request), &json(&assessment));
    Decision { version: VERSION, request, assessment, sha256 }
}

impl Decision {
    /// The JSON of the decision, to be kept: `{version, request {record, catalog, policy, as_of}, assessment, sha256}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }
}

fn digest(version: &str, request: &str, assessment: &str) -> String {
    let parts = [version, request, assessment];
    let hasher =
        parts.iter().fold(Sha256::new(), |hasher, part| hasher.chain_update(part).chain_update("\n"));
    hexadecimal(&hasher.finalize())
}

/// A decision as it was kept, by whichever version.
#[derive(Clone, PartialEq, Debug)]
pub struct KeptDecision {
    /// The version that it names.
    pub version: Text,
    /// What it says was decided on.
    pub request: Grounds,
    /// The JSON of what it says was decided, without white space.
    pub assessment: String,
    /// The digest that it carries.
    pub sha256: Text,
}

/// What becomes of a kept decision when it is made again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Verification {
    /// Whether the digest is that of what was kept, and deciding again gives the same.
    pub holds: bool,
    /// Whether the digest is that of what was kept: if not, something of it was changed.
    pub unaltered: bool,
    /// The version that the decision names.
    pub version: Text,
    /// The version that verifies.
    pub verified_by: &'static str,
    /// Where the assessment of today says something else than the one that was kept.
    pub differs: Vec<Difference>,
}

/// Decides again what was decided, and says what differs. Sentences of findings are compared too: another version may word
/// them otherwise.
#[must_use]
pub fn verify(kept: &KeptDecision) -> Verification {
    let Grounds { record, catalog, policy, as_of } = &kept.request;
    let sha256 = digest(kept.version.as_str(), &json(&kept.request), &kept.assessment);
    let unaltered = sha256 == kept.sha256.as_str();
    let differs = differences(&kept.assessment, &json(&assess(record, catalog, policy, *as_of)));
    Verification {
        holds: unaltered && differs.is_empty(),
        unaltered,
        version: kept.version.clone(),
        verified_by: VERSION,
        differs,
    }
}
