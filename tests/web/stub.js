// A stand-in for `fetch` that returns the planned responses and records the requests, and counters for what a page must
// release when it is removed.

const counts = { listeners: 0, timers: 0, innerHTML: 0 };
let calls = [];
let plans = [];

const wait = (ms) => new Promise((done) => setTimeoutItself(done, ms));
const setTimeoutItself = window.setTimeout.bind(window);

function body(plan) {
  if (plan.chunks === undefined) return plan.body ?? "";
  const encoder = new TextEncoder();
  let over = false;
  return new ReadableStream({
    async start(controller) {
      for (const [at, chunk] of plan.chunks.entries()) {
        if (at > 0) await wait(plan.pause ?? 0);
        controller.enqueue(plan.asText ? chunk : encoder.encode(chunk));
      }
      while (plan.drips && !over) {
        controller.enqueue(encoder.encode(" "));
        await wait(500);
      }
      if (plan.staysOpen || over) return;
      await wait(20);
      if (plan.breaks) controller.error(new TypeError("broken"));
      else controller.close();
    },
    cancel() {
      over = true;
    },
  });
}

async function respond(request) {
  const { method, url, mode, credentials, cache, redirect, referrerPolicy } = request;
  const headers = Object.fromEntries(request.headers);
  calls.push({ method, url, mode, credentials, cache, redirect, referrerPolicy, headers, body: await request.text() });
  const plan = plans.shift();
  if (!plan) throw new TypeError("no response was planned");
  await wait(plan.delay ?? 0);
  if (plan.fails) throw new TypeError("planned");
  if (plan.isError) return Response.error();
  const response = new Response(body(plan), { status: plan.status ?? 200, headers: plan.headers ?? {} });
  if (plan.isRead) await response.text();
  for (const name of plan.hides ?? []) Object.defineProperty(response, name, { value: undefined });
  if (plan.type) Object.defineProperty(response, "type", { value: plan.type });
  return response;
}

export function plan(json) {
  calls = [];
  plans = JSON.parse(json);
  window.fetch = respond;
}

export function asked() {
  return JSON.stringify(calls);
}

export function pause(ms) {
  return wait(ms);
}

export function refuse_clipboard(refused) {
  navigator.clipboard.writeText = async () => {
    if (refused) throw new DOMException("planned", "NotAllowedError");
  };
}

export function delay_clipboard(ms) {
  navigator.clipboard.writeText = () => wait(ms);
}

let files = [];

// Instead of being downloaded, a file is listed as `made`, `clicked` and `revoked`.
export function watch_files() {
  files = [];
  URL.createObjectURL = () => `blob:${files.push("made")}`;
  URL.revokeObjectURL = () => files.push("revoked");
  HTMLAnchorElement.prototype.click = function () {
    if (this.href.startsWith("blob:")) files.push("clicked");
    else HTMLElement.prototype.click.call(this);
  };
}

export function take_files() {
  return files.splice(0).join(" ");
}

// An engine without the attribute `download`, or one with it.
export function set_download(supported) {
  const prototype = HTMLAnchorElement.prototype;
  if (supported) Object.defineProperty(prototype, "download", download);
  else delete prototype.download;
}

const download = Object.getOwnPropertyDescriptor(HTMLAnchorElement.prototype, "download");

// A property of each element that fits, as a style sheet has it.
export function styled(sheet, selector, property) {
  const style = document.createElement("style");
  style.textContent = sheet;
  document.head.append(style);
  const found = [...document.querySelectorAll(selector)];
  const values = found.map((element) => getComputedStyle(element).getPropertyValue(property));
  style.remove();
  return values.join(" ");
}

export function count() {
  const wrap = (target, name, change) => {
    const itself = target[name];
    target[name] = function (...args) {
      change(args);
      return itself.apply(this, args);
    };
  };
  wrap(EventTarget.prototype, "addEventListener", () => counts.listeners++);
  wrap(EventTarget.prototype, "removeEventListener", () => counts.listeners--);
  wrap(window, "setInterval", () => counts.timers++);
  wrap(window, "clearInterval", () => counts.timers--);
  const inner = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
  Object.defineProperty(Element.prototype, "innerHTML", {
    ...inner,
    set(text) {
      counts.innerHTML++;
      inner.set.call(this, text);
    },
  });
}

export function counted(name) {
  return counts[name];
}

// Every write to the document since the last call: one line each, with the node and what was written.
let writes;

export function take_writes() {
  if (!writes) {
    record(Node.prototype, "nodeValue", "textContent", "appendChild", "insertBefore", "removeChild", "replaceChild");
    record(CharacterData.prototype, "data", "remove");
    record(Element.prototype, "setAttribute", "removeAttribute", "toggleAttribute", "innerHTML", "append", "remove", "replaceChildren");
    record(HTMLElement.prototype, "hidden");
    record(HTMLInputElement.prototype, "value", "checked", "indeterminate", "disabled");
  }
  const taken = (writes ?? []).join("\n");
  writes = [];
  return taken;
}

function record(prototype, ...names) {
  for (const name of names) {
    const itself = Object.getOwnPropertyDescriptor(prototype, name);
    const kind = itself.set ? "set" : "value";
    Object.defineProperty(prototype, name, {
      ...itself,
      [kind](...given) {
        writes.push(`${this.nodeName} ${name}`);
        return itself[kind].apply(this, given);
      },
    });
  }
}

let idle = [];
const browser = { requestIdleCallback: window.requestIdleCallback, now: Date.now };

// A browser that is idle when a test says so, and a clock that goes on by 5 ms whenever it is read.
export function hold_idle() {
  idle = [];
  window.requestIdleCallback = (callback) => idle.push(callback);
  let time = browser.now();
  Date.now = () => (time += 5);
}

// Runs what waits for the browser to be idle, once, and says whether there was anything.
export async function be_idle() {
  const callback = idle.shift();
  callback?.();
  await wait(0);
  return callback !== undefined;
}

// The browser as it is, or one that does not tell when it is idle.
export function release_idle(tells) {
  Date.now = browser.now;
  if (tells) window.requestIdleCallback = browser.requestIdleCallback;
  else window.requestIdleCallback = undefined;
}

let reads = 0;
const checked = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "checked");

// How often a checkbox was asked whether it is ticked, since the last call.
export function take_reads() {
  Object.defineProperty(HTMLInputElement.prototype, "checked", {
    ...checked,
    get() {
      reads++;
      return checked.get.call(this);
    },
  });
  const taken = reads;
  reads = 0;
  return taken;
}
