//! The states in their order.

use e2e::{Key, host_page};
use serde_json::json;

use super::{Door, Scene};

pub(super) struct State {
    pub(super) name: &'static str,
    pub(super) reach: fn(&Scene),
    /// What has the focus; empty where the page leaves it to the person.
    focus: &'static str,
    /// The same behind the element's door, where the page has the key; none where there is no such state.
    in_element: Option<&'static str>,
}

const fn state(name: &'static str, focus: &'static str, reach: fn(&Scene)) -> State {
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

    pub(super) fn focus(&self, door: Door) -> Option<&'static str> {
        match door {
            Door::Console => Some(self.focus),
            Door::Element => self.in_element,
        }
    }
}

const PROBLEM: &str = "There is a problem";
const NOT_CREATED: &str = "The subscription was not created";
const AGAIN: &str = "An attempt before this one may have created a subscription. Creating again may make a second one.";
/// As long as a label may be, and without a place to break it.
const LONG: &str = "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW";
const STORE_LONG: &str =
    "Store the signing secret of “WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW”";
const STORE: &str = "Store the signing secret of “Billing, production”";

pub(super) const STATES: &[State] = &[
    state("empty", "", |_| {}),
    state("problems", PROBLEM, |scene| {
        scene.page.press("Create subscription");
    }),
    state("key refused", "Check key", |Scene { page, .. }| {
        page.expects_console_error("401");
        page.fill("API key", "sk_test_0123456789abcdef");
        page.press("Check key");
        page.wait_for_text("The key was not accepted.");
    })
    .in_element(None),
    state("warnings", "events", |Scene { page, .. }| {
        let long = "x".repeat(200);
        page.fill(
            "Endpoint URL",
            &format!("https://localhost:8443/{long}?token=0123#part"),
        );
        // What is said below the field moves what comes after it.
        page.type_keys(Key::Tab);
        page.wait_for_text("Warning:");
        page.tick("right.resumed");
        page.wait_for_text("None of the chosen kinds is fired today.");
    }),
    state("filter", "event-filter", |Scene { page, .. }| {
        page.fill("Filter kinds", "nothing like it");
        page.wait_for_text("No kind fits this filter.");
        page.fill("Filter kinds", "withdrawn");
    }),
    state("all kinds", "event-scope", |Scene { page, .. }| {
        page.choose("All kinds, including ones added later");
    }),
    state("nothing sent", "Nothing was sent", |scene| {
        let page = &scene.page;
        page.choose("Chosen kinds");
        page.fill("Filter kinds", "");
        page.tick("right.resumed");
        scene.fill_in();
        // Firefox repeats by itself what was dropped.
        page.script(
            "const { fetch } = window;
            window.fetch = () => {
                window.fetch = fetch;
                return window.Promise.reject(new window.TypeError('no answer'));
            }",
            &[],
        );
        page.press("Create subscription");
    }),
    state("key works", "Check key", |Scene { page, .. }| {
        page.press("Check key");
        page.wait_for_text("The key works");
    })
    .in_element(None),
    state("key not accepted", PROBLEM, |scene| {
        scene.refused(401, &json!({}));
    })
    .in_element(Some(NOT_CREATED)),
    state("no permission", PROBLEM, |scene| {
        scene.refused(403, &json!({}));
    })
    .in_element(Some(NOT_CREATED)),
    state("no such endpoint", PROBLEM, |scene| {
        scene.refused(404, &json!({}));
    })
    .in_element(Some(NOT_CREATED)),
    state("fields refused", PROBLEM, |scene| {
        let fields = ["url", "label", "events[0]", "color"].map(
            |path| json!({ "path": path, "code": "TAKEN", "message": format!("{path} is taken") }),
        );
        scene.refused(
            422,
            &json!({ "ok": false, "contractVersion": "v1.0", "error": {
            "code": "VALIDATION_FAILED", "message": "the subscription was not created",
            "requestId": "req_1", "fields": fields } }),
        );
    }),
    state("refused for an unknown reason", NOT_CREATED, |scene| {
        scene.refused(422, &json!("no"));
    }),
    state("conflict", NOT_CREATED, |scene| {
        scene.refused(409, &json!({}));
    }),
    state("too large", NOT_CREATED, |scene| {
        scene.refused(413, &json!({}));
    }),
    state("too many requests", NOT_CREATED, |scene| {
        scene.refused(429, &json!({}));
        scene.page.wait_for_text("You can try again in");
    }),
    state(
        "unknown",
        "We do not know whether the subscription was created",
        |scene| {
            scene.page.expects_console_error("500");
            scene.submit(json!({ "status": 500, "commit": true, "body": "<h1>Sorry</h1>" }));
            assert_eq!(scene.page.outcome().kind, "unknown");
        },
    ),
    state("question", AGAIN, |scene| scene.page.press("Create again")),
    state("secret hidden", STORE, |Scene { page, .. }| {
        page.answer_confirmation("Yes, create again");
        page.wait_for_text("Store the signing secret");
    }),
    state("secret revealed", "Hide secret", |scene| {
        drop(scene.page.reveal());
    }),
    state("secret copied", "Copy secret", |Scene { page, .. }| {
        page.press("Copy secret");
        page.wait_for_text("Copied.");
    }),
    state(
        "secret to be copied by hand",
        "Copy secret",
        |Scene { page, .. }| {
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
        |scene| scene.page.press("Create another"),
    ),
    state(
        "secret stored",
        "The signing secret is stored with you",
        |scene| {
            scene.page.press("I have stored the signing secret");
        },
    ),
    state("form again", "New subscription", |scene| {
        scene.page.press("Create another");
    }),
    state(
        "created without its secret",
        "“Billing, production” is created",
        |scene| {
            host_page::fill_in(&scene.page);
            scene.submit(json!({ "commit": true, "remove": ["/data/signingSecret"] }));
            scene.page.wait_for_text("The signing secret is not here");
        },
    ),
    state("created otherwise", STORE_LONG, |scene| {
        scene.page.press("Create another");
        host_page::fill_in(&scene.page);
        scene.page.fill("Label", LONG);
        scene.submit(
            json!({ "commit": true, "patch": { "contractVersion": "v2.0", "data": {
            "signingSecret": "short", "subscription": { "label": "Another", "active": false,
                "events": ["right.issued", "right.dreamt"], "createdAt": "soon" } } } }),
        );
        scene.page.wait_for_text("Store the signing secret");
    }),
    state("sending", "Create subscription", |scene| {
        scene.page.press("I have stored the signing secret");
        scene.page.press("Create another");
        host_page::fill_in(&scene.page);
        scene.submit(json!({ "delayMs": 600_000 }));
        scene.page.answer_confirmation("Yes, create again");
        scene.page.wait_for_text("Creating the subscription…");
        scene.page.wait_for("the create", || {
            scene
                .api
                .requests()
                .last()
                .is_some_and(|last| last.0 == "POST" && last.2.is_none())
        });
    }),
    state(
        "still waiting",
        "Create subscription",
        |Scene { page, .. }| {
            page.advance_clock_by_half_a_minute();
            page.wait_for_text("Still waiting for an answer…");
        },
    ),
    state("given up", "You have stopped waiting", |scene| {
        scene.page.press("Stop waiting");
    }),
];
