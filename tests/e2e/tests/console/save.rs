//! The files that the secret is saved to.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use e2e::host_page::URL;
use e2e::{Page, Sandbox, TempDir};
use serde_json::{Value, json};

struct Saved {
    text: String,
    name: String,
    secret: String,
    id: String,
}

/// Creates a subscription with a label full of quotes, saves its secret, and reads the file.
#[track_caller]
fn saved(format: &str) -> Saved {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let folder = TempDir::new();
    page.protocol(
        "Browser.setDownloadBehavior",
        json!({ "behavior": "allow", "downloadPath": folder.path() }),
    );
    page.fill_in(&sandbox);
    page.fill("Label", LABEL);
    page.press("Create subscription");
    page.outcome();
    page.press(format);
    page.wait_for_text("Handed to the browser.");
    page.wait_for("the complete file", || match folder.files().as_slice() {
        [file] => {
            file.extension().is_none_or(|ending| ending != "crdownload") && !text(file).is_empty()
        }
        _ => false,
    });
    assert_eq!(page.secret(), None, "saving does not reveal the secret");
    let secret = page.reveal();
    let file = folder.files().remove(0);
    Saved {
        text: text(&file),
        name: file.file_name().expect("a name").to_string_lossy().into(),
        secret,
        id: sandbox.subscriptions()[0].id.clone(),
    }
}

const LABEL: &str = "It's \"Billing\": $HOME `x` # EU";
/// The name of the file and of the Kubernetes Secret: the label, and the end of the id.
fn name(file: &Saved) -> String {
    let end = &file.id[file.id.len() - 8..];
    format!("enfinitos-webhook-it-s-billing-home-x-eu-{end}")
}

fn text(file: &PathBuf) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

#[test]
fn env_file_has_the_secret_as_a_shell_reads_it() {
    let file = saved(".env");
    assert_eq!(file.name, format!("{}.env", name(&file)));
    let folder = TempDir::new();
    let path = folder.path().join("saved.env");
    fs::write(&path, &file.text).expect("a file");
    let shell = std::process::Command::new("sh")
        .arg("-c")
        .arg(". \"$0\" && printf %s \"$ENFINITOS_WEBHOOK_SECRET\"")
        .arg(&path)
        .output()
        .expect("a shell");
    assert_eq!(String::from_utf8_lossy(&shell.stdout), file.secret);
    for part in [&file.id, LABEL, URL] {
        assert!(file.text.contains(part), "{part}: {}", file.text);
    }
}

#[test]
fn json_file_has_the_secret_byte_for_byte() {
    let file = saved("JSON");
    assert_eq!(file.name, format!("{}.json", name(&file)));
    let read: Value = serde_json::from_str(&file.text).expect("JSON");
    assert_eq!(
        read,
        json!({ "subscriptionId": file.id, "label": LABEL, "url": URL, "signingSecret": file.secret })
    );
}

#[test]
fn kubernetes_secret_has_the_secret_byte_for_byte() {
    let file = saved("Kubernetes Secret");
    assert_eq!(file.name, format!("{}.secret.yaml", name(&file)));
    let quoted = |text: &str| Value::from(text).to_string();
    let expected = format!(
        "# Use one of these. A plain kubectl apply also stores the secret in an annotation, in clear text.
#   kubectl create -f FILE
#   kubectl apply --server-side -f FILE
apiVersion: v1
kind: Secret
metadata:
  name: {}
  annotations:
    enfinitos.com/subscription-id: {}
    enfinitos.com/label: {}
    enfinitos.com/url: {}
type: Opaque
stringData:
  ENFINITOS_WEBHOOK_SECRET: {}
",
        name(&file),
        quoted(&file.id),
        quoted(LABEL),
        quoted(URL),
        quoted(&file.secret)
    );
    assert_eq!(file.text, expected);
}

/// The object URL of a file is there until the secret is acknowledged: a browser may ask the person first.
#[test]
fn saving_revokes_the_object_url() {
    let sandbox = Sandbox::start();
    let page = Page::open(&sandbox);
    let folder = TempDir::new();
    page.protocol(
        "Browser.setDownloadBehavior",
        json!({ "behavior": "allow", "downloadPath": folder.path() }),
    );
    page.script(
        "window.files = []; const { createObjectURL, revokeObjectURL } = URL;
         URL.createObjectURL = (blob) => { files.push(createObjectURL(blob)); return files.at(-1) };
         URL.revokeObjectURL = (file) => { files.push('revoked', file); revokeObjectURL(file) }",
        &[],
    );
    page.create(&sandbox);
    page.press("JSON");
    page.wait_for_text("Handed to the browser.");
    let masked = page.everything(&sandbox);
    let secret = page.reveal();
    assert_eq!(masked.places_of(&secret), Vec::<String>::new());
    let files = || page.script("return files", &[]);
    std::thread::sleep(Duration::from_secs(2));
    assert_eq!(files().as_array().map(Vec::len), Some(1), "{}", files());
    page.press("I have stored the signing secret");
    page.wait_for("the revoked object URL", || {
        let files = files();
        files[1] == "revoked" && files[0] == files[2]
    });
}
