use super::host::use_host;
use crate::model::Message;

/// The translated text. It is called under the owner of a component, which has the page as context.
pub(super) fn t(message: impl Into<Message>) -> String {
    let host = use_host();
    message.into().translated(&|text| host.translate(text))
}
