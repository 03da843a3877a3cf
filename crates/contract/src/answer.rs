//! What an answer to a create means. One pure, total function decides: [`classify`].

use serde_json::Value;

use crate::error_body::{ErrorBody, excerpt};
use crate::salvage::{self, Secret};
use crate::wire::{Subscription, Tenant};
use crate::{ApiKey, CONTRACT_VERSION, SigningSecret};

pub use crate::error_body::{Field, FieldError};

/// What came back of a request, by the client's own flags and never by a browser's error text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// No answer: it may have been refused before it left, or lost after it arrived.
    Nothing,
    /// A redirect, which is not followed and whose status cannot be read.
    Redirect,
    /// An answer.
    Answer(Answer),
}

/// An answer, as far as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// Seconds to wait, as read by [`crate::retry_after::seconds`].
    pub retry_after: Option<u32>,
    /// What came of the body.
    pub body: Vec<u8>,
    /// Whether reading the body ended early: an error on the way, or more than the client takes.
    pub cut: bool,
}

/// The three outcomes of a create. There is no fourth.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The subscription exists.
    Created(Box<Created>),
    /// The subscription does not exist.
    NotCreated(Refusal),
    /// Nobody here can tell whether it exists.
    Unknown(Unknown),
}

/// A subscription that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    /// The secret, or what became of it.
    pub secret: Secret,
    /// The subscription, when the answer's part about it could be read.
    pub subscription: Option<Subscription>,
    /// What was odd about the answer.
    pub remarks: Vec<Remark>,
}

/// Something odd about an answer that nevertheless says "created".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The server speaks another version of the contract, or names none.
    OtherVersion(Option<String>),
    /// A secret came in an answer that otherwise does not look like a success.
    LooksWrong,
    /// The secret is not of the usual form.
    UnusualSecret,
}

/// A create that certainly made nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What the person can do about it.
    pub reason: Reason,
    /// The server's own short code.
    pub code: Option<String>,
    /// The server's own words, at most 120 characters.
    pub message: Option<String>,
    /// What its support wants to know.
    pub request_id: Option<String>,
    /// What is wrong with which field.
    pub fields: Vec<FieldError>,
    /// The HTTP status.
    pub status: u16,
}

/// Why nothing was made: a variant for each thing that can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 400, 422, or `ok: false` under a success status.
    Invalid,
    /// 401: the key is not accepted.
    KeyRejected,
    /// 403: the key may not do this.
    KeyLacksScope,
    /// 404, 405: the base address is wrong.
    NoSuchEndpoint,
    /// 409: another request is in the way, or it exists already.
    Conflict,
    /// 409: a request before with the same idempotency key is not answered yet; wait for so many seconds, if the server
    /// said how long.
    InFlight(Option<u32>),
    /// 422: the idempotency key was sent before with another body.
    IdempotencyKeyReused,
    /// 410: the sandbox tenant is gone.
    Gone,
    /// 412: a precondition does not hold.
    Precondition,
    /// 413: too large.
    TooLarge,
    /// 429: wait for so many seconds, if the server said how long.
    TooManyRequests(Option<u32>),
    /// Any other 4xx.
    Refused,
}

/// Why nobody can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The request may have arrived, but no answer came.
    NoAnswer,
    /// A redirect: 303 often means created.
    Redirect,
    /// A success status, but the body is not the API's.
    NotFromApi {
        /// What the answer called itself.
        content_type: Option<String>,
        /// The start of it, as text.
        excerpt: String,
    },
    /// A status that may follow a commit (5xx, 408) or that makes no sense here.
    Status(u16),
}

/// Decides what came of a create.
///
/// The secret is looked for first, whatever else is wrong: the answer is the only place it will ever be.
pub fn classify(received: &Received) -> Outcome {
    match received {
        Received::Nothing => Outcome::Unknown(Unknown::NoAnswer),
        Received::Redirect => Outcome::Unknown(Unknown::Redirect),
        Received::Answer(answer) => classify_answer(answer),
    }
}

