//! The parts of the Rust toolchain, and the tools that cargo builds.

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
pub fn c_compiler(workspace: &Workspace) -> Result<(String, ())> {
    if let Some(chosen) = env::var_os("CC") {
        return Ok((chosen.to_string_lossy().into_owned(), ()));
    }
    match ["cc", "gcc", "clang"]
        .iter()
        .find(|name| tool::find(workspace, name).is_some())
    {
        Some(name) => Ok(((*name).to_owned(), ())),
        None => Err(Error::Missing {
            tool: "a C compiler".into(),
            hint: "install one, on Debian with `apt-get install build-essential`".into(),
        }),
    }
}

pub fn wasm_target(workspace: &Workspace) -> Result<(String, ())> {
    ensure_component(
        workspace,
        &["target-libdir", "--target", TARGET],
        "",
        &["target", "add", TARGET],
    )
}

/// The sources of the standard library, which the release programs are built with.
pub fn std_sources(workspace: &Workspace) -> Result<(String, ())> {
    const FILE: &str = "lib/rustlib/src/rust/library/Cargo.lock";
    ensure_component(
        workspace,
        &["sysroot"],
        FILE,
        &["component", "add", "rust-src"],
    )
}

/// Has `rustup` add a component, unless `rustc --print` names a folder that has it.
fn ensure_component(
    workspace: &Workspace,
    print: &[&str],
    file: &str,
    add: &[&str],
) -> Result<(String, ())> {
    let is_installed = Command::new("rustc")
        .arg("--print")
        .args(print)
        .current_dir(workspace.root())
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|output| {
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            Path::new(printed.trim()).join(file).exists()
        });
    if is_installed {
        return Ok(("there".into(), ()));
    }
    if tool::find(workspace, "rustup").is_none() {
        return Err(Error::Missing {
            tool: format!("the component of `rustup {}`", add.join(" ")),
            hint: "install rustup, which adds it".into(),
        });
    }
    Task::new(workspace, "rustup").args(add).run()?;
    Ok(("added".into(), ()))
}

/// The release build of one of this package's programs for browsers.
pub fn build_program(workspace: &Workspace, name: &str) -> Task {
    let build = [
        "build",
        "--release",
        "--locked",
        "--target",
        TARGET,
        "--bin",
    ];
    Task::new(workspace, "cargo").args(build).arg(name)
}

pub fn trunk(workspace: &Workspace) -> Result<(String, ())> {
    // Built as its authors tested it.
    cargo_install(workspace, "trunk", "trunk", TRUNK, &["--locked"])
}

/// The driver of Firefox; Debian has no package of it.
pub fn geckodriver(workspace: &Workspace) -> Result<(String, ())> {
    cargo_install(
        workspace,
        "geckodriver",
        "geckodriver",
        GECKODRIVER,
        &["--locked"],
    )
}

pub fn wasm_bindgen(workspace: &Workspace) -> Result<(String, ())> {
    // Its own lock file names a crate that registries may not serve.
    cargo_install(
        workspace,
        "wasm-bindgen",
        "wasm-bindgen-cli",
        &wasm_bindgen_version(workspace)?,
        &[],
    )
}

pub fn cargo_fuzz(workspace: &Workspace) -> Result<(String, ())> {
    cargo_install(
        workspace,
        "cargo-fuzz",
        "cargo-fuzz",
        CARGO_FUZZ,
        &["--locked"],
    )
}

pub fn cargo_deny(workspace: &Workspace) -> Result<(String, ())> {
    cargo_install(
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
        .ok_or_else(|| Error::Malformed {
            path: workspace.root().join(LOCK),
            problem: "no package wasm-bindgen".into(),
        })
}

fn cargo_install(
    workspace: &Workspace,
    name: &str,
    package: &str,
    wanted: &str,
    options: &[&str],
) -> Result<(String, ())> {
    let found = tool::find(workspace, name);
    let version = found.as_deref().and_then(tool::version);
    if version.as_deref() == Some(wanted) {
        return Ok((wanted.to_owned(), ()));
    }

    let mut task = Task::new(workspace, "cargo").args(["install", package, "--version", wanted]);
    task = task.args(options);
    let location = if found.is_some() {
        // Another project may need the installed version.
        let version = version.as_deref().unwrap_or("an unknown version");
        eprintln!(
            "setup: {name}: {version} is there and stays; {wanted} goes into this project's target folder"
        );
        task = task
            .arg("--force")
            .arg("--root")
            .arg(workspace.local_tools());
        "this project's target folder"
    } else {
        "cargo's folder"
    };
    eprintln!("setup: {name}: building {wanted} from source; this takes some minutes, once");
    // Tools that run for a second need no long optimisation: building them takes a third of the time.
    // With a folder of its own, an interrupted build continues where it stopped.
    task.env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_TARGET_DIR", workspace.local_tools().join("build"))
        .run()?;

    let installed = tool::find(workspace, name)
        .as_deref()
        .and_then(tool::version);
    if installed.as_deref() == Some(wanted) {
        return Ok((format!("{wanted} installed into {location}"), ()));
    }
    Err(Error::Missing {
        tool: format!("{name} {wanted} on the path"),
        hint: format!(
            "it was installed, yet {} is found first",
            installed.unwrap_or_else(|| "none".into())
        ),
    })
}
