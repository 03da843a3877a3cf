use std::sync::atomic::{AtomicBool, Ordering};

use leptos::prelude::*;

/// A part of a view that follows the state, or is not there.
///
/// Leptos compiles its rendering code once for each type of closure. All such parts are of this one type, as all texts that
/// follow the state are a `Signal<String>`.
pub(super) type Dynamic = Box<dyn Fn() -> Option<AnyView> + Send>;

/// A part of a view that is built again whenever what it reads changes.
pub(super) fn dynamic(view: impl Fn() -> Option<AnyView> + Send + 'static) -> Dynamic {
    Box::new(view)
}

/// The same for a part that takes the focus when it changes: `view` is told whether it does. What is there when the view
/// around it comes takes no focus.
pub(super) fn dynamic_with_focus(
    view: impl Fn(bool) -> Option<AnyView> + Send + 'static,
) -> Dynamic {
    let is_there = AtomicBool::new(false);
    dynamic(move || view(is_there.swap(true, Ordering::Relaxed)))
}

/// Runs an effect, which touches something outside the reactive graph. Boxed for the same reason.
pub(super) fn effect(run: impl Fn() + 'static) {
    let run: Box<dyn Fn(Option<()>)> = Box::new(move |_| run());
    Effect::new(run);
}
