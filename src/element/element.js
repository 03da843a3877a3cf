// The class of the element. It is defined before the program is loaded, because frameworks set attributes instead of
// properties on an undefined element, and one of them could be a key. The class contains no logic of the form: it forwards
// everything to the program.

export const version = "0.1.0";

// The build that this file belongs to, and the hash of its program.
const BUILD = "";
const INTEGRITY = "";

const PROPERTIES = ["apiBase", "url", "label", "events", "theme", "urlPolicy", "disabled", "idempotency", "keepUnstored", "getToken", "fetch", "eventKinds", "messages"];
const KEYS = ["api-key", "apikey", "token", "gettoken", "get-token"];

// Why there is no form, for the person.
const FAILURES = {
  load_failed: (t) => t("The form could not be loaded. Reload the page to try again."),
  bad_api_base: (t) => t("The form cannot be used here: no key may be sent to the address that this page names for the API."),
};
// The same for the developer.
const CAUSES = {
  load_failed: "index.js, define.js, element.js, runtime.js and runtime.wasm must be of one build, and reachable. Reload past the cache",
  bad_api_base: "api-base must be an https address, or http on this machine, without user, query and hash",
};

let program;

// Loads the program once for all elements of the page. A failure is not cached, so that the next element tries again.
function load() {
  program ??= start().catch((error) => {
    program = undefined;
    throw error;
  });
  return program;
}

async function start() {
  // A string: pages wrap `fetch`, and some wrappers take nothing else.
  const url = new URL("./runtime.wasm", import.meta.url).href;
  // The mode of a link that preloads the program without `crossorigin`: in WebKit a link with it serves no request to the own
  // origin. The second request allows what `no-cors` does not: a redirect to another origin.
  const isOwnOrigin = new URL(url).origin === globalThis.origin;
  const options = isOwnOrigin ? { mode: "no-cors", credentials: "include" } : {};
  const compiled = compileProgram(url, options).catch(() => compileProgram(url, { cache: "reload" }));
  const [runtime, module] = await Promise.all([importRuntime(), compiled]);
  runtime.start(module);
  return runtime;
}

// A cache may have a file of an earlier build: it is requested once more, past the cache.
async function importRuntime() {
  let runtime = await import("./runtime.js").catch(importAgain);
  if (runtime.build !== BUILD) runtime = await importAgain();
  if (runtime.build !== BUILD) throw new Error("runtime.js is of another build");
  return runtime;
}

// Browsers cache a failed import by its URL, so the second import has another URL.
function importAgain() {
  return import(/* webpackIgnore: true */ `${new URL("./runtime.js", import.meta.url)}?${Date.now()}`);
}

// `fetch` with `integrity` holds the body back until it is whole, and then the program cannot be compiled while it is loaded;
// in Firefox such a request is served by no link that preloads it. So a copy of the body is hashed here, and nothing of the
// program runs before the hash is compared. Only a secure context can compute one.
async function compileProgram(url, options) {
  const canHash = globalThis.crypto?.subtle !== undefined;
  const response = await fetch(url, { ...options, integrity: canHash ? "" : INTEGRITY });
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const copy = canHash ? response.clone().arrayBuffer() : undefined;
  // Streaming compilation requires this media type.
  const canStream = response.headers.get("Content-Type") === "application/wasm";
  const module = canStream ? WebAssembly.compileStreaming(response) : response.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
  // If the file is another one, that is the reason to report, whatever the compiler says of it.
  module.catch(() => {});
  if (copy && (await copy.then(sha384)) !== INTEGRITY) throw new Error("runtime.wasm is of another build, or damaged");
  return module;
}

