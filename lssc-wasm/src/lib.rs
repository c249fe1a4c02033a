//! `lssc-core` for WebAssembly: bytes in, bytes out. The npm package `lssc` (`ts/`) is its typed face; what crosses here is JSON
//! that one of the two has just written.
//!
//! Only the reader that collects faults and the core's own writer are used: the strict reader, and serde_json with it,
//! would be half of what a page loads (`docs/ARCHITECTURE.md`, *The web package*).

#![forbid(unsafe_code)]
#![deny(missing_docs)]

use lssc_core::wire::{self, MAX_BYTES, Request, Written};
use lssc_core::{Assessment, Faults};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

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
    result(Written(request).request().map(|request| request.assess()))
}

/// The faults of a record, as a list, or of the part of it that has these keys, separated by commas; nothing when there are none.
#[wasm_bindgen]
#[must_use]
pub fn record_faults(record: &[u8], keys: Option<String>) -> Vec<u8> {
    let record = Written(record);
    let read = match keys {
        Some(keys) => record.record_part(&keys.split(',').collect::<Vec<_>>()),
        None => record.record().map(|_| ()),
    };
    read.map_or_else(|faults| faults.to_json().into_bytes(), |()| Vec::new())
}

/// The days from one date to another: `{"from", "to"}`.
///
/// # Errors
/// The faults, as JSON.
#[wasm_bindgen]
pub fn days_between(dates: &[u8]) -> Result<i32, JsValue> {
    Written(dates).days().map_err(thrown)
}

/// The most bytes that a request may have.
#[wasm_bindgen]
#[must_use]
pub fn max_bytes() -> usize {
    MAX_BYTES
}

/// A catalog and a policy, read once.
#[wasm_bindgen]
pub struct Terms(wire::Terms);

#[wasm_bindgen]
impl Terms {
    /// Reads `{"catalog", "policy"}`.
    ///
    /// # Errors
    /// The faults, as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(terms: &[u8]) -> Result<Terms, JsValue> {
        Written(terms).terms().map(Self).map_err(thrown)
    }

    /// Assesses `{"record", "as_of"}`.
    #[must_use]
    pub fn assess(&self, question: &[u8]) -> Vec<u8> {
        result(Written(question).question().map(|question| self.0.assess(&question)))
    }

    /// The policy, whole.
    #[must_use]
    pub fn policy(&self) -> Vec<u8> {
        self.0.policy.to_json().into_bytes()
    }
}

fn thrown(faults: Faults) -> JsValue {
    JsValue::from_str(&faults.to_json())
}

fn result(read: Result<Assessment, Faults>) -> Vec<u8> {
    let pieces = match &read {
        Ok(assessment) => {
            let next_date = assessment.next_date().map_or("null".to_owned(), |next| next.to_json());
            ["{\"assessment\":", &assessment.to_json(), ",\"next_date\":", &next_date, "}"].concat()
        }
        Err(faults) => ["{\"faults\":", &faults.to_json(), "}"].concat(),
    };
    pieces.into_bytes()
}
