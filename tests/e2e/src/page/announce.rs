//! What a screen reader says by itself.

use super::{Page, find, read};

const SCRIPT: &str = include_str!("announce.js");

impl Page {
    /// Writes down from now on what the live regions of this document say, in open shadow roots too.
    #[track_caller]
    pub fn listen_to_announcements(&self) {
        self.deep(&find::with(SCRIPT), &[]);
    }

    /// What was said since this was last asked, in its order. What came together with its region, so that many a reader
    /// leaves it out, begins with `unheard: `.
    #[track_caller]
    pub fn announcements(&self) -> Vec<String> {
        read::texts(&self.script("return window.announced.splice(0)", &[]))
    }
}
