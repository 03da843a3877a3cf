//! A page of the console, as a person uses it.

mod accessibility;
mod announce;
mod axe;
mod checks;
mod clock;
mod emulation;
mod find;
mod frame;
mod keys;
mod panic;
mod read;
mod shadow;
mod unload;

use std::cell::RefCell;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::WebElement;

pub use self::axe::AxeReport;
pub use self::read::Outcome;
use crate::Sandbox;
use crate::browser::Browser;
use crate::engine::{Engine, Screen};
use crate::host_page::fill_in;

/// How long a condition may take to become true.
const TIMEOUT: Duration = Duration::from_secs(10);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// A console in a tab of its own.
pub struct Page {
    browser: Browser,
    /// Parts of the console errors that the test expects.
    expected: RefCell<Vec<String>>,
    /// The selector of the only element in scope, if any.
    scope: RefCell<Option<String>>,
}

impl Page {
    /// Opens the console of `sandbox`, and waits until its form is ready.
    #[track_caller]
    pub fn open(sandbox: &Sandbox) -> Self {
        let page = Self::blank();
        page.visit(sandbox.origin());
        page.wait_until_ready();
        page
    }

    /// A browser with an empty page.
    #[track_caller]
    pub fn blank() -> Self {
        Self::on_screen(Screen::DEFAULT)
    }

    /// A browser with this screen and an empty page.
    #[track_caller]
    pub fn on_screen(screen: Screen) -> Self {
        Self {
            browser: Browser::start(screen),
            expected: RefCell::default(),
            scope: RefCell::default(),
        }
    }

    /// Goes to an address.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.browser.visit(address);
    }

    /// Waits until the form is ready.
    #[track_caller]
    pub fn wait_until_ready(&self) {
        self.wait_for("the form to be ready", || {
            let script = "return performance.getEntriesByName('webhook-console:ready').length";
            self.script(script, &[]) == 1
        });
        self.browser.install_recorders();
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

    /// Runs a function body in the page, and returns its result. A promise is awaited.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.browser.script(body, arguments)
    }

    /// Runs a CDP command, which Chromium alone has.
    #[track_caller]
    pub fn protocol(&self, method: &str, parameters: Value) -> Value {
        self.browser.protocol(method, parameters)
    }

    /// Replaces the text of the field with this label.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        let field = self.field(label);
        self.click(&field, label);
        self.shadow_script("focus().select()", &[]);
        self.insert_text(text);
    }

    /// Inserts `text` at the cursor, all at once.
    #[track_caller]
    pub fn insert_text(&self, text: &str) {
        if text.is_empty() {
            self.type_keys(thirtyfour::Key::Delete);
        } else if Engine::current() == Engine::Chromium {
            self.protocol("Input.insertText", json!({ "text": text }));
        } else {
            self.script(
                "document.execCommand('insertText', false, arguments[0])",
                &[text.into()],
            );
        }
    }

    /// Clicks the button or the link with this name.
    #[track_caller]
    pub fn press(&self, name: &str) {
        let button = self.button(name);
        self.click(&button, name);
    }

    /// Toggles the checkbox of a kind of event.
    #[track_caller]
    pub fn tick(&self, kind: &str) {
        let checkbox = self.find_one(find::KIND, kind);
        self.click(&checkbox, kind);
    }

    /// Clicks the radio button or the checkbox whose label begins with `label`.
    #[track_caller]
    pub fn choose(&self, label: &str) {
        let control = self.field(label);
        self.click(&control, label);
    }

    /// Toggles the checkbox of a family of kinds.
    #[track_caller]
    pub fn tick_family(&self, name: &str) {
        let family = self.find_one(find::FAMILY, name);
        self.click(&family, name);
    }

    /// Clicks the button with this name in the confirmation that the page shows.
    #[track_caller]
    pub fn answer_confirmation(&self, name: &str) {
        let button = self.find_one(find::CONFIRMATION_BUTTON, name);
        self.click(&button, name);
    }

    #[track_caller]
    fn click(&self, element: &WebElement, name: &str) {
        let clicked = self.browser.click(element);
        if let Err(error) = clicked {
            panic!("\"{name}\" cannot be pressed: {error}\n{}", self.describe());
        }
    }

    /// Fills in all fields, with the key of `sandbox`.
    #[track_caller]
    pub fn fill_in(&self, sandbox: &Sandbox) {
        self.fill("API key", sandbox.key());
        fill_in(self);
    }

    /// Fills in all fields and submits the form.
    #[track_caller]
    pub fn create(&self, sandbox: &Sandbox) -> Outcome {
        self.fill_in(sandbox);
        self.press("Create subscription");
        self.outcome()
    }

    /// Waits until a condition is true.
    #[track_caller]
    pub fn wait_for(&self, what: &str, condition: impl Fn() -> bool) {
        self.wait_for_within(TIMEOUT, what, condition);
    }

    /// Waits until a condition is true, or the timeout ends.
    ///
    /// # Panics
    /// At the timeout; the message shows the content of the page.
    #[track_caller]
    pub fn wait_for_within(&self, timeout: Duration, what: &str, condition: impl Fn() -> bool) {
        let start = Instant::now();
        while !condition() {
            assert!(
                start.elapsed() < timeout,
                "timed out: {what}\n{}",
                self.describe()
            );
            std::thread::sleep(POLL_INTERVAL);
        }
    }

    /// Waits until the page shows `text`.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(&format!("\"{text}\""), || self.text().contains(text));
    }

    /// The content of the page and its console, for the message of a failure.
    pub fn describe(&self) -> String {
        let script = self.with_shadow_helpers(
            "return [location.href, document.title,
            `focus: ${focus()?.cloneNode().outerHTML}`, visibleText()].join('\\n')",
        );
        let content = match self.browser.try_script(&script, &[]) {
            Ok(content) => content.as_str().unwrap_or_default().to_owned(),
            Err(error) => error.to_string(),
        };
        let console: Vec<_> = self
            .browser
            .console_messages()
            .into_iter()
            .map(|message| message.text)
            .collect();
        format!("---- the page:\n{content}\n---- its console: {console:#?}")
    }
}
