//! Hostile host pages. A page can read an open shadow root, so the secret is not hidden from its scripts.

use e2e::host_page::{HostPage, TAG};

#[test]
fn page_that_hides_the_element_hides_the_secret() {
    let host_page = HostPage::open("html", "");
    host_page.wait_until_mounted();
    host_page.create();
    let page = &host_page.page;
    page.reveal();
    let visible = "return first('.secret > output').checkVisibility({ visibilityProperty: true, opacityProperty: true })";
    assert_eq!(page.shadow_script(visible, &[]), true);
    for (property, value) in [
        ("visibility", "hidden"),
        ("opacity", "0"),
        ("display", "none"),
    ] {
        let hide = format!(
            "document.querySelector('{TAG}').style.{property} = arguments[0] ? '{value}' : ''"
        );
        page.script(&hide, &[true.into()]);
        assert_eq!(page.shadow_script(visible, &[]), false, "{property}");
        page.script(&hide, &[false.into()]);
    }
    // The attribute `hidden` applies although the element has a `display` of its own.
    page.script(
        &format!("document.querySelector('{TAG}').hidden = true"),
        &[],
    );
    assert_eq!(page.shadow_script(visible, &[]), false);
}
