use contract::SigningSecret;
use contract::answer::{Created, KeyCheck, Outcome, Reason, Refusal, Remark, Unknown};
use contract::salvage::Secret;
use contract::wire::{CreateRequest, Subscription};

/// Names an attempt for as long as the form lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptId(u32);

/// One try to create a subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// Its name.
    pub id: AttemptId,
    /// What was sent.
    pub sent: Sent,
    /// How far it got.
    pub state: State,
}

/// What was sent, whither and when: what a person needs to look for a subscription that may exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// The body.
    pub request: CreateRequest,
    /// The host of the API.
    pub api_host: String,
    /// When the person submitted, in milliseconds since 1970.
    pub at: f64,
    /// How often the form had been changed by then.
    pub(super) edits: u32,
}

/// How far an attempt got.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// On its way. Nothing ends it but its own answer.
    Sending {
        /// Whether the person has stopped to wait for it. The request goes on.
        given_up: bool,
    },
    /// Nothing was sent.
    NotSent(NotSent),
    /// The subscription exists.
    Created(Answered),
    /// The subscription does not exist.
    NotCreated(Refusal),
    /// Nobody here can tell.
    Unknown(Unknown),
    /// The person has seen it and gone on.
    Closed,
}

/// A subscription that exists, and what became of its secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// The secret.
    pub secret: Held,
    /// The subscription, as far as the answer could be read.
    pub subscription: Option<Subscription>,
    /// What was odd about the answer.
    pub remarks: Vec<Remark>,
}

/// A secret, or what became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Held {
    /// It is here, and nowhere else.
    Here(SigningSecret),
    /// The person has stored it; here it is gone.
    Stored,
    /// The answer ended in the middle of it.
    CutOff,
    /// The answer held none.
    Absent,
}

/// What became of a secret, without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is here, and nowhere else.
    Here,
    /// The person has stored it; here it is gone.
    Stored,
    /// The answer ended in the middle of it.
    CutOff,
    /// The answer held none.
    Absent,
}

impl Held {
    /// What became of it.
    pub fn fate(&self) -> Fate {
        match self {
            Self::Here(_) => Fate::Here,
            Self::Stored => Fate::Stored,
            Self::CutOff => Fate::CutOff,
            Self::Absent => Fate::Absent,
        }
    }
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The browser says that it is offline, and the API did not answer.
    Offline,
    /// The API did not answer the check of the key.
    Unreachable,
    /// The API does not take the key, or the key may not create.
    Refused(Refusal),
}

impl NotSent {
    /// Why a create is not sent after this answer about the key; none when it is. Only what certainly stands in its way
    /// counts: a tenant endpoint that is missing, busy or broken says nothing about the other one.
    pub fn after(check: &KeyCheck, online: bool) -> Option<Self> {
        match check {
            KeyCheck::NoAnswer if online => Some(Self::Unreachable),
            KeyCheck::NoAnswer => Some(Self::Offline),
            KeyCheck::Refused(refusal) if refusal.reason == Reason::KeyRejected => {
                Some(Self::Refused(refusal.clone()))
            }
            KeyCheck::Accepted(tenant) if tenant.may_create() == Some(false) => {
                Some(Self::Refused(Refusal::lacking_scope()))
            }
            KeyCheck::Refused(_) | KeyCheck::Unclear(_) | KeyCheck::Accepted(_) => None,
        }
    }
}

/// All attempts of a form, oldest first. No attempt replaces another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempts {
    list: Vec<Attempt>,
    made: u32,
}

impl Attempts {
    /// Begins an attempt.
    pub fn begin(&mut self, sent: Sent) -> AttemptId {
        let id = AttemptId(self.made);
        self.made += 1;
        // What is over and seen need not be kept; what may still hold or bring a secret is.
        self.list.retain(Attempt::is_open);
        let state = State::Sending { given_up: false };
        self.list.push(Attempt { id, sent, state });
        id
    }

    /// Takes an answer, and tells how often the form had been changed when the attempt began.
    pub(super) fn end(&mut self, id: AttemptId, state: State) -> Option<u32> {
        let attempt = self.find(id)?;
        attempt.state = state;
        Some(attempt.sent.edits)
    }

    /// The oldest created subscription that the person has not gone on from.
    pub fn result(&self) -> Option<(&Attempt, &Answered)> {
        self.results().next()
    }

    /// How many created subscriptions wait behind the one that is shown.
    pub fn waiting(&self) -> usize {
        self.results().skip(1).count()
    }

    fn results(&self) -> impl Iterator<Item = (&Attempt, &Answered)> {
        self.list.iter().filter_map(|attempt| match &attempt.state {
            State::Created(answered) => Some((attempt, answered)),
            _ => None,
        })
    }

    /// Whether a secret is here that the person has not said to have stored.
    pub fn holds_secret(&self) -> bool {
        self.results()
            .any(|(_, answered)| answered.secret.fate() == Fate::Here)
    }

    /// The newest attempt.
    pub fn latest(&self) -> Option<&Attempt> {
        self.list.last()
    }

    /// The attempt that is on its way and waited for.
    pub fn sending(&self) -> Option<&Attempt> {
        let waited_for = |attempt: &&Attempt| attempt.state == State::Sending { given_up: false };
        self.list.iter().rev().find(waited_for)
    }

    /// Whether anything is on its way, waited for or not.
    pub fn in_flight(&self) -> bool {
        self.list
            .iter()
            .any(|attempt| matches!(attempt.state, State::Sending { .. }))
    }

    /// The person stops to wait. The request goes on, and its answer will be shown.
    pub fn stop_waiting(&mut self) {
        for attempt in &mut self.list {
            if let State::Sending { given_up } = &mut attempt.state {
                *given_up = true;
            }
        }
    }

    /// The person has stored the shown secret: it is dropped, and its memory overwritten.
    pub fn acknowledge(&mut self) {
        if let Some(answered) = self.shown()
            && let State::Created(answered) = &mut answered.state
        {
            answered.secret = Held::Stored;
        }
    }

    /// The person goes on from the shown result, whatever it holds.
    pub fn close(&mut self) {
        if let Some(attempt) = self.shown() {
            attempt.state = State::Closed;
        }
    }

    fn shown(&mut self) -> Option<&mut Attempt> {
        let id = self.result()?.0.id;
        self.find(id)
    }

    fn find(&mut self, id: AttemptId) -> Option<&mut Attempt> {
        self.list.iter_mut().find(|attempt| attempt.id == id)
    }
}

impl Attempt {
    /// Whether it may still bring a secret, or holds one.
    fn is_open(&self) -> bool {
        match &self.state {
            State::Sending { .. } | State::Created(_) => true,
            State::NotSent(_) | State::NotCreated(_) | State::Unknown(_) | State::Closed => false,
        }
    }
}

impl From<Outcome> for State {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Created(created) => Self::Created((*created).into()),
            Outcome::NotCreated(refusal) => Self::NotCreated(refusal),
            Outcome::Unknown(unknown) => Self::Unknown(unknown),
        }
    }
}

impl From<Created> for Answered {
    fn from(created: Created) -> Self {
        Self {
            secret: match created.secret {
                Secret::Whole(secret) => Held::Here(secret),
                Secret::CutOff => Held::CutOff,
                Secret::Absent => Held::Absent,
            },
            subscription: created.subscription,
            remarks: created.remarks,
        }
    }
}
