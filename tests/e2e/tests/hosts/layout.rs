//! The element has a usable width wherever a page puts it, and gives way in a narrow one.

use crate::bare_page::BarePage;

/// The style of the place, and the styles of the element in it.
const PLACES: [(&str, &str); 9] = [
    ("display: flex", ""),
    (
        "display: flex; flex-direction: column; align-items: start",
        "",
    ),
    ("", "display: inline-block"),
    ("", "float: left"),
    (
        "position: relative; width: 100%; height: 1px",
        "position: absolute",
    ),
    ("display: table", "display: table-cell"),
    ("display: grid; grid-template-columns: auto", ""),
    ("display: grid; grid-template-columns: max-content", ""),
    ("display: grid; justify-items: center", ""),
];

/// Adds an element in a place of this width, and returns its width and that of the form in it.
const ADD: &str = "const [outer, inner, width] = given;
    const frame = document.createElement('div');
    frame.style.cssText = `width: ${width}px`;
    const place = document.createElement('div');
    place.style.cssText = outer;
    frame.append(place);
    document.body.append(frame);
    const made = add({}, { place });
    made.style.cssText = inner;
    window.made = made";

#[test]
fn element_has_a_usable_width_and_gives_way() {
    let bare_page = BarePage::open();
    let page = &bare_page.page;
    for (outer, inner) in PLACES {
        // These are never narrower than their content: they give way with the window alone.
        let is_as_wide_as_its_content =
            inner.contains("table-cell") || outer.contains("max-content");
        let narrow = if is_as_wide_as_its_content { 900 } else { 280 };
        for (width, least) in [(900, 320), (narrow, 200)] {
            bare_page.run_with(ADD, &serde_json::json!([outer, inner, width]));
            page.wait_for("the form", || {
                bare_page.run("return made.shadowRoot.querySelector('form') !== null") == true
            });
            let found = bare_page.run("return made.getBoundingClientRect().width");
            let found = found.as_f64().unwrap_or_default();
            assert!(
                f64::from(least) <= found && found <= f64::from(width),
                "{outer}, {inner} in {width}: {found}"
            );
            bare_page.run("made.parentNode.parentNode.remove()");
        }
    }
}

#[test]
fn element_in_a_dialog_has_a_usable_width() {
    let bare_page = BarePage::open();
    bare_page.run(
        "const place = document.createElement('dialog');
         document.body.append(place);
         window.made = add({}, { place });
         place.showModal()",
    );
    bare_page.page.wait_for("the form", || {
        bare_page.run("return made.shadowRoot.querySelector('form') !== null") == true
    });
    let width = bare_page.run("return made.getBoundingClientRect().width");
    assert!(width.as_f64().unwrap_or_default() >= 320.0, "{width}");
}
