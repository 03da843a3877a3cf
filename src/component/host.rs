//! The page around a form: what it gives the form, and what it is told.
//!
//! Several forms may be on one page, each with a host of its own. Which one's code runs is known at any time: whatever
//! the browser calls enters its [`Scope`] and leaves it again. A scope that was entered and never left is one in which
//! the program broke.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use contract::wire::Subscription;
use js_sys::{Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;

use super::salvage;
use crate::model::{State, speak};

/// What a page may give the forms in it. A page that gives nothing is a host too.
pub trait Host {
    /// Something happened.
    fn tell(&self, _happened: &Happened) {}

    /// Whether a secret that is not stored may be dropped now.
    fn lets_go(&self, _before: Leave) -> bool {
        true
    }

    /// Asks for the API key. None when the page gives none.
    fn key(&self) -> Option<Promise> {
        None
    }

    /// What is to be used in place of the page's own `fetch`.
    fn fetch(&self) -> Option<Function> {
        None
    }

    /// Whether the API makes one subscription of all creates with the same `Idempotency-Key`, so that each attempt gets
    /// one. Where it does not know that header, it may refuse every request because of it.
    fn idempotency(&self) -> bool {
        false
    }

    /// Other words for an English text.
    fn words(&self, _text: &str) -> Option<String> {
        None
    }

    /// Whether it has any.
    fn has_words(&self) -> bool {
        false
    }

    /// The reader's language, as in `de-CH`; the browser's when there is none.
    fn language(&self) -> Option<String> {
        None
    }
}

/// A page that gives nothing.
pub struct NoHost;

impl Host for NoHost {}

/// What a host is told. No key and no secret is in it.
pub enum Happened<'a> {
    /// The form is on the screen.
    Ready,
    /// Whether what is in the fields differs from what they began with: it has changed.
    Dirty(bool),
    /// A subscription was created; what the answer told of it.
    Created(Option<&'a Subscription>),
    /// The person has stored the secret of this subscription.
    SecretStored(Option<&'a Subscription>),
    /// An attempt came to an end without a subscription that we know of.
    Failed(&'a State),
}

/// What would drop a secret that is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// The host page empties the form.
    Reset,
    /// The host page ends the form.
    Dispose,
    /// The person goes on to the next subscription.
    CreateAnother,
}

/// One form's surroundings for as long as it lives.
pub struct Scope {
    id: u32,
    host: Box<dyn Host>,
    /// Whether keys are being asked for, one at a time.
    asking: RefCell<Option<Promise>>,
    ended: Cell<bool>,
    dirty: Cell<bool>,
}

thread_local! {
    static MADE: Cell<u32> = const { Cell::new(0) };
    static CURRENT: RefCell<Option<Rc<Scope>>> = const { RefCell::new(None) };
}

impl Scope {
    /// The surroundings of a new form.
    pub fn new(host: impl Host + 'static) -> Rc<Self> {
        MADE.set(MADE.get() + 1);
        speak(|text| current().and_then(|scope| scope.host.words(text)));
        Rc::new(Self {
            id: MADE.get(),
            host: Box::new(host),
            asking: RefCell::default(),
            ended: Cell::default(),
            dirty: Cell::default(),
        })
    }

    /// Tells this scope from others; never 0.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The page.
    pub fn host(&self) -> &dyn Host {
        &*self.host
    }

    /// The form is gone for good: what still comes is for nobody.
    pub fn end(&self) {
        self.ended.set(true);
    }

    /// Whether the form is gone for good.
    pub fn is_over(&self) -> bool {
        self.ended.get()
    }

    /// Tells the page when the form becomes dirty, or is so no longer.
    pub(super) fn tell_dirty(&self, dirty: bool) {
        if self.dirty.replace(dirty) != dirty {
            self.host.tell(&Happened::Dirty(dirty));
        }
    }

    /// The turn to ask for a key: none before the one before is over.
    pub(super) fn asking(&self) -> &RefCell<Option<Promise>> {
        &self.asking
    }

    /// Does something as this form.
    pub fn enter<T>(self: &Rc<Self>, act: impl FnOnce() -> T) -> T {
        let before = CURRENT.replace(Some(self.clone()));
        let done = act();
        CURRENT.set(before);
        done
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        salvage::forget(self.id);
    }
}

/// The form whose code runs.
pub fn current() -> Option<Rc<Scope>> {
    CURRENT.with_borrow(Clone::clone)
}

/// Does something as the form of this scope, where there is one.
pub(super) fn within<T>(scope: Option<&Rc<Scope>>, act: impl FnOnce() -> T) -> T {
    match scope {
        Some(scope) => scope.enter(act),
        None => act(),
    }
}

/// The form in which the program broke, asked for when none of its code runs; 0 when all is well. The page's own script
/// asks (`public/boot.js`, `src/element/runtime.js`).
#[wasm_bindgen]
pub fn culprit() -> u32 {
    CURRENT.take().map_or(0, |scope| scope.id)
}

/// Runs to its end as the present form.
pub(super) fn spawn(work: impl Future<Output = ()> + 'static) {
    let scope = current();
    let mut work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    wasm_bindgen_futures::spawn_local(std::future::poll_fn(
        move |context: &mut Context| -> Poll<()> {
            within(scope.as_ref(), || work.as_mut().poll(context))
        },
    ));
}
