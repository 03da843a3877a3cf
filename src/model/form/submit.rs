use contract::response::{Anomaly, Reason, Received, Refusal, Unknown, classify};
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, IdempotencyKey, Label};

use super::problem::complaint;
use super::{CreateForm, Stop};
use crate::model::attempt::{Answered, Attempt, AttemptId, Mark, Sent, State};

/// After so many seconds a create is said to be slow, and is not repeated any more.
pub const PATIENCE_SECONDS: u32 = 30;

/// What the client is to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Whose answer it will be.
    pub id: AttemptId,
    /// Whom to speak to.
    pub base: ApiBase,
    /// As whom; none when the page around the form is to be asked.
    pub key: Option<ApiKey>,
    /// By which the API knows it again; none where the page around the form does not want that.
    pub idempotency_key: Option<IdempotencyKey>,
    /// The body.
    pub request: CreateRequest,
    /// When the person submitted, in milliseconds since 1970.
    pub at: f64,
    /// Whether the API must answer a check of the key first, and the number of that check.
    pub probe: Option<u32>,
}

impl Submission {
    /// What an answer at `now` means, and how many seconds to wait before the same is sent once more: the API may still
    /// be at work on a request before with the same idempotency key. `now` is in milliseconds since 1970.
    pub fn judge(&self, received: &Received, now: f64) -> (State, Option<u32>) {
        match classify(received).into() {
            State::NotCreated(Refusal {
                reason: Reason::InFlight(wait),
                status,
                ..
            }) if self.idempotency_key.is_some() => {
                let wait = wait.unwrap_or(1);
                let then = now + f64::from(wait) * 1_000.0;
                let in_time = then <= self.at + f64::from(PATIENCE_SECONDS) * 1_000.0;
                let state = State::Unknown(Unknown::Status(status));
                (state, in_time.then_some(wait))
            }
            state => (state, None),
        }
    }
}

/// Why a create asks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// One before may have made a subscription that nobody here knows of.
    MayExist,
    /// The API speaks another version of its contract than this build knows.
    OtherVersion,
}

impl CreateForm {
    /// The person wants the subscription. `now` is in milliseconds since 1970, `key` a new one where the page around the
    /// form wants one for each attempt.
    ///
    /// Gives what is to be sent, once: nothing while an attempt is on its way, while a field must be mended, or while
    /// there is a doubt that the person must answer with [`Self::create_again`]. The same once more goes on with the
    /// attempt before, by its key. Where the doubt is about that one there is nothing to ask: the API makes no second.
    pub fn submit(&mut self, now: f64, key: Option<IdempotencyKey>) -> Option<Submission> {
        self.begin(now, key, false)
    }

    /// The person has been asked and means it.
    pub fn create_again(&mut self, now: f64, key: Option<IdempotencyKey>) -> Option<Submission> {
        self.asked?;
        self.begin(now, key, true)
    }

    fn begin(
        &mut self,
        now: f64,
        new_key: Option<IdempotencyKey>,
        meant: bool,
    ) -> Option<Submission> {
        let (base, key, request) = self.check()?;
        let connection = self.connection.version();
        let before = self.attempts.to_go_on(&request, connection);
        let before = before.filter(|before| new_key.is_some() && before.sent.is_safe_to_repeat());
        // One that never left would be a second one beside what is in doubt.
        let is_safe = before.is_some_and(Attempt::is_in_doubt);
        let old_key = before.and_then(|before| before.sent.idempotency_key.clone());
        self.asked = self.doubt().filter(|_| !is_safe && !meant);
        if self.asked.is_some() {
            return None;
        }
        if !is_safe {
            self.attempts.accept_doubts();
            self.other_version = false;
        }
        let idempotency_key = old_key.or(new_key);
        let sent = Sent {
            request: request.clone(),
            api_host: base.host().to_owned(),
            at: now,
            edits: self.edits,
            connection,
            idempotency_key: idempotency_key.clone(),
            left_as: None,
            is_apart: false,
        };
        Some(Submission {
            id: self.attempts.begin(sent, State::Probing),
            probe: (!self.connection.is_fresh(now)).then_some(connection),
            base,
            key,
            idempotency_key,
            request,
            at: now,
        })
    }

