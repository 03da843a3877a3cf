//! The secret of a valid response that is serialized in an unusual way and truncated anywhere: P3.
//!
//! An input is the style of serialization (one byte), the length (two bytes, little-endian), then the secret, the label
//! and what a proxy put before the response, separated by the byte FF, which is not valid in UTF-8.
#![no_main]

mod secret;

use contract::response::{Outcome, Received, Response, classify};
use libfuzzer_sys::fuzz_target;

use secret::secret_of;

/// A byte order mark.
const BOM: &[u8] = b"\xef\xbb\xbf";

fuzz_target!(|input: &[u8]| {
    let [style, low, high, texts @ ..] = input else {
        return;
    };
    let mut texts = texts
        .split(|byte| *byte == 0xff)
        .map(String::from_utf8_lossy);
    let secret = texts.next().unwrap_or_default();
    let label = texts.next().unwrap_or_default();
    // With a colon it could itself be a response.
    let before = texts.next().filter(|before| !before.contains(':'));
    let before = before.unwrap_or_default();
    let serializer = Serializer(*style);
    let body = serializer.response(&secret, &label);
    let encode = serializer.encoding(&body);
    // The expected secret; invalid UTF-8 is not a secret.
    let secret = if serializer.has_bit(2) {
        Some(secret.into_owned())
    } else {
        String::from_utf8(encode(&secret)).ok()
    };
    let secret = secret.as_deref().filter(|secret| !secret.is_empty());

    let bom = if serializer.has_bit(7) { BOM } else { b"" };
    let mut sent = [bom, before.as_bytes(), &encode(&body)].concat();
    assert_eq!(secret_of(&outcome(201, sent.clone(), false)), secret);

    sent.truncate(usize::from(u16::from_le_bytes([*low, *high])));
    for truncated in [true, false] {
        for status in [200, 201, 422, 502] {
            let outcome = outcome(status, sent.clone(), truncated);
            let shown = secret_of(&outcome);
            assert!(shown.is_none() || shown == secret);
            assert!(status > 299 || !matches!(outcome, Outcome::NotCreated(_)));
        }
    }
});

fn outcome(status: u16, body: Vec<u8>, truncated: bool) -> Outcome {
    classify(&Received::Response(Response {
        status,
        body,
        truncated,
        ..Response::default()
    }))
}

/// Styles of serialization for the same response, one for each bit.
struct Serializer(u8);

impl Serializer {
    fn has_bit(&self, bit: u8) -> bool {
        self.0 >> bit & 1 == 1
    }

    fn response(&self, secret: &str, label: &str) -> String {
        let space = if self.has_bit(0) { " \t\r\n" } else { "" };
        let field = |name: &str, value: &str| {
            let name = quoted(name, self.has_bit(1));
            [&name, space, ":", space, value].concat()
        };
        let object = |fields: &[String]| {
            let fields = fields.join(&[space, ",", space].concat());
            ["{", space, &fields, space, "}"].concat()
        };
        let secret = field("signingSecret", &quoted(secret, self.has_bit(2)));
        let subscription = object(&[
            field("subscriptionId", "\"whk_1\""),
            field("label", &quoted(label, self.has_bit(3))),
        ]);
        let mut data = vec![field("subscription", &subscription), secret];
        if self.has_bit(4) {
            data.reverse();
        }
        let version = field("contractVersion", "\"v1.0\"");
        let mut fields = vec![field("ok", "true"), field("data", &object(&data)), version];
        if self.has_bit(5) {
            fields.reverse();
        }
        [space, &object(&fields), space].concat()
    }

    /// UTF-8, or Latin-1 if it can encode the response, as a faulty server sends it.
    fn encoding(&self, body: &str) -> fn(&str) -> Vec<u8> {
        if self.has_bit(6) && body.chars().all(|c| u32::from(c) <= 0xff) {
            |text| text.chars().map(|c| c as u8).collect()
        } else {
            |text| text.as_bytes().to_owned()
        }
    }
}

/// A JSON string, with every character escaped, or only those that require it.
fn quoted(text: &str, escaped: bool) -> String {
    if !escaped {
        return serde_json::to_string(text).expect("a text");
    }
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
    ["\"", &units.collect::<String>(), "\""].concat()
}
