// Imported before the element: with `?late` its definition waits for a button, so that the tag is rendered first.
import { button, late } from "./page.js";

if (late) {
  const waiting = [];
  customElements.define = (...definition) => waiting.push(definition);
  button("Define", () => {
    delete customElements.define;
    for (const definition of waiting) customElements.define(...definition);
  });
}