    /// What can be sent, unless an attempt is on its way or a field must be mended.
    fn check(&mut self) -> Option<(ApiBase, Option<ApiKey>, CreateRequest)> {
        if self.disabled || self.is_sending() {
            return None;
        }
        self.news += 1;
        self.complete_url();
        for field in [
            &mut self.connection.base,
            &mut self.connection.key,
            &mut self.url,
            &mut self.label,
        ] {
            field.submit();
        }
        self.picker.submit();
        let parts = self.connection.parsed().zip(self.request());
        self.stop = if parts.is_none() {
            Stop::Fields
        } else {
            Stop::No
        };
        let ((base, key), request) = parts?;
        Some((base, key, request))
    }

    fn doubt(&self) -> Option<Doubt> {
        if self.attempts.in_doubt() {
            return Some(Doubt::MayExist);
        }
        self.other_version.then_some(Doubt::OtherVersion)
    }

    fn request(&self) -> Option<CreateRequest> {
        Some(CreateRequest {
            url: self.endpoint()?,
            events: self.picker.selection().ok()?,
            label: Label::parse(self.label.text()).ok()?,
        })
    }

    /// What comes before a create is done. Whether it may leave with this key: not when the person has stopped it
    /// meanwhile. Nor when it goes on with one in doubt that left with another key, and may make a second; the person is
    /// asked then.
    pub fn leave(&mut self, id: AttemptId, key: &ApiKey) -> bool {
        let api_key = Mark::of(key.expose());
        if self.attempts.take_back(id, api_key) {
            self.asked = Some(Doubt::MayExist);
            return false;
        }
        self.attempts.leave(id, api_key)
    }

    /// A create that has left met a request before with its idempotency key. Whether it may be sent once more: not when
    /// nobody waits for it any more.
    pub fn may_repeat(&self, id: AttemptId) -> bool {
        self.attempts.is_waited_for(id)
    }

    /// Takes what became of an attempt. Nothing that was typed is lost by it. Whether it was still on its way: what was
    /// stopped before it left is over already.
    pub fn end(&mut self, id: AttemptId, state: State) -> bool {
        let speaks_another_version =
            matches!(&state, State::Created(answered) if answered.speaks_another_version());
        let complaint = complaint(&state).cloned();
        let is_about_key = complaint.as_ref().is_some_and(|refusal| {
            matches!(refusal.reason, Reason::KeyRejected | Reason::KeyLacksScope)
        });
        let Some(before) = self.attempts.end(id, state) else {
            return false;
        };
        self.other_version |= speaks_another_version;
        if is_about_key {
            self.connection.doubt_check(before.sent.connection);
        }
        // Who has stopped to wait is doing something else now, and is not interrupted.
        if !matches!(before.state, State::GivenUp) {
            self.news += 1;
            if let Some(complaint) = complaint {
                self.place(&complaint, &before.sent);
            }
        }
        true
    }

    /// Whether an attempt is on its way and waited for.
    pub fn is_sending(&self) -> bool {
        self.attempts.sending().is_some()
    }

    /// The person stops to wait. A request that has left goes on; one that has not does not leave.
    pub fn stop_waiting(&mut self) {
        self.news += 1;
        self.attempts.stop_waiting();
    }

    /// What the person is being asked about before they create again.
    pub fn asked(&self) -> Option<Doubt> {
        self.asked
    }

    /// The person does not want to create again.
    pub fn cancel_again(&mut self) {
        self.asked = None;
    }
}

impl Answered {
    fn speaks_another_version(&self) -> bool {
        self.remarks
            .iter()
            .any(|remark| matches!(remark, Anomaly::VersionMismatch(_)))
    }
}
