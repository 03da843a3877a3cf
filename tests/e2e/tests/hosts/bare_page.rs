//! A page that imports the element and nothing else: the test creates the elements.

use e2e::{FileServer, Options, Page, Sandbox};
use serde_json::Value;

pub use e2e::host_page::URL;
use e2e::host_page::{SLOTTED_TEXT, TAG, fill_in};

/// The start of each script: the base address and the key of the API, the element, the value of the test, and a function
/// that creates elements.
const PRELUDE: &str = "const [api, key, given] = arguments;
    const form = document.querySelector('webhook-subscription-form');
    const add = (attributes, { properties = {}, place = document.body } = {}) => {
        const made = document.createElement('webhook-subscription-form');
        made.innerHTML = '<p>Loading the form …</p>';
        made.getToken = () => key;
        for (const [name, value] of Object.entries({ 'api-base': api, ...attributes }))
            if (value !== null) made.setAttribute(name, value);
        Object.assign(made, properties);
        place.append(made);
        return made;
    };\n";

/// Records the events that the window receives, and prevents those in `prevented`.
const RECORD_EVENTS: &str = "window.recordedEvents = [];
    window.prevented = [];
    for (const name of ['ready', 'dirty', 'created', 'secret-stored', 'error', 'leave']) {
        window.addEventListener(`webhook-${name}`, (event) => {
            if (prevented.includes(event.type)) event.preventDefault();
            recordedEvents.push([event.type, JSON.stringify(event.detail ?? null), event.composed, event.cancelable,
                event.target.id]);
        });
    }";

pub struct BarePage {
    pub page: Page,
    pub api: Sandbox,
    _file_server: FileServer,
}

/// An event that the window received.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedEvent {
    pub name: String,
    pub detail: Value,
    pub composed: bool,
    pub cancelable: bool,
    /// The id of the element that dispatched it.
    pub target_id: String,
}

impl BarePage {
    /// Opens the page without an element.
    #[track_caller]
    pub fn open() -> Self {
        let file_server = FileServer::start("html");
        let api = Options::default().allow(file_server.origin()).start();
        let page = Page::blank();
        page.visit(&format!("{}/bare.html", file_server.origin()));
        page.script(RECORD_EVENTS, &[]);
        let defined = format!("return customElements.get('{TAG}') !== undefined");
        page.wait_for("the definition of the element", || {
            page.script(&defined, &[]) == true
        });
        Self {
            page,
            api,
            _file_server: file_server,
        }
    }

    /// Opens the page, creates an element by a script such as `"add({ label: 'Start' })"`, and waits until it is mounted.
    #[track_caller]
    pub fn with_element(make: &str) -> Self {
        let bare_page = Self::open();
        bare_page.run(make);
        bare_page.wait_until_mounted();
        bare_page
    }

    /// The same with all fields filled in.
    #[track_caller]
    pub fn filled_in(make: &str) -> Self {
        let bare_page = Self::with_element(make);
        fill_in(&bare_page.page);
        bare_page
    }

    #[track_caller]
    pub fn wait_until_mounted(&self) {
        self.page.wait_for_text("New subscription");
        assert!(!self.page.text().contains(SLOTTED_TEXT));
    }

    /// Runs a function body in which `form`, `api`, `key` and `add` are defined.
    #[track_caller]
    pub fn run(&self, body: &str) -> Value {
        self.run_with(body, &Value::Null)
    }

    /// The same with a value, as `given`.
    #[track_caller]
    pub fn run_with(&self, body: &str, given: &Value) -> Value {
        let arguments = [
            self.api.origin().into(),
            self.api.key().into(),
            given.clone(),
        ];
        self.page.script(&format!("{PRELUDE}{body}"), &arguments)
    }

    /// The value of an attribute of the element.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Value {
        self.run_with("return form.getAttribute(given)", &name.into())
    }

    /// The events so far.
    #[track_caller]
    pub fn events(&self) -> Vec<RecordedEvent> {
        let events = self.run("return recordedEvents");
        let events = events.as_array().expect("a list").iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        events
            .map(|event| RecordedEvent {
                name: text(&event[0]),
                detail: serde_json::from_str(&text(&event[1])).expect("JSON"),
                composed: event[2] == true,
                cancelable: event[3] == true,
                target_id: text(&event[4]),
            })
            .collect()
    }

    /// The details of the events with this name, without its `webhook-`.
    #[track_caller]
    pub fn event_details(&self, name: &str) -> Vec<Value> {
        let name = format!("webhook-{name}");
        let events = self.events().into_iter();
        events
            .filter_map(|event| (event.name == name).then_some(event.detail))
            .collect()
    }

    /// Waits for this error event, the only one with its code.
    #[track_caller]
    pub fn wait_for_error_event(&self, outcome: &str, code: &str, status: Option<u16>) {
        let is_emitted = || {
            self.event_details("error")
                .iter()
                .any(|error| error["code"] == code)
        };
        self.page.wait_for(code, is_emitted);
        let expected = serde_json::json!({ "outcome": outcome, "code": code, "status": status });
        let mut errors = self.event_details("error");
        errors.retain(|error| error["code"] == code);
        assert_eq!(errors, [expected]);
    }

    /// Submits the form, and returns the outcome.
    #[track_caller]
    pub fn submit(&self) -> e2e::Outcome {
        self.page.press("Create subscription");
        self.page.outcome()
    }

    /// The methods of the requests so far.
    #[track_caller]
    pub fn request_methods(&self) -> Vec<String> {
        request_methods(&self.api)
    }
}

/// The methods of the requests so far: `GET` for the probe, `POST` for a create. Preflights are left out.
#[track_caller]
pub fn request_methods(api: &Sandbox) -> Vec<String> {
    let requests = api.requests().into_iter();
    let methods = requests.map(|(method, ..)| method);
    methods.filter(|method| method != "OPTIONS").collect()
}
