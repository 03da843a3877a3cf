//! A browser of its own for each test.

use std::cell::RefCell;
use std::process;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::Capabilities;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;
use tokio::runtime::{Builder, Runtime};

use crate::engine::{Driver, Engine, Screen};
use crate::{TempDir, process::Process};

/// Writes down, from the first moment of each document, where the policy was violated.
const WATCH: &str = include_str!("browser/watch.js");
/// Writes down what a page tells the console. Chromium's driver tells it too, but of an object no more than that it is one.
const LISTEN: &str = include_str!("browser/listen.js");

/// Waits until what has changed is drawn.
const SETTLED: &str =
    "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

pub(crate) struct Browser {
    engine: Engine,
    runtime: Runtime,
    driver: Option<WebDriver>,
    told: RefCell<Vec<Told>>,
    // Dropped in this order: the driver's program, then the profile that it wrote in.
    program: Process,
    _profile: TempDir,
}

/// What the console was told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Whether it is an error or a warning.
    pub(crate) is_complaint: bool,
    pub(crate) message: String,
}

impl Browser {
    #[track_caller]
    pub(crate) fn start(screen: Screen) -> Self {
        let engine = Engine::current();
        let profile = TempDir::new();
        let Driver {
            program,
            address,
            capabilities,
        } = engine.drive(&profile, screen);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let driver = runtime
            .block_on(connect(&address, capabilities))
            .unwrap_or_else(|error| panic!("{} does not start: {error}", engine.name()));
        let browser = Self {
            engine,
            runtime,
            driver: Some(driver),
            told: RefCell::default(),
            program,
            _profile: profile,
        };
        browser.show_on(screen);
        browser
    }

    /// What an engine can be given only when it runs.
    #[track_caller]
    fn show_on(&self, screen: Screen) {
        if self.engine != Engine::Chromium {
            self.run("the size of the window", async |driver| {
                let width = match self.engine {
                    Engine::WebKit => screen.width,
                    _ => Screen::USUAL.width,
                };
                driver.set_window_rect(0, 0, width, 900).await
            });
            return;
        }
        let source = [WATCH, LISTEN].concat();
        let watch = json!({ "source": source });
        self.protocol("Page.addScriptToEvaluateOnNewDocument", watch);
        if screen != Screen::USUAL {
            self.at_width(screen.width);
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
    pub(crate) fn at_width(&self, width: u32) {
        let screen =
            json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.protocol("Emulation.setDeviceMetricsOverride", screen);
    }

    /// Goes to an address.
    #[track_caller]
    pub(crate) fn visit(&self, address: &str) {
        self.told();
        self.run("going to an address", async |driver| {
            driver.goto(address.to_owned()).await
        });
        self.listen();
    }

    /// Listens to the document that is there now, where that has to be asked for.
    pub(crate) fn listen(&self) {
        if self.engine != Engine::Chromium {
            // A document that may not run scripts has nothing to tell.
            let _ = self.try_script(&[WATCH, LISTEN].concat(), &[]);
        }
    }

    fn driver(&self) -> &WebDriver {
        self.driver.as_ref().expect("the browser runs")
    }

    /// Waits for a command.
    pub(crate) fn try_run<T>(
        &self,
        command: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        self.runtime.block_on(command(self.driver()))
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
            // Its driver clicks where the element was when it looked, which may be before the page has settled.
            let _ = self.try_script(SETTLED, &[]);
        }
        self.try_run(async |driver| {
            let clicked = element.click().await;
            if self.engine != Engine::WebKit || clicked.is_ok() {
                return clicked;
            }
            // Its driver takes whatever is in a shadow root for covered by its host. The mouse gets there.
            let mouse = driver.action_chain().move_to_element_center(element);
            mouse.click().perform().await
        })
    }

    /// A command of Chromium's own protocol.
    ///
    /// # Panics
    /// In another browser: a test that needs it is for Chromium alone.
    #[track_caller]
    pub(crate) fn protocol(&self, method: &str, parameters: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "{method} is Chromium's own");
        self.run(method, async |driver| {
            driver.cdp().send_raw(method, parameters).await
        })
    }

