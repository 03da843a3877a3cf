//! The rules of the contract, the same ones natively and in a browser.

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod address;
mod advice;
mod corpus;
mod generated;
mod host;
mod url;
