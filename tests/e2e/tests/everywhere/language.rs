//! The language of these tests sees what it promises to see, in each browser.

use e2e::{Page, Sandbox};

use crate::row::Row;

pub fn rows() -> Vec<Row> {
    vec![
        Row::new("violation of the policy is reported", || {
            let sandbox = Sandbox::start();
            let page = Page::open(&sandbox);
            assert_eq!(sandbox.violations(), Vec::<String>::new());
            page.script("try { document.body.innerHTML = '<b>x</b>' } catch {}", &[]);
            page.until("the violation", || !page.violations().is_empty());
            page.until("the report", || !sandbox.violations().is_empty());
            assert!(sandbox.violations()[0].contains("require-trusted-types-for"));
            page.expects("rusted");
            sandbox.expects_violation("rusted-types");
        }),
        Row::new("error in the console is noticed", || {
            let sandbox = Sandbox::start();
            let page = Page::open(&sandbox);
            assert_eq!(page.complaints(), Vec::<String>::new());
            page.script("console.error('planted')", &[]);
            page.until("the error", || !page.complaints().is_empty());
            page.script("setTimeout(() => { throw new Error('thrown') })", &[]);
            page.until("the error", || page.complaints().len() >= 2);
            page.expects("planted");
            page.expects("thrown");
        }),
        Row::new("subscription is created, and its secret stored", || {
            let sandbox = Sandbox::start();
            let page = Page::open(&sandbox);
            assert_eq!(page.create(&sandbox).word, "created");
            let secret = page.reveal();
            page.press("Copy secret");
            page.sees("Copied.");
            assert_eq!(page.clipboard(), secret);
            page.press("I have stored the signing secret");
            page.sees("stored");
            assert_eq!(
                page.everything(&sandbox).places_of(&secret),
                Vec::<String>::new()
            );
        }),
    ]
}
