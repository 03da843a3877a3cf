use contract::answer::Remark;
use contract::wire::CreateRequest;
use contract::{ApiBase, ApiKey, Label};

use super::problem::complaint;
use super::{CreateForm, Stop};
use crate::model::attempt::{Answered, AttemptId, Sent, State};

/// What the client is to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// Whose answer it will be.
    pub id: AttemptId,
    /// Whom to speak to.
    pub base: ApiBase,
    /// As whom; none when the page around the form is to be asked.
    pub key: Option<ApiKey>,
    /// The body.
    pub request: CreateRequest,
    /// Whether the API must answer a check of the key first, and the number of that check.
    pub probe: Option<u32>,
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
    /// The person wants the subscription. `now` is in milliseconds since 1970.
    ///
    /// Gives what is to be sent, once: nothing while an attempt is on its way, while a field must be mended, or while
    /// there is a doubt that the person must answer with [`Self::create_again`].
    pub fn submit(&mut self, now: f64) -> Option<Submission> {
        let (base, key, request) = self.check()?;
        self.asked = self.doubt();
        if self.asked.is_some() {
            return None;
        }
        Some(self.begin(base, key, request, now))
    }

    /// The person has been asked and means it.
    pub fn create_again(&mut self, now: f64) -> Option<Submission> {
        self.asked?;
        let (base, key, request) = self.check()?;
        self.asked = None;
        self.other_version = false;
        Some(self.begin(base, key, request, now))
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

    fn begin(
        &mut self,
        base: ApiBase,
        key: Option<ApiKey>,
        request: CreateRequest,
        now: f64,
    ) -> Submission {
        let connection = self.connection.version();
        let sent = Sent {
            request: request.clone(),
            api_host: base.host().to_owned(),
            at: now,
            edits: self.edits,
            connection,
        };
        Submission {
            id: self.attempts.begin(sent, State::Probing),
            probe: (!self.connection.is_fresh(now)).then_some(connection),
            base,
            key,
            request,
        }
    }

    fn request(&self) -> Option<CreateRequest> {
        Some(CreateRequest {
            url: self.endpoint()?,
            events: self.picker.selection().ok()?,
            label: Label::parse(self.label.text()).ok()?,
        })
    }

    /// What comes before a create is done. Whether it may leave: not when the person has stopped it meanwhile.
    pub fn leave(&mut self, id: AttemptId) -> bool {
        self.attempts.leave(id)
    }

    /// A create that has left was refused for its key, which made nothing. Whether it may be sent once more: not when
    /// the person has stopped to wait for it.
    pub fn may_repeat(&self, id: AttemptId) -> bool {
        self.attempts.is_waited_for(id)
    }

    /// Takes what became of an attempt. Nothing that was typed is lost by it. Whether it was still on its way: what was
    /// stopped before it left is over already.
    pub fn end(&mut self, id: AttemptId, state: State) -> bool {
        let speaks_another_version =
            matches!(&state, State::Created(answered) if answered.speaks_another_version());
        let complaint = complaint(&state).cloned();
        let Some(before) = self.attempts.end(id, state) else {
            return false;
        };
        self.other_version |= speaks_another_version;
        // Who has stopped to wait is doing something else now, and is not interrupted.
        if before.state != State::GivenUp {
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
            .any(|remark| matches!(remark, Remark::OtherVersion(_)))
    }
}
