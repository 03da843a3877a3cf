//! The checks of these tests work in each browser.

use e2e::{Page, Sandbox};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("violation of the policy is reported", || {
            let sandbox = Sandbox::start();
            let page = Page::open(&sandbox);
            assert_eq!(sandbox.violations(), Vec::<String>::new());
            page.script("try { document.body.innerHTML = '<b>x</b>' } catch {}", &[]);
            page.wait_for("the violation", || !page.violations().is_empty());
            page.wait_for("the report", || !sandbox.violations().is_empty());
            assert!(sandbox.violations()[0].contains("require-trusted-types-for"));
            page.expects_console_error("rusted");
            sandbox.expects_violation("rusted-types");
        }),
        Row::new("error in the console is noticed", || {
            let sandbox = Sandbox::start();
            let page = Page::open(&sandbox);
            assert_eq!(page.unexpected_errors(), Vec::<String>::new());
            page.script("console.error('planted')", &[]);
            page.wait_for("the error", || !page.unexpected_errors().is_empty());
            page.script("setTimeout(() => { throw new Error('thrown') })", &[]);
            page.wait_for("the error", || page.unexpected_errors().len() >= 2);
            page.expects_console_error("planted");
            page.expects_console_error("thrown");
        }),
        Row::new(
            "what a test stores in the browser is gone in the next",
            || {
                let sandbox = Sandbox::start();
                let stored =
                    "return [document.cookie, localStorage.length, sessionStorage.length].join()";
                let page = Page::open(&sandbox);
                page.script(
                    "document.cookie = 'a=b'; localStorage.a = 'b'; sessionStorage.a = 'b'",
                    &[],
                );
                assert_eq!(page.script(stored, &[]), "a=b,1,1");
                drop(page);
                assert_eq!(Page::open(&sandbox).script(stored, &[]), ",0,0");
            },
        ),
        Row::new("subscription is created, and its secret stored", || {
            let sandbox = Sandbox::start();
            let page = Page::open(&sandbox);
            assert_eq!(page.create(&sandbox).kind, "created");
            let secret = page.reveal();
            page.press("Copy secret");
            page.wait_for_text("Copied.");
            assert_eq!(page.clipboard(), secret);
            page.press("I have stored the signing secret");
            page.wait_for_text("stored");
            assert_eq!(
                page.everything(&sandbox).places_of(&secret),
                Vec::<String>::new()
            );
        }),
    ]
}
