use contract::EventSelectionError;
use contract::event::TAXONOMY;
use webhook_console::model::{EventPicker, GroupCount, Scope};

fn at(id: &str) -> usize {
    TAXONOMY.iter().position(|fact| fact.id == id).unwrap()
}

/// The position of a group.
fn group(name: &str) -> usize {
    let groups = EventPicker::default();
    let mut names = groups.taxonomy().groups().iter();
    names.position(|group| group.name == name).unwrap()
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
fn nothing_is_ticked_at_first_and_nothing_is_never_all() {
    let picker = EventPicker::default();
    assert_eq!(picker.scope(), Scope::Chosen);
    assert_eq!(picker.ticked(), 0);
    assert_eq!(picker.selection(), Err(EventSelectionError::Empty));
    assert_eq!(picker.occasion(), None);
}

#[test]
fn all_remembers_the_ticks() {
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
fn filter_looks_for_each_word_in_names_identifiers_and_descriptions() {
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
fn family_box_has_three_states() {
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
fn family_box_acts_on_what_is_shown() {
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
fn filter_hides_and_takes_no_tick_away() {
    let mut picker = ticked(&["right.issued", "key.issued"]);
    picker.set_filter("offer".into());
    assert_eq!(wire(&picker), ["right.issued", "key.issued"]);
}

#[test]
fn occasion_is_a_plain_sentence() {
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
        assert_eq!(ticked(ids).occasion().as_deref(), Some(sentence));
    }
    let mut all = EventPicker::default();
    all.choose(Scope::All);
    assert_eq!(
        all.occasion().as_deref(),
        Some("On every event, of kinds added later too")
    );
}

#[test]
fn choice_that_is_never_fired_today_is_warned_about() {
    for (ids, quiet) in [
        (&[][..], false),
        (&["right.resumed"], true),
        (&["right.resumed", "key.issued", "proof_pack.sealed"], true),
        (&["right.resumed", "right.issued"], false),
        (&["right.issued"], false),
    ] {
        let mut picker = ticked(ids);
        assert_eq!(picker.is_quiet_today(), quiet, "{ids:?}");
        picker.choose(Scope::All);
        assert!(!picker.is_quiet_today());
    }
}

#[test]
fn missing_choice_is_told_after_a_submit_and_clears_at_once() {
    let missing = Some("Choose at least one kind of event, or all kinds");
    let mut picker = EventPicker::default();
    assert_eq!(picker.problem(), None);
    picker.submit();
    assert_eq!(picker.problem().as_deref(), missing);
    picker.tick(0, true);
    assert_eq!(picker.problem(), None);
    picker.tick(0, false);
    assert_eq!(picker.problem().as_deref(), missing);
    picker.choose(Scope::All);
    assert_eq!(picker.problem(), None);
}

#[test]
fn words_of_the_server_go_with_the_next_change_or_submit() {
    for go_on in [
        |picker: &mut EventPicker| picker.tick(1, true),
        |picker: &mut EventPicker| picker.tick_group(group("API key")),
        |picker: &mut EventPicker| picker.choose(Scope::All),
        |picker: &mut EventPicker| picker.submit(),
    ] {
        let mut picker = ticked(&["right.issued"]);
        picker.refuse("not these".into());
        assert_eq!(picker.problem().as_deref(), Some("not these"));
        picker.set_filter("x".into());
        assert_eq!(picker.problem().as_deref(), Some("not these"));
        picker.set_filter(String::new());
        go_on(&mut picker);
        assert_eq!(picker.problem(), None);
    }
}
