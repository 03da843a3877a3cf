//! The files a secret can be saved as. Each also contains the subscription's id, label and address: no call of the API
//! lists subscriptions.

use contract::SigningSecret;
use contract::phrase::fill;

/// The name under which a receiver finds the secret in its environment.
pub const VARIABLE: &str = "ENFINITOS_WEBHOOK_SECRET";

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A line for a process's environment.
    Env,
    /// An object.
    Json,
    /// A manifest.
    Kubernetes,
}

/// What is saved.
pub struct Export<'a> {
    /// The secret.
    pub secret: &'a SigningSecret,
    /// The subscription's id, or a note that it is not known.
    pub id: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Its address.
    pub url: &'a str,
}

impl Format {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Env, Self::Json, Self::Kubernetes];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Env => ".env",
            Self::Json => "JSON",
            Self::Kubernetes => "Kubernetes Secret",
        }
    }

    /// The media type of its files.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Env => "text/plain",
            Self::Json => "application/json",
            Self::Kubernetes => "application/yaml",
        }
    }

    /// A file name for it.
    pub fn file_name(self, export: &Export) -> String {
        let ending = match self {
            Self::Env => ".env",
            Self::Json => ".json",
            Self::Kubernetes => ".secret.yaml",
        };
        resource_name(export) + ending
    }

    /// The file's text.
    pub fn render(self, export: &Export) -> String {
        match self {
            Self::Env => env(export),
            Self::Json => json(export),
            Self::Kubernetes => kubernetes(export),
        }
    }
}

/// What an `.env` file says above a value in quotes.
const QUOTED: &str = "# The value needs quotes. A POSIX shell reads it right: set -a; . ./FILE
# Not so docker run --env-file, kubectl --from-env-file, make and export $(grep): the quotes become part of the value.
";

/// The empty line is for make: a comment that ends in a backslash goes on in the next line.
fn env(export: &Export) -> String {
    let secret = export.secret.expose();
    let (note, secret) = if secret.chars().all(is_plain) {
        ("", secret.to_owned())
    } else {
        (QUOTED, shell_quoted(secret))
    };
    let values = [
        ("id", one_line(export.id)),
        ("label", one_line(export.label)),
        ("url", one_line(export.url)),
        ("note", note.to_owned()),
        ("variable", VARIABLE.to_owned()),
        ("secret", secret),
    ];
    fill(
        "# EnfinitOS webhook subscription {id}\n# Label: {label}\n# URL: {url}\n\n{note}{variable}={secret}\n",
        &values,
    )
}

/// Whether a character means itself to every reader of an `.env` file. Some readers take quotes literally: a value of such
/// characters has none.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-./:@%+=,".contains(c)
}

/// In single quotes only the quote itself is special. Some readers of such files treat a backslash there as an escape,
/// so it is outside of the quotes too.
fn shell_quoted(text: &str) -> String {
    let quoted = |part: &str| ["'", &part.replace('\\', r"'\\'"), "'"].concat();
    let parts: Vec<_> = text.split('\'').map(quoted).collect();
    parts.join(r"\'")
}

/// A text without what any reader takes for the end of a line.
fn one_line(text: &str) -> String {
    let ends_line = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(ends_line, " ")
}

fn json(export: &Export) -> String {
    let fields = [
        ("subscriptionId", export.id),
        ("label", export.label),
        ("url", export.url),
        ("signingSecret", export.secret.expose()),
    ];
    let lines = fields.map(|(name, value)| ["  ", &quoted(name), ": ", &quoted(value)].concat());
    ["{\n", &lines.join(",\n"), "\n}\n"].concat()
}

/// A text as JSON writes it, and as YAML 1.1 reads it: that takes a few more characters only when they are escaped.
fn quoted(text: &str) -> String {
    let written = serde_json::to_string(text).unwrap_or_default();
    let escaped = |c| {
        matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        )
    };
    let escape = |c| match c {
        c if escaped(c) => format!("\\u{:04X}", c as u32),
        c => c.to_string(),
    };
    written.chars().map(escape).collect()
}

/// YAML takes JSON's strings. A plain `kubectl apply` copies the whole manifest into an annotation.
fn kubernetes(export: &Export) -> String {
    let values = [
        ("name", resource_name(export)),
        ("id", quoted(export.id)),
        ("label", quoted(export.label)),
        ("url", quoted(export.url)),
        ("variable", VARIABLE.to_owned()),
        ("secret", quoted(export.secret.expose())),
    ];
    fill(
        "# Use one of these. A plain kubectl apply also stores the secret in an annotation, in clear text.
#   kubectl create -f FILE
#   kubectl apply --server-side -f FILE
apiVersion: v1
kind: Secret
metadata:
  name: {name}
  annotations:
    enfinitos.com/subscription-id: {id}
    enfinitos.com/label: {label}
    enfinitos.com/url: {url}
type: Opaque
stringData:
  {variable}: {secret}
",
        &values,
    )
}

/// A name that RFC 1123 allows, from a label that may be anything, with the end of the id: two subscriptions may have
/// one label, and one Secret must not replace the other.
fn resource_name(export: &Export) -> String {
    const PREFIX: &str = "enfinitos-webhook";
    const MAX_BYTES: usize = 63;
    const ID_CHARS: usize = 8;
    let words = export.label.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let mut name = words.fold(PREFIX.to_owned(), |name, word| name + "-" + word);
    let id: Vec<_> = export
        .id
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let end: String = id[id.len().saturating_sub(ID_CHARS)..].iter().collect();
    name.truncate(MAX_BYTES - ID_CHARS - 1);
    name = [name.trim_end_matches('-'), "-", &end].concat();
    name.make_ascii_lowercase();
    name.trim_end_matches('-').to_owned()
}
