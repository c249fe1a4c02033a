//! See `checks/src/review.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lssc_fuzz_checks::review(data));
