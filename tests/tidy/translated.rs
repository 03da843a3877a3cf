//! All texts in a view go through `t`, so that a page can translate them.

use crate::documents::ends_with;
use crate::files::{assert_empty, texts};
use crate::literals::literals;
use crate::view::{line_of, views};

/// Shown unchanged in every language.
const CODE: [&str; 2] = [
    "Enfinitos-Signature: t=<unix-seconds>,v1=<hex>",
    "<unix-seconds>.<raw-body>",
];

#[test]
fn text_of_a_view_is_translated() {
    let mut found = Vec::new();
    for (name, text) in texts(&["src/"]) {
        if ends_with(&name, "rs") {
            let untranslated = untranslated(&text).into_iter();
            let untranslated = untranslated.filter(|(_, text)| !CODE.contains(&&**text));
            found.extend(
                untranslated
                    .map(|(line, text)| format!("{name}:{line}: {text:?} is not translated")),
            );
        }
    }
    assert_empty(&found);
}

/// The literals with a letter that a view shows as they are, each with its line.
fn untranslated(code: &str) -> Vec<(usize, String)> {
    let starts = views(code).into_iter().flat_map(|view| view.texts);
    starts
        .map(|at| (line_of(code, at), literals(&code[at..]).swap_remove(0)))
        .filter(|(_, text)| text.contains(char::is_alphabetic))
        .collect()
}

#[test]
fn untranslated_texts_are_found() {
    let code = r#"f("no");
        view! {
            <p class="no" title=t("no")>"a" {t("no")} {"b"} " "</p>
            <Row name="c" id="no" hint=t("no")>"d"</Row>
        }"#;
    let expected = [(3, "a"), (3, "b"), (4, "c"), (4, "d")];
    assert_eq!(
        untranslated(code),
        expected.map(|(line, text)| (line, text.to_owned()))
    );
}
