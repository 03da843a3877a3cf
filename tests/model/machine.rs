//! P6: a create from the submit to its response, with an API that creates one subscription for each idempotency key, and
//! with one that ignores the keys, under any interleaving of what a person, a clock and a network do. A view that is
//! unmounted and mounted calls no verb of the form, so there is no step for it.

use std::collections::{BTreeMap, BTreeSet};

use contract::response::{Received, Response, Unknown};
use contract::{ApiKey, IdempotencyKey, SigningSecret};
use proptest::prelude::*;
use webhook_console::model::{AttemptId, AttemptState, CreateForm, NotSent, Submission};

use crate::forms::{LABEL, NOW, URL, created, filled, new_key, response, secret};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// A click and Enter in one task of the browser.
    ClickAndEnter,
    Confirm,
    Decline,
    HalfAMinute,
    StopWaiting,
    Edit(u8),
    /// The page has another API key from now on.
    OtherApiKey,
    /// The key check of the create at this position fails.
    KeyCheckFails(usize),
    /// ... succeeds, and the request is sent.
    KeyCheckSucceeds(usize),
    /// The API refuses it.
    Refuse(usize, u16),
    /// The API has created the subscription, now or earlier.
    Process(usize),
    /// Its response arrives.
    Respond(usize),
    /// ... or is lost on the way.
    Lose(usize),
    /// The delay before a retry is over.
    DelayEnds(usize),
    Acknowledge,
    CreateAnother,
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0..3_usize;
    prop_oneof![
        6 => Just(Step::ClickAndEnter),
        2 => Just(Step::Confirm),
        1 => Just(Step::Decline),
        1 => Just(Step::HalfAMinute),
        2 => Just(Step::StopWaiting),
        1 => (0..3_u8).prop_map(Step::Edit),
        1 => Just(Step::OtherApiKey),
        1 => at().prop_map(Step::KeyCheckFails),
        6 => at().prop_map(Step::KeyCheckSucceeds),
        4 => at().prop_map(Step::Process),
        3 => at().prop_map(Step::Respond),
        3 => at().prop_map(Step::Lose),
        1 => (at(), prop::sample::select(vec![401, 422, 429])).prop_map(|(at, status)| Step::Refuse(at, status)),
        3 => at().prop_map(Step::DelayEnds),
        1 => Just(Step::Acknowledge),
        1 => Just(Step::CreateAnother),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    CheckingKey,
    Requested,
    Processed,
    Delayed,
}

struct Create {
    submission: Submission,
    /// The value of its idempotency header.
    header: Option<String>,
    /// Which API key it was sent with.
    api_key: usize,
    phase: Phase,
    was_sent: bool,
    /// The secret of its subscription, where it has no idempotency key.
    secret: Option<String>,
}

/// A request that was sent and whose outcome the person does not know.
struct Uncertain {
    id: AttemptId,
    header: Option<String>,
    api_key: usize,
}

struct World {
    form: CreateForm,
    with_keys: bool,
    keys: usize,
    api_key: usize,
    now: f64,
    creates: Vec<Create>,
    /// The secret of each subscription that the API created for an idempotency key under an API key.
    by_key: BTreeMap<(String, usize), String>,
    created: usize,
    uncertain: Vec<Uncertain>,
    /// The secrets that arrived and were neither acknowledged nor closed, and those that were.
    unstored: BTreeSet<String>,
    dropped: BTreeSet<String>,
}

impl World {
    fn new(with_keys: bool) -> Self {
        Self {
            form: filled(),
            with_keys,
            keys: 0,
            api_key: 0,
            now: NOW,
            creates: Vec::new(),
            by_key: BTreeMap::new(),
            created: 0,
            uncertain: Vec::new(),
            unstored: BTreeSet::new(),
            dropped: BTreeSet::new(),
        }
    }

    fn key(&mut self) -> Option<IdempotencyKey> {
        self.keys += 1;
        new_key(self.keys).filter(|_| self.with_keys)
    }

