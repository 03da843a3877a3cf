//! Invalid endpoint URLs, and their errors.

use e2e::host_page::LABEL;
use e2e::{Key, Page, Sandbox};

const INVALID: [(&str, &str); 10] = [
    ("", "Enter the address of your endpoint"),
    (
        "/hooks",
        "Enter the whole address, as in https://example.com/hooks",
    ),
    (
        "localhost:3000",
        "Enter the whole address, as in https://example.com/hooks",
    ),
    (
        "http://example.com/hooks",
        "Use https: deliveries are never sent in the clear",
    ),
    (
        "ftp://example.com/hooks",
        "The address must begin with https, not ftp",
    ),
    (
        "https://user:word@example.com/",
        "Take the user name and password out of the address",
    ),
    (
        "https://example.com/a b",
        "An address has no spaces in it; write %20 where one is meant",
    ),
    (
        "https://exa*mple.com/",
        "\"exa*mple.com\" is not a valid host name or IP address",
    ),
    (
        "https://example.com:65536/",
        "\"65536\" is not a port; ports are 0 to 65535",
    ),
    ("https://", "The address has no host name"),
];

#[test]
fn invalid_address_is_explained_at_its_field_and_nothing_is_sent() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    for (typed, message) in INVALID {
        page.fill("Endpoint URL", typed);
        page.press("Create subscription");
        page.wait_for_error_at("url", message);
        let outcome = page.outcome();
        assert_eq!(outcome.kind, "not-created", "{typed}");
        assert_eq!(outcome.heading, "There is a problem", "{typed}");
        assert!(outcome.text.contains(message), "{typed}: {outcome:?}");
        page.wait_for_focus_on("There is a problem");
        assert_eq!(page.value_of("url"), typed);
    }
    assert_eq!(page.value_of("label"), LABEL);
    assert_eq!(page.value_of("api-key"), sandbox.key());
    assert_eq!(page.ticked(), ["right.issued"]);
    assert_eq!(sandbox.posts(), 0);
}

#[test]
fn address_of_2049_characters_is_too_long_and_one_of_2048_is_not() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    let address = |chars: usize| format!("{:a<chars$}", "https://example.com/");
    page.fill("Endpoint URL", &address(2049));
    page.press("Create subscription");
    page.wait_for_error_at("url", "At most 2048 characters, 2049 were given");
    assert_eq!(sandbox.posts(), 0);
    assert_eq!(page.value_of("url").len(), 2049);

    page.fill("Endpoint URL", &address(2048));
    page.press("Create subscription");
    page.wait_for_text("Created");
    assert_eq!(sandbox.subscriptions()[0].url, address(2048));
}

#[test]
fn link_of_the_summary_focuses_its_field() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.press("Create subscription");
    page.outcome();
    for (link, field) in [
        ("Enter an API key", "api-key"),
        ("Enter the address of your endpoint", "url"),
        ("Enter a label", "label"),
        (
            "Choose at least one kind of event, or all kinds",
            "event-scope",
        ),
    ] {
        page.press(link);
        page.wait_for_focus_on(field);
    }
    assert_eq!(page.script("return location.hash", &[]), "");
    assert_eq!(sandbox.requests(), []);
}

#[test]
fn http_address_can_be_changed_to_https_with_one_press() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.fill("Endpoint URL", "http://example.com/hooks?a=1");
    page.type_keys(Key::Tab);
    page.wait_for_text("Did you mean https://example.com/hooks?a=1");
    page.press("Use this");
    page.wait_for("no error", || page.error_for("url").is_empty());
    assert_eq!(page.value_of("url"), "https://example.com/hooks?a=1");
    page.press("Create subscription");
    page.wait_for_text("Created");
    assert_eq!(
        sandbox.subscriptions()[0].url,
        "https://example.com/hooks?a=1"
    );
}

#[test]
fn error_clears_with_the_keystroke_that_corrects_it() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill("Endpoint URL", "https://exa mple.com");
    assert_eq!(page.error_for("url"), "", "no error while it is typed");
    page.type_keys(Key::Tab);
    page.wait_for_error_at("url", "An address has no spaces in it");
    page.fill("Endpoint URL", "https://example.com");
    page.wait_for("no error", || page.error_for("url").is_empty());
}

#[test]
fn missing_scheme_is_added_and_shown() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.fill("Endpoint URL", "  Example.com:443/./hooks ");
    page.type_keys(Key::Tab);
    page.wait_for_text("https:// was added. Sent as https://example.com/hooks");
    page.press("Create subscription");
    page.wait_for_text("Created");
    assert_eq!(sandbox.subscriptions()[0].url, "https://example.com/hooks");
}

/// On a narrow screen, the button is below the fields: the error of a field that loses the focus must not move the button
/// away during a press.
#[test]
fn press_that_blurs_an_invalid_field_is_not_lost() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.set_viewport_width(320);
    page.fill_in(&sandbox);
    page.fill("Endpoint URL", "http://example.com/hooks");
    page.press("Create subscription");
    assert_eq!(page.outcome().heading, "There is a problem");
}
