//! No element of a view is inert: an inert element contains only literals, from its attributes to its last child.
//!
//! `view!` renders an inert element inside another one as an HTML string and sets it with `innerHTML`, which Trusted Types
//! forbid. It does not for the root element of a view, but this rule makes no exception, since the element may be moved.

use crate::documents::ends_with;
use crate::files::{assert_empty, texts};
use crate::view::{line_of, name_of, views};

#[test]
fn element_of_a_view_is_not_inert() {
    let (mut found, mut views) = (Vec::new(), 0);
    for (name, text) in texts(&["src/"]) {
        if ends_with(&name, "rs") {
            views += text.matches("view! {").count();
            found.extend(inert(&text).iter().map(|(line, tag)| {
                format!("{name}:{line}: <{tag}> is inert; put a text or a value of it in braces")
            }));
        }
    }
    assert_empty(&found);
    assert!(views > 0, "no view was found");
}

/// The line and the name of each outermost inert element.
fn inert(code: &str) -> Vec<(usize, String)> {
    let starts = views(code).into_iter().flat_map(|view| view.inert);
    starts
        .map(|at| (line_of(code, at), name_of(&code[at + 1..]).to_owned()))
        .collect()
}

#[test]
fn inert_elements_are_found() {
    for (view, expected) in [
        (r#"<i class="dot"/>"#, "i"),
        (r#"<b>"x"</b>"#, "b"),
        (
            r#"<p title="a > b" hidden>"x {y}" <br/> <i>"z"</i></p>"#,
            "p",
        ),
        (r#"<p class=class><b id="a"></b>{x}</p>"#, "b"),
        (r#"<Row on_press=move |_| a()><i class="dot" /></Row>"#, "i"),
        (
            "<p class=class>\n  // {t}\n  <b use:guard>\"x\"</b>\n</p>",
            "b",
        ),
    ] {
        let code = format!("let page = view! {{ {view} }};");
        let names: Vec<_> = inert(&code).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, [expected], "{view}");
    }
    let nested = "view! {\n  <p>{move || view! {\n    <i class=\"dot\" />\n  }}</p>\n}";
    assert_eq!(inert(nested), [(3, "i".to_owned())]);
}

#[test]
fn elements_that_leptos_builds_are_left_alone() {
    for view in [
        r#"<b>{t("x")}</b>"#,
        r#"<Button name="a" />"#,
        r#"<p class=class>"x"</p>"#,
        r#"<p class="a".to_owned()>"x"</p>"#,
        r#"<p on:click=move |_| go()>"x"</p>"#,
        r#"<p use:focus="a">"x"</p>"#,
        r#"<p tabindex=1><Row>"x"</Row></p>"#,
        "<div><b/>{x.iter().collect::<Vec<_>>()}</div>",
    ] {
        assert_eq!(inert(&format!("view! {{ {view} }}")), [], "{view}");
    }
}
