//! Responses, and shorthands for their outcome.

use contract::extract::ExtractedSecret;
use contract::response::{Created, Outcome, Received, Refusal, Response, Unknown, classify};

/// The secret of the golden response.
pub const SECRET: &str = "whsec_N0tArealSecretOnlyAnExample0123456789";

/// The golden response to a create.
pub const CREATED: &str = include_str!("../golden/create-response.json");

/// A response with a JSON content type.
pub fn response(status: u16, body: impl Into<Vec<u8>>) -> Response {
    Response {
        status,
        content_type: Some("application/json".into()),
        body: body.into(),
        ..Response::default()
    }
}

/// The outcome of a create with this response.
pub fn outcome(status: u16, body: impl Into<Vec<u8>>) -> Outcome {
    classify(&Received::Response(response(status, body)))
}

/// The outcome of a create with this truncated response.
pub fn outcome_truncated(status: u16, body: impl Into<Vec<u8>>) -> Outcome {
    let response = Response {
        truncated: true,
        ..response(status, body)
    };
    classify(&Received::Response(response))
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

/// The complete secret of an outcome, if there is one.
pub fn secret_of(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Created(created) => match &created.secret {
            ExtractedSecret::Complete(secret) => Some(secret.expose()),
            ExtractedSecret::Truncated | ExtractedSecret::Absent => None,
        },
        Outcome::NotCreated(_) | Outcome::Unknown(_) => None,
    }
}
