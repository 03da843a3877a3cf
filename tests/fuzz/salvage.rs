//! The secret of a valid answer that was written in an unusual way and ends anywhere: P3.
//!
//! An input is how it is written (one byte), where it ends (two bytes, the lower one first), then the secret, the label
//! and what a proxy put before the answer, with the byte FF between them, which no text has.
#![no_main]

mod secret;

use contract::answer::{Answer, Outcome, Received, classify};
use libfuzzer_sys::fuzz_target;

use secret::secret_of;

/// What some servers begin UTF-8 with.
const MARK: &[u8] = b"\xef\xbb\xbf";

fuzz_target!(|input: &[u8]| {
    let [how, low, high, texts @ ..] = input else {
        return;
    };
    let mut texts = texts
        .split(|byte| *byte == 0xff)
        .map(String::from_utf8_lossy);
    let secret = texts.next().unwrap_or_default();
    let label = texts.next().unwrap_or_default();
    // With a colon it could be an answer of its own.
    let before = texts.next().filter(|before| !before.contains(':'));
    let before = before.unwrap_or_default();
    let writer = Writer(*how);
    let body = writer.answer(&secret, &label);
    let encode = writer.encoding(&body);
    // As any reader of UTF-8 has it.
    let secret = if writer.is(2) {
        Some(secret.into_owned())
    } else {
        String::from_utf8(encode(&secret)).ok()
    };
    let secret = secret.as_deref().filter(|secret| !secret.is_empty());

    let mark = if writer.is(7) { MARK } else { b"" };
    let mut sent = [mark, before.as_bytes(), &encode(&body)].concat();
    assert_eq!(secret_of(&outcome(201, sent.clone(), false)), secret);

    sent.truncate(usize::from(u16::from_le_bytes([*low, *high])));
    for cut in [true, false] {
        for status in [200, 201, 422, 502] {
            let outcome = outcome(status, sent.clone(), cut);
            let shown = secret_of(&outcome);
            assert!(shown.is_none() || shown == secret);
            assert!(status > 299 || !matches!(outcome, Outcome::NotCreated(_)));
        }
    }
});

fn outcome(status: u16, body: Vec<u8>, cut: bool) -> Outcome {
    classify(&Received::Answer(Answer {
        status,
        body,
        cut,
        ..Answer::default()
    }))
}

/// Ways to write the same answer, one for each bit.
struct Writer(u8);

impl Writer {
    fn is(&self, bit: u8) -> bool {
        self.0 >> bit & 1 == 1
    }

    fn answer(&self, secret: &str, label: &str) -> String {
        let space = if self.is(0) { " \t\r\n" } else { "" };
        let field = |name: &str, value: &str| {
            let name = quoted(name, self.is(1));
            [&name, space, ":", space, value].concat()
        };
        let object = |fields: &[String]| {
            let fields = fields.join(&[space, ",", space].concat());
            ["{", space, &fields, space, "}"].concat()
        };
        let secret = field("signingSecret", &quoted(secret, self.is(2)));
        let subscription = object(&[
            field("subscriptionId", "\"whk_1\""),
            field("label", &quoted(label, self.is(3))),
        ]);
        let mut data = vec![field("subscription", &subscription), secret];
        if self.is(4) {
            data.reverse();
        }
        let version = field("contractVersion", "\"v1.0\"");
        let mut fields = vec![field("ok", "true"), field("data", &object(&data)), version];
        if self.is(5) {
            fields.reverse();
        }
        [space, &object(&fields), space].concat()
    }

    /// UTF-8, or Latin-1 where that can write the answer: a fault of a server.
    fn encoding(&self, body: &str) -> fn(&str) -> Vec<u8> {
        if self.is(6) && body.chars().all(|c| u32::from(c) <= 0xff) {
            |text| text.chars().map(|c| c as u8).collect()
        } else {
            |text| text.as_bytes().to_owned()
        }
    }
}

/// A JSON string, with every character escaped or only those that must be.
fn quoted(text: &str, escaped: bool) -> String {
    if !escaped {
        return serde_json::to_string(text).expect("a text");
    }
    let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
    ["\"", &units.collect::<String>(), "\""].concat()
}
