//! Keys that are typed, and keys that the page returns.

use e2e::host_page::{TAG, fill_in};
use e2e::{Options, Page, Sandbox, Screen, free_port};
use serde_json::{Value, json};

use crate::form_page::{FormPage, NOWHERE};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S15 field of the key is kept from managers and checkers, and takes a paste",
            field_takes_a_paste,
        ),
        Row::new(
            "S16 typed key that no header can hold is refused, and nothing is sent",
            typed_key_is_refused,
        ),
        Row::new(
            "S16 given key that no header can hold is refused, and nothing is sent",
            returned_key_is_refused,
        ),
        Row::new(
            "S17 typed key goes ahead of a press once both fields were left, and once",
            key_goes_ahead_once,
        ),
        Row::new(
            "S17 check that begins with a press moves nothing before its release",
            press_hits_the_button,
        ),
        Row::new(
            "S18 key of another deployment is stopped, and an odd one warned about",
            key_of_another_deployment,
        ),
    ]
}

fn field_takes_a_paste() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    let script = "const key = document.querySelector('[name=api-key]');
        return ['type', 'autocomplete', 'spellcheck', 'data-1p-ignore', 'data-lpignore', 'data-bwignore', 'data-form-type']
            .map((name) => key.getAttribute(name))";
    assert_eq!(
        page.script(script, &[]),
        json!(["password", "off", "false", "", "true", "", "other"])
    );
    // White space around a key on the clipboard is not a part of it.
    page.set_clipboard(&format!(" {}\n", sandbox.key()));
    page.fill("API key", "");
    page.paste();
    page.press("Create subscription");
    assert_eq!(page.outcome().kind, "created");
}

/// Sets the value of the field by a script: not every key can be typed.
#[track_caller]
fn set_key(page: &Page, key: &str) {
    let script = "const field = document.querySelector('[name=api-key]');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    page.script(script, &[key.into()]);
}

fn typed_key_is_refused() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.wait_for_text("The key works");
    let before = sandbox.requests();
    page.set_clipboard("sk_test_one\nsk_test_two");
    page.fill("API key", "");
    page.paste();
    page.wait_for_error_at(
        "api-key",
        "The key holds a line break: copy it again, as one line",
    );
    assert_eq!(page.value_of("api-key"), "", "two keys must not become one");
    let odd = "The key holds a character that no key has";
    for (key, message) in [
        ("", "Enter an API key"),
        ("sk_test_\u{e4}", odd),
        ("sk_test_\0a", odd),
        ("sk_test_a b", odd),
        (&"x".repeat(4_097), "This is too long for a key"),
    ] {
        set_key(&page, key);
        page.press("Create subscription");
        page.wait_for_error_at("api-key", message);
        assert_eq!(page.outcome().kind, "not-created");
        assert_eq!(page.value_of("api-key"), key);
    }
    assert_eq!(sandbox.requests(), before);
}

fn returned_key_is_refused() {
    let form = FormPage::element();
    let page = &form.page;
    form.fill_in();
    let ends = [
        "\nsecondhalfofthekey".to_owned(),
        "\r\nX-Evil: secondhalfofthekey".to_owned(),
        "\0secondhalfofthekey".to_owned(),
        "\u{e9}secondhalfofthekey".to_owned(),
        "secondhalfofthekey".repeat(300),
    ];
    for end in ends {
        let key = format!("sk_sandbox_firsthalfofthekey{end}");
        let script = format!(
            "const key = arguments[0]; document.querySelector('{TAG}').getToken = () => key"
        );
        page.script(&script, &[key.as_str().into()]);
        page.press("Create subscription");
        page.wait_for_text("a key that cannot be used");
        assert_eq!(page.outcome().kind, "not-created", "{key:?}");
        let script = format!("document.querySelector('{TAG}').getToken = null");
        page.script(&script, &[]);
        let everything = form.everything();
        for half in [
            "sk_sandbox_firsthalfofthekey",
            "sk_sandbox_secondhalfofthekey",
        ] {
            assert_eq!(everything.places_of(half), NOWHERE, "{key:?}");
        }
    }
    let script =
        "return [...document.querySelectorAll('#events > li')].map((line) => line.textContent)
        .filter((line) => line.includes('\"bad_key\"')).length";
    assert_eq!(page.script(script, &[]), 5);
    assert_eq!(form.api.requests(), []);
}

