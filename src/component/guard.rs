use web_sys::Element;

use super::i18n::t;

/// The attributes that exclude an element with a secret from password managers, session recorders and translators, and its
/// text from being dragged elsewhere.
const GUARDS: [(&str, &str); 12] = [
    ("draggable", "false"),
    ("spellcheck", "false"),
    ("translate", "no"),
    ("data-1p-ignore", ""),
    ("data-lpignore", "true"),
    ("data-bwignore", ""),
    ("data-form-type", "other"),
    ("data-sentry-mask", ""),
    ("data-dd-privacy", "hidden"),
    ("data-clarity-mask", "true"),
    ("data-hj-suppress", ""),
    ("data-private", ""),
];

/// The same for those that look for a class.
const CLASSES: &str =
    "guarded notranslate sentry-mask sentry-block ph-no-capture fs-exclude rr-block";

/// What is printed where the style sheet leaves a guarded element out. Its element has the class `on-paper`.
pub(super) fn not_printed() -> String {
    t("This secret is not printed. Whoever finds the paper could use it.")
}

/// A directive, as in `use:guard=true`: guards an element that contains a secret.
pub(super) fn guard(element: Element, contains_secret: bool) {
    if !contains_secret {
        return;
    }
    for (name, value) in GUARDS {
        drop(element.set_attribute(name, value));
    }
    drop(element.set_attribute("class", CLASSES));
}
