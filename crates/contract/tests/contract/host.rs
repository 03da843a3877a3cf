use contract::{EndpointUrl, EndpointUrlError as Error};

use crate::url::{has_bad_host, is_normalized_to};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn numeric_hosts_become_ip_addresses() {
    for text in [
        "https://127.1",
        "https://0x7f.1",
        "https://2130706433",
        "https://017700000001",
        "https://127.0.0.1.",
    ] {
        is_normalized_to(text, "https://127.0.0.1/");
    }
    is_normalized_to("https://0", "https://0.0.0.0/");
    is_normalized_to("https://[0:0:0:0:0:0:0:1]:8443/x", "https://[::1]:8443/x");
    is_normalized_to("https://[::ffff:10.0.0.5]", "https://[::ffff:a00:5]/");
}

#[test]
fn host_with_other_characters_than_letters_digits_hyphens_and_underscores_is_rejected() {
    for host in [
        "a%20b", "%61b", "a\u{a0}b", "a*b", "a,b", "a!b", "a~b", "a'b", "(a)", "a&b=c", "a;b",
    ] {
        has_bad_host(&format!("https://{host}/x"), host);
    }
    for host in [
        "a<b",
        "a|b",
        "a^b",
        "a%00b",
        "a%2Fb",
        "\u{ad}",
        "\u{fffd}",
        "a\u{202e}b\u{ffff}",
    ] {
        has_bad_host(&format!("https://{host}/x"), host);
    }
}

/// RFC 1123 has no underscore in a host name, but the DNS resolves such names (RFC 2181, section 11).
#[test]
fn host_with_an_underscore_is_accepted() {
    for text in [
        "https://a_b.com/",
        "https://_a.com/",
        "https://a_.b_c.com./x",
        "https://_/",
    ] {
        is_normalized_to(text, text);
    }
    is_normalized_to("https://a＿b.com", "https://a_b.com/");
    is_normalized_to("https://A_ü.com", "https://xn--a_-yka.com/");
    has_bad_host("https://xn--_.com/", "xn--_.com");
    has_bad_host("https://a_-.com/", "a_-.com");
}

#[test]
fn host_whose_mapping_has_other_characters_is_rejected() {
    for host in ["a！b", "a％41", "a／b", "a＠b", "a﹪41", "［1］", "℀", "．"] {
        has_bad_host(&format!("https://{host}/"), host);
    }
}

/// The parsers disagreed on these when hosts were only checked after parsing: Chromium rejected the first and accepted
/// the others, the last one as `aa`.
#[test]
fn host_that_is_valid_only_after_mapping_is_rejected() {
    has_bad_host("https://<\u{338}/", "<\u{338}");
    has_bad_host("https://\u{2060}[::1]/", "\u{2060}[::1]");
    has_bad_host("https://a％41/", "a％41");
}

#[test]
fn host_with_an_empty_label_is_rejected() {
    for host in [
        ".",
        "..",
        ".a.example",
        "a..example",
        "a.example..",
        "。a.example",
    ] {
        has_bad_host(&format!("https://{host}"), host);
    }
}

#[test]
fn one_trailing_dot_is_accepted() {
    is_normalized_to("https://a.example./x", "https://a.example./x");
}

#[test]
fn label_with_a_hyphen_at_its_end_is_rejected() {
    for host in ["-a.example", "a-.example", "a.-", "-"] {
        has_bad_host(&format!("https://{host}"), host);
    }
    is_normalized_to("https://r3---sn-a.example/", "https://r3---sn-a.example/");
}

#[test]
fn label_over_63_characters_is_rejected() {
    let label = "a".repeat(63);
    let (fits, long) = (
        format!("https://{label}.example/"),
        format!("a{label}.example"),
    );
    is_normalized_to(&fits, &fits);
    has_bad_host(&format!("https://{long}"), &long);
}

#[test]
fn host_over_253_characters_is_rejected() {
    let longest = format!("{}{}", "abc.".repeat(63), "a");
    assert_eq!(longest.len(), 253);
    let (fits, dotted, long) = (
        format!("https://{longest}/"),
        format!("https://{longest}./"),
        format!("{longest}a"),
    );
    is_normalized_to(&fits, &fits);
    is_normalized_to(&dotted, &dotted);
    has_bad_host(&format!("https://{long}"), &long);
}

#[test]
fn host_that_ends_in_a_number_but_is_not_an_ip_address_is_rejected() {
    for host in [
        "1.2.3.4.5",
        "256.0.0.1",
        "a.1",
        "a.0x1",
        "4294967296",
        "1.2.3.08",
        "a.0x",
        "a.0x.",
    ] {
        has_bad_host(&format!("https://{host}"), host);
    }
}

#[test]
fn malformed_ipv6_address_is_rejected() {
    for host in [
        "[::1",
        "[]",
        "[1]",
        "[::g]",
        "[::1%25eth0]",
        "[::1]a",
        "::1",
        "[v1.a]",
        "[1:2:3:4:5:6:7:8:9]",
    ] {
        assert!(
            matches!(
                EndpointUrl::parse(&format!("https://{host}/")),
                Err(Error::BadHost { .. })
            ),
            "{host}"
        );
    }
}

#[test]
fn xn_label_that_does_not_round_trip_is_rejected() {
    for host in [
        "xn--.example",          // nothing
        "xn--a-.example",        // ASCII only
        "xn--99999999.example",  // truncated
        "xn--999999b.example",   // beyond the last code point
        "xn--ib9b.example",      // a surrogate
        "xn--a.example",         // a control character
        "xn--bcher-2pa.example", // an upper case letter
        "xn--jm6c.example",      // a ligature
        "xn--ab-5da.example",    // a soft hyphen
        "xn--ab-r13a.example",   // an ideographic full stop
        "xn--a-vbb.example",     // a decomposed letter with an accent
        "xn--a-yoc.example",     // right-to-left and left-to-right letters mixed
    ] {
        has_bad_host(&format!("https://{host}"), host);
    }
}

#[test]
fn xn_label_that_round_trips_is_accepted() {
    for text in [
        "https://xn--bcher-kva.example/",
        "https://xn--n3h/",
        "https://www.xn--mgba3gch31f060k/",
    ] {
        is_normalized_to(text, text);
    }
    is_normalized_to(
        "https://XN--BCHER-KVA.example",
        "https://xn--bcher-kva.example/",
    );
}
