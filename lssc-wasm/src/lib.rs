//! `lssc-core` for WebAssembly: bytes in, bytes out. The npm package `lssc` (`ts/`) is its typed face; what crosses here is JSON
//! that one of the two has just written.
//!
//! Only the reader that collects faults and the core's own writer are used: the strict reader, and serde_json with it,
//! would be a large part of what a page loads (`docs/ARCHITECTURE.md`, *The web package*).

#![forbid(unsafe_code)]
#![deny(missing_docs)]

use lssc_core::Faults;
use lssc_core::wire::{self, MAX_BYTES, Request, Written};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

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

/// Assesses one request that the package wrote: `{"assessment", "next_date"}` or `{"faults"}`.
#[wasm_bindgen]
#[must_use]
pub fn assess(request: &[u8]) -> Vec<u8> {
    wire::assessed(&Written(request).assessment())
}

/// Answers one request of any operation that the package wrote: what RULES 8 says, or `{"faults"}`.
#[wasm_bindgen]
#[must_use]
pub fn perform(request: &[u8]) -> Vec<u8> {
    wire::reply(&Written(request).request())
}

/// Answers `{"record", "catalog", "policy_a", "policy_b", "as_of"}`: `{"comparison"}` or `{"faults"}`.
#[wasm_bindgen]
#[must_use]
pub fn compare(request: &[u8]) -> Vec<u8> {
    wire::compared(&Written(request).comparison())
}

/// The faults of a record, as a list, or of the part of it that has these keys, separated by commas; nothing when there are none.
#[wasm_bindgen]
#[must_use]
pub fn record_faults(record: &[u8], keys: Option<String>) -> Vec<u8> {
    let record = Written(record);
    list(&match keys {
        Some(keys) => {
            let asked = || keys.as_bytes().split(|&byte| byte == b',');
            record.record_part(&|key| asked().any(|asked| asked == key.as_bytes()))
        }
        None => record.record().map(|_| ()),
    })
}

/// The days from one date to another: `{"from", "to"}`.
///
/// # Errors
/// The faults, as JSON.
#[wasm_bindgen]
pub fn days_between(dates: &[u8]) -> Result<i32, JsValue> {
    Written(dates).days().map_err(|faults| JsValue::from_str(&faults.to_json()))
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

    /// The faults, as a list; nothing when there are none.
    #[must_use]
    pub fn faults(&self) -> Vec<u8> {
        list(&self.0)
    }

    /// Assesses `{"record", "as_of"}`; where there are faults, they are those of all four.
    #[must_use]
    pub fn assess(&self, question: &[u8]) -> Vec<u8> {
        wire::assessed(&wire::assess_apart(&self.0, &Written(question).question()))
    }

    /// The policy, whole; nothing when there are faults.
    #[must_use]
    pub fn policy(&self) -> Vec<u8> {
        self.0.as_ref().map(|terms| terms.policy.to_json().into_bytes()).unwrap_or_default()
    }
}

/// Faults as a list; nothing when there are none.
fn list<T>(read: &Result<T, Faults>) -> Vec<u8> {
    read.as_ref().err().map(|faults| faults.to_json().into_bytes()).unwrap_or_default()
}
