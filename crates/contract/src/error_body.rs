//! Parses the body of an error. The API documents none, so several common formats are accepted.

use serde_json::Value;

use crate::{SigningSecret, extract};

/// The error of one field, from the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// The server's message, at most 120 characters.
    pub message: String,
}

/// A field of a create, as an error names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// `url`
    Url,
    /// `label`
    Label,
    /// `events`, or one of its entries.
    Events,
    /// Any other field, under the name in the error.
    Other(String),
}

/// The parts of an error body that are read.
#[derive(Debug, Default)]
pub(crate) struct ErrorBody {
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub fields: Vec<FieldError>,
}

impl ErrorBody {
    /// Accepts `{"error": {...}}`, RFC 9457, `{"error": "text"}`, `{"message": "text"}` and field errors as a list of
    /// objects or as a map from field to texts.
    pub(crate) fn read(body: &Value) -> Self {
        let error = match &body["error"] {
            inner @ Value::Object(_) => inner,
            _ => body,
        };
        let lists = [
            &error["fields"],
            &error["errors"],
            &error["details"],
            &body["errors"],
            &body["detail"],
        ];
        Self {
            code: text(&error["code"]),
            message: first_text(&[
                &error["message"],
                &error["detail"],
                &body["error"],
                &error["title"],
            ]),
            request_id: first_text(&[
                &error["requestId"],
                &error["request_id"],
                &body["requestId"],
            ]),
            fields: lists
                .into_iter()
                .map(field_errors)
                .find(|list| !list.is_empty())
                .unwrap_or_default(),
        }
    }
}

fn field_errors(list: &Value) -> Vec<FieldError> {
    match list {
        Value::Array(entries) => entries.iter().filter_map(field_error_from_list).collect(),
        Value::Object(map) => map
            .iter()
            .filter_map(|(path, entry)| field_error_from_map(path, entry))
            .collect(),
        _ => Vec::new(),
    }
}

/// `{"path": "url", "message": "..."}`, or `{"pointer": "#/url", "detail": "..."}`, or `{"loc": ["body", "url"], "msg": "..."}`.
fn field_error_from_list(entry: &Value) -> Option<FieldError> {
    let location = || entry["loc"].as_array()?.get(1).and_then(text);
    let path = first_text(&[
        &entry["path"],
        &entry["field"],
        &entry["name"],
        &entry["pointer"],
    ])
    .or_else(location)?;
    let message = first_text(&[
        &entry["message"],
        &entry["detail"],
        &entry["msg"],
        &entry["code"],
    ])?;
    Some(FieldError::new(&path, message))
}

/// `"url": "..."` or `"url": ["...", "..."]`.
fn field_error_from_map(path: &str, entry: &Value) -> Option<FieldError> {
    let message = text(entry).or_else(|| text(entry.as_array()?.first()?))?;
    Some(FieldError::new(path, message))
}

impl FieldError {
    fn new(path: &str, message: String) -> Self {
        let name = path.trim_start_matches(['#', '/', '$', '.']);
        let name = name.split(['/', '.', '[']).next().unwrap_or_default();
        let field = match name {
            "url" => Field::Url,
            "label" => Field::Label,
            "events" => Field::Events,
            _ => Field::Other(path.to_owned()),
        };
        Self { field, message }
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(excerpt).filter(|text| !text.is_empty())
}

fn first_text(values: &[&Value]) -> Option<String> {
    values.iter().find_map(|value| text(value))
}

/// At most 120 characters of a text from outside, on one line. Empty for a text that may contain a signing secret.
pub(crate) fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 120;
    if text.contains(extract::SECRET_KEY) || text.contains(SigningSecret::PREFIX) {
        return String::new();
    }
    let mut excerpt: String = text
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(MAX_CHARS + 1)
        .collect();
    if excerpt.chars().count() > MAX_CHARS {
        excerpt.pop();
        excerpt.push('…');
    }
    excerpt
}
