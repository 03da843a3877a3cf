//! `POST /v1/webhooks`.

use serde_json::{Value, json};

use crate::support::{GOOD, Sandbox, contains};

#[tokio::test]
async fn created_subscription_has_the_nine_fields_in_the_order_of_the_contract() {
    let sandbox = Sandbox::start().await;
    let response = sandbox.created().await;
    let json = response.json();
    let field = |name: &str| {
        json["data"]["subscription"][name]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let secret = response.secret();
    let (id, developer, at) = (
        field("subscriptionId"),
        field("developerId"),
        field("createdAt"),
    );
    let golden = format!(
        r#"{{"ok":true,"data":{{"subscription":{{"subscriptionId":"{id}","developerId":"{developer}","url":"https://hooks.example.com/enfinitos","events":["right.issued","right.revoked"],"label":"Production rights feed","active":true,"createdAt":"{at}","lastDeliveredAt":null,"secretLastRotatedAt":null}},"signingSecret":"{secret}"}},"contractVersion":"v1.0"}}"#
    );
    assert_eq!(response.text, golden);
    assert_eq!(response.status, 201);
    assert_eq!(response.header("content-type"), Some("application/json"));

    is_hex(id.strip_prefix("whk_").unwrap(), 16);
    is_hex(developer.strip_prefix("dev_").unwrap(), 16);
    is_hex(secret.strip_prefix("whsec_").unwrap(), 64);
    let shape: String = at
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    assert_eq!(shape, "0000-00-00T00:00:00Z");
}

#[track_caller]
fn is_hex(text: &str, digits: usize) {
    assert_eq!(text.len(), digits, "{text}");
    assert!(text.bytes().all(|byte| byte.is_ascii_hexdigit()), "{text}");
}

#[tokio::test]
async fn ids_and_secrets_are_unique() {
    let sandbox = Sandbox::start().await;
    let (one, two) = (sandbox.created().await, sandbox.created().await);
    assert_ne!(one.secret(), two.secret());
    let id = |json: Value| json["data"]["subscription"]["subscriptionId"].clone();
    assert_ne!(id(one.json()), id(two.json()));
}

/// S39.
#[tokio::test]
async fn row_is_stored_before_the_response_and_without_the_plain_secret() {
    let sandbox = Sandbox::in_file().await;
    let response = sandbox.created().await;
    let subscription = &response.json()["data"]["subscription"];
    let database = rusqlite::Connection::open(sandbox.folder.path("sandbox.db")).unwrap();
    let columns = "SELECT subscription_id, url, events, label, active FROM subscription";
    let row: (String, String, String, String, bool) = database
        .query_row(columns, [], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })
        .unwrap();
    assert_eq!(row.0, subscription["subscriptionId"]);
    assert_eq!(row.1, "https://hooks.example.com/enfinitos");
    assert_eq!(row.2, r#"["right.issued","right.revoked"]"#);
    assert_eq!((row.3.as_str(), row.4), ("Production rights feed", true));

    let secret = response.secret();
    let bytes = sandbox.folder.bytes_of_all("sandbox.db");
    assert!(!contains(&bytes, secret.as_bytes()));
    assert!(!contains(
        &bytes,
        secret.strip_prefix("whsec_").unwrap().as_bytes()
    ));
    assert!(
        contains(&bytes, b"Production rights feed"),
        "the search looks at the right bytes"
    );
}

#[tokio::test]
async fn stored_url_and_events_are_normalized() {
    let sandbox = Sandbox::start().await;
    for (sent, stored) in [
        (
            r#"{"url":" HTTPS://Hooks.Example.COM:443/a/../b?q ","events":["key.issued","right.issued","key.issued"],"label":" a "}"#,
            json!({"url": "https://hooks.example.com/b?q", "events": ["right.issued", "key.issued"], "label": " a "}),
        ),
        (
            r#"{"url":"https://b\u00fccher.example","events":["*"],"label":"\ud83c\udf89"}"#,
            json!({"url": "https://xn--bcher-kva.example/", "events": ["*"], "label": "🎉"}),
        ),
    ] {
        let response = sandbox.create(sent).send().await;
        assert_eq!(response.status, 201, "{}", response.text);
        for field in ["url", "events", "label"] {
            assert_eq!(
                response.json()["data"]["subscription"][field],
                stored[field],
                "{sent}"
            );
        }
    }
}

#[tokio::test]
async fn unknown_fields_are_ignored() {
    let sandbox = Sandbox::start().await;
    let body = r#"{"url":"https://a.example","events":["*"],"label":"a","active":false,"subscriptionId":"whk_x","extra":[{}]}"#;
    let response = sandbox.create(body).send().await;
    assert_eq!(response.status, 201);
    assert_eq!(response.json()["data"]["subscription"]["active"], true);
    assert!(!response.text.contains("whk_x") && !response.text.contains("extra"));
}

#[tokio::test]
async fn content_type_may_have_a_charset() {
    let sandbox = Sandbox::start().await;
    for kind in [
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json ; charset=UTF-8;",
    ] {
        let call = sandbox
            .call("POST", "/v1/webhooks")
            .key(&sandbox.key)
            .header("content-type", kind);
        assert_eq!(call.body(GOOD).send().await.status, 201, "{kind}");
    }
}

/// S42.
#[tokio::test]
async fn body_may_have_16_kib() {
    let sandbox = Sandbox::start().await;
    let padded = |len: usize| format!("{GOOD}{}", " ".repeat(len - GOOD.len()));
    assert_eq!(sandbox.create(padded(16 * 1024)).send().await.status, 201);
    assert_eq!(
        sandbox.create(padded(16 * 1024 + 1)).send().await.status,
        413
    );
}

#[tokio::test]
async fn rejected_create_stores_no_row() {
    let sandbox = Sandbox::in_file().await;
    sandbox.create("{}").send().await;
    sandbox
        .create(GOOD)
        .header("origin", "https://x.example")
        .send()
        .await;
    sandbox.call("POST", "/v1/webhooks").json(GOOD).send().await;
    let database = rusqlite::Connection::open(sandbox.folder.path("sandbox.db")).unwrap();
    let rows: i64 = database
        .query_row("SELECT count(*) FROM subscription", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn hundred_parallel_creates_are_hundred_rows() {
    let sandbox = Sandbox::start().await;
    let creates: Vec<_> = (0..100)
        .map(|_| tokio::spawn(sandbox.create(GOOD).send()))
        .collect();
    let mut secrets = std::collections::HashSet::new();
    for create in creates {
        secrets.insert(create.await.unwrap().secret());
    }
    assert_eq!(secrets.len(), 100);
}
