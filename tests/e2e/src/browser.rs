//! A browser of its own for each test.

use std::cell::RefCell;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;
use thirtyfour::{BrowserLogEntry, ChromiumLikeCapabilities};
use tokio::runtime::{Builder, Runtime};

use crate::process::Process;
use crate::{Folder, Settings};

const ARGUMENTS: [&str; 10] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--window-size=1280,900",
];

/// Writes down, from the first moment of each document, where the policy was violated.
const WATCH: &str = include_str!("watch.js");

pub(crate) struct Browser {
    runtime: Runtime,
    driver: Option<WebDriver>,
    log: RefCell<Vec<BrowserLogEntry>>,
    // Dropped in this order: the driver's program, then the profile that it wrote in.
    _program: Process,
    _profile: Folder,
}

impl Browser {
    #[track_caller]
    pub(crate) fn start() -> Self {
        let settings = Settings::read();
        let profile = Folder::new();
        let (program, address) = driver(&settings);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let driver = runtime
            .block_on(connect(&address, &settings, &profile))
            .unwrap_or_else(|error| panic!("the browser does not start: {error}"));
        let browser = Self {
            runtime,
            driver: Some(driver),
            log: RefCell::default(),
            _program: program,
            _profile: profile,
        };
        browser.protocol(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": WATCH }),
        );
        browser
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

    /// A command of the browser's own protocol.
    #[track_caller]
    pub(crate) fn protocol(&self, method: &str, parameters: Value) -> Value {
        self.run(method, async |driver| {
            driver.cdp().send_raw(method, parameters).await
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
    pub(crate) fn log(&self) -> Vec<BrowserLogEntry> {
        // Reading empties the browser's own list.
        if let Ok(new) = self.try_run(async |driver| driver.browser_log().await) {
            self.log.borrow_mut().extend(new);
        }
        self.log.borrow().clone()
    }
}

/// A running driver, and where it listens. The port that it takes by itself may be taken by another program meanwhile:
/// then it ends, and is started once more.
#[track_caller]
fn driver(settings: &Settings) -> (Process, String) {
    const TRIES: usize = 5;
    let mut said = Vec::new();
    for _ in 0..TRIES {
        let mut program = Process::start(Command::new(&settings.chromedriver).arg("--port=0"));
        match program.try_after("started successfully on port ") {
            Ok(port) => {
                let address = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                return (program, address);
            }
            Err(lines) => said = lines,
        }
    }
    panic!("the driver does not start: {said:#?}");
}

async fn connect(
    address: &str,
    settings: &Settings,
    profile: &Folder,
) -> WebDriverResult<WebDriver> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&settings.chromium.to_string_lossy())?;
    for argument in ARGUMENTS {
        wanted.add_arg(argument)?;
    }
    wanted.add_arg(&format!("--user-data-dir={}", profile.path().display()))?;
    wanted.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    // A question that the browser asks is left open, so that a test can see it.
    let prompts = json!({ "default": "ignore", "beforeUnload": "ignore" });
    wanted.set("unhandledPromptBehavior", prompts)?;
    // Otherwise the driver answers by itself when a page asks not to be left.
    wanted.set("webSocketUrl", true)?;
    let driver = WebDriver::builder(address, wanted)
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
        let program = driver.capabilities().get("goog:processID").cloned();
        let ended = self.runtime.block_on(async {
            let quit = driver.quit();
            tokio::time::timeout(Duration::from_secs(10), quit).await
        });
        // A browser that does not listen to its driver any more is ended by its number.
        if !matches!(ended, Ok(Ok(())))
            && let Some(number) = program.and_then(|number| number.as_u64())
        {
            let _ = Command::new("kill").arg(number.to_string()).status();
        }
    }
}
