use std::sync::Arc;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::model::{Kind, Message, Taxonomy};

/// The page's own kinds: a list of `{ id, name, description?, group?, firesToday? }`. The contract's when there is no
/// list. An entry without an id is left out.
pub(super) fn taxonomy(given: &JsValue) -> Arc<Taxonomy> {
    let Some(list) = given.dyn_ref::<Array>() else {
        return Taxonomy::of_contract();
    };
    let mut taxonomy = Taxonomy::empty();
    for entry in list.iter() {
        let read = |name: &str| Reflect::get(&entry, &name.into()).unwrap_or_default();
        let Some(id) = read("id").as_string() else {
            continue;
        };
        let text = |name| read(name).as_string();
        let group = text("group").unwrap_or_else(|| {
            let family = id.split('.').next().unwrap_or_default();
            family.replace('_', " ")
        });
        taxonomy.add(
            Message::Verbatim(group),
            Kind {
                name: text("name").unwrap_or_else(|| id.clone()).into(),
                description: text("description").unwrap_or_default().into(),
                id: id.into(),
                group: 0,
                fires_today: read("firesToday").as_bool() != Some(false),
                is_unlisted: false,
            },
        );
    }
    Arc::new(taxonomy)
}
