//! P3 to P9 over generated responses. Native only: shrinking a failing case uses `std::time::Instant`.

use contract::response::{Outcome, Received, Response, classify, classify_tenant};
use contract::retry_after::seconds;
use contract::{ApiKey, EventKind, EventSelection, SigningSecret};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::responses::{CREATED, created, outcome, outcome_truncated, secret_of};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let key = "[a-z]{1,8}|ok|data|error|message";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Arbitrary bytes, random sequences of significant tokens, and any JSON.
fn any_body() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\"ok\":true",
        "\"ok\":false",
        "\"data\":{",
        "\"signingSecret\":",
        "\"signingSecret\":\"whsec_half",
        "\"signingSecret\"",
        "\"whsec_aaaaaaaaaaaaaaaaaaaa\"",
        "\"subscription\":{",
        "\"error\":",
        "\"contractVersion\":\"v1.0\"",
        "\u{feff}",
        "<p>",
        " ",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat().into_bytes()),
        any_json().prop_map(|body| body.to_string().into_bytes()),
    ]
}

/// Whether `shown` is in `body` between two quotes, or may be because the body has escapes.
fn is_quoted_in(shown: &str, body: &str) -> bool {
    body.matches('"').count() >= 2
        && (body.contains(&format!("\"{shown}\"")) || body.contains('\\'))
}

proptest! {
    // Each case classifies some hundred responses.
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// P3, as in `prefixes`, with any secret and label.
    #[test]
    fn every_prefix_of_any_valid_response_has_the_complete_secret_or_none(
        secret in ".{1,60}",
        label in ".{0,60}",
        pretty: bool,
    ) {
        let mut body: Value = serde_json::from_str(CREATED).unwrap();
        body["data"]["signingSecret"] = json!(secret);
        body["data"]["subscription"]["label"] = json!(label);
        let body = if pretty { format!("{body:#}") } else { body.to_string() };
        let whole = outcome(201, body.as_str());
        prop_assert_eq!(secret_of(&whole), Some(secret.as_str()));
        for end in 0..body.len() {
            let outcome = outcome_truncated(201, &body.as_bytes()[..end]);
            prop_assert!(!matches!(outcome, Outcome::NotCreated(_)));
            prop_assert!(secret_of(&outcome).is_none_or(|shown| shown == secret));
        }
    }
}

proptest! {
    /// P4
    #[test]
    fn any_response_has_an_outcome(
        status: u16,
        content_type: Option<String>,
        retry_after in prop::option::of(1..=3_600_u32),
        body in any_body(),
        truncated: bool,
    ) {
        let text = String::from_utf8_lossy(&body).into_owned();
        let response = Response { status, content_type, retry_after, body, truncated };
        let received = Received::Response(response);
        let outcome = classify(&received);
        let _ = classify_tenant(&received);
        if let Some(shown) = secret_of(&outcome) {
            prop_assert!(is_quoted_in(shown, &text), "{shown:?} of {text:?}");
        }
    }

    /// P4
    #[test]
    fn success_status_is_a_refusal_only_with_ok_false(body in any_body(), truncated: bool) {
        let text = String::from_utf8_lossy(&body).into_owned();
        let outcome = if truncated { outcome_truncated(200, body) } else { outcome(200, body) };
        if matches!(outcome, Outcome::NotCreated(_)) {
            let json: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
            prop_assert_eq!(&json["ok"], false);
        }
    }

    /// P5
    #[test]
    fn secret_and_key_are_redacted_in_debug(
        secret in "[!-~]{8,80}",
        key in "[A-Za-z0-9][!-9;-~]{6,78}[A-Za-z0-9]",
    ) {
        let whole = SigningSecret::new(secret.clone()).unwrap();
        prop_assert_eq!(format!("{whole:?} {whole:#?}"), "[REDACTED] [REDACTED]");
        let key = ApiKey::parse(&key).unwrap();
        prop_assert_eq!(format!("{key:?} {key:#?}"), "[REDACTED] [REDACTED]");
        let mut body: Value = serde_json::from_str(CREATED).unwrap();
        body["data"]["signingSecret"] = json!(secret);
        for status in [201, 422, 500] {
            let outcome = outcome(status, body.to_string());
            prop_assert_eq!(secret_of(&outcome), Some(secret.as_str()));
            let printed = format!("{outcome:?}{outcome:#?}");
            prop_assert!(!printed.contains(&secret));
        }
    }

    /// P7
    #[test]
    fn events_are_sorted_unique_and_never_combined_with_the_wildcard(
        kinds in prop::collection::vec("right\\.(issued|revoked)|key\\.rotated|offer\\.proposed|[a-z]{1,2}\\.new|\\*", 0..12),
    ) {
        let Ok(selection) = EventSelection::from_wire(&kinds) else {
            prop_assert!(kinds.is_empty() || kinds.iter().any(|kind| kind == "*"));
            return Ok(());
        };
        let wire = selection.to_wire();
        prop_assert!(!wire.is_empty());
        prop_assert!(wire == ["*"] || !wire.contains(&"*"));
        let position_of = |kind: &str| contract::event::TAXONOMY.iter().position(|info| info.id == kind);
        let known: Vec<_> = wire.iter().map_while(|kind| position_of(kind)).collect();
        prop_assert!(known.is_sorted_by(|a, b| a < b));
        prop_assert!(wire[known.len()..].iter().all(|kind| position_of(kind).is_none()));
        for kind in &kinds {
            prop_assert_eq!(wire.iter().filter(|sent| **sent == kind).count(), 1);
        }
        prop_assert!(wire.iter().all(|sent| kinds.iter().any(|kind| kind == sent)));
        prop_assert_eq!(selection.kinds().len(), if wire == ["*"] { 0 } else { wire.len() });
        prop_assert!(selection.kinds().iter().all(|kind| kind == &EventKind::parse(kind.id())));
    }

    /// P8
    #[test]
    fn wait_is_within_an_hour_or_none(
        header in "\\PC{0,40}|0|[0-9]{1,30}|Sun, [0-2][0-9] (Jan|Feb|Dec) [12][0-9]{3} 0[0-9]:[0-5][0-9]:00 GMT|(Sun|x), [0-9]{1,3} (Jan|Feb|Dec|x) [0-9]{1,5} [0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3} (GMT|x)",
        now: i64,
    ) {
        prop_assert!(seconds(&header, now).is_none_or(|wait| (1..=3_600).contains(&wait)));
    }

    /// P9
    #[test]
    fn unknown_fields_and_kinds_never_change_the_outcome(
        name in "[a-z]{3,9}X",
        value in any_json(),
        kinds in prop::collection::vec("[a-z]{1,9}\\.[a-z]{1,9}", 0..4),
    ) {
        let mut body: Value = serde_json::from_str(CREATED).unwrap();
        body[&name] = value.clone();
        body["data"][&name] = value.clone();
        body["data"]["subscription"][&name] = value;
        body["data"]["subscription"]["events"] = json!(kinds);
        let changed = created(outcome(201, body.to_string()));
        let plain = created(outcome(201, CREATED));
        prop_assert_eq!(&changed.secret, &plain.secret);
        prop_assert_eq!(&changed.anomalies, &plain.anomalies);
        let mut subscription = changed.subscription.unwrap();
        prop_assert_eq!(subscription.events.replace(plain.subscription.clone().unwrap().events.unwrap()), Some(kinds));
        prop_assert_eq!(Some(subscription), plain.subscription);
    }
}
