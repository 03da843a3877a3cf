//! The endpoint URL.

use e2e::host_page::TAG;
use e2e::{Key, Page};

use super::set_value;
use crate::form_page::{FormPage, on_both_surfaces};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S30 address that is sent is the one that is shown",
            what_is_shown_is_sent,
        ),
        Row::new(
            "S31 user name and password are refused",
            on_both_surfaces(userinfo_is_refused),
        ),
        Row::new(
            "S31 secret in a query is warned about and not logged",
            secret_in_a_query,
        ),
        Row::new(
            "S32 private host is warned about in each of its forms",
            private_hosts,
        ),
        Row::new("S32 url-policy decides about a private host", url_policy),
        Row::new("S33 bad host is refused, and nothing is sent", bad_hosts),
    ]
}

/// The URL that the page announces to send: the line "Sent as", else the value of the field.
#[track_caller]
fn shown_url(page: &Page) -> String {
    let line = "return first('.sent code')?.innerText ?? first('[name=url]').value";
    page.shadow_script(line, &[])
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

fn what_is_shown_is_sent() {
    let form = FormPage::console();
    let page = &form.page;
    let typed = [
        ("  https://example.com/a \u{a0}", "https://example.com/a"),
        ("HTTPS://Example.COM:443/./b", "https://example.com/b"),
        ("example.com/c", "https://example.com/c"),
        (
            "https://example.com/d?q=\u{e4}",
            "https://example.com/d?q=%C3%A4",
        ),
    ];
    let pasted = [
        ("\u{a0}https://example.com/e\t\r\n", "https://example.com/e"),
        ("https://exam\tple.com/f", "https://example.com/f"),
    ];
    form.record_requests();
    let all = typed.map(|pair| (false, pair)).into_iter();
    for (is_pasted, (text, expected)) in all.chain(pasted.map(|pair| (true, pair))) {
        form.fill_in();
        if is_pasted {
            page.set_clipboard(text);
            page.fill("Endpoint URL", "");
            page.paste();
        } else {
            page.fill("Endpoint URL", text);
        }
        page.type_keys(Key::Tab);
        page.wait_for(expected, || shown_url(page) == expected);
        assert_eq!(form.submit().kind, "created", "{text:?}");
        assert_eq!(form.last_request()["url"], expected, "{text:?}");
        assert_eq!(
            form.api.subscriptions().pop().expect("a subscription").url,
            expected
        );
        assert_eq!(page.detail("Endpoint"), expected);
        form.create_another();
    }
    // Browsers join two lines in different ways. The page shows the result.
    form.fill_in();
    page.set_clipboard("https://exa\nmple.com/g");
    page.fill("Endpoint URL", "");
    page.paste();
    page.type_keys(Key::Tab);
    let error = "An address has no spaces in it";
    page.wait_for("the URL or an error", || {
        shown_url(page) == "https://example.com/g" || page.error_for("url").contains(error)
    });
    let before = shown_url(page);
    if form.submit().kind == "created" {
        assert_eq!(form.last_request()["url"], before.as_str());
    } else {
        assert_eq!(form.api.subscriptions().len(), 6);
    }
}

fn userinfo_is_refused(form: &FormPage) {
    let page = &form.page;
    form.fill_in();
    for typed in [
        "https://user:word@example.com/",
        "https://user@example.com/",
        "https://:word@example.com/",
        "https:user:word@example.com",
        "https://user%3Aword@example.com/",
    ] {
        page.fill("Endpoint URL", typed);
        page.press("Create subscription");
        page.wait_for_error_at("url", "Take the user name and password out of the address");
        assert_eq!(page.outcome().kind, "not-created", "{typed}");
    }
    assert_eq!(form.api.posts(), 0);
}

fn secret_in_a_query() {
    const VALUE: &str = "kJ8s2mQ0xV4nB7cL1pR9tY3wE6zA5dF8";
    let form = FormPage::console();
    let page = &form.page;
    let warned = "looks like a secret. Addresses end up in logs";
    for key in ["token", "key", "secret", "X-Amz-Signature", "api_key"] {
        page.fill(
            "Endpoint URL",
            &format!("https://example.com/?a=1&{key}={VALUE}"),
        );
        page.type_keys(Key::Tab);
        page.wait_for_text(&format!("The query parameter \"{key}\" {warned}"));
        page.fill("Endpoint URL", "https://example.com/?keyword=a");
        page.type_keys(Key::Tab);
        page.wait_for("no warning", || !page.text().contains(warned));
    }
    form.fill_in();
    page.fill(
        "Endpoint URL",
        &format!("https://example.com/?token={VALUE}"),
    );
    assert_eq!(form.submit().kind, "created");
    assert!(form.api.subscriptions()[0].url.ends_with(VALUE));
    let log = form.api.log();
    assert!(
        log.iter().any(|line| line.contains("POST /v1/webhooks")),
        "{log:#?}"
    );
    let output = [log, page.console_messages()].concat().concat();
    assert!(!output.contains(VALUE), "{output}");
}

fn private_hosts() {
    let form = FormPage::console();
    let page = &form.page;
    for (host, sent) in [
        ("localhost", "localhost"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("10.0.0.7", "10.0.0.7"),
        ("172.16.0.1", "172.16.0.1"),
        ("192.168.0.7", "192.168.0.7"),
        ("169.254.169.254", "169.254.169.254"),
        ("100.64.0.1", "100.64.0.1"),
        ("[::1]", "[::1]"),
        ("[::ffff:10.0.0.1]", "[::ffff:a00:1]"),
        ("[fe80::1]", "[fe80::1]"),
        ("[fd00::1]", "[fd00::1]"),
        ("localhost.", "localhost."),
        ("intranet", "intranet"),
        ("printer.local", "printer.local"),
        ("db.internal", "db.internal"),
    ] {
        page.fill("Endpoint URL", &format!("https://{host}/"));
        page.type_keys(Key::Tab);
        page.wait_for_text(&format!(
            "({sent}). EnfinitOS delivers from the public internet and cannot reach it."
        ));
        assert_eq!(shown_url(page), format!("https://{sent}/"), "{host}");
        assert_eq!(page.error_for("url"), "", "{host}");
    }
    page.fill("Endpoint URL", "https://93.184.215.14/");
    page.type_keys(Key::Tab);
    page.wait_for("no warning", || !page.text().contains("cannot reach it"));
}

fn url_policy() {
    let form = FormPage::element();
    let page = &form.page;
    let set_policy = |policy: &str| {
        let script = "document.querySelector(arguments[0]).urlPolicy = arguments[1]";
        page.script(script, &[TAG.into(), policy.into()]);
    };
    form.fill_in();
    set_policy("public");
    page.fill("Endpoint URL", "https://192.168.0.7/hooks?token=1");
    page.type_keys(Key::Tab);
    page.wait_for_error_at("url", "This address is private");
    assert_eq!(form.submit().kind, "not-created");
    // The field keeps the focus.
    page.fill("Endpoint URL", "https://localhost/hooks");
    page.type_keys(Key::Enter);
    page.wait_for_error_at("url", "This is the machine's own name");
    assert_eq!(form.api.requests(), []);

    page.fill("Endpoint URL", "https://192.168.0.7/hooks?token=1");
    set_policy("silent");
    page.wait_for("no error", || page.error_for("url").is_empty());
    let text = page.text();
    assert!(
        !text.contains("private") && !text.contains("Warning"),
        "{text}"
    );
    set_policy("no such word");
    page.type_keys(Key::Tab);
    page.wait_for_text("This address is private");
    assert_eq!(page.error_for("url"), "");
    assert_eq!(form.submit().kind, "created");
}

fn bad_hosts() {
    let form = FormPage::console();
    let page = &form.page;
    let long = [&"a".repeat(64), ".example"].concat();
    let longer = ["abcdefghi."; 26].concat();
    form.fill_in();
    for host in [
        "exa*mple.com",
        "exa%20mple.com",
        "x%41.example",
        "a..example",
        ".example",
        "-a.example",
        "a-.example",
        "xn--a.example",
        "xn--zzzzzz-.example",
        "1.2.3.4.5",
        "256.256.256.256",
        "[::1",
        "[g::1]",
        "a\u{ff05}41.example",
        &long,
        &longer,
    ] {
        set_value(
            page,
            "url",
            &serde_json::json!(format!("https://{host}/")).to_string(),
        );
        page.press("Create subscription");
        page.wait_for_error_at("url", "is not a valid host name or IP address");
        assert_eq!(page.outcome().kind, "not-created", "{host}");
    }
    for (host, message) in [
        ("exa mple.com", "An address has no spaces in it"),
        ("", "The address has no host name"),
        ("example.com:65536", "\"65536\" is not a port"),
    ] {
        set_value(
            page,
            "url",
            &serde_json::json!(format!("https://{host}/")).to_string(),
        );
        page.press("Create subscription");
        page.wait_for_error_at("url", message);
    }
    assert_eq!(form.api.posts(), 0);
    page.fill("Endpoint URL", "https://exa_mple.com/");
    page.type_keys(Key::Tab);
    page.wait_for_text("The host name has an underscore");
    assert_eq!(page.error_for("url"), "");
    page.fill("Endpoint URL", "https://b\u{fc}cher.example/");
    assert_eq!(form.submit().kind, "created");
    assert_eq!(
        form.api.subscriptions()[0].url,
        "https://xn--bcher-kva.example/"
    );
}
