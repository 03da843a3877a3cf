//! The files: each is read back by a reader that is not ours.

mod env;

use contract::SigningSecret;
use serde_json::Value;
use webhook_console::model::export::{Export, Format, VARIABLE};

/// Usual and odd: whatever was sent is what must be read back.
const SECRETS: &[&str] = &[
    "whsec_N0tArealSecretOnlyAnExample0123456789",
    "whsec_+/=_-~!@%^&*",
    "it's",
    "'",
    "''",
    "\"",
    "\"quoted\"",
    "\\",
    "\\\\n\\t\\'",
    "$HOME ${HOME} $(id) `id` $$",
    " spaces around ",
    "#no comment",
    "a #b",
    "a=b",
    "two\nlines",
    "tab\there",
    "ü 漢字 😀 \u{202e}",
    "{{ x }} %20 !yaml &a *b",
    "null",
    "1e3",
    "---\n- x: y",
];

const LABELS: &[&str] = &[
    "Production rights feed",
    "",
    "'; touch /tmp/x; '",
    "$(id) `id`",
    "a\nENFINITOS_WEBHOOK_SECRET=evil",
    "a\r\nb",
    "a\u{2028}b",
    "ends in a backslash \\",
    "# x: \"y\" \\ 'z'",
    "\u{202e}x\u{feff} \0",
    "😀 ü",
    "---",
];

const URL: &str = "https://hooks.example.com/a?b='c'&d=$e";

fn saved(secret: &str, label: &str, read: impl FnOnce(&Export)) {
    read(&Export {
        secret: &SigningSecret::new(secret.to_owned()).unwrap(),
        id: "whk_1",
        label,
        url: URL,
    });
}

/// Every odd secret, and every odd label.
fn each(read: impl Fn(&str, &str, &Export)) {
    for secret in SECRETS {
        saved(secret, LABELS[0], |saved| read(secret, LABELS[0], saved));
    }
    for label in LABELS {
        saved(SECRETS[0], label, |saved| read(SECRETS[0], label, saved));
    }
}

#[test]
fn json_file_is_read_back_whole() {
    each(|secret, label, saved| {
        let read: Value = serde_json::from_str(&Format::Json.render(saved)).unwrap();
        let expected = serde_json::json!({
            "subscriptionId": "whk_1",
            "label": label,
            "url": saved.url,
            "signingSecret": secret,
        });
        assert_eq!(read, expected);
    });
}

#[track_caller]
fn read_yaml(saved: &Export) -> serde_yaml_ng::Value {
    let text = Format::Kubernetes.render(saved);
    serde_yaml_ng::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text:?}"))
}

#[test]
fn kubernetes_file_is_read_back_whole() {
    each(|secret, label, saved| {
        let read = read_yaml(saved);
        assert_eq!(read["apiVersion"], "v1");
        assert_eq!(read["kind"], "Secret");
        assert_eq!(read["type"], "Opaque");
        assert_eq!(read["stringData"][VARIABLE], secret);
        assert_eq!(read["stringData"].as_mapping().unwrap().len(), 1);
        let annotations = &read["metadata"]["annotations"];
        assert_eq!(annotations["enfinitos.com/subscription-id"], "whk_1");
        assert_eq!(annotations["enfinitos.com/label"], label);
        assert_eq!(annotations["enfinitos.com/url"], saved.url);
    });
}

/// A plain `kubectl apply` stores what it applied in the annotation `last-applied-configuration`.
#[test]
fn kubernetes_file_names_the_commands_that_store_no_clear_text_and_reads_the_same() {
    each(|_, _, saved| {
        let text = Format::Kubernetes.render(saved);
        let (comments, manifest) = text.split_at(text.find("apiVersion").unwrap());
        assert!(comments.lines().all(|line| line.starts_with('#')));
        for command in [
            "kubectl create -f FILE\n",
            "kubectl apply --server-side -f FILE\n",
        ] {
            assert!(comments.contains(command), "{comments}");
        }
        let manifest: serde_yaml_ng::Value = serde_yaml_ng::from_str(manifest).unwrap();
        assert_eq!(read_yaml(saved), manifest);
    });
}

/// A reader of YAML 1.1, as kubectl has it, folds a next-line character that is not escaped and takes no delete.
#[test]
fn kubernetes_file_keeps_characters_that_yaml_does_not_take_as_they_stand() {
    for odd in ["a\u{85}b", "a \u{2028}b", "a\u{7f}b", "a\u{9f}b"] {
        saved(odd, odd, |saved| {
            let read = read_yaml(saved);
            assert_eq!(read["stringData"][VARIABLE], odd);
            assert_eq!(read["metadata"]["annotations"]["enfinitos.com/label"], odd);
        });
    }
}

#[test]
fn kubernetes_name_is_one_that_rfc_1123_allows() {
    let long = "Long label ".repeat(40);
    for (label, name) in [
        (
            "Production rights feed",
            "enfinitos-webhook-production-rights-feed-whk1",
        ),
        ("", "enfinitos-webhook-whk1"),
        ("---", "enfinitos-webhook-whk1"),
        ("ü 漢字 😀", "enfinitos-webhook-whk1"),
        ("  A__b..c!  ", "enfinitos-webhook-a-b-c-whk1"),
        ("../../etc/passwd", "enfinitos-webhook-etc-passwd-whk1"),
        (
            &"x".repeat(300),
            &format!("enfinitos-webhook-{}-whk1", "x".repeat(36)),
        ),
        (
            &long,
            "enfinitos-webhook-long-label-long-label-long-label-lon-whk1",
        ),
        (
            &format!("{} b", "x".repeat(35)),
            &format!("enfinitos-webhook-{}-whk1", "x".repeat(35)),
        ),
    ] {
        saved(SECRETS[0], label, |saved| {
            let read = read_yaml(saved);
            assert_eq!(read["metadata"]["name"], name);
            assert!(name.len() <= 63 && name.ends_with(|c: char| c.is_ascii_alphanumeric()));
            assert_eq!(Format::Env.file_name(saved), format!("{name}.env"));
        });
    }
}

#[test]
fn formats_have_names_and_types() {
    let mut formats = Vec::new();
    saved(SECRETS[0], "x", |saved| {
        formats.extend(
            Format::ALL.map(|format| (format.name(), format.media_type(), format.file_name(saved))),
        );
    });
    assert_eq!(
        formats,
        [
            (
                ".env",
                "text/plain",
                "enfinitos-webhook-x-whk1.env".to_owned()
            ),
            (
                "JSON",
                "application/json",
                "enfinitos-webhook-x-whk1.json".to_owned()
            ),
            (
                "Kubernetes Secret",
                "application/yaml",
                "enfinitos-webhook-x-whk1.secret.yaml".to_owned()
            ),
        ]
    );
    assert_eq!(VARIABLE, "ENFINITOS_WEBHOOK_SECRET");
}
