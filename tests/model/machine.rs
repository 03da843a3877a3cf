//! P6: a create from the press to its answer, with an API that makes one subscription for each idempotency key, and with
//! one that knows none, under any interleaving of what a person, a clock and a network do. A view that goes and comes
//! calls no verb of the form, so there is no step for it.

use std::collections::{BTreeMap, BTreeSet};

use contract::response::{Received, Response, Unknown};
use contract::{ApiKey, IdempotencyKey, SigningSecret};
use proptest::prelude::*;
use webhook_console::model::{AttemptId, CreateForm, NotSent, State, Submission};

use crate::forms::{LABEL, NOW, URL, answer, created, filled, new_key, secret};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// A click and Enter in one turn of the browser.
    ClickAndEnter,
    Yes,
    No,
    HalfAMinute,
    StopWaiting,
    Edit(u8),
    /// The page has another API key from now on.
    OtherApiKey,
    /// The probe of the create at this place fails.
    ProbeFails(usize),
    /// ... has worked, and the create leaves.
    Leaves(usize),
    /// The API refuses it.
    Refuse(usize, u16),
    /// The API has made a subscription, or knows that it has.
    Done(usize),
    /// Its answer comes.
    Answer(usize),
    /// ... or is lost on the way.
    Lose(usize),
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
        1 => Just(Step::OtherApiKey),
        1 => at().prop_map(Step::ProbeFails),
        6 => at().prop_map(Step::Leaves),
        4 => at().prop_map(Step::Done),
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
    Answering,
    Waiting,
}

struct Create {
    submission: Submission,
    /// The value of its idempotency header.
    name: Option<String>,
    /// Which API key it left with.
    api_key: usize,
    phase: Phase,
    has_left: bool,
    /// Of the subscription that was made, where it has no name.
    secret: Option<String>,
}

/// A create that left and of which the person does not know what became.
struct Doubt {
    id: AttemptId,
    name: Option<String>,
    api_key: usize,
}

struct World {
    form: CreateForm,
    keyed: bool,
    keys: usize,
    api_key: usize,
    now: f64,
    creates: Vec<Create>,
    /// The secret of each subscription that the API made for a name under an API key.
    named: BTreeMap<(String, usize), String>,
    made: usize,
    doubts: Vec<Doubt>,
    /// The secrets that came to the form and were not stored or left behind; and those that were.
    here: BTreeSet<String>,
    gone: BTreeSet<String>,
}

