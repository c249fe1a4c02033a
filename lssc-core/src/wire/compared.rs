//! One record under two policies, asked and answered like a request (RULES 6.5), though it is none of RULES 8.

use super::json::{StandIns, Value};
use super::read::Reader;
use super::{Answer, parts, with_every_fault, written};
use crate::compare::{self, Comparison};
use crate::fault::Faults;

/// Answers `{"record", "catalog", "policy_a", "policy_b", "as_of"}` with `{"comparison"}` or with `{"faults"}`; a catalog and
/// policies that are not given are those of any request (RULES 6.5, 8).
///
/// ```
/// use lssc_core::wire;
/// let answer = wire::compare(br#"{"record": {"id": "p-001"}, "policy_b": "lssc-2019", "as_of": "2024-06-30"}"#);
/// let text = String::from_utf8(answer)?;
/// assert!(text.starts_with(r#"{"comparison":{"record":"p-001","a":{"status":"undetermined""#), "{text}");
/// # Ok::<(), std::string::FromUtf8Error>(())
/// ```
#[must_use]
pub fn compare(request: &[u8]) -> Vec<u8> {
    compared(&with_every_fault(request, StandIns::Refused, read))
}

/// The answer to a comparison that has been made, or to what was wrong with it.
#[must_use]
pub fn compared(comparison: &Result<Comparison, Faults>) -> Vec<u8> {
    written(&match comparison {
        Ok(comparison) => Answer::Comparison(comparison),
        Err(faults) => Answer::Faults(faults),
    })
}

pub(super) fn read(r: &mut Reader, document: Value<'_>) -> Option<Comparison> {
    let [record, catalog, policy_a, policy_b, as_of] =
        &*r.object(document, &["record", "catalog", "policy_a", "policy_b", "as_of"])?;
    r.put_last();
    let record = r.required(record, parts::record);
    r.next_part();
    let catalog = parts::or_default(r, catalog, parts::catalog);
    r.next_part();
    let policy_a = parts::or_default(r, policy_a, parts::policy);
    r.next_part();
    let policy_b = parts::or_default(r, policy_b, parts::policy);
    r.next_part();
    let as_of = r.required(as_of, Reader::date);
    Some(compare::compare(&record?, &catalog?, &policy_a?, &policy_b?, as_of?))
}
