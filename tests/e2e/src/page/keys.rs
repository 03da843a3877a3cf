//! The keyboard, the mouse and the clipboard.

use serde_json::Value;
use thirtyfour::TypingData;
use thirtyfour::extensions::query::ElementQueryable;

use super::Page;

impl Page {
    /// Types, wherever the focus is.
    #[track_caller]
    pub fn keys(&self, keys: impl Into<TypingData>) {
        let keys = keys.into();
        self.browser.run("typing", async |driver| {
            driver.action_chain().send_keys(keys).perform().await
        });
    }

    /// Goes on with the Tab key until this has the focus.
    ///
    /// # Panics
    /// When no Tab leads there, or the focus cannot be seen at one of the steps.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        self.go_to(name, || self.keys(thirtyfour::Key::Tab));
    }

    /// Goes back to it in the same way.
    #[track_caller]
    pub fn tab_back_to(&self, name: &str) {
        self.go_to(name, || {
            self.browser.run("going back", async |driver| {
                let held = driver.action_chain().key_down(thirtyfour::Key::Shift);
                let pressed = held.send_keys(thirtyfour::Key::Tab);
                pressed.key_up(thirtyfour::Key::Shift).perform().await
            });
        });
    }

    #[track_caller]
    fn go_to(&self, name: &str, step: impl Fn()) {
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
        let value = self.deep("return focus().value ?? ''", &[]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Whether what has the focus is set off by an outline or a ring.
    #[track_caller]
    pub fn shows_focus(&self) -> bool {
        let script = "const style = getComputedStyle(focus());
            const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
            return focus() !== document.body && (outlined || style.boxShadow !== 'none')";
        self.deep(script, &[]) == true
    }

    /// Presses a button twice, as fast as a mouse can.
    #[track_caller]
    pub fn press_twice(&self, name: &str) {
        let button = self.button(name);
        self.browser.run("pressing twice", async |driver| {
            let actions = driver.action_chain();
            actions.double_click_element(&button).perform().await
        });
    }

    /// Clicks where no control is: in the corner of the page.
    #[track_caller]
    pub fn click_beside(&self) {
        self.browser.run("a click beside", async |driver| {
            let there = driver.action_chain().move_to(1, 1);
            there.click().perform().await
        });
    }

    /// Pastes what is on the clipboard where the cursor is, by the keyboard.
    #[track_caller]
    pub fn paste(&self) {
        self.with_control('v');
    }

    /// Copies what is selected, by the keyboard.
    #[track_caller]
    pub fn copy(&self) {
        self.with_control('c');
    }

    #[track_caller]
    fn with_control(&self, key: char) {
        self.browser.run("a shortcut", async |driver| {
            let held = driver.action_chain().key_down(thirtyfour::Key::Control);
            let pressed = held.key_down(key).key_up(key);
            pressed.key_up(thirtyfour::Key::Control).perform().await
        });
    }

    /// What is on the clipboard, pasted into another page.
    #[track_caller]
    pub fn clipboard(&self) -> String {
        self.elsewhere("", |page| {
            page.paste();
            let text = page.script("return document.querySelector('textarea').value", &[]);
            text.as_str().unwrap_or_default().to_owned()
        })
    }

    /// Copies `text` in another page.
    #[track_caller]
    pub fn set_clipboard(&self, text: &str) {
        self.elsewhere(text, Self::copy);
    }

    /// Does something in a new tab with a text area that holds `text`, selected.
    #[track_caller]
    fn elsewhere<T>(&self, text: &str, act: impl FnOnce(&Self) -> T) -> T {
        let here = self.browser.run("a new tab", async |driver| {
            let here = driver.window().await?;
            let tab = driver.new_tab().await?;
            driver.switch_to_window(tab).await?;
            Ok(here)
        });
        let script = "const area = document.createElement('textarea');
            document.body.append(area); area.value = arguments[0]; area.focus(); area.select()";
        self.script(script, &[Value::from(text)]);
        let done = act(self);
        self.browser.run("going back to the tab", async |driver| {
            driver.close_window().await?;
            driver.switch_to_window(here).await?;
            driver.query(thirtyfour::By::Css("body")).first().await?;
            Ok(())
        });
        done
    }
}
