//! The reflection of attributes and properties.

use serde_json::{Value, json};

use crate::bare_page::BarePage;

const TEXTS: [(&str, &str); 4] = [
    ("api-base", "apiBase"),
    ("url", "url"),
    ("label", "label"),
    ("events", "events"),
];

#[test]
fn text_is_reflected_both_ways_and_empty_when_absent() {
    let bare_page = BarePage::with_element("add({})");
    for (attribute, property) in TEXTS {
        let script = "const [attribute, property] = given;
            form.setAttribute(attribute, 'https://a.example');
            const seen = [form[property]];
            form[property] = 'https://b.example';
            seen.push(form.getAttribute(attribute));
            for (const absent of [null, undefined]) {
                form[property] = 'https://c.example';
                form[property] = absent;
                seen.push(form.hasAttribute(attribute), form[property]);
            }
            form.setAttribute('api-base', api);
            return seen";
        let seen = bare_page.run_with(script, &json!([attribute, property]));
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
    let bare_page = BarePage::with_element("add({})");
    let seen = bare_page.run(
        "form.events = ['right.issued', 'right.revoked']; const first = form.events; form.events = []; \
         return [first, form.events]",
    );
    assert_eq!(seen, json!(["right.issued right.revoked", ""]));
    assert_eq!(bare_page.page.ticked(), Vec::<String>::new());
}

#[test]
fn presence_is_reflected_both_ways() {
    let bare_page = BarePage::with_element("add({ disabled: 'false' })");
    let seen = bare_page.run(
        "const seen = [form.disabled]; form.disabled = false; seen.push(form.hasAttribute('disabled'));
         form.disabled = 'yes'; seen.push(form.getAttribute('disabled')); form.disabled = null;
         seen.push(form.hasAttribute('disabled')); return seen",
    );
    assert_eq!(seen, json!([true, false, "", false]));
}

#[test]
fn unknown_keyword_falls_back_in_the_property_and_stays_in_the_attribute() {
    let bare_page = BarePage::with_element("add({})");
    let script = "const [attribute, property, values] = given;
        return values.map((value) => {
            form.setAttribute(attribute, value);
            return [form[property], form.getAttribute(attribute)];
        })";
    let of = |attribute: &str, property: &str, values: &[&str]| -> Value {
        bare_page.run_with(script, &json!([attribute, property, values]))
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
fn property_set_before_the_definition_is_upgraded() {
    let bare_page = BarePage::open();
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
        bare_page.run(script),
        json!([
            [],
            ["api-base", "disabled", "events", "label", "theme"],
            "function"
        ])
    );
    bare_page.page.wait_for_text("Neu");
    assert_eq!(bare_page.page.value_of("label"), "Early");
    assert_eq!(bare_page.page.ticked(), ["right.issued"]);
}

/// Compares the date beside "Created" with the format of the page for `language`.
#[track_caller]
fn assert_date_language(bare_page: &BarePage, language: &str) {
    let script = "const shown = every('dl time').find((time) => time.isConnected);
        const format = new Intl.DateTimeFormat(arguments[0] || undefined, { dateStyle: 'medium', timeStyle: 'long' });
        return [shown.innerText, format.format(new Date(shown.dateTime))].map((text) => text.replace(/\\s/g, ' '))";
    let seen = bare_page.page.shadow_script(script, &[language.into()]);
    assert_eq!(seen[0], seen[1], "{language}");
    assert_ne!(seen[0], "");
}

#[test]
fn language_of_dates_is_the_elements_own_or_that_of_the_nearest_ancestor() {
    let bare_page = BarePage::filled_in(
        "document.documentElement.lang = 'fr';
         const place = document.createElement('div');
         place.attachShadow({ mode: 'open' });
         document.body.append(place);
         add({}, { place: place.shadowRoot });",
    );
    bare_page.submit();
    assert_date_language(&bare_page, "fr");
    let set_language = |body: &str| {
        bare_page.run(&format!(
            "const inner = document.querySelector('div').shadowRoot.querySelector('webhook-subscription-form'); {body}"
        ))
    };
    set_language("inner.lang = 'ja'");
    assert_date_language(&bare_page, "ja");
    set_language("inner.setAttribute('lang', 'de-CH')");
    assert_date_language(&bare_page, "de-CH");
    set_language("inner.removeAttribute('lang')");
    assert_date_language(&bare_page, "fr");
    set_language("document.documentElement.removeAttribute('lang'); inner.lang = ''");
    assert_date_language(&bare_page, "");
    set_language("inner.lang = 'no tag at all'");
    assert_date_language(&bare_page, "");
}

#[test]
fn language_change_does_not_change_input_and_focus() {
    let bare_page = BarePage::with_element("add({})");
    bare_page.page.fill("Label", "Mine");
    bare_page.run("form.lang = 'de'");
    assert_eq!(bare_page.page.value_of("label"), "Mine");
    assert_eq!(bare_page.page.focused(), "label");
}