// As the attribute `integrity` has it.
async function sha384(bytes) {
  const hash = await crypto.subtle.digest("SHA-384", bytes);
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

// During server-side rendering there is no `HTMLElement`: the class can be imported and does nothing.
export class WebhookSubscriptionForm extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["api-base", "url", "label", "events", "theme", "lang", "url-policy", "disabled", "idempotency", "keep-unstored", ...KEYS];

  #form;
  #loading = false;
  #mounted = false;
  #disposed = false;
  #focusPending = false;
  #warned = false;
  #remountPending = false;
  #unstored = 0;
  #document;
  #properties = {};

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
  }

  connectedCallback() {
    this.#document = this.ownerDocument;
    for (const name of PROPERTIES.filter((name) => Object.hasOwn(this, name))) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    KEYS.forEach((name) => this.#removeKey(name));
    this.#loadAndMount();
  }

  // Moving an element disconnects and connects it. If it is connected when the microtask runs, it was only moved.
  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return this.#form?.style();
      this.#setMounted(false);
      this.#form?.detach();
    });
  }

  // A constructed style sheet belongs to one document.
  adoptedCallback() {
    if (this.isConnected) this.#form?.style();
  }

  attributeChangedCallback(name, before, value) {
    if (KEYS.includes(name)) return this.#removeKey(name);
    if (name === "lang") return this.#remount();
    this.#form?.call("attribute", [name, value]);
    if (this.#form && !this.#mounted) this.#loadAndMount();
  }

  get apiBase() {
    return this.getAttribute("api-base") ?? "";
  }
  set apiBase(value) {
    this.#reflect("api-base", value);
  }
  get url() {
    return this.getAttribute("url") ?? "";
  }
  set url(value) {
    this.#reflect("url", value);
  }
  get label() {
    return this.getAttribute("label") ?? "";
  }
  set label(value) {
    this.#reflect("label", value);
  }
  get events() {
    return this.getAttribute("events") ?? "";
  }
  set events(value) {
    this.#reflect("events", Array.isArray(value) ? value.join(" ") : value);
  }
  get theme() {
    return this.#keyword("theme", "auto", "light", "dark");
  }
  set theme(value) {
    this.#reflect("theme", value);
  }
  get urlPolicy() {
    return this.#keyword("url-policy", "warn", "public", "silent");
  }
  set urlPolicy(value) {
    this.#reflect("url-policy", value);
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
  get keepUnstored() {
    return this.hasAttribute("keep-unstored");
  }
  set keepUnstored(value) {
    this.toggleAttribute("keep-unstored", Boolean(value));
  }
  get unstored() {
    return this.#unstored;
  }
  get getToken() {
    return this.#properties.getToken;
  }
  set getToken(value) {
    this.#properties.getToken = value;
  }
  get fetch() {
    return this.#properties.fetch;
  }
  set fetch(value) {
    this.#properties.fetch = value;
  }
  get eventKinds() {
    return this.#properties.eventKinds;
  }
  set eventKinds(value) {
    this.#properties.eventKinds = value;
    this.#form?.call("eventKinds", value);
  }
  get messages() {
    return this.#properties.messages;
  }
  set messages(value) {
    this.#properties.messages = value;
    this.#remount();
  }

  reset() {
    return this.#form?.call("reset") ?? true;
  }

  focus() {
    if (this.#mounted) this.#form.call("focus");
    else this.#focusPending = true;
  }

  dispose() {
    const form = this.#form;
    if (form?.call("dispose") === false) return false;
    program?.then((runtime) => runtime.forget(this)).catch(() => {});
    this.#disposed = true;
    this.#form = undefined;
    queueMicrotask(() => {
      form?.detach();
      this.#setMounted(false);
    });
    return true;
  }

  // The page may call this while the program runs, for example from an event listener. The form is mounted again after the
  // program has returned.
  #remount() {
    if (this.#remountPending) return;
    this.#remountPending = true;
    queueMicrotask(() => {
      this.#remountPending = false;
      this.#form?.call("messages");
    });
  }

  // An element that is moved while the program loads does not wait for it twice.
  async #loadAndMount() {
    if (this.#disposed || this.#loading) return;
    this.#loading = true;
    const [runtime, error] = await load().then((runtime) => [runtime], (error) => [undefined, error]);
    this.#loading = false;
    if (!this.isConnected || this.#disposed || this.#mounted) return;
    if (runtime) this.#mount(runtime);
    else this.#emit("webhook-error", { outcome: "not-created", code: "load_failed", status: null }, false, error);
  }

  #mount(runtime, values = {}) {
    if (!this.#form) {
      this.#form = runtime.mount(this.#page(runtime), this.shadowRoot);
      this.#form.call("eventKinds", this.#properties.eventKinds);
      for (const { name, value } of this.attributes) this.#form.call("attribute", [name, value]);
      for (const attribute of Object.entries(values)) this.#form.call("attribute", attribute);
    }
    const isMounted = this.#form.attach();
    // A listener may have disposed of the element.
    if (this.#disposed) return;
    if (isMounted) this.#setMounted(true);
    if (this.#mounted && this.#focusPending) this.#form.call("focus");
    if (this.#mounted) this.#focusPending = false;
  }

  // What the program may use of this element. The reference is weak, so that an element that the page drops is collected.
  #page(runtime) {
    const weak = new WeakRef(this);
    return {
      emit: (name, detail, cancelable) => weak.deref()?.#emit(name, detail, cancelable) ?? true,
      get: (name) => (name === "language" ? weak.deref()?.#language() : weak.deref()?.[name]),
      restart: (values) => weak.deref()?.#restart(runtime, values),
    };
  }

  #restart(runtime, values) {
    this.#form = undefined;
    if (this.#unstored > 0) this.#emit("webhook-unstored", { unstored: 0, removed: false });
    if (!this.#disposed) this.#mount(runtime, values);
  }

  // The slot is shown while the form is not mounted.
  #setMounted(mounted) {
    this.#mounted = mounted;
    const slot = this.#showSlot();
    if (mounted) slot.remove();
  }

  // Shows the slot in place of an error message.
  #showSlot() {
    this.shadowRoot.querySelector(".failure")?.remove();
    let slot = this.shadowRoot.querySelector("slot");
    if (!slot) this.shadowRoot.append((slot = document.createElement("slot")));
    slot.hidden = false;
    return slot;
  }

  // The slot says that the form is loading, until the page changes what is in it.
  #showFailure(text) {
    const slot = this.#showSlot();
    const message = document.createElement("p");
    message.className = "failure";
    message.role = "alert";
    message.textContent = text;
    slot.hidden = true;
    slot.before(message);
    const observer = new MutationObserver(() => {
      observer.disconnect();
      if (slot.hidden) this.#showSlot();
    });
    observer.observe(this, { childList: true, characterData: true, subtree: true });
  }

  #emit(name, detail, cancelable = false, ...errors) {
    const { code, unstored } = detail;
    if (unstored !== undefined) {
      this.#unstored = unstored;
      detail.removed = unstored > 0 && !this.isConnected;
    }
    if (code in FAILURES) this.#fail(code, errors);
    const event = () => new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable });
    const isAllowed = this.dispatchEvent(event());
    if (detail.removed) this.#tellOfRemoval(event());
    return isAllowed;
  }

  // No event bubbles from an element that is not in the document any more.
  #tellOfRemoval(event) {
    this.#document.dispatchEvent(event);
    const remedy = this.keepUnstored ? "For ten minutes the next element can show it" : "Insert the same element again, or see keep-unstored";
    console.warn(`<${this.localName}> was removed with a secret that is not stored. ${remedy}.`);
  }

  #fail(code, errors) {
    console.error(`<${this.localName}>: ${code}: ${CAUSES[code]}.`, ...errors);
    if (!this.#mounted) this.#showFailure(FAILURES[code]((text) => this.messages?.[text] ?? text));
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

  // The value of an enumerated attribute. The first keyword is the default.
  #keyword(name, ...keywords) {
    const keyword = (this.getAttribute(name) ?? "").toLowerCase();
    return keywords.includes(keyword) ? keyword : keywords[0];
  }

  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #removeKey(name) {
    if (!this.hasAttribute(name)) return;
    this.removeAttribute(name);
    if (this.#warned) return;
    this.#warned = true;
    console.warn(`<${this.localName}>: the attribute ${name} was removed, since attributes are no place for a key. Set the property getToken.`);
  }
}

// Registers the element. A second call for the same tag does nothing.
export function define(tag = "webhook-subscription-form") {
  const registry = globalThis.customElements;
  const defined = registry?.get(tag);
  if (defined && defined.version !== version) {
    console.warn(`<${tag}> is defined already, by version ${defined.version ?? "unknown"}; version ${version} is not used.`);
  }
  if (registry && !defined) {
    // A class can be registered only once, so each tag gets a subclass, with its version.
    registry.define(tag, class extends WebhookSubscriptionForm { static version = version; });
  }
}
