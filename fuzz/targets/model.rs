//! See `nutgraf_fuzz::model`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nutgraf_fuzz::model(bytes));
