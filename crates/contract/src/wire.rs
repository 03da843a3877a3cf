//! The bodies of the API: what is sent is strict, what is received is lenient.

use serde::Serialize;
use serde_json::Value;

use crate::{EndpointUrl, EventSelection, Label};

/// The body of a create. It can be built from validated values only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateRequest {
    /// Where deliveries go.
    pub url: EndpointUrl,
    /// What they are about.
    pub events: EventSelection,
    /// What people call the subscription.
    pub label: Label,
}

/// The nine fields of a subscription, as the server stored them. Any of them may be missing or of another type; such
/// a field is empty here and never an error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    /// `whk_...`: no call lists subscriptions, so it is known only to whoever keeps it.
    pub subscription_id: Option<String>,
    /// `dev_...`
    pub developer_id: Option<String>,
    /// Where deliveries go.
    pub url: Option<String>,
    /// The kinds, or `["*"]`. Unknown words are kept.
    pub events: Option<Vec<String>>,
    /// What people call it.
    pub label: Option<String>,
    /// Whether deliveries are made.
    pub active: Option<bool>,
    /// RFC 3339.
    pub created_at: Option<String>,
    /// RFC 3339; none before the first delivery.
    pub last_delivered_at: Option<String>,
    /// RFC 3339; none before the first rotation.
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

/// Whose key it is, as far as the console needs to know. A field that is missing or of another type is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenant {
    /// The address of the developer behind the key.
    pub email: Option<String>,
    /// What the key may do; `None` when the answer does not say.
    pub scopes: Option<Vec<String>>,
}

impl Tenant {
    /// Whether the key may create subscriptions; `None` when the answer does not say.
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

/// The texts of a list. An entry that is none is left out.
fn texts(value: &Value) -> Option<Vec<String>> {
    Some(value.as_array()?.iter().filter_map(text).collect())
}
