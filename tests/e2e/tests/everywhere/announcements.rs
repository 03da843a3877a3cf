//! What a screen reader says by itself: each thing once, heard, and never a secret.

use std::time::Duration;

use e2e::Screen;
use serde_json::json;

use crate::form_page::Surface;
use crate::row::Row;
use crate::states;

pub fn rows() -> Vec<Row> {
    let rows = Surface::ALL
        .map(|surface| Row::new(format!("announcements, {surface}"), move || said(surface)));
    rows.into()
}

fn said(surface: Surface) {
    let form = states::open(surface, Screen::DEFAULT);
    let page = &form.page;
    page.record_announcements();
    let mut all = Vec::new();
    let mut says = |due: &[&str]| {
        let said = page.announcements();
        assert_eq!(said, due);
        all.extend(said);
    };
    // The address and the key of the API are fields of the console alone.
    let console = |said: &'static str| (surface == Surface::Console).then_some(said);
    let only = |lines: &[Option<&'static str>]| lines.iter().flatten().copied().collect::<Vec<_>>();

    page.press("Create subscription");
    page.outcome();
    says(&only(&[
        console("Enter an API key"),
        Some("Enter the address of your endpoint"),
        Some("Enter a label"),
        Some("Choose at least one kind of event, or all kinds"),
    ]));

    form.fill_in();
    says(&["1 kind selected"]);

    form.api.next_create(json!({ "delayMs": 12_000 }));
    page.press("Create subscription");
    page.wait_for("the create", || form.api.posts() == 1);
    says(&only(&[
        Some("Creating the subscription…"),
        console(
            "The key works and may create subscriptions. It belongs to developer@sandbox.example.",
        ),
    ]));

    page.advance_clock_by_half_a_minute();
    page.wait_for_text("Still waiting for an answer…");
    let before = page.text();
    page.wait_for("another second", || page.text() != before);
    says(&["Still waiting for an answer…"]);

    page.press("Stop waiting");
    page.fill("Label", "Second");
    page.press("Create subscription");
    page.answer_confirmation("Yes, create again");
    page.wait_for_text("Store the signing secret of “Second”");
    says(&["Creating the subscription…"]);

    page.press("Copy secret");
    page.wait_for_text("Copied.");
    says(&["Copied. Paste it where your receiver reads it."]);

    let secret = page.reveal();
    page.press("Hide secret");
    page.wait_for("the mask", || page.secret().is_none());
    let late = Duration::from_secs(30);
    let another = "Another subscription was created. Its secret is shown after this one.";
    page.wait_for_within(late, "the second secret", || page.text().contains(another));
    says(&[another]);
    assert!(!all.concat().contains(&secret));
}
