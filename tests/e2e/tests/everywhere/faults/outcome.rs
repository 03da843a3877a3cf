//! The expected outcome of a submit, and what every outcome has in common.

use e2e::host_page::HostPage;
pub use e2e::host_page::{LABEL, SECRET, URL};
use e2e::{Outcome, Page};
use serde_json::{Value, json};

/// The text for an incomplete secret.
pub const SECRET_INCOMPLETE: &str =
    "The answer was cut off. The secret is incomplete and cannot be used.";

pub const NOT_CREATED: &str = "The subscription was not created";
pub const NOTHING_SENT: &str = "Nothing was sent";
pub const PROBLEM: &str = "There is a problem";
pub const UNKNOWN: &str = "We do not know whether the subscription was created";

#[derive(Clone, Debug)]
pub enum ExpectedOutcome {
    /// A subscription with this secret.
    Created(String),
    /// A subscription whose secret is lost.
    SecretLost,
    /// No subscription: the heading, and the code and status of the error event.
    NotCreated(&'static str, &'static str, Option<u16>),
    /// Unknown: the code and status of the error event.
    Unknown(&'static str, Option<u16>),
}

impl ExpectedOutcome {
    fn kind(&self) -> &'static str {
        match self {
            Self::Created(_) | Self::SecretLost => "created",
            Self::NotCreated(..) => "not-created",
            Self::Unknown(..) => "unknown",
        }
    }

    fn heading(&self) -> String {
        match self {
            Self::Created(_) => format!("Store the signing secret of “{LABEL}”"),
            Self::SecretLost => format!("“{LABEL}” is created"),
            Self::NotCreated(heading, ..) => (*heading).to_owned(),
            Self::Unknown(..) => UNKNOWN.to_owned(),
        }
    }

    /// The details of the error events.
    fn errors(&self) -> Vec<Value> {
        match self {
            Self::Created(_) | Self::SecretLost => Vec::new(),
            Self::NotCreated(_, code, status) | Self::Unknown(code, status) => {
                vec![json!({ "outcome": self.kind(), "code": code, "status": status })]
            }
        }
    }

    /// Waits for the outcome. Its heading has the focus, and one event is emitted, without key and secret. Without a
    /// subscription, the fields are unchanged; if one may exist, the page shows its details.
    #[track_caller]
    pub fn assert(&self, host_page: &HostPage, api: &str) -> Outcome {
        let page = &host_page.page;
        let outcome = page.outcome();
        assert_eq!(outcome.heading, self.heading(), "{outcome:?}");
        assert_eq!(outcome.kind, self.kind(), "{outcome:?}");
        page.wait_for_focus_on(&outcome.heading);
        match self {
            Self::Created(secret) => assert_eq!(page.reveal(), *secret),
            Self::SecretLost => {
                assert!(!page.has_button("Reveal secret") && !page.has_button("Copy secret"));
                let places = page.everything(&host_page.api).places_of(SECRET);
                assert_eq!(places, Vec::<String>::new());
                assert_eq!(page.detail("Label"), LABEL);
            }
            Self::NotCreated(..) => assert_fields_unchanged(page),
            Self::Unknown(..) => {
                assert_fields_unchanged(page);
                assert!(outcome.text.contains("Its secret cannot be fetched again"));
                assert!(page.has_button("Create again"));
                assert_details_shown(page, api);
            }
        }
        assert_eq!(host_page.event_details("webhook-error"), self.errors());
        let created = host_page.event_details("webhook-created").len();
        assert_eq!(created, usize::from(self.kind() == "created"));
        let output = format!("{:?} {:?}", host_page.events(), page.console_messages());
        assert!(!output.contains(SECRET) && !output.contains(host_page.api.key()));
        outcome
    }
}

/// The fields still have the values of [`fill_in`](e2e::host_page::fill_in).
#[track_caller]
pub fn assert_fields_unchanged(page: &Page) {
    assert_eq!(page.value_of("url"), URL);
    assert_eq!(page.value_of("label"), LABEL);
    assert_eq!(page.ticked(), ["right.issued"]);
}

/// The details of a subscription that may exist.
#[track_caller]
pub fn assert_details_shown(page: &Page, api: &str) {
    assert_eq!(page.detail("API"), api.trim_start_matches("http://"));
    assert_eq!(page.detail("Endpoint"), "hooks.iana.org");
    assert_eq!(page.detail("Label"), LABEL);
    assert!(page.instant("Sent").ends_with('Z'));
}