fn classify_answer(answer: &Answer) -> Outcome {
    let text = answer.text();
    let json = answer.json(&text);
    // Some gateways put an answer into a string.
    if let Some(Value::String(inner)) = &json
        && inner.starts_with(['{', '"'])
    {
        return classify_answer(&Answer {
            body: inner.clone().into(),
            ..answer.clone()
        });
    }
    let mut secret = salvage::secret(&answer.body);
    if secret == Secret::Absent
        && let Some(found) = json.as_ref().and_then(salvage::under_another_name)
    {
        secret = Secret::Whole(found);
    }
    if let Secret::Whole(found) = &secret {
        return created(found.clone(), answer, json.as_ref());
    }
    // What there is of a secret that was cut off is not quoted.
    let words = if secret == Secret::CutOff { "" } else { &text };
    if !answer.is_success() {
        return refused_or_unknown(answer, words, json.as_ref());
    }
    let without_secret = |secret, remarks| {
        let subscription = salvage::subscription(&text);
        Outcome::Created(Box::new(Created {
            secret,
            subscription,
            remarks,
        }))
    };
    match &json {
        None if text.trim().is_empty() && !answer.cut => without_secret(Secret::Absent, Vec::new()),
        // The start of a refusal; what else it would have said nobody knows.
        None if matches!(secret, Secret::Absent) && salvage::is_refusal(&answer.body) => {
            Outcome::Unknown(Unknown::Status(answer.status))
        }
        None if secret == Secret::CutOff || answer.ends_early(&text) => {
            without_secret(Secret::CutOff, Vec::new())
        }
        Some(body) if body["ok"] == false => refusal(Reason::Invalid, answer, words, Some(body)),
        Some(body) if body["ok"] == true || body["data"].is_object() => {
            without_secret(secret, other_version(body).into_iter().collect())
        }
        _ => Outcome::Unknown(Unknown::NotFromApi {
            content_type: answer.content_type.as_deref().map(excerpt),
            excerpt: excerpt(words),
        }),
    }
}

fn created(secret: SigningSecret, answer: &Answer, json: Option<&Value>) -> Outcome {
    let mut besides = answer.clone();
    salvage::hide(secret.expose(), &mut besides.body);
    let subscription = salvage::subscription(&besides.text());
    let mut remarks = Vec::new();
    let looks_right = json.is_some_and(|body| {
        body["ok"] == true && body["data"][salvage::FIELD].as_str() == Some(secret.expose())
    }) && subscription
        .as_ref()
        .is_some_and(|subscription| subscription.subscription_id.is_some())
        && answer.is_success();
    if !looks_right {
        remarks.push(Remark::LooksWrong);
    }
    remarks.extend(json.and_then(other_version));
    if !secret.is_usual() {
        remarks.push(Remark::UnusualSecret);
    }
    Outcome::Created(Box::new(Created {
        secret: Secret::Whole(secret),
        subscription,
        remarks,
    }))
}

fn other_version(body: &Value) -> Option<Remark> {
    let version = body["contractVersion"].as_str();
    (version != Some(CONTRACT_VERSION)).then(|| Remark::OtherVersion(version.map(excerpt)))
}

fn refused_or_unknown(answer: &Answer, words: &str, json: Option<&Value>) -> Outcome {
    match reason_of(answer) {
        Some(reason) => refusal(reason, answer, words, json),
        None => Outcome::Unknown(Unknown::Status(answer.status)),
    }
}

