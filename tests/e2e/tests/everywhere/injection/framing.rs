//! Which pages may frame the pages of the server.

use e2e::{FileServer, Options, Page};
use serde_json::Value;

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![Row::new(
        "S25 console is framed by nobody, and the frame by its parents",
        only_the_frame_is_framed,
    )]
}

fn only_the_frame_is_framed() {
    const WAITING: &str = "Waiting for the page around this form";
    let parent = FileServer::start("html");
    let sandbox = Options::default().frame_parent(parent.origin()).start();
    let stranger = FileServer::start("html");
    let page = Page::blank();
    for expected in ["frame", "Frame", "ancestor", "__violations"] {
        page.expects_console_error(expected);
    }
    sandbox.expects_violation("frame-ancestors");
    let shown = |host: &FileServer, path: &str| {
        page.visit(&format!("{}/bare.html", host.origin()));
        let script = "const frame = document.createElement('iframe');
            frame.src = arguments[0];
            return new Promise((done) => {
                frame.onload = frame.onerror = () => done();
                document.body.append(frame);
            })";
        page.script(script, &[format!("{}{path}", sandbox.origin()).into()]);
        page.in_frame("iframe", |frame| {
            let text = frame.script("return document.body?.innerText ?? ''", &[]);
            text.as_str().unwrap_or_default().to_owned()
        })
    };
    assert!(shown(&parent, "/frame.html").contains(WAITING));
    for (host, path) in [(&stranger, "/frame.html"), (&parent, "/"), (&stranger, "/")] {
        let text = shown(host, path);
        assert!(
            !text.contains(WAITING) && !text.contains("Webhook console"),
            "{path}: {text}"
        );
    }
    let policy = |path: &str| {
        let response = sandbox.request("GET", path, &Value::Null);
        let policy = response
            .header("content-security-policy")
            .unwrap_or_default();
        policy
            .split("; ")
            .find(|rule| rule.starts_with("frame-ancestors"))
            .map(str::to_owned)
    };
    assert_eq!(policy("/").as_deref(), Some("frame-ancestors 'none'"));
}
