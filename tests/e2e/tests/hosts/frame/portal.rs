//! A page of another origin around the form.

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

/// Keeps every message that reaches the page, by a window or by a port that it made.
const OVERHEAR: &str = "window.overheard = [];
    const hear = ({ data }) => overheard.push(data);
    addEventListener('message', hear);
    window.MessageChannel = class extends MessageChannel {
      constructor() {
        super();
        this.port1.addEventListener('message', hear);
        window.port = this.port1;
      }
    };";

/// A page that frames the form, the server that the form comes from, and a browser.
pub struct Portal {
    pub page: Page,
    pub sandbox: Sandbox,
    pub host: FileServer,
    folder: TempDir,
}

impl Portal {
    /// A parent that is named, and nobody has gone to its page.
    #[track_caller]
    pub fn named() -> Self {
        Self::start(Options::frame_parent)
    }

    #[track_caller]
    pub fn start(named: impl FnOnce(Options, &str) -> Options) -> Self {
        let folder = TempDir::new();
        let host = FileServer::serve(folder.path());
        // Another one is named as well: it must not be spoken to, nor complained about.
        let options = Options::default().frame_parent("https://admin.example");
        let sandbox = named(options, host.origin()).start();
        let page = Page::blank();
        page.protocol(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": OVERHEAR }),
        );
        let portal = Self {
            page,
            sandbox,
            host,
            folder,
        };
        for (name, text) in PARENT {
            portal.write(name, text);
        }
        // Frames the same page, and says nothing by itself.
        let mute = PARENT[0]
            .1
            .replace("<script src=\"parent.js\"></script>", "");
        portal.write("mute.html", &mute);
        portal
    }

    /// Puts a file on the host, with the address of the frame in place of the example's.
    #[track_caller]
    pub fn write(&self, name: &str, text: &str) {
        let text = text.replace("https://console.example", self.sandbox.origin());
        std::fs::write(self.folder.path().join(name), text).expect("a file is written");
    }

    #[track_caller]
    pub fn visit(&self, name: &str) {
        self.page.visit(&format!("{}/{name}", self.host.origin()));
    }

    /// Goes to the example, and waits until its form can be used.
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

    /// What reached the page so far.
    #[track_caller]
    pub fn overheard(&self) -> Vec<Value> {
        let all = self.page.script("return overheard", &[]);
        all.as_array().cloned().unwrap_or_default()
    }

    /// The same without heights, which come when they come.
    #[track_caller]
    pub fn answers(&self) -> Vec<Value> {
        let mut all = self.overheard();
        all.retain(|message| message["type"] != "height");
        all
    }

    #[track_caller]
    pub fn heard(&self, wanted: &Value) -> bool {
        self.overheard().contains(wanted)
    }

    /// Says this over the port.
    #[track_caller]
    pub fn tell(&self, message: Value) {
        self.page
            .script("port.postMessage(arguments[0])", &[message]);
    }

    /// Posts a connection to the frame as whatever `window` is, and waits long enough for an answer.
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

    /// Nothing came of anything: the frame still waits, and did not say a word.
    #[track_caller]
    pub fn is_met_with_silence(&self) {
        let said = |message: &Value| message["type"] != "webhook-frame";
        let answers: Vec<_> = self.overheard().into_iter().filter(said).collect();
        assert_eq!(answers, Vec::<Value>::new());
        self.page.in_frame(FRAME, |form| {
            let forms = "return document.querySelectorAll('webhook-subscription-form').length";
            assert_eq!(form.script(forms, &[]), 0);
            assert!(form.text().contains(WAITING), "{}", form.text());
        });
        assert_eq!(self.page.unexpected_errors(), Vec::<String>::new());
    }
}
