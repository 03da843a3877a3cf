//! The states, in order.

use e2e::{Key, host_page};
use serde_json::json;

use super::{submit_refused, submit_with_fault};
use crate::form_page::{FormPage, Surface};

pub(super) struct State {
    pub(super) name: &'static str,
    pub(super) reach: fn(&FormPage),
    /// The focused element; empty where the page does not set the focus.
    focus: &'static str,
    /// The same for the element, whose page has the key; none where the element has no such state.
    in_element: Option<&'static str>,
}

const fn state(name: &'static str, focus: &'static str, reach: fn(&FormPage)) -> State {
    State {
        name,
        reach,
        focus,
        in_element: Some(focus),
    }
}

impl State {
    const fn in_element(mut self, focus: Option<&'static str>) -> Self {
        self.in_element = focus;
        self
    }

    pub(super) fn focus(&self, surface: Surface) -> Option<&'static str> {
        match surface {
            Surface::Console => Some(self.focus),
            Surface::Element => self.in_element,
        }
    }
}

const PROBLEM: &str = "There is a problem";
const NOT_CREATED: &str = "The subscription was not created";
const CONFIRM_CREATE: &str = "An attempt before this one may have created a subscription. Creating again may make a second one.";
/// A label of the maximal length, without a break opportunity.
const LONG_LABEL: &str = "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
const STORE_LONG: &str =
    "Store the signing secret of “WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW”";
const STORE: &str = "Store the signing secret of “Billing, production”";

