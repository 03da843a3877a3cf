//! Ids of elements. A document may have several forms, and ids of its own.

use leptos::prelude::*;

use super::state::FormId;

/// This id in the current form, such as `label-error-1`.
pub(super) fn unique(name: &str) -> String {
    let form = use_context::<FormId>().map_or(0, FormId::get);
    [name, "-", &form.to_string()].concat()
}
