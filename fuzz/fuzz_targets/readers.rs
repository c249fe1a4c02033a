//! See `checks/src/readers.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| lssc_fuzz_checks::readers(data));
