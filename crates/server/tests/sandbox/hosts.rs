//! `--host` and `--bind`: the sandbox behind a proxy, in a container, or behind a forwarded port.

use std::net::{TcpListener, TcpStream};

use server::host::HostName;

use crate::support::{GOOD, Process, Sandbox, command};

async fn called(host: &str) -> Sandbox {
    Sandbox::with(|config, _| config.hosts.push(HostName::parse(host).unwrap())).await
}

#[tokio::test]
async fn configured_host_is_answered_on_any_port() {
    let sandbox = called("hooks.example.com").await;
    for host in [
        "hooks.example.com",
        "hooks.example.com:9000",
        "Hooks.Example.com",
        "127.0.0.1:8787",
    ] {
        let response = sandbox.get("/").host(host).send().await;
        assert_eq!(response.status, 200, "{host}");
    }
    for host in [
        "x.hooks.example.com",
        "hooks.example.com.x.example",
        "hooks.example.com:x",
        "me@hooks.example.com",
        "localhost:9000",
    ] {
        let response = sandbox.get("/").host(host).send().await;
        assert_eq!(response.error(), (421, "WRONG_HOST".into()), "{host}");
    }
}

#[tokio::test]
async fn refusal_names_the_host_and_the_option_that_allows_it() {
    let sandbox = Sandbox::start().await;
    for (host, name) in [
        ("hooks.example.com", "hooks.example.com"),
        ("Box:8787", "box"),
        ("localhost:9000", "localhost"),
        ("[2001:db8::7]:8787", "[2001:db8::7]"),
    ] {
        let response = sandbox.tenant().host(host).send().await;
        assert_eq!(
            response.json()["error"]["message"],
            format!(
                "the sandbox does not answer to {name} unless it is started with --host {name}"
            ),
        );
    }
    let none = sandbox.tenant().without_host().send().await;
    let strange = sandbox.tenant().host("<b>").send().await;
    for response in [none, strange] {
        let message = response.json()["error"]["message"].clone();
        assert!(
            message.as_str().unwrap().ends_with("--host NAME"),
            "{message}"
        );
    }
}

/// A proxy or a forwarded port has a scheme and a port of its own, and leaves `Host` as the browser sent it.
#[tokio::test]
async fn page_under_a_configured_host_may_create() {
    let sandbox = called("hooks.example.com").await;
    let create = |host: &str, origin: &str| {
        let create = sandbox.create(GOOD).host(host);
        create.header("origin", origin).send()
    };
    for host in ["hooks.example.com", "hooks.example.com:9000"] {
        for scheme in ["http", "https"] {
            let origin = format!("{scheme}://{host}");
            assert_eq!(create(host, &origin).await.status, 201, "{origin}");
        }
    }
    for (host, origin) in [
        ("hooks.example.com", "https://hooks.example.com:9000"),
        ("hooks.example.com:9000", "https://hooks.example.com"),
        ("hooks.example.com", "https://x.example"),
        ("hooks.example.com", "ftp://hooks.example.com"),
        ("127.0.0.1:8787", "https://hooks.example.com"),
    ] {
        let response = create(host, origin).await;
        assert_eq!(response.error(), (403, "FOREIGN_ORIGIN".into()), "{origin}");
    }
    let response = create("x.example", "https://x.example").await;
    assert_eq!(response.error(), (421, "WRONG_HOST".into()));
    assert_eq!(response.header("access-control-allow-origin"), None);
}

#[test]
fn bound_address_is_listened_on_and_warned_about() {
    let server = Process::start(&["--bind", "0.0.0.0"]);
    let port = server.port;
    assert_eq!(server.url, format!("http://127.0.0.1:{port}"));
    TcpStream::connect(("127.0.0.2", port)).expect("every address of this machine");
    server.signal("TERM");
    let (_, _, stderr, _folder) = server.wait();
    let warning = format!(
        "WARNING: --bind 0.0.0.0: whoever reaches port {port} of this machine can use the sandbox\n"
    );
    assert!(stderr.starts_with(&warning), "{stderr}");
}

#[test]
fn bound_address_is_printed_and_answered() {
    let server = Process::start(&["--bind", "127.0.0.2"]);
    let host = format!("127.0.0.2:{}", server.port);
    assert_eq!(server.url, format!("http://{host}"));
    TcpStream::connect(("127.0.0.1", server.port)).expect_err("another address");
    let mut stream = TcpStream::connect(&host).unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    std::io::Write::write_all(&mut stream, request.as_bytes()).unwrap();
    let response = crate::support::read_to_end(&mut stream);
    assert!(response.starts_with("HTTP/1.1 200"), "{response}");
    server.signal("TERM");
    assert!(!server.wait().2.contains("WARNING"), "it is loopback");
}

#[test]
fn ipv6_address_is_printed_as_in_a_url() {
    if TcpListener::bind("[::1]:0").is_err() {
        return;
    }
    for address in ["::1", "::"] {
        let server = Process::start(&["--bind", address]);
        assert_eq!(server.url, format!("http://[::1]:{}", server.port));
    }
}

/// An address that documents use is on no machine.
#[test]
fn address_of_another_machine_is_an_error() {
    let folder = crate::support::Folder::with_site();
    let mut command = command();
    command.args(["--port", "0", "--memory", "--bind", "192.0.2.7", "--site"]);
    let output = command.arg(folder.path("site")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(
        stderr.contains("--bind 192.0.2.7 is no address of this machine"),
        "{stderr}"
    );
}
