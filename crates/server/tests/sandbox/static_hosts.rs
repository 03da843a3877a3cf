//! The files of `deploy/` for other servers, compared with what this server sends.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{Folder, Sandbox, read_repository};

/// Headers that a server computes for each response, or that are not of the file.
const OF_THE_RESPONSE: [&str; 8] = [
    "accept-ranges",
    "cache-control",
    "content-length",
    "content-type",
    "etag",
    "last-modified",
    "vary",
    "x-request-id",
];

type Headers = BTreeMap<String, String>;

/// The headers of every file, as this server sends them with its default options.
async fn own_headers() -> Headers {
    let response = Sandbox::start().await.get("/").send().await;
    let headers = response.headers.iter();
    headers
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .filter(|(name, _)| !OF_THE_RESPONSE.contains(&name.as_str()))
        .collect()
}

/// A header without its quotation marks.
fn header(name: &str, value: &str) -> (String, String) {
    (name.to_lowercase(), value.trim_matches('"').to_owned())
}

#[tokio::test]
async fn nginx_sends_the_headers_of_this_server() {
    let config = read_repository("deploy/nginx.conf");
    let found: Headers = config
        .lines()
        .filter_map(|line| line.trim().strip_prefix("add_header "))
        .map(|rest| {
            // Without `always` an error has no such header.
            let rest = rest.strip_suffix(" always;").expect("always");
            let (name, value) = rest.split_once(' ').expect("a value");
            header(name, value)
        })
        .filter(|(name, _)| name != "cache-control")
        .collect();
    assert_eq!(found, own_headers().await);
}

#[tokio::test]
async fn caddy_sends_the_headers_of_this_server() {
    let config = read_repository("deploy/Caddyfile");
    let (_, block) = config.split_once("header {\n").expect("a block of headers");
    let found: Headers = block
        .lines()
        .take_while(|line| line.trim() != "}")
        .map(|line| {
            let (name, value) = line.trim().split_once(' ').expect("a value");
            header(name, value)
        })
        .collect();
    assert_eq!(found, own_headers().await);
}

/// The rules of `_headers`: a pattern and its headers.
fn rules() -> Vec<(String, Headers)> {
    let mut rules: Vec<(String, Headers)> = Vec::new();
    for line in read_repository("deploy/_headers").lines() {
        if let Some((name, value)) = line
            .strip_prefix("  ")
            .and_then(|line| line.split_once(": "))
        {
            let (_, headers) = rules.last_mut().expect("a pattern");
            let before = headers.insert(name.to_lowercase(), value.to_owned());
            assert_eq!(before, None, "{line}");
        } else if line.starts_with('/') {
            rules.push((line.to_owned(), Headers::new()));
        } else {
            assert!(line.is_empty() || line.starts_with('#'), "{line}");
        }
    }
    rules
}

/// What the hosts send for `path`: all rules whose pattern matches, with the values of a header joined.
fn headers_of(rules: &[(String, Headers)], path: &str) -> Headers {
    let mut found = Headers::new();
    for (pattern, headers) in rules {
        let is_match = match pattern.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => path == pattern,
        };
        for (name, value) in headers.iter().filter(|_| is_match) {
            found
                .entry(name.clone())
                .and_modify(|before| *before = format!("{before}, {value}"))
                .or_insert_with(|| value.clone());
        }
    }
    found
}

/// The names that Trunk writes with a hash, by the page that it builds: `app`, `boot` and so on.
fn hashed_stems() -> BTreeSet<String> {
    let page = read_repository("index.html");
    let assets = page
        .lines()
        .filter(|line| line.contains("data-trunk") && !line.contains("copy-file"));
    let stem = |line: &str| {
        let value = ["href=\"", "src=\"", "data-bin=\""]
            .into_iter()
            .find_map(|name| line.split_once(name)?.1.split('"').next())
            .unwrap_or_else(|| panic!("no file in {line}"));
        let name = value.rsplit('/').next().unwrap_or_default();
        name.split('.').next().unwrap_or_default().to_owned()
    };
    assets.map(stem).collect()
}

#[tokio::test]
async fn headers_file_has_the_headers_and_the_caching_of_this_server() {
    let folder = Folder::with_site();
    let mut paths = vec!["/".to_owned(), "/index.html".to_owned()];
    for stem in hashed_stems() {
        for end in [".js", "_bg.wasm"] {
            let name = format!("{stem}-0123456789abcdef{end}");
            folder.write(&format!("site/{name}"), "content");
            paths.push(format!("/{name}"));
        }
    }
    folder.write("site/tokens.css", "content");
    let sandbox = Sandbox::reopen(folder).await.unwrap();
    let (rules, security) = (rules(), own_headers().await);
    let patterns = rules
        .iter()
        .filter_map(|(pattern, _)| pattern.strip_prefix('/')?.strip_suffix("-*"));
    assert!(patterns.eq(hashed_stems()), "of every name with a hash");
    for path in paths {
        let response = sandbox.get(&path).send().await;
        assert_eq!(response.status, 200, "{path}");
        let mut expected = security.clone();
        let cache = response.header("cache-control").unwrap().to_owned();
        expected.insert("cache-control".to_owned(), cache);
        assert_eq!(headers_of(&rules, &path), expected, "{path}");
    }
    // The hosts have this one revalidated by themselves.
    assert_eq!(headers_of(&rules, "/tokens.css"), security);
}

/// Cloudflare Pages refuses more.
#[test]
fn headers_file_has_no_long_line_and_one_wildcard_in_a_pattern() {
    assert!(
        read_repository("deploy/_headers")
            .lines()
            .all(|line| line.len() <= 2000)
    );
    for (pattern, _) in rules() {
        assert!(pattern.matches('*').count() <= 1, "{pattern}");
    }
}
