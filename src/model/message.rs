//! What is said to people. Nothing here claims more than the client saw.

use std::fmt::Display;

use contract::answer::{Reason, Refusal, Remark, Unknown};
use contract::{CONTRACT_VERSION, EndpointUrlError, LabelError};

use super::Doubt;
use super::attempt::{Attempt, Fate, NotSent, State};

/// The clause of an error, as a sentence of its own without a full stop.
pub fn sentence(error: &impl Display) -> String {
    let mut text = error.to_string();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

pub(super) fn url_error(error: &EndpointUrlError) -> String {
    match error {
        EndpointUrlError::Empty => "Enter the address of your endpoint".to_owned(),
        EndpointUrlError::NotAbsolute => "Enter the whole address, as in https://example.com/hooks".to_owned(),
        EndpointUrlError::NotHttps { scheme } if scheme == "http" => {
            "Use https: deliveries are never sent in the clear".to_owned()
        }
        EndpointUrlError::HasCredentials => {
            "Take the user name and password out of the address: it is stored and shown in the clear".to_owned()
        }
        other => sentence(other),
    }
}

pub(super) fn label_error(error: &LabelError) -> String {
    match error {
        LabelError::Empty | LabelError::Blank => "Enter a label".to_owned(),
        // Without the number, which is beside the field: what is announced is announced once.
        LabelError::TooLong { max, .. } => format!("Use at most {max} characters"),
    }
}

pub(super) fn key_rejected() -> String {
    "The key was not accepted. Check that it is whole and for this API".to_owned()
}

pub(super) fn lacks_scope() -> String {
    "The key is valid but lacks permission: creating a subscription needs the scope *".to_owned()
}

/// What is said when nothing was sent. `origin` is the page's own.
pub fn not_sent(reason: &NotSent, host: &str, origin: &str) -> String {
    match reason {
        NotSent::Stopped => {
            "You stopped waiting before anything was sent. Nothing was sent.".to_owned()
        }
        NotSent::Offline => "You are offline. Nothing was sent.".to_owned(),
        NotSent::Unreachable => format!(
            "Could not reach {host}. Nothing was sent. If the API is up, it may not allow this page’s origin {origin}, \
             or this page may not be allowed to speak to it."
        ),
        NotSent::Refused(refused) => refusal(refused),
    }
}

/// What is said when the API refused.
pub fn refusal(refusal: &Refusal) -> String {
    let status = refusal.status;
    match refusal.reason {
        Reason::KeyRejected => key_rejected(),
        Reason::KeyLacksScope => lacks_scope(),
        Reason::NoSuchEndpoint => "The API has no such endpoint. Check its base address.".to_owned(),
        Reason::Conflict => {
            "Conflict: another request is in the way, or this subscription exists already. Wait a little, and look \
             whether it was created before you try again."
                .to_owned()
        }
        Reason::Gone => "This sandbox tenant is gone. Ask for a new one, and use its key.".to_owned(),
        Reason::Precondition => "The API says that a condition it needs does not hold.".to_owned(),
        Reason::TooLarge => "The request was too large. Shorten the address or the label.".to_owned(),
        Reason::TooManyRequests(_) => "Too many requests. Nothing was created. Wait a little.".to_owned(),
        Reason::Invalid | Reason::Refused => format!("The API refused the request ({status}). Nothing was created."),
    }
}

/// The heading and the reason of an outcome that nobody here knows.
pub fn unknown(cause: &Unknown) -> String {
    match cause {
        Unknown::NoAnswer => "The request was sent, but no answer came back.".to_owned(),
        Unknown::Redirect => {
            "The API answered with a redirect, which this client does not follow.".to_owned()
        }
        Unknown::NotFromApi { content_type, .. } => format!(
            "The answer did not come from the API ({}).",
            content_type.as_deref().unwrap_or("no content type")
        ),
        Unknown::Status(status @ 500..=599) => {
            format!("The API failed on the way ({status}), perhaps after it had stored it.")
        }
        Unknown::Status(status) => {
            format!(
                "The API answered with a status that does not say what became of it ({status})."
            )
        }
    }
}

/// What is said of an attempt that came to an end after the person had stopped to wait for it.
pub fn late(attempt: &Attempt) -> Option<String> {
    let label = attempt.sent.request.label.as_str();
    match &attempt.state {
        State::NotCreated(_) | State::NotSent(_) => Some(format!(
            "The earlier attempt “{label}” came to nothing: it was not created."
        )),
        State::Unknown(_) => Some(format!(
            "The earlier attempt “{label}” got no answer that says what became of it: it may have been created."
        )),
        State::Probing | State::Sending | State::GivenUp | State::Created(_) => None,
    }
}

/// What a person is asked before they create again.
pub fn question(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::MayExist => {
            "An attempt before this one may have created a subscription. Creating again may make a second one."
        }
        Doubt::OtherVersion => {
            "The API speaks another version of its contract than this page knows. Create another subscription with it?"
        }
    }
}

/// What is said of an odd answer.
pub fn remark(remark: &Remark) -> String {
    match remark {
        Remark::OtherVersion(Some(version)) => {
            format!("The server speaks {version}, this build knows {CONTRACT_VERSION}.")
        }
        Remark::OtherVersion(None) => {
            format!(
                "The server names no version of its contract, this build knows {CONTRACT_VERSION}."
            )
        }
        Remark::LooksWrong => "The answer looked wrong. Check the subscription.".to_owned(),
        Remark::UnusualSecret => {
            "The secret has an unusual form. It is kept exactly as it was sent.".to_owned()
        }
    }
}

/// What is said when a subscription exists whose secret did not come.
pub fn lost_secret(fate: Fate) -> Option<&'static str> {
    match fate {
        Fate::Here | Fate::Stored => None,
        Fate::CutOff => {
            Some("The answer was cut off. The secret is incomplete and cannot be used.")
        }
        Fate::Absent => Some("No secret came with the answer."),
    }
}