/// The key goes to the address that was left, and not to the one before.
fn key_goes_ahead_once() {
    let port = free_port();
    let own = format!("http://127.0.0.1:{port}");
    let other = Options::default().allow(&own).start();
    let sandbox = Options::default()
        .port(port)
        .connect(other.origin())
        .start();
    let page = Page::open(&sandbox);
    page.fill("API base address", other.origin());
    page.fill("API key", other.key());
    assert_eq!(other.requests(), [], "the key is being typed");
    fill_in(&page);
    page.wait_for_text("The key works and may create subscriptions.");
    // A browser asks first whether this page may send one.
    let count = |wanted: &str| {
        let requests = other.requests().into_iter();
        requests.filter(|(method, ..)| method == wanted).count()
    };
    assert_eq!(count("GET"), 1);
    // Back and forth, with nothing changed, and on to the button.
    page.tab_back_to("api-base");
    page.tab_to("label");
    page.press("Create subscription");
    assert_eq!(page.outcome().kind, "created");
    assert_eq!((count("GET"), count("POST")), (1, 1));
    assert_eq!(sandbox.requests(), []);
}

/// In a narrow window, where the result of the check is above the button.
fn press_hits_the_button() {
    let sandbox = Sandbox::start();
    let page = Page::on_screen(Screen {
        width: 420,
        ..Screen::DEFAULT
    });
    page.visit(sandbox.origin());
    page.wait_until_ready();
    fill_in(&page);
    page.fill("API key", sandbox.key());
    let height = "return document.querySelector('form').getBoundingClientRect().height";
    let before = page.script(height, &[]);
    page.press_while("Create subscription", || {
        page.wait_for("the check", || {
            let requests = sandbox.requests();
            requests.iter().any(|(.., status)| *status == Some(200))
        });
        std::thread::sleep(std::time::Duration::from_millis(300));
        assert_eq!(page.script(height, &[]), before);
    });
    assert_eq!(page.outcome().kind, "created");
    assert_eq!(sandbox.requests().len(), 2);
}

const SANDBOX: &str = "https://sandbox.api.enfinitos.com";
const PRODUCTION: &str = "https://api.enfinitos.com";

/// The requests are recorded, and not sent.
fn key_of_another_deployment() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.script(
        "window.requested = []; window.fetch = async ({ url }) => { window.requested.push(url); throw new TypeError() }",
        &[],
    );
    page.fill_in(&sandbox);
    let here = sandbox.origin();
    let live_key = "This is a production key (sk_live_): the sandbox must not see it";
    let sandbox_key = "This is a sandbox key (sk_sandbox_): production does not take it";
    let requested = || page.script("return window.requested", &[]);
    for (base, key, message) in [
        (SANDBOX, "sk_live_a", live_key),
        (PRODUCTION, "sk_sandbox_a", sandbox_key),
    ] {
        // The key before would be checked there.
        page.fill("API key", "");
        page.fill("API base address", base);
        page.fill("API key", key);
        page.press("Create subscription");
        page.wait_for_error_at("api-key", message);
        assert_eq!(page.outcome().kind, "not-created");
        page.press("Check key");
    }
    let is_here = |url: &Value| url.as_str().is_some_and(|url| url.starts_with(here));
    let requests = requested();
    let requests = requests.as_array().expect("a list");
    assert!(requests.iter().all(is_here), "{requests:?}");
    for (key, message) in [
        (
            "sk_live_a",
            "This is a production key (sk_live_), but the address is not production. Check that you trust it.",
        ),
        (
            "pk_a",
            "Keys start with sk_sandbox_, sk_live_ or sk_test_. Check that this is one.",
        ),
        ("sk_sandbox_a", ""),
    ] {
        page.fill("API key", "");
        page.fill("API base address", here);
        page.fill("API key", key);
        let before = requested().as_array().map_or(0, Vec::len);
        page.press("Create subscription");
        assert_eq!(
            page.outcome().heading,
            "Nothing was sent",
            "the page stops the request"
        );
        let more = page.script(
            "return document.querySelector('[id^=api-key-more]').innerText.trim()",
            &[],
        );
        assert_eq!(more, message, "{key}");
        assert_eq!(page.error_for("api-key"), "", "{key}");
        let sent = requested().as_array().map_or(0, Vec::len) - before;
        if !message.is_empty() {
            assert_eq!(sent, 1, "{key}: with advice it is not checked ahead");
        }
    }
}
