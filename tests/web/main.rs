//! The components in a real browser, with a stub in place of `fetch`.

#![cfg(target_arch = "wasm32")]

mod client;
mod early;
mod files;
mod form;
mod hostile;
mod idempotency;
mod kinds;
mod page;
mod requests;
mod secret;
mod style;
mod waiting;
mod writes;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
