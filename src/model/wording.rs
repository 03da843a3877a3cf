//! The wording of what the form knows. No text claims more than the client saw.

use std::fmt::Display;

use contract::advice::Advice;
use contract::response::{Anomaly, Reason, Refusal, Unknown};
use contract::wire::Difference;
use contract::{ApiKeyError, CONTRACT_VERSION, Credential, EndpointUrlError, Label, LabelError};

use super::ConfirmReason;
use super::Message;
use super::attempt::{Attempt, AttemptState, NoSecret, NotSent};

/// The clause of an error, as a sentence of its own without a full stop.
pub fn sentence(error: &impl Display) -> Message {
    let mut text = error.to_string();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Message::new(text)
}

/// Why a text is no key.
pub fn key_error(error: ApiKeyError) -> Message {
    let (text, character) = error.phrase();
    match character {
        Some(character) => sentence(&text).with("character", character),
        None => sentence(&text),
    }
}

pub(super) fn url_error(error: &EndpointUrlError) -> Message {
    match error {
        EndpointUrlError::Empty => Message::new("Enter the address of your endpoint"),
        EndpointUrlError::TooLong { max, len } => {
            Message::new("At most {max} characters, {len} were given")
                .with("max", max)
                .with("len", len)
        }
        EndpointUrlError::HasSpace => {
            Message::new("An address has no spaces in it; write %20 where one is meant")
        }
        EndpointUrlError::NotAbsolute => {
            Message::new("Enter the whole address, as in https://example.com/hooks")
        }
        EndpointUrlError::NotHttps { scheme } if scheme == "http" => {
            Message::new("Use https: deliveries are never sent in the clear")
        }
        EndpointUrlError::NotHttps { scheme } => {
            Message::new("The address must begin with https, not {scheme}").with("scheme", scheme)
        }
        EndpointUrlError::HasCredentials => Message::new(
            "Take the user name and password out of the address: it is stored and shown in the clear",
        ),
        EndpointUrlError::NoHost => Message::new("The address has no host name"),
        EndpointUrlError::BadHost { host } => {
            Message::new("\"{host}\" is not a valid host name or IP address").with("host", host)
        }
        EndpointUrlError::BadPort { port } => {
            Message::new("\"{port}\" is not a port; ports are 0 to 65535").with("port", port)
        }
    }
}

pub(super) fn label_error(error: &LabelError) -> Message {
    match error {
        LabelError::Empty | LabelError::Blank => Message::new("Enter a label"),
        // Without the number of characters, which is next to the field: the message is announced only once.
        LabelError::TooLong { max, .. } => {
            Message::new("Use at most {max} characters").with("max", max)
        }
    }
}

/// What an offer takes out, before the offer itself. `names` are code points.
pub(super) fn invisible_characters(names: &str) -> Message {
    Message::new("The address has invisible characters ({names}). ").with("names", names)
}

/// The advice about a valid label.
pub(super) fn label_advice(label: &Label) -> Option<Message> {
    match Credential::find(label.as_str()) {
        Some(Credential::ApiKey) => Some(Message::new(
            "The label contains an API key. Labels are stored and shown in the clear. Take it out.",
        )),
        Some(Credential::SigningSecret) => Some(Message::new(
            "The label contains a signing secret. Labels are stored and shown in the clear. Take it out.",
        )),
        None => label.exceeds_limit_in_utf16().then(|| {
            Message::new(
                "Some servers count this as more than 60 characters. Shorten it if it is refused.",
            )
        }),
    }
}

/// The advice about a valid address.
pub fn advice(advice: &Advice) -> Message {
    let (text, values) = advice.phrase();
    values
        .into_iter()
        .fold(Message::new(text), |message, (name, value)| match name {
            "reason" => message.with_message(name, Message::new(value)),
            _ => message.with(name, value),
        })
}

pub(super) fn key_rejected() -> Message {
    Message::new("The key was not accepted. Check that it is whole and for this API")
}

pub(super) fn lacks_scope() -> Message {
    Message::new("The key is valid but lacks permission: creating a subscription needs the scope *")
}

