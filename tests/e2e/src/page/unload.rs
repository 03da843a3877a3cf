//! The prompt of `beforeunload`.

use super::Page;

impl Page {
    /// Reloads the page. Whether the browser prompts before it; the prompt is dismissed, so that the page stays.
    #[track_caller]
    pub fn prompts_before_reload(&self) -> bool {
        self.prompts_before("location.reload()")
    }

    /// The same for another navigation, which a script starts.
    #[track_caller]
    pub fn prompts_before(&self, navigation: &str) -> bool {
        let script = format!("window.before = true; setTimeout(() => {navigation}, 0)");
        self.script(&script, &[]);
        let prompted = std::cell::Cell::new(None);
        self.wait_for("a prompt, or another page", || {
            let dismissed = self
                .browser
                .try_run(async |driver| driver.dismiss_alert().await);
            if dismissed.is_ok() {
                prompted.set(Some(true));
            } else if self
                .browser
                // Firefox returns null from a script that a prompt interrupts.
                .try_script("return String(window.before)", &[])
                .is_ok_and(|before| before == "undefined")
            {
                prompted.set(Some(false));
            }
            prompted.get().is_some()
        });
        let prompted = prompted.get() == Some(true);
        if !prompted {
            self.wait_until_ready();
        }
        prompted
    }
}
