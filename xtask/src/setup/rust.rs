//! The Rust side: the wasm target and the programs that cargo builds.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

use crate::command::Task;
use crate::error::{Error, Result};
use crate::tool;
use crate::workspace::Workspace;

pub const TARGET: &str = "wasm32-unknown-unknown";
const LOCK: &str = "Cargo.lock";
const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.37.1";
const CARGO_FUZZ: &str = "0.13.2";
const CARGO_DENY: &str = "0.20.2";

/// `SQLite` is compiled from C.
pub fn compiler(workspace: &Workspace) -> Result<(String, ())> {
    if let Some(chosen) = env::var_os("CC") {
        return Ok((chosen.to_string_lossy().into_owned(), ()));
    }
    match ["cc", "gcc", "clang"]
        .iter()
        .find(|name| tool::find(workspace, name).is_some())
    {
        Some(name) => Ok(((*name).to_owned(), ())),
        None => Err(Error::Missing {
            what: "a C compiler".into(),
            mend: "install one, on Debian with `apt-get install build-essential`".into(),
        }),
    }
}

pub fn target(workspace: &Workspace) -> Result<(String, ())> {
    added(
        workspace,
        &["target-libdir", "--target", TARGET],
        "",
        &["target", "add", TARGET],
    )
}

/// The sources of the standard library, which the release console is compiled with.
pub fn sources(workspace: &Workspace) -> Result<(String, ())> {
    const PLACE: &str = "lib/rustlib/src/rust/library/Cargo.lock";
    added(
        workspace,
        &["sysroot"],
        PLACE,
        &["component", "add", "rust-src"],
    )
}

/// Has `rustup` add a part of the toolchain, unless what `rustc` prints says that it is there.
fn added(workspace: &Workspace, print: &[&str], below: &str, add: &[&str]) -> Result<(String, ())> {
    let there = Command::new("rustc")
        .arg("--print")
        .args(print)
        .current_dir(workspace.root())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| {
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            Path::new(printed.trim()).join(below).exists()
        });
    if there {
        return Ok(("there".into(), ()));
    }
    if tool::find(workspace, "rustup").is_none() {
        return Err(Error::Missing {
            what: format!("what `rustup {}` gives", add.join(" ")),
            mend: "install rustup, which adds it".into(),
        });
    }
    Task::new(workspace, "rustup").args(add).run()?;
    Ok(("added".into(), ()))
}

/// The release build of one of this package's programs for browsers.
pub fn program(workspace: &Workspace, name: &str) -> Task {
    let build = [
        "build",
        "--release",
        "--locked",
        "--no-default-features",
        "--target",
        TARGET,
        "--bin",
    ];
    Task::new(workspace, "cargo").args(build).arg(name)
}

pub fn trunk(workspace: &Workspace) -> Result<(String, ())> {
    // Its own lock file is complete, and only with it is the build the one that was tried.
    installed(workspace, "trunk", "trunk", TRUNK, &["--locked"])
}

/// What drives Firefox; Debian has no package of it.
pub fn geckodriver(workspace: &Workspace) -> Result<(String, ())> {
    installed(
        workspace,
        "geckodriver",
        "geckodriver",
        GECKODRIVER,
        &["--locked"],
    )
}

pub fn wasm_bindgen(workspace: &Workspace) -> Result<(String, ())> {
    // Its own lock file names a crate that registries may not serve.
    installed(
        workspace,
        "wasm-bindgen",
        "wasm-bindgen-cli",
        &wasm_bindgen_version(workspace)?,
        &[],
    )
}

pub fn cargo_fuzz(workspace: &Workspace) -> Result<(String, ())> {
    installed(
        workspace,
        "cargo-fuzz",
        "cargo-fuzz",
        CARGO_FUZZ,
        &["--locked"],
    )
}

pub fn cargo_deny(workspace: &Workspace) -> Result<(String, ())> {
    installed(
        workspace,
        "cargo-deny",
        "cargo-deny",
        CARGO_DENY,
        &["--locked"],
    )
}

/// The version in `Cargo.lock`: library and program must be of the same one.
pub fn wasm_bindgen_version(workspace: &Workspace) -> Result<String> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }

    let lock: Lock = workspace.read_toml(LOCK)?;
    lock.package
        .into_iter()
        .find(|package| package.name == "wasm-bindgen")
        .map(|package| package.version)
        .ok_or_else(|| Error::Unreadable {
            path: workspace.root().join(LOCK),
            problem: "no package wasm-bindgen".into(),
        })
}

fn installed(
    workspace: &Workspace,
    name: &str,
    package: &str,
    wanted: &str,
    more: &[&str],
) -> Result<(String, ())> {
    let found = tool::find(workspace, name);
    let version = found.as_deref().and_then(tool::version);
    if version.as_deref() == Some(wanted) {
        return Ok((wanted.to_owned(), ()));
    }

    let mut task = Task::new(workspace, "cargo").args(["install", package, "--version", wanted]);
    task = task.args(more);
    let place = if found.is_some() {
        // Another project may need the version that is there.
        let version = version.as_deref().unwrap_or("an unknown version");
        eprintln!(
            "setup: {name}: {version} is there and stays; {wanted} goes into this project's target folder"
        );
        task = task.arg("--force").arg("--root").arg(workspace.own_tools());
        "this project's target folder"
    } else {
        "cargo's folder"
    };
    eprintln!("setup: {name}: building {wanted} from source; this takes some minutes, once");
    // Tools that run for a second each need no long optimisation: a third of the time to build.
    // The shared folder lets an interrupted build go on where it stopped.
    task.env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_TARGET_DIR", workspace.own_tools().join("build"))
        .run()?;

    let now = tool::find(workspace, name)
        .as_deref()
        .and_then(tool::version);
    if now.as_deref() == Some(wanted) {
        return Ok((format!("{wanted} installed into {place}"), ()));
    }
    Err(Error::Missing {
        what: format!("{name} {wanted} on the path"),
        mend: format!(
            "it was installed, yet {} is found first",
            now.unwrap_or_else(|| "none".into())
        ),
    })
}
