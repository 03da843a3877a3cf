// `npm run build` builds every host page into dist/, `npm run build -- react vue` only these.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const PACKAGE = "webhook-subscription-form";
const here = dirname(fileURLToPath(import.meta.url));
const find = createRequire(import.meta.url).resolve;

const vite = (name) =>
  build({
    root: join(here, name),
    base: "./",
    logLevel: "warn",
    build: { outDir: join(here, "dist", name), emptyOutDir: true },
  });

// There is no bundler: the package's files are served as they are.
function html() {
  const out = join(here, "dist/html");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  cpSync(join(here, "html"), out, { recursive: true });
  cpSync(join(here, "shared"), join(out, "shared"), { recursive: true });
  cpSync(dirname(find(`${PACKAGE}/package.json`)), join(out, PACKAGE), { recursive: true });
}

function angular() {
  const ng = join(dirname(find("@angular/cli/package.json")), "bin/ng.js");
  execFileSync(process.execPath, [ng, "build"], { cwd: here, stdio: "inherit" });
}

const hosts = { html, react: vite, vue: vite, svelte: vite, angular };
const wanted = process.argv.slice(2);
for (const name of wanted.length ? wanted : Object.keys(hosts)) {
  const begun = Date.now();
  await hosts[name](name);
  console.log(`${name}: built in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}
