use contract::answer::{Created, KeyCheck, Outcome, Reason, Refusal, Remark, Unknown};
use contract::salvage::Secret;
use contract::wire::{CreateRequest, Subscription};
use contract::{ApiKeyError, SigningSecret};

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
    /// The host of the API, with its port.
    pub api_host: String,
    /// When the person submitted, in milliseconds since 1970.
    pub at: f64,
    /// How often the form had been changed by then.
    pub(super) edits: u32,
    /// The number of the base address and key that were used.
    pub(super) connection: u32,
}

/// How far an attempt got.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// The API is being asked about the key; nothing is sent yet.
    Probing,
    /// On its way. Nothing ends it but its own answer.
    Sending,
    /// On its way still, but the person has stopped to wait for it.
    GivenUp,
    /// Nothing was sent.
    NotSent(NotSent),
    /// The subscription exists.
    Created(Answered),
    /// The subscription does not exist.
    NotCreated(Refusal),
    /// Nobody here can tell.
    Unknown(Unknown),
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
    /// The person stopped to wait while the key was still being checked.
    Stopped,
    /// The API does not take the key, or the key may not create.
    Refused(Refusal),
    /// The page around the form gave no key.
    NoKey,
    /// The page around the form gave what is no key for this API.
    BadKey(ApiKeyError),
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

/// All attempts of a form. No attempt replaces another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempts {
    /// Those that are on their way or came to nothing, oldest first.
    list: Vec<Attempt>,
    /// Those that made a subscription, in the order in which they were told of: the first is shown until it is closed.
    results: Vec<Attempt>,
    made: u32,
}

impl Attempts {
    /// Begins an attempt.
    pub(super) fn begin(&mut self, sent: Sent, state: State) -> AttemptId {
        let id = AttemptId(self.made);
        self.made += 1;
        // What is over and seen need not be kept; what may still bring a secret is.
        self.list.retain(Attempt::is_on_its_way);
        self.list.push(Attempt { id, sent, state });
        id
    }

    /// Takes what became of an attempt, and gives it as it was before.
    pub(super) fn end(&mut self, id: AttemptId, state: State) -> Option<Attempt> {
        let on_its_way = |attempt: &Attempt| attempt.id == id && attempt.is_on_its_way();
        let at = self.list.iter().position(on_its_way)?;
        let before = self.list[at].clone();
        self.list[at].state = state;
        if self.list[at].answered().is_some() {
            self.results.push(self.list.remove(at));
        }
        Some(before)
    }

    /// The probe of an attempt is over. Whether the create may leave now: not when the person has stopped it.
    pub(super) fn leave(&mut self, id: AttemptId) -> bool {
        let attempt = self.list.iter_mut().find(|attempt| attempt.id == id);
        let probing = attempt.filter(|attempt| attempt.state == State::Probing);
        probing
            .map(|attempt| attempt.state = State::Sending)
            .is_some()
    }

    /// Whether the create of an attempt has left and is waited for.
    pub(super) fn is_waited_for(&self, id: AttemptId) -> bool {
        let attempt = self.list.iter().find(|attempt| attempt.id == id);
        attempt.is_some_and(|attempt| attempt.state == State::Sending)
    }

    /// The created subscription that is shown: the first that was told of and is not closed.
    pub fn result(&self) -> Option<(&Attempt, &Answered)> {
        self.results().next()
    }

    /// How many created subscriptions wait behind the one that is shown.
    pub fn waiting(&self) -> usize {
        self.results().skip(1).count()
    }

    /// Those that made a subscription and are not closed.
    pub fn results(&self) -> impl Iterator<Item = (&Attempt, &Answered)> {
        self.results
            .iter()
            .filter_map(|attempt| Some((attempt, attempt.answered()?)))
    }

    /// Whether a secret is here that the person has not said to have stored.
    pub fn holds_secret(&self) -> bool {
        self.results()
            .any(|(_, answered)| answered.secret.fate() == Fate::Here)
    }

    /// The newest of those that made no subscription, or none yet.
    pub fn latest(&self) -> Option<&Attempt> {
        self.list.last()
    }

    /// Older ones than the latest that came to an end after the person had stopped to wait for them.
    pub fn late(&self) -> impl Iterator<Item = &Attempt> {
        let older = self.list.split_last().map_or(&[][..], |(_, older)| older);
        older.iter().filter(|attempt| !attempt.is_on_its_way())
    }

    /// The attempt that is on its way and waited for.
    pub fn sending(&self) -> Option<&Attempt> {
        let waited_for =
            |attempt: &&Attempt| matches!(attempt.state, State::Probing | State::Sending);
        self.list.iter().rev().find(waited_for)
    }

    /// Whether anything is on its way, waited for or not.
    pub fn in_flight(&self) -> bool {
        self.list.iter().any(Attempt::is_on_its_way)
    }

    /// Whether a subscription may exist that nobody here knows of.
    pub(super) fn in_doubt(&self) -> bool {
        self.list.iter().any(Attempt::is_in_doubt)
    }

    /// The person stops to wait. A request that has left goes on; one that has not does not leave.
    pub(super) fn stop_waiting(&mut self) {
        for attempt in &mut self.list {
            match attempt.state {
                State::Probing => attempt.state = State::NotSent(NotSent::Stopped),
                State::Sending => attempt.state = State::GivenUp,
                _ => {}
            }
        }
    }

    /// The person has stored the shown secret: it is dropped, and its memory overwritten.
    pub(super) fn acknowledge(&mut self) {
        if let Some(shown) = self.results.first_mut()
            && let State::Created(answered) = &mut shown.state
            && answered.secret.fate() == Fate::Here
        {
            answered.secret = Held::Stored;
        }
    }

    /// Nothing that is over is shown any more. What is on its way may still bring a secret, and goes on.
    pub(super) fn close_all(&mut self) {
        self.results.clear();
        self.stop_waiting();
        self.list.retain(Attempt::is_on_its_way);
    }

    /// The person goes on from the shown result, whatever it holds.
    pub(super) fn close(&mut self) -> Option<Attempt> {
        (!self.results.is_empty()).then(|| self.results.remove(0))
    }
}

impl Attempt {
    /// Whether it may still bring a secret.
    fn is_on_its_way(&self) -> bool {
        matches!(self.state, State::Probing | State::Sending | State::GivenUp)
    }

    /// Whether it may have made a subscription that nobody here knows of.
    pub(super) fn is_in_doubt(&self) -> bool {
        matches!(self.state, State::GivenUp | State::Unknown(_))
    }

    fn answered(&self) -> Option<&Answered> {
        match &self.state {
            State::Created(answered) => Some(answered),
            _ => None,
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
