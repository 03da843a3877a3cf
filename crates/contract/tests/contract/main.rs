//! The rules of the contract, natively and in a browser.

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

mod advice;
mod api;
mod api_key;
mod characters;
mod corpus;
mod created;
mod credential;
mod difference;
mod event;
mod generated;
mod golden;
mod host;
mod idempotency;
mod label;
#[cfg(not(target_arch = "wasm32"))]
mod laws;
mod names;
mod parsed_url;
mod placeholder;
mod prefixes;
mod receivers;
mod refused;
mod responses;
mod retry;
mod tenant;
mod unknown;
mod unusual_json;
mod url;
