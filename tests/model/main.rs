//! The form's state through its public face: rules that need no browser.
#![cfg(not(target_arch = "wasm32"))]
