//! The kinds of events that are sent.

use contract::event::TAXONOMY;
use e2e::{Page, Sandbox};

#[test]
fn every_kind_can_be_ticked_by_its_family() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill_in(&sandbox);
    page.tick("right.issued");
    for family in contract::Family::ALL {
        page.tick_family(family.name());
    }
    let all: Vec<_> = TAXONOMY.iter().map(|fact| fact.id).collect();
    assert_eq!(page.ticked(), all);
    page.press("Create subscription");
    page.outcome();
    assert_eq!(sandbox.subscriptions()[0].events, all);
}

#[test]
fn family_box_acts_on_what_the_filter_shows() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.fill("Filter kinds", "withdrawn");
    page.wait_for_text("0 of 5, box acts on the 1 shown");
    page.tick_family("Offer");
    page.fill("Filter kinds", "");
    assert_eq!(page.ticked(), ["offer.withdrawn"]);
    page.fill("Filter kinds", "nothing like it");
    page.wait_for_text("No kind fits this filter.");
}

#[test]
fn kinds_that_do_not_fire_today_are_warned_about_when_they_are_alone() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let warning = "None of the chosen kinds is fired today.";
    page.tick("right.expired");
    page.wait_for_text(warning);
    page.tick("right.issued");
    page.wait_for("no warning", || !page.text().contains(warning));
}
