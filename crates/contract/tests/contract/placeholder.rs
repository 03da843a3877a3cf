use contract::{Advice, Level};

use crate::advice::{advice, is_advised};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The placeholder of this URL.
#[track_caller]
fn placeholder(url: &str) -> Option<String> {
    advice(url).into_iter().find_map(|advice| match advice {
        Advice::Placeholder { text } => Some(text),
        _ => None,
    })
}

#[test]
fn placeholder_is_a_warning() {
    let given = Advice::Placeholder {
        text: "{tenant}".into(),
    };
    is_advised(
        "https://iana.org/{tenant}/in",
        &given,
        "\"{tenant}\" looks like a placeholder. Nothing is filled in: deliveries go to this address as it is. Put the \
         value in its place.",
    );
    assert_eq!(given.level(), Level::Warning);
}

#[test]
fn placeholders_are_found_in_every_notation() {
    for (rest, text) in [
        ("{tenant}", "{tenant}"),
        ("a/{id}/b", "{id}"),
        ("hooks-{id}.json", "{id}"),
        ("{{id}}", "{{id}}"),
        ("%7B%7B%20id%20%7D%7D", "{{ id }}"),
        ("{{event.kind}}", "{{event.kind}}"),
        ("{{{id}}}", "{{{id}}}"),
        ("${TENANT}", "{TENANT}"),
        ("$TENANT", "$TENANT"),
        ("<your-domain>", "<your-domain>"),
        ("%3Ctenant%20id%3E", "<tenant id>"),
        ("[id]", "[id]"),
        (":id", ":id"),
        ("a/:hookId/b", ":hookId"),
        ("YOUR_DOMAIN", "YOUR_DOMAIN"),
        ("YOUR_HEART", "YOUR_HEART"),
        ("your-webhook-path", "your-webhook-path"),
        ("yourtenant", "yourtenant"),
        ("...", "..."),
        ("T000/XXXXXXXX", "XXXXXXXX"),
        ("?id={id}", "{id}"),
        ("?a=b&id=%7Bid%7D", "{id}"),
        ("?id=:id", ":id"),
        ("?id=YOUR_API_KEY", "YOUR_API_KEY"),
        ("?id=<id>", "<id>"),
    ] {
        let url = format!("https://iana.org/{rest}");
        assert_eq!(placeholder(&url).as_deref(), Some(text), "{rest}");
    }
}

#[test]
fn placeholder_in_a_host_is_found() {
    for (host, text) in [
        ("YOUR_DOMAIN", "your_domain"),
        ("your-domain.com", "your-domain"),
        ("hooks.yourcompany.com", "yourcompany"),
        ("YOUR-TENANT.iana.org", "your-tenant"),
        ("your_app.iana.org", "your_app"),
    ] {
        let url = format!("https://{host}/");
        assert_eq!(placeholder(&url).as_deref(), Some(text), "{host}");
    }
}

#[test]
fn value_is_no_placeholder() {
    for rest in [
        "",
        "a:b",
        "a/:/b",
        "v1/items:publish",
        ":8443",
        "{}",
        "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
        "a3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "{a,b}",
        "items[id]",
        "$batch",
        "$metadata",
        "your",
        "your-orders",
        "yourself",
        "account",
        "xx",
        "xxxy",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "a}b{c",
        "?filter={%22a%22:1}",
        "?a[id]=1",
        "?tenant=acme",
        "?time=12:30",
        "?a=<b",
        "?a=x%3Ay",
    ] {
        assert_eq!(
            placeholder(&format!("https://iana.org/{rest}")),
            None,
            "{rest}"
        );
    }
    for host in [
        "iana.org",
        "yours.com",
        "xxx.com",
        "8.8.8.8",
        "[2606:4700::1111]",
    ] {
        assert_eq!(placeholder(&format!("https://{host}/")), None, "{host}");
    }
}
