//! How the secret is rendered, and where.

use std::time::Duration;

use e2e::host_page::{HostPage, strict_policy};
use e2e::{FileServer, Page};
use serde_json::{Value, json};

use crate::form_page::{FormPage, on_both_surfaces};
use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new(
            "S11 secret is kept from paper, translators and spelling services",
            on_both_surfaces(secret_is_not_printed),
        ),
        Row::new(
            "S12 style sheet of a page cannot spell the secret out",
            style_sheet_cannot_spell_secret,
        ),
        Row::new(
            "S12 secret is drawn and copied as it is, whatever it could inherit",
            secret_inherits_nothing,
        ),
    ]
}

/// Applies the rules for print to the screen. Returns their number.
const APPLY_PRINT_RULES: &str = "const sheets = roots().flatMap((root) => [...root.adoptedStyleSheets ?? [], ...root.styleSheets ?? []]);
    const within = (list) => [...list].flatMap((rule) => [rule, ...within(rule.cssRules ?? [])]);
    const rules = sheets.flatMap((sheet) => within(sheet.cssRules))
        .filter((rule) => rule.media?.mediaText === 'print');
    for (const rule of rules) rule.media.mediaText = 'screen';
    return rules.length";

fn secret_is_not_printed(form: &FormPage) {
    let page = &form.page;
    form.create();
    page.reveal();
    let script = "const shown = first('output');
        return [...['translate', 'spellcheck', 'draggable', 'aria-live'].map((name) => shown.getAttribute(name)),
            shown.classList.contains('notranslate')]";
    assert_eq!(
        page.shadow_script(script, &[]),
        json!(["no", "false", "false", "off", true])
    );
    let visible = "return first('output').checkVisibility()";
    assert_eq!(page.shadow_script(visible, &[]), true);
    let reason = "const reason = first('.on-paper');
        return reason.checkVisibility() ? reason.innerText : ''";
    assert_eq!(page.shadow_script(reason, &[]), "");
    assert_ne!(page.shadow_script(APPLY_PRINT_RULES, &[]), 0);
    assert_eq!(page.shadow_script(visible, &[]), false);
    assert_eq!(
        page.shadow_script(reason, &[]),
        "This secret is not printed. Whoever finds the paper could use it."
    );
}

/// A host page that may load fonts, with a created subscription.
#[track_caller]
fn with_fonts() -> HostPage {
    let host_page = HostPage::new(FileServer::start("html"));
    host_page.set_policy(&[&strict_policy(host_page.api.origin()), "; font-src 'self'"].concat());
    host_page.visit("/?");
    // The fonts do not exist: only the requests for them matter.
    for expected in ["404", "font"] {
        host_page.page.expects_console_error(expected);
    }
    host_page.wait_until_mounted();
    host_page.create();
    host_page
}

/// Replaces the style sheet of the page.
#[track_caller]
fn set_style(page: &Page, rules: &str) {
    let script = "window.own ??= new window.CSSStyleSheet();
        document.adoptedStyleSheets = [window.own];
        window.own.replaceSync(arguments[0])";
    page.script(script, &[rules.into()]);
}

const FONTS: [&str; 6] = [
    "monospace",
    "ui-monospace",
    "Menlo",
    "DejaVu Sans Mono",
    "SF Mono",
    "Evil",
];

/// All rules that might set the font of the secret.
const FONT_RULES: &str = "* { font-family: Evil !important; }
    webhook-subscription-form::part(heading), webhook-subscription-form::part(panel),
    webhook-subscription-form::part(button), webhook-subscription-form::part(output) { font-family: Evil; }
    :root { --webhook-font: Evil; --mono: Evil; --sans: Evil; }";

/// A font for each character: the requested ones spell a text out.
fn faces(origin: &str, name: &str, place: &str) -> String {
    let face = |at: u8| {
        format!(
            "@font-face {{ font-family: {name}; src: url('{origin}/spelt-{place}-{at}.woff'); unicode-range: U+{at:x} }}"
        )
    };
    (33..127).map(face).collect()
}

/// The number of fonts that were requested, once there are no more requests.
#[track_caller]
fn requested_fonts(page: &Page) -> u64 {
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

fn style_sheet_cannot_spell_secret() {
    let host_page = with_fonts();
    let page = &host_page.page;
    page.script("performance.setResourceTimingBufferSize(10000)", &[]);
    // The name of the button after it was pressed has letters too.
    let append_name = "const line = document.createElement('p');
        line.textContent = 'Hide secret';
        first('.secret').append(line)";
    page.shadow_script(append_name, &[]);
    let of_font = |(at, font): (usize, &&str)| {
        [format!("'{font}'"), (*font).to_owned()]
            .map(|name| faces(host_page.file_server.origin(), &name, &at.to_string()))
            .concat()
    };
    let mut sheets: Vec<String> = FONTS.iter().enumerate().map(of_font).collect();
    sheets.push([&*sheets.concat(), FONT_RULES].concat());
    for rules in sheets {
        set_style(page, &rules);
        let before = requested_fonts(page);
        let secret = page.reveal();
        assert_eq!(requested_fonts(page), before, "{secret}: {}", &rules[..80]);
        let script = "const shown = first('output');
            return [getComputedStyle(shown).fontFamily, shown.part.length, shown.id]";
        assert_eq!(page.shadow_script(script, &[]), json!(["monospace", 0, ""]));
        page.press("Hide secret");
    }
    assert_ne!(
        requested_fonts(page),
        0,
        "the fonts of other letters were requested"
    );
}

/// Inherited properties that change how a text is rendered or copied.
const TEXT_RULES: &str = "* { text-transform: uppercase !important; }
    html, webhook-subscription-form, webhook-subscription-form::part(panel) {
        font-variant: small-caps; letter-spacing: 1em; word-spacing: 1em; text-transform: uppercase;
        -webkit-text-security: disc; direction: rtl; unicode-bidi: bidi-override; }";

fn secret_inherits_nothing() {
    let host_page = with_fonts();
    let page = &host_page.page;
    let secret = page.reveal();
    set_style(page, TEXT_RULES);
    let script = "const style = (node) => ['text-transform', 'font-variant-caps', 'letter-spacing', 'word-spacing',
            '-webkit-text-security', 'direction', 'unicode-bidi']
            .map((name) => getComputedStyle(node).getPropertyValue(name));
        return [style(first('output')), style(document.querySelector(arguments[0]))]";
    let styles = page.shadow_script(script, &[e2e::host_page::TAG.into()]);
    let plain = [
        ["none", "normal", "normal", "0px", "none", "ltr", "isolate"],
        ["none", "normal", "normal", "0px", "", "ltr", "isolate"],
    ];
    assert!(
        plain.iter().any(|plain| styles[0] == json!(plain)),
        "{styles}"
    );
    assert_eq!(
        styles[1][0], "uppercase",
        "the style sheet of the page applies"
    );
    let select = "const shown = first('output');
        getSelection().selectAllChildren(shown);
        return shown.innerText";
    assert_eq!(
        page.shadow_script(select, &[]),
        Value::from(secret.as_str())
    );
    page.copy();
    assert_eq!(page.clipboard(), secret);
}
