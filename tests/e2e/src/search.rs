//! The search for a secret in every place of a page that can hold a text.

use serde_json::Value;

use crate::{Page, Sandbox};

const SCRIPT: &str = include_str!("search.js");
/// A piece of a secret of this length is a leak.
const PIECE: usize = 16;

/// Every text of a page and around it, with its place.
#[derive(Debug)]
pub struct Everything {
    /// Texts, attributes, storages and the like, one by one.
    parts: Vec<(String, String)>,
    /// The document as a whole, where a secret in several neighbouring texts is in one piece.
    wholes: Vec<(String, String)>,
}

impl Page {
    /// Collects the document with its open shadow roots, storages, addresses, history, performance entries, own
    /// properties, the console and the log of the server.
    #[track_caller]
    pub fn everything(&self, sandbox: &Sandbox) -> Everything {
        let texts = self.script(SCRIPT, &[]);
        let mut parts = pairs(&texts["parts"]);
        parts.extend(named("the console", self.console_messages()));
        parts.extend(named("the log of the server", sandbox.log()));
        Everything {
            parts,
            wholes: pairs(&texts["wholes"]),
        }
    }
}

impl Everything {
    /// The places that contain the secret, or a long piece of its start or its end.
    ///
    /// # Panics
    /// When the secret is too short for a search.
    #[track_caller]
    pub fn places_of(&self, secret: &str) -> Vec<String> {
        let core = secret.rsplit('_').next().unwrap_or(secret);
        assert!(core.len() >= PIECE, "\"{secret}\" is too short");
        let pieces = [&core[..PIECE], &core[core.len() - PIECE..]];
        let in_parts = self
            .parts
            .iter()
            .filter(|(_, text)| contains(text, &pieces));
        let mut places: Vec<_> = in_parts.map(|(place, _)| place.clone()).collect();
        let inside = places
            .iter()
            .filter(|place| place.starts_with("text ") || place.starts_with("attribute "))
            .count();
        // A secret in several neighbouring texts is in none of them, but in all of them together.
        for (place, text) in &self.wholes {
            if pieces
                .iter()
                .any(|piece| text.matches(piece).count() > inside)
            {
                places.push(place.clone());
            }
        }
        places.sort();
        places.dedup();
        places
    }
}

fn contains(text: &str, pieces: &[&str]) -> bool {
    pieces.iter().any(|piece| text.contains(piece))
}

fn named(place: &str, texts: Vec<String>) -> impl Iterator<Item = (String, String)> {
    texts.into_iter().map(|text| (place.to_owned(), text))
}

fn pairs(list: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = list.as_array().into_iter().flatten();
    list.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}
