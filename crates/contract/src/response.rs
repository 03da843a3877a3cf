//! The meaning of a response to a create. One pure, total function decides: [`classify`].

mod page;
mod refusal;

use serde_json::Value;

use crate::error_body::excerpt;
use crate::extract::{self, ExtractedSecret};
use crate::wire::{CreateRequest, Difference, Subscription, Tenant};
use crate::{ApiKey, CONTRACT_VERSION, SigningSecret};

use refusal::reason_of;

pub use crate::error_body::{Field, FieldError};
pub use refusal::{Reason, Refusal};

/// What the client received for a request, as it observed it. The text of a browser's error is never part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// No response: the connection was refused before the request was sent, or lost afterwards.
    NoResponse,
    /// A redirect. It is not followed, and its status is not readable.
    Redirect,
    /// A response.
    Response(Response),
}

/// An HTTP response, as far as it arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// Seconds to wait, parsed by [`crate::retry_after::seconds`].
    pub retry_after: Option<u32>,
    /// The bytes of the body that arrived.
    pub body: Vec<u8>,
    /// Whether the body is incomplete: a network error, or more bytes than the client accepts.
    pub truncated: bool,
}

/// The three outcomes of a create. There is no fourth.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The subscription exists.
    Created(Box<Created>),
    /// The subscription does not exist.
    NotCreated(Refusal),
    /// The response does not state whether it exists.
    Unknown(Unknown),
}

/// A subscription that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Created {
    /// The signing secret, as far as it arrived.
    pub secret: ExtractedSecret,
    /// The subscription, if that part of the body is readable.
    pub subscription: Option<Subscription>,
    /// What was unexpected in the response.
    pub anomalies: Vec<Anomaly>,
}

/// Something unexpected in a response that nevertheless means "created".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anomaly {
    /// The server has another version of the contract, or does not send a version.
    VersionMismatch(Option<String>),
    /// A secret arrived in a response that is otherwise not a regular success.
    UnexpectedShape,
    /// The secret does not have the documented format.
    UnexpectedSecretFormat,
    /// The server stored something else than was sent.
    Differs(Difference),
}

impl Created {
    /// Adds what differs from the request.
    pub fn compare(&mut self, sent: &CreateRequest) {
        if let Some(subscription) = &self.subscription {
            let differences = subscription.differences(sent).into_iter();
            self.anomalies.extend(differences.map(Anomaly::Differs));
        }
    }
}

/// Why the outcome is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The request may have reached the server, but no response arrived.
    NoResponse,
    /// A redirect: 303 often means created.
    Redirect,
    /// A success status whose body is not from the API.
    NotFromApi {
        /// The `Content-Type` of the response.
        content_type: Option<String>,
        /// The start of the body, as text.
        excerpt: String,
    },
    /// A success without a secret that is not about what was sent: code of the page around the form sends the requests,
    /// and may have sent another one.
    OtherRequest,
    /// A success status other than 200, and `ok: false` in the body.
    Contradiction {
        /// The HTTP status.
        status: u16,
        /// The server's message, or the start of the body.
        excerpt: String,
    },
    /// A status that may follow a commit (5xx, 408), or that is not expected here. Or an empty success that is not a 200
    /// or a 201: a 202 may come before the create (RFC 9110, 15.3.3), a 204 is no answer to one.
    Status(u16),
}

/// Decides the outcome of a create.
///
/// The secret is extracted first, whatever else is wrong: this response is the only place where it ever appears.
pub fn classify(received: &Received) -> Outcome {
    match received {
        Received::NoResponse => Outcome::Unknown(Unknown::NoResponse),
        Received::Redirect => Outcome::Unknown(Unknown::Redirect),
        Received::Response(response) => classify_response(response),
    }
}

fn classify_response(response: &Response) -> Outcome {
    let text = response.text();
    let json = response.json(&text);
    // Some gateways encode the whole response as a JSON string.
    if let Some(Value::String(inner)) = &json
        && inner.starts_with(['{', '"'])
    {
        return classify_response(&Response {
            body: inner.clone().into(),
            ..response.clone()
        });
    }
    let mut secret = extract::signing_secret(&response.body);
    if secret == ExtractedSecret::Absent
        && let Some(found) = json.as_ref().and_then(extract::secret_under_any_key)
    {
        secret = ExtractedSecret::Complete(found);
    }
    if let ExtractedSecret::Complete(secret) = secret {
        return created(secret, response, json.as_ref());
    }
    // A part of a secret is never quoted.
    let quotable = if secret == ExtractedSecret::Truncated {
        ""
    } else {
        &text
    };
    if !response.is_success() {
        return refused_or_unknown(response, quotable, json.as_ref());
    }
    let without_secret = |secret, anomalies| {
        let subscription = extract::subscription(&text);
        Outcome::Created(Box::new(Created {
            secret,
            subscription,
            anomalies,
        }))
    };
    match &json {
        None if text.trim().is_empty() && !response.truncated => match response.status {
            200 | 201 => without_secret(ExtractedSecret::Absent, Vec::new()),
            status => Outcome::Unknown(Unknown::Status(status)),
        },
        // The start of a refusal. The rest of it, and so its reason, is missing.
        None if matches!(secret, ExtractedSecret::Absent)
            && extract::is_refusal(&response.body) =>
        {
            Outcome::Unknown(Unknown::Status(response.status))
        }
        None if secret == ExtractedSecret::Truncated || response.is_start_of_object(&text) => {
            without_secret(ExtractedSecret::Truncated, Vec::new())
        }
        Some(body) if body["ok"] == false => {
            let refusal = Refusal::read(Reason::Invalid, response, quotable, Some(body));
            match response.status {
                200 => Outcome::NotCreated(refusal),
                status => Outcome::Unknown(Unknown::Contradiction {
                    status,
                    excerpt: refusal.message.unwrap_or_default(),
                }),
            }
        }
        Some(body) if body["ok"] == true || body["data"].is_object() => {
            without_secret(secret, version_mismatch(body).into_iter().collect())
        }
        _ => Outcome::Unknown(Unknown::NotFromApi {
            content_type: response.content_type.as_deref().map(excerpt),
            excerpt: excerpt(quotable),
        }),
    }
}

