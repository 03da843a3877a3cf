//! The console: the page around the form.

use crate::component::prelude::*;
use any_spawner::Executor;
use web_sys::Element;

use crate::component::dom::{Child, listen};
use crate::component::host::{NoHost, Scope};
use crate::component::{self, own_origin};
use crate::model::CreateForm;

/// Shows the console in `place`, for as long as the page lives.
pub fn start(place: &Element) {
    drop(Executor::init_wasm_bindgen());
    let owner = Owner::new();
    owner.with(|| {
        // The API under the page's own origin, until the person says otherwise.
        let form = RwSignal::new(CreateForm::new(&own_origin()));
        keep_from_leaving(form);
        let scope = Scope::new(NoHost);
        component::view(form, &scope, Some(component::connection_panel)).put(place);
    });
    component::mark_ready();
    std::mem::forget(owner);
}

/// Asks before the page goes while an answer may still come, or a secret is not stored: neither comes back.
fn keep_from_leaving(form: RwSignal<CreateForm>) {
    let ask = move |event: &web_sys::Event| {
        if form.with_untracked(|form| form.attempts().in_flight() || form.attempts().holds_secret())
        {
            event.prevent_default();
        }
    };
    listen(&window(), "beforeunload", Box::new(ask));
}
