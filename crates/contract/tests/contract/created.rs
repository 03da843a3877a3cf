//! Answers that say that the subscription exists, F9 to F15 and F17.

use contract::SigningSecret;
use contract::answer::{Outcome, Remark};
use contract::salvage::{Progress, Secret, progress};
use serde_json::{Value, json};

use crate::answers::{CREATED, SECRET, created, outcome, outcome_cut, secret_of};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The golden answer after a change.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut body = serde_json::from_str(CREATED).unwrap();
    change(&mut body);
    body.to_string()
}

#[track_caller]
fn holds(outcome: Outcome, secret: &str, remarks: &[Remark]) {
    assert_eq!(secret_of(&outcome), Some(secret));
    assert_eq!(created(outcome).remarks, remarks);
}

#[track_caller]
fn lacks(outcome: Outcome, secret: &Secret, remarks: &[Remark]) {
    let created = created(outcome);
    assert_eq!(&created.secret, secret);
    assert_eq!(created.remarks, remarks);
}

#[test]
fn every_success_status_is_taken() {
    for status in 200..300 {
        holds(outcome(status, CREATED), SECRET, &[]);
    }
}

#[test]
fn unknown_fields_and_kinds_and_missing_values_change_nothing() {
    let body = changed(|body| {
        body["later"] = json!({"signingSecrets": ["no"]});
        body["data"]["more"] = json!([1, null]);
        let subscription = &mut body["data"]["subscription"];
        subscription["colour"] = json!("red");
        subscription["events"] = json!(["right.issued", "screen.exploded", 7]);
        for field in ["developerId", "active", "createdAt", "label"] {
            subscription[field] = Value::Null;
        }
        subscription
            .as_object_mut()
            .unwrap()
            .remove("lastDeliveredAt");
        subscription["url"] = json!(5);
    });
    let outcome = outcome(201, body);
    assert_eq!(secret_of(&outcome), Some(SECRET));
    let created = created(outcome);
    assert_eq!(created.remarks, []);
    let subscription = created.subscription.unwrap();
    assert_eq!(
        subscription.events.unwrap(),
        ["right.issued", "screen.exploded"]
    );
    assert_eq!(
        subscription.subscription_id.as_deref(),
        Some("whk_5f1d3c9a7b2e4860")
    );
    assert_eq!((subscription.url, subscription.label), (None, None));
    assert_eq!((subscription.active, subscription.created_at), (None, None));
}

#[test]
fn number_never_makes_an_answer_unreadable() {
    for number in ["-0", "1e999", "3.25", "123456789012345678901234567890"] {
        let body = CREATED.replacen('{', &format!("{{\"number\":{number},"), 1);
        holds(outcome(201, body), SECRET, &[]);
    }
}

#[test]
fn last_of_two_equal_keys_counts() {
    let body = CREATED.replacen('{', "{\"ok\":false,\"contractVersion\":\"v9\",", 1);
    holds(outcome(201, body), SECRET, &[]);
}

/// `serde_json` refuses an object with this key and others beside it.
#[test]
fn key_that_the_json_parser_keeps_for_itself_hides_no_secret() {
    let body = CREATED.replacen('{', "{\"$serde_json::private::Number\":\"1\",", 1);
    holds(outcome(201, body), SECRET, &[Remark::LooksWrong]);
}

#[test]
fn other_version_is_remarked_on_and_the_secret_kept() {
    let other = |version: Option<&str>| [Remark::OtherVersion(version.map(str::to_owned))];
    for (version, remark) in [
        (json!("v2.0"), other(Some("v2.0"))),
        (json!("v1.00"), other(Some("v1.00"))),
        (json!(1.0), other(None)),
        (Value::Null, other(None)),
    ] {
        let body = changed(|body| body["contractVersion"] = version);
        holds(outcome(201, body), SECRET, &remark);
    }
    let body = changed(|body| drop(body.as_object_mut().unwrap().remove("contractVersion")));
    holds(outcome(201, body), SECRET, &other(None));
}

