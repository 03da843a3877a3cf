// `npm run build` builds all host pages into dist/; `npm run build -- react vue` builds only these.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const PACKAGE = "webhook-subscription-form";
const here = dirname(fileURLToPath(import.meta.url));
const resolve = createRequire(import.meta.url).resolve;

const buildWithVite = (name) =>
  build({
    root: join(here, name),
    base: "./",
    logLevel: "warn",
    build: { outDir: join(here, "dist", name), emptyOutDir: true },
  });

// Without a bundler: the files of the package are copied.
function buildHtml() {
  const out = join(here, "dist/html");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  cpSync(join(here, "html"), out, { recursive: true });
  cpSync(join(here, "shared"), join(out, "shared"), { recursive: true });
  cpSync(dirname(resolve(`${PACKAGE}/package.json`)), join(out, PACKAGE), { recursive: true });
}

function buildAngular() {
  const ng = join(dirname(resolve("@angular/cli/package.json")), "bin/ng.js");
  execFileSync(process.execPath, [ng, "build"], { cwd: here, stdio: "inherit" });
}

const hosts = {
  html: buildHtml,
  "focus-trap": buildWithVite,
  react: buildWithVite,
  "react-router": buildWithVite,
  vue: buildWithVite,
  "vue-router": buildWithVite,
  svelte: buildWithVite,
  turbo: buildWithVite,
  angular: buildAngular,
};
const names = process.argv.slice(2);
for (const name of names.length ? names : Object.keys(hosts)) {
  const start = Date.now();
  await hosts[name](name);
  console.log(`${name}: built in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}
