use super::prelude::*;
use contract::Label;

use super::Form;
use super::dom::{El, el};
use super::field::{Field, Typed};
use crate::model::{CreateForm, FieldId, say, say_with};

/// The label, with a live count.
pub(super) fn view(form: Form) -> El {
    let field = Field {
        id: FieldId::Label,
        label: say("Label"),
        hint: say("So that you and your team recognise it later."),
        text: |form| form.label.text(),
        set: CreateForm::set_label,
        leave: |form| form.label.leave(),
        problem: CreateForm::label_problem,
        paste: |_, _| {},
        typed: Typed::Text,
    };
    let count = move || {
        let chars = form.with(|form| form.label.text().chars().count());
        say_with("{count} of 60", &[("count", chars.to_string())])
    };
    let is_long = |form: &CreateForm| {
        Label::parse(form.label.text()).is_ok_and(|label| label.exceeds_limit_in_utf16())
    };
    let warning = move || {
        if form.with(is_long) {
            say("Some servers count this as more than 60 characters. Shorten it if it is refused.")
        } else {
            String::new()
        }
    };
    field.view(
        form,
        &[
            el("p").class("count").text_from(count),
            el("p").class("warning").text_from(warning),
        ],
    )
}
