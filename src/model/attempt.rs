use std::fmt;

use contract::extract::ExtractedSecret;
use contract::response::{Anomaly, Created, KeyCheck, Outcome, Reason, Refusal, Unknown};
use contract::wire::{CreateRequest, Subscription};
use contract::{ApiKeyError, IdempotencyKey, SigningSecret};

/// Names an attempt for as long as the form lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptId(pub(super) u32);

/// One try to create a subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Its name.
    pub id: AttemptId,
    /// What was sent.
    pub sent: Sent,
    /// How far it got.
    pub state: State,
}

/// What was sent, whither and when: what a person needs to look for a subscription that may exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// The body.
    pub request: CreateRequest,
    /// The host of the API, with its port.
    pub api_host: String,
    /// When the person submitted, in milliseconds since 1970.
    pub at: f64,
    /// How often the form had been changed by then.
    pub(super) edits: u32,
    /// The number of the base address and key that were used.
    pub(super) connection: u32,
    /// By which the API knows it again, where the page around the form wants that.
    pub(super) idempotency_key: Option<IdempotencyKey>,
    /// With which API key it left, once it has.
    pub(super) left_as: Option<Mark>,
    /// Whether the page has another API key by now, so that nothing goes on with it.
    pub(super) is_apart: bool,
}

impl Sent {
    /// Whether the same values can be sent again without making a second subscription.
    pub fn is_safe_to_repeat(&self) -> bool {
        self.idempotency_key.is_some() && !self.is_apart
    }
}

/// How far an attempt got.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The API is being asked about the key; nothing is sent yet.
    Probing,
    /// On its way. Nothing ends it but its own answer.
    Sending,
    /// On its way still, but the person has stopped to wait for it.
    GivenUp,
    /// Nothing was sent.
    NotSent(NotSent),
    /// The subscription exists.
    Created(Answered),
    /// The subscription does not exist.
    NotCreated(Refusal),
    /// Nobody here can tell.
    Unknown(Unknown),
}

/// A subscription that exists, and what became of its secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The secret.
    pub secret: Held,
    /// The subscription, as far as the answer could be read.
    pub subscription: Option<Subscription>,
    /// What was odd about the answer.
    pub remarks: Vec<Anomaly>,
}

/// A secret, or what became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// It is here, and nowhere else.
    Here(SigningSecret),
    /// The person has stored it; here it is gone.
    Stored,
    /// The answer ended in the middle of it.
    CutOff,
    /// The answer held none.
    Absent,
}

/// What became of a secret, without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is here, and nowhere else.
    Here,
    /// The person has stored it; here it is gone.
    Stored,
    /// The answer ended in the middle of it.
    CutOff,
    /// The answer held none.
    Absent,
}

impl Answered {
    /// The mark of its secret; none when it is not here.
    pub(super) fn mark(&self) -> Option<Mark> {
        match &self.secret {
            Held::Here(secret) => Some(Mark::of(secret.expose())),
            Held::Stored | Held::CutOff | Held::Absent => None,
        }
    }
}

/// Tells a secret or a key from another one after both are gone. It does not print itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark(u64);

impl Mark {
    /// FNV-1a: nobody gains by secrets with equal marks, and by chance there are none.
    pub(super) fn of(secret: &str) -> Self {
        let mix = |mark: u64, byte: u8| (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(secret.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl Held {
    /// What became of it.
    pub fn fate(&self) -> Fate {
        match self {
            Self::Here(_) => Fate::Here,
            Self::Stored => Fate::Stored,
            Self::CutOff => Fate::CutOff,
            Self::Absent => Fate::Absent,
        }
    }
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The browser says that it is offline, and the API did not answer.
    Offline,
    /// The API did not answer the check of the key.
    Unreachable,
    /// The person stopped to wait while the key was still being checked.
    Stopped,
    /// The API does not take the key, or the key may not create.
    Refused(Refusal),
    /// The page around the form gave no key.
    NoKey,
    /// The page around the form gave what is no key for this API.
    BadKey(ApiKeyError),
}

impl NotSent {
    /// Why a create is not sent after this answer about the key; none when it is. Only what certainly stands in its way
    /// counts: a tenant endpoint that is missing, busy or broken says nothing about the other one.
    pub fn after(check: &KeyCheck, online: bool) -> Option<Self> {
        match check {
            KeyCheck::NoResponse if online => Some(Self::Unreachable),
            KeyCheck::NoResponse => Some(Self::Offline),
            KeyCheck::Refused(refusal) if matches!(refusal.reason, Reason::KeyRejected) => {
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
    pub(super) fn is_on_its_way(&self) -> bool {
        matches!(self.state, State::Probing | State::Sending | State::GivenUp)
    }

    /// Whether the person waits for it.
    pub(super) fn is_waited_for(&self) -> bool {
        matches!(self.state, State::Probing | State::Sending)
    }

    /// Whether it may have made a subscription that nobody here knows of. Where its idempotency key was used for other
    /// values, something was made with it.
    pub(super) fn is_in_doubt(&self) -> bool {
        match &self.state {
            State::GivenUp | State::Unknown(_) => true,
            State::NotCreated(refusal) => matches!(refusal.reason, Reason::IdempotencyKeyReused),
            _ => false,
        }
    }

    /// Whether sending the same again goes on with this attempt. A refusal ends it, but for one that only says "later".
    pub(super) fn can_go_on(&self) -> bool {
        match &self.state {
            State::GivenUp | State::Unknown(_) | State::NotSent(_) => true,
            State::NotCreated(refusal) => matches!(refusal.reason, Reason::TooManyRequests(_)),
            State::Probing | State::Sending | State::Created(_) => false,
        }
    }

    /// Whether the API takes both for one: they have the same idempotency key.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.sent.idempotency_key.is_some()
            && self.sent.idempotency_key == other.sent.idempotency_key
    }

    pub(super) fn answered(&self) -> Option<&Answered> {
        match &self.state {
            State::Created(answered) => Some(answered),
            _ => None,
        }
    }
}

impl From<Outcome> for State {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Created(created) => Self::Created((*created).into()),
            Outcome::NotCreated(refusal) => Self::NotCreated(refusal),
            Outcome::Unknown(unknown) => Self::Unknown(unknown),
        }
    }
}

impl From<Created> for Answered {
    fn from(created: Created) -> Self {
        Self {
            secret: match created.secret {
                ExtractedSecret::Complete(secret) => Held::Here(secret),
                ExtractedSecret::Truncated => Held::CutOff,
                ExtractedSecret::Absent => Held::Absent,
            },
            subscription: created.subscription,
            remarks: created.anomalies,
        }
    }
}
