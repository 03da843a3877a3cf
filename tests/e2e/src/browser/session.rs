//! `WebDriver` sessions, each with a running browser. Tests use them one after the other, each in a tab of its own: the start
//! of a browser takes longer than most tests. What a test has stored in the browser goes with its tab.

use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::bidi::modules::browsing_context::{Create, CreateType};
use thirtyfour::bidi::{BiDi, BrowsingContextId, UserContextId};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, WebDriver, WindowHandle};
use tokio::runtime::{Builder, Runtime};
use tokio::time;

use crate::TempDir;
use crate::engine::{Driver, Engine, Screen};
use crate::process::Process;

/// How long a browser may take to close what a test has opened.
const CLOSING_TIME: Duration = Duration::from_secs(10);

/// The sessions that no test uses.
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

pub(super) struct Session {
    screen: Screen,
    runtime: Runtime,
    driver: WebDriver,
    /// The tab that stays open, for a browser ends with its last one.
    first_tab: BrowsingContextId,
    /// In Firefox, the user context of the test's tab. In Chromium it would need a window, which takes as long as a browser.
    user_context: Option<UserContextId>,
    /// How much the driver and its browser had written when the current test began, in lines.
    lines_before: usize,
    // Dropped in this order: the driver's process, then the profile that it writes to.
    program: Process,
    _profile: TempDir,
}

impl Session {
    /// A session with an empty page in a new tab.
    #[track_caller]
    pub(super) fn open(screen: Screen) -> Self {
        let mut session = Self::take_idle(screen).unwrap_or_else(|| Self::start(screen));
        session.lines_before = session.program.lines().len();
        if Engine::current().has_bidi() {
            session
                .open_tab()
                .unwrap_or_else(|error| panic!("a new tab: {error}"));
        }
        session
    }

    fn take_idle(screen: Screen) -> Option<Self> {
        let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
        let at = idle.iter().position(|session| session.screen == screen)?;
        Some(idle.swap_remove(at))
    }

    #[track_caller]
    fn start(screen: Screen) -> Self {
        let engine = Engine::current();
        let profile = TempDir::new();
        let Driver {
            program,
            address,
            capabilities,
        } = engine.start_driver(&profile, screen);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let (driver, first_tab) = runtime
            .block_on(connect(&address, capabilities))
            .unwrap_or_else(|error| panic!("{} does not start: {error}", engine.name()));
        Self {
            screen,
            runtime,
            driver,
            first_tab,
            user_context: None,
            lines_before: 0,
            program,
            _profile: profile,
        }
    }

    fn open_tab(&mut self) -> WebDriverResult<()> {
        let opened = self.runtime.block_on(async {
            let bidi = self.driver.bidi().await?;
            let user_context = match Engine::current() {
                Engine::Firefox => Some(bidi.browser().create_user_context().await?.user_context),
                _ => None,
            };
            let tab = Create {
                r#type: CreateType::Tab,
                reference_context: None,
                background: None,
                user_context: user_context.clone(),
            };
            let tab = bidi.send(tab).await?.context;
            switch_to(&self.driver, &tab).await?;
            WebDriverResult::Ok(user_context)
        });
        self.user_context = opened?;
        Ok(())
    }

    /// Closes what the test has opened, and removes what it has stored. The next test uses the browser; one that is not fit
    /// for it ends.
    pub(super) fn close(mut self) {
        let user_context = self.user_context.take();
        let is_fit = Engine::current().has_bidi()
            && !thread::panicking()
            && self.within_closing_time(async {
                let bidi = self.driver.bidi().await?;
                match user_context {
                    Some(user_context) => bidi.browser().remove_user_context(user_context).await?,
                    None => self.close_tabs(&bidi).await?,
                }
                switch_to(&self.driver, &self.first_tab).await?;
                if Engine::current() == Engine::Chromium {
                    self.clear().await?;
                }
                Ok(())
            });
        if is_fit {
            let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(self);
        } else {
            self.quit();
        }
    }

    async fn close_tabs(&self, bidi: &BiDi) -> WebDriverResult<()> {
        for tab in bidi.browsing_context().top_levels().await? {
            if tab != self.first_tab {
                bidi.browsing_context().close(tab).await?;
            }
        }
        Ok(())
    }

    /// Removes what pages have stored, and what a test has set for the whole browser. Chromium alone has these commands.
    async fn clear(&self) -> WebDriverResult<()> {
        let everything = json!({ "origin": "*", "storageTypes": "all" });
        for (method, parameters) in [
            ("Storage.clearDataForOrigin", everything),
            ("Network.clearBrowserCookies", json!({})),
            ("Network.clearBrowserCache", json!({})),
            ("Browser.resetPermissions", json!({})),
            (
                "Browser.setDownloadBehavior",
                json!({ "behavior": "default" }),
            ),
        ] {
            self.driver.cdp().send_raw(method, parameters).await?;
        }
        Ok(())
    }

    fn quit(self) {
        let names = ["goog:processID", "moz:processID"];
        let capabilities = self.driver.capabilities();
        let pid = names
            .iter()
            .find_map(|name| capabilities.get(name)?.as_u64());
        let quit = self.within_closing_time(self.driver.clone().quit());
        // A browser that does not react to its driver any more is killed.
        if !quit && let Some(pid) = pid {
            let _ = Command::new("kill").arg(pid.to_string()).status();
        }
    }

    /// Whether this succeeds in time.
    fn within_closing_time(&self, closing: impl Future<Output = WebDriverResult<()>>) -> bool {
        let closed = async { time::timeout(CLOSING_TIME, closing).await };
        matches!(self.runtime.block_on(closed), Ok(Ok(())))
    }

    /// Runs a command.
    pub(super) fn run<T>(
        &self,
        command: impl AsyncFnOnce(&WebDriver) -> WebDriverResult<T>,
    ) -> WebDriverResult<T> {
        self.runtime.block_on(command(&self.driver))
    }

    /// What the driver and its browser have written since the test began.
    pub(super) fn lines(&self) -> Vec<String> {
        self.program.lines().split_off(self.lines_before)
    }
}

async fn connect(address: &str, wanted: Value) -> WebDriverResult<(WebDriver, BrowsingContextId)> {
    let mut capabilities = Capabilities::new();
    for (name, value) in wanted.as_object().into_iter().flatten() {
        capabilities.set(name, value)?;
    }
    let driver = WebDriver::builder(address, capabilities)
        .request_timeout(Duration::from_mins(1))
        .connect()
        .await?;
    // A hundred elements on one page take a while on a busy machine.
    driver.set_script_timeout(Duration::from_secs(45)).await?;
    let first_tab = driver.window().await?;
    Ok((driver, first_tab.to_string().into()))
}

/// A tab has the same id in `BiDi` and in `WebDriver`.
async fn switch_to(driver: &WebDriver, tab: &BrowsingContextId) -> WebDriverResult<()> {
    let tab = WindowHandle::from(tab.as_str().to_owned());
    driver.switch_to_window(tab).await
}