fn created(secret: SigningSecret, response: &Response, json: Option<&Value>) -> Outcome {
    let mut redacted = response.clone();
    extract::redact(secret.expose(), &mut redacted.body);
    let subscription = extract::subscription(&redacted.text());
    let mut anomalies = Vec::new();
    let expected_shape = json.is_some_and(|body| {
        body["ok"] == true && body["data"][extract::SECRET_KEY].as_str() == Some(secret.expose())
    }) && subscription
        .as_ref()
        .is_some_and(|subscription| subscription.subscription_id.is_some())
        && response.is_success();
    if !expected_shape {
        anomalies.push(Anomaly::UnexpectedShape);
    }
    anomalies.extend(json.and_then(version_mismatch));
    if !secret.has_expected_format() {
        anomalies.push(Anomaly::UnexpectedSecretFormat);
    }
    Outcome::Created(Box::new(Created {
        secret: ExtractedSecret::Complete(secret),
        subscription,
        anomalies,
    }))
}

fn version_mismatch(body: &Value) -> Option<Anomaly> {
    let version = body["contractVersion"].as_str();
    (version != Some(CONTRACT_VERSION)).then(|| Anomaly::VersionMismatch(version.map(excerpt)))
}

fn refused_or_unknown(response: &Response, quotable: &str, json: Option<&Value>) -> Outcome {
    match reason_of(response) {
        Some(reason) => refusal(reason, response, quotable, json),
        None => Outcome::Unknown(Unknown::Status(response.status)),
    }
}

fn refusal(reason: Reason, response: &Response, quotable: &str, json: Option<&Value>) -> Outcome {
    Outcome::NotCreated(Refusal::read(reason, response, quotable, json))
}

impl Response {
    /// Overwrites the API key in the body, where the API or a proxy repeats it. What is shown of a response must not
    /// bring the key to the screen.
    pub fn redact(&mut self, key: &ApiKey) {
        extract::redact(key.expose(), &mut self.body);
    }

    /// The body as text, without a byte order mark. Invalid UTF-8 is replaced.
    fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
    }

    fn json(&self, text: &str) -> Option<Value> {
        let json = extract::parse(text.as_bytes());
        json.ok().filter(|_| !self.truncated)
    }

    /// Whether the text is empty or the start of a JSON object: a response of the API that ended early.
    fn is_start_of_object(&self, text: &str) -> bool {
        let text = text.trim_start();
        text.is_empty() || text.starts_with('{') && (self.truncated || is_start_of_json(text))
    }

    fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Whether a text is valid JSON up to its end, but not complete.
fn is_start_of_json(text: &str) -> bool {
    extract::parse(text.as_bytes()).is_err_and(|error| error.is_eof())
}

/// What the response to `GET /v1/tenant` means for the API key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyCheck {
    /// No response arrived.
    NoResponse,
    /// A redirect, to a sign-on page for example. It is not followed.
    Redirect,
    /// The API is reachable and refuses.
    Refused(Refusal),
    /// A response with this status that states nothing about the key.
    Inconclusive(u16),
    /// The API is reachable and accepts the key.
    Accepted(Tenant),
}

/// Decides what the response to `GET /v1/tenant` means for the key.
pub fn classify_tenant(received: &Received) -> KeyCheck {
    let response = match received {
        Received::NoResponse => return KeyCheck::NoResponse,
        Received::Redirect => return KeyCheck::Redirect,
        Received::Response(response) => response,
    };
    let text = response.text();
    let json = response.json(&text);
    if let Some(reason) = reason_of(response) {
        return KeyCheck::Refused(Refusal::read(reason, response, &text, json.as_ref()));
    }
    match json.as_ref().map(|body| &body["data"]) {
        Some(data @ Value::Object(_)) if response.is_success() => KeyCheck::Accepted(data.into()),
        _ => KeyCheck::Inconclusive(response.status),
    }
}
