//! P6 and F44: any interleaving of what a person does and what the API answers.

use std::collections::BTreeSet;

use contract::{IdempotencyKey, SigningSecret};
use proptest::prelude::*;
use webhook_console::model::{AttemptId, CreateForm, State, Submission};

use crate::forms::{NOW, answer, api_key, created, filled, lost, secret, typed};

#[derive(Clone, Copy, Debug)]
enum Step {
    Submit,
    /// The person was asked and means it.
    CreateAgain,
    /// The probe of the attempt at this place of those under way is over.
    Leave(usize),
    /// The attempt at this place of those under way is answered with a secret.
    Create(usize),
    /// ... without one.
    End(usize, u16),
    Lose(usize),
    StopWaiting,
    Cancel,
    Acknowledge,
    CreateAnother,
    EditLabel,
    EditKey,
    CheckedLate,
}

fn step() -> impl Strategy<Value = Step> {
    let place = 0..4_usize;
    prop_oneof![
        4 => Just(Step::Submit),
        4 => Just(Step::CreateAgain),
        4 => place.clone().prop_map(Step::Leave),
        3 => place.clone().prop_map(Step::Create),
        2 => (place.clone(), prop::sample::select(vec![200, 204, 401, 404, 422, 429, 500])).prop_map(|(at, status)| Step::End(at, status)),
        1 => place.prop_map(Step::Lose),
        2 => Just(Step::StopWaiting),
        1 => Just(Step::Cancel),
        1 => Just(Step::Acknowledge),
        1 => Just(Step::CreateAnother),
        1 => Just(Step::EditLabel),
        1 => Just(Step::EditKey),
        1 => Just(Step::CheckedLate),
    ]
}

/// The form, and what must be true of it.
struct Story {
    form: CreateForm,
    under_way: Vec<AttemptId>,
    /// The secrets that arrived and that nobody has stored or left behind.
    unstored: BTreeSet<String>,
    arrived: usize,
    labels: usize,
}

impl Story {
    fn new() -> Self {
        Self {
            form: filled(),
            under_way: Vec::new(),
            unstored: BTreeSet::new(),
            arrived: 0,
            labels: 0,
        }
    }

    fn shown(&self) -> Option<String> {
        self.form.secret().map(|secret| secret.expose().to_owned())
    }

    fn at(&self, at: usize) -> Option<AttemptId> {
        let len = self.under_way.len().max(1);
        self.under_way.get(at % len).copied()
    }

    /// Begins an attempt, if the form lets it.
    fn begin(
        &mut self,
        verb: fn(&mut CreateForm, f64, Option<IdempotencyKey>) -> Option<Submission>,
    ) -> Result<bool, TestCaseError> {
        let was_sending = self.form.is_sending();
        let Some(submission) = verb(&mut self.form, NOW, None) else {
            return Ok(false);
        };
        prop_assert!(!was_sending, "one at a time");
        prop_assert!(!self.under_way.contains(&submission.id));
        self.under_way.push(submission.id);
        prop_assert_eq!(self.form.submit(NOW, None), None);
        prop_assert_eq!(self.form.create_again(NOW, None), None);
        Ok(true)
    }

    fn end(&mut self, at: usize, state: State) -> bool {
        let Some(id) = self.at(at) else { return false };
        self.under_way.retain(|other| *other != id);
        self.form.end(id, state);
        true
    }

    fn refill_what_is_empty(&mut self) {
        if self.form.url.text().is_empty() {
            self.form.set_url(crate::forms::URL.into());
            self.form.set_label("again".into());
            self.form.pick(|picker| picker.tick(0, true));
        }
    }

    /// Takes a step, and says what was typed before it where the step may not touch that.
    fn take(&mut self, step: Step) -> Result<(), TestCaseError> {
        let before = typed(&self.form);
        let mut may_change_fields = false;
        match step {
            Step::Submit => {
                may_change_fields = true;
                self.refill_what_is_empty();
                self.begin(CreateForm::submit)?;
            }
            Step::CreateAgain => {
                may_change_fields = true;
                let asked = self.form.asked().is_some();
                let began = self.begin(CreateForm::create_again)?;
                prop_assert!(asked || !began, "only after a question");
            }
            Step::Leave(at) => {
                if let Some(id) = self.at(at) {
                    let waited_for = self.form.attempts().sending();
                    let is_it = waited_for.is_some_and(|waited_for| waited_for.id == id);
                    prop_assert_eq!(self.form.leave(id, &api_key()), is_it);
                }
            }
            Step::Create(at) => {
                let secret = secret(self.arrived);
                if self.end(at, created(&secret)) {
                    self.arrived += 1;
                    self.unstored.insert(secret);
                }
            }
            Step::End(at, status) => {
                self.end(at, answer(status, ""));
            }
            Step::Lose(at) => {
                self.end(at, lost());
            }
            Step::StopWaiting => {
                let waited_for = self.form.attempts().sending();
                let unsent = waited_for.filter(|attempt| attempt.state == State::Probing);
                let unsent = unsent.map(|attempt| attempt.id);
                self.under_way.retain(|id| Some(*id) != unsent);
                self.form.stop_waiting();
            }
            Step::Cancel => self.form.cancel_again(),
            Step::Acknowledge => {
                if let Some(shown) = self.shown() {
                    prop_assert!(self.unstored.remove(&shown));
                }
                self.form.acknowledge();
                prop_assert_eq!(self.shown(), None);
            }
            Step::CreateAnother => {
                may_change_fields = true;
                if let Some(shown) = self.shown() {
                    prop_assert!(self.unstored.remove(&shown));
                }
                self.form.create_another();
            }
            Step::EditLabel => {
                may_change_fields = true;
                self.labels += 1;
                self.form.set_label(format!("label {}", self.labels));
            }
            Step::EditKey => {
                may_change_fields = true;
                self.labels += 1;
                self.form
                    .connection
                    .set_key(format!("sk_test_{}", self.labels));
            }
            Step::CheckedLate => {
                let version = self.form.connection.version();
                self.form.connection.end_check(
                    version,
                    contract::response::KeyCheck::NoResponse,
                    NOW,
                );
            }
        }
        prop_assert!(may_change_fields || typed(&self.form) == before, "{step:?}");
        self.check()
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let attempts = self.form.attempts();
        prop_assert_eq!(attempts.in_flight(), !self.under_way.is_empty());
        prop_assert_eq!(attempts.holds_secret(), !self.unstored.is_empty());
        if let Some(waited_for) = attempts.sending() {
            prop_assert!(self.under_way.contains(&waited_for.id));
        }
        Ok(())
    }

    /// Goes through all that is left: each secret that arrived must be shown.
    fn read_to_the_end(mut self) -> Result<(), TestCaseError> {
        let mut seen = BTreeSet::new();
        while self.form.result().is_some() {
            if let Some(secret) = self.form.secret().map(SigningSecret::expose) {
                prop_assert!(seen.insert(secret.to_owned()), "shown twice");
            }
            self.form.acknowledge();
            self.form.create_another();
        }
        prop_assert_eq!(seen, self.unstored);
        Ok(())
    }
}

proptest! {
    #[test]
    fn one_create_is_waited_for_and_no_secret_is_dropped(steps in prop::collection::vec(step(), 0..60)) {
        let mut story = Story::new();
        for step in steps {
            story.take(step)?;
        }
        story.read_to_the_end()?;
    }

    #[test]
    fn submits_in_any_number_send_once_until_something_ends(presses in 1..20_usize) {
        let mut form = filled();
        let sent = (0..presses).filter_map(|_| form.submit(NOW, None)).count();
        prop_assert_eq!(sent, 1);
    }
}
