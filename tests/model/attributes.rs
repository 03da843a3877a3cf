//! The element's attributes.

use webhook_console::element::attributes::Attributes;
use webhook_console::model::UrlPolicy;

#[test]
fn unknown_attribute_value_is_the_default() {
    let mut attributes = Attributes::default();
    for (value, policy) in [
        ("public", UrlPolicy::Public),
        ("PUBLIC", UrlPolicy::Public),
        ("silent", UrlPolicy::Silent),
        ("warn", UrlPolicy::Warn),
        ("strict", UrlPolicy::Warn),
        ("", UrlPolicy::Warn),
    ] {
        assert!(attributes.set("url-policy", Some(value)));
        assert_eq!(attributes.url_policy, policy, "{value}");
    }
}

#[test]
fn removed_attribute_is_the_default() {
    let mut attributes = Attributes::default();
    for name in [
        "api-base",
        "url",
        "label",
        "events",
        "url-policy",
        "disabled",
    ] {
        assert!(attributes.set(name, Some("silent")), "{name}");
        assert!(attributes.set(name, None), "{name}");
    }
    assert_eq!(attributes, Attributes::default());
    assert!(attributes.set("disabled", Some("false")));
    assert!(attributes.disabled, "presence counts, not the value");
    assert!(attributes.set("api-base", Some(" ")));
    assert_eq!(attributes.api_base, None);
    assert!(!attributes.set("class", Some("x")));
}
