use contract::address::Address;
use contract::{EndpointUrl, EndpointUrlError as Error};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[track_caller]
fn accepted(text: &str) -> EndpointUrl {
    EndpointUrl::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

#[track_caller]
fn is_kept_as(text: &str, normal: &str) {
    assert_eq!(accepted(text).as_str(), normal, "{text:?}");
    assert_eq!(accepted(normal).as_str(), normal, "again");
}

#[track_caller]
fn is_refused(text: &str, error: Error, message: &str) {
    assert_eq!(EndpointUrl::parse(text), Err(error.clone()), "{text:?}");
    assert_eq!(error.to_string(), message);
}

#[track_caller]
fn has_bad_host(text: &str, host: &str) {
    let message = format!("\"{host}\" is not a valid host name or IP address");
    is_refused(text, Error::BadHost { host: host.into() }, &message);
}

#[track_caller]
fn is_not_absolute(text: &str) {
    is_refused(text, Error::NotAbsolute, "the address must begin with https:// and a host name");
}

fn address_of_len(len: usize) -> String {
    format!("https://a.example/{:x<1$}", "", len - "https://a.example/".len())
}

#[test]
fn url_is_kept_in_its_normal_form() {
    is_kept_as("https://a.example", "https://a.example/");
    is_kept_as("HTTPS://A.Example:443/b/../c", "https://a.example/c");
    is_kept_as("https:a.example/x", "https://a.example/x");
    is_kept_as(r"https:\\a.example\x", "https://a.example/x");
    is_kept_as("https://a.example:8443/?#", "https://a.example:8443/?#");
    is_kept_as("https://a.example/ü?ü#ü", "https://a.example/%C3%BC?%C3%BC#%C3%BC");
    is_kept_as("https://bücher.example/", "https://xn--bcher-kva.example/");
    is_kept_as("https://faß.example/", "https://xn--fa-hia.example/");
    is_kept_as("https://%61.example/", "https://a.example/");
    is_kept_as("https://:@a.example/", "https://a.example/");
}

#[test]
fn numeric_hosts_become_addresses() {
    for text in ["https://127.1", "https://0x7f.1", "https://2130706433", "https://017700000001", "https://127.0.0.1."] {
        is_kept_as(text, "https://127.0.0.1/");
    }
    is_kept_as("https://0", "https://0.0.0.0/");
    is_kept_as("https://[0:0:0:0:0:0:0:1]:8443/x", "https://[::1]:8443/x");
    is_kept_as("https://[::ffff:10.0.0.5]", "https://[::ffff:a00:5]/");
}

#[test]
fn white_space_at_the_ends_is_cut_off() {
    is_kept_as(" \u{a0}\t\u{3000}https://a.example/\n\r\u{2028} ", "https://a.example/");
    is_kept_as("\u{1}\u{a0}\u{0}https://a.example/\u{0}\u{a0}\u{1}", "https://a.example/");
}

#[test]
fn tabs_and_newlines_inside_are_left_out() {
    is_kept_as("https://exa\nmp\tle.com/a\r\nb", "https://example.com/ab");
    is_kept_as("htt\nps://a.example/", "https://a.example/");
}

#[test]
fn empty_url_is_rejected() {
    for text in ["", " ", "\t\n\u{a0}"] {
        is_refused(text, Error::Empty, "an address is needed");
    }
}

#[test]
fn url_over_the_limit_is_rejected() {
    let too_long = |len| Error::TooLong { max: 2048, len };
    is_kept_as(&address_of_len(2048), &address_of_len(2048));
    is_refused(&address_of_len(2049), too_long(2049), "at most 2048 characters, 2049 were given");
    let pasted = "ü".repeat(100_000);
    is_refused(&pasted, too_long(100_000), "at most 2048 characters, 100000 were given");
}

#[test]
fn normal_form_over_the_limit_is_rejected() {
    let text = format!("https://a.example/{}", "ü".repeat(400));
    let error = Error::TooLong { max: 2048, len: 2418 };
    is_refused(&text, error, "at most 2048 characters, 2418 were given");
}

#[test]
fn white_space_at_the_ends_does_not_count() {
    let text = format!("{:9000}{}", "", address_of_len(2048));
    is_kept_as(&text, &address_of_len(2048));
}

#[test]
fn url_with_a_space_inside_is_rejected() {
    let message = "an address has no spaces in it; write %20 where one is meant";
    for text in ["https://a.example/b c", "https://x x:12", "https://a.example/?b c", "two words", "http://a b"] {
        is_refused(text, Error::HasSpace, message);
    }
}

#[test]
fn url_without_a_scheme_is_rejected() {
    for text in ["x", "/x", "//a.example", "a.example/x", "a.example:8080", "localhost:3000/x", "?x", "#x", ":", "://x"] {
        is_not_absolute(text);
    }
    is_not_absolute("1https://a.example");
    is_not_absolute("\u{feff}https://a.example");
}

#[test]
fn url_with_another_scheme_is_rejected() {
    let not_https = |scheme: &str| Error::NotHttps { scheme: scheme.into() };
    is_refused("HTTP://a.example", not_https("http"), "the address must begin with https, not http");
    is_refused("mailto:a@b.example", not_https("mailto"), "the address must begin with https, not mailto");
    is_refused("javascript:alert(1)", not_https("javascript"), "the address must begin with https, not javascript");
    is_refused("httpss://a.example", not_https("httpss"), "the address must begin with https, not httpss");
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
        is_refused(text, Error::HasCredentials, message);
    }
}

