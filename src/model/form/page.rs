use contract::SigningSecret;
use contract::response::{Refusal, Unknown};

use super::{CreateForm, Stop};
use crate::model::attempt::{Answered, Attempt, AttemptId, Fate, Held, NotSent, Sent, State};

/// What the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// A created subscription, until the person goes on.
    Result(AttemptId),
    /// The form.
    Form,
}

/// What stands above the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// Fields must be mended.
    Problems,
    /// Nothing was sent.
    NotSent(NotSent, Sent),
    /// The API refused, and no field can mend it.
    NotCreated(Refusal),
    /// Nobody can tell whether the subscription exists.
    Unknown(Unknown, Sent),
    /// The person has stopped to wait; the request goes on.
    GivenUp(Sent),
}

impl CreateForm {
    /// What the page shows.
    pub fn screen(&self) -> Screen {
        self.result()
            .map_or(Screen::Form, |(attempt, _)| Screen::Result(attempt.id))
    }

    /// The created subscription that is shown.
    pub fn result(&self) -> Option<(&Attempt, &Answered)> {
        self.attempts.result()
    }

    /// What became of the shown result's secret.
    pub fn fate(&self) -> Option<Fate> {
        Some(self.result()?.1.secret.fate())
    }

    /// The shown result's secret, while it is here.
    pub fn secret(&self) -> Option<&SigningSecret> {
        match &self.result()?.1.secret {
            Held::Here(secret) => Some(secret),
            Held::Stored | Held::CutOff | Held::Absent => None,
        }
    }

    /// What stands above the form.
    pub fn notice(&self) -> Option<Notice> {
        if self.is_sending() {
            return None;
        }
        if self.stop != Stop::No && !self.problems().is_empty() {
            return Some(Notice::Problems);
        }
        let attempt = self.attempts.latest()?;
        // Once the fields are mended, a refusal before is over; a doubt is not.
        if self.stop != Stop::No && !attempt.is_in_doubt() {
            return None;
        }
        let sent = || attempt.sent.clone();
        match &attempt.state {
            State::GivenUp => Some(Notice::GivenUp(sent())),
            State::NotSent(reason) => Some(Notice::NotSent(reason.clone(), sent())),
            State::NotCreated(refusal) => Some(Notice::NotCreated(refusal.clone())),
            State::Unknown(unknown) => Some(Notice::Unknown(unknown.clone(), sent())),
            State::Created(_) | State::Probing | State::Sending => None,
        }
    }

    /// Changes whenever there is something new to tell above the form.
    pub fn news(&self) -> u32 {
        self.news
    }

    /// The person has stored the shown secret.
    pub fn acknowledge(&mut self) {
        self.attempts.acknowledge();
    }

    /// The person goes on from the shown result. The fields are emptied, unless something was typed since.
    pub fn create_another(&mut self) {
        let closed = self.attempts.close();
        if closed.is_some_and(|closed| closed.sent.edits == self.edits) {
            self.begin_anew();
        }
    }
}
