//! The announcements of live regions: each text once, and never a secret.

use std::time::Duration;

use e2e::Screen;
use serde_json::json;

use crate::form_page::Surface;
use crate::row::Row;
use crate::states;

pub fn rows() -> Vec<Row> {
    let rows = Surface::ALL.map(|surface| {
        Row::new(format!("announcements, {surface}"), move || {
            announces(surface);
        })
    });
    rows.into()
}

fn announces(surface: Surface) {
    let form = states::open(surface, Screen::DEFAULT);
    let page = &form.page;
    page.record_announcements();
    let mut all = Vec::new();
    let mut assert_announced = |expected: &[&str]| {
        // The API's answer about the key comes when it comes.
        let announced = page.announcements();
        assert_eq!(sorted(&announced), sorted(expected));
        all.extend(announced);
    };
    // The fields of the base address and the key exist in the console alone.
    let console = |text: &'static str| (surface == Surface::Console).then_some(text);
    let present =
        |texts: &[Option<&'static str>]| texts.iter().flatten().copied().collect::<Vec<_>>();

    page.press("Create subscription");
    page.outcome();
    assert_announced(&present(&[
        console("Enter an API key"),
        Some("Enter the address of your endpoint"),
        Some("Enter a label"),
        Some("Choose at least one kind of event, or all kinds"),
    ]));

    form.fill_in();
    let works =
        "The key works and may create subscriptions. It belongs to developer@sandbox.example.";
    if surface == Surface::Console {
        page.wait_for_text(works);
    }
    assert_announced(&present(&[
        console("Asking the API about this key…"),
        console(works),
        Some("1 kind selected"),
    ]));

    form.api.next_create(json!({ "delayMs": 12_000 }));
    page.press("Create subscription");
    page.wait_for("the create", || form.api.posts() == 1);
    assert_announced(&["Creating the subscription…"]);

    page.advance_clock_by_half_a_minute();
    page.wait_for_text("Still waiting for an answer…");
    let before = page.text();
    page.wait_for("another second", || page.text() != before);
    assert_announced(&["Still waiting for an answer…"]);

    page.press("Stop waiting");
    page.fill("Label", "Second");
    page.press("Create subscription");
    page.answer_confirmation("Yes, create again");
    page.wait_for_text("Store the signing secret of “Second”");
    assert_announced(&["Creating the subscription…"]);

    page.press("Copy secret");
    page.wait_for_text("Copied.");
    assert_announced(&["Copied. Paste it where your receiver reads it."]);

    let secret = page.reveal();
    page.press("Hide secret");
    page.wait_for("the mask", || page.secret().is_none());
    let late = Duration::from_secs(30);
    let another = "Another subscription was created. Its secret is shown after this one.";
    page.wait_for_within(late, "the second secret", || page.text().contains(another));
    assert_announced(&[another]);
    assert!(!all.concat().contains(&secret));
}

fn sorted<T: AsRef<str>>(texts: &[T]) -> Vec<&str> {
    let mut texts: Vec<_> = texts.iter().map(AsRef::as_ref).collect();
    texts.sort_unstable();
    texts
}
