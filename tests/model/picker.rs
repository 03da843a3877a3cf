use std::sync::Arc;

use contract::EventSelectionError;
use contract::event::TAXONOMY;
use webhook_console::model::{EventPicker, GroupCount, Scope, Taxonomy};

use crate::forms::text;

fn at(id: &str) -> usize {
    TAXONOMY.iter().position(|fact| fact.id == id).unwrap()
}

/// The position of a group.
fn group(name: &str) -> usize {
    let groups = EventPicker::default();
    let mut names = groups.taxonomy().groups().iter();
    names
        .position(|group| group.name.to_string() == name)
        .unwrap()
}

fn ticked(ids: &[&str]) -> EventPicker {
    let mut picker = EventPicker::default();
    for id in ids {
        picker.tick(at(id), true);
    }
    picker
}

fn filtered(filter: &str) -> EventPicker {
    let mut picker = EventPicker::default();
    picker.set_filter(filter.into());
    picker
}

fn shown(picker: &EventPicker) -> Vec<&'static str> {
    let shown = (0..TAXONOMY.len()).filter(|at| picker.is_shown(*at));
    shown.map(|at| TAXONOMY[at].id).collect()
}

fn wire(picker: &EventPicker) -> Vec<String> {
    let selection = picker.selection().unwrap();
    selection.to_wire().into_iter().map(str::to_owned).collect()
}

#[test]
fn nothing_is_ticked_initially_and_nothing_is_never_all() {
    let picker = EventPicker::default();
    assert_eq!(picker.scope(), Scope::Chosen);
    assert_eq!(picker.ticked(), 0);
    assert_eq!(picker.selection(), Err(EventSelectionError::Empty));
    assert_eq!(picker.summary(), None);
}

#[test]
fn scope_all_keeps_the_ticks() {
    let mut picker = ticked(&["key.rotated", "right.issued"]);
    picker.choose(Scope::All);
    assert_eq!(wire(&picker), ["*"]);
    assert_eq!(picker.ticked(), 2);
    picker.choose(Scope::Chosen);
    assert_eq!(wire(&picker), ["right.issued", "key.rotated"]);
    picker.tick(at("right.issued"), false);
    assert_eq!(wire(&picker), ["key.rotated"]);
}

#[test]
fn ticking_every_kind_is_not_the_wildcard() {
    let mut picker = EventPicker::default();
    for group in 0..picker.taxonomy().groups().len() {
        picker.tick_group(group);
    }
    let every: Vec<_> = TAXONOMY.iter().map(|fact| fact.id).collect();
    assert_eq!(wire(&picker), every);
}

#[test]
fn filter_matches_each_word_in_names_identifiers_and_descriptions() {
    for (filter, expected) in [
        ("withdrawn", vec!["offer.withdrawn", "challenge.withdrawn"]),
        ("  WITHDRAWN offer ", vec!["offer.withdrawn"]),
        ("proof_pack", vec!["proof_pack.sealed"]),
        ("evidence", vec!["proof_pack.sealed"]),
        ("media", vec!["delivery.observed"]),
        ("api key rotated", vec!["key.rotated"]),
        ("nothing like it", vec![]),
    ] {
        let picker = filtered(filter);
        assert_eq!(shown(&picker), expected, "{filter}");
        assert_eq!(picker.shows_any(), !expected.is_empty());
        assert_eq!(picker.filter(), filter);
    }
    assert_eq!(shown(&filtered(" ")).len(), 19);
}

#[test]
fn group_checkbox_has_three_states() {
    let mut picker = EventPicker::default();
    let state = |picker: &EventPicker| {
        let count = picker.group(group("Offer"));
        (count.is_full(), count.is_mixed())
    };
    assert_eq!(state(&picker), (false, false));
    picker.tick(at("offer.proposed"), true);
    assert_eq!(state(&picker), (false, true));
    picker.tick_group(group("Offer"));
    assert_eq!(state(&picker), (true, false));
    picker.tick_group(group("Offer"));
    assert_eq!(state(&picker), (false, false));
    assert_eq!(picker.ticked(), 0);
}

#[test]
fn group_checkbox_acts_on_shown_kinds() {
    let mut picker = ticked(&["offer.proposed"]);
    picker.set_filter("withdrawn".into());
    let counted = |all, ticked, shown, shown_ticked| GroupCount {
        all,
        ticked,
        shown,
        shown_ticked,
    };
    assert_eq!(picker.group(group("Offer")), counted(5, 1, 1, 0));
    picker.tick_group(group("Offer"));
    assert_eq!(picker.group(group("Offer")), counted(5, 2, 1, 1));
    assert!(picker.group(group("Offer")).is_full());
    picker.tick_group(group("Offer"));
    picker.tick_group(group("Right"));
    assert_eq!(wire(&picker), ["offer.proposed"]);
    let hidden = picker.group(group("Right"));
    assert!(!hidden.is_full() && !hidden.is_mixed());
}

#[test]
fn filter_hides_kinds_and_unticks_none() {
    let mut picker = ticked(&["right.issued", "key.issued"]);
    picker.set_filter("offer".into());
    assert_eq!(wire(&picker), ["right.issued", "key.issued"]);
}

