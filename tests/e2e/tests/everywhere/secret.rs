//! S1 to S13: the secret is in its output while it is revealed, and nowhere else.

mod clipboard;
mod kept;
mod output;
mod rendering;

use e2e::host_page::{HostPage, REMOVED, TAG, fill_in};
use e2e::{Engine, FileServer, Key, Page};
use serde_json::{Value, json};

use crate::form_page::{FormPage, NOWHERE, on_both_surfaces};
use crate::row::Row;

const PLACE: &str = "text in output[Signing secret]";

pub fn rows() -> Vec<Row> {
    let mut rows = vec![
        Row::new(
            "S1 secret is nowhere before it is revealed nor after it is hidden",
            on_both_surfaces(masked_secret_is_nowhere),
        ),
        Row::new(
            "S2 secret that is stored is gone, and all that could show it",
            on_both_surfaces(stored_secret_is_gone),
        ),
        Row::new(
            "S2 secret of an element that is removed or disposed of is gone",
            removed_secret_is_gone,
        ),
        Row::new(
            "S3 whole flow stores nothing",
            on_both_surfaces(nothing_is_stored),
        ),
        Row::new(
            "S9 secret is masked after a minute, and never lost",
            on_both_surfaces(secret_masks_itself),
        ),
        Row::new(
            "S9 secret that was rescued is masked after a minute, and never lost",
            on_both_surfaces(rescued_secret_masks_itself),
        ),
        Row::new(
            "S9 secret is masked when nobody looks, and never lost",
            on_both_surfaces(hidden_page_masks),
        ),
        Row::new(
            "S10 Escape, Enter and a click beside drop no secret",
            on_both_surfaces(keys_and_clicks_drop_nothing),
        ),
        Row::new(
            "S10 going back drops no secret unasked",
            going_back_prompts_first,
        )
        .not_in(
            Engine::WebKit,
            "its driver leaves the page without showing the question",
        ),
        Row::new(
            "S13 late answer is never shown in another instance",
            late_response_stays_in_its_instance,
        ),
    ];
    rows.extend(kept::rows());
    rows.extend(output::rows());
    rows.extend(clipboard::rows());
    rows.extend(rendering::rows());
    rows
}

fn masked_secret_is_nowhere(form: &FormPage) {
    form.create();
    let masked = form.everything();
    let secret = form.page.reveal();
    let revealed = form.everything();
    form.page.press("Hide secret");
    form.page
        .wait_for("the mask", || form.page.secret().is_none());
    let hidden = form.everything();
    assert_eq!(masked.places_of(&secret), NOWHERE);
    assert_eq!(revealed.places_of(&secret), [PLACE]);
    assert_eq!(hidden.places_of(&secret), NOWHERE);
}

fn stored_secret_is_gone(form: &FormPage) {
    let page = &form.page;
    form.create();
    let secret = page.reveal();
    page.press("I have stored the signing secret");
    page.wait_for_focus_on("The signing secret is stored with you");
    assert_eq!(form.everything().places_of(&secret), NOWHERE);
    for gone in ["Copy secret", "Reveal secret", "Hide secret", "JSON"] {
        assert!(!page.has_button(gone), "{gone}");
    }
    assert_eq!(
        page.shadow_script("return first('output')", &[]),
        Value::Null
    );
    assert!(!page.detail("Subscription id").is_empty(), "the id stays");
    form.create_another();
    assert_eq!(form.everything().places_of(&secret), NOWHERE);
    let files = form.api.files_with(&secret);
    assert!(files.is_empty(), "{files:?}");
}

fn removed_secret_is_gone() {
    let form = FormPage::element();
    let page = &form.page;
    page.expects_console_error(REMOVED);
    form.create();
    let secret = page.reveal();
    page.press("Remove");
    assert_eq!(form.everything().places_of(&secret), NOWHERE);
    page.press("Add");
    page.wait_for_text("Store the signing secret");
    assert_eq!(form.everything().places_of(&secret), NOWHERE, "masked");
    assert_eq!(page.reveal(), secret, "the instance still has it");
    let dispose = format!("return document.querySelector('{TAG}').dispose()");
    assert_eq!(page.script(&dispose, &[]), true);
    assert_eq!(form.everything().places_of(&secret), NOWHERE);
    page.press("Remove");
    page.press("Add");
    page.wait_for_text(e2e::host_page::SLOTTED_TEXT);
    assert!(!page.has_button("Copy secret"));
}

