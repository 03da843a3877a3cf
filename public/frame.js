// A page that contains only the form, for an <iframe> in a page of another origin. docs/frame.md describes the protocol.
// Messages from an origin that the server does not allow, and unknown messages, are ignored.

const VERSION = 1;
const ATTRIBUTES = ["url", "label", "events", "theme", "lang", "url-policy"];
const PROPERTIES = ["messages", "eventKinds"];
const EVENTS = ["ready", "dirty", "created", "secret-stored", "unstored", "error", "leave"].map((name) => `webhook-${name}`);

const FAILED = "The form could not be loaded. The network or the server may be down: load the page again.";

const status = document.getElementById("status");

function setStatus(text) {
  status.textContent = text;
}

// The allowed origins come from the server, never from the URL of this page, which the parent chooses.
async function fetchParents() {
  const response = await fetch("frame.json", { cache: "no-store" });
  if (!response.ok) throw new Error(`the server answered ${response.status} for frame.json`);
  const { parents } = await response.json();
  // A page of the frame's own origin can read everything here, so a frame would not protect the secret from it.
  return parents.filter((origin) => origin !== location.origin);
}

async function prepare() {
  try {
    const [origins] = await Promise.all([fetchParents(), import("./element/index.js")]);
    setStatus("Waiting for the page around this form …");
    return origins;
  } catch (error) {
    console.error(error);
    setStatus(FAILED);
    return [];
  }
}

// The browser delivers a message only if the parent has that origin, and logs an error for each that does not match. If it
// has `ancestorOrigins`, the message is sent to the actual parent only.
function announce(origins) {
  const parentOrigin = location.ancestorOrigins?.[0] ?? "null";
  for (const origin of origins) {
    if (parentOrigin === "null" || parentOrigin === origin) {
      parent.postMessage({ type: "webhook-frame", version: VERSION }, origin);
    }
  }
}

// There is no `api-base`: the form calls only the server that it was loaded from.
function setOption(form, name, value) {
  const text = Array.isArray(value) && name === "events" ? value.join(" ") : value;
  if (ATTRIBUTES.includes(name) && (typeof text === "string" || text === null)) {
    if (text === null) form.removeAttribute(name);
    else form.setAttribute(name, text);
    // The page has the same theme as the form.
    if (name === "theme") document.documentElement.dataset.theme = text ?? "";
  } else if (name === "disabled" && typeof value === "boolean") {
    form.disabled = value;
  } else if (PROPERTIES.includes(name) && typeof value === "object") {
    form[name] = value;
  }
}

function connect(port, options) {
  const form = document.createElement("webhook-subscription-form");
  let pending = { id: 0 };

  form.getToken = () =>
    new Promise((resolve, reject) => {
      // A new request replaces the pending one. A late reply to that one has another id and is ignored.
      pending = { id: pending.id + 1, resolve, reject };
      port.postMessage({ type: "token", id: pending.id });
    });

  // A `Map` does not convert the type of a message to a string.
  const handlers = new Map(Object.entries({
    token({ id, token }) {
      if (id !== pending.id) return;
      if (typeof token === "string") pending.resolve?.(token);
      else if (token === null) pending.reject?.(new Error("the parent gives no key"));
    },
    set: ({ name, value }) => setOption(form, name, value),
    reset: () => port.postMessage({ type: "reset", done: form.reset() }),
    focus: () => form.focus(),
  }));
  port.onmessage = ({ data }) => handlers.get(data?.type)?.(data);

  for (const name of EVENTS) {
    form.addEventListener(name, ({ detail }) => port.postMessage({ type: "event", name, detail }));
  }
  // A listener in the parent cannot cancel the event, since messages are asynchronous. A reset by the parent never drops a
  // secret that is not stored. Where a person would drop one, the form itself asks first.
  form.addEventListener("webhook-leave", (event) => {
    if (event.detail.action === "reset") event.preventDefault();
  });

  // The slot: it is shown until the form is mounted, and if it cannot be mounted.
  form.textContent = "Loading the form …";
  form.addEventListener("webhook-error", ({ detail }) => {
    if (detail.code === "load_failed") form.textContent = FAILED;
  });

  for (const [name, value] of Object.entries(options ?? {})) setOption(form, name, value);
  status.remove();
  document.body.append(form);
  reportHeight(port);
}

function reportHeight(port) {
  let last;
  const measure = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== last) port.postMessage({ type: "height", height });
    last = height;
  };
  new ResizeObserver(measure).observe(document.body);
}

function start() {
  if (parent === window) {
    setStatus("This page is made to be framed by another page, and shows nothing by itself.");
    return;
  }
  const origins = prepare();
  let connected = false;
  // The listener is added at once, so that a parent may connect before it receives a message.
  addEventListener("message", async function handleMessage({ source, origin, data, ports: [port] }) {
    if (source !== parent || data?.type !== "webhook-frame-connect" || !port) return;
    if (!(await origins).includes(origin) || connected) return;
    connected = true;
    removeEventListener("message", handleMessage);
    connect(port, data.options);
  });
  origins.then(announce);
}

start();
