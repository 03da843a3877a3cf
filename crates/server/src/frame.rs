//! Who may frame `/frame.html`. The page itself reads it here, and never from its own address: a
//! page that framed it could write anything there.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use crate::Sandbox;
use crate::origin::Origin;

/// The only page that may be framed.
pub(crate) const PAGE: &str = "/frame.html";

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new().route("/frame.json", get(parents))
}

#[derive(Serialize)]
struct Parents {
    parents: Vec<String>,
}

async fn parents(State(sandbox): State<Sandbox>) -> Json<Parents> {
    let parents = sandbox.frame_parents.iter().map(Origin::to_string);
    Json(Parents {
        parents: parents.collect(),
    })
}
