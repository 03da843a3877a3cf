use super::host::use_host;
use crate::model::Message;

/// A text in the reader's words, for the component or effect that calls it.
pub(super) fn t(message: impl Into<Message>) -> String {
    let host = use_host();
    message.into().translated(&|text| host.translate(text))
}
