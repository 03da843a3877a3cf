//! Attributes: setting them again does not change the form of the element, and it sends valid values only.
//!
//! An input is a list of `name=value`, or of a name for an attribute that was removed, separated by the byte FF, which is not
//! valid in UTF-8.
#![no_main]

use std::sync::Arc;

use contract::event::WILDCARD;
use contract::{ApiBase, EndpointUrl, EventSelection};
use libfuzzer_sys::fuzz_target;
use webhook_console::element::attributes::Attributes;
use webhook_console::model::{CreateForm, EventPicker, InitialValues};

fuzz_target!(|input: &[u8]| {
    let texts: Vec<_> = input
        .split(|byte| *byte == 0xff)
        .map(String::from_utf8_lossy)
        .collect();
    let mut attributes = Attributes::default();
    set(&mut attributes, &texts);
    let once = attributes.clone();
    set(&mut attributes, &texts);
    assert_eq!(attributes, once);
    for name in [
        "api-base",
        "url",
        "label",
        "events",
        "url-policy",
        "disabled",
    ] {
        assert!(attributes.set(name, None));
    }
    assert_eq!(attributes, Attributes::default());

    if let Some(base) = &once.api_base {
        base_is_valid_or_rejected(base);
    }
    if let Ok(selection) = selection_of(&once.events) {
        is_in_order(&selection);
        assert_eq!(selection_of(&selection.to_wire().join(" ")), Ok(selection));
    }
    form_has_initial_values(once);
});

fn set(attributes: &mut Attributes, texts: &[impl AsRef<str>]) {
    for text in texts.iter().map(AsRef::as_ref) {
        match text.split_once('=') {
            Some((name, value)) => attributes.set(name, Some(value)),
            None => attributes.set(text, None),
        };
    }
}

fn base_is_valid_or_rejected(text: &str) {
    if let Ok(base) = ApiBase::parse(text) {
        assert!(base.as_str().starts_with("https://") || base.is_local());
        assert!(base.as_str().starts_with(base.origin()));
        assert_eq!(ApiBase::parse(base.as_str()), Ok(base));
    }
}

fn selection_of(events: &str) -> Result<EventSelection, contract::EventSelectionError> {
    EventPicker::new(Arc::default(), events).selection()
}

fn is_in_order(selection: &EventSelection) {
    let wire = selection.to_wire();
    let position = |kind: &str| {
        contract::event::TAXONOMY
            .iter()
            .position(|fact| fact.id == kind)
    };
    let known: Vec<_> = wire.iter().map_while(|kind| position(kind)).collect();
    assert!(known.is_sorted_by(|a, b| a < b));
    assert!(wire == [WILDCARD] || !wire.contains(&WILDCARD));
    for (index, kind) in wire.iter().enumerate() {
        assert!(!wire[..index].contains(kind));
        assert!(index < known.len() || position(kind).is_none());
    }
}

fn form_has_initial_values(attributes: Attributes) {
    let mut form = CreateForm::embedded(
        attributes
            .api_base
            .as_deref()
            .unwrap_or("https://a.example"),
    );
    let values = InitialValues {
        url: attributes.url,
        label: attributes.label,
        events: attributes.events,
        ..InitialValues::default()
    };
    form.set_url_policy(attributes.url_policy);
    form.disabled = attributes.disabled;
    form.set_initial(&values);
    assert_eq!(
        (form.url.text(), form.label.text()),
        (&*values.url, &*values.label)
    );
    assert!(!form.is_dirty());
    let before = form.clone();
    form.set_initial(&values);
    assert_eq!(form, before);

    let Some(sent) = form.submit(0.0, None) else {
        return;
    };
    assert!(!attributes.disabled);
    assert_eq!(sent.request.label.as_str(), values.label);
    assert_eq!(Ok(sent.request.events), selection_of(&values.events));
    let url = sent.request.url;
    assert_eq!(EndpointUrl::parse(url.as_str()), Ok(url));
}
