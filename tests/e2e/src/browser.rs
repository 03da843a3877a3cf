//! What a test has of a browser.

mod session;

use std::cell::RefCell;
use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;

use self::session::Session;
use crate::engine::{Engine, Screen};

/// Records the policy violations of each document, from its start.
const RECORD_VIOLATIONS: &str = include_str!("browser/violations.js");
/// Records the console messages of a page. Chromium's driver lists them too, but without the content of objects.
/// Other browsers get it when a page is loaded: a page that logs earlier than that loads it itself.
pub const RECORD_CONSOLE: &str = include_str!("browser/console.js");

/// Waits until changes are rendered.
const WAIT_FOR_RENDER: &str =
    "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

pub(crate) struct Browser {
    engine: Engine,
    session: Option<Session>,
    console: RefCell<Vec<ConsoleMessage>>,
}

/// A message on the browser's console.
#[derive(Clone, Debug)]
pub(crate) struct ConsoleMessage {
    /// Whether it is an error or a warning.
    pub(crate) is_error: bool,
    pub(crate) text: String,
}

impl Browser {
    #[track_caller]
    pub(crate) fn start(screen: Screen) -> Self {
        let browser = Self {
            engine: Engine::current(),
            session: Some(Session::open(screen)),
            console: RefCell::default(),
        };
        if browser.engine == Engine::Chromium {
            // Reading empties the list of what the tests before have left.
            browser.driver_log();
        }
        browser.apply_screen(screen);
        browser
    }

    /// Applies the options of a screen that can be set only while the browser runs.
    #[track_caller]
    fn apply_screen(&self, screen: Screen) {
        if self.engine != Engine::Chromium {
            self.run("the size of the window", async |driver| {
                let width = match self.engine {
                    Engine::WebKit => screen.width,
                    _ => Screen::DEFAULT.width,
                };
                driver.set_window_rect(0, 0, width, 900).await
            });
            return;
        }
        let source = [RECORD_VIOLATIONS, RECORD_CONSOLE].concat();
        let recorders = json!({ "source": source });
        self.protocol("Page.addScriptToEvaluateOnNewDocument", recorders);
        if screen != Screen::DEFAULT {
            self.set_viewport_width(screen.width);
            let theme = if screen.dark { "dark" } else { "light" };
            let forced = if screen.forced_colors {
                "active"
            } else {
                "none"
            };
            let features = json!([{ "name": "prefers-color-scheme", "value": theme },
                { "name": "forced-colors", "value": forced }]);
            self.protocol(
                "Emulation.setEmulatedMedia",
                json!({ "features": features }),
            );
        }
    }

    #[track_caller]
    pub(crate) fn set_viewport_width(&self, width: u32) {
        let screen =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.protocol("Emulation.setDeviceMetricsOverride", screen);
    }

    /// Goes to an address.
    #[track_caller]
    pub(crate) fn visit(&self, address: &str) {
        self.console_messages();
        self.run("going to an address", async |driver| {
            driver.goto(address.to_owned()).await
        });
        self.install_recorders();
    }

    /// Installs the recorders in the current document. Chromium does so by itself.
    pub(crate) fn install_recorders(&self) {
        if self.engine != Engine::Chromium {
            // A document that may not run scripts has no messages.
            let _ = self.try_script(&[RECORD_VIOLATIONS, RECORD_CONSOLE].concat(), &[]);
        }
    }

    fn session(&self) -> &Session {
        self.session.as_ref().expect("an open session")
    }

    /// Runs a command.
    pub(crate) fn try_run<T>(
        &self,
        command: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        self.session().run(command)
    }

