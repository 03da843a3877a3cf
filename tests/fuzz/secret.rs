//! The secret of an outcome.

use contract::extract::ExtractedSecret;
use contract::response::Outcome;

/// The complete secret, which the form would show.
pub fn secret_of(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Created(created) => match &created.secret {
            ExtractedSecret::Complete(secret) => Some(secret.expose()),
            ExtractedSecret::Truncated | ExtractedSecret::Absent => None,
        },
        Outcome::NotCreated(_) | Outcome::Unknown(_) => None,
    }
}