/// Why nothing was sent. `origin` is the page's own.
pub fn not_sent(reason: &NotSent, host: &str, origin: &str) -> Message {
    match reason {
        NotSent::Stopped => Message::new("You stopped waiting before anything was sent. Nothing was sent."),
        NotSent::Offline => Message::new("You are offline. Nothing was sent."),
        NotSent::Unreachable => Message::new("Could not reach {host}. Nothing was sent. If the API is up, it may not allow this page’s origin {origin}, \
             or this page may not be allowed to speak to it. A refusal that this page may not read looks the same.").with("host", host).with("origin", origin),
        NotSent::Redirected => Message::new("{host} leads to another address, as before a sign-on page. Nothing was sent. Sign in again, \
             or check the base address.").with("host", host),
        NotSent::Refused(refused) => refusal(refused),
        NotSent::NoKey => Message::new("The page did not provide a key. Nothing was sent."),
        NotSent::BadKey(error) => Message::new("The page provided a key that cannot be used. Nothing was sent. {reason}.").with_message("reason", key_error(*error)),
    }
}

/// Why the API refused.
pub fn refusal(refusal: &Refusal) -> Message {
    match refusal.reason {
        Reason::KeyRejected => key_rejected(),
        Reason::KeyLacksScope => lacks_scope(),
        Reason::NoSuchEndpoint => {
            Message::new("The API has no such endpoint. Check its base address.")
        }
        Reason::Conflict | Reason::InFlight(_) => Message::new(
            "Conflict: another request is in the way, or this subscription exists already. Wait a little, and look \
             whether it was created before you try again.",
        ),
        Reason::IdempotencyKeyReused => Message::new(
            "The API knows this attempt with other values. This request created nothing; one before it may have.",
        ),
        Reason::Gone => {
            Message::new("This sandbox tenant is gone. Ask for a new one, and use its key.")
        }
        Reason::Precondition => {
            Message::new("The API says that a condition it needs does not hold.")
        }
        Reason::TooLarge => {
            Message::new("The request was too large. Shorten the address or the label.")
        }
        Reason::TooManyRequests(_) => {
            Message::new("Too many requests. Nothing was created. Wait a little.")
        }
        Reason::Page => page(refusal),
        Reason::Invalid | Reason::Refused => {
            Message::new("The API refused the request ({status}). Nothing was created.")
                .with("status", refusal.status)
        }
    }
}

/// A refusal that may not come from the API.
fn page(refusal: &Refusal) -> Message {
    let page = match &refusal.message {
        Some(title) => Message::new("a page titled “{title}”").with("title", title),
        None => Message::new("a page"),
    };
    let media_type = match &refusal.media_type {
        Some(media_type) => media_type.clone().into(),
        None => Message::new("no content type"),
    };
    Message::new(
        "The answer was {page} ({type}, status {status}). It may come from something before the API, such as a firewall or a \
         sign-on page. Nothing was created. If it comes from the API, check the key and the base address.",
    )
    .with_message("page", page)
    .with_message("type", media_type)
    .with("status", refusal.status)
}

/// Why the outcome is unknown.
pub fn unknown(cause: &Unknown) -> Message {
    match cause {
        Unknown::NoResponse => {
            Message::new("No answer came back. The request may have arrived all the same. An answer that this page may not \
             read looks the same.")
        }
        Unknown::Redirect => {
            Message::new("The API answered with a redirect, which this client does not follow.")
        }
        Unknown::OtherRequest => Message::new("The answer is not about what was to be sent."),
        Unknown::NotFromApi { content_type, .. } => match content_type {
            Some(kind) => {
                Message::new("The answer did not come from the API ({type}).").with("type", kind)
            }
            None => Message::new("The answer did not come from the API (no content type)."),
        },
        Unknown::Contradiction { status, .. } => Message::new(
            "The answer contradicts itself: its status says that the request succeeded ({status}), its body that it did not.",
        )
        .with("status", status),
        Unknown::Status(status @ 500..=599) => {
            Message::new("The API failed on the way ({status}), perhaps after it had stored it.")
                .with("status", status)
        }
        Unknown::Status(status) => Message::new(
            "The API answered with a status that does not say what became of it ({status}).",
        )
        .with("status", status),
    }
}

