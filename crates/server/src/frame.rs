//! The origins that may frame `/frame.html`. The page reads them here and not from its URL, because a page that frames
//! it could write anything there.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;

use crate::origin::Origin;
use crate::state::AppState;

pub(crate) fn routes() -> Router<AppState> {
    Router::new().route("/frame.json", get(frame_parents))
}

#[derive(Serialize)]
struct FrameParents {
    parents: Vec<String>,
}

async fn frame_parents(State(state): State<AppState>) -> Json<FrameParents> {
    let parents = state.frame_parents.iter().map(Origin::to_string);
    Json(FrameParents {
        parents: parents.collect(),
    })
}
