//! Panics of the shipped program: a page makes its calls of `createElement` throw.

use super::Page;

/// Makes the creation of the next element throw. `li` is left out, because the host page itself creates it.
const PREPARE_PANIC: &str = "window.panicNext = () => {
        const { createElement } = Document.prototype;
        Document.prototype.createElement = function (name, ...more) {
            if (name === 'li') return createElement.call(this, name, ...more);
            Document.prototype.createElement = createElement;
            throw new Error('no element');
        };
    };
    window.panicked = [];
    document.addEventListener('webhook-error', ({ target, detail }) => {
        if (detail.code === 'broken') window.panicked.push(target.id || target.localName);
    })";

/// Makes the rendering of the next response panic.
const PANIC_ON_RESPONSE: &str = "const form = document.querySelector(arguments[0]);
    form.fetch = async (request) => {
        const response = await window.fetch(request);
        if (request.method === 'POST') {
            window.panicNext();
            form.fetch = undefined;
        }
        return response;
    }";

impl Page {
    /// Defines `window.panicNext()`, which makes the program panic at the next element that it creates, and
    /// `window.panicked`, the list of the elements that reported a panic.
    #[track_caller]
    pub fn prepare_panic(&self) {
        self.script(PREPARE_PANIC, &[]);
    }

    /// Makes the program panic when the form with this selector gets the response to a create.
    #[track_caller]
    pub fn panic_on_response(&self, selector: &str) {
        self.script(PANIC_ON_RESPONSE, &[selector.into()]);
    }
}
