//! The definition of a fault.

use std::collections::BTreeMap;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::paths;

/// A fault in the next responses of a route. Whatever is not defined is as in the original response, or empty without
/// one.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Fault {
    pub(super) route: Route,
    /// The number of responses.
    #[serde(default = "once")]
    pub(super) times: u32,
    /// Whether the handler runs. The default is true, unless there is a status, a body or `drop`.
    pub(super) commit: Option<bool>,
    #[serde(default)]
    pub(super) delay_ms: u64,
    /// Whether the connection is closed without a response.
    #[serde(default)]
    pub(super) drop: bool,
    pub(super) status: Option<u16>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    pub(super) content_type: Option<String>,
    pub(super) body: Option<String>,
    /// Merged into the original response, object by object.
    #[serde(default)]
    pub(super) patch: Map<String, Value>,
    /// JSON pointers to values that are removed from the original response.
    #[serde(default)]
    pub(super) remove: Vec<String>,
    /// The number of bytes of the body that are sent.
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

/// How a truncated body ends.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum CutBy {
    /// There is no length: the end of the connection is the end of the body.
    #[default]
    Close,
    /// `Content-Length` is the length of the whole body.
    Length,
    /// The last chunk is missing.
    Chunk,
}

impl Route {
    pub(super) fn matches(self, request: &Request) -> bool {
        let (method, path) = match self {
            Self::Create => (Method::POST, paths::WEBHOOKS),
            Self::Tenant => (Method::GET, paths::TENANT),
        };
        request.method() == method && request.uri().path() == path
    }
}

impl Fault {
    pub(super) fn runs_handler(&self) -> bool {
        self.commit
            .unwrap_or(self.status.is_none() && self.body.is_none() && !self.drop)
    }

    pub(super) fn modifies_body(&self) -> bool {
        !(self.patch.is_empty() && self.remove.is_empty())
    }

    /// # Errors
    ///
    /// A message for a status below 200 or above 999, a patch without an original response, a header that frames the body
    /// (`content-length`), and an invalid header.
    pub(super) fn validate(&self) -> Result<(), &'static str> {
        if self
            .status
            .is_some_and(|status| !(200..=999).contains(&status))
        {
            return Err("a status is 200 to 999");
        }
        if self.modifies_body() && !self.runs_handler() {
            return Err("only a real response can be patched: set \"commit\": true");
        }
        for (name, value) in &self.headers {
            let framing = ["connection", "content-length", "transfer-encoding"];
            if framing
                .iter()
                .any(|reserved| name.eq_ignore_ascii_case(reserved))
            {
                return Err("cutAt and cutBy decide how a body is framed");
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
