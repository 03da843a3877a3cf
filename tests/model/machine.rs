//! P6: a create from the press to its answer, with an API that makes one subscription for each idempotency key, and with
//! one that knows none, under any interleaving of what a person, a clock and a network do. A view that goes and comes
//! calls no verb of the form, so there is no step for it.

use std::collections::{BTreeMap, BTreeSet};

use contract::answer::{Answer, Received};
use contract::{IdempotencyKey, SigningSecret};
use proptest::prelude::*;
use webhook_console::model::{CreateForm, NotSent, State, Submission};

use crate::forms::{LABEL, NOW, URL, created, filled, new_key, secret};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// A click and Enter in one turn of the browser.
    ClickAndEnter,
    Yes,
    No,
    HalfAMinute,
    StopWaiting,
    Edit(u8),
    /// The probe of the create at this place fails.
    ProbeFails(usize),
    /// ... has worked, and the create leaves.
    Leaves(usize),
    /// The API is done with it, and its answer comes.
    Answer(usize),
    /// ... and is lost on the way.
    Lose(usize),
    Refuse(usize, u16),
    /// The wait for an earlier request of the same key is over.
    Waited(usize),
    Store,
    GoOn,
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0..3_usize;
    prop_oneof![
        6 => Just(Step::ClickAndEnter),
        2 => Just(Step::Yes),
        1 => Just(Step::No),
        1 => Just(Step::HalfAMinute),
        2 => Just(Step::StopWaiting),
        1 => (0..3_u8).prop_map(Step::Edit),
        1 => at().prop_map(Step::ProbeFails),
        6 => at().prop_map(Step::Leaves),
        3 => at().prop_map(Step::Answer),
        3 => at().prop_map(Step::Lose),
        1 => (at(), prop::sample::select(vec![401, 422, 429])).prop_map(|(at, status)| Step::Refuse(at, status)),
        3 => at().prop_map(Step::Waited),
        1 => Just(Step::Store),
        1 => Just(Step::GoOn),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Phase {
    Probing,
    AtTheApi,
    Waiting,
}

struct Create {
    submission: Submission,
    phase: Phase,
    posts: usize,
}

struct World {
    form: CreateForm,
    keyed: bool,
    keys: usize,
    now: f64,
    creates: Vec<Create>,
    /// The secret of each subscription that the API made for a key.
    named: BTreeMap<String, String>,
    made: usize,
    /// Creates that left and of which the person does not know what became, by their keys.
    doubts: Vec<Option<String>>,
    /// The secrets that came to the form and were not stored or left behind.
    here: BTreeSet<String>,
    gone: BTreeSet<String>,
}

fn name_of(key: Option<&IdempotencyKey>) -> Option<String> {
    key.map(IdempotencyKey::to_header)
}

impl World {
    fn new(keyed: bool) -> Self {
        Self {
            form: filled(),
            keyed,
            keys: 0,
            now: NOW,
            creates: Vec::new(),
            named: BTreeMap::new(),
            made: 0,
            doubts: Vec::new(),
            here: BTreeSet::new(),
            gone: BTreeSet::new(),
        }
    }

    fn key(&mut self) -> Option<IdempotencyKey> {
        self.keys += 1;
        new_key(self.keys).filter(|_| self.keyed)
    }

    fn began(&mut self, submission: Option<Submission>) -> bool {
        let began = submission.is_some();
        self.creates.extend(submission.map(|submission| Create {
            submission,
            phase: Phase::Probing,
            posts: 0,
        }));
        began
    }

    /// The place of a create in this phase.
    fn at(&self, at: usize, phase: Phase) -> Option<usize> {
        let fits = |place: &usize| self.creates[*place].phase == phase;
        let places: Vec<_> = (0..self.creates.len()).filter(fits).collect();
        places.get(at % places.len().max(1)).copied()
    }

    /// The create is sent, for the first time or again: the API makes a subscription, unless it knows the key.
    fn post(&mut self, at: usize) -> Result<(), TestCaseError> {
        let create = &mut self.creates[at];
        create.posts += 1;
        let key = name_of(create.submission.idempotency_key.as_ref());
        prop_assert!(create.posts == 1 || key.is_some(), "sent twice");
        let busy = self.creates.iter().enumerate().any(|(place, other)| {
            place != at
                && other.phase == Phase::AtTheApi
                && key.is_some()
                && name_of(other.submission.idempotency_key.as_ref()) == key
        });
        if !busy {
            self.creates[at].phase = Phase::AtTheApi;
            return Ok(());
        }
        let answer = Answer {
            status: 409,
            body: br#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#.into(),
            ..Answer::default()
        };
        let received = Received::Answer(answer);
        let (state, wait) = self.creates[at].submission.judge(&received, self.now);
        if wait.is_some() {
            self.creates[at].phase = Phase::Waiting;
        } else {
            self.end(at, state);
        }
        Ok(())
    }

    /// What the API makes of a create, or made of it before.
    fn secret_of(&mut self, at: usize) -> String {
        let key = name_of(self.creates[at].submission.idempotency_key.as_ref());
        if let Some(known) = key.as_ref().and_then(|key| self.named.get(key)) {
            return known.clone();
        }
        self.made += 1;
        let secret = secret(self.made);
        self.named.extend(key.map(|key| (key, secret.clone())));
        secret
    }

    fn end(&mut self, at: usize, state: State) -> bool {
        let create = self.creates.remove(at);
        self.form.end(create.submission.id, state)
    }

    fn take(&mut self, step: Step) -> Result<(), TestCaseError> {
        match step {
            Step::ClickAndEnter => {
                self.fill();
                let key = self.key();
                let clicked = self.form.submit(self.now, key);
                if let Some(submission) = &clicked {
                    let key = name_of(submission.idempotency_key.as_ref());
                    let goes_on = key.is_some() && self.doubts.contains(&key);
                    prop_assert!(self.doubts.is_empty() || goes_on, "it did not ask");
                }
                let clicked = self.began(clicked);
                let key = self.key();
                let entered = self.form.submit(self.now, key);
                prop_assert!(!(clicked && entered.is_some()), "two of one turn");
                self.began(entered);
            }
            Step::Yes => {
                let key = self.key();
                let again = self.form.create_again(self.now, key);
                if self.began(again) {
                    let way = |create: &Create| create.phase != Phase::Probing;
                    let on_their_way = self.creates.iter().filter(|create| way(create));
                    let names = on_their_way
                        .map(|create| name_of(create.submission.idempotency_key.as_ref()));
                    self.doubts = names.collect();
                }
            }
            Step::No => self.form.cancel_again(),
            Step::HalfAMinute => self.now += 31_000.0,
            Step::StopWaiting => {
                self.form.stop_waiting();
            }
            Step::Edit(label) => self.form.set_label(format!("label {label}")),
            Step::ProbeFails(at) => {
                if let Some(at) = self.at(at, Phase::Probing) {
                    self.end(at, State::NotSent(NotSent::Unreachable));
                }
            }
            Step::Leaves(at) => {
                if let Some(at) = self.at(at, Phase::Probing) {
                    if self.form.leave(self.creates[at].submission.id) {
                        let key = name_of(self.creates[at].submission.idempotency_key.as_ref());
                        self.doubts.push(key);
                        self.post(at)?;
                    } else {
                        self.creates.remove(at);
                    }
                }
            }
            Step::Answer(at) => {
                if let Some(at) = self.at(at, Phase::AtTheApi) {
                    let secret = self.secret_of(at);
                    let key = name_of(self.creates[at].submission.idempotency_key.as_ref());
                    self.settle(&key, true);
                    let is_new = self.end(at, created(&secret));
                    let expected = !self.here.contains(&secret) && !self.gone.contains(&secret);
                    prop_assert_eq!(is_new, expected, "shown once");
                    if is_new {
                        self.here.insert(secret);
                    }
                }
            }
            Step::Lose(at) => {
                if let Some(at) = self.at(at, Phase::AtTheApi) {
                    self.secret_of(at);
                    let (state, _) = self.creates[at]
                        .submission
                        .judge(&Received::Nothing, self.now);
                    self.end(at, state);
                }
            }
            Step::Refuse(at, status) => {
                if let Some(at) = self.at(at, Phase::AtTheApi) {
                    let key = name_of(self.creates[at].submission.idempotency_key.as_ref());
                    self.settle(&key, false);
                    self.end(at, crate::forms::answer(status, ""));
                }
            }
            Step::Waited(at) => {
                if let Some(at) = self.at(at, Phase::Waiting) {
                    self.now += 1_000.0;
                    if self.form.may_repeat(self.creates[at].submission.id) {
                        self.post(at)?;
                    } else {
                        let (state, _) = self.creates[at]
                            .submission
                            .judge(&Received::Nothing, self.now);
                        self.end(at, state);
                    }
                }
            }
            Step::Store => {
                self.leave_behind();
                self.form.acknowledge();
            }
            Step::GoOn => {
                self.leave_behind();
                self.form.create_another();
            }
        }
        prop_assert!(self.form.attempts().holds_secret() != self.here.is_empty());
        Ok(())
    }

    /// The person knows of one request with this key what became of it, or of all when it created.
    fn settle(&mut self, key: &Option<String>, created: bool) {
        if created && key.is_some() {
            self.doubts.retain(|doubt| doubt != key);
        } else if let Some(at) = self.doubts.iter().position(|doubt| doubt == key) {
            self.doubts.remove(at);
        }
    }

    fn leave_behind(&mut self) {
        if let Some(shown) = self.form.secret().map(SigningSecret::expose) {
            self.here.remove(shown);
            self.gone.insert(shown.to_owned());
        }
    }

    fn fill(&mut self) {
        if self.form.url.text().is_empty() {
            self.form.set_url(URL.into());
            self.form.set_label(LABEL.into());
            self.form.pick(|picker| picker.tick(0, true));
        }
    }
}

proptest! {
    #[test]
    fn press_sends_once_and_a_key_makes_one_subscription(
        keyed in any::<bool>(),
        steps in prop::collection::vec(step(), 0..80),
    ) {
        let mut world = World::new(keyed);
        for step in steps {
            world.take(step)?;
        }
        while world.form.result().is_some() {
            world.leave_behind();
            world.form.create_another();
        }
        prop_assert!(world.here.is_empty(), "every secret that came was shown");
    }
}
