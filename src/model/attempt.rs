use std::fmt;

use contract::extract::ExtractedSecret;
use contract::response::{Anomaly, Created, KeyCheck, Outcome, Reason, Refusal, Unknown};
use contract::wire::{CreateRequest, Subscription};
use contract::{ApiKeyError, IdempotencyKey, SigningSecret};

/// Identifies an attempt for as long as the form lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptId(pub(super) u32);

/// One attempt to create a subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// What was sent.
    pub sent: SentRequest,
    /// How far it got.
    pub state: AttemptState,
}

/// What was sent, to which API and when: what a person needs to look for a subscription that may exist.
#[derive(Clone, Debug, PartialEq)]
pub struct SentRequest {
    /// The body.
    pub request: CreateRequest,
    /// The host of the API, with its port.
    pub api_host: String,
    /// When the person submitted, in milliseconds since 1970.
    pub at: f64,
    /// How often the fields had been changed by then.
    pub(super) edits: u32,
    /// The version of the connection (base address and key) that was used.
    pub(super) connection: u32,
    /// The idempotency key, where the page around the form wants one.
    pub(super) idempotency_key: Option<IdempotencyKey>,
    /// The API key that it was sent with, once it was sent.
    pub(super) api_key: Option<Fingerprint>,
    /// Whether the page has another API key by now, so that the idempotency key cannot be used again.
    pub(super) is_superseded: bool,
}

impl SentRequest {
    /// Whether the same values can be sent again without creating a second subscription.
    pub fn is_safe_to_repeat(&self) -> bool {
        self.idempotency_key.is_some() && !self.is_superseded
    }
}

/// How far an attempt got.
#[derive(Clone, Debug, PartialEq)]
pub enum AttemptState {
    /// The API is asked about the key; nothing is sent yet.
    CheckingKey,
    /// The request was sent. Only its response ends this state.
    InFlight,
    /// The request is in flight, but the person has stopped waiting for it.
    Unawaited,
    /// Nothing was sent.
    NotSent(NotSent),
    /// The subscription exists.
    Created(CreatedSubscription),
    /// The subscription does not exist.
    NotCreated(Refusal),
    /// It is unknown whether the subscription exists.
    Unknown(Unknown),
}

/// A subscription that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct CreatedSubscription {
    /// Its secret, or why it is not here.
    pub secret: Result<SigningSecret, NoSecret>,
    /// The subscription, as far as the response could be read.
    pub subscription: Option<Subscription>,
    /// What was odd about the response.
    pub anomalies: Vec<Anomaly>,
}

/// Why the secret of a subscription is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSecret {
    /// The person has stored it, and it was dropped.
    Stored,
    /// The response ended in the middle of it.
    Truncated,
    /// The response had none.
    Absent,
}

impl CreatedSubscription {
    /// Whether the secret is here.
    ///
    /// # Errors
    /// Why it is not here: [`NoSecret::Stored`] once the person has acknowledged it.
    pub fn secret_status(&self) -> Result<(), NoSecret> {
        self.secret.as_ref().map(drop).map_err(|reason| *reason)
    }

    /// The fingerprint of its secret; none when the secret is not here.
    pub(super) fn fingerprint(&self) -> Option<Fingerprint> {
        let secret = self.secret.as_ref().ok()?;
        Some(Fingerprint::of(secret.expose()))
    }

    pub(super) fn has_other_version(&self) -> bool {
        self.anomalies
            .iter()
            .any(|anomaly| matches!(anomaly, Anomaly::VersionMismatch(_)))
    }
}

/// Identifies a secret or a key after it was dropped. Its `Debug` output is redacted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// FNV-1a. An attacker gains nothing from two secrets with equal hashes, and by chance there are none.
    pub(super) fn of(secret: &str) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(secret.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The browser says that it is offline, and the API did not respond.
    Offline,
    /// The API did not respond to the check of the key.
    Unreachable,
    /// The check of the key was redirected.
    Redirected,
    /// The person stopped waiting while the key was still being checked.
    Stopped,
    /// The API does not accept the key, or the key may not create.
    Refused(Refusal),
    /// The page around the form gave no key.
    NoKey,
    /// What the page around the form gave is no key for this API.
    BadKey(ApiKeyError),
}

