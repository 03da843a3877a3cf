//! Who is not named, and what is not understood, gets no answer, no line on the console and no effect.

use e2e::{FileServer, TempDir, settings};
use serde_json::{Value, json};

use super::portal::{FRAME, PARENT, Portal, WAITING};

#[test]
fn page_of_an_origin_that_is_not_named_cannot_frame_the_form() {
    let portal = Portal::start(|options, _| options);
    portal.visit("parent.html");
    portal.page.expects_console_error("frame-ancestors");
    portal.sandbox.expects_violation("frame-ancestors");
    // The parent may not read what the answer to the report says.
    portal.page.expects_console_error("NotSameOrigin");
    portal.page.wait_for("the browser's refusal", || {
        let console = portal.page.console_messages();
        console.iter().any(|line| line.contains("frame-ancestors"))
    });
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(portal.overheard(), Vec::<Value>::new());
}

#[test]
fn console_cannot_be_framed_by_a_parent_of_the_frame() {
    let portal = Portal::named();
    portal.write("parent.html", &PARENT[0].1.replace("/frame.html", "/"));
    portal.visit("parent.html");
    portal.page.expects_console_error("frame-ancestors");
    portal.sandbox.expects_violation("frame-ancestors");
    // The parent may not read what the answer to the report says.
    portal.page.expects_console_error("NotSameOrigin");
    portal.page.wait_for("the browser's refusal", || {
        let console = portal.page.console_messages();
        console.iter().any(|line| line.contains("frame-ancestors"))
    });
}

/// The page around the frame is named, the windows that speak are others.
#[test]
fn message_from_another_window_gets_silence() {
    let portal = Portal::named();
    portal.visit("mute.html");
    portal.page.wait_for_text("API key");
    portal
        .page
        .in_frame(FRAME, |form| form.wait_for_text(WAITING));
    let sibling = "const sibling = document.createElement('iframe');
        sibling.name = 'sibling'; document.body.append(sibling)";
    portal.page.script(sibling, &[]);
    portal.connect_as("frames.sibling");
    portal.is_met_with_silence();
    portal.connect_as("window");
    portal
        .page
        .in_frame(FRAME, |form| form.wait_for_text("New subscription"));
}

/// Without the header in the way: these files come from a server that says nothing beside them, and
/// its list names somebody else than the page that frames them.
#[test]
fn message_of_an_origin_that_is_not_listed_gets_silence() {
    let files = TempDir::copy_of(&settings::site());
    let element = TempDir::copy_of(&settings::site().with_file_name("element"));
    std::fs::rename(element.path(), files.path().join("element")).expect("a folder is moved");
    let list = |origin: &str| {
        let text = json!({ "parents": [origin] }).to_string();
        std::fs::write(files.path().join("frame.json"), text).expect("a file is written");
    };
    list("https://portal.example");
    let careless = FileServer::serve(files.path());

    let portal = Portal::start(|options, _| options);
    let page = PARENT[0]
        .1
        .replace("https://console.example", careless.origin());
    portal.write("parent.html", &page);
    portal.visit("parent.html");
    portal
        .page
        .in_frame(FRAME, |form| form.wait_for_text(WAITING));
    portal.connect_as("window");
    portal.is_met_with_silence();
    assert_eq!(portal.overheard(), Vec::<Value>::new());

    list(portal.host.origin());
    portal.visit("parent.html");
    portal.page.wait_for_text("webhook-ready");
}

#[test]
fn second_connection_gets_silence() {
    let portal = Portal::named();
    portal.open();
    let before = portal.answers();
    portal.connect_as("window");
    portal.tell(json!({ "type": "reset" }));
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(portal.answers(), before);
    portal
        .page
        .in_frame(FRAME, |form| assert_eq!(form.value_of("label"), "Portal"));
}

#[test]
fn what_is_not_understood_gets_silence() {
    let portal = Portal::named();
    portal.open();
    let before = portal.answers();
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
        portal.tell(message);
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(portal.answers(), before);
    let attributes =
        "return document.querySelector('webhook-subscription-form').getAttributeNames()";
    let attributes = portal
        .page
        .in_frame(FRAME, |form| form.script(attributes, &[]));
    assert_eq!(attributes, json!(["label", "theme"]));
    portal.create();
}
