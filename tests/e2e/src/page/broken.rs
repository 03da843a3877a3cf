//! Making the shipped program break: by a page whose `createElement` throws when the program calls it.

use super::Page;

/// Lets the next element fail that is not one of the page's own lists.
const BREAK: &str = "window.breakNext = () => {
        const { createElement } = Document.prototype;
        Document.prototype.createElement = function (name, ...more) {
            if (name === 'li') return createElement.call(this, name, ...more);
            Document.prototype.createElement = createElement;
            throw new Error('no element');
        };
    };
    window.broken = [];
    document.addEventListener('webhook-error', ({ target, detail }) => {
        if (detail.code === 'broken') window.broken.push(target.id || target.localName);
    })";

/// The next answer breaks what is shown of it.
const BREAK_AT_ANSWER: &str = "const form = document.querySelector(arguments[0]);
    form.fetch = async (request) => {
        const response = await window.fetch(request);
        if (request.method === 'POST') {
            window.breakNext();
            form.fetch = undefined;
        }
        return response;
    }";

impl Page {
    /// From now on `window.breakNext()` has the program break at the next element that it makes, and `window.broken`
    /// lists the elements whose form said that it broke.
    #[track_caller]
    pub fn can_break(&self) {
        self.script(BREAK, &[]);
    }

    /// Has the program break when the form with this selector is answered.
    #[track_caller]
    pub fn break_at_answer(&self, selector: &str) {
        self.script(BREAK_AT_ANSWER, &[selector.into()]);
    }
}
