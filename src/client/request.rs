use contract::answer::{Answer, Received};
use contract::salvage::{self, Secret};
use contract::{ApiKey, retry_after};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode,
    RequestRedirect, ResponseType,
};

/// The most bytes of an answer that are read.
const MAX_ANSWER_BYTES: usize = 256 * 1024;

/// How long the rest of an answer is waited for once its secret is here.
const GRACE_MILLISECONDS: u32 = 2_000;

/// A request that was built. `None` when the browser would not have it, which a checked base and key leave no reason for.
type Built = Option<Request>;

pub(super) fn get(address: &str, key: &ApiKey) -> Built {
    // The headers of a create, so that the same CORS preflight is asked for and a pass here means something there.
    common(address, Method::GET, key).build().ok()
}

pub(super) fn post(address: &str, key: &ApiKey, body: &impl Serialize) -> Built {
    let body = serde_json::to_string(body).ok()?;
    common(address, Method::POST, key).body(body).ok()
}

fn common(address: &str, method: Method, key: &ApiKey) -> RequestBuilder {
    RequestBuilder::new(address)
        .method(method)
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .header("Authorization", &["Bearer ", key.expose()].concat())
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
}

/// Sends, and reads what comes. The text of a browser's error says nothing that can be relied on, and is not looked at.
pub(super) async fn send(request: Built) -> Received {
    let Some(request) = request else {
        return Received::Nothing;
    };
    match request.send().await {
        Err(_) => Received::Nothing,
        Ok(response) if response.type_() == ResponseType::Opaqueredirect => Received::Redirect,
        Ok(response) => Received::Answer(read(&response).await),
    }
}

async fn read(response: &Response) -> Answer {
    let headers = response.headers();
    let retry_after = headers.get("Retry-After");
    let (body, cut) = read_body(response).await;
    Answer {
        status: response.status(),
        content_type: headers.get("Content-Type"),
        retry_after: retry_after.and_then(|header| retry_after::seconds(&header, now_in_seconds())),
        body,
        cut,
    }
}

/// Reads chunk by chunk and keeps what came when the stream breaks: `text()` would throw it away, and a secret with it.
/// Once the secret is here, it does not wait for a connection that stays open.
async fn read_body(response: &Response) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    let Some(stream) = response.body() else {
        return (body, false);
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let mut next = reader.read();
        if matches!(
            salvage::secret(&String::from_utf8_lossy(&body)),
            Secret::Whole(_)
        ) {
            next = Promise::race(&Array::of2(&next, &after(GRACE_MILLISECONDS)));
        }
        let Ok(chunk) = JsFuture::from(next).await else {
            return (body, true);
        };
        match bytes_of(&chunk) {
            None => return (body, false),
            Some(bytes) => body.extend(bytes),
        }
        if body.len() > MAX_ANSWER_BYTES {
            drop(reader.cancel());
            return (body, true);
        }
    }
}

/// Settles with nothing after a while.
fn after(milliseconds: u32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let settle = move || drop(resolve.call0(&JsValue::UNDEFINED));
        Timeout::new(milliseconds, settle).forget();
    })
}

/// The bytes of `{done, value}`; none at the end, and none of what is no such thing.
fn bytes_of(chunk: &JsValue) -> Option<Vec<u8>> {
    let value = Reflect::get(chunk, &"value".into()).ok()?;
    value.dyn_ref().map(Uint8Array::to_vec)
}

#[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 fit")]
fn now_in_seconds() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}
