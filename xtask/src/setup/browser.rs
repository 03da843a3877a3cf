//! Chromium and its driver: found, installed where that is allowed, else named.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::command::Task;
use crate::error::{Error, Result};
use crate::tool;
use crate::workspace::Workspace;

const CHROMIUM: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const DRIVER: &[&str] = &["chromedriver"];
const INSTALL: &[&str] = &[
    "install",
    "-y",
    "--no-install-recommends",
    "chromium",
    "chromium-driver",
];

#[derive(Debug)]
pub struct Browser {
    pub program: PathBuf,
    pub driver: PathBuf,
    pub version: String,
}

pub fn ready(workspace: &Workspace) -> Result<Browser> {
    match found(workspace) {
        Ok(browser) => Ok(browser),
        Err(Error::Missing { what, mend }) => {
            eprintln!("setup: {what} is missing");
            let Some(prefix) = package_manager(workspace) else {
                return Err(Error::Missing { what, mend });
            };
            apt(workspace, &prefix, &["update"])?;
            apt(workspace, &prefix, INSTALL)?;
            found(workspace)
        }
        Err(other) => Err(other),
    }
}

fn found(workspace: &Workspace) -> Result<Browser> {
    let program = one_of(workspace, "CHROMIUM", CHROMIUM)?;
    let driver = one_of(workspace, "CHROMEDRIVER", DRIVER)?;
    let version = tool::version(&program).unwrap_or_default();
    let of_driver = tool::version(&driver).unwrap_or_default();
    if tool::major(&version).is_none() || tool::major(&version) != tool::major(&of_driver) {
        return Err(missing(format!(
            "a Chromium and a driver of one version (found '{version}' and '{of_driver}')"
        )));
    }
    Ok(Browser {
        program,
        driver,
        version,
    })
}

fn one_of(workspace: &Workspace, variable: &str, names: &[&str]) -> Result<PathBuf> {
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
        .find_map(|name| tool::find(workspace, name))
        .ok_or_else(|| missing(names[0].to_owned()))
}

fn missing(what: String) -> Error {
    let mend = format!(
        "run `apt-get update && apt-get {}` as root, or set CHROMIUM and CHROMEDRIVER to programs of one version",
        INSTALL.join(" ")
    );
    Error::Missing { what, mend }
}

/// How `apt-get` can be run without asking anybody, if it can.
fn package_manager(workspace: &Workspace) -> Option<Vec<&'static str>> {
    tool::find(workspace, "apt-get")?;
    if says(Command::new("id").arg("-u")).is_some_and(|id| id == "0") {
        return Some(vec!["apt-get"]);
    }
    says(Command::new("sudo").args(["-n", "true"]))?;
    Some(vec!["sudo", "-n", "apt-get"])
}

fn says(command: &mut Command) -> Option<String> {
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

fn apt(workspace: &Workspace, prefix: &[&str], args: &[&str]) -> Result<()> {
    Task::new(workspace, prefix[0])
        .args(&prefix[1..])
        .args(args)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()
}
