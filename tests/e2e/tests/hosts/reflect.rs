//! Attributes and properties are two ways to say the same.

use serde_json::{Value, json};

use crate::bare::Bare;

const TEXTS: [(&str, &str); 4] = [
    ("api-base", "apiBase"),
    ("url", "url"),
    ("label", "label"),
    ("events", "events"),
];

#[test]
fn text_is_reflected_both_ways_and_empty_when_absent() {
    let bare = Bare::with("add({})");
    for (attribute, property) in TEXTS {
        let script = "const [attribute, property] = given;
            form.setAttribute(attribute, 'https://a.example');
            const seen = [form[property]];
            form[property] = 'https://b.example';
            seen.push(form.getAttribute(attribute));
            for (const nothing of [null, undefined]) {
                form[property] = 'https://c.example';
                form[property] = nothing;
                seen.push(form.hasAttribute(attribute), form[property]);
            }
            form.setAttribute('api-base', api);
            return seen";
        let seen = bare.run_with(script, &json!([attribute, property]));
        let expected = json!([
            "https://a.example",
            "https://b.example",
            false,
            "",
            false,
            ""
        ]);
        assert_eq!(seen, expected, "{attribute}");
    }
}

#[test]
fn list_of_kinds_is_reflected_with_spaces() {
    let bare = Bare::with("add({})");
    let seen = bare.run(
        "form.events = ['right.issued', 'right.revoked']; const first = form.events; form.events = []; \
         return [first, form.events]",
    );
    assert_eq!(seen, json!(["right.issued right.revoked", ""]));
    assert_eq!(bare.page.ticked(), Vec::<String>::new());
}

#[test]
fn presence_is_reflected_both_ways() {
    let bare = Bare::with("add({ disabled: 'false' })");
    let seen = bare.run(
        "const seen = [form.disabled]; form.disabled = false; seen.push(form.hasAttribute('disabled'));
         form.disabled = 'yes'; seen.push(form.getAttribute('disabled')); form.disabled = null;
         seen.push(form.hasAttribute('disabled')); return seen",
    );
    assert_eq!(seen, json!([true, false, "", false]));
}

#[test]
fn unknown_word_falls_back_in_the_property_and_stays_in_the_attribute() {
    let bare = Bare::with("add({})");
    let script = "const [attribute, property, words] = given;
        return words.map((word) => {
            form.setAttribute(attribute, word);
            return [form[property], form.getAttribute(attribute)];
        })";
    let of = |attribute: &str, property: &str, words: &[&str]| -> Value {
        bare.run_with(script, &json!([attribute, property, words]))
    };
    assert_eq!(
        of("theme", "theme", &["light", "Dark", "blue", "", "toString"]),
        json!([
            ["light", "light"],
            ["dark", "Dark"],
            ["auto", "blue"],
            ["auto", ""],
            ["auto", "toString"]
        ])
    );
    assert_eq!(
        of(
            "url-policy",
            "urlPolicy",
            &["public", "SILENT", "block", ""]
        ),
        json!([
            ["public", "public"],
            ["silent", "SILENT"],
            ["warn", "block"],
            ["warn", ""]
        ])
    );
}

#[test]
fn property_set_before_the_definition_is_taken_over() {
    let bare = Bare::open();
    let script = "const early = document.createElement('early-form');
        Object.assign(early, { label: 'Early', events: ['right.issued'], theme: 'dark', disabled: true,
            apiBase: api, getToken: () => key, messages: { 'New subscription': 'Neu' } });
        document.body.append(early);
        return import('./webhook-subscription-form/define.js').then(({ define }) => {
            define('early-form');
            const own = Object.keys(early);
            return [own, early.getAttributeNames().sort(), typeof early.getToken];
        })";
    assert_eq!(
        bare.run(script),
        json!([
            [],
            ["api-base", "disabled", "events", "label", "theme"],
            "function"
        ])
    );
    bare.page.wait_for_text("Neu");
    assert_eq!(bare.page.value_of("label"), "Early");
    assert_eq!(bare.page.ticked(), ["right.issued"]);
}

/// The date beside "Created", and the same written by the page itself in the language `wanted`.
#[track_caller]
fn assert_dates_read_as(bare: &Bare, wanted: &str) {
    let script = "const shown = every('dl time').find((time) => time.isConnected);
        const format = new Intl.DateTimeFormat(arguments[0] || undefined, { dateStyle: 'medium', timeStyle: 'long' });
        return [shown.innerText, format.format(new Date(shown.dateTime))].map((text) => text.replace(/\\s/g, ' '))";
    let seen = bare.page.shadow_script(script, &[wanted.into()]);
    assert_eq!(seen[0], seen[1], "{wanted}");
    assert_ne!(seen[0], "");
}

#[test]
fn language_of_dates_is_the_elements_own_or_that_of_the_nearest_ancestor() {
    let bare = Bare::filled(
        "document.documentElement.lang = 'fr';
         const place = document.createElement('div');
         place.attachShadow({ mode: 'open' });
         document.body.append(place);
         add({}, { place: place.shadowRoot });",
    );
    bare.send();
    assert_dates_read_as(&bare, "fr");
    let relang = |body: &str| {
        bare.run(&format!(
            "const inner = document.querySelector('div').shadowRoot.querySelector('webhook-subscription-form'); {body}"
        ))
    };
    relang("inner.lang = 'ja'");
    assert_dates_read_as(&bare, "ja");
    relang("inner.setAttribute('lang', 'de-CH')");
    assert_dates_read_as(&bare, "de-CH");
    relang("inner.removeAttribute('lang')");
    assert_dates_read_as(&bare, "fr");
    relang("document.documentElement.removeAttribute('lang'); inner.lang = ''");
    assert_dates_read_as(&bare, "");
    relang("inner.lang = 'no tag at all'");
    assert_dates_read_as(&bare, "");
}

#[test]
fn language_that_changes_leaves_what_was_typed_and_who_is_typing() {
    let bare = Bare::with("add({})");
    bare.page.fill("Label", "Mine");
    bare.run("form.lang = 'de'");
    assert_eq!(bare.page.value_of("label"), "Mine");
    assert_eq!(bare.page.focused(), "label");
}
