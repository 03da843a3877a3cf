//! A page in the place of the API's answer, as a firewall or a sign-on proxy sends it.

use serde_json::Value;

use super::Response;
use crate::error_body::excerpt;

/// The media types of HTML.
const HTML: [&str; 2] = ["text/html", "application/xhtml+xml"];

/// Whether a response is a page: by its media type or its first character, unless it is a JSON object all the same.
pub(super) fn is_page(response: &Response, text: &str, json: Option<&Value>) -> bool {
    let is_html = || media_type(response).is_some_and(|found| HTML.contains(&&*found));
    let is_markup = || is_html() || text.trim_start().starts_with('<');
    !json.is_some_and(Value::is_object) && is_markup()
}

/// The media type without its parameters, in lower case.
pub(super) fn media_type(response: &Response) -> Option<String> {
    let content_type = response.content_type.as_deref()?;
    let (media_type, _) = content_type.split_once(';').unwrap_or((content_type, ""));
    Some(excerpt(&media_type.to_ascii_lowercase())).filter(|text| !text.is_empty())
}

/// The text of the first `<title>`, on one line; `None` when there is none, or it is not text alone.
pub(super) fn title(page: &str) -> Option<String> {
    // The same bytes at the same places.
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let words: Vec<_> = page[start..end].split_whitespace().collect();
    Some(excerpt(&words.join(" "))).filter(|title| !title.is_empty() && !title.contains('<'))
}
