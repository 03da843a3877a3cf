//! The element's attributes, parsed like any input: an unknown keyword is the documented default, and nothing is an error.
//!
//! `theme`, `lang` and `idempotency` are not here: a style sheet, the browser's `Intl` and each create read them.

use crate::model::UrlPolicy;

/// The values of the attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// `api-base`: the address of the API; the page's own origin when there is none.
    pub api_base: Option<String>,
    /// `url`: the initial address.
    pub url: String,
    /// `label`: the initial label.
    pub label: String,
    /// `events`: the kinds that are ticked initially, with spaces between them, or `*`.
    pub events: String,
    /// `url-policy`: `public`, `warn` or `silent`; `warn` by default.
    pub url_policy: UrlPolicy,
    /// `disabled`: whether it is there, whatever it says.
    pub disabled: bool,
}

impl Attributes {
    /// Sets an attribute's value; none when it was removed. Whether there is such an attribute.
    pub fn set(&mut self, name: &str, value: Option<&str>) -> bool {
        let text = || value.unwrap_or_default().to_owned();
        match name {
            "api-base" => {
                let given = value.map(str::trim).filter(|base| !base.is_empty());
                self.api_base = given.map(str::to_owned);
            }
            "url" => self.url = text(),
            "label" => self.label = text(),
            "events" => self.events = text(),
            "url-policy" => self.url_policy = url_policy(value.unwrap_or_default()),
            "disabled" => self.disabled = value.is_some(),
            _ => return false,
        }
        true
    }
}

/// Keywords are compared as in HTML: ASCII case-insensitively.
fn url_policy(keyword: &str) -> UrlPolicy {
    match keyword.to_ascii_lowercase().as_str() {
        "public" => UrlPolicy::Public,
        "silent" => UrlPolicy::Silent,
        _ => UrlPolicy::Warn,
    }
}
