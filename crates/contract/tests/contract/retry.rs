//! The `Retry-After` header.

use contract::retry_after::{MAX_SECONDS, seconds};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Dates in seconds since 1970.
const DATES: [(&str, i64); 12] = [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ("Thu, 01 Jan 1970 00:00:10 GMT", 10),
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
    ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
    ("Thu, 31 Dec 2015 23:59:60 GMT", 1_451_606_400),
    ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
    ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200),
    ("Mon, 23 Nov 2026 00:00:00 GMT", 1_795_392_000),
    ("Sun, 28 Feb 2100 23:59:59 GMT", 4_107_542_399),
    ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
];

#[test]
fn seconds_are_clamped_to_an_hour() {
    for (header, wait) in [
        ("1", 1),
        ("7", 7),
        (" 30 ", 30),
        ("007", 7),
        ("3600", 3_600),
        ("0", 1),
        ("3601", 3_600),
        ("86400", 3_600),
        ("99999999999999999999999999", 3_600),
    ] {
        assert_eq!(seconds(header, 0), Some(wait), "{header}");
    }
}

#[test]
fn dates_are_relative_to_the_local_clock() {
    for (header, at) in DATES {
        assert_eq!(seconds(header, at - 90), Some(90), "{header}");
        assert_eq!(seconds(header, at - 1), Some(1), "{header}");
    }
}

#[test]
fn dates_are_clamped_to_an_hour_whatever_the_clock_is() {
    for (header, at) in DATES {
        assert_eq!(seconds(header, at), Some(1), "{header}");
        assert_eq!(seconds(header, at + 1_000_000), Some(1), "{header}");
        assert_eq!(seconds(header, at - 3_601), Some(MAX_SECONDS), "{header}");
        assert_eq!(seconds(header, i64::MIN), Some(MAX_SECONDS), "{header}");
        assert_eq!(seconds(header, i64::MAX), Some(1), "{header}");
    }
}

#[test]
fn invalid_header_is_none() {
    for header in [
        "",
        " ",
        "-1",
        "+1",
        "1.5",
        "NaN",
        "1e3",
        "soon",
        "１",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nom 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 99999 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 -8:49:37 GMT",
        "06 Nov 1994 08:49:37 GMT",
    ] {
        assert_eq!(seconds(header, 784_111_700), None, "{header}");
    }
}
