//! P1 and P2: generated hosts, the same ones on every platform, and arbitrary text.

use contract::EndpointUrl;

use crate::corpus;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const HOW_MANY: usize = 1500;

/// Pieces of hosts. A character of the corpus may replace any of them.
const PIECES: &[&str] = &[
    "a",
    "b-c",
    "example",
    "0",
    "127",
    "255",
    "256",
    "0x",
    "0x7f",
    "08",
    "4294967295",
    ".",
    ".",
    ".",
    "。",
    "-",
    "--",
    "xn--",
    "xn--bcher-kva",
    "xn--a",
    "xn--zca",
    "%",
    "%41",
    "%2e",
    "%20",
    "%00",
    "%C3%BC",
    "ü",
    "ß",
    "[",
    "]",
    "::",
    "[::1]",
    "[::ffff:10.0.0.1]",
    ":",
    ":8443",
    "@",
    "_",
    "1.2.3.4",
    "\u{ad}",
    "\u{200d}",
];

/// A small random number generator, so that every platform generates the same hosts.
struct Xorshift(u64);

impl Xorshift {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % limit as u64).unwrap()
    }
}

/// URLs with generated hosts. Their verdicts are committed, and [`corpus`] compares every platform with them.
pub fn urls() -> Vec<String> {
    let (mut random, code_points) = (Xorshift(0x2545_f491_4f6c_dd1d), corpus::code_points());
    let mut piece = |address: &mut String| match random.below(4) {
        0 => address.push(code_points[random.below(code_points.len())]),
        _ => address.push_str(PIECES[random.below(PIECES.len())]),
    };
    let mut lengths = Xorshift(0x9e37_79b9_7f4a_7c15);
    let mut address = || {
        let mut address = "https://".to_owned();
        (0..=lengths.below(5)).for_each(|_| piece(&mut address));
        address + "/x"
    };
    (0..HOW_MANY).map(|_| address()).collect()
}

#[test]
fn some_generated_urls_are_accepted_and_some_rejected() {
    let accepted = urls()
        .iter()
        .filter(|address| EndpointUrl::parse(address).is_ok())
        .count();
    assert!(
        (HOW_MANY / 10..HOW_MANY).contains(&accepted),
        "{accepted} of {HOW_MANY}"
    );
}

/// Native only: shrinking a failing case uses `std::time::Instant`, which a browser does not have.
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use contract::EndpointUrl;
    use proptest::prelude::*;

    fn check(text: &str) -> Result<(), TestCaseError> {
        let completed = EndpointUrl::complete(text);
        for text in [Some(text.to_owned()), completed].into_iter().flatten() {
            if let Ok(url) = EndpointUrl::parse(&text) {
                let _ = url.advice();
                let (before, host, after) = url.parts();
                prop_assert_eq!([before, host, after].concat(), url.as_str());
                prop_assert_eq!(EndpointUrl::parse(url.as_str()), Ok(url.clone()));
            }
        }
        Ok(())
    }

    proptest! {
        /// P1
        #[test]
        fn any_accepted_text_round_trips(text in any::<String>()) {
            check(&text)?;
        }

        /// P1
        #[test]
        fn any_accepted_authority_round_trips(text in "\\PC{0,30}") {
            check(&format!("https://{text}"))?;
        }

        /// P1
        #[test]
        fn any_accepted_host_name_round_trips(
            text in "(xn--[a-z0-9-]{1,12}|[a-z0-9-]{1,5}|0x[0-9a-f]{0,9}|[0-9]{1,10}|%[0-9a-f]{2}){0,3}(\\.[a-z0-9ü-]{1,9}){0,3}\\.?(:[0-9]{0,6})?(/[ -~]{0,9})?",
        ) {
            check(&format!("https://{text}"))?;
        }

        #[test]
        fn host_name_of_plain_labels_is_accepted(host in "([a-z][a-z0-9]{0,20}\\.){1,4}[a-z]{2,9}\\.?") {
            let url = EndpointUrl::parse(&format!("https://{host}/")).unwrap();
            prop_assert_eq!(url.host(), host);
        }
    }
}
