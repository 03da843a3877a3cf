// The form as a custom element. The driver replaces `STYLE` with the style sheet.
import { showForm } from "./form.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${STYLE} .webhook-form { color-scheme: light dark }`);

class TwinForm extends HTMLElement {
  #place = document.createElement("div");
  #kinds;

  constructor() {
    super();
    this.#place.className = "webhook-form";
    this.#place.lang = "en";
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(this.#place);
  }

  connectedCallback() {
    // A property that was set before the class was defined.
    for (const name of ["getToken", "eventKinds"].filter((name) => Object.hasOwn(this, name))) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#show();
  }

  set eventKinds(kinds) {
    this.#kinds = kinds;
    if (this.isConnected) this.#show();
  }

  #show() {
    showForm(this.#place, { kinds: this.#kinds, getToken: () => this.getToken() });
    performance.mark("webhook-console:ready");
  }
}

export const define = () => customElements.define("webhook-subscription-form", TwinForm);
