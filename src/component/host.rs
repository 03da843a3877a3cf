//! The page around a form: what it gives the form, and the events that it receives. A page provides itself as Leptos context.

use std::rc::Rc;

use contract::wire::Subscription;
use js_sys::{Function, Promise};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::model::{Attempt, AttemptState};

/// What a page may give the forms in it. Every method has a default, for a page that gives nothing.
pub trait Host {
    /// Takes an event of the form.
    fn emit(&self, _event: &FormEvent) {}

    /// Whether a secret that is not stored may be dropped now.
    fn allows_discard(&self, _cause: Discard) -> bool {
        true
    }

    /// Asks for the API key. None when the page gives none.
    fn api_key(&self) -> Option<Promise> {
        None
    }

    /// The function that is called in place of the browser's `fetch`.
    fn fetch(&self) -> Option<Function> {
        None
    }

    /// Whether each attempt gets an `Idempotency-Key`. An API that does not know the header may refuse every request
    /// because of it.
    fn uses_idempotency_keys(&self) -> bool {
        false
    }

    /// How many secrets of an earlier form wait for this one. Tracked.
    fn waiting(&self) -> usize {
        0
    }

    /// Takes the results of the earlier form.
    fn take_waiting(&self) -> Vec<Attempt> {
        Vec::new()
    }

    /// Another wording of an English text.
    fn translate(&self, _text: &str) -> Option<String> {
        None
    }

    /// Whether there is any other wording.
    fn has_translations(&self) -> bool {
        false
    }

    /// The language of the page, as in `de-CH`; the browser's when there is none.
    fn language(&self) -> Option<String> {
        None
    }
}

/// The events that a page receives. They contain no key and no secret.
pub enum FormEvent<'a> {
    /// The fields began to differ from their initial values, or no longer do.
    Dirty(bool),
    /// A subscription was created: its fields, unless the response could not be read.
    Created(Option<&'a Subscription>),
    /// The person has acknowledged that they stored the secret of this subscription.
    SecretStored(Option<&'a Subscription>),
    /// The number of secrets that are not stored has changed.
    Unstored(usize),
    /// An attempt ended without a subscription that we know of.
    Failed(&'a AttemptState),
}

/// What would drop a secret that is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discard {
    /// The page resets the form.
    Reset,
    /// The page disposes of the form.
    Dispose,
    /// The person goes on to the next subscription.
    CreateAnother,
    /// The person does not want the secret of an earlier form.
    Waiting,
}

struct NoHost;

impl Host for NoHost {}

#[derive(Clone)]
struct HostContext(SendWrapper<Rc<dyn Host>>);

/// Provides the page around the forms below the current owner.
pub fn provide_host(host: Rc<dyn Host>) {
    provide_context(HostContext(SendWrapper::new(host)));
}

/// The page around the form; one that gives nothing when none was provided.
pub fn use_host() -> Rc<dyn Host> {
    use_context::<HostContext>().map_or_else(
        || Rc::new(NoHost) as Rc<dyn Host>,
        |HostContext(host)| (*host).clone(),
    )
}