impl World {
    fn new(keyed: bool) -> Self {
        Self {
            form: filled(),
            keyed,
            keys: 0,
            api_key: 0,
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

    /// Takes what a press gave.
    fn begin(&mut self, submission: Submission) {
        let key = submission.idempotency_key.as_ref();
        self.creates.push(Create {
            name: key.map(IdempotencyKey::to_header),
            api_key: 0,
            submission,
            phase: Phase::Probing,
            has_left: false,
            secret: None,
        });
    }

    fn take(&mut self, step: Step) -> Result<(), TestCaseError> {
        match step {
            Step::ClickAndEnter => self.click_and_enter()?,
            Step::Yes => {
                let key = self.key();
                if let Some(again) = self.form.create_again(self.now, key) {
                    self.begin(again);
                    if !self.goes_on() {
                        let creates = &self.creates;
                        let is_under_way =
                            |id| creates.iter().any(|create| create.submission.id == id);
                        self.doubts.retain(|doubt| is_under_way(doubt.id));
                    }
                }
            }
            Step::No => self.form.cancel_again(),
            Step::HalfAMinute => self.now += 31_000.0,
            Step::StopWaiting => self.form.stop_waiting(),
            Step::Edit(label) => self.form.set_label(format!("label {label}")),
            Step::OtherApiKey => self.api_key = 1 - self.api_key,
            Step::Store => {
                self.leave_behind();
                self.form.acknowledge();
            }
            Step::GoOn => {
                self.leave_behind();
                self.form.create_another();
            }
            Step::ProbeFails(at) | Step::Leaves(at) => {
                if let Some(at) = self.at(at, Phase::Probing) {
                    self.probed(at, matches!(step, Step::Leaves(_)))?;
                }
            }
            Step::Refuse(at, status) => {
                if let Some(at) = self.at(at, Phase::AtTheApi) {
                    self.is_told(at);
                    self.end(at, answer(status, ""));
                }
            }
            Step::Done(at) => {
                if let Some(at) = self.at(at, Phase::AtTheApi) {
                    self.secret_of(at);
                    self.creates[at].phase = Phase::Answering;
                }
            }
            Step::Answer(at) => {
                if let Some(at) = self.at(at, Phase::Answering) {
                    self.answered(at)?;
                }
            }
            Step::Lose(at) => {
                if let Some(at) = self.at(at, Phase::Answering) {
                    self.end(at, State::Unknown(Unknown::NoResponse));
                }
            }
            Step::Waited(at) => {
                if let Some(at) = self.at(at, Phase::Waiting) {
                    self.waited(at)?;
                }
            }
        }
        prop_assert!(self.form.attempts().holds_secret() != self.here.is_empty());
        Ok(())
    }

    fn click_and_enter(&mut self) -> Result<(), TestCaseError> {
        if self.form.url.text().is_empty() {
            self.form.set_url(URL.into());
            self.form.set_label(LABEL.into());
            self.form.pick(|picker| picker.tick(0, true));
        }
        let (click, enter) = (self.key(), self.key());
        let clicked = self.form.submit(self.now, click);
        let entered = self.form.submit(self.now, enter);
        prop_assert!(clicked.is_none() || entered.is_none(), "two of one turn");
        if let Some(submission) = clicked.or(entered) {
            self.begin(submission);
            let asks = !self.doubts.is_empty() && !self.goes_on();
            prop_assert!(!asks, "it did not ask");
        }
        Ok(())
    }

    /// Whether the newest create has the name of one in doubt, so that the API makes no second.
    fn goes_on(&self) -> bool {
        let newest = self.creates.last().and_then(|create| create.name.as_ref());
        newest.is_some()
            && self
                .doubts
                .iter()
                .any(|doubt| doubt.name.as_ref() == newest)
    }

    /// The place of a create in this phase.
    fn at(&self, at: usize, phase: Phase) -> Option<usize> {
        let fits = |place: &usize| self.creates[*place].phase == phase;
        let places: Vec<_> = (0..self.creates.len()).filter(fits).collect();
        places.get(at % places.len().max(1)).copied()
    }

    fn end(&mut self, at: usize, state: State) -> bool {
        let create = self.creates.remove(at);
        self.form.end(create.submission.id, state)
    }

    fn probed(&mut self, at: usize, works: bool) -> Result<(), TestCaseError> {
        if !works {
            self.end(at, State::NotSent(NotSent::Unreachable));
            return Ok(());
        }
        let key = ApiKey::parse(&format!("sk_sandbox_000000000{}", self.api_key)).unwrap();
        let create = &mut self.creates[at];
        create.api_key = self.api_key;
        let (id, name) = (create.submission.id, create.name.clone());
        if self.form.leave(id, &key) {
            let is_apart = |doubt: &Doubt| {
                doubt.name.is_some() && doubt.name == name && doubt.api_key != self.api_key
            };
            prop_assert!(!self.doubts.iter().any(is_apart), "it may be a second one");
            self.doubts.push(Doubt {
                id,
                name,
                api_key: self.api_key,
            });
            self.post(at)?;
        } else {
            self.creates.remove(at);
        }
        Ok(())
    }

    /// The create is sent, for the first time or again.
    fn post(&mut self, at: usize) -> Result<(), TestCaseError> {
        let Create { name, has_left, .. } = &self.creates[at];
        prop_assert!(!has_left || name.is_some(), "sent twice without a key");
        let is_same = |other: &Create| other.phase == Phase::AtTheApi && other.name == *name;
        let busy = name.is_some() && self.creates.iter().any(is_same);
        let create = &mut self.creates[at];
        create.has_left = true;
        create.phase = Phase::AtTheApi;
        if busy {
            let received = Received::Response(Response {
                status: 409,
                body: br#"{"error":{"code":"IDEMPOTENCY_IN_FLIGHT"}}"#.into(),
                ..Response::default()
            });
            match create.submission.judge(&received, self.now) {
                (_, Some(_)) => create.phase = Phase::Waiting,
                (state, None) => drop(self.end(at, state)),
            }
        }
        Ok(())
    }

    fn waited(&mut self, at: usize) -> Result<(), TestCaseError> {
        self.now += 1_000.0;
        if self.form.may_repeat(self.creates[at].submission.id) {
            return self.post(at);
        }
        self.end(at, State::Unknown(Unknown::Status(409)));
        Ok(())
    }

    /// The person knows what became of one request.
    fn is_told(&mut self, at: usize) {
        let told = self.creates[at].submission.id;
        self.doubts.retain(|doubt| doubt.id != told);
    }

    fn answered(&mut self, at: usize) -> Result<(), TestCaseError> {
        self.is_told(at);
        let name = self.creates[at].name.clone();
        self.doubts
            .retain(|doubt| doubt.name.is_none() || doubt.name != name);
        let secret = self.secret_of(at);
        let is_known = self.here.contains(&secret) || self.gone.contains(&secret);
        prop_assert_eq!(self.end(at, created(&secret)), !is_known, "told once");
        if !is_known {
            self.here.insert(secret);
        }
        Ok(())
    }

    /// The secret of what the API makes of it, or made before under its name.
    fn secret_of(&mut self, at: usize) -> String {
        let (create, next) = (&mut self.creates[at], secret(self.made));
        let secret = match &create.name {
            Some(name) => {
                let name = (name.clone(), create.api_key);
                self.named.entry(name).or_insert(next).clone()
            }
            None => create.secret.get_or_insert(next).clone(),
        };
        self.made += 1;
        secret
    }

    fn leave_behind(&mut self) {
        if let Some(shown) = self.form.secret().map(SigningSecret::expose) {
            self.here.remove(shown);
            self.gone.insert(shown.to_owned());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

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
