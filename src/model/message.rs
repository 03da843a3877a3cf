//! What is said to people. Nothing here claims more than the client saw.

use std::fmt::Display;

use contract::advice::Advice;
use contract::response::{Anomaly, Reason, Refusal, Unknown};
use contract::{CONTRACT_VERSION, EndpointUrlError, LabelError};

use super::Doubt;
use super::attempt::{Attempt, Fate, NotSent, State};
use super::words::{say, say_with};

/// The clause of an error, as a sentence of its own without a full stop.
pub fn sentence(error: &impl Display) -> String {
    let mut text = error.to_string();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    say(&text)
}

pub(super) fn url_error(error: &EndpointUrlError) -> String {
    match error {
        EndpointUrlError::Empty => say("Enter the address of your endpoint"),
        EndpointUrlError::TooLong { max, len } => say_with(
            "At most {max} characters, {len} were given",
            &[("max", max.to_string()), ("len", len.to_string())],
        ),
        EndpointUrlError::HasSpace => {
            say("An address has no spaces in it; write %20 where one is meant")
        }
        EndpointUrlError::NotAbsolute => {
            say("Enter the whole address, as in https://example.com/hooks")
        }
        EndpointUrlError::NotHttps { scheme } if scheme == "http" => {
            say("Use https: deliveries are never sent in the clear")
        }
        EndpointUrlError::NotHttps { scheme } => say_with(
            "The address must begin with https, not {scheme}",
            &[("scheme", scheme)],
        ),
        EndpointUrlError::HasCredentials => say(
            "Take the user name and password out of the address: it is stored and shown in the clear",
        ),
        EndpointUrlError::NoHost => say("The address has no host name"),
        EndpointUrlError::BadHost { host } => say_with(
            "\"{host}\" is not a valid host name or IP address",
            &[("host", host)],
        ),
        EndpointUrlError::BadPort { port } => say_with(
            "\"{port}\" is not a port; ports are 0 to 65535",
            &[("port", port)],
        ),
    }
}

pub(super) fn label_error(error: &LabelError) -> String {
    match error {
        LabelError::Empty | LabelError::Blank => say("Enter a label"),
        // Without the number, which is beside the field: what is announced is announced once.
        LabelError::TooLong { max, .. } => {
            say_with("Use at most {max} characters", &[("max", max.to_string())])
        }
    }
}

/// What an accepted address is warned or told about.
pub fn advice(advice: &Advice) -> String {
    let (text, mut values) = advice.phrase();
    if let Some((_, reason)) = values.iter_mut().find(|(name, _)| *name == "reason") {
        *reason = say(reason);
    }
    say_with(text, &values)
}

pub(super) fn key_rejected() -> String {
    say("The key was not accepted. Check that it is whole and for this API")
}

pub(super) fn lacks_scope() -> String {
    say("The key is valid but lacks permission: creating a subscription needs the scope *")
}

/// What is said when nothing was sent. `origin` is the page's own.
pub fn not_sent(reason: &NotSent, host: &str, origin: &str) -> String {
    match reason {
        NotSent::Stopped => say("You stopped waiting before anything was sent. Nothing was sent."),
        NotSent::Offline => say("You are offline. Nothing was sent."),
        NotSent::Unreachable => say_with(
            "Could not reach {host}. Nothing was sent. If the API is up, it may not allow this page’s origin {origin}, \
             or this page may not be allowed to speak to it.",
            &[("host", host), ("origin", origin)],
        ),
        NotSent::Refused(refused) => refusal(refused),
        NotSent::NoKey => say("The page did not provide a key. Nothing was sent."),
        NotSent::BadKey(error) => say_with(
            "The page provided a key that cannot be used. Nothing was sent. {reason}.",
            &[("reason", sentence(error))],
        ),
    }
}