    /// Takes what a submit returned.
    fn start(&mut self, submission: Submission) {
        let key = submission.idempotency_key.as_ref();
        self.creates.push(Create {
            header: key.map(IdempotencyKey::to_header),
            api_key: 0,
            submission,
            phase: Phase::CheckingKey,
            was_sent: false,
            secret: None,
        });
    }

    fn take(&mut self, step: Step) -> Result<(), TestCaseError> {
        match step {
            Step::ClickAndEnter => self.click_and_enter()?,
            Step::Confirm => {
                let key = self.key();
                if let Some(again) = self.form.create_again(self.now, key) {
                    self.start(again);
                    if !self.retries_uncertain() {
                        let creates = &self.creates;
                        let is_pending =
                            |id| creates.iter().any(|create| create.submission.id == id);
                        self.uncertain.retain(|sent| is_pending(sent.id));
                    }
                }
            }
            Step::Decline => self.form.progress.decline(),
            Step::HalfAMinute => self.now += 31_000.0,
            Step::StopWaiting => self.form.progress.stop_waiting(),
            Step::Edit(label) => self.form.label.set(format!("label {label}")),
            Step::OtherApiKey => self.api_key = 1 - self.api_key,
            Step::Acknowledge => {
                self.drop_secret();
                self.form.progress.acknowledge();
            }
            Step::CreateAnother => {
                self.drop_secret();
                self.form.create_another();
            }
            Step::KeyCheckFails(at) | Step::KeyCheckSucceeds(at) => {
                if let Some(at) = self.at(at, Phase::CheckingKey) {
                    self.key_checked(at, matches!(step, Step::KeyCheckSucceeds(_)))?;
                }
            }
            Step::Refuse(at, status) => {
                if let Some(at) = self.at(at, Phase::Requested) {
                    self.resolve(at);
                    self.complete(at, response(status, ""));
                }
            }
            Step::Process(at) => {
                if let Some(at) = self.at(at, Phase::Requested) {
                    self.secret_of(at);
                    self.creates[at].phase = Phase::Processed;
                }
            }
            Step::Respond(at) => {
                if let Some(at) = self.at(at, Phase::Processed) {
                    self.respond(at)?;
                }
            }
            Step::Lose(at) => {
                if let Some(at) = self.at(at, Phase::Processed) {
                    self.complete(at, AttemptState::Unknown(Unknown::NoResponse));
                }
            }
            Step::DelayEnds(at) => {
                if let Some(at) = self.at(at, Phase::Delayed) {
                    self.delay_ended(at)?;
                }
            }
        }
        prop_assert!(self.form.attempts().has_unstored_secret() != self.unstored.is_empty());
        Ok(())
    }

    fn click_and_enter(&mut self) -> Result<(), TestCaseError> {
        if self.form.url.text().is_empty() {
            self.form.url.set(URL.into());
            self.form.label.set(LABEL.into());
            self.form.picker.tick(0, true);
        }
        let (click, enter) = (self.key(), self.key());
        let clicked = self.form.submit(self.now, click);
        let entered = self.form.submit(self.now, enter);
        prop_assert!(clicked.is_none() || entered.is_none(), "two in one task");
        if let Some(submission) = clicked.or(entered) {
            self.start(submission);
            let is_unconfirmed = !self.uncertain.is_empty() && !self.retries_uncertain();
            prop_assert!(!is_unconfirmed, "it did not ask");
        }
        Ok(())
    }

    /// Whether the newest create has the idempotency key of an uncertain one, so that the API creates no second.
    fn retries_uncertain(&self) -> bool {
        let newest = self
            .creates
            .last()
            .and_then(|create| create.header.as_ref());
        newest.is_some()
            && self
                .uncertain
                .iter()
                .any(|sent| sent.header.as_ref() == newest)
    }

    /// The position of a create in this phase.
    fn at(&self, at: usize, phase: Phase) -> Option<usize> {
        let fits = |index: &usize| self.creates[*index].phase == phase;
        let indices: Vec<_> = (0..self.creates.len()).filter(fits).collect();
        indices.get(at % indices.len().max(1)).copied()
    }

    fn complete(&mut self, at: usize, state: AttemptState) -> bool {
        let create = self.creates.remove(at);
        self.form.complete(create.submission.id, state)
    }

