//! The form and the client in a real browser, with a stubbed `fetch`.
#![cfg(target_arch = "wasm32")]

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
