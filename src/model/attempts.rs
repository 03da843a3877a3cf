use std::mem;

use contract::wire::CreateRequest;

use super::attempt::{
    Attempt, AttemptId, AttemptState, CreatedSubscription, Fingerprint, NoSecret, NotSent,
    SentRequest,
};

/// All attempts of a form. No attempt replaces another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attempts {
    /// Those that are pending or created nothing, oldest first.
    list: Vec<Attempt>,
    /// Those that created a subscription, in the order in which their responses arrived: the first is shown until it is closed.
    results: Vec<Attempt>,
    /// Those in flight whose subscription was already reported by another attempt with the same idempotency key, with the
    /// fingerprint of the secret that it brought.
    duplicates: Vec<(Attempt, Option<Fingerprint>)>,
    count: u32,
}

impl Attempts {
    /// Starts an attempt.
    pub(super) fn start(&mut self, sent: SentRequest, state: AttemptState) -> AttemptId {
        let id = AttemptId(self.count);
        self.count += 1;
        // Those that may still bring a secret stay, and those whose outcome is uncertain.
        self.list
            .retain(|attempt| attempt.is_pending() || attempt.is_uncertain());
        self.list.push(Attempt { id, sent, state });
        id
    }

    /// The attempt that sending this over this connection retries; an uncertain one before any other.
    pub(super) fn retried_by(&self, request: &CreateRequest, connection: u32) -> Option<&Attempt> {
        let same = self.list.iter().filter(|attempt| {
            attempt.is_retryable()
                && attempt.sent.connection == connection
                && attempt.sent.request == *request
        });
        same.max_by_key(|attempt| attempt.is_uncertain())
    }

    /// The person knows that earlier attempts may have created a subscription.
    pub(super) fn accept_uncertain(&mut self) {
        self.list.retain(Attempt::is_pending);
    }

    /// Takes the outcome of an attempt, and returns the attempt as it was before; none when the outcome is nothing new.
    pub(super) fn complete(&mut self, id: AttemptId, state: AttemptState) -> Option<Attempt> {
        if let Some(at) = self.duplicates.iter().position(|(twin, _)| twin.id == id) {
            let (before, known) = self.duplicates.remove(at);
            let twin = Attempt {
                state,
                ..before.clone()
            };
            let fingerprint = twin.created().and_then(CreatedSubscription::fingerprint);
            let is_new = fingerprint.is_some() && fingerprint != known;
            return is_new.then(|| {
                self.results.push(twin);
                before
            });
        }
        let at = self
            .list
            .iter()
            .position(|attempt| attempt.id == id && attempt.is_pending())?;
        let before = self.list[at].clone();
        self.list[at].state = state;
        if self.list[at].created().is_some() {
            let created = self.list.remove(at);
            self.set_duplicates_aside(&created);
            self.results.push(created);
        } else if self.list[at].is_uncertain() {
            // One uncertain attempt for each idempotency key is enough.
            self.list.retain(|other| {
                other.id == id || other.is_pending() || !other.has_same_key(&before)
            });
        }
        Some(before)
    }

    /// Removes the other attempts with the idempotency key of one that created a subscription. Those in flight may still get
    /// a response, with the same secret or perhaps another.
    fn set_duplicates_aside(&mut self, created: &Attempt) {
        let fingerprint = created.created().and_then(CreatedSubscription::fingerprint);
        for other in mem::take(&mut self.list) {
            if !other.has_same_key(created) {
                self.list.push(other);
            } else if matches!(
                other.state,
                AttemptState::InFlight | AttemptState::Unawaited
            ) {
                self.duplicates.push((other, fingerprint));
            }
        }
    }

    /// Marks an attempt as sent. False when the person has stopped it.
    pub(super) fn mark_sent(&mut self, id: AttemptId, api_key: Fingerprint) -> bool {
        let attempt = self.list.iter_mut().find(|attempt| attempt.id == id);
        let awaited = attempt.filter(|attempt| attempt.is_awaited());
        awaited
            .map(|attempt| {
                attempt.state = AttemptState::InFlight;
                attempt.sent.api_key = Some(api_key);
            })
            .is_some()
    }

