//! What can be asked to go wrong.

use std::collections::BTreeMap;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::api;

/// How the next answers of a route go wrong. Whatever is not said is as in the real answer, or
/// empty when there is none.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Fault {
    pub(super) route: Route,
    /// How many answers.
    #[serde(default = "once")]
    pub(super) times: u32,
    /// Whether the request is really carried out first. If nothing is said: unless a status, a body
    /// or `drop` is given.
    pub(super) commit: Option<bool>,
    #[serde(default)]
    pub(super) delay_ms: u64,
    /// Close the connection without an answer.
    #[serde(default)]
    pub(super) drop: bool,
    pub(super) status: Option<u16>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    pub(super) content_type: Option<String>,
    pub(super) body: Option<String>,
    /// Merged into the real answer, object by object.
    #[serde(default)]
    pub(super) patch: Map<String, Value>,
    /// JSON pointers that are taken out of the real answer.
    #[serde(default)]
    pub(super) remove: Vec<String>,
    /// How many bytes of the body are sent.
    pub(super) cut_at: Option<usize>,
    #[serde(default)]
    pub(super) cut_by: CutBy,
}

fn once() -> u32 {
    1
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Route {
    Create,
    Tenant,
}

/// What a cut looks like from outside.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum CutBy {
    /// No length was announced: the end of the connection is the end of the body.
    #[default]
    Close,
    /// The length of the whole body was announced.
    Length,
    /// A chunk is missing.
    Chunk,
}

impl Route {
    pub(super) fn is(self, request: &Request) -> bool {
        let (method, path) = match self {
            Self::Create => (Method::POST, api::WEBHOOKS),
            Self::Tenant => (Method::GET, api::TENANT),
        };
        request.method() == method && request.uri().path() == path
    }
}

impl Fault {
    pub(super) fn commits(&self) -> bool {
        self.commit
            .unwrap_or(self.status.is_none() && self.body.is_none() && !self.drop)
    }

    pub(super) fn changes(&self) -> bool {
        !(self.patch.is_empty() && self.remove.is_empty())
    }

    /// # Errors
    ///
    /// A sentence, when the plan cannot be carried out.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        if self
            .status
            .is_some_and(|status| !(200..=999).contains(&status))
        {
            return Err("a status is 200 to 999");
        }
        if self.changes() && !self.commits() {
            return Err("only a real answer can be patched: say \"commit\": true");
        }
        for (name, value) in &self.headers {
            let framing = ["connection", "content-length", "transfer-encoding"];
            if framing.iter().any(|taken| name.eq_ignore_ascii_case(taken)) {
                return Err("how a body is framed is said with cutAt and cutBy");
            }
            if HeaderName::try_from(name).is_err() || HeaderValue::try_from(value).is_err() {
                return Err("a header cannot be sent as given");
            }
        }
        if self
            .content_type
            .as_ref()
            .is_some_and(|kind| HeaderValue::try_from(kind).is_err())
        {
            return Err("contentType cannot be sent as given");
        }
        Ok(())
    }
}
