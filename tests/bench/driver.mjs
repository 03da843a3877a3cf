// Compares the console and the element with their twins, in Chromium:
//   node tests/bench/driver.mjs [--rounds N] [--only NAME] [--json FILE]
// `cargo xtask bench` builds what is compared and runs this.
import { writeFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { parseArgs } from "node:util";
import { secondVisit } from "./lib/again.mjs";
import { Browser } from "./lib/browser.mjs";
import { elementSubmit, manyElements, withKinds } from "./lib/elements.mjs";
import { summarize, table } from "./lib/figures.mjs";
import { serve } from "./lib/server.mjs";
import { files } from "./lib/sites.mjs";
import { MODES, coldLoad, submits, typings } from "./lib/visits.mjs";

const CONSOLE = { ours: "console/", twin: "twin/" };
const ELEMENT = { ours: "element/", twin: "twin-element/" };
const PRELOADED = { ours: "preloaded/", twin: "twin-element/" };
const KINDS = [19, 200, 2000, 10000];

/** What is measured: the pages of both, how a visit goes, and the network and processor. */
const MEASUREMENTS = [
  ...Object.keys(MODES).map((mode) => ({ name: `load, ${mode}`, pages: CONSOLE, visit: coldLoad, mode })),
  ...["fast", "9 Mbit/s"].map((mode) => ({ name: `submit, ${mode}`, pages: CONSOLE, visit: submits, mode })),
  { name: "typing, fast", pages: CONSOLE, visit: typings, mode: "fast" },
  ...["fast", "9 Mbit/s"].map((mode) => ({ name: `second visit, ${mode}`, pages: CONSOLE, visit: secondVisit, mode })),
  ...Object.keys(MODES).map((mode) => ({ name: `element load, ${mode}`, pages: ELEMENT, visit: coldLoad, mode })),
  ...Object.keys(MODES).map((mode) => ({ name: `preloaded element load, ${mode}`, pages: PRELOADED, visit: coldLoad, mode })),
  ...["fast", "9 Mbit/s"].map((mode) => ({ name: `element submit, ${mode}`, pages: ELEMENT, visit: elementSubmit, mode })),
  { name: "element 100 more, fast", pages: ELEMENT, visit: manyElements, mode: "fast" },
  ...KINDS.map((kinds) => ({ name: `kinds ${kinds}, fast`, pages: ELEMENT, visit: withKinds(kinds), mode: "fast" })),
];

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, only: { type: "string", default: "" }, json: { type: "string" } },
});
const rounds = Number(values.rounds);
const measurements = MEASUREMENTS.filter(({ name }) => name.startsWith(values.only));
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a number from 1");
if (measurements.length === 0) throw new Error(`--only takes the beginning of one of: ${MEASUREMENTS.map(({ name }) => name).join("; ")}`);

const server = await serve(files());
const program = process.env.CHROMIUM ?? "chromium";
const browser = new Browser(program);
const loadBefore = loadavg()[0];
const results = new Map(measurements.map(({ name }) => [name, []]));
try {
  // The first round warms the machine, and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const { name, pages, visit, mode } of measurements) {
      const figures = {};
      const sites = Object.entries(pages);
      // Each begins every other round.
      if (round % 2) sites.reverse();
      for (const [site, path] of sites) {
        const started = Date.now();
        figures[site] = await visit({ browser, program, server, site: { url: `${server.origin}/${path}` }, mode: MODES[mode] });
        console.error(`round ${round}: ${name}: ${site} in ${Date.now() - started} ms`);
      }
      if (round > 0) results.get(name).push({ ours: figures.ours, twin: figures.twin });
    }
  }
  report(await browser.send("Browser.getVersion"));
} finally {
  await browser.close();
  server.close();
}

function report({ product }) {
  const machine = {
    browser: product,
    node: process.version,
    system: `${type()} ${release()}`,
    processor: `${cpus().length} × ${cpus()[0].model}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadAverage: [loadBefore, loadavg()[0]],
  };
  const summaries = Object.fromEntries([...results].map(([name, rounds]) => [name, summarize(rounds)]));
  console.log(`${machine.browser}, Node ${machine.node}, ${machine.system}, ${machine.processor}, ${machine.memoryGiB} GiB`);
  console.log(`Load of the machine: ${loadBefore.toFixed(1)} before, ${machine.loadAverage[1].toFixed(1)} after. Medians of ${rounds} rounds (smallest to largest).`);
  for (const [name, summary] of Object.entries(summaries)) console.log(`\n### ${name}\n\n${table(summary)}`);
  if (values.json) writeFileSync(values.json, JSON.stringify({ machine, rounds, summaries, raw: Object.fromEntries(results) }, null, 1));
}
