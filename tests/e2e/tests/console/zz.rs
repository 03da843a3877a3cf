//! Scratch.
use e2e::{Page, Sandbox};
#[test]
fn scratch() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    page.create(&sandbox);
    eprintln!("synthetic {:?}", page.script("const e=new Event('beforeunload',{cancelable:true}); dispatchEvent(e); return [e.defaultPrevented, navigator.userActivation.hasBeenActive]", &[]));
    eprintln!("{}", page.capabilities());
    eprintln!("{}", page.asks_before_it_goes());
}
