//! The mask reveals nothing about the secret.

use e2e::{Page, Sandbox};
use serde_json::json;

#[test]
fn length_of_the_mask_is_constant() {
    let open = || {
        let sandbox = Sandbox::start();
        let page = Page::open(&sandbox);
        (sandbox, page)
    };
    let (sandbox, page) = open();
    let script =
        "return document.querySelector('[aria-label=\"Signing secret, hidden\"]').innerText";
    page.create(&sandbox);
    let usual = page.script(script, &[]);
    let (sandbox, page) = open();
    sandbox.next_create(json!({ "patch": { "data": { "signingSecret": "whsec_short" } } }));
    page.create(&sandbox);
    assert_eq!(page.script(script, &[]), usual);
}
