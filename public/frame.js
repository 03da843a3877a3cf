// The form alone on a page, for a page of another origin around it. docs/frame.md has the protocol.
// Whoever is not named by the server, and whatever is not understood, gets silence.

const VERSION = 1;
const TEXTS = ["url", "label", "events", "theme", "lang", "url-policy"];
const OBJECTS = ["messages", "eventKinds"];
const EVENTS = ["ready", "dirty", "created", "secret-stored", "error", "leave"].map((name) => `webhook-${name}`);

const FAILED = "The form could not be loaded. The network or the server may be down: load the page again.";

const status = document.getElementById("status");

function say(text) {
  status.textContent = text;
}

// Asked of the server, and never read from the page's own address, which the parent writes.
async function parents() {
  const answer = await fetch("frame.json", { cache: "no-store" });
  if (!answer.ok) throw new Error(`the server answered ${answer.status} for frame.json`);
  const { parents } = await answer.json();
  // A page of this very origin can read everything here: the frame would promise it what it cannot keep.
  return parents.filter((origin) => origin !== location.origin);
}

async function prepare() {
  try {
    const [origins] = await Promise.all([parents(), import("./element/index.js")]);
    say("Waiting for the page around this form …");
    return origins;
  } catch (error) {
    console.error(error);
    say(FAILED);
    return [];
  }
}

// The browser delivers it to a parent of that origin alone. Where it also tells who the parent is, nobody else is
// addressed, since it complains on the console about each one that is not there.
function announce(origins) {
  const above = location.ancestorOrigins?.[0] ?? "null";
  for (const origin of origins) {
    if (above === "null" || above === origin) {
      parent.postMessage({ type: "webhook-frame", version: VERSION }, origin);
    }
  }
}

// No `api-base`: the form speaks to the server that it comes from, whatever a parent would like.
function set(form, name, value) {
  const plain = Array.isArray(value) && name === "events" ? value.join(" ") : value;
  if (TEXTS.includes(name) && (typeof plain === "string" || plain === null)) {
    if (plain === null) form.removeAttribute(name);
    else form.setAttribute(name, plain);
    // The page behind the form follows it.
    if (name === "theme") document.documentElement.dataset.theme = plain ?? "";
  } else if (name === "disabled" && typeof value === "boolean") {
    form.disabled = value;
  } else if (OBJECTS.includes(name) && typeof value === "object") {
    form[name] = value;
  }
}

function connect(port, options) {
  const form = document.createElement("webhook-subscription-form");
  let asked = { id: 0 };

  form.getToken = () =>
    new Promise((resolve, reject) => {
      // One that is asked for anew is not waited for any more: its late answer has another number.
      asked = { id: asked.id + 1, resolve, reject };
      port.postMessage({ type: "token", id: asked.id });
    });

  // A map, since it compares what it is asked for without making a text of it.
  const takes = new Map(Object.entries({
    token({ id, token }) {
      if (id !== asked.id) return;
      if (typeof token === "string") asked.resolve?.(token);
      else if (token === null) asked.reject?.(new Error("the parent gives no key"));
    },
    set: ({ name, value }) => set(form, name, value),
    reset: () => port.postMessage({ type: "reset", done: form.reset() }),
    focus: () => form.focus(),
  }));
  port.onmessage = ({ data }) => takes.get(data?.type)?.(data);

  for (const name of EVENTS) {
    form.addEventListener(name, ({ detail }) => port.postMessage({ type: "event", name, detail }));
  }
  // A parent cannot be asked in time. Its reset never drops a secret that is not stored; what the person does
  // in the form is asked about by the form itself.
  form.addEventListener("webhook-leave", (event) => {
    if (event.detail.action === "reset") event.preventDefault();
  });

  // Stands in the form's place until it is on screen, and when it cannot be.
  form.textContent = "Loading the form …";
  form.addEventListener("webhook-error", ({ detail }) => {
    if (detail.code === "load_failed") form.textContent = FAILED;
  });

  for (const [name, value] of Object.entries(options ?? {})) set(form, name, value);
  status.remove();
  document.body.append(form);
  report(port);
}

function report(port) {
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
    say("This page is made to be framed by another page, and shows nothing by itself.");
    return;
  }
  const origins = prepare();
  let connected = false;
  // From the first moment on, so that a parent may also connect without having been spoken to.
  addEventListener("message", async function listen({ source, origin, data, ports: [port] }) {
    if (source !== parent || data?.type !== "webhook-frame-connect" || !port) return;
    if (!(await origins).includes(origin) || connected) return;
    connected = true;
    removeEventListener("message", listen);
    connect(port, data.options);
  });
  origins.then(announce);
}

start();
