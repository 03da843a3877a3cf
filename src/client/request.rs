use contract::extract::{self, BodyProgress};
use contract::response::{Received, Response as ContractResponse};
use contract::{IdempotencyKey, retry_after};
use gloo_net::http::Headers;
use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader, Request, RequestInit, Response};

use super::{Caller, clock};

/// The most bytes of a response body that are read.
const MAX_BODY_BYTES: usize = 256 * 1024;

/// How long to wait for the rest of a response once its secret is complete.
const REST_MILLISECONDS: u32 = 5_000;

/// How long to wait for the end of the stream once the response is complete.
const END_MILLISECONDS: u32 = 2_000;

/// A request; `None` if the browser rejects its URL or a header. A validated base and key give it no reason to.
type Built = Option<Request>;

pub(super) fn get(caller: &Caller, path: &str) -> Built {
    build(caller, path, &options("GET"))
}

pub(super) fn post(caller: &Caller, path: &str, body: &impl Serialize) -> Built {
    let options = options("POST");
    options.set_body(&serde_json::to_string(body).ok()?.into());
    build(caller, path, &options)
}

/// The options are set by name: the setters of `web_sys` contain tables of strings, half a kilobyte.
fn options(method: &str) -> RequestInit {
    let options = RequestInit::new();
    for (name, value) in [
        ("method", method),
        ("mode", "cors"),
        ("credentials", "omit"),
        ("cache", "no-store"),
        ("redirect", "manual"),
        ("referrerPolicy", "no-referrer"),
    ] {
        drop(Reflect::set(&options, &name.into(), &value.into()));
    }
    options
}

/// A tenant request has the headers of a create too. It causes the same CORS preflight, so its success covers the create.
fn build(caller: &Caller, path: &str, options: &RequestInit) -> Built {
    let headers = Headers::new();
    headers.set("Authorization", &["Bearer ", caller.key.expose()].concat());
    headers.set("Content-Type", "application/json");
    headers.set("Accept", "application/json");
    if let Some(key) = caller.idempotency_key {
        headers.set(IdempotencyKey::HEADER, &key.to_header());
    }
    options.set_headers(&headers.into_raw());
    Request::new_with_str_and_init(&caller.base.join(path), options).ok()
}

/// Sends a request and reads the response. The text of a browser's error differs by browser, so it is ignored.
pub(super) async fn send(caller: &Caller<'_>, request: Built) -> Received {
    let response = match request {
        Some(request) => fetch(caller, request).await,
        None => None,
    };
    match response {
        None => Received::NoResponse,
        // A redirect. It is not followed, and its status is not readable.
        Some(response) if is_of(&response, "opaqueredirect") => Received::Redirect,
        Some(response) if is_of(&response, "error") => Received::NoResponse,
        Some(response) => {
            let mut response = read(&response).await;
            response.redact(caller.key);
            Received::Response(response)
        }
    }
}

fn is_of(response: &Response, kind: &str) -> bool {
    Reflect::get(response, &"type".into()).is_ok_and(|found| found == kind)
}

/// The response, if there is one. The page may have replaced `fetch` by a function that throws or returns anything.
async fn fetch(caller: &Caller<'_>, request: Request) -> Option<Response> {
    let global = js_sys::global();
    let itself = || Reflect::get(&global, &"fetch".into()).ok()?.dyn_into().ok();
    let fetch: Function = caller.fetch.clone().or_else(itself)?;
    let promise = fetch.call1(&global, &request).ok()?;
    let response = JsFuture::from(Promise::resolve(&promise)).await.ok()?;
    // A value that only resembles a response may throw when it is read.
    for name in ["type", "status", "body"] {
        Reflect::get(&response, &name.into()).ok()?;
    }
    let headers = Reflect::get(&response, &"headers".into()).ok()?;
    headers.dyn_into::<web_sys::Headers>().ok()?;
    response.dyn_into().ok()
}

async fn read(response: &Response) -> ContractResponse {
    let headers = Headers::from_raw(response.headers());
    let retry_after = headers.get("Retry-After");
    let (body, truncated) = read_body(response).await;
    ContractResponse {
        status: response.status(),
        content_type: headers.get("Content-Type"),
        retry_after: retry_after.and_then(|header| retry_after::seconds(&header, now_in_seconds())),
        body,
        truncated,
    }
}

/// Reads a body, and returns it with whether it is truncated. It is read chunk by chunk, so that what arrived before the
/// stream failed is not lost: `text()` would drop it, and a secret with it. Once the secret has arrived, the wait for the
/// rest is limited. A `fetch` that the page provides may have read the body already.
async fn read_body(response: &Response) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    let mut truncated = response.body_used();
    let Some(stream) = stream(response).await else {
        return (body, true);
    };
    let Ok(reader) = ReadableStreamDefaultReader::new(&stream) else {
        return (body, true);
    };
    let mut reached = BodyProgress::Incomplete;
    let mut limit = None;
    loop {
        let progress = extract::body_progress(&body);
        if progress > reached {
            reached = progress;
            limit = Some(clock::after(match progress {
                BodyProgress::Complete => END_MILLISECONDS,
                _ => REST_MILLISECONDS,
            }));
        }
        let next = reader.read();
        let next = match &limit {
            Some(limit) => Promise::race(&Array::of2(limit, &next)),
            None => next,
        };
        match JsFuture::from(next).await.map(|chunk| value_of(&chunk)) {
            Ok(None) => break,
            Ok(Some(value)) if ArrayBuffer::is_view(&value) => {
                body.extend(Uint8Array::new(&value).to_vec());
            }
            Ok(Some(_)) => truncated = true,
            Err(_) => return (body, true),
        }
        truncated |= body.len() > MAX_BODY_BYTES;
        if truncated {
            break;
        }
    }
    drop(reader.cancel());
    (body, truncated)
}

/// The body of a response as a stream. Code of the page between `fetch` and us may hide the stream: then the body is read by
/// the other ways that are there, from the bytes first.
async fn stream(response: &Response) -> Option<ReadableStream> {
    if let Some(stream) = response.body() {
        return Some(stream);
    }
    for way in ["arrayBuffer", "text"] {
        if let Some(body) = call(response, way).await {
            let copy = Response::new_with_opt_buffer_source(Some(body.unchecked_ref()));
            return copy.ok()?.body();
        }
    }
    None
}

/// What a method without arguments promises, unless it is missing or fails.
async fn call(object: &JsValue, method: &str) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    let promise = method.call0(object).ok()?;
    JsFuture::from(Promise::resolve(&promise)).await.ok()
}

/// The value of a `{done, value}`; `None` at the end of the stream, and when the time limit has passed.
fn value_of(chunk: &JsValue) -> Option<JsValue> {
    let value = Reflect::get(chunk, &"value".into()).ok()?;
    (!value.is_undefined()).then_some(value)
}

#[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 fit")]
fn now_in_seconds() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}
