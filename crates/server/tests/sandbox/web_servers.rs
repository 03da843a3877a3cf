//! nginx and Caddy with the files of `deploy/`, compared with this server.
//!
//! `cargo xtask test` runs these tests where it has both programs: `WEBHOOK_CONSOLE_WEB_SERVERS` is the folder that has them,
//! as Debian's packages place them.

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::Command;

use crate::support::{Folder, Process, Raw, WebServer};

const MODULES: &str = "/usr/lib/nginx/modules";

const FILES: [&str; 6] = [
    "/",
    "/index.html",
    "/tokens.css",
    "/icon-0123456789abcdef.svg",
    "/app-0123456789abcdef.js",
    "/app-0123456789abcdef_bg.wasm",
];
const MISSING: [&str; 2] = ["/nothing", "/app-fedcba9876543210.js"];

/// What this server sends and the others need not send, or send in another way.
const OWN: [&str; 7] = [
    "accept-ranges",
    "connection",
    "content-length",
    "date",
    "etag",
    "last-modified",
    "x-request-id",
];

/// This server, with a console whose files have a compressed copy of each kind.
fn sandbox() -> Process {
    let folder = Folder::with_site();
    for path in FILES.into_iter().skip(1) {
        for (end, content) in [("", "plain"), (".br", "in brotli"), (".gz", "in gzip")] {
            folder.write(&format!("site{path}{end}"), content);
        }
    }
    fs::create_dir(folder.path("dist")).unwrap();
    symlink("../site", folder.path("dist/console")).unwrap();
    Process::start_in(folder, &[])
}

/// The folder that has the programs.
fn root() -> PathBuf {
    env::var_os("WEBHOOK_CONSOLE_WEB_SERVERS")
        .expect("run these tests with `cargo xtask test`, which sets WEBHOOK_CONSOLE_WEB_SERVERS")
        .into()
}

fn nginx(folder: &Folder, changes: &[(&str, &str)]) -> WebServer {
    let mut command = Command::new(root().join("usr/sbin/nginx"));
    // One process, which ends when it is killed.
    command.args(["-p", ".", "-c", "nginx.conf", "-g", "master_process off;"]);
    let changes = [&[("/tmp/", "")], changes].concat();
    WebServer::start(command, folder, "nginx.conf", &changes)
}

fn caddy(folder: &Folder) -> WebServer {
    let mut command = Command::new(root().join("usr/bin/caddy"));
    // It writes its configuration and its certificates there.
    command.env("HOME", folder.path("."));
    for variable in ["XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env_remove(variable);
    }
    command.args(["run", "--config", "Caddyfile"]);
    WebServer::start(command, folder, "Caddyfile", &[])
}

/// Every header of `ours` is in `theirs` with the same value.
#[track_caller]
fn assert_same_headers(theirs: &Raw, ours: &Raw, request: &str) {
    for (name, value) in &ours.headers {
        if OWN.contains(&name.as_str()) {
            continue;
        }
        let found = theirs.header(name).unwrap_or_default();
        let same = match name.as_str() {
            // CORS is this server's alone.
            "vary" if value == "Origin" => true,
            "vary" => found.eq_ignore_ascii_case("accept-encoding"),
            // The others may add the encoding of characters, which only the page needs.
            "content-type" if ours.status != 200 => true,
            "content-type" => found == *value || found == format!("{value}; charset=utf-8"),
            _ => found == *value,
        };
        assert!(same, "{request}: {name}: {value}, not {found:?}");
    }
    assert_eq!(theirs.header("server-timing"), None, "{request}");
}

/// Compares the responses to the same requests.
fn compare(theirs: &WebServer, ours: &Process, encodings: &[&str]) {
    let (theirs, ours) = (&theirs.address, &ours.address());
    for method in ["GET", "HEAD"] {
        for path in FILES {
            for encoding in encodings {
                let accept = format!("Accept-Encoding: {encoding}\r\n");
                let request = format!("{method} {path} {encoding}");
                let full =
                    [theirs, ours].map(|address| Raw::request(address, method, path, &accept));
                let [full_theirs, full_ours] = &full;
                assert_eq!(full_theirs.status, 200, "{request}");
                // Caddy sends it in chunks.
                let has_body = full_theirs.body.contains(&full_ours.body);
                assert!(has_body, "{request}: {full_theirs:?}");
                if method == "HEAD" {
                    assert_eq!(full_theirs.body, "", "{request}");
                }
                assert_same_headers(full_theirs, full_ours, &request);

                for (condition, validator) in [
                    ("If-None-Match", "etag"),
                    ("If-Modified-Since", "last-modified"),
                ] {
                    let [cached_theirs, cached_ours] = [(theirs, full_theirs), (ours, full_ours)]
                        .map(|(address, full)| {
                            let value = full.header(validator).expect(validator);
                            let headers = format!("{accept}{condition}: {value}\r\n");
                            Raw::request(address, method, path, &headers)
                        });
                    let request = format!("{request} {condition}");
                    for cached in [&cached_theirs, &cached_ours] {
                        assert_eq!(
                            (cached.status, cached.body.as_str()),
                            (304, ""),
                            "{request}"
                        );
                    }
                    assert_same_headers(&cached_theirs, &cached_ours, &request);
                }
            }
        }
        for path in MISSING {
            let [found, expected] =
                [theirs, ours].map(|address| Raw::request(address, method, path, ""));
            assert_eq!((found.status, expected.status), (404, 404), "{path}");
            assert_same_headers(&found, &expected, &format!("{method} {path}"));
        }
    }
}

const WITHOUT_BROTLI: [&str; 4] = ["identity", "gzip", "gzip, deflate", "gzip;q=0"];
const WITH_BROTLI: [&str; 7] = [
    "identity",
    "gzip",
    "br",
    "gzip, deflate, br, zstd",
    "identity;q=0, gzip",
    "br;q=0, gzip",
    "br;q=0, gzip;q=0",
];

#[test]
#[ignore = "needs nginx: cargo xtask test runs it"]
fn nginx_responds_as_this_server() {
    let sandbox = sandbox();
    let modules = root().join(MODULES.trim_start_matches('/'));
    let modules = [(MODULES, modules.to_str().unwrap())];
    compare(&nginx(&sandbox.folder, &modules), &sandbox, &WITH_BROTLI);
}

/// As the comment in `nginx.conf` advises.
#[test]
#[ignore = "needs nginx: cargo xtask test runs it"]
fn nginx_responds_in_gzip_without_the_module_for_brotli() {
    let sandbox = sandbox();
    let without = [
        ("load_module", "# load_module"),
        ("brotli_static on", "# on"),
    ];
    compare(&nginx(&sandbox.folder, &without), &sandbox, &WITHOUT_BROTLI);
}

#[test]
#[ignore = "needs Caddy: cargo xtask test runs it"]
fn caddy_responds_as_this_server() {
    let sandbox = sandbox();
    compare(&caddy(&sandbox.folder), &sandbox, &WITH_BROTLI);
}
