//! The `.env` file. Some of its readers remove quotes, and others take each line as it stands.

use std::path::Path;
use std::process::Command;

use contract::SigningSecret;
use webhook_console::model::export::{Export, Format, VARIABLE};

use super::{LABELS, SECRETS, URL, each, saved};

/// A secret of each character that is written without quotes, where readers look first: at the start and at the end.
fn plain_secrets() -> Vec<String> {
    let chars = (' '..='~').filter(|c| !is_quoted(&c.to_string()));
    chars.map(|c| format!("{c}a{c}{c}b{c}")).collect()
}

fn is_quoted(secret: &str) -> bool {
    let mut is_quoted = false;
    saved(secret, "x", |saved| {
        is_quoted = Format::Env
            .render(saved)
            .contains(&format!("\n{VARIABLE}='"));
    });
    is_quoted
}

/// What a program prints that is given the file's path.
fn printed(program: &str, arguments: &[&str], text: &str) -> String {
    static COUNT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let count = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let name = format!("webhook-console-{}-{count}.env", std::process::id());
    let file = std::env::temp_dir().join(name);
    std::fs::write(&file, text).unwrap();
    let printed = run(program, arguments, &file);
    std::fs::remove_file(&file).unwrap();
    printed
}

fn run(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program)
        .args(arguments)
        .env_clear()
        .env("FILE", file)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn read_by_shell(text: &str) -> String {
    let script = format!("set -a; . \"$FILE\"; printf %s \"${VARIABLE}\"");
    printed("sh", &["-c", &script], text)
}

/// `export $(grep …)` splits a value at its spaces and removes no quotes.
fn read_by_grep(text: &str) -> String {
    let script = format!("export $(grep -v '^#' \"$FILE\"); printf %s \"${VARIABLE}\"");
    printed("sh", &["-c", &script], text)
}

fn read_by_make(text: &str) -> String {
    let rules = format!("--eval=include $(FILE)\n$(info $({VARIABLE}))\nall:;@:");
    let printed = printed("make", &["-f", "/dev/null", &rules, "all"], text);
    printed.strip_suffix('\n').unwrap().to_owned()
}

/// Python's `shlex`, by which some programs split such a file.
fn read_by_shlex(text: &str) -> String {
    let script = "import os, shlex, sys
[pair] = shlex.split(open(os.environ['FILE'], encoding='utf-8', newline='').read(), comments=True)
sys.stdout.buffer.write(pair.partition('=')[2].encode())";
    printed("python3", &["-c", script], text)
}

/// The reader of `node --env-file`.
fn read_by_node(text: &str) -> String {
    let script = format!(
        "const text = fs.readFileSync(process.env.FILE, 'utf8'); process.stdout.write(util.parseEnv(text).{VARIABLE})"
    );
    printed("node", &["-e", &script], text)
}

/// What a script prints, which reads each text as a file and prints the values as a JSON list.
fn read_all(program: &str, arguments: &[&str], texts: &[String]) -> Vec<String> {
    let texts = serde_json::to_string(texts).unwrap();
    serde_json::from_str(&printed(program, arguments, &texts)).unwrap()
}

/// The package `dotenv` of npm.
fn read_by_dotenv_of_node(texts: &[String]) -> Vec<String> {
    let script = format!(
        "const {{ FILE }} = process.env;
        const values = JSON.parse(fs.readFileSync(FILE, 'utf8')).map((text) => {{
            fs.writeFileSync(FILE, text);
            const processEnv = {{}};
            require('dotenv').config({{ path: FILE, processEnv, quiet: true }});
            return processEnv.{VARIABLE};
        }});
        process.stdout.write(JSON.stringify(values))"
    );
    read_all("node", &["-e", &script], texts)
}

/// The package `python-dotenv` of Python.
fn read_by_dotenv_of_python(texts: &[String]) -> Vec<String> {
    let script = format!(
        "import dotenv, json, os
FILE = os.environ['FILE']
def read(text):
    open(FILE, 'w', encoding='utf-8', newline='').write(text)
    return dotenv.dotenv_values(FILE)['{VARIABLE}']
print(json.dumps([read(text) for text in json.load(open(FILE, encoding='utf-8'))]))"
    );
    let python = std::env::var("WEBHOOK_CONSOLE_PYTHON_DOTENV")
        .expect("run this test with `cargo xtask test`, which sets WEBHOOK_CONSOLE_PYTHON_DOTENV");
    read_all(&python, &["-c", &script], texts)
}

/// `docker run --env-file` and `kubectl --from-env-file`: no quotes, no escapes, and a comment is a whole line.
fn read_literally(text: &str) -> Option<(&str, &str)> {
    let mut lines = text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let pair = lines.next()?.split_once('=');
    pair.filter(|_| lines.next().is_none())
}

#[test]
fn env_file_is_read_back_byte_for_byte() {
    each(|secret, label, saved| {
        let text = Format::Env.render(saved);
        let pairs: Vec<_> = dotenvy::from_read_iter(text.as_bytes())
            .collect::<Result<_, _>>()
            .unwrap_or_else(|error| panic!("{secret:?} {label:?}: {error}\n{text}"));
        assert_eq!(pairs, [(VARIABLE.to_owned(), secret.to_owned())]);
    });
}

