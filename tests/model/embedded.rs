//! What the page around the form decides: initial values, its own kinds, the policy for private hosts, and where the
//! key comes from.

use std::sync::Arc;

use contract::EventSelectionError;
use webhook_console::model::{
    AttemptState, Check, Connection, CreateForm, EventPicker, InitialValues, KeySource, Kind,
    NotSent, Scope, Taxonomy, UrlPolicy,
};

use crate::forms::{
    BASE, NOW, REVOKED, URL, created, field_values, mark_sent, secret, submit_and_send, text,
};

fn embedded() -> CreateForm {
    let mut form = CreateForm::embedded(BASE);
    form.set_initial(&InitialValues {
        url: URL.into(),
        label: "Feed".into(),
        events: "right.issued".into(),
        ..InitialValues::default()
    });
    form
}

fn kind(id: &str) -> Kind {
    Kind {
        id: id.to_owned().into(),
        name: id.to_uppercase().into(),
        description: "".into(),
        group: 0,
        fires_today: true,
        is_unlisted: false,
    }
}

fn wire(picker: &EventPicker) -> Vec<String> {
    let selection = picker.selection().unwrap();
    selection.to_wire().into_iter().map(str::to_owned).collect()
}

#[test]
fn initial_values_can_be_submitted_unchanged() {
    let submission = embedded().submit(NOW, None).expect("something to send");
    assert_eq!(submission.request.url.as_str(), URL);
    assert_eq!(submission.request.label.as_str(), "Feed");
    assert_eq!(submission.key, None, "the page is to be asked");
}

#[test]
fn later_initial_value_replaces_unedited_fields_only() {
    let mut form = embedded();
    form.label.set("Mine".into());
    form.set_initial(&InitialValues {
        url: "https://other.example.com/".into(),
        label: "Theirs".into(),
        events: "*".into(),
        ..InitialValues::default()
    });
    assert_eq!(form.url.text(), "https://other.example.com/");
    assert_eq!(form.label.text(), "Mine");
    assert_eq!(form.picker.scope(), Scope::All);
}

#[test]
fn form_is_dirty_while_it_differs_from_its_initial_values() {
    let mut form = embedded();
    assert!(!form.is_dirty());
    form.label.set("Other".into());
    assert!(form.is_dirty());
    form.label.set("Feed".into());
    assert!(!form.is_dirty());
    form.picker.choose(Scope::All);
    assert!(form.is_dirty());
    form.reset();
    assert!(!form.is_dirty());
}

#[test]
fn reset_restores_the_initial_values_and_cancels_no_request() {
    let mut form = embedded();
    form.url.set("https://typed.example.com/".into());
    let submission = form.submit(NOW, None).expect("something to send");
    assert!(mark_sent(&mut form, &submission));
    form.reset();
    assert_eq!(form.url.text(), URL);
    assert!(form.attempts().is_pending());
    assert!(!form.is_sending(), "it is not awaited");
}

#[test]
fn private_host_is_refused_warned_about_or_accepted_by_the_policy() {
    for (policy, is_good, advice) in [
        (UrlPolicy::Public, false, 0),
        (UrlPolicy::Warn, true, 1),
        (UrlPolicy::Silent, true, 0),
    ] {
        let mut form = CreateForm::embedded(BASE);
        form.set_url_policy(policy);
        form.url.set("https://192.168.0.1/hook".into());
        form.url.blur();
        assert_eq!(form.endpoint().is_some(), is_good, "{policy:?}");
        assert_eq!(form.url.problem().is_none(), is_good, "{policy:?}");
        assert_eq!(form.url.advice().len(), advice, "{policy:?}");
    }
}

#[test]
fn disabled_form_submits_nothing() {
    let mut form = embedded();
    form.disabled = true;
    assert_eq!(form.submit(NOW, None), None);
    form.disabled = false;
    assert!(form.submit(NOW, None).is_some());
}

#[test]
fn key_of_the_page_has_no_problem_in_the_form() {
    let mut form = embedded();
    assert_eq!(form.connection.key_source, KeySource::Page);
    let submission = form.submit(NOW, None).expect("something to send");
    form.complete(submission.id, AttemptState::NotSent(NotSent::NoKey));
    assert!(form.problems().is_empty());
    assert!(form.notice().is_some());
    assert_eq!(Connection::new(BASE).key_source, KeySource::Person);
}

#[test]
fn key_of_the_page_is_never_checked_in_the_form() {
    let mut form = embedded();
    form.connection.set_key("a\nb".into());
    assert_eq!(form.connection.begin_check(), None);
    assert_eq!(form.connection.check(), &Check::Unchecked);
    assert_eq!(form.connection.key_problem(), None);
    assert_eq!(form.connection.key_advice(), None);
    let submission = form.submit(NOW, None).expect("something to send");
    assert_eq!(submission.key, None);
}

/// The fields were not reset when the page had changed an initial value before the person went on.
#[test]
fn changed_initial_value_is_no_edit_since_the_submit() {
    let mut form = embedded();
    form.url.set("https://typed.example.com/".into());
    let submission = form.submit(NOW, None).expect("something to send");
    assert!(mark_sent(&mut form, &submission));
    form.set_initial(&InitialValues {
        url: URL.into(),
        label: "Next feed".into(),
        events: "right.revoked".into(),
        ..InitialValues::default()
    });
    form.complete(submission.id, created(&secret(1)));
    form.create_another();
    assert_eq!((form.url.text(), form.label.text()), (URL, "Next feed"));
    assert_eq!(wire(&form.picker), ["right.revoked"]);
}