#[test]
fn secret_is_kept_whatever_else_is_wrong() {
    let wrong = [Remark::LooksWrong];
    holds(
        outcome(201, changed(|body| body["ok"] = json!(false))),
        SECRET,
        &wrong,
    );
    holds(
        outcome(201, changed(|body| body["ok"] = json!("true"))),
        SECRET,
        &wrong,
    );
    let without_id = changed(|body| body["data"]["subscription"] = json!({}));
    holds(outcome(201, without_id), SECRET, &wrong);
    let odd_data = changed(|body| body["data"] = json!([{ "signingSecret": SECRET }]));
    holds(outcome(201, odd_data), SECRET, &wrong);
    let nested = json!({"result": {"deep": [{"signingSecret": SECRET}]}}).to_string();
    holds(
        outcome(201, nested),
        SECRET,
        &[Remark::LooksWrong, Remark::OtherVersion(None)],
    );
    holds(outcome(201, format!("{CREATED}}}")), SECRET, &wrong);
    holds(outcome(201, format!("{CREATED}<!-- x -->")), SECRET, &wrong);
    holds(outcome_cut(201, CREATED), SECRET, &wrong);
}

#[test]
fn secret_in_an_answer_that_is_no_success_is_kept() {
    for status in [0, 100, 302, 400, 401, 404, 422, 429, 500, 502, 999] {
        holds(outcome(status, CREATED), SECRET, &[Remark::LooksWrong]);
    }
}

