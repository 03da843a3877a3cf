//! What an answer holds, as far as anything here reads it: texts, flags, lists and objects.
//!
//! No answer of the API has a number that is read, so a number is nothing here. `serde_json`'s own value would bring
//! the tables that numbers are read with into every page: 2.3 kB that no compression makes smaller.

use std::fmt;
use std::ops::Index;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Json {
    /// `null`, a number, or what is not there.
    #[default]
    Nothing,
    Flag(bool),
    Text(String),
    List(Vec<Json>),
    /// In the order of the text; of a key that comes twice the last counts.
    Object(Vec<(String, Json)>),
}

static NOTHING: Json = Json::Nothing;

impl Json {
    /// Reads a whole text. Through its bytes, so that there is one reader in the page and not two.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_slice(text.as_bytes()).ok()
    }

    /// Reads the value that a body starts with.
    pub(crate) fn starting(body: &[u8]) -> Option<Self> {
        Self::deserialize(&mut serde_json::Deserializer::from_slice(body)).ok()
    }

    /// Whether a text ends before its value does, and is good until then.
    pub(crate) fn is_beginning(text: &str) -> bool {
        serde_json::from_slice::<Self>(text.as_bytes()).is_err_and(|error| error.is_eof())
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            _ => None,
        }
    }

    pub(crate) fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }
}

/// What an object has under a key: nothing when it is no object or has no such key.
impl Index<&str> for Json {
    type Output = Self;

    fn index(&self, key: &str) -> &Self {
        let Self::Object(entries) = self else {
            return &NOTHING;
        };
        let mut entries = entries.iter().rev();
        let found = entries.find(|(known, _)| known == key);
        found.map_or(&NOTHING, |(_, value)| value)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// As what `serde_json` hands a number over that is no integer: an object with this one key.
const NUMBER: &str = "$serde_json::private::Number";

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Flag(flag))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut read = Vec::new();
        while let Some(entry) = list.next_element()? {
            read.push(entry);
        }
        Ok(Json::List(read))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let mut read = Vec::new();
        while let Some(entry) = object.next_entry::<String, Json>()? {
            read.push(entry);
        }
        match read.as_slice() {
            [(key, _)] if key == NUMBER => Ok(Json::Nothing),
            _ => Ok(Json::Object(read)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn number_is_nothing_wherever_it_stands() {
        for text in ["1", "-0", "1e999", "3.25", "123456789012345678901234567890"] {
            assert_eq!(Json::parse(text), Some(Json::Nothing), "{text}");
        }
        let body = Json::parse(r#"{"data": 5, "ok": true, "list": [1, "a", null]}"#).unwrap();
        assert!(!body["data"].is_object());
        assert_eq!(body["ok"].as_flag(), Some(true));
        let list = body["list"].as_list().unwrap();
        assert_eq!(list[1].as_text(), Some("a"));
        assert_eq!(list[2], Json::Nothing);
    }

    #[test]
    fn last_of_two_equal_keys_counts_and_a_missing_one_is_nothing() {
        let body = Json::parse(r#"{"a": "1", "a": "2"}"#).unwrap();
        assert_eq!(body["a"].as_text(), Some("2"));
        assert_eq!(body["b"]["c"], Json::Nothing);
    }

    #[test]
    fn field_named_as_numbers_are_handed_over_is_a_field() {
        let body = Json::parse(r#"{"$serde_json::private::Number": "1", "ok": true}"#).unwrap();
        assert_eq!(body["ok"].as_flag(), Some(true));
    }

    #[test]
    fn only_a_whole_value_is_read() {
        for text in ["", "{", "{}x", "[1,]", "nul", "\"a"] {
            assert_eq!(Json::parse(text), None, "{text}");
        }
        assert_eq!(
            Json::starting(br#""a" and more"#),
            Some(Json::Text("a".into()))
        );
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert_eq!(Json::parse(&deep), None, "deeper than 128");
    }
}
