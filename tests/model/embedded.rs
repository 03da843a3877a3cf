//! What a page around the form decides: start values, its own kinds, what is done about private hosts, who has the key.

use std::sync::Arc;

use contract::EventSelectionError;
use webhook_console::model::{
    Connection, CreateForm, EventPicker, Keeper, Kind, NotSent, Scope, Start, State, Taxonomy,
    UrlPolicy,
};

use crate::forms::{BASE, NOW, URL, leave};

fn embedded() -> CreateForm {
    let mut form = CreateForm::embedded(BASE);
    form.start_with(Start {
        url: URL.into(),
        label: "Feed".into(),
        events: "right.issued".into(),
        ..Start::default()
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
        is_foreign: false,
    }
}

fn wire(picker: &EventPicker) -> Vec<String> {
    let selection = picker.selection().unwrap();
    selection.to_wire().into_iter().map(str::to_owned).collect()
}

#[test]
fn start_values_can_be_sent_as_they_are() {
    let submission = embedded().submit(NOW, None).expect("something to send");
    assert_eq!(submission.request.url.as_str(), URL);
    assert_eq!(submission.request.label.as_str(), "Feed");
    assert_eq!(submission.key, None, "the page is to be asked");
}

#[test]
fn later_start_value_counts_only_where_the_person_has_changed_nothing() {
    let mut form = embedded();
    form.set_label("Mine".into());
    form.start_with(Start {
        url: "https://other.example.com/".into(),
        label: "Theirs".into(),
        events: "*".into(),
        ..Start::default()
    });
    assert_eq!(form.url.text(), "https://other.example.com/");
    assert_eq!(form.label.text(), "Mine");
    assert_eq!(form.picker.scope(), Scope::All);
}

#[test]
fn form_is_dirty_while_it_differs_from_its_start() {
    let mut form = embedded();
    assert!(!form.is_dirty());
    form.set_label("Other".into());
    assert!(form.is_dirty());
    form.set_label("Feed".into());
    assert!(!form.is_dirty());
    form.pick(|picker| picker.choose(Scope::All));
    assert!(form.is_dirty());
    form.reset();
    assert!(!form.is_dirty());
}

#[test]
fn reset_gives_the_start_values_back_and_lets_what_is_on_its_way_go_on() {
    let mut form = embedded();
    form.set_url("https://typed.example.com/".into());
    let submission = form.submit(NOW, None).expect("something to send");
    assert!(leave(&mut form, &submission));
    form.reset();
    assert_eq!(form.url.text(), URL);
    assert!(form.attempts().in_flight());
    assert!(!form.is_sending(), "nobody waits for it");
}

#[test]
fn private_host_is_refused_warned_about_or_passed_over_as_the_page_says() {
    for (policy, is_good, advice) in [
        (UrlPolicy::Public, false, 0),
        (UrlPolicy::Warn, true, 1),
        (UrlPolicy::Silent, true, 0),
    ] {
        let mut form = CreateForm::embedded(BASE);
        form.set_url_policy(policy);
        form.set_url("https://192.168.0.1/hook".into());
        form.leave_url();
        assert_eq!(form.endpoint().is_some(), is_good, "{policy:?}");
        assert_eq!(form.url_problem().is_none(), is_good, "{policy:?}");
        assert_eq!(form.url_advice().len(), advice, "{policy:?}");
    }
}

#[test]
fn form_that_is_switched_off_sends_nothing() {
    let mut form = embedded();
    form.disabled = true;
    assert_eq!(form.submit(NOW, None), None);
    form.disabled = false;
    assert!(form.submit(NOW, None).is_some());
}

#[test]
fn page_that_has_the_key_leaves_no_problem_at_a_field_for_it() {
    let mut form = embedded();
    assert_eq!(form.connection.keeper, Keeper::Page);
    let submission = form.submit(NOW, None).expect("something to send");
    form.end(submission.id, State::NotSent(NotSent::NoKey));
    assert!(form.problems().is_empty());
    assert!(form.notice().is_some());
    assert_eq!(Connection::new(BASE).keeper, Keeper::Person);
}

#[test]
fn other_kinds_keep_what_the_person_has_chosen_of_them() {
    let of = |ids: &[&str]| {
        let mut taxonomy = Taxonomy::empty();
        for id in ids {
            taxonomy.add("Group", kind(id));
        }
        Start {
            events: "a.b".into(),
            taxonomy: Arc::new(taxonomy),
            ..Start::default()
        }
    };
    let mut form = CreateForm::embedded(BASE);
    form.start_with(of(&["a.b", "c.d", "e.f"]));
    form.start_with(of(&["a.b", "c.d"]));
    assert!(
        form.picker.is_ticked(0),
        "as the page says, until the person chooses"
    );
    form.pick(|picker| picker.tick(0, false));
    form.pick(|picker| picker.tick(1, true));
    form.start_with(of(&["x.y", "c.d", "a.b"]));
    let ticked = [0, 1, 2].map(|at| form.picker.is_ticked(at));
    assert_eq!(ticked, [false, true, false]);
    assert_eq!(form.picker.scope(), Scope::Chosen);
    form.pick(|picker| picker.choose(Scope::All));
    form.start_with(of(&["c.d"]));
    assert_eq!(
        (form.picker.scope(), form.picker.is_ticked(0)),
        (Scope::All, true)
    );
}

#[test]
fn page_s_own_kinds_are_offered_and_sent_in_its_order() {
    let mut taxonomy = Taxonomy::empty();
    taxonomy.add("Payments", kind("payment.captured"));
    taxonomy.add("Refunds", kind("refund.made"));
    taxonomy.add("Payments", kind("payment.failed"));
    let names: Vec<_> = taxonomy.groups().iter().map(|group| &*group.name).collect();
    assert_eq!(names, ["Payments", "Refunds"]);
    let picker = EventPicker::new(Arc::new(taxonomy), "payment.failed payment.captured");
    assert_eq!(wire(&picker), ["payment.captured", "payment.failed"]);
    assert_eq!(
        picker.occasion().as_deref(),
        Some("When PAYMENT.CAPTURED or PAYMENT.FAILED")
    );
}

#[test]
fn what_is_no_identifier_or_there_already_is_not_added() {
    let mut taxonomy = Taxonomy::empty();
    for id in ["a.b", "a.b", "*", "", "a b", "a,b"] {
        taxonomy.add("Group", kind(id));
    }
    let ids: Vec<_> = taxonomy.kinds().iter().map(|kind| &*kind.id).collect();
    assert_eq!(ids, ["a.b"]);
}

#[test]
fn unknown_kind_at_the_start_is_kept_and_flagged() {
    let picker = EventPicker::new(Arc::default(), "right.issued, space.bent");
    let foreign = picker.taxonomy().kinds().last().unwrap();
    assert!(foreign.is_foreign);
    assert_eq!(foreign.id, "space.bent");
    assert_eq!(wire(&picker), ["right.issued", "space.bent"]);
}

#[test]
fn wildcard_at_the_start_is_all_and_nothing_is_nothing() {
    let all = EventPicker::new(Arc::default(), "* right.issued");
    assert_eq!(wire(&all), ["*"]);
    let none = EventPicker::new(Arc::default(), " ");
    assert_eq!(none.selection(), Err(EventSelectionError::Empty));
}
