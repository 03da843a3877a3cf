//! A page of the console, as a person meets it.

mod announce;
mod ask;
mod axe;
mod broken;
mod clock;
mod deep;
mod find;
mod frame;
mod keys;
mod read;
mod tree;
mod watch;

use std::cell::RefCell;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::WebElement;

pub use self::axe::Verdict;
pub use self::read::Outcome;
use crate::Sandbox;
use crate::browser::Browser;
use crate::engine::{Engine, Screen};
use crate::stage::fill_in;

/// How long is waited for something that has to come by itself.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// A console in a browser of its own.
pub struct Page {
    browser: Browser,
    /// Parts of the console messages that the test expects.
    expected: RefCell<Vec<String>>,
    /// The selector of the one element that is looked at.
    part: RefCell<Option<String>>,
}

impl Page {
    /// Opens the console of `sandbox`, and waits until its form can be used.
    #[track_caller]
    pub fn open(sandbox: &Sandbox) -> Self {
        let page = Self::blank();
        page.visit(sandbox.origin());
        page.until_ready();
        page
    }

    /// A browser that shows nothing yet.
    #[track_caller]
    pub fn blank() -> Self {
        Self::on(Screen::USUAL)
    }

    /// A browser with this screen, that shows nothing yet.
    #[track_caller]
    pub fn on(screen: Screen) -> Self {
        Self {
            browser: Browser::start(screen),
            expected: RefCell::default(),
            part: RefCell::default(),
        }
    }

    /// Goes to an address.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.browser.visit(address);
    }

    /// Waits until the form can be used.
    #[track_caller]
    pub fn until_ready(&self) {
        self.until("the form to be ready", || {
            let script = "return performance.getEntriesByName('webhook-console:ready').length";
            self.script(script, &[]) == 1
        });
        self.browser.listen();
    }

    /// Goes one page back.
    #[track_caller]
    pub fn back(&self) {
        self.browser
            .run("going back", async |driver| driver.back().await);
    }

    /// Goes one page forward.
    #[track_caller]
    pub fn forward(&self) {
        self.browser
            .run("going forward", async |driver| driver.forward().await);
    }

    /// What a function body gives, run in the page. A promise is waited for.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.browser.script(body, arguments)
    }

    /// A command of the browser's own protocol.
    #[track_caller]
    pub fn protocol(&self, method: &str, parameters: Value) -> Value {
        self.browser.protocol(method, parameters)
    }

    /// Puts `text` into the field with this label, in place of what is there.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        let field = self.field(label);
        self.click(&field, label);
        self.deep("focus().select()", &[]);
        self.put(text);
    }

    /// Puts `text` where the cursor is, in one piece.
    #[track_caller]
    pub fn put(&self, text: &str) {
        if text.is_empty() {
            self.keys(thirtyfour::Key::Delete);
        } else if Engine::current() == Engine::Chromium {
            self.protocol("Input.insertText", json!({ "text": text }));
        } else {
            self.script(
                "document.execCommand('insertText', false, arguments[0])",
                &[text.into()],
            );
        }
    }

    /// Presses the button or follows the link with this name.
    #[track_caller]
    pub fn press(&self, name: &str) {
        let button = self.button(name);
        self.click(&button, name);
    }

    /// Ticks the box of a kind of event, or takes the tick away.
    #[track_caller]
    pub fn tick(&self, kind: &str) {
        let boxed = self.one(find::KIND, kind);
        self.click(&boxed, kind);
    }

    /// Chooses the radio or the box whose label begins like this.
    #[track_caller]
    pub fn choose(&self, label: &str) {
        let control = self.field(label);
        self.click(&control, label);
    }

    /// Ticks the box of a family of kinds, or takes the tick away.
    #[track_caller]
    pub fn choose_family(&self, name: &str) {
        let family = self.one(find::FAMILY, name);
        self.click(&family, name);
    }

    /// Gives an answer to the question that the page asks.
    #[track_caller]
    pub fn answer(&self, name: &str) {
        let button = self.one(find::ANSWER, name);
        self.click(&button, name);
    }

    #[track_caller]
    fn click(&self, element: &WebElement, name: &str) {
        let clicked = self.browser.click(element);
        if let Err(error) = clicked {
            panic!("\"{name}\" cannot be pressed: {error}\n{}", self.describe());
        }
    }

    /// Fills everything in, with the key of `sandbox`: nothing is left but to submit.
    #[track_caller]
    pub fn fill_in(&self, sandbox: &Sandbox) {
        self.fill("API key", sandbox.key());
        fill_in(self);
    }

    /// Fills everything in and submits.
    #[track_caller]
    pub fn create(&self, sandbox: &Sandbox) -> Outcome {
        self.fill_in(sandbox);
        self.press("Create subscription");
        self.outcome()
    }

    /// Waits for something to become true.
    #[track_caller]
    pub fn until(&self, what: &str, holds: impl Fn() -> bool) {
        self.until_in(PATIENCE, what, holds);
    }

    /// Waits this long at most.
    ///
    /// # Panics
    /// When it does not become true by then; the message shows what is on the page.
    #[track_caller]
    pub fn until_in(&self, patience: Duration, what: &str, holds: impl Fn() -> bool) {
        let begun = Instant::now();
        while !holds() {
            assert!(
                begun.elapsed() < patience,
                "waited in vain for {what}\n{}",
                self.describe()
            );
            std::thread::sleep(PAUSE);
        }
    }

    /// Waits until the page says `text`.
    #[track_caller]
    pub fn sees(&self, text: &str) {
        self.until(&format!("\"{text}\""), || self.text().contains(text));
    }

    /// Everything of the page that matters when something is not as it should be.
    pub fn describe(&self) -> String {
        let script = self.with_deep(
            "return [location.href, document.title,
            `focus: ${focus()?.cloneNode().outerHTML}`, seen()].join('\\n')",
        );
        let shown = match self.browser.try_script(&script, &[]) {
            Ok(shown) => shown.as_str().unwrap_or_default().to_owned(),
            Err(error) => error.to_string(),
        };
        let console: Vec<_> = self
            .browser
            .told()
            .into_iter()
            .map(|told| told.message)
            .collect();
        format!("---- the page:\n{shown}\n---- its console: {console:#?}")
    }
}
