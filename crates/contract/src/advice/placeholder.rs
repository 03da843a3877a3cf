//! Placeholders that were copied from a document and are not filled in. `EnfinitOS` documents no templates in a URL.

use crate::endpoint_url::host;
use crate::parsed_url::ParsedUrl;
use crate::percent;

/// The brackets of template languages and route patterns: `{id}` (RFC 6570), `{{id}}`, `${id}`, `<id>`, `[id]`.
const BRACKETS: [(char, char); 3] = [('{', '}'), ('<', '>'), ('[', ']')];

/// The last word of a placeholder that begins with "your", such as `your-domain` or `YOUR_API_KEY`.
const YOURS: &str = "account api app backend bucket company domain endpoint host hostname id instance key name org \
    organisation organization path project secret server service site store subdomain team tenant token url user \
    username webhook website workspace";

/// The first placeholder of a URL, percent-decoded.
pub(super) fn find(url: &ParsedUrl) -> Option<String> {
    let is_name = host::ip(&url.host).is_none();
    let labels = url
        .host
        .split('.')
        .filter(|label| is_name && is_yours(label));
    let query = url.query.as_deref().unwrap_or_default();
    let values = query
        .split('&')
        .map(|pair| pair.split_once('=').map_or("", |(_, value)| value));
    let parts = url.path.split('/').chain(values).map(percent::decode);
    labels
        .map(str::to_owned)
        .chain(parts.filter_map(|part| in_part(&part).map(str::to_owned)))
        .next()
}

/// The placeholder in a segment of a path or in a value of a query.
fn in_part(part: &str) -> Option<&str> {
    let is_whole = is_parameter(part) || is_variable(part) || is_yours(part) || is_elision(part);
    is_whole.then_some(part).or_else(|| bracketed(part))
}

/// `:id`, as in the routes of Express and Rails.
fn is_parameter(part: &str) -> bool {
    part.strip_prefix(':').is_some_and(is_identifier)
}

/// `$ID`, as in a shell. In lower case it may be a real segment: `$batch` of `OData`.
fn is_variable(part: &str) -> bool {
    part.strip_prefix('$')
        .is_some_and(|name| is_identifier(name) && !name.contains(|c: char| c.is_ascii_lowercase()))
}

/// `yourdomain`, `your-tenant-id`, `YOUR_ANYTHING`.
fn is_yours(part: &str) -> bool {
    let is_upper = ["YOUR_", "YOUR-"]
        .iter()
        .any(|start| part.starts_with(start));
    let lower = part.to_ascii_lowercase();
    let words = lower.strip_prefix("your").unwrap_or_default();
    let last = words.rsplit(['-', '_']).next().unwrap_or_default();
    is_upper || YOURS.split(' ').any(|word| word == last)
}

/// `...`, `xxx`: a document left something out. In more than 32 characters it did not.
fn is_elision(part: &str) -> bool {
    let is_repeated =
        |c: char| (3..=32).contains(&part.len()) && part.chars().all(|found| found == c);
    part == "…" || ['.', 'x', 'X'].into_iter().any(is_repeated)
}

/// `{id}` anywhere in the text. In square brackets only the whole text is one: `items[id]` selects an item.
fn bracketed(part: &str) -> Option<&str> {
    BRACKETS.into_iter().find_map(|(open, close)| {
        let (start, end) = (part.find(open)?, part.find(close)?);
        let name = part.get(start..end)?.trim_start_matches(open);
        let name = name.trim_matches([' ', '$', '#', '=']);
        let rest = part[end..].trim_start_matches(close);
        let end = part.len() - rest.len();
        let is_whole = start == 0 && rest.is_empty();
        (is_words(name) && (open != '[' || is_whole)).then(|| &part[start..end])
    })
}

/// Words with punctuation between them, as in `your domain`, `tenant-id` or `user.name`. JSON and a GUID are none.
fn is_words(name: &str) -> bool {
    name.split([' ', '-', '.']).all(is_identifier)
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
