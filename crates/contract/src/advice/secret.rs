//! Secrets in a URL. Names and values are percent-decoded before they are looked at.

use crate::percent;

/// Query keys that name a secret, in lower case and without punctuation. `code` is the key of an Azure function
/// (learn.microsoft.com/azure/azure-functions/function-keys-how-to), `sig` the signature of an Azure Logic App.
const KEYS: &str =
    "key sig auth authorization pass passwd pwd pw sas jwt hmac bearer code credential credentials";

/// The endings of query keys that name a secret.
const ENDINGS: &str = "token secret password signature apikey accesskey authkey functionkey secretkey privatekey \
    sharedkey subscriptionkey";

/// The first key of a query that names a secret.
pub(super) fn query_key(query: &str) -> Option<String> {
    let keys = query
        .split('&')
        .map(|pair| pair.split_once('=').map_or(pair, |(key, _)| key));
    keys.map(percent::decode).find(|key| {
        let letters = key.chars().filter(char::is_ascii_alphanumeric);
        let name = letters.map(|c| c.to_ascii_lowercase()).collect::<String>();
        KEYS.split(' ').any(|secret| name == secret)
            || ENDINGS.split(' ').any(|ending| name.ends_with(ending))
    })
}
