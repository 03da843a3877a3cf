//! P6 and F44: any interleaving of the person's actions and the API's responses.

use std::collections::BTreeSet;

use contract::{IdempotencyKey, SigningSecret};
use proptest::prelude::*;
use webhook_console::model::{AttemptId, AttemptState, CreateForm, Submission};

use crate::forms::{NOW, api_key, created, field_values, filled, no_response, response, secret};

#[derive(Clone, Copy, Debug)]
enum Step {
    Submit,
    /// The person confirms.
    CreateAgain,
    /// The key check of the pending attempt at this position is done.
    Send(usize),
    /// The pending attempt at this position gets a response with a secret.
    Create(usize),
    /// ... without one.
    Respond(usize, u16),
    /// ... not at all.
    NoResponse(usize),
    StopWaiting,
    Decline,
    Acknowledge,
    CreateAnother,
    EditLabel,
    EditKey,
    KeyChecked,
}

fn step() -> impl Strategy<Value = Step> {
    let position = 0..4_usize;
    prop_oneof![
        4 => Just(Step::Submit),
        4 => Just(Step::CreateAgain),
        4 => position.clone().prop_map(Step::Send),
        3 => position.clone().prop_map(Step::Create),
        2 => (position.clone(), prop::sample::select(vec![200, 204, 401, 404, 422, 429, 500])).prop_map(|(at, status)| Step::Respond(at, status)),
        1 => position.prop_map(Step::NoResponse),
        2 => Just(Step::StopWaiting),
        1 => Just(Step::Decline),
        1 => Just(Step::Acknowledge),
        1 => Just(Step::CreateAnother),
        1 => Just(Step::EditLabel),
        1 => Just(Step::EditKey),
        1 => Just(Step::KeyChecked),
    ]
}

/// The form, and what must be true of it.
struct Scenario {
    form: CreateForm,
    pending: Vec<AttemptId>,
    /// The secrets that arrived and were neither acknowledged nor closed.
    unstored: BTreeSet<String>,
    arrived: usize,
    labels: usize,
}

impl Scenario {
    fn new() -> Self {
        Self {
            form: filled(),
            pending: Vec::new(),
            unstored: BTreeSet::new(),
            arrived: 0,
            labels: 0,
        }
    }

    fn shown(&self) -> Option<String> {
        self.form.secret().map(|secret| secret.expose().to_owned())
    }

    fn at(&self, at: usize) -> Option<AttemptId> {
        let len = self.pending.len().max(1);
        self.pending.get(at % len).copied()
    }

    /// Starts an attempt, if the form allows it.
    fn start(
        &mut self,
        submit: fn(&mut CreateForm, f64, Option<IdempotencyKey>) -> Option<Submission>,
    ) -> Result<bool, TestCaseError> {
        let was_sending = self.form.is_sending();
        let Some(submission) = submit(&mut self.form, NOW, None) else {
            return Ok(false);
        };
        prop_assert!(!was_sending, "one at a time");
        prop_assert!(!self.pending.contains(&submission.id));
        self.pending.push(submission.id);
        prop_assert_eq!(self.form.submit(NOW, None), None);
        prop_assert_eq!(self.form.create_again(NOW, None), None);
        Ok(true)
    }

    fn complete(&mut self, at: usize, state: AttemptState) -> bool {
        let Some(id) = self.at(at) else { return false };
        self.pending.retain(|other| *other != id);
        self.form.complete(id, state);
        true
    }

    fn refill_reset_fields(&mut self) {
        if self.form.url.text().is_empty() {
            self.form.url.set(crate::forms::URL.into());
            self.form.label.set("again".into());
            self.form.picker.tick(0, true);
        }
    }

    /// Takes a step. Only some steps may change the fields.
    fn take(&mut self, step: Step) -> Result<(), TestCaseError> {
        let before = field_values(&self.form);
        let mut may_change_fields = false;
        match step {
            Step::Submit => {
                may_change_fields = true;
                self.refill_reset_fields();
                self.start(CreateForm::submit)?;
            }
            Step::CreateAgain => {
                may_change_fields = true;
                let was_asked = self.form.progress.confirmation().is_some();
                let has_started = self.start(CreateForm::create_again)?;
                prop_assert!(was_asked || !has_started, "only after a question");
            }
            Step::Send(at) => {
                if let Some(id) = self.at(at) {
                    let awaited = self.form.attempts().awaited();
                    let is_awaited = awaited.is_some_and(|awaited| awaited.id == id);
                    prop_assert_eq!(self.form.progress.mark_sent(id, &api_key()), is_awaited);
                }
            }
            Step::Create(at) => {
                let secret = secret(self.arrived);
                if self.complete(at, created(&secret)) {
                    self.arrived += 1;
                    self.unstored.insert(secret);
                }
            }
            Step::Respond(at, status) => {
                self.complete(at, response(status, ""));
            }
            Step::NoResponse(at) => {
                self.complete(at, no_response());
            }
            Step::StopWaiting => {
                let awaited = self.form.attempts().awaited();
                let unsent = awaited.filter(|attempt| attempt.state == AttemptState::CheckingKey);
                let unsent = unsent.map(|attempt| attempt.id);
                self.pending.retain(|id| Some(*id) != unsent);
                self.form.progress.stop_waiting();
            }
            Step::Decline => self.form.progress.decline(),
            Step::Acknowledge => {
                if let Some(shown) = self.shown() {
                    prop_assert!(self.unstored.remove(&shown));
                }
                self.form.progress.acknowledge();
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
                self.form.label.set(format!("label {}", self.labels));
            }
            Step::EditKey => {
                may_change_fields = true;
                self.labels += 1;
                self.form
                    .connection
                    .set_key(format!("sk_test_{}", self.labels));
            }
            Step::KeyChecked => {
                let version = self.form.connection.version();
                self.form.connection.end_check(
                    version,
                    contract::response::KeyCheck::NoResponse,
                    true,
                    NOW,
                );
            }
        }
        prop_assert!(
            may_change_fields || field_values(&self.form) == before,
            "{step:?}"
        );
        self.check()
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let attempts = self.form.attempts();
        prop_assert_eq!(attempts.is_pending(), !self.pending.is_empty());
        prop_assert_eq!(attempts.has_unstored_secret(), !self.unstored.is_empty());
        if let Some(awaited) = attempts.awaited() {
            prop_assert!(self.pending.contains(&awaited.id));
        }
        Ok(())
    }

    /// Closes all results: each secret that arrived must be shown.
    fn close_all_results(mut self) -> Result<(), TestCaseError> {
        let mut seen = BTreeSet::new();
        while self.form.result().is_some() {
            if let Some(secret) = self.form.secret().map(SigningSecret::expose) {
                prop_assert!(seen.insert(secret.to_owned()), "shown twice");
            }
            self.form.progress.acknowledge();
            self.form.create_another();
        }
        prop_assert_eq!(seen, self.unstored);
        Ok(())
    }
}

proptest! {
    #[test]
    fn one_create_is_awaited_and_no_secret_is_dropped(steps in prop::collection::vec(step(), 0..60)) {
        let mut scenario = Scenario::new();
        for step in steps {
            scenario.take(step)?;
        }
        scenario.close_all_results()?;
    }

    #[test]
    fn repeated_submits_send_once_until_an_attempt_completes(presses in 1..20_usize) {
        let mut form = filled();
        let sent = (0..presses).filter_map(|_| form.submit(NOW, None)).count();
        prop_assert_eq!(sent, 1);
    }
}