    fn key_checked(&mut self, at: usize, succeeds: bool) -> Result<(), TestCaseError> {
        if !succeeds {
            self.complete(at, AttemptState::NotSent(NotSent::Unreachable));
            return Ok(());
        }
        let key = ApiKey::parse(&format!("sk_sandbox_000000000{}", self.api_key)).unwrap();
        let create = &mut self.creates[at];
        create.api_key = self.api_key;
        let (id, header) = (create.submission.id, create.header.clone());
        if self.form.progress.mark_sent(id, &key) {
            let has_other_api_key = |sent: &Uncertain| {
                sent.header.is_some() && sent.header == header && sent.api_key != self.api_key
            };
            prop_assert!(
                !self.uncertain.iter().any(has_other_api_key),
                "it may be a second one"
            );
            self.uncertain.push(Uncertain {
                id,
                header,
                api_key: self.api_key,
            });
            self.send(at)?;
        } else {
            self.creates.remove(at);
        }
        Ok(())
    }

    /// The request is sent, for the first time or again.
    fn send(&mut self, at: usize) -> Result<(), TestCaseError> {
        let Create {
            header, was_sent, ..
        } = &self.creates[at];
        prop_assert!(!was_sent || header.is_some(), "sent twice without a key");
        let is_same = |other: &Create| other.phase == Phase::Requested && other.header == *header;
        let is_in_flight = header.is_some() && self.creates.iter().any(is_same);
        let create = &mut self.creates[at];
        create.was_sent = true;
        create.phase = Phase::Requested;
        if is_in_flight {
            let received = Received::Response(Response {
                status: 409,
                body: br#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#.into(),
                ..Response::default()
            });
            match create.submission.interpret(&received, self.now) {
                (_, Some(_)) => create.phase = Phase::Delayed,
                (state, None) => drop(self.complete(at, state)),
            }
        }
        Ok(())
    }

    fn delay_ended(&mut self, at: usize) -> Result<(), TestCaseError> {
        self.now += 1_000.0;
        if self.form.progress.may_retry(self.creates[at].submission.id) {
            return self.send(at);
        }
        self.complete(at, AttemptState::Unknown(Unknown::Status(409)));
        Ok(())
    }

    /// The outcome of one request is known.
    fn resolve(&mut self, at: usize) {
        let id = self.creates[at].submission.id;
        self.uncertain.retain(|sent| sent.id != id);
    }

    fn respond(&mut self, at: usize) -> Result<(), TestCaseError> {
        self.resolve(at);
        let header = self.creates[at].header.clone();
        self.uncertain
            .retain(|sent| sent.header.is_none() || sent.header != header);
        let secret = self.secret_of(at);
        let is_known = self.unstored.contains(&secret) || self.dropped.contains(&secret);
        prop_assert_eq!(
            self.complete(at, created(&secret)),
            !is_known,
            "reported once"
        );
        if !is_known {
            self.unstored.insert(secret);
        }
        Ok(())
    }

    /// The secret of the subscription that the API creates for it, or has created with its idempotency key.
    fn secret_of(&mut self, at: usize) -> String {
        let (create, next) = (&mut self.creates[at], secret(self.created));
        let secret = match &create.header {
            Some(header) => {
                let key = (header.clone(), create.api_key);
                self.by_key.entry(key).or_insert(next).clone()
            }
            None => create.secret.get_or_insert(next).clone(),
        };
        self.created += 1;
        secret
    }

    fn drop_secret(&mut self) {
        if let Some(shown) = self.form.secret().map(SigningSecret::expose) {
            self.unstored.remove(shown);
            self.dropped.insert(shown.to_owned());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn submit_sends_once_and_an_idempotency_key_creates_one_subscription(
        with_keys in any::<bool>(),
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut world = World::new(with_keys);
        for step in steps {
            world.take(step)?;
        }
        while world.form.result().is_some() {
            world.drop_secret();
            world.form.create_another();
        }
        prop_assert!(world.unstored.is_empty(), "every secret that came was shown");
    }
}
