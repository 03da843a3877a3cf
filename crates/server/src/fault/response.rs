//! The response of a fault.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode, Version};
use axum::response::Response;
use http_body_util::channel::Channel;
use http_body_util::{BodyExt, Collected};
use serde_json::{Map, Value};

use super::definition::{CutBy, Fault};

/// How long a connection stays open after the last byte. Otherwise the client may lose bytes that were sent, which is
/// another fault than a truncated body.
const LINGER: Duration = Duration::from_millis(100);

impl Fault {
    pub(super) async fn apply_to(self, original: Option<Response>) -> Response {
        let (mut parts, body) = original.unwrap_or_default().into_parts();
        let mut body = body
            .collect()
            .await
            .map(Collected::to_bytes)
            .unwrap_or_default();
        parts.headers.remove(CONTENT_LENGTH);
        if self.modifies_body() {
            body = patched(&body, self.patch, &self.remove);
        }
        if let Some(replacement) = self.body {
            body = replacement.into();
            parts
                .headers
                .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(Ok(status)) = self.status.map(StatusCode::from_u16) {
            parts.status = status;
        }
        if let Some(Ok(content_type)) = self.content_type.map(HeaderValue::try_from) {
            parts.headers.insert(CONTENT_TYPE, content_type);
        }
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(name), HeaderValue::try_from(value))
            {
                parts.headers.insert(name, value);
            }
        }
        let Some(len) = self.cut_at else {
            return Response::from_parts(parts, body.into());
        };
        match self.cut_by {
            CutBy::Close => parts.version = Version::HTTP_10,
            CutBy::Length => {
                parts.headers.insert(CONTENT_LENGTH, body.len().into());
            }
            CutBy::Chunk => {}
        }
        let sent = body.slice(..len.min(body.len()));
        Response::from_parts(parts, truncated_body(sent, self.cut_by))
    }
}

/// A body that ends after `sent` although it is not complete.
fn truncated_body(sent: Bytes, by: CutBy) -> Body {
    let (mut sender, body) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(async move {
        if sender.send_data(sent).await.is_err() {
            return;
        }
        tokio::time::sleep(LINGER).await;
        match by {
            CutBy::Close => drop(sender),
            CutBy::Length | CutBy::Chunk => sender.abort(io::ErrorKind::UnexpectedEof.into()),
        }
    });
    Body::new(body)
}

/// `body` with `patch` merged into it and without the values at `remove`. A body that is not JSON is unchanged.
fn patched(body: &Bytes, patch: Map<String, Value>, remove: &[String]) -> Bytes {
    let Ok(mut json) = serde_json::from_slice(body) else {
        return body.clone();
    };
    merge(&mut json, Value::Object(patch));
    for pointer in remove {
        if let Some((parent, name)) = pointer.rsplit_once('/')
            && let Some(Value::Object(parent)) = json.pointer_mut(parent)
        {
            parent.remove(name);
        }
    }
    json.to_string().into()
}

/// Objects are merged, everything else is replaced.
fn merge(into: &mut Value, patch: Value) {
    match (into, patch) {
        (Value::Object(into), Value::Object(patch)) => {
            for (name, value) in patch {
                merge(into.entry(name).or_insert(Value::Null), value);
            }
        }
        (into, patch) => *into = patch,
    }
}
