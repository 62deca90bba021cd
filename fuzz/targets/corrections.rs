//! See `nutgraf_fuzz::corrections`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nutgraf_fuzz::corrections(bytes));
