//! A subscription, as it is requested and as it is stored.

use secrecy::SecretString;
use serde::Serialize;

/// A validated create request.
#[derive(Clone, Debug)]
pub(crate) struct NewSubscription {
    pub(crate) url: String,
    pub(crate) events: Vec<String>,
    pub(crate) label: String,
}

/// A stored subscription: the nine fields of the API, in its order.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Subscription {
    #[serde(rename = "subscriptionId")]
    pub(crate) id: String,
    pub(crate) developer_id: String,
    pub(crate) url: String,
    pub(crate) events: Vec<String>,
    pub(crate) label: String,
    pub(crate) active: bool,
    pub(crate) created_at: String,
    pub(crate) last_delivered_at: Option<String>,
    pub(crate) secret_last_rotated_at: Option<String>,
}

/// A subscription that is not stored yet, and its secret.
pub(crate) struct Draft {
    pub(crate) subscription: Subscription,
    pub(crate) secret: SecretString,
}
