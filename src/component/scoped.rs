//! Leptos runs handlers and effects under the reactive owner that they were made under. These do the same for what Leptos
//! leaves to the browser: listeners of the window, timers, frames, and futures that outlive their view. The owner gives them
//! the context of their form, and shows which form crashed (`crash.rs`).

use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use leptos::task::spawn_local_scoped;
use web_sys::Event;

use super::browser;
use super::dynamic::effect;
use super::host::{provide_host, use_host};
use super::state::FormId;

/// The same callback, under the current owner and for as long as that lives. The owner may own the listener, and so the
/// listener does not own it.
fn scoped<E>(callback: impl Fn(E)) -> impl Fn(E) {
    let owner = Owner::current().map(|owner| owner.downgrade());
    move |event| {
        if let Some(owner) = owner.as_ref().and_then(WeakOwner::upgrade) {
            owner.with(|| callback(event));
        }
    }
}

/// Listens to an event of the window for as long as the current owner lives. The listener may prevent the event's default.
pub(crate) fn listen_to_window(event: &'static str, listener: impl Fn(Event) + 'static) {
    let handle = window_event_listener_untyped(event, scoped(listener));
    on_cleanup(move || handle.remove());
}

/// Runs a callback every second, for as long as the current owner lives.
pub(super) fn every_second(callback: impl Fn() + 'static) {
    let tick = scoped(move |()| callback());
    if let Ok(handle) = set_interval_with_handle(move || tick(()), Duration::from_secs(1)) {
        on_cleanup(move || handle.clear());
    }
}

/// The time in milliseconds since 1970, every second while this is true.
pub(super) fn clock(is_running: Memo<bool>) -> RwSignal<f64> {
    let now = RwSignal::new(browser::now());
    // Runs a timer of the browser.
    effect(move || {
        if is_running.get() {
            now.set(browser::now());
            every_second(move || now.set(browser::now()));
        }
    });
    now
}

/// Runs a callback after a while, unless the current owner ends before.
pub(super) fn after(wait: Duration, callback: impl Fn() + 'static) {
    let fire = scoped(move |()| callback());
    if let Ok(handle) = set_timeout_with_handle(move || fire(()), wait) {
        on_cleanup(move || handle.clear());
    }
}

/// Runs a callback before the next frame.
pub(super) fn before_next_frame(callback: impl Fn() + 'static) {
    let callback = scoped(move |()| callback());
    request_animation_frame(move || callback(()));
}

/// Runs a callback when the browser is idle, and soon where it does not tell or is never idle, unless the current owner ends
/// before.
pub(super) fn when_idle(callback: impl Fn() + 'static) {
    let callback = scoped(move |()| callback());
    browser::when_idle(move || callback(()));
}

/// Runs a callback when the effects that are due have run, in the same task, unless the current owner ends before.
pub(super) fn after_effects(callback: impl Fn() + 'static) {
    let callback = scoped(move |()| callback());
    queue_microtask(move || callback(()));
}

/// Runs a future to its end, even when the view that starts it goes. It keeps the context of its form.
pub(super) fn spawn(future: impl Future<Output = ()> + 'static) {
    let owner = Owner::new();
    let (form, host) = (use_context::<FormId>(), use_host());
    owner.with(|| {
        if let Some(form) = form {
            provide_context(form);
        }
        provide_host(host);
        spawn_local_scoped(future);
    });
}
