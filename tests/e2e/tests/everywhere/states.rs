//! Every state of the form, each reached from the one before, and what has the focus in it.

use std::fmt;

use e2e::stage::{self, Stage, TAG};
use e2e::{Host, Key, Page, Sandbox, Screen};
use serde_json::{Value, json};

/// How a person comes to the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Console,
    Element,
}

impl Door {
    pub const ALL: [Self; 2] = [Self::Console, Self::Element];
}

impl fmt::Display for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Console => "console",
            Self::Element => "element",
        })
    }
}

/// The form behind a door.
pub struct Scene {
    pub page: Page,
    pub api: Sandbox,
    door: Door,
    _host: Option<Host>,
}

impl Scene {
    pub fn open(door: Door, screen: Screen) -> Self {
        match door {
            Door::Console => {
                let (page, api) = (Page::on(screen), Sandbox::start());
                page.visit(api.origin());
                page.until_ready();
                Self {
                    page,
                    api,
                    door,
                    _host: None,
                }
            }
            Door::Element => {
                let stage = Stage::on(Host::start("html"), screen);
                stage.visit("/?");
                stage.until_mounted();
                // The form follows the person's wish, and the page's own list of events wraps.
                let script = "document.querySelector(arguments[0]).removeAttribute('theme');
                    document.body.style.overflowWrap = 'anywhere'";
                stage.page.script(script, &[TAG.into()]);
                let Stage { page, api, host } = stage;
                Self {
                    page,
                    api,
                    door,
                    _host: Some(host),
                }
            }
        }
    }

    /// Does something while only the form is looked at, and nothing of the page that embeds it.
    pub fn form<T>(&self, act: impl FnOnce(&Page) -> T) -> T {
        match self.door {
            Door::Console => act(&self.page),
            Door::Element => self.page.within(TAG, act),
        }
    }

    /// What the form is called in it, line by line, without what is another at each run.
    pub fn lines(&self, read: impl FnOnce(&Page) -> Vec<String>) -> Vec<String> {
        let lines = self.form(read).into_iter();
        lines
            .map(|line| line.replace(self.api.host(), "HOST"))
            .collect()
    }

    /// Leads through all states, and shows each.
    pub fn tour(&self, mut show: impl FnMut(&'static str)) {
        for state in STATES {
            let Some(focus) = state.focus(self.door) else {
                continue;
            };
            (state.reach)(self);
            if !focus.is_empty() {
                self.page.sees_focus_on(focus);
            }
            show(state.name);
        }
    }

    /// Fills everything in, the key where it is asked for.
    pub fn fill_in(&self) {
        if self.door == Door::Console {
            self.page.fill("API key", self.api.key());
        }
        stage::fill_in(&self.page);
    }

    /// Submits, and the answer goes wrong like this.
    fn submit(&self, fault: Value) {
        self.api.next_create(fault);
        self.page.press("Create subscription");
    }

    /// Submits, and the API refuses like this.
    fn refused(&self, status: u16, body: &Value) {
        self.page.expects(&status.to_string());
        // The page is asked for another key once, before its key is said to be wrong.
        let times = if status == 401 && self.door == Door::Element {
            2
        } else {
            1
        };
        self.submit(
            json!({ "status": status, "body": body.to_string(), "times": times,
            "headers": { "Retry-After": "3600" } }),
        );
        assert_eq!(self.page.outcome().word, "not-created", "{status}");
    }
}

/// The page believes so.
pub fn half_a_minute_passes(page: &Page) {
    // A script has built-in objects of its own in Firefox.
    page.script(
        "const { Date } = window, { now } = Date; Date.now = () => now() + 31000",
        &[],
    );
}

struct State {
    name: &'static str,
    reach: fn(&Scene),
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

    fn focus(&self, door: Door) -> Option<&'static str> {
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

const STATES: &[State] = &[
    state("empty", "", |_| {}),
    state("problems", PROBLEM, |scene| {
        scene.page.press("Create subscription");
    }),
    state("key refused", "Check key", |Scene { page, .. }| {
        page.expects("401");
        page.fill("API key", "sk_test_0123456789abcdef");
        page.press("Check key");
        page.sees("The key was not accepted.");
    })
    .in_element(None),
    state("warnings", "events", |Scene { page, .. }| {
        let long = "x".repeat(200);
        page.fill(
            "Endpoint URL",
            &format!("https://localhost:8443/{long}?token=0123#part"),
        );
        // What is said below the field moves what comes after it.
        page.keys(Key::Tab);
        page.sees("Warning:");
        page.tick("right.resumed");
        page.sees("None of the chosen kinds is fired today.");
    }),
    state("filter", "event-filter", |Scene { page, .. }| {
        page.fill("Filter kinds", "nothing like it");
        page.sees("No kind fits this filter.");
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
        page.sees("The key works");
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
        scene.page.sees("You can try again in");
    }),
    state(
        "unknown",
        "We do not know whether the subscription was created",
        |scene| {
            scene.page.expects("500");
            scene.submit(json!({ "status": 500, "commit": true, "body": "<h1>Sorry</h1>" }));
            assert_eq!(scene.page.outcome().word, "unknown");
        },
    ),
    state("question", AGAIN, |scene| scene.page.press("Create again")),
    state("secret hidden", STORE, |Scene { page, .. }| {
        page.answer("Yes, create again");
        page.sees("Store the signing secret");
    }),
    state("secret revealed", "Hide secret", |scene| {
        drop(scene.page.reveal());
    }),
    state("secret copied", "Copy secret", |Scene { page, .. }| {
        page.press("Copy secret");
        page.sees("Copied.");
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
            page.sees("The browser did not let this page copy.");
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
            stage::fill_in(&scene.page);
            scene.submit(json!({ "commit": true, "remove": ["/data/signingSecret"] }));
            scene.page.sees("The signing secret is not here");
        },
    ),
    state("created otherwise", STORE_LONG, |scene| {
        scene.page.press("Create another");
        stage::fill_in(&scene.page);
        scene.page.fill("Label", LONG);
        scene.submit(
            json!({ "commit": true, "patch": { "contractVersion": "v2.0", "data": {
            "signingSecret": "short", "subscription": { "label": "Another", "active": false,
                "events": ["right.issued", "right.dreamt"], "createdAt": "soon" } } } }),
        );
        scene.page.sees("Store the signing secret");
    }),
    state("sending", "Create subscription", |scene| {
        scene.page.press("I have stored the signing secret");
        scene.page.press("Create another");
        stage::fill_in(&scene.page);
        scene.submit(json!({ "delayMs": 600_000 }));
        scene.page.answer("Yes, create again");
        scene.page.sees("Creating the subscription…");
        scene.page.until("the create", || {
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
            half_a_minute_passes(page);
            page.sees("Still waiting for an answer…");
        },
    ),
    state("given up", "You have stopped waiting", |scene| {
        scene.page.press("Stop waiting");
    }),
];