impl NotSent {
    /// Why a create is not sent after this check of the key; none when it is sent. Only what certainly prevents it counts:
    /// a tenant endpoint that is missing, busy or broken says nothing about the other endpoint.
    pub fn after(check: &KeyCheck, online: bool) -> Option<Self> {
        match check {
            KeyCheck::NoResponse if online => Some(Self::Unreachable),
            KeyCheck::NoResponse => Some(Self::Offline),
            KeyCheck::Redirect => Some(Self::Redirected),
            KeyCheck::Refused(refusal) if refusal.rejects_key() => {
                Some(Self::Refused(refusal.clone()))
            }
            KeyCheck::Accepted(tenant) if tenant.may_create() == Some(false) => {
                Some(Self::Refused(Refusal::missing_scope()))
            }
            KeyCheck::Refused(_) | KeyCheck::Inconclusive(_) | KeyCheck::Accepted(_) => None,
        }
    }
}

impl Attempt {
    /// Whether it may still bring a secret.
    pub(super) fn is_pending(&self) -> bool {
        matches!(
            self.state,
            AttemptState::CheckingKey | AttemptState::InFlight | AttemptState::Unawaited
        )
    }

    /// Whether the person waits for it.
    pub(super) fn is_awaited(&self) -> bool {
        matches!(
            self.state,
            AttemptState::CheckingKey | AttemptState::InFlight
        )
    }

    /// Whether it may have created a subscription that the form does not know of. Where its idempotency key was used for other
    /// values, something was created with it.
    pub(super) fn is_uncertain(&self) -> bool {
        match &self.state {
            AttemptState::Unawaited | AttemptState::Unknown(_) => true,
            AttemptState::NotCreated(refusal) => {
                matches!(refusal.reason, Reason::IdempotencyKeyReused)
            }
            _ => false,
        }
    }

    /// Whether sending the same again is a retry of this attempt. A refusal ends it, except one that only says "later".
    pub(super) fn is_retryable(&self) -> bool {
        match &self.state {
            AttemptState::Unawaited | AttemptState::Unknown(_) | AttemptState::NotSent(_) => true,
            AttemptState::NotCreated(refusal) => {
                matches!(refusal.reason, Reason::TooManyRequests(_))
            }
            AttemptState::CheckingKey | AttemptState::InFlight | AttemptState::Created(_) => false,
        }
    }

    /// Whether both have the same idempotency key, so that the API takes them for one.
    pub(super) fn has_same_key(&self, other: &Self) -> bool {
        self.sent.idempotency_key.is_some()
            && self.sent.idempotency_key == other.sent.idempotency_key
    }

    pub(super) fn created(&self) -> Option<&CreatedSubscription> {
        match &self.state {
            AttemptState::Created(created) => Some(created),
            _ => None,
        }
    }
}

impl AttemptState {
    /// The refusal that the person may be able to correct in a field.
    pub(super) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::NotCreated(refusal) | Self::NotSent(NotSent::Refused(refusal)) => Some(refusal),
            _ => None,
        }
    }
}

impl From<Outcome> for AttemptState {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Created(created) => Self::Created((*created).into()),
            Outcome::NotCreated(refusal) => Self::NotCreated(refusal),
            Outcome::Unknown(unknown) => Self::Unknown(unknown),
        }
    }
}

impl From<Created> for CreatedSubscription {
    fn from(created: Created) -> Self {
        Self {
            secret: match created.secret {
                ExtractedSecret::Complete(secret) => Ok(secret),
                ExtractedSecret::Truncated => Err(NoSecret::Truncated),
                ExtractedSecret::Absent => Err(NoSecret::Absent),
            },
            subscription: created.subscription,
            anomalies: created.anomalies,
        }
    }
}
