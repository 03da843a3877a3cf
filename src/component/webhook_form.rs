use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use super::dom::Child;
use super::host::{Happened, NoHost, Scope};
use super::view::view;
use super::{browser, connection};
use crate::model::{CreateForm, Keeper};

/// A form that creates a subscription, and after it the page that hands over the secret: a component for pages that are
/// made with Leptos.
#[component]
pub fn WebhookForm(
    /// Everything the form knows. Whoever owns it decides how long an attempt and a secret live.
    form: RwSignal<CreateForm>,
    /// The page around it: its key, its words, and what it wants to be told. A page that gives nothing unless set.
    #[prop(optional)]
    scope: Option<Rc<Scope>>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let scope = scope.unwrap_or_else(|| Scope::new(NoHost));
    let is_typed = form.with_untracked(|form| form.connection.keeper == Keeper::Person);
    let inside = view(form, &scope, is_typed.then_some(connection::panel));
    place.on_load(move |place| {
        inside.put(&place);
        browser::mark_ready();
        scope.enter(|| scope.host().tell(&Happened::Ready));
    });
    html::div().node_ref(place)
}
