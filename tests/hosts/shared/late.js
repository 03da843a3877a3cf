// Imported before the element. With `?late` a button defines the element, so that its tag is rendered first.
import { button, late } from "./page.js";

if (late) {
  const pending = [];
  customElements.define = (...definition) => pending.push(definition);
  button("Define", () => {
    delete customElements.define;
    for (const definition of pending) customElements.define(...definition);
  });
}
