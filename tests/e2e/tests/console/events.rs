//! Which kinds are sent.

use contract::event::TAXONOMY;
use e2e::{Page, Sandbox};

#[test]
fn nothing_ticked_is_not_all() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.tick("right.issued");
    page.press("Create subscription");
    let said = "Choose at least one kind of event, or all kinds";
    page.sees_error_for("events", said);
    let outcome = page.outcome();
    assert_eq!(outcome.word, "not-created");
    assert!(outcome.text.contains(said), "{outcome:?}");
    page.sees_focus_on("There is a problem");
    page.press(said);
    page.sees_focus_on("event-scope");
    assert_eq!(sandbox.requests(), []);
}

#[test]
fn all_kinds_are_sent_as_the_star_alone_and_the_ticks_are_remembered() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.tick("key.rotated");
    page.choose("All kinds, including ones added later");
    page.sees("On every event, of kinds added later too");
    page.choose("Chosen kinds");
    assert_eq!(page.ticked(), ["right.issued", "key.rotated"]);
    page.choose("All kinds, including ones added later");
    page.press("Create subscription");
    assert_eq!(page.outcome().word, "created");
    assert_eq!(sandbox.rows()[0].events, ["*"]);
    assert_eq!(page.details("Events", "code"), ["*"]);
}

#[test]
fn kinds_are_sent_in_the_order_of_the_taxonomy() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    for kind in ["key.issued", "offer.proposed", "right.suspended"] {
        page.tick(kind);
    }
    page.sees("4 kinds selected");
    page.press("Create subscription");
    page.outcome();
    assert_eq!(
        sandbox.rows()[0].events,
        [
            "right.issued",
            "right.suspended",
            "offer.proposed",
            "key.issued"
        ]
    );
}

#[test]
fn every_kind_can_be_ticked_by_its_family() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.tick("right.issued");
    for family in contract::Family::ALL {
        page.choose_family(family.name());
    }
    let all: Vec<_> = TAXONOMY.iter().map(|fact| fact.id).collect();
    assert_eq!(page.ticked(), all);
    page.press("Create subscription");
    page.outcome();
    assert_eq!(sandbox.rows()[0].events, all);
}

#[test]
fn family_box_acts_on_what_the_filter_shows() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill("Filter kinds", "withdrawn");
    page.sees("0 of 5, box acts on the 1 shown");
    page.choose_family("Offer");
    page.fill("Filter kinds", "");
    assert_eq!(page.ticked(), ["offer.withdrawn"]);
    page.fill("Filter kinds", "nothing like it");
    page.sees("No kind fits this filter.");
}

#[test]
fn kinds_that_do_not_fire_today_are_warned_about_when_they_are_alone() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let warning = "None of the chosen kinds is fired today.";
    page.tick("right.expired");
    page.sees(warning);
    page.tick("right.issued");
    page.until("no warning", || !page.text().contains(warning));
}
