//! The bodies of the API: strict when serialized, lenient when parsed.

use serde::Serialize;
use serde_json::Value;

use crate::{EndpointUrl, EventSelection, Label, extract};

/// The body of a create. It is built from validated values only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateRequest {
    /// The URL that events are delivered to.
    pub url: EndpointUrl,
    /// The event kinds.
    pub events: EventSelection,
    /// The label.
    pub label: Label,
}

/// The nine fields of a subscription, as the server stored them. A field that is missing or of another type is `None`,
/// never an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// `whk_...`. The API cannot list subscriptions, so whoever needs the id must store it.
    pub subscription_id: Option<String>,
    /// `dev_...`
    pub developer_id: Option<String>,
    /// The URL that events are delivered to.
    pub url: Option<String>,
    /// The event kinds, or `["*"]`. Unknown kinds are included.
    pub events: Option<Vec<String>>,
    /// The label.
    pub label: Option<String>,
    /// Whether events are delivered.
    pub active: Option<bool>,
    /// RFC 3339.
    pub created_at: Option<String>,
    /// RFC 3339; `None` before the first delivery.
    pub last_delivered_at: Option<String>,
    /// RFC 3339; `None` before the first rotation.
    pub secret_last_rotated_at: Option<String>,
}

impl From<&Value> for Subscription {
    fn from(body: &Value) -> Self {
        Self {
            subscription_id: text(&body["subscriptionId"]),
            developer_id: text(&body["developerId"]),
            url: text(&body["url"]),
            events: texts(&body["events"]),
            label: text(&body["label"]),
            active: body["active"].as_bool(),
            created_at: text(&body["createdAt"]),
            last_delivered_at: text(&body["lastDeliveredAt"]),
            secret_last_rotated_at: text(&body["secretLastRotatedAt"]),
        }
    }
}

/// Something that the server stored differently from what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another URL.
    Url {
        /// As it was sent.
        sent: String,
        /// As the server stored it.
        stored: String,
    },
    /// Another label.
    Label {
        /// As it was sent.
        sent: String,
        /// As the server stored it.
        stored: String,
    },
    /// Other event kinds. Their order does not matter.
    Events {
        /// As they were sent.
        sent: Vec<String>,
        /// As the server stored them.
        stored: Vec<String>,
    },
    /// The subscription is not active. A create does not ask for that.
    Paused,
}

impl Subscription {
    /// What the server stored differently from `sent`. A field that is missing differs from nothing.
    pub fn differences(&self, sent: &CreateRequest) -> Vec<Difference> {
        let other = |stored: &Option<String>, sent: &str| {
            let stored = stored.as_ref()?;
            (!extract::is_same_unless_redacted(stored, sent))
                .then(|| (sent.to_owned(), stored.clone()))
        };
        let url = other(&self.url, sent.url.as_str());
        let label = other(&self.label, sent.label.as_str());
        let includes = |all: &[String], some: &[String]| some.iter().all(|kind| all.contains(kind));
        let sent: Vec<_> = sent
            .events
            .to_wire()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let events = self
            .events
            .clone()
            .filter(|stored| !(includes(stored, &sent) && includes(&sent, stored)))
            .map(|stored| Difference::Events { sent, stored });
        let differences = [
            url.map(|(sent, stored)| Difference::Url { sent, stored }),
            events,
            label.map(|(sent, stored)| Difference::Label { sent, stored }),
            (self.active == Some(false)).then_some(Difference::Paused),
        ];
        differences.into_iter().flatten().collect()
    }
}

/// The owner and the scopes of a key. A field that is missing or of another type is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenant {
    /// The email address of the developer.
    pub email: Option<String>,
    /// The scopes of the key; `None` when the response has none.
    pub scopes: Option<Vec<String>>,
}

impl Tenant {
    /// Whether the key may create subscriptions; `None` when the response has no scopes.
    pub fn may_create(&self) -> Option<bool> {
        let scopes = self.scopes.as_ref()?;
        Some(scopes.iter().any(|scope| scope == crate::paths::ALL_SCOPES))
    }
}

impl From<&Value> for Tenant {
    fn from(data: &Value) -> Self {
        Self {
            email: text(&data["developer"]["email"]),
            scopes: texts(&data["key"]["scopes"]),
        }
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The strings of an array. Other entries are skipped.
fn texts(value: &Value) -> Option<Vec<String>> {
    Some(value.as_array()?.iter().filter_map(text).collect())
}
