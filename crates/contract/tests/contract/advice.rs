use std::slice::from_ref;

use contract::advice::NotPublic;
use contract::{Advice, EndpointUrl, Level};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[track_caller]
pub fn advice(text: &str) -> Vec<Advice> {
    EndpointUrl::parse(text)
        .unwrap_or_else(|error| panic!("{text:?}: {error}"))
        .advice()
}

#[track_caller]
pub fn is_advised(url: &str, advice_given: &Advice, text: &str) {
    assert_eq!(advice(url), from_ref(advice_given), "{url:?}");
    assert_eq!(advice_given.to_string(), text);
}

/// Each host with the reason why it is not public, or `None`.
const HOSTS: &[(&str, Option<NotPublic>)] = &[
    ("127.0.0.1", Some(NotPublic::Loopback)),
    ("0x7f.1", Some(NotPublic::Loopback)),
    ("127.1", Some(NotPublic::Loopback)),
    ("2130706433", Some(NotPublic::Loopback)),
    ("[::1]", Some(NotPublic::Loopback)),
    ("[::ffff:127.0.0.1]", Some(NotPublic::Loopback)),
    ("[64:ff9b::127.0.0.1]", Some(NotPublic::Loopback)),
    ("[2002:7f00:1::]", Some(NotPublic::Loopback)),
    ("126.255.255.255", None),
    ("128.0.0.0", None),
    ("10.0.0.5", Some(NotPublic::Private)),
    ("172.16.0.0", Some(NotPublic::Private)),
    ("172.31.255.255", Some(NotPublic::Private)),
    ("192.168.1.1", Some(NotPublic::Private)),
    ("[0:0:0:0:0:ffff:0a00:0005]", Some(NotPublic::Private)),
    ("172.15.255.255", None),
    ("172.32.0.0", None),
    ("192.169.0.0", None),
    ("[fc00::1]", Some(NotPublic::UniqueLocal)),
    ("[fdff::]", Some(NotPublic::UniqueLocal)),
    ("169.254.169.254", Some(NotPublic::LinkLocal)),
    ("[fe80::1]", Some(NotPublic::LinkLocal)),
    ("[febf::]", Some(NotPublic::LinkLocal)),
    ("100.64.0.0", Some(NotPublic::CarrierNat)),
    ("100.127.255.255", Some(NotPublic::CarrierNat)),
    ("100.63.255.255", None),
    ("100.128.0.0", None),
    ("0", Some(NotPublic::Unspecified)),
    ("0.0.0.0", Some(NotPublic::Unspecified)),
    ("[::]", Some(NotPublic::Unspecified)),
    ("[::ffff:8.8.8.8]", Some(NotPublic::Ipv4Mapped)),
    ("8.8.8.8", None),
    ("[64:ff9b::8.8.8.8]", None),
    ("[2606:4700::1111]", None),
    ("0.0.0.1", Some(NotPublic::Reserved)),
    ("192.0.2.1", Some(NotPublic::Reserved)),
    ("198.18.0.1", Some(NotPublic::Reserved)),
    ("198.51.100.1", Some(NotPublic::Reserved)),
    ("203.0.113.1", Some(NotPublic::Reserved)),
    ("224.0.0.1", Some(NotPublic::Reserved)),
    ("255.255.255.255", Some(NotPublic::Reserved)),
    ("[2001:db8::1]", Some(NotPublic::Reserved)),
    ("[ff02::1]", Some(NotPublic::Reserved)),
    ("[fec0::1]", Some(NotPublic::Reserved)),
    ("[::8.8.8.8]", Some(NotPublic::Reserved)),
    ("localhost", Some(NotPublic::Localhost)),
    ("api.localhost", Some(NotPublic::Localhost)),
    ("printer.local", Some(NotPublic::Local)),
    ("local", Some(NotPublic::Local)),
    ("a.b.internal", Some(NotPublic::Internal)),
    ("intranet", Some(NotPublic::SingleLabel)),
    ("hooks.iana.org", None),
    ("notlocalhost.iana.org", None),
    ("local.iana.org", None),
    ("10.0.0.5.iana.org", None),
    ("fe80.iana.org", None),
    ("mylocal.iana.org", None),
    ("iana.notinternal", None),
];

#[test]
fn hosts_that_are_not_public_have_a_reason() {
    for &(host, reason) in HOSTS {
        let given = advice(&format!("https://{host}/hook"));
        let found = given.iter().find_map(|advice| match advice {
            Advice::NotPublic { reason, .. } => Some(*reason),
            _ => None,
        });
        assert_eq!(found, reason, "{host}");
        assert_eq!(
            given.len(),
            usize::from(reason.is_some()),
            "{host}: {given:?}"
        );
    }
}