#[test]
fn at_sign_behind_the_host_is_no_credentials() {
    for text in ["https://a.example/@b", "https://a.example/?a@b", "https://a.example/#a@b"] {
        is_kept_as(text, text);
    }
}

#[test]
fn url_without_a_host_is_rejected() {
    for text in ["https:", "https://", "https:///", "https://:443", "https://?x", "https://@", "https://#"] {
        is_refused(text, Error::NoHost, "the address has no host name");
    }
}

#[test]
fn url_with_a_bad_port_is_rejected() {
    let bad_port = |port: &str| Error::BadPort { port: port.into() };
    let message = "\"65536\" is not a port; ports are 0 to 65535";
    is_refused("https://a.example:65536/x", bad_port("65536"), message);
    is_refused("https://[::1]:x", bad_port("x"), "\"x\" is not a port; ports are 0 to 65535");
    is_refused("https://a.example:-1", bad_port("-1"), "\"-1\" is not a port; ports are 0 to 65535");
}

#[test]
fn host_with_other_characters_than_letters_digits_and_hyphens_is_rejected() {
    for host in ["a_b.example", "a%20b", "a%25b", "a\u{a0}b", "a*b", "a,b", "a!b", "a~b", "a'b", "(a)", "a&b=c", "a;b"] {
        has_bad_host(&format!("https://{host}/x"), host);
    }
    for host in ["a<b", "a|b", "a^b", "a%00b", "a%2Fb", "\u{ad}", "\u{fffd}", "a\u{202e}b\u{ffff}"] {
        has_bad_host(&format!("https://{host}/x"), host);
    }
}

#[test]
fn host_with_an_empty_label_is_rejected() {
    for host in [".", "..", ".a.example", "a..example", "a.example..", "。a.example"] {
        has_bad_host(&format!("https://{host}"), host);
    }
}

#[test]
fn one_trailing_dot_is_accepted() {
    is_kept_as("https://a.example./x", "https://a.example./x");
}

#[test]
fn label_with_a_hyphen_at_its_end_is_rejected() {
    for host in ["-a.example", "a-.example", "a.-", "-"] {
        has_bad_host(&format!("https://{host}"), host);
    }
    is_kept_as("https://r3---sn-a.example/", "https://r3---sn-a.example/");
}

#[test]
fn label_over_63_characters_is_rejected() {
    let label = "a".repeat(63);
    let (fits, long) = (format!("https://{label}.example/"), format!("a{label}.example"));
    is_kept_as(&fits, &fits);
    has_bad_host(&format!("https://{long}"), &long);
}

#[test]
fn host_over_253_characters_is_rejected() {
    let longest = format!("{}{}", "abc.".repeat(63), "a");
    assert_eq!(longest.len(), 253);
    let (fits, dotted, long) = (format!("https://{longest}/"), format!("https://{longest}./"), format!("{longest}a"));
    is_kept_as(&fits, &fits);
    is_kept_as(&dotted, &dotted);
    has_bad_host(&format!("https://{long}"), &long);
}

#[test]
fn host_that_ends_in_a_number_but_is_no_address_is_rejected() {
    for host in ["1.2.3.4.5", "256.0.0.1", "a.1", "a.0x1", "4294967296", "1.2.3.08", "0x", "a.0x."] {
        if host == "0x" {
            is_kept_as("https://0x", "https://0.0.0.0/");
        } else {
            has_bad_host(&format!("https://{host}"), host);
        }
    }
}

#[test]
fn malformed_ipv6_address_is_rejected() {
    for host in ["[::1", "[]", "[1]", "[::g]", "[::1%25eth0]", "[::1]a", "::1", "[v1.a]", "[1:2:3:4:5:6:7:8:9]"] {
        assert!(matches!(EndpointUrl::parse(&format!("https://{host}/")), Err(Error::BadHost { .. })), "{host}");
    }
}

