//! The announcements of live regions.

use super::{Page, find, read};

const SCRIPT: &str = include_str!("announce.js");

impl Page {
    /// Starts to record the announcements of the live regions of this document, in open shadow roots too.
    #[track_caller]
    pub fn record_announcements(&self) {
        self.shadow_script(&find::with_helpers(SCRIPT), &[]);
    }

    /// The announcements since the last call, in order. A text that was inserted together with its region begins with
    /// `unannounced: `: many screen readers leave it out.
    #[track_caller]
    pub fn announcements(&self) -> Vec<String> {
        read::texts(&self.script("return window.announced.splice(0)", &[]))
    }
}
