//! Every action is possible with the keyboard alone.

use e2e::{Key, Page, Sandbox, Screen};

use crate::form_page::{FormPage, Surface};
use crate::row::Row;
use crate::states;

pub fn rows() -> Vec<Row> {
    let whole = Surface::ALL.map(|surface| {
        Row::new(
            format!("keyboard alone creates and stores, {surface}"),
            move || creates_and_stores(surface),
        )
    });
    let parts = [
        Row::new(
            "Enter in a field submits, and in the filter does not",
            enter_submits,
        ),
        Row::new("the summary is left by its links", summary_is_left),
        Row::new("the arrow keys choose the scope", arrows_choose),
    ];
    whole.into_iter().chain(parts).collect()
}

fn creates_and_stores(surface: Surface) {
    let FormPage { page, api, .. } = &states::open(surface, Screen::DEFAULT);
    if surface == Surface::Console {
        page.tab_to("api-key");
        page.type_keys(api.key());
        page.tab_to("Check key");
        page.type_keys(Key::Enter);
        page.wait_for_text("The key works");
    }
    page.tab_to("url");
    page.type_keys("hooks.example.com/in");
    page.tab_to("label");
    page.type_keys("By keyboard");
    page.tab_to("right.suspended");
    page.type_keys(" ");
    page.tab_to("Create subscription");
    page.type_keys(" ");
    page.wait_for_focus_on("Store the signing secret of “By keyboard”");
    page.tab_to("Reveal secret");
    page.type_keys(Key::Enter);
    page.wait_for("the secret", || page.secret().is_some());
    page.tab_to("Create another");
    page.type_keys(Key::Enter);
    page.wait_for_focus_on(
        "You have not said that the secret is stored. It cannot be shown again.",
    );
    page.tab_to("Stay here");
    page.type_keys(Key::Enter);
    page.wait_for_focus_on("Create another");
    page.tab_back_to("I have stored the signing secret");
    page.type_keys(Key::Enter);
    page.wait_for_focus_on("The signing secret is stored with you");
    page.tab_to("Create another");
    page.type_keys(Key::Enter);
    page.wait_for_focus_on("New subscription");
    let subscription = api.subscriptions().remove(0);
    assert_eq!(subscription.url, "https://hooks.example.com/in");
    assert_eq!(subscription.events, ["right.suspended"]);
}

fn enter_submits() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill("Filter kinds", "right");
    page.type_keys(Key::Enter);
    page.fill("Label", "Something");
    assert!(!page.has_outcome());
    page.type_keys(Key::Enter);
    assert_eq!(page.outcome().heading, "There is a problem");
}

fn summary_is_left() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.tab_to("url");
    page.type_keys("http://example.com");
    page.type_keys(Key::Enter);
    page.wait_for_focus_on("There is a problem");
    page.tab_to("Use https: deliveries are never sent in the clear");
    page.type_keys(Key::Enter);
    page.wait_for_focus_on("url");
    page.tab_to("Use this");
    page.type_keys(Key::Enter);
    page.wait_for("the offer taken", || {
        page.value_of("url") == "https://example.com"
    });
}

fn arrows_choose() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.tab_to("chosen");
    page.type_keys(Key::Down);
    page.wait_for_text("On every event, of kinds added later too");
    page.type_keys(Key::Up);
    page.wait_for_text("0 kinds selected");
}
