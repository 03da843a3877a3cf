//! A page that imports the element and nothing else: a test makes the elements itself.

use e2e::{FileServer, Options, Page, Sandbox};
use serde_json::Value;

pub use e2e::host_page::URL;
use e2e::host_page::{SLOTTED_TEXT, TAG, fill_in};

/// In each script: the address and the key of the API, the one element, what a test gives, and a way to make elements.
const WORDS: &str = "const [api, key, given] = arguments;
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

/// Writes down what reaches the window, and prevents what it is told to.
const LISTEN: &str = "window.told = [];
    window.prevented = [];
    for (const name of ['ready', 'dirty', 'created', 'secret-stored', 'error', 'leave']) {
        window.addEventListener(`webhook-${name}`, (event) => {
            if (prevented.includes(event.type)) event.preventDefault();
            told.push([event.type, JSON.stringify(event.detail ?? null), event.composed, event.cancelable,
                event.target.id]);
        });
    }";

pub struct Bare {
    pub page: Page,
    pub api: Sandbox,
    _host: FileServer,
}

/// One event, as it reached the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub name: String,
    pub detail: Value,
    pub composed: bool,
    pub cancelable: bool,
    /// The id of the element that it came from.
    pub from: String,
}

impl Bare {
    /// The page, without any element.
    #[track_caller]
    pub fn open() -> Self {
        let host = FileServer::start("html");
        let api = Options::default().allow(host.origin()).start();
        let page = Page::blank();
        page.visit(&format!("{}/bare.html", host.origin()));
        page.script(LISTEN, &[]);
        let defined = format!("return customElements.get('{TAG}') !== undefined");
        page.wait_for("a definition", || page.script(&defined, &[]) == true);
        Self {
            page,
            api,
            _host: host,
        }
    }

    /// The page with an element made like this: `"add({ label: 'Start' })"`. Its form is there.
    #[track_caller]
    pub fn with(make: &str) -> Self {
        let bare = Self::open();
        bare.run(make);
        bare.wait_until_mounted();
        bare
    }

    /// The page with the form, and everything filled in but nothing sent.
    #[track_caller]
    pub fn filled(make: &str) -> Self {
        let bare = Self::with(make);
        fill_in(&bare.page);
        bare
    }

    #[track_caller]
    pub fn wait_until_mounted(&self) {
        self.page.wait_for_text("New subscription");
        assert!(!self.page.text().contains(SLOTTED_TEXT));
    }

    /// Runs a function body that knows `form`, `api`, `key` and `add`.
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
        self.page.script(&format!("{WORDS}{body}"), &arguments)
    }

    /// What the element's attribute says.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Value {
        self.run_with("return form.getAttribute(given)", &name.into())
    }

    /// Everything that was told so far.
    #[track_caller]
    pub fn told(&self) -> Vec<Told> {
        let told = self.run("return told");
        let told = told.as_array().expect("a list").iter();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        told.map(|event| Told {
            name: text(&event[0]),
            detail: serde_json::from_str(&text(&event[1])).expect("JSON"),
            composed: event[2] == true,
            cancelable: event[3] == true,
            from: text(&event[4]),
        })
        .collect()
    }

    /// The details of the events with this name, without its `webhook-`.
    #[track_caller]
    pub fn details(&self, name: &str) -> Vec<Value> {
        let name = format!("webhook-{name}");
        let told = self.told().into_iter();
        told.filter_map(|event| (event.name == name).then_some(event.detail))
            .collect()
    }

    /// Waits for this error, the only one of its code.
    #[track_caller]
    pub fn wait_for_error(&self, outcome: &str, code: &str, status: Option<u16>) {
        let ended = || {
            self.details("error")
                .iter()
                .any(|error| error["code"] == code)
        };
        self.page.wait_for(code, ended);
        let expected = serde_json::json!({ "outcome": outcome, "code": code, "status": status });
        let mut errors = self.details("error");
        errors.retain(|error| error["code"] == code);
        assert_eq!(errors, [expected]);
    }

    /// Presses the button, and tells what came of it.
    #[track_caller]
    pub fn send(&self) -> e2e::Outcome {
        self.page.press("Create subscription");
        self.page.outcome()
    }

    /// What the API was asked so far.
    #[track_caller]
    pub fn methods(&self) -> Vec<String> {
        methods(&self.api)
    }
}

/// The methods of the requests so far: `GET` for the probe, `POST` for a create. A browser asks for leave before each.
#[track_caller]
pub fn methods(api: &Sandbox) -> Vec<String> {
    let requests = api.requests().into_iter();
    let methods = requests.map(|(method, ..)| method);
    methods.filter(|method| method != "OPTIONS").collect()
}