    /// Withdraws an attempt that retries an uncertain one, where that was sent with another API key: for an API that scopes
    /// idempotency keys to an API key it would be a second create. Nothing retries that one from now on.
    pub(super) fn withdraw(&mut self, id: AttemptId, api_key: Fingerprint) -> bool {
        let Some(at) = self.list.iter().position(|attempt| attempt.id == id) else {
            return false;
        };
        let attempt = &self.list[at];
        let has_other_api_key = |other: &Attempt| {
            other.is_uncertain()
                && other.has_same_key(attempt)
                && other.sent.api_key != Some(api_key)
        };
        if !self.list.iter().any(has_other_api_key) {
            return false;
        }
        let attempt = self.list.remove(at);
        for other in &mut self.list {
            other.sent.is_superseded |= other.has_same_key(&attempt);
        }
        true
    }

    /// Whether an attempt is in flight and awaited.
    pub(super) fn is_awaited(&self, id: AttemptId) -> bool {
        let attempt = self.list.iter().find(|attempt| attempt.id == id);
        attempt.is_some_and(|attempt| matches!(attempt.state, AttemptState::InFlight))
    }

    /// The created subscription that is shown: the first that is not closed.
    pub fn result(&self) -> Option<(&Attempt, &CreatedSubscription)> {
        self.results().next()
    }

    /// How many created subscriptions are shown after this one.
    pub fn queued_results(&self) -> usize {
        self.results().skip(1).count()
    }

    /// The created subscriptions that are not closed.
    pub fn results(&self) -> impl Iterator<Item = (&Attempt, &CreatedSubscription)> {
        self.results
            .iter()
            .filter_map(|attempt| Some((attempt, attempt.created()?)))
    }

    /// Those whose secret the person has not acknowledged as stored.
    pub fn unstored(&self) -> impl Iterator<Item = &Attempt> {
        let with_secret = self.results().filter(|(_, created)| created.secret.is_ok());
        with_secret.map(|(attempt, _)| attempt)
    }

    /// Whether a secret is here that the person has not acknowledged as stored.
    pub fn has_unstored_secret(&self) -> bool {
        self.unstored().next().is_some()
    }

    /// Adds results of an earlier form.
    pub(super) fn adopt(&mut self, results: Vec<Attempt>) {
        for mut result in results {
            result.id = AttemptId(self.count);
            self.count += 1;
            // The fields of this form are never those that were sent.
            result.sent.edits = u32::MAX;
            self.results.push(result);
        }
    }

    /// The newest of those that created no subscription, or none yet.
    pub fn latest(&self) -> Option<&Attempt> {
        self.list.last()
    }

    /// Completed attempts before the latest that still matter. Not those that the latest, while it is pending, may decide.
    pub fn earlier(&self) -> impl Iterator<Item = &Attempt> {
        let latest = self.list.last();
        self.list.iter().filter(move |attempt| {
            let is_earlier = |latest: &Attempt| {
                latest.id != attempt.id && !(latest.is_pending() && latest.has_same_key(attempt))
            };
            !attempt.is_pending() && latest.is_some_and(is_earlier)
        })
    }

    /// The attempt that is pending and awaited.
    pub fn awaited(&self) -> Option<&Attempt> {
        self.list.iter().rev().find(|attempt| attempt.is_awaited())
    }

    /// Whether any attempt may still bring a secret, awaited or not.
    pub fn is_pending(&self) -> bool {
        self.list.iter().any(Attempt::is_pending)
            || self.duplicates.iter().any(|(_, known)| known.is_none())
    }

    /// Whether a subscription may exist that the form does not know of.
    pub(super) fn is_uncertain(&self) -> bool {
        self.list.iter().any(Attempt::is_uncertain)
    }

    /// The person stops waiting. A request in flight goes on; one that was not sent yet is not sent.
    pub(super) fn stop_waiting(&mut self) {
        for attempt in &mut self.list {
            match attempt.state {
                AttemptState::CheckingKey => {
                    attempt.state = AttemptState::NotSent(NotSent::Stopped);
                }
                AttemptState::InFlight => attempt.state = AttemptState::Unawaited,
                _ => {}
            }
        }
    }

    /// The person has stored the shown secret: it is dropped, and its memory overwritten.
    pub(super) fn acknowledge(&mut self) {
        if let Some(shown) = self.results.first_mut()
            && let AttemptState::Created(created) = &mut shown.state
            && created.secret.is_ok()
        {
            created.secret = Err(NoSecret::Stored);
        }
    }

    /// Closes all results. Pending attempts may still bring a secret, and go on.
    pub(super) fn close_all(&mut self) {
        self.results.clear();
        self.stop_waiting();
        self.accept_uncertain();
    }

    /// Closes the shown result, with or without a secret.
    pub(super) fn close(&mut self) -> Option<Attempt> {
        (!self.results.is_empty()).then(|| self.results.remove(0))
    }
}
