//! The bodies of the API: what is sent is strict, what is received is lenient.

use serde::{Deserialize, Deserializer, Serialize};

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Subscription {
    /// `whk_...`: no call lists subscriptions, so it is known only to whoever keeps it.
    #[serde(deserialize_with = "lenient")]
    pub subscription_id: Option<String>,
    /// `dev_...`
    #[serde(deserialize_with = "lenient")]
    pub developer_id: Option<String>,
    /// Where deliveries go.
    #[serde(deserialize_with = "lenient")]
    pub url: Option<String>,
    /// The kinds, or `["*"]`. Unknown words are kept.
    #[serde(deserialize_with = "lenient")]
    pub events: Option<Vec<String>>,
    /// What people call it.
    #[serde(deserialize_with = "lenient")]
    pub label: Option<String>,
    /// Whether deliveries are made.
    #[serde(deserialize_with = "lenient")]
    pub active: Option<bool>,
    /// RFC 3339.
    #[serde(deserialize_with = "lenient")]
    pub created_at: Option<String>,
    /// RFC 3339; none before the first delivery.
    #[serde(deserialize_with = "lenient")]
    pub last_delivered_at: Option<String>,
    /// RFC 3339; none before the first rotation.
    #[serde(deserialize_with = "lenient")]
    pub secret_last_rotated_at: Option<String>,
}

/// Whose key it is, as far as the console needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tenant {
    /// The developer behind the key.
    #[serde(deserialize_with = "lenient_or_default")]
    pub developer: Developer,
    /// The key itself.
    #[serde(deserialize_with = "lenient_or_default")]
    pub key: Key,
}

/// The developer behind a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Developer {
    /// Their address.
    #[serde(deserialize_with = "lenient")]
    pub email: Option<String>,
}

/// What the API tells of a key; never the key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Key {
    /// What its owner calls it.
    #[serde(deserialize_with = "lenient")]
    pub label: Option<String>,
    /// What it may do; `None` when the answer does not say.
    #[serde(deserialize_with = "lenient")]
    pub scopes: Option<Vec<String>>,
}

impl Key {
    /// Whether the key may create subscriptions; `None` when the answer does not say.
    pub fn may_create(&self) -> Option<bool> {
        let scopes = self.scopes.as_ref()?;
        Some(scopes.iter().any(|scope| scope == crate::paths::ALL_SCOPES))
    }
}

/// A value of the right type, else none: an odd field must not cost the rest of an answer.
fn lenient<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

fn lenient_or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: serde::de::DeserializeOwned + Default,
{
    lenient(deserializer).map(Option::unwrap_or_default)
}
