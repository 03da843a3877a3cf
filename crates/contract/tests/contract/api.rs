//! The base URL and the API key: S16, S18 and S19.

use contract::{ApiBase, ApiBaseError, ApiKey, ApiKeyError, KeyAdvice};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[track_caller]
fn base(text: &str) -> ApiBase {
    ApiBase::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

#[track_caller]
fn is_not_a_base(error: ApiBaseError, message: &str, texts: &[&str]) {
    assert_eq!(error.to_string(), message);
    for text in texts {
        assert_eq!(ApiBase::parse(text), Err(error), "{text:?}");
    }
}

#[track_caller]
fn is_not_a_key(error: ApiKeyError, message: &str, texts: &[&str]) {
    assert_eq!(error.to_string(), message);
    for text in texts {
        assert_eq!(ApiKey::parse(text), Err(error), "{text:?}");
    }
}

#[test]
fn base_is_https_or_loopback() {
    for (text, expected, local) in [
        (
            "https://api.enfinitos.com",
            ["https", "api.enfinitos.com", ""],
            false,
        ),
        (
            " HTTPS://API.Example.com:443/ \n",
            ["https", "api.example.com", ""],
            false,
        ),
        (
            "https://a.example:8443/x//",
            ["https", "a.example:8443", "/x"],
            false,
        ),
        (
            "http://localhost:3000",
            ["http", "localhost:3000", ""],
            true,
        ),
        (
            "http://api.shop.localhost:81",
            ["http", "api.shop.localhost:81", ""],
            true,
        ),
        ("http://127.0.0.1:80/", ["http", "127.0.0.1", ""], true),
        (
            "http://127.9.8.7:8787",
            ["http", "127.9.8.7:8787", ""],
            true,
        ),
        ("http://0x7f.1:1", ["http", "127.0.0.1:1", ""], true),
        ("http://[::1]:5/a/", ["http", "[::1]:5", "/a"], true),
        ("https://localhost", ["https", "localhost", ""], true),
    ] {
        let (base, [scheme, host, path]) = (base(text), expected);
        let origin = format!("{scheme}://{host}");
        assert_eq!(base.as_str(), format!("{origin}{path}"));
        assert_eq!(base.to_string(), base.as_str());
        assert_eq!(base.join("/v1/webhooks"), format!("{base}/v1/webhooks"));
        assert_eq!((base.origin(), base.host()), (origin.as_str(), host));
        assert_eq!(base.is_local(), local, "{text:?}");
    }
}

#[test]
fn other_texts_are_rejected_as_base() {
    is_not_a_base(
        ApiBaseError::Empty,
        "enter the address of the API",
        &["", " \n"],
    );
    let long = format!("https://a.example/{}", "x".repeat(2_031));
    is_not_a_base(
        ApiBaseError::TooLong,
        "this is too long for an address",
        &[&long, &"x".repeat(200_000)],
    );
    assert_eq!(base(&long[..2_048]).as_str(), &long[..2_048]);
    let grows = format!("https://a.example/{}", "ü".repeat(1_000));
    assert_eq!(ApiBase::parse(&grows), Err(ApiBaseError::TooLong));
    is_not_a_base(
        ApiBaseError::NotAbsolute,
        "enter the whole address, with https:// at its start",
        &[
            "api.example.com",
            "/v1",
            "//api.example.com",
            "x y",
            "https://",
            "https://a b.example.com",
        ],
    );
    is_not_a_base(
        ApiBaseError::NotSecure,
        "use https: the key must not travel in the clear (http is for this machine alone)",
        &[
            "http://api.example.com",
            "http://localhost.example.com",
            "http://notlocalhost",
            "http://api-localhost",
            "http://127.0.0.1.example.com",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://[::ffff:7f00:1]",
            "javascript:0",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://localhost",
            "ws://localhost",
            "blob:https://a.example/x",
            "localhost:3000",
        ],
    );
    is_not_a_base(
        ApiBaseError::HasCredentials,
        "leave user name and password out of the address",
        &[
            "https://me@api.example.com",
            "https://:p@a.example",
            "http://me:p@localhost",
        ],
    );
    is_not_a_base(
        ApiBaseError::HasQuery,
        "leave out what follows ? or #",
        &[
            "https://a.example?",
            "https://a.example/?a=b",
            "https://a.example/#",
            "https://a.example#x",
        ],
    );
}

#[test]
fn path_of_the_api_at_the_end_of_a_base_is_found() {
    for (text, shorter) in [
        ("https://a.example/v1", Some("https://a.example")),
        ("https://a.example/v1/", Some("https://a.example")),
        ("https://a.example/v1/webhooks", Some("https://a.example")),
        (
            "https://a.example/x/v1/tenant/",
            Some("https://a.example/x"),
        ),
        ("http://localhost:3000/v1", Some("http://localhost:3000")),
        ("https://a.example", None),
        ("https://a.example/x", None),
        ("https://a.example/v2", None),
        ("https://a.example/xv1", None),
        ("https://a.example/v1/x", None),
        ("https://v1", None),
    ] {
        let found = base(text).without_api_path();
        assert_eq!(found.as_ref().map(ApiBase::as_str), shorter, "{text}");
    }
}

#[test]
fn key_is_visible_ascii_on_one_line() {
    for text in ["sk_test_a", " sk_test_a  ", "x", "!~", &"x".repeat(4_096)] {
        assert_eq!(ApiKey::parse(text).unwrap().expose(), text.trim());
    }
    is_not_a_key(ApiKeyError::Empty, "enter an API key", &["", "   "]);
    is_not_a_key(
        ApiKeyError::HasLineBreak,
        "the key holds a line break: copy it again, as one line",
        &["a\nb", "a\r\nX-Evil: 1", "a\r", "\na", "a\n", "ä\n"],
    );
    is_not_a_key(
        ApiKeyError::NotVisibleAscii,
        "the key holds a character that no key has: copy it again",
        &[
            "ä",
            "a b",
            "a\tb",
            "a\0b",
            "a\u{7f}b",
            "a\u{200b}b",
            "a\u{a0}b",
            "aä",
        ],
    );
    let [long, pasted] = [4_097, 200_000].map(|len| "x".repeat(len));
    is_not_a_key(
        ApiKeyError::TooLong,
        "this is too long for a key",
        &[&long, &pasted],
    );
}

#[test]
fn key_prefix_is_checked_against_the_host() {
    const PRODUCTION: &str = "https://api.enfinitos.com";
    const SANDBOX: &str = "https://sandbox.api.enfinitos.com";
    for (key, to, expected) in [
        ("sk_live_a", PRODUCTION, Ok(None)),
        ("sk_live_a", "https://api.enfinitos.com:443/", Ok(None)),
        ("sk_live_a", SANDBOX, Err(ApiKeyError::LiveOnSandbox)),
        (
            "sk_live_a",
            "https://SANDBOX.api.enfinitos.com/x",
            Err(ApiKeyError::LiveOnSandbox),
        ),
        (
            "sk_live_a",
            "http://localhost:1",
            Ok(Some(KeyAdvice::LiveElsewhere)),
        ),
        (
            "sk_live_a",
            "https://a.example",
            Ok(Some(KeyAdvice::LiveElsewhere)),
        ),
        ("sk_sandbox_a", SANDBOX, Ok(None)),
        ("sk_sandbox_a", PRODUCTION, Err(ApiKeyError::SandboxOnLive)),
        ("sk_sandbox_a", "http://127.0.0.1:1", Ok(None)),
        ("sk_sandbox_a", "https://a.example", Ok(None)),
        ("sk_test_a", "http://127.0.0.1:1", Ok(None)),
        ("sk_test_a", "http://[::1]", Ok(None)),
        ("sk_test_a", PRODUCTION, Ok(Some(KeyAdvice::LocalElsewhere))),
        (
            "sk_test_a",
            "https://a.example",
            Ok(Some(KeyAdvice::LocalElsewhere)),
        ),
        ("SK_LIVE_a", SANDBOX, Ok(Some(KeyAdvice::UnknownPrefix))),
        (
            "token",
            "http://localhost",
            Ok(Some(KeyAdvice::UnknownPrefix)),
        ),
    ] {
        let key = ApiKey::parse(key).unwrap();
        assert_eq!(
            key.check_against(&base(to)),
            expected,
            "{} {to}",
            key.expose()
        );
    }
}

#[test]
fn messages_about_keys_and_hosts_contain_the_prefix() {
    for (message, prefix) in [
        (ApiKeyError::LiveOnSandbox.to_string(), "sk_live_"),
        (ApiKeyError::SandboxOnLive.to_string(), "sk_sandbox_"),
        (KeyAdvice::LiveElsewhere.to_string(), "sk_live_"),
        (KeyAdvice::LocalElsewhere.to_string(), "sk_test_"),
        (
            KeyAdvice::UnknownPrefix.to_string(),
            "sk_sandbox_, sk_live_ or sk_test_",
        ),
    ] {
        assert!(message.contains(prefix), "{message}");
    }
}
