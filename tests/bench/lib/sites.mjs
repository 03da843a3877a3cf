// The files of the sites: the built console and the built element, and a twin of each in hand-written JavaScript.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const TWIN = join(ROOT, "tests/bench/twin");
const HOST = join(ROOT, "tests/bench/host");

const read = (...path) => readFileSync(join(ROOT, ...path));

/** The files of a folder by their paths below `/name/`; those that were compressed for servers are left out. */
function folder(name, path) {
  const names = readdirSync(path).filter((file) => /\.(html|js|css|wasm|svg)$/.test(file));
  return names.map((file) => [`/${name}/${file}`, readFileSync(join(path, file))]);
}

/** The style sheet of the element in one file. */
function elementStyle() {
  const { outputFiles } = buildSync({ absWorkingDir: ROOT, entryPoints: ["style/element.css"], bundle: true, minify: true, write: false });
  return outputFiles[0].text;
}

/** A module of the twin in one file, minified as the console's own scripts are. */
function bundle(entry) {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [join(TWIN, entry)],
    define: { STYLE: JSON.stringify(elementStyle()) },
    bundle: true,
    minify: true,
    format: "esm",
    charset: "utf8",
    target: "es2022",
    write: false,
  });
  return Buffer.from(outputFiles[0].contents);
}

function twinOfConsole(console) {
  const script = bundle("page.js");
  const scriptName = `page-${createHash("sha256").update(script).digest("hex").slice(0, 16)}.js`;
  const name = (pattern) => console.map(([path]) => path.split("/").pop()).find((file) => pattern.test(file));
  const style = name(/^app-.*\.css$/);
  const page = readFileSync(join(TWIN, "index.html"), "utf8").replace("app.css", style).replace("page.js", scriptName).replace(/\n\s*/g, "");
  return [
    ["/twin/index.html", Buffer.from(page)],
    [`/twin/${scriptName}`, script],
    [`/twin/${style}`, read("dist/console", style)],
    ["/twin/icon.svg", read("dist/console/icon.svg")],
  ];
}

/** A page with the element, without a bundler. Both kinds of elements have the same one. */
const host = (name) => [...folder(name, HOST), [`/${name}/icon.svg`, read("dist/console/icon.svg")]];

/** The same with the README's lines, which preload the element. */
function preloadingHost(name) {
  const [, lines] = /<!-- in tests\/hosts\/html\/preload.html -->\n```html\n([^`]+)```/.exec(read("README.md").toString());
  const links = lines.replaceAll("webhook-subscription-form/", "").replace("index.js", "define.js");
  return host(name).map(([path, content]) => [path, path.endsWith(".html") ? Buffer.from(content.toString().replace("<script", `${links}<script`)) : content]);
}

export function files() {
  const console = folder("console", join(ROOT, "dist/console"));
  const element = (name) => folder(name, join(ROOT, "dist/element"));
  return new Map([
    ...console,
    ...twinOfConsole(console),
    ...element("element"),
    ...host("element"),
    ...element("preloaded"),
    ...preloadingHost("preloaded"),
    ["/twin-element/define.js", bundle("element.js")],
    ...host("twin-element"),
  ]);
}
