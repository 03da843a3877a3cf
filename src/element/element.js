// The class of the element. It is defined at once, before the program is loaded: a framework writes properties of a tag it
// does not know as attributes, a key among them. It decides nothing: it passes everything on to the program.

export const version = "0.1.0";

const INTEGRITY = "";
const PROPERTIES = ["apiBase", "url", "label", "events", "theme", "urlPolicy", "disabled", "idempotency", "getToken", "fetch", "eventKinds", "messages"];
const KEYS = ["api-key", "apikey", "token", "gettoken", "get-token"];

let program;

// Fetched once for all elements of the page. A failure is forgotten, so that the next element may try again.
function load() {
  program ??= start().catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

async function start() {
  const file = fetch(new URL("./runtime.wasm", import.meta.url), { integrity: INTEGRITY });
  const [runtime, answer] = await Promise.all([import("./runtime.js").catch(again), file]);
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  await runtime.start(answer);
  return runtime;
}

// Browsers remember by its address that a module did not come, or came damaged.
function again() {
  return import(/* webpackIgnore: true */ `${new URL("./runtime.js", import.meta.url)}?${Date.now()}`);
}

// Without a browser, as on a server that renders pages, the class can be imported and does nothing.
export class WebhookSubscriptionForm extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["api-base", "url", "label", "events", "theme", "lang", "url-policy", "disabled", "idempotency", ...KEYS];

  #form;
  #waits = false;
  #shown = false;
  #over = false;
  #focuses = false;
  #warned = false;
  #remounts = false;
  #given = {};

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
  }

  connectedCallback() {
    for (const name of PROPERTIES.filter((name) => Object.hasOwn(this, name))) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    KEYS.forEach((name) => this.#refuseKey(name));
    this.#show();
  }

  // A move is a removal and an insertion: an element that is connected again by the end of the task was only moved.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#swap(false);
      this.#form?.detach();
    });
  }

  // Another document needs a style sheet of its own.
  adoptedCallback() {
    this.#form?.style();
  }

  attributeChangedCallback(name, before, value) {
    if (KEYS.includes(name)) return this.#refuseKey(name);
    if (name === "lang") return this.#remount();
    this.#form?.call("attribute", [name, value]);
    if (this.#form && !this.#shown) this.#show();
  }

  get apiBase() {
    return this.getAttribute("api-base") ?? "";
  }
  set apiBase(value) {
    this.#write("api-base", value);
  }
  get url() {
    return this.getAttribute("url") ?? "";
  }
  set url(value) {
    this.#write("url", value);
  }
  get label() {
    return this.getAttribute("label") ?? "";
  }
  set label(value) {
    this.#write("label", value);
  }
  get events() {
    return this.getAttribute("events") ?? "";
  }
  set events(value) {
    this.#write("events", Array.isArray(value) ? value.join(" ") : value);
  }
  get theme() {
    return this.#word("theme", "auto", "light", "dark");
  }
  set theme(value) {
    this.#write("theme", value);
  }
  get urlPolicy() {
    return this.#word("url-policy", "warn", "public", "silent");
  }
  set urlPolicy(value) {
    this.#write("url-policy", value);
  }
  get disabled() {
    return this.hasAttribute("disabled");
  }
  set disabled(value) {
    this.toggleAttribute("disabled", Boolean(value));
  }
  get idempotency() {
    return this.hasAttribute("idempotency");
  }
  set idempotency(value) {
    this.toggleAttribute("idempotency", Boolean(value));
  }
  get getToken() {
    return this.#given.getToken;
  }
  set getToken(value) {
    this.#given.getToken = value;
  }
  get fetch() {
    return this.#given.fetch;
  }
  set fetch(value) {
    this.#given.fetch = value;
  }
  get eventKinds() {
    return this.#given.eventKinds;
  }
  set eventKinds(value) {
    this.#given.eventKinds = value;
    this.#form?.call("eventKinds", value);
  }
  get messages() {
    return this.#given.messages;
  }
  set messages(value) {
    this.#given.messages = value;
    this.#remount();
  }

  reset() {
    return this.#form?.call("reset") ?? true;
  }

  focus() {
    if (this.#shown) this.#form.call("focus");
    else this.#focuses = true;
  }

  dispose() {
    const form = this.#form;
    if (form?.call("dispose") === false) return false;
    this.#over = true;
    this.#form = undefined;
    queueMicrotask(() => {
      form?.detach();
      this.#swap(false);
    });
    return true;
  }

  // The page may call this while the program runs, from an event handler for example: the form is mounted again when the
  // program has returned.
  #remount() {
    if (this.#remounts) return;
    this.#remounts = true;
    queueMicrotask(() => {
      this.#remounts = false;
      this.#form?.call("messages");
    });
  }

  // An element that is moved while the program loads waits for it once.
  async #show() {
    if (this.#over || this.#waits) return;
    this.#waits = true;
    const runtime = await load().catch(() => undefined);
    this.#waits = false;
    if (!this.isConnected || this.#over || this.#shown) return;
    if (runtime) this.#mount(runtime);
    else this.#emit("webhook-error", { outcome: "not-created", code: "load_failed", status: null });
  }

  #mount(runtime, typed = {}) {
    if (!this.#form) {
      this.#form = runtime.mount(this.#page(runtime), this.shadowRoot);
      this.#form.call("eventKinds", this.#given.eventKinds);
      for (const { name, value } of this.attributes) this.#form.call("attribute", [name, value]);
      for (const attribute of Object.entries(typed)) this.#form.call("attribute", attribute);
    }
    this.#swap(this.#form.attach());
    if (this.#shown && this.#focuses) this.#form.call("focus");
    if (this.#shown) this.#focuses = false;
  }

  // What the program may use of this element. It references the element weakly: one that the page dropped must be collected.
  #page(runtime) {
    const weak = new WeakRef(this);
    return {
      emit: (name, detail, cancelable) => weak.deref()?.#emit(name, detail, cancelable) ?? true,
      get: (name) => (name === "language" ? weak.deref()?.#language() : weak.deref()?.[name]),
      restart: (typed) => weak.deref()?.#restart(runtime, typed),
    };
  }

  #restart(runtime, typed) {
    this.#form = undefined;
    this.#mount(runtime, typed);
  }

  // The slot is shown while the form is not.
  #swap(shown) {
    this.#shown = shown;
    const slot = this.shadowRoot.querySelector("slot");
    if (shown) slot?.remove();
    else if (!slot) this.shadowRoot.append(document.createElement("slot"));
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  #language() {
    for (let node = this; node; node = node.parentNode ?? node.host) {
      if (!node.lang) continue;
      try {
        return Intl.getCanonicalLocales(node.lang)[0];
      } catch {
        return undefined;
      }
    }
    return undefined;
  }

  #word(name, ...words) {
    const word = (this.getAttribute(name) ?? "").toLowerCase();
    return words.includes(word) ? word : words[0];
  }

  #write(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #refuseKey(name) {
    if (!this.hasAttribute(name)) return;
    this.removeAttribute(name);
    if (this.#warned) return;
    this.#warned = true;
    console.warn(`<${this.localName}>: the attribute ${name} was removed, since attributes are no place for a key. Set the property getToken.`);
  }
}
