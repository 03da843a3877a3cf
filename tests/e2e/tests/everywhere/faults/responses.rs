//! F9 to F18: a response says that a subscription was created, or seems to.

use e2e::{Framing, Reply};
use serde_json::json;

use super::case::{Case, created, refused, secret_lost, unknown};
use super::case_row;
use super::outcome::{LABEL, SECRET, URL};
use crate::row::Row;

const LOOKS_WRONG: &str = "The answer looked wrong. Check the subscription.";
const NO_SECRET: &str = "No secret came with the answer.";

/// The response of the contract.
pub fn complete_response() -> String {
    json!({
        "ok": true,
        "data": {
            "subscription": {
                "subscriptionId": "whk_1", "developerId": "dev_1", "active": true,
                "url": URL, "events": ["right.issued"],
                "label": LABEL, "createdAt": "2026-11-23T10:00:00Z",
                "lastDeliveredAt": null, "secretLastRotatedAt": null,
            },
            "signingSecret": SECRET,
        },
        "contractVersion": "v1.0",
    })
    .to_string()
}

/// The position after the closing quote of the secret.
pub fn end_of_secret() -> usize {
    complete_response().find(SECRET).expect("the secret") + SECRET.len() + 1
}

pub fn rows() -> Vec<Row> {
    vec![
        case_row(
            "F9 whole answer, under any success status, at once or in drips",
            complete(),
        ),
        case_row(
            "F10 unknown fields and kinds, and null for what is optional",
            unknown_parts(),
        ),
        case_row(
            "F11 other version of the contract, or none",
            other_version(),
        ),
        case_row(
            "F12 answer that looks wrong but holds a secret",
            looks_wrong(),
        ),
        case_row(
            "F14 answer cut after the secret, or never ended",
            truncated_after_secret(),
        ),
        case_row(
            "F15 success without a body or without a secret",
            no_secret(),
        ),
        case_row("F16 success that is not the API's", not_from_api()),
        case_row("F17 secret of an odd form", odd_secret()),
    ]
}

fn complete() -> Vec<Case> {
    let no_warning = |case: Case| case.hides("Warning");
    let body = complete_response();
    [
        created(json!({ "status": 200, "body": body }), SECRET),
        created(json!({ "status": 201, "body": body }), SECRET),
        created(
            json!({ "patch": { "data": { "signingSecret": SECRET } } }),
            SECRET,
        ),
        created(json!({ "body": format!("\u{feff}{body}") }), SECRET),
        created(Reply::Slow(body), SECRET),
    ]
    .map(no_warning)
    .into()
}

fn unknown_parts() -> Vec<Case> {
    let strange = json!({ "patch": { "more": { "a": [1] }, "data": {
        "extra": null, "signingSecret": SECRET,
        "subscription": { "events": ["right.issued", "star.born"], "createdAt": "soon", "color": "blue" },
    } } });
    let nothing = json!({ "patch": { "data": { "signingSecret": SECRET, "subscription": {
        "developerId": null, "url": null, "events": null, "label": null, "active": null, "createdAt": null,
    } } } });
    vec![
        created(strange, SECRET)
            .shows("star.born")
            .shows("soon")
            .shows("The API stored the events right.issued, star.born, but right.issued was sent."),
        created(nothing, SECRET).shows("not said").hides("Warning"),
    ]
}

fn other_version() -> Vec<Case> {
    let patch = json!({ "contractVersion": "v2.7", "data": { "signingSecret": SECRET } });
    let none =
        json!({ "remove": ["/contractVersion"], "patch": { "data": { "signingSecret": SECRET } } });
    vec![
        created(json!({ "patch": patch }), SECRET)
            .shows("The server speaks v2.7, this build knows v1.0."),
        created(none, SECRET)
            .shows("The server names no version of its contract, this build knows v1.0."),
    ]
}

fn looks_wrong() -> Vec<Case> {
    let secret = json!({ "signingSecret": SECRET });
    [
        json!({ "patch": { "ok": false, "data": secret } }),
        json!({ "patch": { "data": { "subscription": null, "signingSecret": SECRET } } }),
        json!({ "status": 201, "body": json!({ "ok": true, "data": [secret] }).to_string() }),
        json!({ "status": 200, "body": format!("<p>{secret}"), "contentType": "text/html" }),
        json!({ "status": 500, "body": complete_response() }),
    ]
    .map(|fault| created(fault, SECRET).shows(LOOKS_WRONG))
    .into()
}

fn truncated_after_secret() -> Vec<Case> {
    let truncated = |framing| Reply::Truncated(complete_response(), end_of_secret(), framing);
    let mut unterminated = complete_response();
    unterminated.truncate(end_of_secret());
    [
        truncated(Framing::ConnectionClose),
        truncated(Framing::ContentLength),
        truncated(Framing::Chunked),
        Reply::NeverClosed(unterminated),
    ]
    .map(|fault| created(fault, SECRET).shows(LOOKS_WRONG))
    .into()
}

fn no_secret() -> Vec<Case> {
    let bodies = [
        json!({ "status": 200, "body": "" }),
        json!({ "status": 201, "body": "" }),
        json!({ "remove": ["/data/signingSecret"] }),
    ];
    let lost = bodies.map(|fault| secret_lost(fault).shows(NO_SECRET).hides("not created"));
    let empty = [202, 204].map(|status| {
        let fault = json!({ "status": status, "body": "" });
        unknown(fault, "server_error", Some(status)).shows(format!(
            "The API answered with a status that does not say what became of it ({status})."
        ))
    });
    lost.into_iter().chain(empty).collect()
}

fn not_from_api() -> Vec<Case> {
    let page = "<!doctype html><h1>Sign in</h1><img src=x onerror=alert(1)>";
    let html = |body: &str| json!({ "status": 200, "body": body, "contentType": "text/html" });
    let json = |body: &str| json!({ "status": 201, "body": body });
    let not_ok = |status: u16| json!({ "status": status, "body": "{\"ok\": false}" });
    let contradiction = unknown(not_ok(201), "server_error", Some(201));
    let unknown = |fault| unknown(fault, "not_from_api", None);
    vec![
        unknown(html(page))
            .shows("The answer did not come from the API (text/html).")
            .shows(page),
        unknown(html(&"x".repeat(300)))
            .shows(format!("{}…", "x".repeat(120)))
            .hides("x".repeat(121)),
        unknown(json("[]")).shows("The answer did not come from the API (application/json)."),
        unknown(json("null")),
        unknown(json("7")),
        refused(not_ok(200), "invalid", 200).shows("Nothing was created."),
        contradiction
            .shows("its status says that the request succeeded (201), its body that it did not."),
    ]
}

fn odd_secret() -> Vec<Case> {
    let long = "s".repeat(600);
    [
        "kJ8s2mQ0xV4nB7cL1pR9tY3wE6zA5dF8gH2jK4lM7nP0",
        "whsec_short",
        "  whsec_kJ8s2mQ0xV4nB7 cL1pR9tY3wE6zA5dF8gH2jK4 ",
        "<b>not</b> the \"usual\" form \u{e9} \\ of a secret",
        long.as_str(),
    ]
    .map(|odd| {
        let fault = json!({ "patch": { "data": { "signingSecret": odd } } });
        created(fault, odd)
            .shows("The secret has an unusual form. It is kept exactly as it was sent.")
    })
    .into()
}
