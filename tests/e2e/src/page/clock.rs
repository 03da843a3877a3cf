//! The time that a page believes in.

use super::Page;

impl Page {
    /// The page believes that half a minute passes now.
    #[track_caller]
    pub fn half_a_minute_passes(&self) {
        // A script has built-in objects of its own in Firefox.
        let script = "const { Date } = window, { now } = Date; Date.now = () => now() + 31_000";
        self.script(script, &[]);
    }
}