#[test]
fn plain_public_url_gets_no_advice() {
    for text in [
        "https://hooks.iana.org/x?a=b",
        "https://hooks.iana.org:443/#",
        "https://8.8.8.8/?",
    ] {
        assert_eq!(advice(text), []);
    }
}

#[test]
fn host_that_is_not_public_is_explained() {
    let not_public = |host: &str, reason| Advice::NotPublic {
        host: host.into(),
        reason,
    };
    is_advised(
        "https://10.5",
        &not_public("10.0.0.5", NotPublic::Private),
        "This address is private (10.0.0.5). EnfinitOS delivers from the public internet and cannot reach it. \
         Use a public host name.",
    );
    is_advised(
        "https://Printer.local",
        &not_public("printer.local", NotPublic::Local),
        "Names in .local are known in one network only (printer.local). EnfinitOS delivers from the public internet \
         and cannot reach it. Use a public host name.",
    );
}

#[test]
fn internationalized_host_is_shown_in_unicode_and_ascii() {
    is_advised(
        "https://Bücher.iana.org",
        &Advice::International {
            ascii: "xn--bcher-kva.iana.org".into(),
            unicode: "bücher.iana.org".into(),
        },
        "bücher.iana.org is sent as xn--bcher-kva.iana.org. Letters of other scripts can look like the ones you know. \
         Check that it is the name you mean.",
    );
}

/// Phones make a dash of two hyphens.
#[test]
fn dash_in_a_host_is_named() {
    for dash in ['–', '—', '‐', '−'] {
        let advice = advice(&format!("https://my{dash}host.iana.org"));
        assert_eq!(advice[0], Advice::Dash { dash });
        let text = format!(
            "The host name has a dash ({dash}) and not a hyphen (-). Some keyboards make a dash of two hyphens. Check \
             that it is the name you mean."
        );
        assert_eq!(advice[0].to_string(), text);
        assert_eq!(advice.len(), 2, "and that it is international: {advice:?}");
    }
    assert_eq!(advice("https://my--host.iana.org/—"), []);
}