#[test]
fn summary_is_a_plain_sentence() {
    for (ids, sentence) in [
        (&["right.issued"][..], "When a right is issued"),
        (
            &["right.revoked", "right.issued"],
            "When a right is issued or revoked",
        ),
        (
            &["offer.proposed", "offer.accepted", "offer.rejected"],
            "When an offer is proposed, accepted or rejected",
        ),
        (
            &["right.issued", "basis.registered"],
            "When a right is issued or a basis is registered",
        ),
        (
            &[
                "right.issued",
                "challenge.opened",
                "delivery.observed",
                "proof_pack.sealed",
                "key.rotated",
                "key.issued",
            ],
            "When a right is issued, a challenge is opened, a media delivery is observed, a proof pack is sealed or an \
             API key is issued or rotated",
        ),
        (
            &[
                "right.issued",
                "right.suspended",
                "right.resumed",
                "right.revoked",
                "right.expired",
                "key.issued",
                "key.revoked",
            ],
            "On each event of the 7 kinds chosen",
        ),
    ] {
        assert_eq!(text(ticked(ids).summary()).as_deref(), Some(sentence));
    }
    let mut all = EventPicker::default();
    all.choose(Scope::All);
    assert_eq!(
        text(all.summary()).as_deref(),
        Some("On every event, of kinds added later too")
    );
}

#[test]
fn choice_of_unfired_kinds_only_is_recognized() {
    for (ids, expected) in [
        (&[][..], false),
        (&["right.resumed"], true),
        (&["right.resumed", "key.issued", "proof_pack.sealed"], true),
        (&["right.resumed", "right.issued"], false),
        (&["right.issued"], false),
    ] {
        let mut picker = ticked(ids);
        assert_eq!(picker.has_only_unfired(), expected, "{ids:?}");
        picker.choose(Scope::All);
        assert!(!picker.has_only_unfired());
    }
}

#[test]
fn missing_choice_is_a_problem_from_a_submit_until_a_kind_is_chosen() {
    let missing = Some("Choose at least one kind of event, or all kinds");
    let mut picker = EventPicker::default();
    assert_eq!(picker.problem(), None);
    picker.submit();
    assert_eq!(text(picker.problem()).as_deref(), missing);
    picker.tick(0, true);
    assert_eq!(picker.problem(), None);
    picker.tick(0, false);
    assert_eq!(text(picker.problem()).as_deref(), missing);
    picker.choose(Scope::All);
    assert_eq!(picker.problem(), None);
}

#[test]
fn rejection_is_cleared_by_the_next_change_or_submit() {
    for change in [
        |picker: &mut EventPicker| picker.tick(1, true),
        |picker: &mut EventPicker| picker.tick_group(group("API key")),
        |picker: &mut EventPicker| picker.choose(Scope::All),
        |picker: &mut EventPicker| picker.submit(),
    ] {
        let mut picker = ticked(&["right.issued"]);
        picker.reject("not these".to_owned());
        assert_eq!(text(picker.problem()).as_deref(), Some("not these"));
        picker.set_filter("x".into());
        assert_eq!(text(picker.problem()).as_deref(), Some("not these"));
        picker.set_filter(String::new());
        change(&mut picker);
        assert_eq!(picker.problem(), None);
    }
}

#[test]
fn reset_restores_the_initial_choice_and_never_lowers_edits() {
    let mut picker = EventPicker::new(Arc::default(), "right.issued");
    picker.tick(at("right.issued"), false);
    picker.choose(Scope::All);
    picker.set_filter("offer".into());
    picker.submit();
    let edits = picker.edits();
    picker.reset();
    assert!(picker.edits() > edits);
    assert_eq!(wire(&picker), ["right.issued"]);
    assert!(!picker.is_dirty());
    assert_eq!((picker.filter(), shown(&picker).len()), ("", 19));
    picker.set_initial(&Arc::default(), "key.issued");
    assert_eq!(
        wire(&picker),
        ["key.issued"],
        "a picker that was reset is unedited"
    );
}

#[test]
fn initial_choice_is_no_edit() {
    let mut picker = EventPicker::default();
    picker.set_initial(&Arc::default(), "right.issued");
    assert_eq!((picker.edits(), picker.is_dirty()), (0, false));
    picker.tick(at("key.issued"), true);
    let edits = picker.edits();
    picker.set_initial(&Arc::new(Taxonomy::empty()), "right.issued");
    picker.set_initial(&Arc::default(), "*");
    assert_eq!(picker.edits(), edits);
}

/// An edited choice was compared with an initial choice that had been replaced.
#[test]
fn edited_choice_is_dirty_while_it_differs_from_the_latest_initial_choice() {
    let mut picker = EventPicker::new(Arc::default(), "right.issued");
    picker.tick(at("key.issued"), true);
    assert!(picker.is_dirty());
    picker.set_initial(&Arc::default(), "right.issued key.issued");
    assert_eq!(wire(&picker), ["right.issued", "key.issued"]);
    assert!(!picker.is_dirty());
    picker.set_initial(&Arc::default(), "*");
    assert!(picker.is_dirty());
    picker.reset();
    assert_eq!(
        (wire(&picker), picker.is_dirty()),
        (vec!["*".into()], false)
    );
}

#[test]
fn unchanged_initial_choice_keeps_the_filter_and_the_rejection() {
    let mut picker = EventPicker::new(Arc::default(), "right.issued");
    picker.set_filter("offer".into());
    picker.reject("not these".to_owned());
    let before = picker.clone();
    picker.set_initial(&Arc::default(), "right.issued");
    assert_eq!(picker, before);
}

#[test]
fn summary_has_commas_and_or_of_its_language() {
    let summary = ticked(&[
        "offer.proposed",
        "offer.accepted",
        "key.issued",
        "key.rotated",
    ])
    .summary();
    let translated = summary.unwrap().translated(&|text| {
        let translation = match text {
            "When {what}" => "Wenn {what}",
            "{rest} or {end}" => "{rest} oder {end}",
            "an offer is {what}" => "ein Angebot {what} wird",
            _ => return None,
        };
        Some(translation.to_owned())
    });
    assert_eq!(
        translated,
        "Wenn ein Angebot proposed oder accepted wird oder an API key is issued oder rotated"
    );
}
