//! A page whose library traps the focus in a container that holds only the element.

use e2e::Key;
use e2e::host_page::{HostPage, TAG};

/// The library searches open shadow roots only where it is told to, as the README does.
#[test]
fn keyboard_reaches_the_whole_form_in_a_focus_trap_and_stays_in_it() {
    let host_page = HostPage::open("focus-trap", "");
    host_page.wait_until_mounted();
    let page = &host_page.page;
    page.press("Trap");
    page.tab_to("url");
    page.type_keys("https://hooks.example.com/in");
    page.tab_to("Create subscription");
    page.type_keys(Key::Tab);
    let first = page.focused();
    for _ in 0..2 {
        page.tab_back_to("Create subscription");
        page.type_keys(Key::Tab);
        assert_eq!(page.focused(), first, "the first control follows the last");
    }
    let host = "return document.activeElement.localName";
    assert_eq!(page.script(host, &[]), TAG);
    page.tab_to("url");
    assert_eq!(page.value_of("url"), "https://hooks.example.com/in");
}
