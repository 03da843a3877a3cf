use contract::response::{Anomaly, Outcome, Reason, Received, Refusal, Unknown, classify};
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, IdempotencyKey, Label, SigningSecret};

use super::CreateForm;
use crate::model::attempt::{Attempt, AttemptId, AttemptState, Fingerprint, NoSecret, SentRequest};
use crate::model::attempts::Attempts;
use crate::model::url_field::UrlField;
use crate::model::{Connection, EventPicker, TextField};

/// From so many seconds on the person sees how long they have waited.
pub const ELAPSED_AFTER_SECONDS: u32 = 3;

/// From so many seconds on the person can stop waiting.
pub const STOP_AFTER_SECONDS: u32 = 5;

/// After so many seconds a create counts as slow, and is not retried any more. A check of the key is given up.
pub const PATIENCE_SECONDS: u32 = 30;

/// How far submitting got.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    attempts: Attempts,
    pub(super) blocked: Blocked,
    /// Whether the API uses another version of its contract than this build knows.
    has_other_version: bool,
    confirmation: Option<ConfirmReason>,
    announcements: u32,
}

/// Whether the fields block the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Blocked {
    #[default]
    No,
    /// By their own problems.
    ByFields,
    /// By the API's errors for them.
    ByRefusal,
}

/// What the client is to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The attempt that it belongs to.
    pub id: AttemptId,
    /// The API.
    pub base: ApiBase,
    /// The key; none when the page around the form is to be asked.
    pub key: Option<ApiKey>,
    /// The idempotency key; none where the page around the form wants none.
    pub idempotency_key: Option<IdempotencyKey>,
    /// The body.
    pub request: CreateRequest,
    /// When the person submitted, in milliseconds since 1970.
    pub at: f64,
    /// The version of the connection that must be checked first; none when it was checked just now.
    pub key_check: Option<u32>,
}

impl Submission {
    /// The state that a response at `now` (milliseconds since 1970) leads to, and how many seconds to wait before the same is
    /// sent once more: the API may still be at work on an earlier request with the same idempotency key.
    pub fn interpret(&self, received: &Received, now: f64) -> (AttemptState, Option<u32>) {
        let mut outcome = classify(received);
        if let Outcome::Created(created) = &mut outcome {
            created.compare(&self.request);
        }
        match outcome.into() {
            AttemptState::NotCreated(Refusal {
                reason: Reason::InFlight(wait),
                status,
                ..
            }) if self.idempotency_key.is_some() => {
                let wait = wait.unwrap_or(1);
                let then = now + f64::from(wait) * 1_000.0;
                let in_time = then <= self.at + f64::from(PATIENCE_SECONDS) * 1_000.0;
                let state = AttemptState::Unknown(Unknown::Status(status));
                (state, in_time.then_some(wait))
            }
            state => (state, None),
        }
    }

    /// The state where code of the page sends the requests: it may have sent another one. A success that does not say
    /// "created" (201) counts only with a secret, with what was sent, or without any word.
    pub fn doubt(&self, received: &Received, state: AttemptState) -> AttemptState {
        let AttemptState::Created(created) = &state else {
            return state;
        };
        let is_plain = matches!(received, Received::Response(response)
            if response.status == 201 || response.body.trim_ascii().is_empty());
        let differs = |anomaly: &Anomaly| matches!(anomaly, Anomaly::Differs(_));
        let sent = Some(self.request.url.as_str());
        let is_about_this = created
            .subscription
            .as_ref()
            .is_some_and(|subscription| subscription.url.as_deref() == sent)
            && !created.anomalies.iter().any(differs);
        match created.secret {
            Err(NoSecret::Absent) if !is_plain && !is_about_this => {
                AttemptState::Unknown(Unknown::OtherRequest)
            }
            _ => state,
        }
    }
}

/// Why a create needs a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmReason {
    /// An earlier attempt with an unknown outcome may have created a subscription.
    MayExist,
    /// The API uses another version of its contract than this build knows.
    OtherVersion,
}

