//! Pages that style or patch what they can. A page can read an open shadow root: that is no secret kept from it. A
//! style sheet, or a script that spoils what others use, must not get at the secret or lose it.

mod patched;

use std::time::Duration;

use e2e::Page;
use serde_json::{Value, json};

use e2e::stage::{Stage, TAG, fill_in};

const NOWHERE: [&str; 0] = [];
const FONTS: [&str; 6] = [
    "monospace",
    "ui-monospace",
    "Menlo",
    "DejaVu Sans Mono",
    "SF Mono",
    "Evil",
];

/// A font for each character: which of them are asked for spells a text out.
const SPELL: &str = "performance.setResourceTimingBufferSize(10000);
    const style = document.createElement('style');
    const characters = Array.from({ length: 94 }, (_, at) => at + 33);
    style.textContent = arguments[0].flatMap((family) => [`'${family}'`, family].flatMap((name) => characters.map((at) =>
        `@font-face { font-family: ${name}; src: url('/spelt-${encodeURIComponent(family)}-${at}.woff');
            unicode-range: U+${at.toString(16)} }`))).join('\\n') + arguments[1];
    document.head.append(style);";

/// Whatever can bring a font to the secret.
const FONT_RULES: &str = "
    * { font-family: Evil !important; }
    webhook-subscription-form::part(heading), webhook-subscription-form::part(panel),
    webhook-subscription-form::part(button), webhook-subscription-form::part(output) { font-family: Evil; }
    :root { --webhook-font: Evil; --mono: Evil; --sans: Evil; }";

/// Whatever is inherited and changes what a text looks like or is copied as.
const LOOK_RULES: &str = "
    * { text-transform: uppercase !important; }
    html, webhook-subscription-form, webhook-subscription-form::part(panel) {
        font-variant: small-caps; letter-spacing: 1em; word-spacing: 1em; text-transform: uppercase;
        -webkit-text-security: disc; direction: rtl; unicode-bidi: bidi-override; }";

/// How many fonts were asked for, once no more are.
#[track_caller]
fn spelt(page: &Page) -> u64 {
    let script = "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('/spelt-')).length";
    let count = || page.script(script, &[]).as_u64().expect("a number");
    let mut before = count();
    loop {
        std::thread::sleep(Duration::from_millis(300));
        let now = count();
        if now == before {
            return now;
        }
        before = now;
    }
}

#[track_caller]
fn styled() -> Stage {
    let stage = Stage::open("html", "");
    // The fonts are not there: to be asked for them is what counts.
    stage.page.expects("404");
    stage.page.expects("font");
    stage.until_mounted();
    stage.create();
    stage
}

/// The page's own letters may be spelt, and those of the form. No letter more is asked for once the secret is shown.
#[track_caller]
fn is_not_spelt_with(fonts: &[&str], rules: &str) -> u64 {
    let stage = styled();
    let page = &stage.page;
    // The other name of the button has letters too.
    let words = "const line = document.createElement('p');
        line.textContent = 'Hide secret';
        first('.secret').append(line)";
    page.deep(words, &[]);
    page.script(SPELL, &[json!(fonts), rules.into()]);
    let before = spelt(page);
    let secret = page.reveal();
    assert_eq!(spelt(page), before, "{fonts:?}: {secret}");
    let script = "const shown = first('.secret > output');
        return [getComputedStyle(shown).fontFamily, shown.part.length, shown.id]";
    assert_eq!(page.deep(script, &[]), json!(["monospace", 0, ""]));
    before
}

#[test]
fn style_sheet_of_the_page_cannot_spell_the_secret_out() {
    let asked = is_not_spelt_with(&FONTS, FONT_RULES);
    assert!(asked > 0, "the fonts do work on the form's other letters");
}

#[test]
fn font_in_the_place_of_the_browser_s_own_cannot_spell_the_secret_out() {
    for font in FONTS {
        is_not_spelt_with(&[font], "");
    }
}

