//! `lssc-core` for WebAssembly: bytes in, bytes out. The npm package `lssc` (`ts/`) is its typed face; what crosses here is JSON
//! that one of the two has just written.
//!
//! Only the reader that collects faults and the core's own writer are used: the strict reader, and serde_json with it,
//! would be a large part of what a page loads (`docs/ARCHITECTURE.md`, *The web package*).

#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(feature = "quick")]
pub mod quick;

use lssc_core::Faults;
use lssc_core::wire::{self, MAX_BYTES, Question, Request, Written};
use wasm_bindgen::prelude::wasm_bindgen;

/// A third of the size of the one that the standard library brings, and each request is as quick.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Answers one request (RULES 8).
#[wasm_bindgen]
#[must_use]
pub fn answer(request: &[u8]) -> Vec<u8> {
    wire::reply(&Request::from_json(request))
}

/// Answers one request that the package wrote: what RULES 8 says, with the `next_date` beside an assessment.
#[wasm_bindgen]
#[must_use]
pub fn perform(request: &[u8]) -> Vec<u8> {
    match Written(request).request() {
        Ok(Request::Assess(question, terms)) => wire::assessed(&Ok(terms.assess(&question))),
        request => wire::reply(&request),
    }
}

/// Answers `{"record", "catalog", "policy_a", "policy_b", "as_of"}`: `{"comparison"}` or `{"faults"}`.
#[wasm_bindgen]
#[must_use]
pub fn compare(request: &[u8]) -> Vec<u8> {
    wire::compared(&Written(request).comparison())
}

/// The faults of a part of a record, `{"faults"}`; nothing when there are none. Its keys stand in a line before it, with commas.
#[wasm_bindgen]
#[must_use]
pub fn record_faults(part: &[u8]) -> Vec<u8> {
    let (keys, record) = first_line(part);
    let is_asked = |key: &str| keys.split(|&byte| byte == b',').any(|asked| asked == key.as_bytes());
    match Written(record).record_part(&is_asked) {
        Ok(()) => Vec::new(),
        Err(faults) => wire::assessed(&Err(faults)),
    }
}

/// A line, and what stands after it. What the package found to be too large has been replaced by nothing of that size, without a line.
fn first_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|&byte| byte == b'\n');
    let split = end.and_then(|end| Some((bytes.get(..end)?, bytes.get(end.saturating_add(1)..)?)));
    split.unwrap_or((&[], bytes))
}

/// The days from one date to another, `{"from", "to"}`: `{"days"}` or `{"faults"}`.
#[wasm_bindgen]
#[must_use]
pub fn days_between(dates: &[u8]) -> Vec<u8> {
    wire::days(&Written(dates).days())
}

/// The most bytes that a request may have.
#[wasm_bindgen]
#[must_use]
pub fn max_bytes() -> usize {
    MAX_BYTES
}

/// A catalog and a policy, read once, or their faults.
#[wasm_bindgen]
pub struct Terms(Result<wire::Terms, Faults>);

#[wasm_bindgen]
impl Terms {
    /// Reads `{"catalog", "policy"}`.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(terms: &[u8]) -> Terms {
        Self(Written(terms).terms())
    }

    /// Assesses `{"record", "as_of"}`; where there are faults, they are those of all four.
    #[must_use]
    pub fn assess(&self, question: &[u8]) -> Vec<u8> {
        self.assessed(&Written(question).question())
    }

    /// The same for `{"as_of"}` and, after a line feed, a record in JSON of somebody's own.
    #[must_use]
    pub fn assess_json(&self, question: &[u8]) -> Vec<u8> {
        let (day, record) = first_line(question);
        self.assessed(&Question::of_texts(record, Written(day)))
    }

    /// The policy, whole, or `{"faults"}`.
    #[must_use]
    pub fn policy(&self) -> Vec<u8> {
        match &self.0 {
            Ok(terms) => terms.policy.to_json().into_bytes(),
            Err(faults) => wire::assessed(&Err(faults.clone())),
        }
    }
}

impl Terms {
    fn assessed(&self, question: &Result<Question, Faults>) -> Vec<u8> {
        wire::assessed(&wire::assess_apart(&self.0, question))
    }
}