/// What is said when the API refused.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal.reason {
        Reason::KeyRejected => key_rejected(),
        Reason::KeyLacksScope => lacks_scope(),
        Reason::NoSuchEndpoint => say("The API has no such endpoint. Check its base address."),
        Reason::Conflict | Reason::InFlight(_) => say(
            "Conflict: another request is in the way, or this subscription exists already. Wait a little, and look \
             whether it was created before you try again.",
        ),
        Reason::IdempotencyKeyReused => say(
            "The API knows this attempt with other values. This request created nothing; one before it may have.",
        ),
        Reason::Gone => say("This sandbox tenant is gone. Ask for a new one, and use its key."),
        Reason::Precondition => say("The API says that a condition it needs does not hold."),
        Reason::TooLarge => say("The request was too large. Shorten the address or the label."),
        Reason::TooManyRequests(_) => say("Too many requests. Nothing was created. Wait a little."),
        Reason::Invalid | Reason::Refused => say_with(
            "The API refused the request ({status}). Nothing was created.",
            &[("status", refusal.status.to_string())],
        ),
    }
}

/// The reason of an outcome that nobody here knows.
pub fn unknown(cause: &Unknown) -> String {
    match cause {
        Unknown::NoResponse => {
            say("No answer came back. The request may have arrived all the same.")
        }
        Unknown::Redirect => {
            say("The API answered with a redirect, which this client does not follow.")
        }
        Unknown::NotFromApi { content_type, .. } => match content_type {
            Some(kind) => say_with(
                "The answer did not come from the API ({type}).",
                &[("type", kind)],
            ),
            None => say("The answer did not come from the API (no content type)."),
        },
        Unknown::Status(status @ 500..=599) => say_with(
            "The API failed on the way ({status}), perhaps after it had stored it.",
            &[("status", status.to_string())],
        ),
        Unknown::Status(status) => say_with(
            "The API answered with a status that does not say what became of it ({status}).",
            &[("status", status.to_string())],
        ),
    }
}

/// What is said of an attempt that came to an end after the person had stopped to wait for it.
pub fn late(attempt: &Attempt) -> Option<String> {
    let label = [("label", attempt.sent.request.label.as_str())];
    match &attempt.state {
        State::NotCreated(_) | State::NotSent(_) => Some(say_with(
            "The earlier attempt “{label}” came to nothing: it was not created.",
            &label,
        )),
        State::Unknown(_) => Some(say_with(
            "The earlier attempt “{label}” got no answer that says what became of it: it may have been created.",
            &label,
        )),
        State::Probing | State::Sending | State::GivenUp | State::Created(_) => None,
    }
}

/// What a person is asked before they create again.
pub fn question(doubt: Doubt) -> String {
    match doubt {
        Doubt::MayExist => say(
            "An attempt before this one may have created a subscription. Creating again may make a second one.",
        ),
        Doubt::OtherVersion => say(
            "The API speaks another version of its contract than this page knows. Create another subscription with it?",
        ),
    }
}

/// What is said of an odd answer.
pub fn remark(remark: &Anomaly) -> String {
    match remark {
        Anomaly::VersionMismatch(Some(version)) => say_with(
            "The server speaks {version}, this build knows {known}.",
            &[("version", version.as_str()), ("known", CONTRACT_VERSION)],
        ),
        Anomaly::VersionMismatch(None) => say_with(
            "The server names no version of its contract, this build knows {known}.",
            &[("known", CONTRACT_VERSION)],
        ),
        Anomaly::UnexpectedShape => say("The answer looked wrong. Check the subscription."),
        Anomaly::UnexpectedSecretFormat => {
            say("The secret has an unusual form. It is kept exactly as it was sent.")
        }
    }
}

/// What is said when a subscription exists whose secret did not come.
pub fn lost_secret(fate: Fate) -> Option<String> {
    match fate {
        Fate::Here | Fate::Stored => None,
        Fate::CutOff => Some(say(
            "The answer was cut off. The secret is incomplete and cannot be used.",
        )),
        Fate::Absent => Some(say("No secret came with the answer.")),
    }
}
