//! Origins that are not allowed and messages that are not valid cause no reaction, no console error and no effect.

use e2e::{FileServer, TempDir, settings};
use serde_json::{Value, json};

use super::parent_page::{FRAME, PARENT, ParentPage, WAITING};

/// Waits for the error of the browser that `frame-ancestors` forbids the frame.
#[track_caller]
fn assert_framing_is_blocked(parent_page: &ParentPage) {
    let page = &parent_page.page;
    page.expects_console_error("frame-ancestors");
    parent_page.sandbox.expects_violation("frame-ancestors");
    // The parent may not read the response to the report.
    page.expects_console_error("NotSameOrigin");
    page.wait_for("the error of the browser", || {
        let console = page.console_messages();
        console.iter().any(|line| line.contains("frame-ancestors"))
    });
}

#[test]
fn page_of_an_origin_that_is_not_allowed_cannot_frame_the_form() {
    let parent_page = ParentPage::start(|options, _| options);
    parent_page.visit("parent.html");
    assert_framing_is_blocked(&parent_page);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(parent_page.received_messages(), Vec::<Value>::new());
}

#[test]
fn console_cannot_be_framed_by_a_parent_of_the_frame() {
    let parent_page = ParentPage::allowed();
    parent_page.write("parent.html", &PARENT[0].1.replace("/frame.html", "/"));
    parent_page.visit("parent.html");
    assert_framing_is_blocked(&parent_page);
}

/// The parent page is allowed, and other windows post the messages.
#[test]
fn message_from_another_window_is_ignored() {
    let parent_page = ParentPage::allowed();
    parent_page.visit("silent.html");
    parent_page.page.wait_for_text("API key");
    parent_page
        .page
        .in_frame(FRAME, |form| form.wait_for_text(WAITING));
    let sibling = "const sibling = document.createElement('iframe');
        sibling.name = 'sibling'; document.body.append(sibling)";
    parent_page.page.script(sibling, &[]);
    parent_page.connect_as("frames.sibling");
    parent_page.assert_no_reaction();
    parent_page.connect_as("window");
    parent_page
        .page
        .in_frame(FRAME, |form| form.wait_for_text("New subscription"));
}

/// The file server of the frame sends no `frame-ancestors`, and its list has another origin than the parent page.
#[test]
fn message_of_an_origin_that_is_not_listed_is_ignored() {
    let files = TempDir::copy_of(&settings::site());
    let element = TempDir::copy_of(&settings::site().with_file_name("element"));
    std::fs::rename(element.path(), files.path().join("element")).expect("a folder is moved");
    let list = |origin: &str| {
        let text = json!({ "parents": [origin] }).to_string();
        std::fs::write(files.path().join("frame.json"), text).expect("a file is written");
    };
    list("https://portal.example");
    let without_policy = FileServer::serve(files.path());

    let parent_page = ParentPage::start(|options, _| options);
    let page = PARENT[0]
        .1
        .replace("https://console.example", without_policy.origin());
    parent_page.write("parent.html", &page);
    parent_page.visit("parent.html");
    parent_page
        .page
        .in_frame(FRAME, |form| form.wait_for_text(WAITING));
    parent_page.connect_as("window");
    parent_page.assert_no_reaction();
    assert_eq!(parent_page.received_messages(), Vec::<Value>::new());

    list(parent_page.file_server.origin());
    parent_page.visit("parent.html");
    parent_page.page.wait_for_text("webhook-ready");
}

#[test]
fn second_connection_is_ignored() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    let before = parent_page.messages_without_heights();
    parent_page.connect_as("window");
    parent_page.post_message(json!({ "type": "reset" }));
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(parent_page.messages_without_heights(), before);
    parent_page
        .page
        .in_frame(FRAME, |form| assert_eq!(form.value_of("label"), "Portal"));
}

#[test]
fn invalid_message_is_ignored() {
    let parent_page = ParentPage::allowed();
    parent_page.open();
    let before = parent_page.messages_without_heights();
    for message in [
        json!(null),
        json!("reset"),
        json!({ "type": "toString" }),
        json!({ "type": ["reset"] }),
        json!({ "type": "token" }),
        json!({ "type": "token", "id": 1, "token": "sk_test_unasked" }),
        json!({ "type": "set" }),
        json!({ "type": "set", "name": "api-base", "value": "https://x.example" }),
        json!({ "type": "set", "name": "apiBase", "value": "https://x.example" }),
        json!({ "type": "set", "name": "innerHTML", "value": "<b>x</b>" }),
        json!({ "type": "set", "name": "label", "value": { "x": 1 } }),
        json!({ "type": "set", "name": "disabled", "value": "yes" }),
        json!({ "type": "set", "name": "messages", "value": 7 }),
    ] {
        parent_page.post_message(message);
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(parent_page.messages_without_heights(), before);
    let attributes =
        "return document.querySelector('webhook-subscription-form').getAttributeNames()";
    let attributes = parent_page
        .page
        .in_frame(FRAME, |form| form.script(attributes, &[]));
    assert_eq!(attributes, json!(["label", "theme"]));
    parent_page.create();
}