/// A length of time in its two largest units, as in "1 hour, 5 minutes".
pub fn duration(seconds: u32) -> Message {
    let hours = match seconds / 3_600 {
        0 => None,
        1 => Some(Message::new("1 hour")),
        hours => Some(Message::new("{hours} hours").with("hours", hours)),
    };
    let minutes = match seconds / 60 % 60 {
        0 => None,
        1 => Some(Message::new("1 minute")),
        minutes => Some(Message::new("{minutes} minutes").with("minutes", minutes)),
    };
    let rest = seconds % 60;
    let has_seconds = hours.is_none() && (rest > 0 || minutes.is_none());
    let seconds = has_seconds.then(|| Message::new("{seconds} s").with("seconds", rest));
    let units = [hours, minutes, seconds];
    Message::List(units.into_iter().flatten().collect())
}

/// The outcome of an attempt that was no longer awaited.
pub fn late_outcome(attempt: &Attempt) -> Option<Message> {
    let text = match &attempt.state {
        AttemptState::NotCreated(_) | AttemptState::NotSent(_) => {
            Message::new("The earlier attempt “{label}” came to nothing: it was not created.")
        }
        AttemptState::Unknown(_) => Message::new(
            "The earlier attempt “{label}” got no answer that says what became of it: it may have been created.",
        ),
        AttemptState::CheckingKey
        | AttemptState::InFlight
        | AttemptState::Unawaited
        | AttemptState::Created(_) => return None,
    };
    Some(text.with("label", &attempt.sent.request.label))
}

/// The question before another create.
pub fn question(reason: ConfirmReason) -> Message {
    match reason {
        ConfirmReason::MayExist => Message::new(
            "An attempt before this one may have created a subscription. Creating again may make a second one.",
        ),
        ConfirmReason::OtherVersion => Message::new(
            "The API speaks another version of its contract than this page knows. Create another subscription with it?",
        ),
    }
}

/// What is odd about a response.
pub fn anomaly(anomaly: &Anomaly) -> Message {
    match anomaly {
        Anomaly::VersionMismatch(Some(version)) => {
            Message::new("The server speaks {version}, this build knows {known}.")
                .with("version", version.as_str())
                .with("known", CONTRACT_VERSION)
        }
        Anomaly::VersionMismatch(None) => {
            Message::new("The server names no version of its contract, this build knows {known}.")
                .with("known", CONTRACT_VERSION)
        }
        Anomaly::UnexpectedShape => {
            Message::new("The answer looked wrong. Check the subscription.")
        }
        Anomaly::UnexpectedSecretFormat => {
            Message::new("The secret has an unusual form. It is kept exactly as it was sent.")
        }
        Anomaly::Differs(difference) => self::difference(difference),
    }
}

/// What the API stored differently from what was sent.
fn difference(difference: &Difference) -> Message {
    match difference {
        Difference::Url { sent, stored } => {
            Message::new("The API stored the URL {stored}, but {sent} was sent.")
                .with("stored", stored)
                .with("sent", sent)
        }
        Difference::Label { sent, stored } => {
            Message::new("The API stored the label “{stored}”, but “{sent}” was sent.")
                .with("stored", stored)
                .with("sent", sent)
        }
        Difference::Events { sent, stored } if stored.is_empty() => {
            Message::new("The API stored no events, but {sent} was sent.")
                .with("sent", sent.join(", "))
        }
        Difference::Events { sent, stored } => {
            Message::new("The API stored the events {stored}, but {sent} was sent.")
                .with("stored", stored.join(", "))
                .with("sent", sent.join(", "))
        }
        Difference::Paused => Message::new(
            "The API stored the subscription as paused: no events are delivered while it is.",
        ),
    }
}

/// Why the secret of a subscription is not here; none when the person has stored it.
pub fn lost_secret(reason: NoSecret) -> Option<Message> {
    match reason {
        NoSecret::Stored => None,
        NoSecret::Truncated => Some(Message::new(
            "The answer was cut off. The secret is incomplete and cannot be used.",
        )),
        NoSecret::Absent => Some(Message::new("No secret came with the answer.")),
    }
}
