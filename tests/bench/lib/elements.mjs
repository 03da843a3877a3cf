// The element in a page of a host, which gives it the key.
import { assertNoProblems, cpuOf, load, memory, submit, visit } from "./visits.mjs";

const MORE = 100;
const FILTERS = ["k", "kind", "kind 1", "kind 11", ""];

/** From the press to the result, where `getToken` gives the key. */
export async function elementSubmit({ browser, server, site, mode }) {
  return browser.withContext(async (open) => {
    const page = await open();
    await load(page, site.url, mode);
    const shown = await submit(page, server);
    assertNoProblems(page);
    return { "submit to result, getToken, ms": shown };
  });
}

/** As many elements more. */
export async function manyElements({ browser, site, mode }) {
  return browser.withContext(async (open) => {
    const page = await open();
    await load(page, site.url, mode);
    const before = await memory(browser, page);
    const cpu = await cpuOf(page, () => page.evaluate(`bench.add(${MORE})`));
    const after = await memory(browser, page);
    assertNoProblems(page);
    const growth = (name) => (after[name] - before[name]) / MORE;
    const requests = page.requests.filter(({ url }) => !url.endsWith(".svg"));
    return {
      [`${MORE} more, CPU ms`]: cpu,
      "JavaScript heap of each, kB": growth("JavaScript heap, kB"),
      "process for each, kB": growth("process, kB"),
      "requests in all": requests.length,
    };
  });
}

/** An element with so many kinds of events. */
export const withKinds = (kinds) =>
  async function kindsOfEvents({ browser, site, mode }) {
    return browser.withContext(async (open) => {
      const page = await open();
      await visit(page, `${site.url}?kinds=${kinds}`, mode);
      const complete = await page.evaluate(`bench.kindIsThere(${kinds - 1})`);
      const { ready, longest } = await page.evaluate("bench.load(100)");
      const tick = await cpuOf(page, () => page.evaluate("bench.tick()"));
      const filter = await cpuOf(page, () => page.evaluate(`bench.type("input[name=event-filter]", ${JSON.stringify(FILTERS)})`));
      assertNoProblems(page);
      return {
        "app-ready, ms": ready,
        "all kinds are there, ms": complete,
        "longest task, ms": longest,
        "a tick, CPU ms": tick,
        "filter, CPU ms per event": filter / FILTERS.length,
      };
    });
  };
