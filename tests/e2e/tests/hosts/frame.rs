//! The frame: a form on another origin than the page around it, with the page that the README shows.

mod portal;
mod silence;

use e2e::{Page, Sandbox};
use serde_json::json;

use self::portal::{FRAME, PARENT, Portal};
use e2e::host_page::fill_in;

#[test]
fn named_parent_gets_the_form_and_its_events() {
    let portal = Portal::named();
    portal.open();
    portal.page.in_frame(FRAME, |form| {
        assert_eq!(form.value_of("label"), "Portal", "as the parent said");
    });
    portal.create();
    let rows = portal.sandbox.subscriptions();
    assert_eq!(rows.len(), 1);
    portal.page.wait_for_text(&format!(
        "webhook-created {{\"subscription\":{{\"subscriptionId\":\"{}\"",
        rows[0].id
    ));
    portal
        .page
        .in_frame(FRAME, |form| form.press("I have stored the signing secret"));
    portal.page.wait_for_text("webhook-secret-stored");
}

#[test]
fn parent_without_a_key_says_so_and_nothing_is_sent() {
    let portal = Portal::named();
    portal.visit("parent.html");
    portal.page.wait_for_text("webhook-ready");
    portal.page.in_frame(FRAME, |form| {
        fill_in(form);
        form.press("Create subscription");
        assert_eq!(form.outcome().kind, "not-created");
    });
    portal.page.wait_for_text("\"code\":\"no_key\"");
    assert_eq!(portal.sandbox.posts(), 0);
}

#[test]
fn height_of_the_iframe_follows_the_form() {
    let portal = Portal::named();
    portal.open();
    let fits = || {
        let outer = "return document.querySelector(arguments[0]).clientHeight";
        let outer = portal.page.script(outer, &[FRAME.into()]);
        let inner = "const { height } = document.body.getBoundingClientRect();
            return [Math.ceil(height), document.documentElement.scrollHeight]";
        let inner = portal.page.in_frame(FRAME, |form| form.script(inner, &[]));
        outer == inner[0] && outer == inner[1]
    };
    for width in [1200, 700, 360] {
        portal.page.set_viewport_width(width);
        portal.page.wait_for("the whole form in its iframe", fits);
    }
    portal.create();
    portal.page.wait_for("the whole result in its iframe", fits);
}

#[test]
fn secret_is_out_of_reach_of_the_page_around() {
    let portal = Portal::named();
    portal.open();
    portal.create();
    let secret = portal.page.in_frame(FRAME, Page::reveal);
    portal.page.wait_for_text("webhook-created");
    let reach = "const frame = document.querySelector(arguments[0]);
        try { return String(frame.contentWindow.document) } catch (error) { return [frame.contentDocument, error.name] }";
    assert_eq!(
        portal.page.script(reach, &[FRAME.into()]),
        json!([null, "SecurityError"])
    );
    let messages = portal.overheard();
    assert!(messages.iter().any(|one| one["name"] == "webhook-created"));
    assert!(!json!(messages).to_string().contains(&secret[6..22]));
    let everything = portal.page.everything(&portal.sandbox);
    assert_eq!(everything.places_of(&secret), Vec::<String>::new());
}

#[test]
fn parent_changes_what_it_may_change() {
    let portal = Portal::named();
    portal.open();
    portal.tell(json!({ "type": "set", "name": "label", "value": "Changed" }));
    portal
        .tell(json!({ "type": "set", "name": "events", "value": ["right.issued", "key.rotated"] }));
    portal.tell(json!({ "type": "set", "name": "theme", "value": "dark" }));
    portal.tell(json!({ "type": "focus" }));
    let scheme = "return getComputedStyle(document.documentElement).colorScheme";
    portal.page.in_frame(FRAME, |form| {
        form.wait_for("the label", || form.value_of("label") == "Changed");
        assert_eq!(form.ticked(), ["right.issued", "key.rotated"]);
        assert_eq!(form.script(scheme, &[]), "dark");
        form.wait_for("the focus", || {
            form.script("return document.hasFocus()", &[]) == true
        });
    });
    portal.tell(json!({ "type": "set", "name": "disabled", "value": true }));
    portal.page.in_frame(FRAME, |form| {
        form.wait_for("the form to be off", || {
            !form.is_enabled("Create subscription")
        });
    });
}

#[test]
fn reset_by_the_parent_keeps_a_secret_that_is_not_stored() {
    let portal = Portal::named();
    portal.open();
    portal.create();
    let secret = portal.page.in_frame(FRAME, Page::reveal);
    portal.tell(json!({ "type": "reset" }));
    let refused = json!({ "type": "reset", "done": false });
    portal
        .page
        .wait_for("the refusal", || portal.heard(&refused));
    portal
        .page
        .wait_for_text("webhook-leave {\"action\":\"reset\"}");
    portal.page.in_frame(FRAME, |form| {
        assert_eq!(form.secret(), Some(secret));
        form.press("I have stored the signing secret");
        form.wait_for_text("The signing secret is stored with you");
    });
    portal.tell(json!({ "type": "reset" }));
    let done = json!({ "type": "reset", "done": true });
    portal.page.wait_for("the reset", || portal.heard(&done));
    portal
        .page
        .in_frame(FRAME, |form| form.wait_for_text("New subscription"));
}

#[test]
fn frame_copies_when_its_parent_hands_that_right_on() {
    let portal = Portal::named();
    portal.open();
    portal.create();
    portal.page.in_frame(FRAME, |form| {
        form.press("Copy secret");
        form.wait_for_text("Copied.");
    });
    let copied = portal.page.clipboard();
    assert_eq!(copied, portal.page.in_frame(FRAME, Page::reveal));
}

#[test]
fn frame_selects_the_secret_when_its_parent_keeps_that_right() {
    let portal = Portal::named();
    let markup = PARENT[0].1.replace(" allow=\"clipboard-write\"", "");
    assert_ne!(markup, PARENT[0].1);
    portal.write("parent.html", &markup);
    portal.page.expects_console_error("permissions policy");
    portal.open();
    portal.create();
    let selected = portal.page.in_frame(FRAME, |form| {
        form.press("Copy secret");
        form.wait_for_text("The browser did not let this page copy. The secret is selected");
        assert!(!form.text().contains("Copied."));
        form.copy();
        form.secret().expect("the secret")
    });
    assert_eq!(portal.page.clipboard(), selected);
}

#[test]
fn isolated_parent_gets_the_form_too() {
    let portal = Portal::named();
    portal
        .host
        .set_header("Cross-Origin-Opener-Policy", "same-origin");
    portal
        .host
        .set_header("Cross-Origin-Embedder-Policy", "require-corp");
    portal.open();
    assert_eq!(portal.page.script("return crossOriginIsolated", &[]), true);
    portal.create();
}

#[test]
fn frame_that_nobody_frames_says_what_it_is_for() {
    let sandbox = Sandbox::start();
    let page = Page::blank();
    page.visit(&format!("{}/frame.html", sandbox.origin()));
    page.wait_for_text("This page is made to be framed by another page");
}

#[test]
fn page_that_embeds_the_element_keeps_to_the_policy_of_the_console() {
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
