//! Endpoint URLs: P1. An input is the text of the URL field.
#![no_main]

use contract::EndpointUrl;
use libfuzzer_sys::fuzz_target;
use url::{Host, Url};

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let completed = EndpointUrl::complete(&text);
    for text in [Some(text.into_owned()), completed].into_iter().flatten() {
        if let Ok(url) = EndpointUrl::parse(&text) {
            is_valid(&url, &text);
        }
    }
});

fn is_valid(url: &EndpointUrl, typed: &str) {
    assert_eq!(EndpointUrl::parse(url.as_str()).as_ref(), Ok(url));

    let ends = |c: char| c.is_whitespace() || c <= ' ';
    let parsed = Url::parse(typed.trim_matches(ends)).expect("accepted by the parser");
    assert_eq!(parsed.as_str(), url.as_str());
    assert_eq!(parsed.scheme(), "https");
    assert_eq!((parsed.username(), parsed.password()), ("", None));
    assert_eq!(parsed.host_str(), Some(url.host()));
    if let Some(Host::Domain(name)) = parsed.host() {
        let is_valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
        assert!(name.chars().all(is_valid) && name.len() <= 254);
    }

    assert!(url.as_str().chars().count() <= EndpointUrl::MAX_CHARS);
    let (before, host, after) = url.parts();
    assert_eq!([before, host, after].concat(), url.as_str());
    assert!(!url.without_query().contains(['?', '#']));
    for advice in url.advice() {
        assert!(!advice.to_string().is_empty());
    }
}
