//! The content of an iframe.

use thirtyfour::By;

use super::Page;

impl Page {
    /// Calls `act` in the iframe with this selector, as if it were the whole page.
    #[track_caller]
    pub fn in_frame<T>(&self, selector: &str, act: impl FnOnce(&Self) -> T) -> T {
        self.browser.run("entering an iframe", async |driver| {
            let frame = driver.find(By::Css(selector)).await?;
            frame.enter_frame().await
        });
        let result = act(self);
        self.browser.run("leaving an iframe", async |driver| {
            driver.enter_parent_frame().await
        });
        result
    }
}
