//! The frame: a form on another origin than its parent page, which is the one of the README.

mod parent_page;
mod rejected_messages;

use e2e::{Page, Sandbox};
use serde_json::json;

use self::parent_page::{FRAME, PARENT, ParentPage};
use e2e::host_page::fill_in;

#[test]
fn allowed_parent_gets_the_form_and_its_events() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    parent_page.page.in_frame(FRAME, |form| {
        assert_eq!(form.value_of("label"), "Portal", "the value of the parent");
    });
    parent_page.create();
    let rows = parent_page.sandbox.subscriptions();
    assert_eq!(rows.len(), 1);
    parent_page.page.wait_for_text(&format!(
        "webhook-created {{\"subscription\":{{\"subscriptionId\":\"{}\"",
        rows[0].id
    ));
    parent_page
        .page
        .in_frame(FRAME, |form| form.press("I have stored the signing secret"));
    parent_page.page.wait_for_text("webhook-secret-stored");
}

#[test]
fn parent_without_a_key_is_reported_and_nothing_is_sent() {
    let parent_page = ParentPage::allowed();
    parent_page.visit("parent.html");
    parent_page.page.wait_for_text("webhook-ready");
    parent_page.page.in_frame(FRAME, |form| {
        fill_in(form);
        form.press("Create subscription");
        assert_eq!(form.outcome().kind, "not-created");
    });
    parent_page.page.wait_for_text("\"code\":\"no_key\"");
    assert_eq!(parent_page.sandbox.posts(), 0);
}

#[test]
fn height_of_the_iframe_follows_the_form() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    let fits = || {
        let outer = "return document.querySelector(arguments[0]).clientHeight";
        let outer = parent_page.page.script(outer, &[FRAME.into()]);
        let inner = "const { height } = document.body.getBoundingClientRect();
            return [Math.ceil(height), document.documentElement.scrollHeight]";
        let inner = parent_page
            .page
            .in_frame(FRAME, |form| form.script(inner, &[]));
        outer == inner[0] && outer == inner[1]
    };
    for width in [1200, 700, 360] {
        parent_page.page.set_viewport_width(width);
        parent_page
            .page
            .wait_for("the whole form in its iframe", fits);
    }
    parent_page.create();
    parent_page
        .page
        .wait_for("the whole result in its iframe", fits);
}

#[test]
fn secret_is_inaccessible_to_the_parent() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    parent_page.create();
    let secret = parent_page.page.in_frame(FRAME, Page::reveal);
    parent_page.page.wait_for_text("webhook-created");
    let access = "const frame = document.querySelector(arguments[0]);
        try { return String(frame.contentWindow.document) } catch (error) { return [frame.contentDocument, error.name] }";
    assert_eq!(
        parent_page.page.script(access, &[FRAME.into()]),
        json!([null, "SecurityError"])
    );
    let messages = parent_page.received_messages();
    assert!(messages.iter().any(|one| one["name"] == "webhook-created"));
    assert!(!json!(messages).to_string().contains(&secret[6..22]));
    let everything = parent_page.page.everything(&parent_page.sandbox);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());
}

#[test]
fn parent_sets_properties() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    parent_page.post_message(json!({ "type": "set", "name": "label", "value": "Changed" }));
    parent_page.post_message(
        json!({ "type": "set", "name": "events", "value": ["right.issued", "key.rotated"] }),
    );
    parent_page.post_message(json!({ "type": "set", "name": "theme", "value": "dark" }));
    parent_page.post_message(json!({ "type": "focus" }));
    let scheme = "return getComputedStyle(document.documentElement).colorScheme";
    parent_page.page.in_frame(FRAME, |form| {
        form.wait_for("the label", || form.value_of("label") == "Changed");
        assert_eq!(form.ticked(), ["right.issued", "key.rotated"]);
        assert_eq!(form.script(scheme, &[]), "dark");
        form.wait_for("the focus", || {
            form.script("return document.hasFocus()", &[]) == true
        });
    });
    parent_page.post_message(json!({ "type": "set", "name": "disabled", "value": true }));
    parent_page.page.in_frame(FRAME, |form| {
        form.wait_for("the disabled form", || {
            !form.is_enabled("Create subscription")
        });
    });
}

#[test]
fn reset_by_the_parent_does_not_drop_an_unacknowledged_secret() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    parent_page.create();
    let secret = parent_page.page.in_frame(FRAME, Page::reveal);
    parent_page.post_message(json!({ "type": "reset" }));
    let refused = json!({ "type": "reset", "done": false });
    parent_page
        .page
        .wait_for("the rejected reset", || parent_page.has_received(&refused));
    parent_page
        .page
        .wait_for_text("webhook-leave {\"action\":\"reset\"}");
    parent_page.page.in_frame(FRAME, |form| {
        assert_eq!(form.secret(), Some(secret));
        form.press("I have stored the signing secret");
        form.wait_for_text("The signing secret is stored with you");
    });
    parent_page.post_message(json!({ "type": "reset" }));
    let done = json!({ "type": "reset", "done": true });
    parent_page
        .page
        .wait_for("the reset", || parent_page.has_received(&done));
    parent_page
        .page
        .in_frame(FRAME, |form| form.wait_for_text("New subscription"));
}

#[test]
fn frame_copies_when_its_parent_allows_the_clipboard() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    parent_page.create();
    parent_page.page.in_frame(FRAME, |form| {
        form.press("Copy secret");
        form.wait_for_text("Copied.");
    });
    let copied = parent_page.page.clipboard();
    assert_eq!(copied, parent_page.page.in_frame(FRAME, Page::reveal));
}

#[test]
fn frame_selects_the_secret_when_its_parent_denies_the_clipboard() {
    let parent_page = ParentPage::allowed();
    let markup = PARENT[0].1.replace(" allow=\"clipboard-write\"", "");
    assert_ne!(markup, PARENT[0].1);
    parent_page.write("parent.html", &markup);
    parent_page.page.expects_console_error("permissions policy");
    parent_page.open();
    parent_page.create();
    let selected = parent_page.page.in_frame(FRAME, |form| {
        form.press("Copy secret");
        form.wait_for_text("The browser did not let this page copy. The secret is selected");
        assert!(!form.text().contains("Copied."));
        form.copy();
        form.secret().expect("the secret")
    });
    assert_eq!(parent_page.page.clipboard(), selected);
}

#[test]
fn isolated_parent_gets_the_form_too() {
    let parent_page = ParentPage::allowed();
    parent_page
        .file_server
        .set_header("Cross-Origin-Opener-Policy", "same-origin");
    parent_page
        .file_server
        .set_header("Cross-Origin-Embedder-Policy", "require-corp");
    parent_page.open();
    assert_eq!(
        parent_page.page.script("return crossOriginIsolated", &[]),
        true
    );
    parent_page.create();
}

#[test]
fn frame_without_a_parent_explains_its_purpose() {
    let sandbox = Sandbox::start();
    let page = Page::blank();
    page.visit(&format!("{}/frame.html", sandbox.origin()));
    page.wait_for_text("This page is made to be framed by another page");
}

#[test]
fn page_that_embeds_the_element_respects_the_policy_of_the_console() {
    let sandbox = Sandbox::start();
    let page = Page::blank();
    page.visit(&format!("{}/embed.html", sandbox.origin()));
    page.fill("API key", sandbox.key());
    page.wait_until_ready();
    fill_in(&page);
    page.press("Create subscription");
    assert_eq!(page.outcome().kind, "created");
    page.wait_for_text("webhook-created");
    assert_eq!(page.violations(), Vec::<String>::new());
}