    #[track_caller]
    pub(crate) fn run<T>(
        &self,
        what: &str,
        command: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>,
    ) -> T {
        self.try_run(command)
            .unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// Clicks an element.
    pub(crate) fn click(&self, element: &WebElement) -> WebDriverResult<()> {
        if self.engine == Engine::WebKit {
            // Its driver clicks at the position that it read first, which may change before the page is rendered.
            let _ = self.try_script(WAIT_FOR_RENDER, &[]);
        }
        self.try_run(async |driver| {
            let clicked = element.click().await;
            if self.engine != Engine::WebKit || clicked.is_ok() {
                return clicked;
            }
            // Its driver takes everything in a shadow root as covered by the host element. The mouse reaches it.
            let mouse = driver.action_chain().move_to_element_center(element);
            mouse.click().perform().await
        })
    }

    /// Runs a CDP command, which Chromium alone has.
    ///
    /// # Panics
    /// In another browser: a test that needs it runs in Chromium alone.
    #[track_caller]
    pub(crate) fn protocol(&self, method: &str, parameters: Value) -> Value {
        assert_eq!(
            self.engine,
            Engine::Chromium,
            "{method} exists in Chromium alone"
        );
        self.run(method, async |driver| {
            driver.cdp().send_raw(method, parameters).await
        })
    }

    /// Runs a command of the driver that reads a property of an element.
    ///
    /// # Panics
    /// When the driver gives none.
    #[track_caller]
    pub(crate) fn element_property(&self, element: &WebElement, command: &'static str) -> String {
        let query = ElementQuery {
            element: element.element_id().to_string(),
            command,
        };
        self.run(command, async |driver| {
            let query = Command::ExtensionCommand(Box::new(query));
            driver.cmd(query).await?.value()
        })
    }

    /// Runs a function body in the page, and returns its result. A promise is awaited.
    #[track_caller]
    pub(crate) fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.try_script(body, arguments)
            .unwrap_or_else(|error| panic!("a script in the page: {error}"))
    }

    pub(crate) fn try_script(&self, body: &str, arguments: &[Value]) -> WebDriverResult<Value> {
        self.try_run(async |driver| {
            let result = driver.execute(body.to_owned(), arguments.to_vec()).await?;
            Ok(result.json().clone())
        })
    }

    /// All messages on the console so far.
    pub(crate) fn console_messages(&self) -> Vec<ConsoleMessage> {
        // Reading empties the browser's own list.
        let new = match self.engine {
            Engine::Chromium => self.driver_log(),
            Engine::Firefox | Engine::WebKit => Vec::new(),
        };
        let mut recorded = self.page_log();
        for message in &mut recorded {
            // Chromium's own list has the errors already.
            message.is_error &= self.engine != Engine::Chromium;
        }
        self.console
            .borrow_mut()
            .extend(new.into_iter().chain(recorded));
        let mut messages = self.console.borrow().clone();
        if self.engine == Engine::Firefox {
            messages.extend(
                self.session()
                    .lines()
                    .into_iter()
                    .map(|text| ConsoleMessage {
                        is_error: text.starts_with("JavaScript error: http"),
                        text,
                    }),
            );
        }
        messages
    }

    fn driver_log(&self) -> Vec<ConsoleMessage> {
        let log = self.try_run(async |driver| driver.browser_log().await);
        let entries = log.unwrap_or_default().into_iter();
        entries
            .map(|entry| ConsoleMessage {
                is_error: ["SEVERE", "WARNING"].contains(&entry.level.as_str()),
                text: entry.message,
            })
            .collect()
    }

    fn page_log(&self) -> Vec<ConsoleMessage> {
        let script = "return window.consoleLines?.splice(0) ?? []";
        let lines = self.try_script(script, &[]).unwrap_or_default();
        let lines = lines.as_array().into_iter().flatten();
        lines
            .map(|line| ConsoleMessage {
                is_error: ["error", "warn"].contains(&line[0].as_str().unwrap_or_default()),
                text: line[1].as_str().unwrap_or_default().to_owned(),
            })
            .collect()
    }
}

/// A command that thirtyfour does not know.
#[derive(Debug)]
struct ElementQuery {
    element: String,
    command: &'static str,
}

impl ExtensionCommand for ElementQuery {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> Method {
        Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/{}", self.element, self.command).into()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            session.close();
        }
    }
}
