//! The program: its output, its files, its exit codes.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Folder, GOOD, Process, command};

/// The exit code, stdout and stderr of a failed start.
fn failing(options: &[&str]) -> (Option<i32>, String, String) {
    let output = command().args(options).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// S45.
#[test]
fn stdout_has_only_the_url_and_the_key() {
    let server = Process::start(&[]);
    server.create();
    server.signal("TERM");
    let key = server.key.clone();
    assert_eq!(key.len(), "sk_test_".len() + 64);
    let (status, stdout, stderr, _folder) = server.wait();
    assert!(status.success());
    assert_eq!(stdout, "");
    assert!(
        !stderr.contains(&key) && !stderr.contains("sk_test_"),
        "{stderr}"
    );
    assert!(
        !stderr.contains("Console:") && !stderr.contains("API key:"),
        "{stderr}"
    );
}

/// S45.
#[test]
fn log_has_a_line_for_each_request_and_nothing_of_its_content() {
    let server = Process::start(&[]);
    let created = server.create();
    let secret = created
        .split("whsec_")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let key = server.key.clone();
    server.exchange(&server.request("GET /v1/tenant?token=hidden-query", ""));
    // In any spelling, and also if the request is rejected before routing.
    let spelt = key.replace("sk_", "%73k_");
    for path in [&key, &spelt, &spelt.replace('%', "%25"), &key[3..]] {
        server.exchange(&server.request(&format!("GET /{path}"), ""));
    }
    server.exchange(&server.request(&format!("POST /{spelt}"), ""));
    server.exchange(
        &server
            .request(&format!("GET /{spelt}"), "")
            .replace("Host: ", "Host: x."),
    );
    server.exchange(&server.request("GET /index.html", ""));
    server.exchange(&server.request(
        "POST /v1/webhooks",
        r#"{"url":"http://hidden-host.example","label":"hidden label"}"#,
    ));
    server.signal("TERM");
    let (_, _, stderr, _folder) = server.wait();
    let lines: Vec<_> = stderr.lines().collect();
    let shape = |line: &str| {
        line.split_once(" ms req_")
            .map(|(start, _)| start.rsplit_once(' ').unwrap().0.to_owned())
    };
    let shapes: Vec<_> = lines.iter().filter_map(|line| shape(line)).collect();
    assert_eq!(
        shapes,
        [
            "POST /v1/webhooks 201",
            "GET /v1/tenant 200",
            "GET [not shown] 404",
            "GET [not shown] 404",
            "GET [not shown] 404",
            "GET [not shown] 404",
            "POST [not shown] 405",
            "GET [not shown] 421",
            "GET /index.html 200",
            "POST /v1/webhooks 422"
        ]
    );
    let (random, host) = (key.strip_prefix("sk_test_").unwrap(), "hooks.example.com");
    for hidden in [
        secret.as_str(),
        random,
        host,
        "hidden",
        "Bearer",
        "Production",
    ] {
        assert!(!stderr.contains(hidden), "{hidden} in {stderr}");
    }
}

/// S39.
#[test]
fn only_the_owner_can_access_the_files_of_the_program() {
    let server = Process::start(&[]);
    server.create();
    for file in ["sandbox.db", "sandbox.db.key"] {
        let mode = fs::metadata(server.folder.path(file))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn memory_database_creates_no_file() {
    let folder = Folder::with_site();
    let site = folder.path("site");
    let mut command = command();
    command
        .args(["--port", "0", "--memory", "--site"])
        .arg(site)
        .current_dir(folder.path(""));
    let mut child = command
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    std::io::BufRead::read_line(
        &mut std::io::BufReader::new(child.stdout.take().unwrap()),
        &mut line,
    )
    .unwrap();
    assert!(line.starts_with("Console: "), "{line}");
    let files: Vec<_> = fs::read_dir(folder.path(""))
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(files, ["site"]);
}

/// S40.
#[test]
fn program_listens_only_on_loopback() {
    let server = Process::start(&[]);
    let elsewhere = std::net::TcpStream::connect(("127.0.0.2", server.port));
    assert!(
        elsewhere.is_err(),
        "127.0.0.2 responses: more than 127.0.0.1 is bound"
    );
}

#[test]
fn port_in_use_is_an_error_and_deletes_no_key() {
    let server = Process::start(&[]);
    let (port, site) = (server.port.to_string(), server.folder.path("site"));
    let database = server.folder.path("sandbox.db");
    let options = [
        "--port",
        &port,
        "--site",
        site.to_str().unwrap(),
        "--db",
        database.to_str().unwrap(),
    ];
    let (code, stdout, stderr) = failing(&options);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(
        stderr.contains(&format!("port {port} is in use")) && stderr.contains("--port"),
        "{stderr}"
    );
    let response = server.exchange(&server.request("POST /v1/webhooks", GOOD));
    assert!(response.starts_with("HTTP/1.1 201"), "{response}");
}

#[test]
fn bad_arguments_have_a_message_and_exit_code_2() {
    for options in [
        &["--prot", "1"][..],
        &["--port", "x"],
        &["--bind", "localhost"],
        &["--host", "https://x.example"],
        &["--connect", "ftp://x"],
        &["--frame-parent", "null"],
        &["--memory", "--db", "x"],
    ] {
        let (code, stdout, stderr) = failing(options);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{options:?}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

#[test]
fn missing_console_has_a_message_and_exit_code_1() {
    let folder = Folder::new();
    let (code, stdout, stderr) = failing(&[
        "--memory",
        "--port",
        "0",
        "--site",
        folder.path("").to_str().unwrap(),
    ]);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("cargo xtask start"), "{stderr}");
}

#[test]
fn help_lists_the_options_and_has_exit_code_0() {
    let (code, stdout, stderr) = failing(&["--help"]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(stdout.contains("--allow-origin ORIGIN"));
}

#[test]
fn faults_print_a_warning() {
    let server = Process::start(&["--faults"]);
    server.signal("TERM");
    assert!(server.wait().2.starts_with("WARNING: --faults is on"));
    let server = Process::start(&[]);
    server.signal("TERM");
    assert!(!server.wait().2.contains("fault"));
}
