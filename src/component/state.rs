use std::cell::Cell;
use std::mem;

use js_sys::Promise;
use leptos::prelude::*;
use leptos::reactive::graph::Source;

use super::api_key::EarlyKey;
use super::host::{FormEvent, use_host};
use super::key_check::SharedCheck;
use super::salvage;
use crate::model::{Connection, CreateForm, EventPicker, Problem, Progress, TextField, UrlField};

/// The state of a form, one signal for each subject. A component gets the subjects that it shows.
///
/// The signals belong to the reactive owner under which the state is made. That owner, not a view, decides how long an
/// attempt and a secret live.
#[derive(Clone, Copy)]
pub struct FormState {
    /// The API and the key.
    pub(crate) connection: RwSignal<Connection>,
    /// The address for deliveries. A change of the text alone, which the input has already, does not notify.
    pub(crate) url: RwSignal<UrlField>,
    /// What people will call the subscription.
    pub(crate) label: RwSignal<TextField>,
    /// Which events it is about.
    pub(crate) picker: RwSignal<EventPicker>,
    /// How far submitting got.
    pub progress: RwSignal<Progress>,
    /// Whether the page around the form has disabled it.
    pub(crate) disabled: RwSignal<bool>,
    id: FormId,
    /// The last `dirty` value that was emitted.
    pub(super) reported_dirty: StoredValue<bool>,
    /// The last `unstored` value that was emitted.
    reported_unstored: StoredValue<usize>,
    /// The pending request for a key: the page gets one at a time.
    pub(super) key_request: StoredValue<Option<Promise>, LocalStorage>,
    /// The key that was requested for the press that is about to come.
    pub(super) early_key: StoredValue<Option<EarlyKey>, LocalStorage>,
    /// The last check of the key.
    pub(super) key_check: StoredValue<Option<SharedCheck>, LocalStorage>,
    is_disposed: StoredValue<bool>,
}

/// Identifies a form in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormId(u32);

impl FormId {
    pub(crate) fn new() -> Self {
        thread_local! {
            static LAST: Cell<u32> = const { Cell::new(0) };
        }
        LAST.set(LAST.get() + 1);
        Self(LAST.get())
    }

    /// The id as a number, as the page's script knows it.
    pub fn get(self) -> u32 {
        self.0
    }
}

impl FormState {
    /// The state of a new form.
    pub fn new(form: CreateForm) -> Self {
        Self::with_id(FormId::new(), form)
    }

    /// The state of a form that has an id already.
    pub(crate) fn with_id(id: FormId, form: CreateForm) -> Self {
        on_cleanup(move || salvage::clear(id));
        Self {
            connection: RwSignal::new(form.connection),
            url: RwSignal::new(form.url),
            label: RwSignal::new(form.label),
            picker: RwSignal::new(form.picker),
            progress: RwSignal::new(form.progress),
            disabled: RwSignal::new(form.disabled),
            id,
            reported_dirty: StoredValue::new(false),
            reported_unstored: StoredValue::new(0),
            key_request: StoredValue::new_local(None),
            early_key: StoredValue::new_local(None),
            key_check: StoredValue::new_local(None),
            is_disposed: StoredValue::new(false),
        }
    }

    /// Identifies the form.
    pub fn id(self) -> FormId {
        self.id
    }

    /// Runs a verb that concerns several subjects, and notifies them all. None when the owner of the state is gone.
    pub fn update<T>(self, verb: impl FnOnce(&mut CreateForm) -> T) -> Option<T> {
        let mut form = self.take()?;
        let result = verb(&mut form);
        self.set(form);
        Some(result)
    }

    /// Takes the subjects out of their signals, until `set` puts them back.
    fn take(self) -> Option<CreateForm> {
        Some(CreateForm {
            connection: self.connection.try_update_untracked(mem::take)?,
            url: self.url.try_update_untracked(mem::take)?,
            label: self.label.try_update_untracked(mem::take)?,
            picker: self.picker.try_update_untracked(mem::take)?,
            progress: self.progress.try_update_untracked(mem::take)?,
            disabled: self.disabled.try_get_untracked()?,
        })
    }

    /// Puts the subjects back. All are named, so that a new one is not lost here.
    fn set(self, form: CreateForm) {
        let CreateForm {
            connection,
            url,
            label,
            picker,
            progress,
            disabled,
        } = form;
        self.connection.set(connection);
        self.url.set(url);
        self.label.set(label);
        self.picker.set(picker);
        self.progress.set(progress);
        if disabled != self.disabled.get_untracked() {
            self.disabled.set(disabled);
        }
    }

    /// What must be corrected, in the order of the page.
    pub fn problems(self) -> Vec<Problem> {
        crate::model::problems(
            &self.connection.read(),
            &self.url.read(),
            &self.label.read(),
            &self.picker.read(),
            &self.progress.read(),
        )
    }

    /// Whether a submit would send a request, without a question.
    pub(super) fn would_send(self) -> bool {
        crate::model::would_send(
            &self.connection.read_untracked(),
            &self.url.read_untracked(),
            &self.label.read_untracked(),
            &self.picker.read_untracked(),
            &self.progress.read_untracked(),
        )
    }

    /// Whether anything in the fields differs from the initial values.
    pub fn is_dirty(self) -> bool {
        // Each is read, so that each is tracked.
        let dirty = [
            self.url.with(UrlField::is_dirty),
            self.label.with(TextField::is_dirty),
            self.picker.with(EventPicker::is_dirty),
        ];
        dirty.contains(&true)
    }

    /// Whether a secret is here that the person has not stored, or an attempt may still bring one.
    pub fn has_or_awaits_secret(self) -> bool {
        self.progress.with_untracked(|progress| {
            let attempts = progress.attempts();
            attempts.is_pending() || attempts.has_unstored_secret()
        })
    }

    /// Tells what is outside the reactive graph which secrets are not stored: the salvage cell, and the page.
    pub(crate) fn report_unstored(self) {
        let unstored = self.progress.try_with(|progress| {
            salvage::sync(self.id, progress.attempts());
            progress.attempts().unstored().count()
        });
        let Some(unstored) = unstored else { return };
        let unstored = unstored + use_host().waiting();
        if self.reported_unstored.get_value() != unstored {
            self.reported_unstored.set_value(unstored);
            use_host().emit(&FormEvent::Unstored(unstored));
        }
    }

    /// Ends the form for good: what still arrives is dropped.
    pub fn dispose(self) {
        self.is_disposed.set_value(true);
        self.early_key.set_value(None);
    }

    /// Whether the form has ended for good, or the owner of its state is gone.
    pub(crate) fn is_disposed(self) -> bool {
        self.is_disposed.try_get_value().unwrap_or(true)
    }

    /// Makes the signals forget the effects of a view that is gone. A signal does so by itself when it changes next; one that
    /// does not change would remember the effects of every view that ever showed it.
    pub(crate) fn clear_subscribers(self) {
        self.connection.clear_subscribers();
        self.url.clear_subscribers();
        self.label.clear_subscribers();
        self.picker.clear_subscribers();
        self.progress.clear_subscribers();
        self.disabled.clear_subscribers();
    }
}
