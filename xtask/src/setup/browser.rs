//! The browsers and their drivers: located, or installed where that is allowed.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::rust;
use crate::command::Task;
use crate::error::{Error, Result};
use crate::tool;
use crate::workspace::Workspace;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// The programs of an engine: for each, the variable that may give its path, and the names that it may have.
type Programs = &'static [(&'static str, &'static [&'static str])];

impl Engine {
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    fn programs(self) -> Programs {
        match self {
            Self::Chromium => &[
                (
                    "CHROMIUM",
                    &[
                        "chromium",
                        "chromium-browser",
                        "google-chrome",
                        "google-chrome-stable",
                    ],
                ),
                ("CHROMEDRIVER", &["chromedriver"]),
            ],
            Self::Firefox => &[
                ("FIREFOX", &["firefox-esr", "firefox"]),
                ("GECKODRIVER", &["geckodriver"]),
            ],
            Self::WebKit => &[
                ("WEBKIT", &["MiniBrowser"]),
                ("WEBKITDRIVER", &["WebKitWebDriver"]),
                ("XVFB_RUN", &["xvfb-run"]),
            ],
        }
    }

    /// The Debian packages of these programs.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Chromium => &["chromium", "chromium-driver"],
            Self::Firefox => &["firefox-esr"],
            Self::WebKit => &["webkit2gtk-driver", "xvfb", "xauth"],
        }
    }

    /// The variable from which wasm-bindgen's test runner takes the driver.
    fn runner_variable(self) -> &'static str {
        match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
            Self::WebKit => "SAFARIDRIVER",
        }
    }
}

/// An installed engine.
#[derive(Debug)]
pub struct Browser {
    pub engine: Engine,
    pub version: String,
    programs: Vec<(&'static str, PathBuf)>,
}

impl Browser {
    /// A program that drives this browser, without its arguments. `WebKitGTK` has no mode without a display.
    pub fn task(&self, workspace: &Workspace, program: &str) -> Task {
        let mut task = match self.engine {
            Engine::Chromium | Engine::Firefox => Task::new(workspace, program),
            Engine::WebKit => Task::new(workspace, "xvfb-run")
                .args([
                    "--auto-servernum",
                    "--server-args=-screen 0 1280x900x24 -nolisten tcp",
                    program,
                ])
                // There is no graphics card to draw with.
                .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
                .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
        };
        for (variable, path) in &self.programs {
            task = task.env(variable, path);
        }
        task.env("WEBHOOK_CONSOLE_BROWSER", self.engine.name())
    }

    /// The same for wasm-bindgen's test runner, which takes exactly one driver.
    pub fn runner_task(&self, workspace: &Workspace, program: &str) -> Task {
        let mut task = self.task(workspace, program);
        for engine in Engine::ALL {
            task = task.env_remove(engine.runner_variable());
        }
        let driver = self
            .programs
            .iter()
            .find(|(variable, _)| variable.ends_with("DRIVER"));
        match driver {
            Some((_, path)) => task.env(self.engine.runner_variable(), path),
            None => task,
        }
    }
}

/// # Errors
/// When one of its programs is missing and cannot be installed from here.
pub fn ensure_installed(workspace: &Workspace, engine: Engine) -> Result<Browser> {
    if engine == Engine::Firefox {
        rust::geckodriver(workspace)?;
    }
    match locate(workspace, engine) {
        Err(Error::Missing { tool, hint }) => {
            eprintln!("setup: {tool} is missing");
            let Some(prefix) = package_manager(workspace) else {
                return Err(Error::Missing { tool, hint });
            };
            apt(workspace, &prefix, &["update"])?;
            apt(workspace, &prefix, &install_args(engine))?;
            locate(workspace, engine)
        }
        other => other,
    }
}

fn locate(workspace: &Workspace, engine: Engine) -> Result<Browser> {
    let mut programs = Vec::new();
    for (variable, names) in engine.programs() {
        programs.push((
            *variable,
            locate_program(workspace, engine, variable, names)?,
        ));
    }
    let version = |at: usize| tool::version(&programs[at].1).unwrap_or_default();
    let browser_version = version(0);
    if engine == Engine::Chromium {
        let driver_version = version(1);
        if tool::major(&browser_version).is_none()
            || tool::major(&browser_version) != tool::major(&driver_version)
        {
            let tool = format!(
                "a Chromium and a driver of one version (found '{browser_version}' and '{driver_version}')"
            );
            return Err(missing(engine, tool));
        }
    }
    Ok(Browser {
        engine,
        version: browser_version,
        programs,
    })
}

fn locate_program(
    workspace: &Workspace,
    engine: Engine,
    variable: &str,
    names: &[&str],
) -> Result<PathBuf> {
    if let Some(chosen) = env::var_os(variable).map(PathBuf::from) {
        if chosen.is_file() {
            return Ok(chosen);
        }
        return Err(Error::Usage {
            problem: format!("{variable} names {}, which is not there", chosen.display()),
        });
    }
    names
        .iter()
        .find_map(|name| tool::find(workspace, name).or_else(|| in_webkit_folder(name)))
        .ok_or_else(|| missing(engine, names[0].to_owned()))
}

/// The programs of `WebKitGTK` are not on `PATH`, but in a folder below that of a machine type.
fn in_webkit_folder(name: &str) -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten();
    folders
        .map(|folder| folder.path().join("webkit2gtk-4.1").join(name))
        .find(|path| path.is_file())
}

fn install_args(engine: Engine) -> Vec<&'static str> {
    let mut args = vec!["install", "-y", "--no-install-recommends"];
    args.extend(engine.packages());
    args
}

fn missing(engine: Engine, tool: String) -> Error {
    let variables: Vec<_> = engine
        .programs()
        .iter()
        .map(|(variable, _)| *variable)
        .collect();
    let hint = format!(
        "run `apt-get update && apt-get {}` as root, or set {} to programs that fit together",
        install_args(engine).join(" "),
        variables.join(", ")
    );
    Error::Missing { tool, hint }
}

/// The command that runs `apt-get` as root without a password, if that is possible.
pub(super) fn package_manager(workspace: &Workspace) -> Option<Vec<&'static str>> {
    tool::find(workspace, "apt-get")?;
    if stdout_of(Command::new("id").arg("-u")).is_some_and(|id| id == "0") {
        return Some(vec!["apt-get"]);
    }
    stdout_of(Command::new("sudo").args(["-n", "true"]))?;
    Some(vec!["sudo", "-n", "apt-get"])
}

fn stdout_of(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub(super) fn apt(workspace: &Workspace, prefix: &[&str], args: &[&str]) -> Result<()> {
    Task::new(workspace, prefix[0])
        .args(&prefix[1..])
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}
