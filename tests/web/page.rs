//! A mounted form, and a small language for what a person does and sees.

use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, Node};
use webhook_console::component::host::{Host, provide_host};
use webhook_console::component::{FormState, WebhookForm};
use webhook_console::model::CreateForm;

#[wasm_bindgen(module = "/tests/web/stub.js")]
extern "C" {
    /// The planned responses, in order.
    pub fn plan(json: &str);
    fn asked() -> String;
    pub fn pause(ms: u32) -> js_sys::Promise;
    pub fn refuse_clipboard(refused: bool);
    pub fn delay_clipboard(ms: u32);
    pub fn watch_files();
    pub fn take_files() -> String;
    pub fn set_download(supported: bool);
    pub fn styled(sheet: &str, selector: &str, property: &str) -> String;
    pub fn count();
    pub fn counted(name: &str) -> i32;
    pub fn take_writes() -> String;
}

pub const SECRET: &str = "whsec_N0tArealSecretOnlyAnExample0123456789";
pub const TENANT: &str = r#"{"body":"{\"ok\":true,\"data\":{\"key\":{\"scopes\":[\"*\"]}},\"contractVersion\":\"v1.0\"}"}"#;

/// A form in the page.
pub struct Page {
    pub state: FormState,
    /// Owns the state, and lives longer than the view.
    owner: Owner,
    place: Element,
    mounted: Option<UnmountHandle<AnyViewState>>,
}

impl Page {
    /// Mounts an empty form that speaks to an API nobody is asked at.
    pub async fn open() -> Self {
        Self::open_form(CreateForm::new("https://api.example")).await
    }

    /// Mounts a form.
    pub async fn open_form(form: CreateForm) -> Self {
        Self::open_in(form, None).await
    }

    /// Mounts a form in a page that gives it something.
    pub async fn open_with(form: CreateForm, host: impl Host + 'static) -> Self {
        Self::open_in(form, Some(Rc::new(host))).await
    }

    async fn open_in(form: CreateForm, host: Option<Rc<dyn Host>>) -> Self {
        let owner = Owner::new();
        let state = owner.with(|| {
            if let Some(host) = host {
                provide_host(host);
            }
            FormState::new(form)
        });
        let place = document().create_element("div").expect("a div");
        document()
            .body()
            .expect("a body")
            .append_child(&place)
            .expect("it is put in");
        let mut page = Self {
            state,
            owner,
            place,
            mounted: None,
        };
        page.mount().await;
        page
    }

    pub async fn mount(&mut self) {
        let state = self.state;
        let place: HtmlElement = self.place.clone().unchecked_into();
        self.mounted = Some(self.owner.with(|| {
            mount_to(place, move || {
                view! { <WebhookForm state=state /> }.into_any()
            })
        }));
        settle().await;
    }

    pub async fn unmount(&mut self) {
        self.mounted = None;
        settle().await;
    }

    /// Fills everything in that a create needs.
    pub async fn fill_in(&self) {
        if self.has("[name=api-key]") {
            self.type_into("api-key", "sk_test_0123456789").await;
        }
        self.type_into("url", "https://hooks.iana.org/enfinitos")
            .await;
        self.type_into("label", "Feed").await;
        self.element("[name=events]")
            .unchecked_into::<HtmlElement>()
            .click();
        settle().await;
    }

    #[track_caller]
    pub fn element(&self, selector: &str) -> Element {
        let found = self.place.query_selector(selector).expect("a selector");
        found.unwrap_or_else(|| panic!("nothing fits {selector} in {}", self.text()))
    }

    /// All elements that fit.
    pub fn elements(&self, selector: &str) -> Vec<Element> {
        let found = self.place.query_selector_all(selector).expect("a selector");
        let nodes = (0..found.length()).filter_map(|at| found.item(at));
        nodes.map(JsCast::unchecked_into).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        self.place
            .query_selector(selector)
            .expect("a selector")
            .is_some()
    }

    /// All visible text.
    pub fn text(&self) -> String {
        self.place
            .clone()
            .unchecked_into::<HtmlElement>()
            .inner_text()
    }

    /// Everything there is: text, attributes, hidden parts.
    pub fn markup(&self) -> String {
        self.place.outer_html()
    }

    pub async fn type_into(&self, name: &str, text: &str) {
        let input: HtmlInputElement = self.element(&format!("[name={name}]")).unchecked_into();
        input.set_value(text);
        for event in ["input", "blur"] {
            let event = Event::new(event).expect("an event");
            input.dispatch_event(&event).expect("it is dispatched");
        }
        settle().await;
    }

    pub async fn press(&self, name: &str) {
        self.press_in("", name).await;
    }

    /// Presses a button or a link below what fits.
    pub async fn press_in(&self, selector: &str, name: &str) {
        let inside = format!("{selector} button, {selector} a");
        let found = self.place.query_selector_all(&inside).expect("a selector");
        let mut all = (0..found.length()).filter_map(|at| found.item(at));
        let is_hidden = |node: &Node| {
            let element: &Element = node.unchecked_ref();
            element
                .closest("[hidden]")
                .is_ok_and(|found| found.is_some())
        };
        let pressed =
            all.find(|node| node.text_content().as_deref() == Some(name) && !is_hidden(node));
        let pressed = pressed
            .unwrap_or_else(|| panic!("nothing to press is called {name} in {}", self.text()));
        pressed.unchecked_into::<HtmlElement>().click();
        settle().await;
    }

    /// Waits until something fits.
    pub async fn see(&self, selector: &str) -> Element {
        wait_until(selector, || self.has(selector)).await;
        settle().await;
        self.element(selector)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.mounted = None;
        self.place.remove();
    }
}

/// A page that shows a new secret, masked.
pub async fn page_with_secret() -> Page {
    plan(&format!("[{TENANT},{}]", created(&response_body())));
    let page = Page::open().await;
    page.fill_in().await;
    page.press("Create subscription").await;
    page.see("[data-outcome=created]").await;
    page
}

/// What `fetch` was asked, as JSON.
pub fn requests() -> Vec<serde_json::Value> {
    serde_json::from_str(&asked()).expect("a list")
}

/// Waits until a condition holds. A machine that is busy takes longer than [`settle`].
pub async fn wait_until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..1_000 {
        if holds() {
            return;
        }
        sleep(10).await;
    }
    panic!("this did not come about: {what}");
}

/// Waits until so many requests were sent.
pub async fn wait_for_requests(count: usize) {
    wait_until("the requests", || requests().len() >= count).await;
}

/// A response with this body.
pub fn created(body: &str) -> String {
    serde_json::json!({ "status": 201, "body": body }).to_string()
}

/// The body of the API's response to a create.
pub fn response_body() -> String {
    serde_json::json!({
        "ok": true,
        "data": {
            "subscription": {"subscriptionId": "whk_1", "developerId": "dev_1", "url": "https://hooks.iana.org/enfinitos",
                "events": ["right.issued"], "label": "Feed", "active": true, "createdAt": "2026-07-05T09:00:00Z",
                "lastDeliveredAt": null, "secretLastRotatedAt": null},
            "signingSecret": SECRET,
        },
        "contractVersion": "v1.0",
    })
    .to_string()
}

/// Waits until effects and frames have run.
pub async fn settle() {
    sleep(30).await;
}

pub async fn sleep(ms: u32) {
    JsFuture::from(pause(ms)).await.expect("time passes");
}
