use contract::response::{Refusal, Unknown};

use super::submit::Blocked;
use super::{CreateForm, Progress};
use crate::model::attempt::{AttemptId, AttemptState, NotSent, SentRequest};

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Screen {
    /// A created subscription, until the person goes on.
    Result(AttemptId),
    /// The form.
    Form,
}

/// The notice above the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Fields must be corrected.
    Problems,
    /// Nothing was sent.
    NotSent(NotSent, SentRequest),
    /// The API refused, and no field can correct it.
    NotCreated(Refusal),
    /// It is unknown whether the subscription exists.
    Unknown(Unknown, SentRequest),
    /// The person has stopped waiting; the request goes on.
    Unawaited(SentRequest),
}

impl Progress {
    /// What the page shows.
    pub fn screen(&self) -> Screen {
        self.attempts()
            .result()
            .map_or(Screen::Form, |(attempt, _)| Screen::Result(attempt.id))
    }

    /// The notice above the form. `has_problems` is whether any field has a problem to show.
    pub fn notice(&self, has_problems: bool) -> Option<Notice> {
        if self.is_sending() {
            return None;
        }
        let was_blocked = self.blocked != Blocked::No;
        if was_blocked && has_problems {
            return Some(Notice::Problems);
        }
        let attempt = self.attempts().latest()?;
        // Once the fields are corrected, an earlier refusal is over; an uncertain outcome is not.
        if was_blocked && !attempt.is_uncertain() {
            return None;
        }
        let sent = || attempt.sent.clone();
        match &attempt.state {
            AttemptState::Unawaited => Some(Notice::Unawaited(sent())),
            AttemptState::NotSent(reason) => Some(Notice::NotSent(reason.clone(), sent())),
            AttemptState::NotCreated(refusal) => Some(Notice::NotCreated(refusal.clone())),
            AttemptState::Unknown(unknown) => Some(Notice::Unknown(unknown.clone(), sent())),
            AttemptState::Created(_) | AttemptState::CheckingKey | AttemptState::InFlight => None,
        }
    }
}

impl CreateForm {
    /// What the page shows.
    pub fn screen(&self) -> Screen {
        self.progress.screen()
    }

    /// The notice above the form.
    pub fn notice(&self) -> Option<Notice> {
        self.progress.notice(!self.problems().is_empty())
    }
}
