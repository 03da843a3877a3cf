//! A page of another origin that frames the form.

use e2e::{FileServer, Options, Page, Sandbox, TempDir};
use serde_json::{Value, json};

use e2e::host_page::fill_in;

pub const FRAME: &str = "#webhook";
pub const WAITING: &str = "Waiting for the page around this form";
pub const PARENT: [(&str, &str); 2] = [
    (
        "parent.html",
        include_str!("../../../../hosts/frame/parent.html"),
    ),
    (
        "parent.js",
        include_str!("../../../../hosts/frame/parent.js"),
    ),
];

/// Records every message that the page receives, from a window or from a port that it created.
const RECORD_MESSAGES: &str = "window.receivedMessages = [];
    const record = ({ data }) => receivedMessages.push(data);
    addEventListener('message', record);
    window.MessageChannel = class extends MessageChannel {
      constructor() {
        super();
        this.port1.addEventListener('message', record);
        window.port = this.port1;
      }
    };";

/// A page that frames the form, its file server, and the server of the frame.
pub struct ParentPage {
    pub page: Page,
    pub sandbox: Sandbox,
    pub file_server: FileServer,
    folder: TempDir,
}

impl ParentPage {
    /// A parent page that may frame the form. It is not visited yet.
    #[track_caller]
    pub fn allowed() -> Self {
        Self::start(Options::frame_parent)
    }

    #[track_caller]
    pub fn start(configure: impl FnOnce(Options, &str) -> Options) -> Self {
        let folder = TempDir::new();
        let file_server = FileServer::serve(folder.path());
        // A second parent is allowed too: it must get no message, and cause no console error.
        let options = Options::default().frame_parent("https://admin.example");
        let sandbox = configure(options, file_server.origin()).start();
        let page = Page::blank();
        page.protocol(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": RECORD_MESSAGES }),
        );
        let parent_page = Self {
            page,
            sandbox,
            file_server,
            folder,
        };
        for (name, text) in PARENT {
            parent_page.write(name, text);
        }
        // Frames the same page, and posts no message.
        let silent = PARENT[0]
            .1
            .replace("<script src=\"parent.js\"></script>", "");
        parent_page.write("silent.html", &silent);
        parent_page
    }

    /// Writes a file of the file server, with the origin of the frame in place of the one in the example.
    #[track_caller]
    pub fn write(&self, name: &str, text: &str) {
        let text = text.replace("https://console.example", self.sandbox.origin());
        std::fs::write(self.folder.path().join(name), text).expect("a file is written");
    }

    #[track_caller]
    pub fn visit(&self, name: &str) {
        self.page
            .visit(&format!("{}/{name}", self.file_server.origin()));
    }

    /// Visits the example, and waits until its form is ready.
    #[track_caller]
    pub fn open(&self) {
        self.visit("parent.html");
        self.page.fill("API key", self.sandbox.key());
        self.page.wait_for_text("webhook-ready");
    }

    #[track_caller]
    pub fn create(&self) {
        self.page.in_frame(FRAME, |form| {
            fill_in(form);
            form.press("Create subscription");
            assert_eq!(form.outcome().kind, "created");
        });
    }

    /// The messages that the page received so far.
    #[track_caller]
    pub fn received_messages(&self) -> Vec<Value> {
        let all = self.page.script("return receivedMessages", &[]);
        all.as_array().cloned().unwrap_or_default()
    }

    /// The same without the messages about the height, whose number varies.
    #[track_caller]
    pub fn messages_without_heights(&self) -> Vec<Value> {
        let mut all = self.received_messages();
        all.retain(|message| message["type"] != "height");
        all
    }

    #[track_caller]
    pub fn has_received(&self, message: &Value) -> bool {
        self.received_messages().contains(message)
    }

    /// Posts a message to the port.
    #[track_caller]
    pub fn post_message(&self, message: Value) {
        self.page
            .script("port.postMessage(arguments[0])", &[message]);
    }

    /// Posts a connection to the frame from `window`, and waits long enough for a reaction.
    #[track_caller]
    pub fn connect_as(&self, window: &str) {
        let script = format!(
            "const {{ port1, port2 }} = new MessageChannel();
            port1.start();
            const message = {{ type: 'webhook-frame-connect', options: {{ label: 'Wrong' }} }};
            const frame = document.querySelector('{FRAME}').contentWindow;
            {window}.eval('(frame, message, port) => frame.postMessage(message, \"*\", [port])')(frame, message, port2)"
        );
        self.page.script(&script, &[]);
        std::thread::sleep(std::time::Duration::from_millis(300));
    }

    /// Asserts that the frame still waits, posted no message and caused no console error.
    #[track_caller]
    pub fn assert_no_reaction(&self) {
        let is_reaction = |message: &Value| message["type"] != "webhook-frame";
        let reactions: Vec<_> = self
            .received_messages()
            .into_iter()
            .filter(is_reaction)
            .collect();
        assert_eq!(reactions, Vec::<Value>::new());
        self.page.in_frame(FRAME, |form| {
            let forms = "return document.querySelectorAll('webhook-subscription-form').length";
            assert_eq!(form.script(forms, &[]), 0);
            assert!(form.text().contains(WAITING), "{}", form.text());
        });
        assert_eq!(self.page.unexpected_errors(), Vec::<String>::new());
    }
}