    /// What the driver says of an element: a command that only asks.
    ///
    /// # Panics
    /// When it does not say.
    #[track_caller]
    pub(crate) fn said_of(&self, element: &WebElement, command: &'static str) -> String {
        let question = Question {
            element: element.element_id().to_string(),
            command,
        };
        self.run(command, async |driver| {
            let question = Command::ExtensionCommand(Box::new(question));
            driver.cmd(question).await?.value()
        })
    }

    /// What a function body gives, run in the page. A promise is waited for.
    #[track_caller]
    pub(crate) fn script(&self, body: &str, arguments: &[Value]) -> Value {
        self.try_script(body, arguments)
            .unwrap_or_else(|error| panic!("a script in the page: {error}"))
    }

    pub(crate) fn try_script(&self, body: &str, arguments: &[Value]) -> WebDriverResult<Value> {
        self.try_run(async |driver| {
            let given = driver.execute(body.to_owned(), arguments.to_vec()).await?;
            Ok(given.json().clone())
        })
    }

    /// Everything that the browser's console was told so far.
    pub(crate) fn told(&self) -> Vec<Told> {
        // Reading empties the browser's own list.
        let new = match self.engine {
            Engine::Chromium => self.log_of_the_driver(),
            Engine::Firefox | Engine::WebKit => Vec::new(),
        };
        let mut heard = self.log_of_the_page();
        for told in &mut heard {
            // Chromium's own list has it already.
            told.is_complaint &= self.engine != Engine::Chromium;
        }
        self.told.borrow_mut().extend(new.into_iter().chain(heard));
        let mut told = self.told.borrow().clone();
        if self.engine == Engine::Firefox {
            told.extend(self.program.lines().into_iter().map(|message| Told {
                is_complaint: message.starts_with("JavaScript error: http"),
                message,
            }));
        }
        told
    }

    fn log_of_the_driver(&self) -> Vec<Told> {
        let log = self.try_run(async |driver| driver.browser_log().await);
        let entries = log.unwrap_or_default().into_iter();
        entries
            .map(|entry| Told {
                is_complaint: ["SEVERE", "WARNING"].contains(&entry.level.as_str()),
                message: entry.message,
            })
            .collect()
    }

    fn log_of_the_page(&self) -> Vec<Told> {
        let script = "return window.consoleLines?.splice(0) ?? []";
        let lines = self.try_script(script, &[]).unwrap_or_default();
        let lines = lines.as_array().into_iter().flatten();
        lines
            .map(|line| Told {
                is_complaint: ["error", "warn"].contains(&line[0].as_str().unwrap_or_default()),
                message: line[1].as_str().unwrap_or_default().to_owned(),
            })
            .collect()
    }
}

/// A command that thirtyfour does not know.
#[derive(Debug)]
struct Question {
    element: String,
    command: &'static str,
}

impl ExtensionCommand for Question {
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

async fn connect(address: &str, wanted: Value) -> WebDriverResult<WebDriver> {
    let mut capabilities = Capabilities::new();
    for (name, value) in wanted.as_object().into_iter().flatten() {
        capabilities.set(name, value)?;
    }
    let driver = WebDriver::builder(address, capabilities)
        .request_timeout(Duration::from_mins(1))
        .connect()
        .await?;
    driver.set_script_timeout(Duration::from_secs(20)).await?;
    Ok(driver)
}

impl Drop for Browser {
    fn drop(&mut self) {
        let Some(driver) = self.driver.take() else {
            return;
        };
        let numbers = ["goog:processID", "moz:processID"];
        let known = driver.capabilities();
        let number = numbers.iter().find_map(|name| known.get(name)?.as_u64());
        let ended = self.runtime.block_on(async {
            let quit = driver.quit();
            tokio::time::timeout(Duration::from_secs(10), quit).await
        });
        // A browser that does not listen to its driver any more is ended by its number.
        if !matches!(ended, Ok(Ok(())))
            && let Some(number) = number
        {
            let _ = process::Command::new("kill")
                .arg(number.to_string())
                .status();
        }
    }
}
