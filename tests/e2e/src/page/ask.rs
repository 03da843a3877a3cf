//! Questions that the browser itself asks, and what a page is shown with.

use serde_json::{Value, json};

use super::Page;

impl Page {
    /// Tries to load the page again, and tells whether the browser asks first. The answer to its question is to stay.
    #[track_caller]
    pub fn asks_before_it_goes(&self) -> bool {
        self.asks_before("location.reload()")
    }

    /// The same of another way to go, as a script says it.
    #[track_caller]
    pub fn asks_before(&self, way: &str) -> bool {
        let go = format!("window.before = true; setTimeout(() => {way}, 0)");
        self.script(&go, &[]);
        let answer = std::cell::Cell::new(None);
        self.until("a question, or another page", || {
            let dismissed = self
                .browser
                .try_run(async |driver| driver.dismiss_alert().await);
            if dismissed.is_ok() {
                answer.set(Some(true));
            } else if self
                .browser
                // Firefox hands null over for a script that a question interrupts.
                .try_script("return String(window.before)", &[])
                .is_ok_and(|before| before == "undefined")
            {
                answer.set(Some(false));
            }
            answer.get().is_some()
        });
        let asked = answer.get() == Some(true);
        if !asked {
            self.until_ready();
        }
        asked
    }

    /// Shows the page at this width.
    #[track_caller]
    pub fn at_width(&self, width: u32) {
        self.browser.at_width(width);
    }

    /// Shows the page to a person who prefers `light` or `dark`.
    #[track_caller]
    pub fn in_theme(&self, theme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.protocol(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
    }

    /// A picture of the whole page, as a PNG file.
    ///
    /// # Panics
    /// When the browser gives none.
    #[track_caller]
    pub fn picture(&self, clip: Option<Value>) -> Vec<u8> {
        let mut wanted = json!({ "format": "png", "captureBeyondViewport": true });
        if let Some(clip) = clip {
            wanted["clip"] = clip;
        }
        let answer = self.protocol("Page.captureScreenshot", wanted);
        decode(answer["data"].as_str().expect("a picture"))
    }
}

/// Base64, as the browser writes it.
fn decode(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0_u32);
    let digits = text
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|known| *known == byte));
    for digit in digits {
        held = (held << 6) | u32::try_from(digit).unwrap_or_default();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).unwrap_or_default());
        }
    }
    bytes
}
