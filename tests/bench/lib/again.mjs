// A second visit: the files are in the cache of the browser, and so may be the compiled code.
import { Browser, pause } from "./browser.mjs";
import { assertNoProblems, load, metrics } from "./visits.mjs";

/** Chromium stores compiled code some time after the page is ready. */
const UNTIL_STORED = 2500;

/** Whether Chromium takes the compiled program from its cache: 1 or 0. None for a page without wasm. */
async function findsCompiledProgram(browser, url) {
  const page = await browser.open();
  const names = new Set();
  const stop = browser.listen((method, { value }) => {
    if (method === "Tracing.dataCollected") value.forEach(({ name }) => names.add(name));
  });
  const traceConfig = { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8.wasm"] };
  await page.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await load(page, url, undefined, 500);
  const complete = new Promise((resolve) => {
    const stop = browser.listen((method) => method === "Tracing.tracingComplete" && (stop(), resolve()));
  });
  await page.send("Tracing.end");
  await complete;
  stop();
  await page.close();
  const usesWasm = [...names].some((name) => name.startsWith("v8.wasm."));
  return usesWasm ? Number(names.has("v8.wasm.moduleCacheHit")) : undefined;
}

export async function secondVisit({ program, site, mode }) {
  // A browser of its own: a context for tests stores nothing on disk.
  const browser = new Browser(program);
  try {
    const first = await browser.open();
    await load(first, site.url, mode);
    await pause(UNTIL_STORED);
    await first.close();
    const page = await browser.open();
    const { paint, ready } = await load(page, site.url, mode, 500);
    const { TaskDuration } = await metrics(page);
    const sent = page.requests.filter(({ fromCache, url }) => !fromCache && !url.endsWith(".svg"));
    assertNoProblems(page);
    await page.close();
    return {
      "requests to the server": sent.length,
      "transferred, kB": sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
      "first paint, ms": paint,
      "app-ready, ms": ready,
      "main thread, CPU ms": TaskDuration * 1000,
      "compiled program found in the cache, 0 or 1": await findsCompiledProgram(browser, site.url),
    };
  } finally {
    await browser.close();
  }
}
