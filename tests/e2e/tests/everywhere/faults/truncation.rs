//! F13: a truncated response. The parser is tested at every byte of it; these rows test what browsers pass to it.

use std::collections::BTreeSet;

use e2e::host_page::{HostPage, TAG, strict_policy};
use e2e::{FaultyApi, FileServer, Framing, Reply};

use super::outcome::{LABEL, SECRET, SECRET_INCOMPLETE, URL};
use super::responses::{complete_response, end_of_secret};
use crate::row::Row;

/// Sets start values, so that the form is filled in after each reset.
const START_VALUES: &str = "const [tag, url, label] = arguments;
    Object.assign(document.querySelector(tag), { url, label, events: 'right.issued' })";

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "F13 answer cut at twenty points, ended by the connection",
            || {
                at_twenty_points(Framing::ConnectionClose);
            },
        ),
        Row::new(
            "F13 answer cut at twenty points, its length announced",
            || {
                at_twenty_points(Framing::ContentLength);
            },
        ),
        Row::new("F13 answer cut at twenty points, in chunks", || {
            at_twenty_points(Framing::Chunked);
        }),
    ]
}

/// Lengths from the first byte to all but the last, and most around the quotes of the secret.
fn points() -> BTreeSet<usize> {
    let (all, end) = (complete_response().len(), end_of_secret());
    let start = end - 1 - SECRET.len();
    let near_secret = [
        start - 1,
        start,
        start + 1,
        start + 35,
        end - 2,
        end - 1,
        end,
        end + 1,
    ];
    let tenths = (1..10).map(|tenth| all * tenth / 10);
    let points: BTreeSet<_> = tenths.chain(near_secret).chain([1, all - 1]).collect();
    assert_eq!(points.len(), 19);
    points
}

fn at_twenty_points(framing: Framing) {
    let api = FaultyApi::start(Reply::NoResponse);
    let host_page = HostPage::new(FileServer::start("html"));
    let page = &host_page.page;
    page.expects_console_error("Failed to load resource");
    host_page.set_policy(&strict_policy(api.origin()));
    host_page.visit_with_api(api.origin(), "/?");
    host_page.wait_until_mounted();
    page.script(START_VALUES, &[TAG.into(), URL.into(), LABEL.into()]);
    for at in points() {
        api.set_reply(Reply::Truncated(complete_response(), at, framing));
        page.press("Create subscription");
        let outcome = page.outcome();
        let context = format!("truncated at {at}: {outcome:?}");
        assert_eq!(outcome.kind, "created", "{context}");
        if at < end_of_secret() {
            assert!(outcome.text.contains(SECRET_INCOMPLETE), "{context}");
            assert!(!page.has_button("Reveal secret"), "{context}");
            let places = page.everything(&host_page.api).places_of(SECRET);
            assert_eq!(places, [""; 0], "{context}");
        } else {
            assert_eq!(page.reveal(), SECRET, "{context}");
        }
        page.script(
            "document.querySelector(arguments[0]).reset()",
            &[TAG.into()],
        );
        page.wait_for_text("New subscription");
    }
    assert_eq!(host_page.event_details("webhook-error"), [""; 0]);
    // Without a byte of the body, a browser reports the status or no response at all.
    api.set_reply(Reply::Truncated(complete_response(), 0, framing));
    page.press("Create subscription");
    assert_ne!(page.outcome().kind, "not-created");
    assert!(!page.has_button("Reveal secret"));
    assert_eq!(api.posts(), 20);
}