/// What is to be sent, when each field is valid.
fn request(url: &UrlField, label: &TextField, picker: &EventPicker) -> Option<CreateRequest> {
    Some(CreateRequest {
        url: url.endpoint()?.clone(),
        events: picker.selection().ok()?,
        label: Label::parse(label.text()).ok()?,
    })
}

/// Whether a submit would send a request, without a question: the fields are valid, no attempt is pending, and there is nothing
/// to confirm. A retry that is safe without a confirmation does not count.
pub fn would_send(
    connection: &Connection,
    url: &UrlField,
    label: &TextField,
    picker: &EventPicker,
    progress: &Progress,
) -> bool {
    !progress.is_sending()
        && progress.confirm_reason().is_none()
        && connection.parsed().is_some()
        && request(url, label, picker).is_some()
}

impl Progress {
    /// The attempts.
    pub fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// Whether an attempt is pending and awaited.
    pub fn is_sending(&self) -> bool {
        self.attempts.awaited().is_some()
    }

    /// Whether the shown result's secret is here, or why not; none when no result is shown.
    pub fn secret_status(&self) -> Option<Result<(), NoSecret>> {
        Some(self.attempts.result()?.1.secret_status())
    }

    /// The shown result's secret, while it is here.
    pub fn secret(&self) -> Option<&SigningSecret> {
        self.attempts.result()?.1.secret.as_ref().ok()
    }

    /// Changes whenever there is something new to announce above the form, so that the same text is announced twice.
    pub fn announcements(&self) -> u32 {
        self.announcements
    }

    /// What the person is asked to confirm before they create again.
    pub fn confirmation(&self) -> Option<ConfirmReason> {
        self.confirmation
    }

    /// The person does not want to create again.
    pub fn decline(&mut self) {
        self.confirmation = None;
    }

    /// The person stops waiting. A request in flight goes on; one that was not sent yet is not sent.
    pub fn stop_waiting(&mut self) {
        self.announcements += 1;
        self.attempts.stop_waiting();
    }

    /// The person has stored the shown secret.
    pub fn acknowledge(&mut self) {
        self.attempts.acknowledge();
    }

    /// Marks an attempt as sent with this key. False when it must not be sent: the person has stopped it; or it retries an
    /// uncertain one that was sent with another key, and might create a second subscription. The person is asked then.
    pub fn mark_sent(&mut self, id: AttemptId, key: &ApiKey) -> bool {
        let api_key = Fingerprint::of(key.expose());
        if self.attempts.withdraw(id, api_key) {
            self.confirmation = Some(ConfirmReason::MayExist);
            return false;
        }
        self.attempts.mark_sent(id, api_key)
    }

    /// Whether a create that met an earlier request with its idempotency key may be retried: not when it is no longer
    /// awaited.
    pub fn may_retry(&self, id: AttemptId) -> bool {
        self.attempts.is_awaited(id)
    }

    /// Shows results of an earlier form, whose secrets were not stored.
    pub fn adopt(&mut self, results: Vec<Attempt>) {
        self.attempts.adopt(results);
    }

    pub(super) fn close_result(&mut self) -> Option<Attempt> {
        self.attempts.close()
    }

    pub(super) fn reset(&mut self) {
        self.attempts.close_all();
        self.blocked = Blocked::No;
        self.confirmation = None;
    }

    fn confirm_reason(&self) -> Option<ConfirmReason> {
        if self.attempts.is_uncertain() {
            return Some(ConfirmReason::MayExist);
        }
        self.has_other_version
            .then_some(ConfirmReason::OtherVersion)
    }
}

impl CreateForm {
    /// The person submits. `now` is in milliseconds since 1970, `key` a new idempotency key where the page around the form
    /// wants one for each attempt.
    ///
    /// Returns what is to be sent, once: nothing while an attempt is pending, while a field must be corrected, or while the
    /// person must confirm with [`Self::create_again`]. The same values once more retry the earlier attempt with its
    /// idempotency key. Where that attempt is the uncertain one there is nothing to confirm: the API creates no second.
    pub fn submit(&mut self, now: f64, key: Option<IdempotencyKey>) -> Option<Submission> {
        self.begin(now, key, false)
    }