#[test]
fn xn_label_that_is_no_encoding_of_what_it_says_is_rejected() {
    // In order: nothing encoded, ASCII only, malformed, overflowing, upper case in what it says, a compatibility form,
    // a soft hyphen, a full stop, a surrogate, beyond the last code point, a right-to-left label against the rules.
    for host in [
        "xn--.example",
        "xn--a-.example",
        "xn--a.example",
        "xn--99999999.example",
        "xn--bcher-2pa.example",
        "xn--jm6c.example",
        "xn--ab-5da.example",
        "xn--ab-r13a.example",
        "xn--ib9a.example",
        "xn--0n7d1q.example",
        "xn--a-yoc.example",
    ] {
        has_bad_host(&format!("https://{host}"), host);
    }
}

#[test]
fn xn_label_that_round_trips_is_accepted() {
    for text in ["https://xn--bcher-kva.example/", "https://xn--n3h/", "https://www.xn--mgba3gch31f060k/"] {
        is_kept_as(text, text);
    }
    is_kept_as("https://XN--BCHER-KVA.example", "https://xn--bcher-kva.example/");
}

#[test]
fn text_with_a_dotted_host_and_no_scheme_is_completed() {
    for text in ["example.com/x", "example.com:8080/x", "bücher.example", "1.2.3.4/x", "a.example?x:y", "a.example/@b"] {
        let completed = format!("https://{text}");
        assert_eq!(EndpointUrl::complete(text), Some(completed.clone()));
        accepted(&completed);
    }
    assert_eq!(EndpointUrl::complete(" a.example\n").as_deref(), Some("https://a.example"));
}

#[test]
fn other_texts_are_not_completed() {
    for text in [
        "", "x", "/x", "/a.b", "localhost:3000", "//a.b", "user@example.com", "a.b:80@example.com", "mailto:a@b.c",
        "javascript:a.b", "https://a.b", "http://a.b", "a.b:c", "a.b:80x", ".", "..", "./x", "../x", ".a", "e. g. x",
        "?a.b", "#a.b", "[::1].x", "C:\\x.txt",
    ] {
        assert_eq!(EndpointUrl::complete(text), None, "{text:?}");
    }
    assert_eq!(EndpointUrl::complete(&"a.b".repeat(1000)), None);
}

#[test]
fn parts_set_the_host_off() {
    let url = accepted("https://a.example:8443/x?y");
    assert_eq!(url.parts(), ("https://", "a.example", ":8443/x?y"));
    let url = accepted("https://:@[::1]/");
    assert_eq!(url.parts(), ("https://", "[::1]", "/"));
}

#[test]
fn log_form_has_no_query_and_no_fragment() {
    assert_eq!(accepted("https://a.example/x?token=1#y").without_query(), "https://a.example/x");
    assert_eq!(accepted("https://a.example/x#y?z").without_query(), "https://a.example/x");
    assert_eq!(accepted("https://a.example/x").without_query(), "https://a.example/x");
}

#[test]
fn serde_goes_through_parse() {
    let url: EndpointUrl = serde_json::from_str(r#"" HTTPS://a.example ""#).unwrap();
    assert_eq!(serde_json::to_string(&url).unwrap(), r#""https://a.example/""#);
    let error = serde_json::from_str::<EndpointUrl>(r#""http://a.example""#).unwrap_err();
    assert_eq!(error.to_string(), "the address must begin with https, not http");
    assert_eq!("https://a.example".parse(), Ok(url.clone()));
    assert_eq!(EndpointUrl::try_from("https://a.example".to_owned()), Ok(url));
}

#[test]
fn address_parts_read_the_same_in_both_parsers() {
    let address = Address::parse("http://us%20er:wo:rd@A.example:80/x?y#z").unwrap();
    assert_eq!((address.scheme.as_str(), address.host.as_str(), address.port), ("http", "a.example", None));
    assert_eq!((address.username.as_str(), address.password.as_str()), ("us%20er", "wo%3Ard"));
    assert_eq!((address.path.as_str(), address.query.as_deref(), address.fragment.as_deref()), ("/x", Some("y"), Some("z")));
    let address = Address::parse("https://[::1]:8080?#").unwrap();
    assert_eq!((address.host.as_str(), address.port, address.href.as_str()), ("[::1]", Some(8080), "https://[::1]:8080/?#"));
    assert_eq!((address.query, address.fragment), (None, None));
    assert_eq!(Address::parse("/relative"), None);
    assert_eq!(Address::parse("https://"), None);
}

#[test]
fn origin_is_scheme_host_and_explicit_port() {
    let origin = |text| Address::parse(text).unwrap().origin();
    assert_eq!(origin("https://a.example:443/x?y"), "https://a.example");
    assert_eq!(origin("http://[::1]:8080/x"), "http://[::1]:8080");
}
