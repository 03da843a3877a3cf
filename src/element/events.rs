//! The events of the element: their names and details. No key and no secret is in any of them.

use contract::response::{Reason, Unknown};
use contract::wire::Subscription;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::component::host::{Discard, FormEvent};
use crate::model::{AttemptState, NotSent};

/// An attempt that ended without a subscription.
struct Failure {
    outcome: &'static str,
    code: &'static str,
    status: Option<u16>,
}

/// The name and the detail of an event.
pub(super) fn of(event: &FormEvent) -> (&'static str, JsValue) {
    match event {
        FormEvent::Dirty(dirty) => ("webhook-dirty", object(&[("dirty", (*dirty).into())])),
        FormEvent::Created(subscription) => {
            let subscription = subscription.map_or(JsValue::NULL, subscription_of);
            ("webhook-created", object(&[("subscription", subscription)]))
        }
        FormEvent::SecretStored(subscription) => {
            let id = subscription.and_then(|subscription| subscription.subscription_id.as_ref());
            (
                "webhook-secret-stored",
                object(&[("subscriptionId", text(id))]),
            )
        }
        FormEvent::Unstored(count) => unstored(*count),
        FormEvent::Failed(state) => ("webhook-error", failure(state)),
    }
}

/// The event of a form that was mounted.
pub(super) fn ready() -> (&'static str, JsValue) {
    let version = env!("CARGO_PKG_VERSION").into();
    ("webhook-ready", object(&[("version", version)]))
}

/// The event before a secret that is not stored is dropped.
pub(super) fn leave(cause: Discard) -> (&'static str, JsValue) {
    let action = match cause {
        Discard::Reset => "reset",
        Discard::Dispose => "dispose",
        Discard::CreateAnother => "create-another",
        Discard::Waiting => "drop",
    };
    ("webhook-leave", object(&[("action", action.into())]))
}

/// The event of a number of secrets that has changed, or of an element that was removed with them: `element.js` knows whether
/// it is in the document.
pub(super) fn unstored(count: usize) -> (&'static str, JsValue) {
    (
        "webhook-unstored",
        object(&[("unstored", count.into()), ("removed", false.into())]),
    )
}

/// The event of a base address that is not valid.
pub(super) fn bad_api_base() -> (&'static str, JsValue) {
    ("webhook-error", not_created("bad_api_base", None).detail())
}

fn failure(state: &AttemptState) -> JsValue {
    let failure = match state {
        AttemptState::NotSent(reason) => match reason {
            NotSent::Offline => not_created("offline", None),
            NotSent::Unreachable | NotSent::Redirected => not_created("unreachable", None),
            NotSent::Stopped => not_created("stopped", None),
            NotSent::NoKey => not_created("no_key", None),
            NotSent::BadKey(_) => not_created("bad_key", None),
            NotSent::Refused(refusal) => refused(refusal.reason, refusal.status),
        },
        AttemptState::NotCreated(refusal) => refused(refusal.reason, refusal.status),
        AttemptState::Unknown(cause) => match cause {
            Unknown::NoResponse => unknown("no_answer", None),
            Unknown::Redirect => unknown("redirect", None),
            Unknown::NotFromApi { .. } | Unknown::OtherRequest => unknown("not_from_api", None),
            Unknown::Contradiction { status, .. } | Unknown::Status(status) => {
                unknown("server_error", Some(*status))
            }
        },
        // None of these ended without a subscription.
        AttemptState::CheckingKey
        | AttemptState::InFlight
        | AttemptState::Unawaited
        | AttemptState::Created(_) => unknown("no_answer", None),
    };
    failure.detail()
}

fn refused(reason: Reason, status: u16) -> Failure {
    let code = match reason {
        Reason::KeyRejected => "key_rejected",
        Reason::KeyLacksScope => "key_lacks_scope",
        Reason::NoSuchEndpoint => "no_such_endpoint",
        Reason::Conflict | Reason::InFlight(_) => "conflict",
        Reason::Gone => "gone",
        Reason::Precondition => "precondition",
        Reason::TooLarge => "too_large",
        Reason::TooManyRequests(_) => "too_many_requests",
        Reason::Invalid | Reason::IdempotencyKeyReused => "invalid",
        Reason::Page | Reason::Refused => "refused",
    };
    not_created(code, Some(status))
}

fn not_created(code: &'static str, status: Option<u16>) -> Failure {
    Failure {
        outcome: "not-created",
        code,
        status,
    }
}

fn unknown(code: &'static str, status: Option<u16>) -> Failure {
    Failure {
        outcome: "unknown",
        code,
        status,
    }
}

impl Failure {
    fn detail(&self) -> JsValue {
        object(&[
            ("outcome", self.outcome.into()),
            ("code", self.code.into()),
            ("status", self.status.map_or(JsValue::NULL, JsValue::from)),
        ])
    }
}

fn subscription_of(subscription: &Subscription) -> JsValue {
    let events = subscription.events.as_ref();
    let events = events.map(|events| events.iter().map(JsValue::from).collect::<Array>());
    object(&[
        (
            "subscriptionId",
            text(subscription.subscription_id.as_ref()),
        ),
        ("developerId", text(subscription.developer_id.as_ref())),
        ("url", text(subscription.url.as_ref())),
        ("events", events.map_or(JsValue::NULL, JsValue::from)),
        ("label", text(subscription.label.as_ref())),
        (
            "active",
            subscription.active.map_or(JsValue::NULL, JsValue::from),
        ),
        ("createdAt", text(subscription.created_at.as_ref())),
        (
            "lastDeliveredAt",
            text(subscription.last_delivered_at.as_ref()),
        ),
        (
            "secretLastRotatedAt",
            text(subscription.secret_last_rotated_at.as_ref()),
        ),
    ])
}

fn text(text: Option<&String>) -> JsValue {
    text.map_or(JsValue::NULL, JsValue::from)
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}