#[test]
fn first_edit_of_any_field_is_an_edit_since_the_submit() {
    type Edit = fn(&mut CreateForm);
    let edits: [Edit; 3] = [
        |form| _ = form.url.set("https://typed.example.com/".into()),
        |form| form.label.set("Typed".into()),
        |form| form.picker.tick(REVOKED, true),
    ];
    for edit in edits {
        let mut form = embedded();
        let submission = submit_and_send(&mut form);
        edit(&mut form);
        let before = field_values(&form);
        form.complete(submission.id, created(&secret(1)));
        form.create_another();
        assert_eq!(field_values(&form), before);
    }
}

#[test]
fn other_taxonomy_keeps_the_edited_choice_of_its_kinds() {
    let of = |ids: &[&str]| {
        let mut taxonomy = Taxonomy::empty();
        for id in ids {
            taxonomy.add("Group", kind(id));
        }
        InitialValues {
            events: "a.b".into(),
            taxonomy: Arc::new(taxonomy),
            ..InitialValues::default()
        }
    };
    let mut form = CreateForm::embedded(BASE);
    form.set_initial(&of(&["a.b", "c.d", "e.f"]));
    form.set_initial(&of(&["a.b", "c.d"]));
    assert!(
        form.picker.is_ticked(0),
        "as the page says, until the person chooses"
    );
    form.picker.tick(0, false);
    form.picker.tick(1, true);
    form.set_initial(&of(&["x.y", "c.d", "a.b"]));
    let ticked = [0, 1, 2].map(|at| form.picker.is_ticked(at));
    assert_eq!(ticked, [false, true, false]);
    assert_eq!(form.picker.scope(), Scope::Chosen);
    form.picker.choose(Scope::All);
    form.set_initial(&of(&["c.d"]));
    assert_eq!(
        (form.picker.scope(), form.picker.is_ticked(0)),
        (Scope::All, true)
    );
}

#[test]
fn custom_kinds_are_offered_and_sent_in_their_order() {
    let mut taxonomy = Taxonomy::empty();
    taxonomy.add("Payments", kind("payment.captured"));
    taxonomy.add("Refunds", kind("refund.made"));
    taxonomy.add("Payments", kind("payment.failed"));
    let names: Vec<_> = taxonomy
        .groups()
        .iter()
        .map(|group| group.name.to_string())
        .collect();
    assert_eq!(names, ["Payments", "Refunds"]);
    let picker = EventPicker::new(Arc::new(taxonomy), "payment.failed payment.captured");
    assert_eq!(wire(&picker), ["payment.captured", "payment.failed"]);
    assert_eq!(
        text(picker.summary()).as_deref(),
        Some("When PAYMENT.CAPTURED or PAYMENT.FAILED")
    );
}

#[test]
fn kinds_of_a_group_need_not_be_neighbours() {
    let mut taxonomy = Taxonomy::empty();
    for (group, id) in [("A", "a.late"), ("B", "b.one"), ("A", "a.early")] {
        taxonomy.add(group, kind(id));
    }
    assert_eq!(
        [0, 1, 2].map(|group| taxonomy.of_group(group)),
        [&[0, 2][..], &[1], &[]]
    );
    let mut picker = EventPicker::new(Arc::new(taxonomy), "a.early");
    assert_eq!(picker.ticked_in(0), [false, true]);
    picker.set_filter("late".into());
    assert_eq!(
        (picker.hidden_in(0), picker.hidden_in(1)),
        (vec![false, true], vec![true])
    );
    picker.tick_group(0);
    assert_eq!(wire(&picker), ["a.late", "a.early"]);
    assert_eq!(picker.ticked_in(2), [false; 0], "there is no such group");
}

#[test]
fn duplicate_is_found_wherever_the_first_is() {
    let mut taxonomy = Taxonomy::empty();
    for id in ["c.c", "a.a", "b.b", "a.a", "c.c", "b.b", "d.d"] {
        taxonomy.add("Group", kind(id));
    }
    let ids: Vec<_> = taxonomy.kinds().iter().map(|kind| &*kind.id).collect();
    assert_eq!(ids, ["c.c", "a.a", "b.b", "d.d"]);
}

#[test]
fn invalid_or_duplicate_identifier_is_not_added() {
    let mut taxonomy = Taxonomy::empty();
    for id in ["a.b", "a.b", "*", "", "a b", "a,b"] {
        taxonomy.add("Group", kind(id));
    }
    let ids: Vec<_> = taxonomy.kinds().iter().map(|kind| &*kind.id).collect();
    assert_eq!(ids, ["a.b"]);
}

#[test]
fn unlisted_initial_kind_is_added_and_flagged() {
    let picker = EventPicker::new(Arc::default(), "right.issued, space.bent");
    let unlisted = picker.taxonomy().kinds().last().unwrap();
    assert!(unlisted.is_unlisted);
    assert_eq!(unlisted.id, "space.bent");
    assert_eq!(wire(&picker), ["right.issued", "space.bent"]);
}

/// The unlisted kinds had a group of their own in addition to the page's, with the same name.
#[test]
fn unlisted_kind_joins_the_group_of_the_page_with_its_name() {
    let mut taxonomy = Taxonomy::empty();
    taxonomy.add("Other".to_owned(), kind("a.b"));
    let picker = EventPicker::new(Arc::new(taxonomy), "c.d");
    let groups = picker.taxonomy().groups();
    let names: Vec<_> = groups.iter().map(|group| group.name.to_string()).collect();
    assert_eq!(names, ["Other"]);
    assert_eq!(picker.group(0).all, 2);
}

#[test]
fn initial_wildcard_is_all_and_empty_is_none() {
    let all = EventPicker::new(Arc::default(), "* right.issued");
    assert_eq!(wire(&all), ["*"]);
    let none = EventPicker::new(Arc::default(), " ");
    assert_eq!(none.selection(), Err(EventSelectionError::Empty));
}
