//! What stands for the secret tells nothing of it.

use e2e::{Page, Sandbox};
use serde_json::json;

#[test]
fn length_of_the_mask_tells_nothing() {
    let mask = || {
        let sandbox = Sandbox::start();
        let page = Page::open(&sandbox);
        (sandbox, page)
    };
    let (sandbox, page) = mask();
    let script =
        "return document.querySelector('[aria-label=\"Signing secret, hidden\"]').innerText";
    page.create(&sandbox);
    let usual = page.script(script, &[]);
    let (sandbox, page) = mask();
    sandbox.next_create(json!({ "patch": { "data": { "signingSecret": "whsec_short" } } }));
    page.create(&sandbox);
    assert_eq!(page.script(script, &[]), usual);
}