#[test]
fn secret_below_more_than_128_levels_is_kept() {
    let deep = format!(
        "{{\"ok\":true,\"data\":{{\"signingSecret\":\"{SECRET}\",\"x\":{}{}}}}}",
        "[".repeat(300),
        "]".repeat(300)
    );
    holds(outcome(201, deep), SECRET, &[Remark::LooksWrong]);
    let buried = format!(
        "{}{{\"signingSecret\":\"{SECRET}\"}}{}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    holds(outcome(201, buried), SECRET, &[Remark::LooksWrong]);
}

#[test]
fn byte_order_mark_is_not_part_of_the_answer() {
    holds(outcome(201, format!("\u{feff}{CREATED}")), SECRET, &[]);
}

#[test]
fn bytes_that_are_no_utf8_do_not_hide_the_secret() {
    let mut body = CREATED.as_bytes().to_vec();
    let at = CREATED.find("Production").unwrap();
    body[at] = 0xff;
    let outcome = outcome(201, body);
    assert_eq!(secret_of(&outcome), Some(SECRET));
    let label = created(outcome).subscription.unwrap().label.unwrap();
    assert_eq!(label, "\u{fffd}roduction rights feed");
}

/// Fuzzing: a secret in Latin-1 was shown as whole, with a replacement character in it.
#[test]
fn secret_with_bytes_that_are_no_text_is_not_whole() {
    for (secret, lost) in [("whsec_ü", true), ("whsec_\u{fffd}", false)] {
        let body = changed(|body| body["data"]["signingSecret"] = json!(secret));
        let mut body = body.replace("Production", "Büro").into_bytes();
        body.retain(|byte| *byte != 0xc3);
        if lost {
            lacks(outcome(201, body), &Secret::CutOff, &[]);
        } else {
            holds(outcome(201, body), secret, &[Remark::UnusualSecret]);
        }
    }
}

/// What an interpreter or a proxy wrote before the answer made its quotes pair wrongly, and its secret was quoted.
#[test]
fn quotes_before_the_answer_hide_nothing() {
    for before in [
        "Undefined array key \"tier in a.php\n",
        "\"",
        "\\\"",
        "bel\":\"a\",",
    ] {
        holds(
            outcome(201, [before, CREATED].concat()),
            SECRET,
            &[Remark::LooksWrong],
        );
    }
    let without_its_start = CREATED.find("iption\":{").unwrap();
    holds(
        outcome(201, &CREATED[without_its_start..]),
        SECRET,
        &[Remark::LooksWrong],
    );
}

#[test]
fn answer_that_was_put_into_a_string_is_read() {
    let once = json!(CREATED).to_string();
    let twice = json!(once).to_string();
    for body in [once, twice] {
        holds(outcome(201, body.clone()), SECRET, &[]);
        holds(outcome(502, body), SECRET, &[Remark::LooksWrong]);
    }
}

#[test]
fn secret_under_another_name_is_kept() {
    for data in [
        json!({ "secret": SECRET }),
        json!({ "signing_secret": SECRET }),
        json!({ "signingSecret": { "value": SECRET } }),
        json!({ "signingSecret": [SECRET] }),
        json!([SECRET]),
    ] {
        let body = changed(|body| body["data"] = data);
        holds(outcome(201, body), SECRET, &[Remark::LooksWrong]);
    }
    let body = changed(|body| {
        body["data"] = json!({ "secret": "whsec_short", "text": format!("a {SECRET}") });
    });
    lacks(outcome(201, body), &Secret::Absent, &[]);
    // Found by fuzzing: what was typed, and what stands in another text, is none.
    for label in [SECRET.to_owned(), format!("a \"{SECRET}")] {
        let body = changed(|body| {
            body["data"]["subscription"]["label"] = json!(label);
            body["data"]["signingSecret"] = Value::Null;
            body["data"]["text"] = json!(format!("a \"{SECRET}"));
        });
        lacks(outcome(201, body), &Secret::Absent, &[]);
    }
    // What else the answer would have said nobody knows.
    let body = changed(|body| body["data"]["subscription"]["label"] = json!(SECRET));
    let cut = &body[..body.find("signingSecret").unwrap()];
    lacks(outcome(201, cut), &Secret::CutOff, &[]);
}

#[test]
fn secret_is_in_nothing_else_that_is_told() {
    let body = changed(|body| {
        let subscription = &mut body["data"]["subscription"];
        subscription["label"] = json!(format!("of {SECRET}"));
        subscription["url"] = json!(format!("https://example.com/{SECRET}"));
        subscription["events"] = json!([SECRET]);
    });
    let created = created(outcome(201, body));
    assert_eq!(
        created.secret,
        Secret::Whole(SigningSecret::new(SECRET.into()).unwrap())
    );
    assert!(created.subscription.is_some());
    assert!(!format!("{created:?}").contains(SECRET), "{created:?}");
}

#[test]
fn body_is_whole_when_its_object_is() {
    let end_of_secret = CREATED.find(SECRET).unwrap() + SECRET.len() + 1;
    let end = CREATED.trim_end().len();
    for at in 0..=CREATED.len() {
        let expected = match at {
            _ if at >= end => Progress::Whole,
            _ if at >= end_of_secret => Progress::Secret,
            _ => Progress::Begun,
        };
        assert_eq!(progress(&CREATED.as_bytes()[..at]), expected, "{at} bytes");
    }
    for body in ["", "1", "null", "\"{}\"", "[{}]", "<p>"] {
        assert_eq!(progress(body.as_bytes()), Progress::Begun, "{body}");
    }
}

/// JSON allows escapes in names too, and a secret under such a name was lost.
#[test]
fn escapes_in_names_hide_nothing() {
    let body = CREATED
        .replace("signingSecret", r"signing\u0053ecret")
        .replace("subscription\"", r#"\u0073ubscription""#);
    holds(outcome(201, body), SECRET, &[]);
}

#[test]
fn odd_secret_is_kept_as_it_was_sent_and_remarked_on() {
    let long = format!("whsec_{}", "x".repeat(507));
    for secret in [
        "x",
        " ",
        "whsec_",
        "whsec_aaaaaaaaaaaaaaaaa",
        "whsec aaaaaaaaaaaaaaaaaaaaaaa",
        " whsec_aaaaaaaaaaaaaaaaaaaaaaa",
        "whsec_aaaaaaaaaaaaaaaaaaaaaaa ",
        "whsec_aaaaaaaaaaaaaaa\taaaaaaaa",
        "whsec_aaaaaaaaaaaaaaa\naaaaaaaa",
        "WHSEC_aaaaaaaaaaaaaaaaaaaaaaaaa",
        "secret-aaaaaaaaaaaaaaaaaaaaaaaaa",
        "whsec_äöüäöüäöüäöüäöüäöü",
        "whsec_\"\\/😀{}[]:,aaaaaaaaaaaa",
        "whsec_\u{0}aaaaaaaaaaaaaaaaaaaaaaaa",
        &long,
    ] {
        let body = changed(|body| body["data"]["signingSecret"] = json!(secret));
        holds(outcome(201, body), secret, &[Remark::UnusualSecret]);
    }
}

#[test]
fn secret_of_the_usual_form_is_not_remarked_on() {
    let most = format!("whsec_{}", "x".repeat(506));
    for secret in [
        "whsec_aaaaaaaaaaaaaaaaaa",
        "whsec_+/=_-~!aaaaaaaaaaaaaa",
        &most,
    ] {
        let body = changed(|body| body["data"]["signingSecret"] = json!(secret));
        holds(outcome(201, body), secret, &[]);
        assert!(SigningSecret::new(secret.to_owned()).unwrap().is_usual());
    }
}

#[test]
fn secret_with_a_bad_escape_is_taken_as_it_stands() {
    let body = r#"{"ok":true,"data":{"signingSecret":"whsec_\q\ud800aaaaaaaaaaaaaaaaaa"}}"#;
    let outcome = outcome(201, body);
    assert_eq!(
        secret_of(&outcome),
        Some(r"whsec_\q\ud800aaaaaaaaaaaaaaaaaa")
    );
}

#[test]
fn success_without_a_secret_is_created_without_one() {
    let body = |secret: Value| changed(|body| body["data"]["signingSecret"] = secret);
    for secret in [Value::Null, json!(""), json!(7), json!([]), json!({"a": 1})] {
        lacks(outcome(201, body(secret)), &Secret::Absent, &[]);
    }
    for status in [200, 201, 202, 204, 299] {
        for empty in ["", "  \r\n", "\u{feff}"] {
            lacks(outcome(status, empty), &Secret::Absent, &[]);
        }
    }
    lacks(
        outcome(202, "{\"ok\":true}"),
        &Secret::Absent,
        &[Remark::OtherVersion(None)],
    );
    lacks(
        outcome(202, "{\"data\":{},\"contractVersion\":\"v3\"}"),
        &Secret::Absent,
        &[Remark::OtherVersion(Some("v3".into()))],
    );
}

#[test]
fn subscription_is_kept_where_the_secret_is_not() {
    let body = changed(|body| body["data"]["signingSecret"] = Value::Null);
    let subscription = created(outcome(201, body)).subscription.unwrap();
    assert_eq!(
        subscription.subscription_id.as_deref(),
        Some("whk_5f1d3c9a7b2e4860")
    );
}

#[test]
fn answer_that_was_cut_has_lost_its_secret() {
    for body in ["", " \n"] {
        lacks(outcome_cut(201, body), &Secret::CutOff, &[]);
    }
    for body in [
        "{",
        " {\"ok\":true",
        "{\"ok\":true,\"data\":{\"signingSecret\":",
        "{\"ok\":true,\"data\":{\"signingSecret\":\"whsec_half",
        "{\"ok\":true,\"data\":{\"signingSecret\":\"whsec_half\\\"",
    ] {
        lacks(outcome(201, body), &Secret::CutOff, &[]);
        lacks(outcome_cut(201, body), &Secret::CutOff, &[]);
    }
}

#[test]
fn text_that_only_looks_like_a_secret_is_none() {
    for label in [
        "\"signingSecret\":\"x\"",
        "signingSecret",
        "\\\"signingSecret\\\":\\\"x\\\"",
        "{\"signingSecret\":\"x\"}",
        "\\",
    ] {
        let body = changed(|body| {
            body["data"]["subscription"]["label"] = json!(label);
            body["data"]["signingSecret"] = Value::Null;
        });
        lacks(outcome(201, body), &Secret::Absent, &[]);
        let body = changed(|body| body["data"]["subscription"]["label"] = json!(label));
        holds(outcome(201, body), SECRET, &[]);
    }
}
