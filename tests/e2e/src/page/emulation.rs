//! The screen that the browser emulates, and screenshots of it.

use serde_json::{Value, json};

use super::Page;

impl Page {
    /// Sets the width of the viewport.
    #[track_caller]
    pub fn set_viewport_width(&self, width: u32) {
        self.browser.set_viewport_width(width);
    }

    /// Emulates a preference for `light` or `dark`.
    #[track_caller]
    pub fn set_color_scheme(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.protocol(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
    }

    /// A screenshot of the whole page, as a PNG file.
    ///
    /// # Panics
    /// When the browser gives none.
    #[track_caller]
    pub fn screenshot(&self, clip: Option<Value>) -> Vec<u8> {
        let mut options = json!({ "format": "png", "captureBeyondViewport": true });
        if let Some(clip) = clip {
            options["clip"] = clip;
        }
        let response = self.protocol("Page.captureScreenshot", options);
        decode(response["data"].as_str().expect("a screenshot"))
    }
}

/// Decodes Base64.
fn decode(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    let digits = text
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|known| *known == byte));
    for digit in digits {
        buffer = (buffer << 6) | u32::try_from(digit).unwrap_or_default();
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xff).unwrap_or_default());
        }
    }
    bytes
}