pub(super) const STATES: &[State] = &[
    state("empty", "", |_| {}),
    state("problems", PROBLEM, |form| {
        form.page.press("Create subscription");
    }),
    state("key refused", "Check key", |FormPage { page, .. }| {
        page.expects_console_error("401");
        page.fill("API key", "sk_test_0123456789abcdef");
        page.press("Check key");
        page.wait_for_text("The key was not accepted.");
    })
    .in_element(None),
    state("warnings", "events", |FormPage { page, .. }| {
        let long = "x".repeat(200);
        page.fill(
            "Endpoint URL",
            &format!("https://localhost:8443/{long}?token=0123#part"),
        );
        // The messages below the field move the following elements.
        page.type_keys(Key::Tab);
        page.wait_for_text("Warning:");
        page.tick("right.resumed");
        page.wait_for_text("None of the chosen kinds is fired today.");
    }),
    state("filter", "event-filter", |FormPage { page, .. }| {
        page.fill("Filter kinds", "nothing like it");
        page.wait_for_text("No kind fits this filter.");
        page.fill("Filter kinds", "withdrawn");
    }),
    state("all kinds", "event-scope", |FormPage { page, .. }| {
        page.choose("All kinds, including ones added later");
    }),
    state("nothing sent", "Nothing was sent", |form| {
        let page = &form.page;
        page.choose("Chosen kinds");
        page.fill("Filter kinds", "");
        page.tick("right.resumed");
        // Firefox repeats a dropped request by itself.
        page.script(
            "window.itself = window.fetch;
            window.fetch = () => window.Promise.reject(new window.TypeError('no answer'))",
            &[],
        );
        form.fill_in();
        page.press("Create subscription");
        page.wait_for_text("Nothing was sent");
        page.script("window.fetch = window.itself", &[]);
    }),
    state("key works", "Check key", |FormPage { page, .. }| {
        page.press("Check key");
        page.wait_for_text("The key works");
    })
    .in_element(None),
    state("key not accepted", PROBLEM, |form| {
        submit_refused(form, 401, &json!({}));
    })
    .in_element(Some(NOT_CREATED)),
    state("no permission", PROBLEM, |form| {
        submit_refused(form, 403, &json!({}));
    })
    .in_element(Some(NOT_CREATED)),
    state("no such endpoint", PROBLEM, |form| {
        submit_refused(form, 404, &json!({}));
    })
    .in_element(Some(NOT_CREATED)),
    state("fields refused", PROBLEM, |form| {
        let fields = ["url", "label", "events[0]", "color"].map(
            |path| json!({ "path": path, "code": "TAKEN", "message": format!("{path} is taken") }),
        );
        submit_refused(
            form,
            422,
            &json!({ "ok": false, "contractVersion": "v1.0", "error": {
            "code": "VALIDATION_FAILED", "message": "the subscription was not created",
            "requestId": "req_1", "fields": fields } }),
        );
    }),
    state("refused for an unknown reason", NOT_CREATED, |form| {
        submit_refused(form, 422, &json!("no"));
    }),
    state("conflict", NOT_CREATED, |form| {
        submit_refused(form, 409, &json!({}));
    }),
    state("too large", NOT_CREATED, |form| {
        submit_refused(form, 413, &json!({}));
    }),
    state("too many requests", NOT_CREATED, |form| {
        submit_refused(form, 429, &json!({}));
        form.page.wait_for_text("You can try again in");
    }),
    state(
        "unknown",
        "We do not know whether the subscription was created",
        |form| {
            form.page.expects_console_error("500");
            submit_with_fault(
                form,
                json!({ "status": 500, "commit": true, "body": "<h1>Sorry</h1>" }),
            );
            assert_eq!(form.page.outcome().kind, "unknown");
        },
    ),
    state("question", CONFIRM_CREATE, |form| {
        form.page.press("Create again");
    }),
    state("secret hidden", STORE, |FormPage { page, .. }| {
        page.answer_confirmation("Yes, create again");
        page.wait_for_text("Store the signing secret");
    }),
    state("secret revealed", "Hide secret", |form| {
        drop(form.page.reveal());
    }),
    state(
        "secret copied",
        "Copy secret",
        |FormPage { page, .. }| {
            page.press("Copy secret");
            page.wait_for_text("Copied.");
        },
    ),
    state(
        "secret to be copied by hand",
        "Copy secret",
        |FormPage { page, .. }| {
            page.script(
                "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))",
                &[],
            );
            page.press("Copy secret");
            page.wait_for_text("The browser did not let this page copy.");
        },
    ),
    state(
        "question about the secret",
        "You have not said that the secret is stored. It cannot be shown again.",
        |form| form.page.press("Create another"),
    ),
    state(
        "secret stored",
        "The signing secret is stored with you",
        |form| {
            form.page.press("I have stored the signing secret");
        },
    ),
    state("form again", "New subscription", |form| {
        form.page.press("Create another");
    }),
    state(
        "created without its secret",
        "“Billing, production” is created",
        |form| {
            host_page::fill_in(&form.page);
            submit_with_fault(
                form,
                json!({ "commit": true, "remove": ["/data/signingSecret"] }),
            );
            form.page.wait_for_text("The signing secret is not here");
        },
    ),
    state("created otherwise", STORE_LONG, |form| {
        form.page.press("Create another");
        host_page::fill_in(&form.page);
        form.page.fill("Label", LONG_LABEL);
        submit_with_fault(
            form,
            json!({ "commit": true, "patch": { "contractVersion": "v2.0", "data": {
            "signingSecret": "short", "subscription": { "label": "Another", "active": false,
                "events": ["right.issued", "right.dreamt"], "createdAt": "soon" } } } }),
        );
        form.page.wait_for_text("Store the signing secret");
    }),
    state("sending", "Create subscription", |form| {
        form.page.press("I have stored the signing secret");
        form.page.press("Create another");
        host_page::fill_in(&form.page);
        submit_with_fault(form, json!({ "delayMs": 600_000 }));
        form.page.answer_confirmation("Yes, create again");
        form.page.wait_for_text("Creating the subscription…");
        form.page.wait_for("the create", || {
            form.api
                .requests()
                .last()
                .is_some_and(|last| last.0 == "POST" && last.2.is_none())
        });
    }),
    state(
        "still waiting",
        "Create subscription",
        |FormPage { page, .. }| {
            page.advance_clock_by_half_a_minute();
            page.wait_for_text("Still waiting for an answer…");
        },
    ),
    state("given up", "You have stopped waiting", |form| {
        form.page.press("Stop waiting");
    }),
];
