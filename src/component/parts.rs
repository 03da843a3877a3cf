//! Parts of a view that are built while the browser is idle, so that a long view is ready early and no task is long.

use std::collections::VecDeque;

use leptos::prelude::*;

use super::browser;
use super::dynamic::dynamic;
use super::scoped::{after_effects, when_idle};

/// How long one task builds, in milliseconds. It ends with the part that it is at.
const TASK: f64 = 8.0;

/// Builds parts of a view: the first at once, and the others in their order while the browser is idle. It ends with the owner
/// under which it is made.
#[derive(Clone, Copy)]
pub(super) struct Parts(StoredValue<Queue>);

#[derive(Default)]
struct Queue {
    /// How much may still be built at once.
    room: usize,
    /// Each part is built when its signal becomes true.
    waiting: VecDeque<RwSignal<bool>>,
    /// Whether a task is there that builds those that wait.
    has_task: bool,
}

impl Parts {
    /// `room` says how much is built at once, in the unit of the sizes of the parts.
    pub(super) fn new(room: usize) -> Self {
        Self(StoredValue::new(Queue {
            room,
            ..Queue::default()
        }))
    }

    /// A part of the view. A part that waits takes its place in the document without moving what is there.
    pub(super) fn part(self, size: usize, view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        let has_room = self.0.try_update_value(|queue| {
            let has_room = queue.room > 0;
            queue.room = queue.room.saturating_sub(size);
            has_room
        });
        if has_room == Some(true) {
            return view();
        }
        let is_due = RwSignal::new(false);
        let has_task = self.0.try_update_value(|queue| {
            queue.waiting.push_back(is_due);
            std::mem::replace(&mut queue.has_task, true)
        });
        if has_task == Some(false) {
            when_idle(move || self.build(browser::now() + TASK));
        }
        dynamic(move || is_due.get().then(&view)).into_any()
    }

    /// Builds parts until this time, and leaves the others to another task.
    fn build(self, end: f64) {
        let next = self.0.try_update_value(|queue| {
            let next = queue.waiting.pop_front();
            queue.has_task = next.is_some();
            next
        });
        let Some(Some(is_due)) = next else { return };
        is_due.set(true);
        // An effect builds the part.
        after_effects(move || {
            if browser::now() < end {
                self.build(end);
            } else {
                when_idle(move || self.build(browser::now() + TASK));
            }
        });
    }
}
