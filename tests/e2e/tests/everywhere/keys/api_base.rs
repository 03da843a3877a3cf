//! `api-base`: the API that a key is sent to.

use e2e::host_page::{HostPage, INVALID_API_BASES, SLOTTED_TEXT, TAG, fill_in, strict_policy};
use e2e::{FileServer, Options, Page, Sandbox};
use serde_json::{Value, json};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S17 key goes to no address that an answer names",
            key_follows_no_response,
        ),
        Row::new(
            "S19 bad api-base is refused at mount and told",
            invalid_base_is_reported,
        ),
        Row::new(
            "S19 bad base address is refused at its field",
            invalid_base_is_explained,
        ),
        Row::new(
            "S20 key is asked for anew when api-base changes, and goes to no other",
            key_is_requested_again,
        ),
    ]
}

/// A host page whose form may call a second API too.
#[track_caller]
fn with_second_api() -> (HostPage, Sandbox) {
    let host_page = HostPage::new(FileServer::start("html"));
    let other = Options::default()
        .allow(host_page.file_server.origin())
        .start();
    let both = format!("{} {}", host_page.api.origin(), other.origin());
    host_page.set_policy(&strict_policy(&both));
    host_page.visit("/?");
    host_page.wait_until_mounted();
    (host_page, other)
}

fn key_follows_no_response() {
    let (host_page, other) = with_second_api();
    let page = &host_page.page;
    page.expects_console_error("status of 3");
    fill_in(page);
    let redirect = |status: u16, path: &str| {
        let address = format!("{}{path}", other.origin());
        json!({ "status": status, "headers": { "Location": address } })
    };
    let statuses = [301, 302, 303, 307, 308];
    for status in statuses {
        host_page.api.next_tenant(redirect(status, "/v1/tenant"));
        page.press("Create subscription");
        let outcome = page.outcome();
        assert_eq!(outcome.kind, "not-created", "{status}: {outcome:?}");
        assert!(outcome.text.contains("Sign in again"), "{outcome:?}");
        let error = host_page.event_details("webhook-error").pop();
        assert_eq!(error.expect("an error")["code"], "unreachable", "{status}");
    }
    assert_eq!(host_page.api.posts(), 0);
    for status in statuses {
        host_page.api.next_create(redirect(status, "/v1/webhooks"));
        page.press("Create subscription");
        if page.has_button("Yes, create again") {
            page.answer_confirmation("Yes, create again");
        }
        let outcome = page.outcome();
        assert_eq!(outcome.kind, "unknown", "{status}: {outcome:?}");
        assert!(outcome.text.contains("which this client does not follow"));
    }
    let link = format!("{}/v1/webhooks/next", other.origin());
    host_page.api.next_create(json!({
        "headers": { "Link": format!("<{link}>; rel=\"next\""), "Content-Location": link },
        "patch": { "next": link, "links": { "self": link }, "data": { "subscription": { "url": link } } },
    }));
    page.press("Create subscription");
    page.answer_confirmation("Yes, create again");
    assert_eq!(page.outcome().kind, "created");
    page.reveal();
    assert_eq!(other.requests(), []);
}

fn invalid_base_is_reported() {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    let page = &host_page.page;
    page.expects_console_error("bad_api_base");
    let errors = || host_page.event_details("webhook-error");
    for (before, bad) in INVALID_API_BASES.iter().enumerate() {
        let script = "const form = document.querySelector(arguments[0]);
            const made = document.createElement(arguments[0]);
            made.append(arguments[2]);
            made.apiBase = arguments[1];
            form.replaceWith(made)";
        page.script(script, &[TAG, bad, SLOTTED_TEXT].map(Value::from));
        page.wait_for("the error", || errors().len() == before + 1);
        let error = json!({ "outcome": "not-created", "code": "bad_api_base", "status": null });
        assert_eq!(errors()[before], error, "{bad}");
        page.wait_for_text("The form cannot be used here: no key may be sent to the address");
        let text = page.text();
        assert!(!text.contains(SLOTTED_TEXT), "{bad}: it is not loading");
        assert!(!text.contains("New subscription"), "{bad}");
    }
    let messages = page.console_messages();
    // Chromium has each message twice.
    let told = messages
        .iter()
        .filter(|text| text.starts_with('<') && text.contains("bad_api_base: api-base must be"));
    assert_eq!(told.count(), INVALID_API_BASES.len(), "{messages:?}");
}

fn invalid_base_is_explained() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    assert_eq!(page.value_of("api-base"), sandbox.origin());
    page.fill_in(&sandbox);
    page.wait_for_text("The key works");
    let before = sandbox.requests();
    let insecure = "Use https: the key must not travel in the clear";
    let absolute = "Enter the whole address, with https:// at its start";
    for (base, message) in [
        ("", "Enter the address of the API"),
        ("api.example.com", absolute),
        ("http://api.example.com", insecure),
        ("javascript:alert(1)", insecure),
        (
            "https://me@api.example.com",
            "Leave user name and password out of the address",
        ),
        (
            "https://api.example.com/?a",
            "Leave out what follows ? or #",
        ),
    ] {
        page.fill("API base address", base);
        page.press("Create subscription");
        page.wait_for_error_at("api-base", message);
        assert_eq!(page.outcome().kind, "not-created", "{base}");
    }
    assert_eq!(sandbox.requests(), before);
}

fn key_is_requested_again() {
    let (host_page, other) = with_second_api();
    let page = &host_page.page;
    let script = "const [tag, api, key, other, otherKey] = arguments;
        const form = document.querySelector(tag);
        window.requested = [];
        window.keys = { [api]: key, [other]: otherKey };
        form.getToken = () => (requested.push(form.apiBase), keys[form.apiBase]);
        window.goTo = (base) => { form.apiBase = base };
        window.wait = () => { form.getToken = () => {
            const given = keys[form.apiBase];
            return new Promise((resolve) => { window.give = () => resolve(given) });
        } };";
    let arguments = [
        TAG,
        host_page.api.origin(),
        host_page.api.key(),
        other.origin(),
        other.key(),
    ];
    page.script(script, &arguments.map(Value::from));
    let create = || {
        fill_in(page);
        page.press("Create subscription");
    };
    let create_another = || {
        assert_eq!(page.outcome().kind, "created");
        page.press("I have stored the signing secret");
        page.press("Create another");
        page.wait_for_focus_on("New subscription");
    };
    create();
    create_another();
    page.script("goTo(arguments[0])", &[other.origin().into()]);
    create();
    create_another();
    let requested = page.script("return requested", &[]);
    assert_eq!(requested, json!([host_page.api.origin(), other.origin()]));
    assert_eq!(
        (
            host_page.api.subscriptions().len(),
            other.subscriptions().len()
        ),
        (1, 1)
    );

    // The key is requested for one base address, and returned after a change to another.
    page.script("wait()", &[]);
    create();
    page.wait_for("the call of getToken", || {
        page.script("return 'give' in window", &[]) == true
    });
    page.script(
        "goTo(arguments[0]); give()",
        &[host_page.api.origin().into()],
    );
    create_another();
    assert_eq!(
        (
            host_page.api.subscriptions().len(),
            other.subscriptions().len()
        ),
        (1, 2)
    );
}
