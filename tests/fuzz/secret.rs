//! What the targets about answers look at.

use contract::answer::Outcome;
use contract::salvage::Secret;

/// The secret that a form would show.
pub fn secret_of(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Created(created) => match &created.secret {
            Secret::Whole(secret) => Some(secret.expose()),
            Secret::CutOff | Secret::Absent => None,
        },
        Outcome::NotCreated(_) | Outcome::Unknown(_) => None,
    }
}
