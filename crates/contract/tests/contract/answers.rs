//! A small language for answers and what they mean.

use contract::answer::{Answer, Created, Outcome, Received, Refusal, Unknown, classify};
use contract::salvage::Secret;

/// The secret of the golden answer.
pub const SECRET: &str = "whsec_N0tArealSecretOnlyAnExample0123456789";

/// The golden answer to a create, as the file has it.
pub const CREATED: &str = include_str!("../golden/create-response.json");

/// An answer with a JSON content type.
pub fn answer(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status,
        content_type: Some("application/json".into()),
        body: body.into(),
        ..Answer::default()
    }
}

/// What a create comes to that is answered like this.
pub fn outcome(status: u16, body: impl Into<Vec<u8>>) -> Outcome {
    classify(&Received::Answer(answer(status, body)))
}

/// What a create comes to whose body broke off.
pub fn outcome_cut(status: u16, body: impl Into<Vec<u8>>) -> Outcome {
    let answer = Answer {
        cut: true,
        ..answer(status, body)
    };
    classify(&Received::Answer(answer))
}

#[track_caller]
pub fn created(outcome: Outcome) -> Created {
    match outcome {
        Outcome::Created(created) => *created,
        other => panic!("not created: {other:?}"),
    }
}

#[track_caller]
pub fn refused(outcome: Outcome) -> Refusal {
    match outcome {
        Outcome::NotCreated(refusal) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[track_caller]
pub fn unknown(outcome: Outcome) -> Unknown {
    match outcome {
        Outcome::Unknown(unknown) => unknown,
        other => panic!("not unknown: {other:?}"),
    }
}

/// The whole secret of an outcome, where there is one.
pub fn secret_of(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Created(created) => match &created.secret {
            Secret::Whole(secret) => Some(secret.expose()),
            Secret::CutOff | Secret::Absent => None,
        },
        Outcome::NotCreated(_) | Outcome::Unknown(_) => None,
    }
}
