//! The secret is where the person put it, and nowhere else.

use e2e::{Everything, Page, Sandbox};
use serde_json::json;

const PLACE: &str = "text in output[Signing secret]";
const NOWHERE: [&str; 0] = [];

#[test]
fn secret_is_nowhere_before_it_is_revealed_and_nowhere_after_it_is_hidden_or_stored() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let look = || page.everything(&sandbox);
    let masked = look();
    let secret = page.reveal();
    let revealed = look();
    page.press("Hide secret");
    page.until("the mask", || page.secret().is_none());
    let hidden = look();
    page.reveal();
    page.press("I have stored the signing secret");
    page.sees("The signing secret is stored with you");
    let stored = look();
    page.press("Create another");
    page.sees("New subscription");
    let another = look();

    let places = |state: &Everything| state.places_of(&secret);
    assert_eq!(places(&masked), NOWHERE);
    assert_eq!(places(&revealed), [PLACE]);
    assert_eq!(places(&hidden), NOWHERE);
    assert_eq!(places(&stored), NOWHERE);
    assert_eq!(places(&another), NOWHERE);
    assert_eq!(
        sandbox.files_with(&secret),
        Vec::<std::path::PathBuf>::new()
    );
}

#[test]
fn nothing_is_stored_by_the_whole_way() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let stored = "return (async () => [localStorage.length, sessionStorage.length, document.cookie,
        (await indexedDB.databases()).length, (await caches.keys()).length, history.state,
        location.pathname + location.hash, document.title, window.name])()";
    let before = page.script(stored, &[]);
    assert_eq!(
        before,
        json!([0, 0, "", 0, 0, null, "/", "Webhook console", ""])
    );
    page.create(&sandbox);
    page.reveal();
    page.press("Copy secret");
    page.sees("Copied.");
    assert_eq!(page.script(stored, &[]), before);
    page.press("I have stored the signing secret");
    assert_eq!(page.script(stored, &[]), before);
}

#[test]
fn acknowledging_takes_away_everything_that_could_show_it() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    page.reveal();
    page.press("I have stored the signing secret");
    page.sees_focus_on("The signing secret is stored with you");
    for gone in [
        "Copy secret",
        "Reveal secret",
        "Hide secret",
        "JSON",
        ".env",
    ] {
        assert!(!page.offers(gone), "{gone}");
    }
    assert_eq!(
        page.script("return document.querySelector('output')", &[]),
        json!(null)
    );
    assert!(!page.detail("Subscription id").is_empty(), "the id stays");
}

#[test]
fn hidden_page_masks_the_secret() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let secret = page.reveal();
    page.script(
        "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))",
        &[],
    );
    page.until("the mask", || page.secret().is_none());
    assert!(page.offers("Reveal secret"));
    assert_eq!(page.everything(&sandbox).places_of(&secret), NOWHERE);
    assert_eq!(page.reveal(), secret, "hidden, and not lost");
}

#[test]
fn secret_is_masked_by_itself_after_a_minute() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    // A minute of the page is a second here.
    page.script(
        "const wait = window.setTimeout.bind(window);
         window.setTimeout = (act, time, ...more) => wait(act, time === 60000 ? 1000 : time, ...more)",
        &[],
    );
    page.create(&sandbox);
    let secret = page.reveal();
    page.until("the mask", || page.secret().is_none());
    assert_eq!(page.reveal(), secret, "hidden, and not lost");
}

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

#[test]
fn secret_is_kept_from_translators_recorders_and_paper() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    page.reveal();
    let script = "const shown = document.querySelector('output');
        return [...['translate', 'spellcheck', 'draggable', 'aria-live', 'data-dd-privacy', 'data-clarity-mask']
            .map((name) => shown.getAttribute(name)),
            ['notranslate', 'sentry-mask', 'sentry-block', 'ph-no-capture', 'fs-exclude', 'rr-block']
                .every((name) => shown.classList.contains(name)),
            ['data-sentry-mask', 'data-hj-suppress', 'data-private'].every((name) => shown.hasAttribute(name))]";
    assert_eq!(
        page.script(script, &[]),
        json!(["no", "false", "false", "off", "hidden", "true", true, true])
    );
    page.protocol("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    let drawn =
        "return document.querySelector('output').checkVisibility({ visibilityProperty: true })";
    assert_eq!(page.script(drawn, &[]), false, "it is not printed");
}

#[test]
fn escape_and_enter_do_not_drop_the_secret() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    let secret = page.reveal();
    page.sees_focus_on("Hide secret");
    page.keys(e2e::Key::Escape);
    page.keys(e2e::Key::Enter);
    page.until("the mask", || page.secret().is_none());
    assert_eq!(page.reveal(), secret);
}
