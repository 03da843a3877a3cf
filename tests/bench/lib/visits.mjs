// What is measured of a page. Each visit returns its figures by name: milliseconds, bytes, or numbers.
import { readFileSync } from "node:fs";
import { pause } from "./browser.mjs";
import { median } from "./figures.mjs";
import { instrument } from "./page.mjs";

/** From app-ready to the figures of a load, in milliseconds. */
const QUIET = 500;
const KEY = "sk_test_0123456789abcdef";
const FIELDS = { url: "https://example.com/hooks", label: "Bench" };
/** How many input events a run has. */
const EVENTS = 50;

const megabits = (down, up, latency, cpu) => ({ down, up, latency, cpu });
export const MODES = {
  fast: undefined,
  "9 Mbit/s": megabits(9, 1.5, 60, 4),
  "1.6 Mbit/s": megabits(1.6, 0.75, 150, 1),
};

async function throttle(page, mode) {
  if (!mode) return;
  const bytes = (megabits) => (megabits * 1e6) / 8;
  await page.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: mode.latency,
    downloadThroughput: bytes(mode.down),
    uploadThroughput: bytes(mode.up),
  });
  await page.send("Emulation.setCPUThrottlingRate", { rate: mode.cpu });
}

export async function metrics(page) {
  const { metrics } = await page.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Milliseconds of CPU time of the main thread while `work` runs. */
export async function cpuOf(page, work) {
  const before = (await metrics(page)).TaskDuration;
  await work();
  return ((await metrics(page)).TaskDuration - before) * 1000;
}

/** Goes to a page, and waits until its own files are there. */
export async function visit(page, url, mode) {
  await page.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${instrument})()` });
  await throttle(page, mode);
  const { errorText } = await page.send("Page.navigate", { url });
  if (errorText) throw new Error(`${url}: ${errorText}`);
  await page.evaluate("new Promise((done) => (document.readyState === 'complete' ? done() : addEventListener('load', done)))");
}

/** The same, until the form has been ready for so many milliseconds. */
export async function load(page, url, mode, quiet = 0) {
  await visit(page, url, mode);
  return page.evaluate(`bench.load(${quiet})`);
}

/** Kilobytes of V8's heap and of the private memory of the page's process, after a collection. The second is known on Linux. */
export async function memory(browser, page) {
  for (let i = 0; i < 2; i++) await page.send("HeapProfiler.collectGarbage");
  const { usedSize } = await page.send("Runtime.getHeapUsage");
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  // The browser has other renderers too; the page's has used the page's CPU time.
  const { ProcessTime } = await metrics(page);
  const distance = ({ cpuTime }) => Math.abs(cpuTime - ProcessTime);
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const { id } = renderers.sort((a, b) => distance(a) - distance(b))[0];
  let process;
  try {
    process = Number(/^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]);
  } catch {
    process = undefined;
  }
  return { "JavaScript heap, kB": usedSize / 1024, "process, kB": process };
}

export function assertNoProblems(page) {
  if (page.problems.length > 0) throw new Error(page.problems.join("; "));
}

/** A visit with an empty cache, until the form is ready. */
export async function coldLoad({ browser, site, mode }) {
  return browser.withContext(async (open) => {
    const page = await open();
    const { paint, kept, ready, longest, elements } = await load(page, site.url, mode, QUIET);
    const { TaskDuration, LayoutDuration, RecalcStyleDuration } = await metrics(page);
    // The page's own icon is no part of becoming ready.
    const requests = page.requests.filter(({ url }) => !url.endsWith(".svg"));
    const figures = {
      requests: requests.length,
      "transferred, kB": requests.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
      "first paint, ms": paint,
      "typed text is kept, ms": kept,
      "app-ready, ms": ready,
      "main thread, CPU ms": TaskDuration * 1000,
      "of it layout and style, CPU ms": (LayoutDuration + RecalcStyleDuration) * 1000,
      "longest task, ms": longest,
      elements,
      ...(await memory(browser, page)),
    };
    assertNoProblems(page);
    return figures;
  });
}

/** What the person does before the press, and how long they wait then. */
const SUBMITS = {
  "0 ms after the key": [{ "api-key": KEY }, 0],
  "100 ms after the key": [{ "api-key": KEY }, 100],
  "1,000 ms after the key": [{ "api-key": KEY }, 1000],
  "key checked": [{ "api-key": KEY }, 0, "Check key", "The key works"],
};

export async function submit(page, server, [keys, wait, button, answer] = [{}, 0]) {
  await page.evaluate(`bench.fill(${JSON.stringify(FIELDS)}).then(() => bench.tick())`);
  // The last thing before the press is the key.
  await page.evaluate(`bench.fill(${JSON.stringify(keys)})`);
  if (button) await page.evaluate(`bench.press("${button}"); bench.shows("${answer}")`);
  if (wait) await pause(wait);
  server.creates.length = 0;
  const shown = await page.evaluate("bench.submit()");
  const [sent, ...more] = server.creates;
  const isRight = sent?.url === FIELDS.url && sent.label === FIELDS.label && sent.events.length === 1 && more.length === 0;
  if (!isRight) throw new Error(`not what was filled in: ${JSON.stringify(server.creates)}`);
  return shown;
}

/** From the press to the result, for the form of the console. */
export async function submits({ browser, server, site, mode }) {
  return browser.withContext(async (open) => {
    const figures = {};
    for (const [name, steps] of Object.entries(SUBMITS)) {
      const page = await open();
      await load(page, site.url, mode);
      figures[`submit to result, ${name}, ms`] = await submit(page, server, steps);
      assertNoProblems(page);
      await page.close();
    }
    return figures;
  });
}

/** CPU time of the main thread for each input event, less that of a bare input with the same texts. */
async function typing(page, selector, texts) {
  const run = (selector) => cpuOf(page, () => page.evaluate(`bench.type(${JSON.stringify(selector)}, ${JSON.stringify(texts)})`));
  const runs = { form: [], bare: [] };
  await run(selector);
  for (let i = 0; i < 2; i++) {
    runs.bare.push(await run("input.none"));
    runs.form.push(await run(selector));
  }
  return (median(runs.form) - median(runs.bare)) / texts.length;
}

const growing = (start) => Array.from({ length: EVENTS }, (_, at) => start + "a".repeat(at % 20));
const FILTERS = ["i", "is", "iss", "issu", "issue", "kin", "kind", "kind 1", "w", ""];

export async function typings({ browser, site, mode }) {
  return browser.withContext(async (open) => {
    const page = await open();
    await load(page, site.url, mode);
    await page.evaluate('bench.fill({ url: "http://x" })');
    const url = await typing(page, "input[name=url]", growing("https://example.com/"));
    const label = await typing(page, "input[name=label]", growing("Label "));
    const filter = await typing(page, "input[name=event-filter]", FILTERS);
    assertNoProblems(page);
    return { "URL, CPU ms per event": url, "label, CPU ms per event": label, "filter, CPU ms per event": filter };
  });
}
