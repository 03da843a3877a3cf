use super::host::use_host;
use crate::model::Message;

/// The translated text, for the component or effect that calls it.
pub(super) fn t(message: impl Into<Message>) -> String {
    let host = use_host();
    message.into().translated(&|text| host.translate(text))
}
