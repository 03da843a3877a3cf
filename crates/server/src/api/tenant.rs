//! `GET /v1/tenant`: the tenant, the developer and the key.

use axum::Json;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::Serialize;

use super::SuccessBody;
use super::authenticated::Authenticated;
use crate::key::Key;
use crate::state::AppState;

#[derive(Serialize)]
struct TenantData {
    tenant: Tenant,
    developer: Developer,
    key: Key,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tenant {
    #[serde(rename = "tenantId")]
    id: String,
    org_id: String,
    created_at: String,
    counts: Counts,
}

/// All zero: the sandbox only has subscriptions.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    bases: u64,
    rights: u64,
    offers: u64,
    challenges: u64,
    proof_packs: u64,
    events: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Developer {
    #[serde(rename = "developerId")]
    id: String,
    org_id: String,
    email: String,
}

pub(super) async fn tenant(
    State(state): State<AppState>,
    Authenticated(key): Authenticated,
) -> impl IntoResponse {
    let identity = state.store.identity().clone();
    let developer = Developer {
        id: identity.developer_id,
        org_id: identity.org_id.clone(),
        email: identity.email,
    };
    let tenant = Tenant {
        id: identity.tenant_id,
        org_id: identity.org_id,
        created_at: identity.created_at,
        counts: Counts::default(),
    };
    Json(SuccessBody::new(TenantData {
        tenant,
        developer,
        key,
    }))
}
