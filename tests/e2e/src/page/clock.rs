//! The clock of a page.

use super::Page;

impl Page {
    /// Sets the clock of the page 31 seconds ahead.
    #[track_caller]
    pub fn advance_clock_by_half_a_minute(&self) {
        // In Firefox, a script of the driver has built-in objects of its own.
        let script = "const { Date } = window, { now } = Date; Date.now = () => now() + 31_000";
        self.script(script, &[]);
    }
}