    /// The person was asked and confirms.
    pub fn create_again(&mut self, now: f64, key: Option<IdempotencyKey>) -> Option<Submission> {
        self.progress.confirmation?;
        self.begin(now, key, true)
    }

    fn begin(
        &mut self,
        now: f64,
        new_key: Option<IdempotencyKey>,
        is_confirmed: bool,
    ) -> Option<Submission> {
        let (base, key, request) = self.validate()?;
        let connection = self.connection.version();
        let edits = self.edits();
        let progress = &mut self.progress;
        let earlier = progress.attempts.retried_by(&request, connection);
        let earlier =
            earlier.filter(|earlier| new_key.is_some() && earlier.sent.is_safe_to_repeat());
        // One that was never sent would be a second one, in addition to the uncertain one.
        let is_safe = earlier.is_some_and(Attempt::is_uncertain);
        let old_key = earlier.and_then(|earlier| earlier.sent.idempotency_key.clone());
        progress.confirmation = progress
            .confirm_reason()
            .filter(|_| !is_safe && !is_confirmed);
        if progress.confirmation.is_some() {
            return None;
        }
        if !is_safe {
            progress.attempts.accept_uncertain();
            progress.has_other_version = false;
        }
        let idempotency_key = old_key.or(new_key);
        let sent = SentRequest {
            request: request.clone(),
            api_host: base.host().to_owned(),
            at: now,
            edits,
            connection,
            idempotency_key: idempotency_key.clone(),
            api_key: None,
            is_superseded: false,
        };
        Some(Submission {
            id: progress.attempts.start(sent, AttemptState::CheckingKey),
            key_check: (!self.connection.is_fresh(now)).then_some(connection),
            base,
            key,
            idempotency_key,
            request,
            at: now,
        })
    }

    /// The valid values, unless an attempt is pending or a field must be corrected.
    fn validate(&mut self) -> Option<(ApiBase, Option<ApiKey>, CreateRequest)> {
        if self.disabled || self.is_sending() {
            return None;
        }
        self.progress.announcements += 1;
        self.connection.submit();
        self.url.submit();
        self.label.submit();
        self.picker.submit();
        let request = request(&self.url, &self.label, &self.picker);
        let values = self.connection.parsed().zip(request);
        self.progress.blocked = if values.is_none() {
            Blocked::ByFields
        } else {
            Blocked::No
        };
        let ((base, key), request) = values?;
        Some((base, key, request))
    }

    /// Takes the outcome of an attempt. Nothing that was typed is lost by it. False when the attempt was complete already:
    /// the person had stopped it before it was sent.
    pub fn complete(&mut self, id: AttemptId, state: AttemptState) -> bool {
        let has_other_version =
            matches!(&state, AttemptState::Created(created) if created.has_other_version());
        let refusal = state.refusal().cloned();
        let is_about_key = refusal.as_ref().is_some_and(|refusal| {
            refusal.rejects_key() || matches!(refusal.reason, Reason::KeyLacksScope)
        });
        let Some(before) = self.progress.attempts.complete(id, state) else {
            return false;
        };
        self.progress.has_other_version |= has_other_version;
        if is_about_key {
            self.connection.invalidate_check(before.sent.connection);
        }
        // Who has stopped waiting is doing something else now, and is not interrupted.
        if !matches!(before.state, AttemptState::Unawaited) {
            self.progress.announcements += 1;
            if let Some(refusal) = refusal {
                self.show_refusal(&refusal, &before.sent);
            }
        }
        true
    }

    /// Whether an attempt is pending and awaited.
    pub fn is_sending(&self) -> bool {
        self.progress.is_sending()
    }
}
