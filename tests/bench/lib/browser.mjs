// Chromium, driven by the DevTools protocol over a pipe: Node has no WebSocket client before version 22.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless=new",
  "--remote-debugging-pipe",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--window-size=1280,900",
];
/** How long an expression in a page may take, in milliseconds. 10,000 kinds take long. */
const TIMEOUT = 300_000;

export class Browser {
  #process;
  #profile = mkdtempSync(join(tmpdir(), "webhook-bench-"));
  #pending = new Map();
  #listeners = new Set();
  #last = 0;

  constructor(program) {
    const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"];
    this.#process = spawn(program, [...FLAGS, `--user-data-dir=${this.#profile}`, "about:blank"], { stdio });
    this.#process.on("error", (error) => this.#fail(error));
    this.#process.on("exit", () => this.#fail(new Error("the browser has ended")));
    let rest = "";
    this.#process.stdio[4].setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      messages.forEach((message) => this.#receive(JSON.parse(message)));
    });
  }

  #receive({ id, result, error, method, params, sessionId }) {
    if (id === undefined) return this.#listeners.forEach((listen) => listen(method, params, sessionId));
    const { resolve, reject, name } = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) reject(new Error(`${name}: ${error.message}`));
    else resolve(result);
  }

  #fail(error) {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  send(name, params = {}, sessionId) {
    const id = ++this.#last;
    this.#process.stdio[3].write(`${JSON.stringify({ id, method: name, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject, name }));
  }

  /** Calls `use` with a page of a new context, which has an empty cache and a process of its own, and closes it. */
  async withContext(use) {
    const { browserContextId } = await this.send("Target.createBrowserContext");
    const pages = [];
    const open = async () => {
      const page = await this.open(browserContextId);
      pages.push(page);
      return page;
    };
    try {
      return await use(open);
    } finally {
      pages.forEach((page) => page.stop());
      await this.send("Target.disposeBrowserContext", { browserContextId });
    }
  }

  async open(browserContextId) {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, sessionId, targetId);
    await page.send("Page.enable");
    await page.send("Runtime.enable");
    await page.send("Network.enable");
    // CPU time of the thread: other programs on the machine change it less than the time of the clock.
    await page.send("Performance.enable", { timeDomain: "threadTicks" });
    return page;
  }

  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async close() {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    await this.send("Browser.close").catch(() => {});
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

class Page {
  #browser;
  #session;
  #target;
  /** The requests, and the exceptions that the page did not catch. */
  requests = [];
  problems = [];

  constructor(browser, session, target) {
    this.#browser = browser;
    this.#session = session;
    this.#target = target;
    this.stop = browser.listen((method, params, sessionId) => {
      if (sessionId === session) this.#receive(method, params);
    });
  }

  #receive(method, params) {
    const request = this.requests.find(({ id }) => id === params?.requestId);
    if (method === "Network.requestWillBeSent") this.requests.push({ id: params.requestId, url: params.request.url, bytes: 0 });
    if (method === "Network.requestServedFromCache" && request) request.fromCache = true;
    if (method === "Network.responseReceived" && request) request.fromCache ??= params.response.fromDiskCache;
    if (method === "Network.loadingFinished" && request) request.bytes = params.encodedDataLength;
    if (method === "Runtime.exceptionThrown") this.problems.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
  }

  send(method, params) {
    return this.#browser.send(method, params, this.#session);
  }

  /** The value of an expression in the page; a promise is awaited. */
  async evaluate(expression) {
    const evaluated = this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = await inTime(evaluated, expression);
    if (exceptionDetails) throw new Error(`${expression.slice(0, 60)}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  async close() {
    this.stop();
    await this.#browser.send("Target.closeTarget", { targetId: this.#target });
  }
}

async function inTime(promise, name) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name}: nothing in ${TIMEOUT / 1000} s`)), TIMEOUT);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