#[test]
fn secret_is_shown_and_copied_as_it_is_whatever_the_page_inherits_to_it() {
    let stage = styled();
    let page = &stage.page;
    let secret = page.reveal();
    page.script(SPELL, &[json!([]), LOOK_RULES.into()]);
    let select = "const shown = first('.secret > output');
        getSelection().selectAllChildren(shown);
        return shown.innerText";
    assert_eq!(page.deep(select, &[]), secret.as_str(), "as it is drawn");
    page.copy();
    assert_eq!(page.clipboard(), secret, "as it is selected");
}

#[test]
fn look_of_the_secret_is_not_inherited_from_the_page() {
    let stage = styled();
    let page = &stage.page;
    page.reveal();
    page.script(SPELL, &[json!([]), LOOK_RULES.into()]);
    let script = "const style = getComputedStyle(first('.secret > output'));
        return ['text-transform', 'font-variant-caps', 'letter-spacing', 'word-spacing', '-webkit-text-security',
            'direction', 'unicode-bidi'].map((name) => [name, style.getPropertyValue(name)])";
    let found = page.deep(script, &[]);
    let expected = json!([
        ["text-transform", "none"],
        ["font-variant-caps", "normal"],
        ["letter-spacing", "normal"],
        ["word-spacing", "0px"],
        ["-webkit-text-security", "none"],
        ["direction", "ltr"],
        ["unicode-bidi", "isolate"],
    ]);
    assert_eq!(found, expected);
}

#[test]
fn page_that_hides_the_element_hides_the_secret() {
    let stage = styled();
    let page = &stage.page;
    page.reveal();
    let seen = "return first('.secret > output').checkVisibility({ visibilityProperty: true, opacityProperty: true })";
    assert_eq!(page.deep(seen, &[]), true);
    for (property, value) in [
        ("visibility", "hidden"),
        ("opacity", "0"),
        ("display", "none"),
    ] {
        let hide = format!(
            "document.querySelector('{TAG}').style.{property} = arguments[0] ? '{value}' : ''"
        );
        page.script(&hide, &[true.into()]);
        assert_eq!(page.deep(seen, &[]), false, "{property}");
        page.script(&hide, &[false.into()]);
    }
    // The attribute counts although the element has a display of its own.
    page.script(
        &format!("document.querySelector('{TAG}').hidden = true"),
        &[],
    );
    assert_eq!(page.deep(seen, &[]), false);
}

#[test]
fn secret_is_nowhere_in_the_page_while_it_is_masked() {
    let stage = Stage::open("html", "");
    stage.until_mounted();
    let page = &stage.page;
    let stored = "return (async () => [localStorage.length, sessionStorage.length, document.cookie,
        (await indexedDB.databases()).length, (await caches.keys()).length, history.state, history.length,
        location.href, document.title, window.name])()";
    let before = page.script(stored, &[]);
    fill_in(page);
    page.press("Create subscription");
    page.sees("Store the signing secret");
    let look = || page.everything(&stage.api);
    let masked = look();
    let secret = page.reveal();
    let revealed = look();
    page.press("Hide secret");
    let hidden = look();
    page.press("Copy secret");
    page.sees("Copied.");
    let copied = look();
    page.reveal();
    page.press("Remove");
    let removed = look();
    page.press("Add");
    page.sees("Store the signing secret");
    let back = look();
    page.press("I have stored the signing secret");
    page.sees("The signing secret is stored with you");
    let stored_away = look();
    assert_eq!(
        revealed.places_of(&secret),
        ["text in output[Signing secret]"]
    );
    for (at, state) in [masked, hidden, copied, removed, back, stored_away]
        .iter()
        .enumerate()
    {
        assert_eq!(state.places_of(&secret), NOWHERE, "{at}");
        let key = state.places_of(stage.api.key());
        assert!(
            key.iter().all(|place| place == "value of input[token]"),
            "the page's own field alone: {key:?}"
        );
    }
    assert_eq!(page.script(stored, &[]), before);
    assert!(
        !Value::from(format!("{:?}", stage.events()))
            .to_string()
            .contains(&secret[..20])
    );
}
