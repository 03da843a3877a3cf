//! The prompts of `beforeunload` and of `confirm`.

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
            if self.dismisses_prompt() {
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

    /// Waits until the page asks by `confirm`, and cancels.
    #[track_caller]
    pub fn dismiss_prompt(&self) {
        self.wait_for("a prompt", || self.dismisses_prompt());
    }

    fn dismisses_prompt(&self) -> bool {
        let dismissed = self
            .browser
            .try_run(async |driver| driver.dismiss_alert().await);
        dismissed.is_ok()
    }
}