/// Why a status says that nothing was made; none when it does not say so. A 408 may come from a gateway that gave up
/// on a server which did not.
fn reason_of(answer: &Answer) -> Option<Reason> {
    Some(match answer.status {
        400 | 422 => Reason::Invalid,
        401 => Reason::KeyRejected,
        403 => Reason::KeyLacksScope,
        404 | 405 => Reason::NoSuchEndpoint,
        408 => return None,
        409 => Reason::Conflict,
        410 => Reason::Gone,
        412 => Reason::Precondition,
        413 => Reason::TooLarge,
        429 => Reason::TooManyRequests(answer.retry_after),
        400..=499 => Reason::Refused,
        _ => return None,
    })
}

fn refusal(reason: Reason, answer: &Answer, words: &str, json: Option<&Value>) -> Outcome {
    Outcome::NotCreated(Refusal::read(reason, answer, words, json))
}

impl Reason {
    /// The same, as the server's short code tells it more closely.
    fn told_by(self, code: Option<&str>, answer: &Answer) -> Self {
        match (self, code) {
            (Self::Conflict, Some("IDEMPOTENCY_IN_FLIGHT")) => Self::InFlight(answer.retry_after),
            (Self::Invalid, Some("IDEMPOTENCY_KEY_REUSED")) => Self::IdempotencyKeyReused,
            _ => self,
        }
    }
}

impl Refusal {
    /// What a 403 would say, known beforehand from the scopes that a 200 told of.
    pub fn lacking_scope() -> Self {
        Self {
            reason: Reason::KeyLacksScope,
            code: None,
            message: None,
            request_id: None,
            fields: Vec::new(),
            status: 200,
        }
    }

    /// `words` are quoted where the body holds none that can be told apart.
    fn read(reason: Reason, answer: &Answer, words: &str, json: Option<&Value>) -> Self {
        let body = json.map(ErrorBody::read).unwrap_or_default();
        let as_text = || Some(excerpt(words)).filter(|words| !words.is_empty());
        Self {
            reason: reason.told_by(body.code.as_deref(), answer),
            code: body.code,
            message: body.message.or_else(as_text),
            request_id: body.request_id,
            fields: body.fields,
            status: answer.status,
        }
    }
}

impl Answer {
    /// Covers the key of the request, where the API or a proxy quotes it: what is shown of an answer must not bring it to
    /// the screen.
    pub fn hide(&mut self, key: &ApiKey) {
        salvage::hide(key.expose(), &mut self.body);
    }

    /// The body as text, without a byte order mark; what is no UTF-8 is replaced.
    fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
    }

    fn json(&self, text: &str) -> Option<Value> {
        serde_json::from_str(text).ok().filter(|_| !self.cut)
    }

    /// Whether this is the beginning of an answer of the API.
    fn ends_early(&self, text: &str) -> bool {
        let text = text.trim_start();
        text.is_empty() || text.starts_with('{') && (self.cut || is_start_of_json(text))
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Whether a text is JSON as far as it goes, and ends too early.
fn is_start_of_json(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_err_and(|error| error.is_eof())
}

/// What `GET /v1/tenant` said of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyCheck {
    /// No answer came.
    NoAnswer,
    /// The API is there and refuses.
    Refused(Refusal),
    /// An answer that says nothing about the key, with this status; 0 where the status cannot be read.
    Unclear(u16),
    /// The API is there and takes the key.
    Accepted(Tenant),
}

/// Decides what the answer to `GET /v1/tenant` says of the key.
pub fn read_tenant(received: &Received) -> KeyCheck {
    let answer = match received {
        Received::Nothing => return KeyCheck::NoAnswer,
        Received::Redirect => return KeyCheck::Unclear(0),
        Received::Answer(answer) => answer,
    };
    let text = answer.text();
    let json = answer.json(&text);
    if let Some(reason) = reason_of(answer) {
        return KeyCheck::Refused(Refusal::read(reason, answer, &text, json.as_ref()));
    }
    match json.as_ref().map(|body| &body["data"]) {
        Some(data @ Value::Object(_)) if answer.is_success() => KeyCheck::Accepted(data.into()),
        _ => KeyCheck::Unclear(answer.status),
    }
}