/// Samples of RFC 3492, section 7.1, and some others.
#[test]
fn xn_labels_are_decoded() {
    for (label, says) in [
        ("xn--ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
        ("xn--4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"),
        (
            "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l",
            "почемужеонинеговорятпорусски",
        ),
        ("xn--3b-ww4c5e180e575a65lsy2b", "3年b組金八先生"),
        ("xn--d9juau41awczczp", "そのスピードで"),
        ("xn--n3h", "☃"),
        ("xn--1ch", "≠"),
        // One of its deltas, adapted, is exactly the limit of the loop in section 6.1.
        ("xn--cafe-3ra49eo3j", "cafeüžα"),
    ] {
        let unicode = advice(&format!("https://{label}.iana.org"))
            .into_iter()
            .find_map(unicode_of);
        assert_eq!(unicode, Some(format!("{says}.iana.org")), "{label}");
    }
}

fn unicode_of(advice: Advice) -> Option<String> {
    match advice {
        Advice::International { unicode, .. } => Some(unicode),
        _ => None,
    }
}

#[test]
fn underscore_in_the_host_is_a_warning() {
    let text = "The host name has an underscore. By the standard, names of hosts have none, and some systems refuse \
                 them. Check that it is the name you mean.";
    is_advised("https://a_b.iana.org/", &Advice::Underscore, text);
    assert_eq!(advice("https://_a.iana.org/x"), [Advice::Underscore]);
    assert_eq!(Advice::Underscore.level(), Level::Warning);
    assert_eq!(advice("https://iana.org/a_b?c_d"), []);
}

#[test]
fn trailing_dot_is_a_warning() {
    let text = "The host name ends in a dot. Some servers and certificates do not know the name so. Take the dot out.";
    is_advised("https://a.iana.org./", &Advice::TrailingDot, text);
    assert!(matches!(
        advice("https://localhost./")[..],
        [
            Advice::NotPublic {
                reason: NotPublic::Localhost,
                ..
            },
            Advice::TrailingDot
        ]
    ));
}

#[test]
fn port_other_than_443_is_a_warning() {
    is_advised(
        "https://a.iana.org:8443/",
        &Advice::Port { port: 8443 },
        "The address names port 8443. Ports other than 443 are often closed to the public internet. \
         Check that this one is open.",
    );
    assert_eq!(advice("https://a.iana.org:0/"), [Advice::Port { port: 0 }]);
}

#[test]
fn fragment_is_a_warning() {
    let text = "The address has a part after #. That part is never sent to a server. Take it out.";
    is_advised("https://a.iana.org/#x", &Advice::Fragment, text);
}

#[test]
fn secret_in_the_query_is_a_warning_without_its_value() {
    is_advised(
        "https://a.iana.org/?a=b&api_key=abc",
        &Advice::SecretInQuery {
            key: "api_key".into(),
        },
        "The query parameter \"api_key\" looks like a secret. Addresses end up in logs. \
         Check signatures instead, or be sure that logs of this address are private.",
    );
    for key in [
        "token",
        "key",
        "secret",
        "apikey",
        "access_token",
        "password",
        "sig",
        "signature",
        "ApiKey",
        "X-Amz-Signature",
        "client_secret",
        "TOKEN",
        "hub.secret",
        "token[]",
        "code",
        "subscription-key",
    ] {
        let text = format!("https://a.iana.org/?{key}=abc");
        assert_eq!(
            advice(&text),
            [Advice::SecretInQuery { key: key.into() }],
            "{key}"
        );
    }
    for query in [
        "monkey=1",
        "design=1",
        "a=token",
        "tokens=1",
        "keyboard",
        "=key",
        "sort_key=1",
        "zipcode=1",
        "%=1",
        "%+5code=1",
        "cod%6=1",
        "&&",
    ] {
        assert_eq!(
            advice(&format!("https://a.iana.org/?{query}")),
            [],
            "{query}"
        );
    }
}

#[test]
fn query_keys_are_percent_decoded() {
    for (query, key) in [
        ("token=%22x%22", "token"),
        ("%74oken=x", "token"),
        ("a=b&s%69g=x", "sig"),
        ("%63%6F%64%65=x", "code"),
        ("token%5B%5D=x", "token[]"),
        ("%22token%22=x", "\"token\""),
        ("%C3%A4_token=x", "ä_token"),
        ("%FF.token=x", "\u{fffd}.token"),
    ] {
        assert_eq!(
            advice(&format!("https://iana.org/?{query}")),
            [Advice::SecretInQuery { key: key.into() }],
            "{query}"
        );
    }
}

#[test]
fn tunnel_is_a_note() {
    let text = "This is a tunnel (ngrok.app). Deliveries fail once it is closed, and its name may change. \
                 Use it for tests only.";
    is_advised(
        "https://abc.eu.ngrok.app/",
        &Advice::Tunnel { host: "ngrok.app" },
        text,
    );
    assert_eq!(
        advice("https://a.trycloudflare.com."),
        [
            Advice::TrailingDot,
            Advice::Tunnel {
                host: "trycloudflare.com"
            }
        ]
    );
    assert_eq!(advice("https://notngrok.app/"), []);
    assert_eq!(advice("https://loca.lt.iana.org/"), []);
}

#[test]
fn advice_but_for_tunnels_and_marks_is_a_warning() {
    let all = advice("https://bücher.localhost.:1/?key=1#x");
    assert_eq!(all.len(), 6);
    assert!(all.iter().all(|advice| advice.level() == Level::Warning));
    assert_eq!(Advice::Tunnel { host: "loca.lt" }.level(), Level::Note);
    assert!(Level::Warning > Level::Note);
}

#[test]
fn mark_after_the_address_is_a_note() {
    is_advised(
        "https://iana.org/x)",
        &Advice::TrailingMark { mark: ')' },
        "The address ends in ). Check that it is part of the address, and was not copied with it.",
    );
    for (rest, mark) in [
        ("/x.", '.'),
        ("/x,", ','),
        ("/x>", '>'),
        ("/x;", ';'),
        ("/x\"", '"'),
        ("/x”", '”'),
        ("/x“", '“'),
        ("/x’", '’'),
        ("/x`", '`'),
        ("/?a=b.", '.'),
        ("/x_(y))", ')'),
    ] {
        let given = Advice::TrailingMark { mark };
        assert_eq!(
            advice(&format!("https://iana.org{rest}")),
            from_ref(&given),
            "{rest}"
        );
        assert_eq!(given.level(), Level::Note);
    }
    for rest in ["/x_(y)", "/x_„y“", "/x_`y`", "/x.json", "", "?a[]", "/a/"] {
        assert_eq!(advice(&format!("https://iana.org{rest}")), [], "{rest}");
    }
}
