use contract::parsed_url::ParsedUrl;
use contract::{EndpointUrl, EndpointUrlError as Error};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[track_caller]
pub fn accepted(text: &str) -> EndpointUrl {
    EndpointUrl::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

#[track_caller]
pub fn is_normalized_to(text: &str, normal: &str) {
    assert_eq!(accepted(text).as_str(), normal, "{text:?}");
    assert_eq!(accepted(text).to_string(), normal, "{text:?}");
    assert_eq!(accepted(normal).as_str(), normal, "again");
}

#[track_caller]
fn is_rejected(text: &str, error: &Error, message: &str) {
    assert_eq!(EndpointUrl::parse(text).as_ref(), Err(error), "{text:?}");
    assert_eq!(error.to_string(), message);
}

#[track_caller]
pub fn has_bad_host(text: &str, host: &str) {
    let message = format!("\"{host}\" is not a valid host name or IP address");
    is_rejected(text, &Error::BadHost { host: host.into() }, &message);
}

#[track_caller]
fn is_not_absolute(text: &str) {
    is_rejected(
        text,
        &Error::NotAbsolute,
        "the address must begin with https:// and a host name",
    );
}

fn url_of_len(len: usize) -> String {
    format!(
        "https://a.example/{:x<1$}",
        "",
        len - "https://a.example/".len()
    )
}

#[test]
fn url_is_normalized() {
    is_normalized_to("https://a.example", "https://a.example/");
    is_normalized_to("HTTPS://A.Example:443/b/../c", "https://a.example/c");
    is_normalized_to("https:a.example/x", "https://a.example/x");
    is_normalized_to(r"https:\\a.example\x", "https://a.example/x");
    is_normalized_to("https://a.example:8443/?#", "https://a.example:8443/?#");
    is_normalized_to(
        "https://a.example/ü?ü#ü",
        "https://a.example/%C3%BC?%C3%BC#%C3%BC",
    );
    is_normalized_to("https://bücher.example/", "https://xn--bcher-kva.example/");
    is_normalized_to("https://faß.example/", "https://xn--fa-hia.example/");
    is_normalized_to("https://:@a.example/", "https://a.example/");
}

#[test]
fn white_space_at_the_ends_is_removed() {
    is_normalized_to(
        " \u{a0}\t\u{3000}https://a.example/\n\r\u{2028} ",
        "https://a.example/",
    );
    is_normalized_to(
        "\u{1}\u{a0}\u{0}https://a.example/\u{0}\u{a0}\u{1}",
        "https://a.example/",
    );
}

#[test]
fn tabs_and_newlines_inside_are_removed() {
    is_normalized_to("https://exa\nmp\tle.com/a\r\nb", "https://example.com/ab");
    is_normalized_to("htt\nps://a.example/", "https://a.example/");
}

#[test]
fn empty_url_is_rejected() {
    for text in ["", " ", "\t\n\u{a0}"] {
        is_rejected(text, &Error::Empty, "an address is needed");
    }
}

#[test]
fn url_over_the_limit_is_rejected() {
    let too_long = |len| Error::TooLong { max: 2048, len };
    is_normalized_to(&url_of_len(2048), &url_of_len(2048));
    is_rejected(
        &url_of_len(2049),
        &too_long(2049),
        "at most 2048 characters, 2049 were given",
    );
    let pasted = "ü".repeat(100_000);
    is_rejected(
        &pasted,
        &too_long(100_000),
        "at most 2048 characters, 100000 were given",
    );
}

#[test]
fn normalized_url_over_the_limit_is_rejected() {
    let text = format!("https://a.example/{}", "ü".repeat(400));
    let error = Error::TooLong {
        max: 2048,
        len: 2418,
    };
    is_rejected(&text, &error, "at most 2048 characters, 2418 were given");
}

#[test]
fn white_space_at_the_ends_does_not_count_towards_the_limit() {
    let text = format!("{:9000}{}", "", url_of_len(2048));
    is_normalized_to(&text, &url_of_len(2048));
}

#[test]
fn url_with_a_space_inside_is_rejected() {
    let message = "an address has no spaces in it; write %20 where one is meant";
    for text in [
        "https://a.example/b c",
        "https://x x:12",
        "https://a.example/?b c",
        "two words",
        "http://a b",
    ] {
        is_rejected(text, &Error::HasSpace, message);
    }
}

#[test]
fn url_without_a_scheme_is_rejected() {
    for text in [
        "x",
        "/x",
        "//a.example",
        "a.example/x",
        "a.example:8080",
        "localhost:3000/x",
        "?x",
        "#x",
        ":",
        "://x",
    ] {
        is_not_absolute(text);
    }
    is_not_absolute("1https://a.example");
    is_not_absolute("\u{feff}https://a.example");
}

#[test]
fn url_with_another_scheme_is_rejected() {
    let not_https = |scheme: &str| Error::NotHttps {
        scheme: scheme.into(),
    };
    is_rejected(
        "HTTP://a.example",
        &not_https("http"),
        "the address must begin with https, not http",
    );
    is_rejected(
        "mailto:a@b.example",
        &not_https("mailto"),
        "the address must begin with https, not mailto",
    );
    is_rejected(
        "javascript:alert(1)",
        &not_https("javascript"),
        "the address must begin with https, not javascript",
    );
    is_rejected(
        "httpss://a.example",
        &not_https("httpss"),
        "the address must begin with https, not httpss",
    );
}

#[test]
fn url_with_credentials_is_rejected() {
    let message = "a user name or password must not be part of the address";
    for text in [
        "https://user:word@a.example",
        "https://user@a.example",
        "https://:word@a.example",
        "https://a@b@c.example",
        "https://::@a.example",
        "https:user@a.example",
        "https://user@",
        "https://user:word@a_b.example:99999",
        "https://us\ner@a.example",
    ] {
        is_rejected(text, &Error::HasCredentials, message);
    }
}

/// However the text is split: what is before the last `@` of its authority is found in the text itself.
#[test]
fn no_accepted_url_has_credentials() {
    let starts = ["https://", "https:", r"https:/\", "https:///"];
    let befores = [
        "", ":", "@", ":@", "::@", "a@", "a:@", ":b@", "a:b@", "a@b@", "%40@", "\t:\n@", "\ta@",
        r"a\@", "a/@", "a?@", "a#@", "[a]@", "[::1]@", "[::1]:1@", "a:1@",
    ];
    let hosts = [
        "a.example",
        "a.example:1",
        "[::1]",
        ":b@a.example",
        "@a.example",
    ];
    let mut accepted = 0;
    for (start, before) in starts
        .iter()
        .flat_map(|start| befores.map(|before| (start, before)))
    {
        for host in hosts {
            let text = [start, before, host].concat();
            if let Ok(url) = EndpointUrl::parse(&text) {
                let parsed = ParsedUrl::parse(url.as_str()).unwrap();
                let credentials = (&*parsed.username, &*parsed.password);
                assert_eq!(credentials, ("", ""), "{text}");
                accepted += 1;
            }
        }
    }
    assert!(accepted > starts.len() * hosts.len(), "{accepted}");
}

#[test]
fn at_sign_after_the_host_is_not_credentials() {
    for text in [
        "https://a.example/@b",
        "https://a.example/?a@b",
        "https://a.example/#a@b",
    ] {
        is_normalized_to(text, text);
    }
}

#[test]
fn url_without_a_host_is_rejected() {
    for text in [
        "https:",
        "https://",
        "https:///",
        "https://:443",
        "https://?x",
        "https://@",
        "https://#",
    ] {
        is_rejected(text, &Error::NoHost, "the address has no host name");
    }
}

#[test]
fn url_with_a_bad_port_is_rejected() {
    let bad_port = |port: &str| Error::BadPort { port: port.into() };
    let message = "\"65536\" is not a port; ports are 0 to 65535";
    is_rejected("https://a.example:65536/x", &bad_port("65536"), message);
    is_rejected(
        "https://[::1]:x",
        &bad_port("x"),
        "\"x\" is not a port; ports are 0 to 65535",
    );
    is_rejected(
        "https://a.example:-1",
        &bad_port("-1"),
        "\"-1\" is not a port; ports are 0 to 65535",
    );
}
