//! The keyboard, the mouse and the clipboard.

use serde_json::Value;
use thirtyfour::TypingData;
use thirtyfour::extensions::query::ElementQueryable;

use super::Page;

impl Page {
    /// Types the keys, wherever the focus is.
    #[track_caller]
    pub fn type_keys(&self, keys: impl Into<TypingData>) {
        let keys = keys.into();
        self.browser.run("typing", async |driver| {
            driver.action_chain().send_keys(keys).perform().await
        });
    }

    /// Presses the Tab key until the control with this name has the focus.
    ///
    /// # Panics
    /// When the control is not reached, or the focus is not visible at one of the steps.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        self.step_to(name, || self.type_keys(thirtyfour::Key::Tab));
    }

    /// The same backwards, with Shift and Tab.
    #[track_caller]
    pub fn tab_back_to(&self, name: &str) {
        self.step_to(name, || {
            self.browser.run("going back", async |driver| {
                let modified = driver.action_chain().key_down(thirtyfour::Key::Shift);
                let pressed = modified.send_keys(thirtyfour::Key::Tab);
                pressed.key_up(thirtyfour::Key::Shift).perform().await
            });
        });
    }

    #[track_caller]
    fn step_to(&self, name: &str, step: impl Fn()) {
        for _ in 0..60 {
            step();
            assert!(
                self.shows_focus(),
                "the focus on \"{}\" cannot be seen",
                self.focused()
            );
            if self.focused() == name || self.focused_value() == name {
                return;
            }
        }
        panic!("no Tab leads to \"{name}\"\n{}", self.describe());
    }

    fn focused_value(&self) -> String {
        let value = self.shadow_script("return focus().value ?? ''", &[]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Whether the focused element has an outline or a ring.
    #[track_caller]
    pub fn shows_focus(&self) -> bool {
        let script = "const style = getComputedStyle(focus());
            const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
            return focus() !== document.body && (outlined || style.boxShadow !== 'none')";
        self.shadow_script(script, &[]) == true
    }

    /// Double-clicks a button.
    #[track_caller]
    pub fn double_click(&self, name: &str) {
        let button = self.button(name);
        self.browser.run("a double click", async |driver| {
            let actions = driver.action_chain();
            actions.double_click_element(&button).perform().await
        });
    }

    /// Presses a button, and releases the mouse after `held`.
    #[track_caller]
    pub fn press_while(&self, name: &str, held: impl FnOnce()) {
        let button = self.button(name);
        self.browser.run("a press", async |driver| {
            // WebKit's driver presses nothing outside of the window.
            button.scroll_into_view().await?;
            let actions = driver.action_chain();
            actions.click_and_hold_element(&button).perform().await
        });
        held();
        self.browser.run("a release", async |driver| {
            driver.action_chain().release().perform().await
        });
    }

    /// Clicks outside of all controls, in the corner of the page.
    #[track_caller]
    pub fn click_outside(&self) {
        self.browser.run("a click outside", async |driver| {
            let corner = driver.action_chain().move_to(1, 1);
            corner.click().perform().await
        });
    }

    /// Pastes the clipboard at the cursor, by the keyboard.
    #[track_caller]
    pub fn paste(&self) {
        self.press_control('v');
    }

    /// Copies the selection, by the keyboard.
    #[track_caller]
    pub fn copy(&self) {
        self.press_control('c');
    }

    #[track_caller]
    fn press_control(&self, key: char) {
        self.browser.run("a shortcut", async |driver| {
            let modified = driver.action_chain().key_down(thirtyfour::Key::Control);
            let pressed = modified.key_down(key).key_up(key);
            pressed.key_up(thirtyfour::Key::Control).perform().await
        });
    }

    /// The text of the clipboard, pasted into another page.
    #[track_caller]
    pub fn clipboard(&self) -> String {
        self.in_new_tab("", |page| {
            page.paste();
            let text = page.script("return document.querySelector('textarea').value", &[]);
            text.as_str().unwrap_or_default().to_owned()
        })
    }

    /// Copies `text` in another page.
    #[track_caller]
    pub fn set_clipboard(&self, text: &str) {
        self.in_new_tab(text, Self::copy);
    }

    /// Calls `act` in a new tab with a text area that contains `text`, selected.
    #[track_caller]
    fn in_new_tab<T>(&self, text: &str, act: impl FnOnce(&Self) -> T) -> T {
        let here = self.browser.run("a new tab", async |driver| {
            let here = driver.window().await?;
            let tab = driver.new_tab().await?;
            driver.switch_to_window(tab).await?;
            Ok(here)
        });
        let script = "const area = document.createElement('textarea');
            document.body.append(area); area.value = arguments[0]; area.focus(); area.select()";
        self.script(script, &[Value::from(text)]);
        let result = act(self);
        self.browser.run("going back to the tab", async |driver| {
            driver.close_window().await?;
            driver.switch_to_window(here).await?;
            driver.query(thirtyfour::By::Css("body")).first().await?;
            Ok(())
        });
        result
    }
}
