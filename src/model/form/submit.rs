use contract::answer::{KeyCheck, Refusal, Remark};
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, Label};

use super::{CreateForm, Doubt};
use crate::model::attempt::{Answered, AttemptId, NotSent, Sent, State};

/// What the client is to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Whose answer it will be.
    pub id: AttemptId,
    /// Whom to speak to.
    pub base: ApiBase,
    /// As whom.
    pub key: ApiKey,
    /// The body.
    pub request: CreateRequest,
    /// Whether the API must answer a check of the key first, and the number of that check.
    pub probe: Option<u32>,
}

impl CreateForm {
    /// The person wants the subscription. `now` is in milliseconds since 1970.
    ///
    /// Gives what is to be sent, once: nothing while an attempt is on its way, while a field must be mended, or while
    /// a doubtful attempt before this one wants the person to say that they mean it.
    pub fn submit(&mut self, now: f64) -> Option<Submission> {
        if self.is_sending() {
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
        self.stopped_by_problems = parts.is_none();
        let ((base, key), request) = parts?;
        if self.doubt == Doubt::Open {
            self.doubt = Doubt::Asking;
            return None;
        }
        self.doubt = Doubt::None;
        let sent = Sent {
            request: request.clone(),
            api_host: base.host().to_owned(),
            at: now,
            edits: self.edits,
        };
        Some(Submission {
            id: self.attempts.begin(sent),
            probe: (!self.connection.is_fresh(now)).then(|| self.connection.version()),
            base,
            key,
            request,
        })
    }

    fn request(&self) -> Option<CreateRequest> {
        Some(CreateRequest {
            url: self.endpoint()?,
            events: self.picker.selection().ok()?,
            label: Label::parse(self.label.text()).ok()?,
        })
    }

    /// Takes what became of an attempt. Nothing that was typed is lost by it.
    pub fn end(&mut self, id: AttemptId, state: State) {
        self.news += 1;
        self.doubt = match &state {
            State::Unknown(_) => Doubt::Open,
            State::Created(answered) if answered.speaks_another_version() => Doubt::Open,
            _ => self.doubt,
        };
        let complaint = complaint(&state);
        let unchanged = self.attempts.end(id, state) == Some(self.edits);
        if let Some(complaint) = complaint.filter(|_| unchanged) {
            self.place(&complaint);
        }
    }

    /// Takes the answer to a check of the key.
    pub fn end_check(&mut self, version: u32, answer: KeyCheck, now: f64) {
        self.connection.end_check(version, answer, now);
    }

    /// Whether an attempt is on its way and waited for.
    pub fn is_sending(&self) -> bool {
        self.attempts.sending().is_some()
    }

    /// The person stops to wait. The request goes on.
    pub fn stop_waiting(&mut self) {
        self.news += 1;
        self.attempts.stop_waiting();
        self.doubt = Doubt::Open;
    }

    /// Whether the person is being asked if they want to create again.
    pub fn asks_again(&self) -> bool {
        self.doubt == Doubt::Asking
    }

    /// The person does not want to create again.
    pub fn cancel_again(&mut self) {
        self.doubt = Doubt::Open;
    }
}

/// What a person can mend in a field.
fn complaint(state: &State) -> Option<Refusal> {
    match state {
        State::NotCreated(refusal) | State::NotSent(NotSent::Refused(refusal)) => {
            Some(refusal.clone())
        }
        _ => None,
    }
}

impl Answered {
    fn speaks_another_version(&self) -> bool {
        self.remarks
            .iter()
            .any(|remark| matches!(remark, Remark::OtherVersion(_)))
    }
}
