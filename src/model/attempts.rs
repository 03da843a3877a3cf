use std::mem;

use contract::wire::CreateRequest;

use super::attempt::{Answered, Attempt, AttemptId, Fate, Held, Mark, NotSent, Sent, State};

/// All attempts of a form. No attempt replaces another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempts {
    /// Those that are on their way or came to nothing, oldest first.
    list: Vec<Attempt>,
    /// Those that made a subscription, in the order in which they were told of: the first is shown until it is closed.
    results: Vec<Attempt>,
    /// Those on their way, of whose subscription another with the same idempotency key has told already; and the mark of
    /// the secret that it brought.
    settled: Vec<(Attempt, Option<Mark>)>,
    made: u32,
}

impl Attempts {
    /// Begins an attempt.
    pub(super) fn begin(&mut self, sent: Sent, state: State) -> AttemptId {
        let id = AttemptId(self.made);
        self.made += 1;
        // What is over and seen need not be kept; what may still bring a secret is, and a doubt that nobody answered.
        self.list
            .retain(|attempt| attempt.is_on_its_way() || attempt.is_in_doubt());
        self.list.push(Attempt { id, sent, state });
        id
    }

    /// The attempt that goes on when this is sent by way of this connection: one in doubt before any other.
    pub(super) fn to_go_on(&self, request: &CreateRequest, connection: u32) -> Option<&Attempt> {
        let same = self.list.iter().filter(|attempt| {
            attempt.can_go_on()
                && attempt.sent.connection == connection
                && attempt.sent.request == *request
        });
        same.max_by_key(|attempt| attempt.is_in_doubt())
    }

    /// The person knows that what is over may have made a subscription.
    pub(super) fn accept_doubts(&mut self) {
        self.list.retain(Attempt::is_on_its_way);
    }

    /// Takes what became of an attempt, and gives it as it was before; none when it brings nothing new.
    pub(super) fn end(&mut self, id: AttemptId, state: State) -> Option<Attempt> {
        if let Some(at) = self.settled.iter().position(|(twin, _)| twin.id == id) {
            let (before, known) = self.settled.remove(at);
            let twin = Attempt {
                state,
                ..before.clone()
            };
            let mark = twin.answered().and_then(Answered::mark);
            let is_new = mark.is_some() && mark != known;
            return is_new.then(|| {
                self.results.push(twin);
                before
            });
        }
        let on_its_way = |attempt: &Attempt| attempt.id == id && attempt.is_on_its_way();
        let at = self.list.iter().position(on_its_way)?;
        let before = self.list[at].clone();
        self.list[at].state = state;
        if self.list[at].answered().is_some() {
            let made = self.list.remove(at);
            self.settle(&made);
            self.results.push(made);
        } else if self.list[at].is_in_doubt() {
            // One doubt about one key is enough.
            self.list
                .retain(|other| other.id == id || other.is_on_its_way() || !other.is_same(&before));
        }
        Some(before)
    }

    /// What became of an attempt is known, and so is it of all with the same idempotency key. Those that have left may
    /// still be answered, with the same secret or perhaps not.
    fn settle(&mut self, made: &Attempt) {
        let mark = made.answered().and_then(Answered::mark);
        for other in mem::take(&mut self.list) {
            if !other.is_same(made) {
                self.list.push(other);
            } else if matches!(other.state, State::Sending | State::GivenUp) {
                self.settled.push((other, mark));
            }
        }
    }

    /// What comes before a create is done. Whether it may leave now: not when the person has stopped it.
    pub(super) fn leave(&mut self, id: AttemptId, api_key: Mark) -> bool {
        let attempt = self.list.iter_mut().find(|attempt| attempt.id == id);
        let waited_for = attempt.filter(|attempt| attempt.is_waited_for());
        waited_for
            .map(|attempt| {
                attempt.state = State::Sending;
                attempt.sent.left_as = Some(api_key);
            })
            .is_some()
    }

    /// Takes an attempt back that goes on with one in doubt, where that left with another API key: for an API that keeps
    /// the idempotency keys of each apart it would be a second one. From now on nothing goes on with that one.
    pub(super) fn take_back(&mut self, id: AttemptId, api_key: Mark) -> bool {
        let Some(at) = self.list.iter().position(|attempt| attempt.id == id) else {
            return false;
        };
        let attempt = &self.list[at];
        let is_other = |other: &Attempt| {
            other.is_in_doubt() && other.is_same(attempt) && other.sent.left_as != Some(api_key)
        };
        if !self.list.iter().any(is_other) {
            return false;
        }
        let attempt = self.list.remove(at);
        for other in &mut self.list {
            other.sent.is_apart |= other.is_same(&attempt);
        }
        true
    }

    /// Whether the create of an attempt has left and is waited for.
    pub(super) fn is_waited_for(&self, id: AttemptId) -> bool {
        let attempt = self.list.iter().find(|attempt| attempt.id == id);
        attempt.is_some_and(|attempt| matches!(attempt.state, State::Sending))
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

    /// Older ones than the latest that are over and still matter. Not what the latest, on its way, may yet decide.
    pub fn late(&self) -> impl Iterator<Item = &Attempt> {
        let latest = self.list.last();
        self.list.iter().filter(move |attempt| {
            let is_old = |latest: &Attempt| {
                latest.id != attempt.id && !(latest.is_on_its_way() && latest.is_same(attempt))
            };
            !attempt.is_on_its_way() && latest.is_some_and(is_old)
        })
    }

    /// The attempt that is on its way and waited for.
    pub fn sending(&self) -> Option<&Attempt> {
        self.list
            .iter()
            .rev()
            .find(|attempt| attempt.is_waited_for())
    }

    /// Whether anything is on its way that may bring a secret, waited for or not.
    pub fn in_flight(&self) -> bool {
        self.list.iter().any(Attempt::is_on_its_way)
            || self.settled.iter().any(|(_, known)| known.is_none())
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
        self.accept_doubts();
    }

    /// The person goes on from the shown result, whatever it holds.
    pub(super) fn close(&mut self) -> Option<Attempt> {
        (!self.results.is_empty()).then(|| self.results.remove(0))
    }
}