#[test]
fn env_file_is_read_back_by_a_shell_and_runs_nothing() {
    each(|secret, label, saved| {
        let text = Format::Env.render(saved);
        assert_eq!(read_by_shell(&text), secret, "{label:?}");
    });
}

#[test]
fn env_file_is_read_back_by_python_shlex() {
    each(|secret, label, saved| {
        let text = Format::Env.render(saved);
        assert_eq!(read_by_shlex(&text), secret, "{label:?}");
    });
}

#[test]
fn value_without_quotes_is_read_back_by_readers_that_take_quotes_literally() {
    let plain = plain_secrets();
    assert!(plain.len() > 62, "letters, digits and more: {plain:?}");
    for secret in plain.iter().map(String::as_str).chain([SECRETS[0]]) {
        saved(secret, LABELS[0], |saved| {
            let text = Format::Env.render(saved);
            assert_eq!(read_literally(&text), Some((VARIABLE, secret)));
            assert_eq!(read_by_grep(&text), secret);
            assert_eq!(read_by_make(&text), secret);
            assert_eq!(read_by_shell(&text), secret);
            let pairs: Vec<_> = dotenvy::from_read_iter(text.as_bytes()).flatten().collect();
            assert_eq!(pairs, [(VARIABLE.to_owned(), secret.to_owned())]);
        });
    }
}

#[test]
fn odd_label_changes_nothing_for_readers_that_take_quotes_literally() {
    for label in LABELS {
        saved(SECRETS[0], label, |saved| {
            let text = Format::Env.render(saved);
            assert_eq!(read_literally(&text), Some((VARIABLE, SECRETS[0])));
            assert_eq!(read_by_grep(&text), SECRETS[0], "{label:?}");
            assert_eq!(read_by_node(&text), SECRETS[0], "{label:?}");
            assert_eq!(read_by_make(&text), SECRETS[0], "{label:?}");
        });
    }
}

/// The files of every secret that is written without quotes, and of every label.
fn plain_files() -> (Vec<String>, Vec<String>) {
    let secrets = plain_secrets()
        .into_iter()
        .map(|secret| (secret, LABELS[0]));
    let labels = LABELS.iter().map(|label| (SECRETS[0].to_owned(), *label));
    secrets
        .chain(labels)
        .map(|(secret, label)| {
            let mut text = String::new();
            saved(&secret, label, |saved| text = Format::Env.render(saved));
            (secret, text)
        })
        .unzip()
}

#[test]
#[ignore = "needs the package dotenv, which `cargo xtask test` installs"]
fn value_without_quotes_is_read_back_by_dotenv_of_node() {
    let (secrets, texts) = plain_files();
    assert_eq!(read_by_dotenv_of_node(&texts), secrets);
}

#[test]
#[ignore = "needs python-dotenv, which `cargo xtask test` installs"]
fn value_without_quotes_is_read_back_by_dotenv_of_python() {
    let (secrets, texts) = plain_files();
    assert_eq!(read_by_dotenv_of_python(&texts), secrets);
}

/// A comment that ends in a backslash goes on in the next line, for make.
#[test]
fn address_that_ends_in_a_backslash_does_not_take_the_value_into_its_comment() {
    let text = Format::Env.render(&Export {
        secret: &SigningSecret::new(SECRETS[0].to_owned()).unwrap(),
        id: "whk_1",
        label: "x",
        url: r"https://hooks.example.com/?a\",
    });
    assert_eq!(read_by_make(&text), SECRETS[0]);
}

/// JavaScript's `^` matches after a line separator too, and so does the dotenv of Node.
#[test]
fn comments_are_one_line_to_every_reader() {
    saved(
        SECRETS[0],
        "a\u{2028}X=1\u{2029}Y=2\u{85}Z=3\u{b}",
        |saved| {
            let text = Format::Env.render(saved);
            assert!(text.contains("\n# Label: a X=1 Y=2 Z=3 \n"), "{text:?}");
        },
    );
}

#[test]
fn value_in_quotes_says_who_reads_it_right() {
    for secret in SECRETS {
        saved(secret, LABELS[0], |saved| {
            let text = Format::Env.render(saved);
            let is_literal = read_literally(&text) == Some((VARIABLE, secret));
            let says_so = text.contains("# The value needs quotes. A POSIX shell reads it right:")
                && text.contains("# Not so docker run --env-file, kubectl --from-env-file, make");
            assert_eq!(says_so, !is_literal, "{text}");
        });
    }
}

#[test]
fn env_file_says_what_it_is_for() {
    saved("whsec_1", "A\nB", |saved| {
        assert_eq!(
            Format::Env.render(saved),
            format!(
                "# EnfinitOS webhook subscription whk_1\n# Label: A B\n# URL: {URL}\n\n\
                 ENFINITOS_WEBHOOK_SECRET=whsec_1\n"
            )
        );
    });
}