fn nothing_is_stored(form: &FormPage) {
    let page = &form.page;
    let stored = || {
        let script =
            "return (async () => [{ ...localStorage }, { ...sessionStorage }, document.cookie,
            await indexedDB.databases(), await caches.keys(), history.state, history.length,
            location.href, document.title, window.name])()";
        page.script(script, &[])
    };
    let before = stored();
    assert_eq!(before[0], json!({}), "a list that could be read");
    form.create();
    page.reveal();
    page.press("Copy secret");
    page.wait_for_text("Copied.");
    assert_eq!(stored(), before);
    page.press("JSON");
    page.wait_for_text("Handed to the browser.");
    form.create_another();
    assert_eq!(stored(), before);
}

/// Shortens a timeout of a minute to half a second.
const SHORT_MINUTE: &str = "const wait = window.setTimeout.bind(window);
    window.setTimeout = (act, time, ...more) => wait(act, time === 60000 ? 500 : time, ...more)";

/// Makes the rendering of the next response panic.
const PANIC_ON_RESPONSE: &str = "const { fetch } = window;
    window.fetch = async (request) => {
        const response = await fetch(request);
        if (request.method === 'POST') window.panicNext();
        return response;
    }";

fn secret_masks_itself(form: &FormPage) {
    form.page.script(SHORT_MINUTE, &[]);
    form.create();
    assert_masks_itself(&form.page);
}

fn rescued_secret_masks_itself(form: &FormPage) {
    let page = &form.page;
    for part in ["nreachable", "RuntimeError"] {
        page.expects_console_error(part);
    }
    page.prepare_panic();
    page.script(PANIC_ON_RESPONSE, &[]);
    page.script(SHORT_MINUTE, &[]);
    form.fill_in();
    page.press("Create subscription");
    page.wait_for_text("Something broke");
    assert_masks_itself(page);
}

#[track_caller]
fn assert_masks_itself(page: &Page) {
    let secret = page.reveal();
    page.wait_for("the mask", || page.secret().is_none());
    assert_eq!(page.reveal(), secret);
}

fn hidden_page_masks(form: &FormPage) {
    let page = &form.page;
    form.create();
    let secret = page.reveal();
    for event in [
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
        "window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))",
    ] {
        page.script(event, &[]);
        page.wait_for("the mask", || page.secret().is_none());
        assert_eq!(form.everything().places_of(&secret), NOWHERE, "{event}");
        page.script(
            "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))",
            &[],
        );
        assert_eq!(page.reveal(), secret);
    }
}

fn keys_and_clicks_drop_nothing(form: &FormPage) {
    let page = &form.page;
    form.create();
    let secret = page.reveal();
    page.wait_for_focus_on("Hide secret");
    page.type_keys(Key::Escape);
    page.click_outside();
    assert_eq!(page.secret().as_deref(), Some(&*secret));
    page.press("Hide secret");
    page.type_keys(Key::Enter);
    page.wait_for("the secret", || page.secret().is_some());
    page.type_keys(Key::Escape + Key::Enter);
    page.wait_for("the mask", || page.secret().is_none());
    assert_eq!(page.reveal(), secret);
}

fn going_back_prompts_first() {
    let form = FormPage::console();
    let page = &form.page;
    // An entry of the history to go back to.
    page.visit(&format!("{}/?before", form.api.origin()));
    page.visit(form.api.origin());
    page.wait_until_ready();
    form.create();
    let secret = page.reveal();
    assert!(page.prompts_before("history.back()"));
    if page.has_button("Reveal secret") {
        page.reveal();
    }
    assert_eq!(page.secret(), Some(secret));
}

fn late_response_stays_in_its_instance() {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.visit("/two.html?");
    let page = &host_page.page;
    page.expects_console_error(REMOVED);
    host_page.api.next_create(json!({ "delayMs": 4_000 }));
    page.within("#first", |page| {
        page.wait_for_text("New subscription");
        fill_in(page);
        page.press("Create subscription");
    });
    page.wait_for("the create", || host_page.api.posts() == 1);
    // A router replaces an element by another one with the same tag.
    let script = "window.removed = first;
        removed.addEventListener('webhook-created', () => { window.responded = true });
        const other = document.createElement(arguments[0]);
        Object.assign(other, { id: 'third', apiBase: removed.apiBase, getToken: removed.getToken });
        removed.replaceWith(other)";
    page.script(script, &[TAG.into()]);
    // The response of the server may arrive later.
    page.wait_for("the response", || {
        page.script("return window.responded ?? false", &[]) == true
    });
    for other in ["#second", "#third"] {
        page.within(other, |page| {
            page.wait_for_text("New subscription");
            assert!(!page.has_outcome(), "{other}");
        });
    }
    page.script("document.getElementById('third').replaceWith(removed)", &[]);
    let secret = page.within("#first", |page| {
        page.wait_for_text("Store the signing secret");
        page.reveal()
    });
    page.within("#second", |page| assert!(!page.has_outcome()));
    let everything = page.everything(&host_page.api);
    assert_eq!(everything.places_of(&secret), [PLACE]);
}
