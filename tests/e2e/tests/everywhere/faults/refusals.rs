//! F19 to F30: a response says that nothing was created, or does not say whether.

use e2e::Reply;
use serde_json::{Value, json};

use super::case::{Case, correctable, not_sent, refused, unknown};
use super::case_row;
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        case_row("F3 connection reset after the create was read", reset()),
        case_row("F19 400 or 422 with what is wrong with which field", field_errors()),
        case_row("F20 400 or 422 with a body that says nothing of fields", other_bodies()),
        case_row("F21 401 asks once more for the key", key_rejected()),
        case_row("F22 403", lacks_scope()),
        case_row("F23 404 and 405", no_endpoint()),
        case_row("F24 409 that is about another create", vec![
            refused(status(409), "conflict", 409)
                .shows("Conflict: another request is in the way, or this subscription exists already.")
                .shows("look whether it was created before you try again"),
        ]),
        case_row("F25 410 and 412", gone()),
        case_row("F26 413 names the fields to shorten", vec![
            refused(status(413), "too_large", 413)
                .shows("The request was too large. Shorten the address or the label."),
        ]),
        case_row("F29 500, 502, 503 and 504 may follow a commit", server_errors()),
        case_row("F30 status that makes no sense, or none", odd_status()),
    ]
}

/// A response with this status and an empty object.
fn status(status: u16) -> Value {
    json!({ "status": status, "body": "{}" })
}

const BEFORE_THE_API: &str = "It may come from something before the API, such as a firewall or a sign-on page. Nothing was created.";

/// A page of a firewall, so many times.
fn page(status: u16, times: u8) -> Value {
    let body = "<!doctype html><title>Blocked</title><h1>No</h1>";
    json!({ "status": status, "contentType": "text/html", "body": body, "times": times })
}

/// The create is refused with such a page.
fn refused_with_page(status: u16) -> Case {
    let title = format!("The answer was a page titled “Blocked” (text/html, status {status}).");
    refused(page(status, 1), "refused", status)
        .shows(title)
        .shows(BEFORE_THE_API)
        .hides("<h1>")
}

fn reset() -> Vec<Case> {
    let message = "No answer came back. The request may have arrived all the same. An answer that this page may not read looks the same. A subscription may exist.";
    vec![
        unknown(Reply::Reset, "no_answer", None).shows(message),
        unknown(json!({ "drop": true, "commit": true }), "no_answer", None).shows(message),
    ]
}

fn field_errors() -> Vec<Case> {
    let contract = json!({ "ok": false, "contractVersion": "v1.0", "error": {
        "code": "VALIDATION_FAILED", "message": "look at your fields", "fields": [
            { "path": "url", "code": "A", "message": "no such receiver <b>here</b>" },
            { "path": "label", "code": "B", "message": "taken" },
            { "path": "events[0]", "code": "C", "message": "not for you" },
            { "path": "color", "code": "D", "message": "must be blue" },
        ] } });
    let problem = json!({ "title": "Bad request", "errors": [{ "pointer": "#/url", "detail": "unreachable" }] });
    let map = json!({ "errors": { "label": ["too plain", "too short"] } });
    let response =
        |status: u16, body: &Value| json!({ "status": status, "body": body.to_string() });
    let mut problem_json = response(400, &problem);
    problem_json["contentType"] = "application/problem+json".into();
    vec![
        correctable(response(422, &contract), "invalid", 422)
            .field_error("url", "no such receiver <b>here</b>")
            .field_error("label", "taken")
            .field_error("events", "not for you")
            .shows("color: must be blue"),
        correctable(problem_json, "invalid", 400).field_error("url", "unreachable"),
        correctable(response(422, &map), "invalid", 422).field_error("label", "too plain"),
    ]
}

fn other_bodies() -> Vec<Case> {
    let html = "<h1>No</h1><img src=x onerror=alert(1)>";
    let body = |status: u16, body: &str| json!({ "status": status, "body": body });
    vec![
        refused(body(422, html), "refused", 422)
            .shows(BEFORE_THE_API)
            .shows("status 422")
            .hides("<h1>"),
        refused(body(400, "{\"message\": \"not today\"}"), "invalid", 400)
            .shows("The API says: not today"),
        refused(body(400, ""), "invalid", 400).shows("The API refused the request (400)."),
        refused(body(418, ""), "refused", 418).shows("The API refused the request (418)."),
    ]
}

fn key_rejected() -> Vec<Case> {
    let times = |times: u8| json!({ "status": 401, "body": "{}", "times": times });
    let message = "The key was not accepted.";
    vec![
        not_sent(times(2), "key_rejected", Some(401))
            .shows(message)
            .token_calls(2),
        refused(times(2), "key_rejected", 401)
            .shows(message)
            .token_calls(2)
            .posts(2),
        not_sent(page(401, 2), "refused", Some(401))
            .shows(BEFORE_THE_API)
            .token_calls(2),
        refused(page(401, 2), "refused", 401)
            .shows(BEFORE_THE_API)
            .hides(message)
            .token_calls(2)
            .posts(2),
    ]
}

fn lacks_scope() -> Vec<Case> {
    let message =
        "The key is valid but lacks permission: creating a subscription needs the scope *";
    let scopes = json!({ "patch": { "data": { "key": { "scopes": ["audit:read"] } } } });
    vec![
        refused(status(403), "key_lacks_scope", 403).shows(message),
        not_sent(scopes, "key_lacks_scope", Some(200)).shows(message),
        refused_with_page(403).hides(message),
        refused_with_page(406),
    ]
}

fn no_endpoint() -> Vec<Case> {
    let message = "The API has no such endpoint. Check its base address.";
    [404, 405]
        .into_iter()
        .flat_map(|number| {
            [
                refused(status(number), "no_such_endpoint", number).shows(message),
                refused_with_page(number).hides(message),
            ]
        })
        .collect()
}

fn gone() -> Vec<Case> {
    vec![
        refused(status(410), "gone", 410)
            .shows("This sandbox tenant is gone. Ask for a new one, and use its key."),
        refused(status(412), "precondition", 412)
            .shows("The API says that a condition it needs does not hold."),
    ]
}

fn server_errors() -> Vec<Case> {
    [500, 502, 503, 504]
        .map(|status| {
            let fault = json!({ "status": status, "commit": true, "body": "oh no" });
            unknown(fault, "server_error", Some(status)).shows(format!(
                "The API failed on the way ({status}), perhaps after it had stored it."
            ))
        })
        .into()
}

fn odd_status() -> Vec<Case> {
    vec![
        unknown(status(999), "server_error", Some(999))
            .shows("The API answered with a status that does not say what became of it (999)."),
        unknown(Reply::Garbage, "no_answer", None),
    ]
}
