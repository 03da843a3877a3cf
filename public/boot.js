// Starts the console. Shows a message in plain English when the console cannot start, or when it crashes later.
// It is a file of its own, because it must work when the program does not.

import { button, element, rescue } from "./rescue.js";

// Words of the page itself: they stay if this file is not run at all.
const loading = document.getElementById("loading");
const container = document.querySelector("#boot [role=alert]");
let hasFailed = false;

function showMessage(title, lines, more = []) {
  loading.remove();
  const isAlone = !document.querySelector("h1");
  const message = element("section", "", [
    element(isAlone ? "h1" : "h2", title),
    ...lines.map((line) => element("p", line)),
    ...more,
    button("Reload", () => location.reload()),
  ]);
  message.className = "panel notice bad broken";
  container.replaceChildren(message);
}

// After a crash even a call into the program may throw.
function unstoredSecrets(glue) {
  try {
    return glue.salvage?.() ?? [];
  } catch {
    return [];
  }
}

function hasCrashed(glue) {
  try {
    return glue.crashed_form() !== undefined;
  } catch {
    return true;
  }
}

// Any call from the browser into the program may crash it. At the end of the task all of its code has returned, unless it
// crashed. The error itself is not enough: a stack overflow, for example, is not a `WebAssembly.RuntimeError`.
function watchForCrash(glue) {
  const check = () => {
    if (hasFailed || !hasCrashed(glue)) return;
    hasFailed = true;
    const secrets = unstoredSecrets(glue);
    if (secrets.length > 0) addEventListener("beforeunload", (event) => event.preventDefault());
    showMessage(
      "Something broke on this page",
      ["What you see can still be read and copied, but it may no longer react. Reload to go on."],
      secrets.flatMap((secret) => rescue(secret)),
    );
  };
  const scheduleCheck = () => setTimeout(check);
  addEventListener("error", scheduleCheck);
  addEventListener("unhandledrejection", scheduleCheck);
  // It may have crashed before the listeners were added.
  scheduleCheck();
}

function describe(error) {
  const text = String(error?.message ?? error);
  if (/unsafe-eval|content security policy/i.test(text)) {
    return "The security policy of this page does not allow WebAssembly.";
  }
  if (error instanceof WebAssembly.RuntimeError) {
    return "The program stopped while it was starting.";
  }
  if (error instanceof WebAssembly.CompileError || error instanceof WebAssembly.LinkError) {
    return "A file of the console is damaged, or this browser is too old for it.";
  }
  if (error instanceof TypeError) {
    return "A file of the console could not be loaded whole. The network or the server may be down.";
  }
  return "A file of the console could not be loaded.";
}

// `fetch` with `integrity` holds the body back until it is whole, and then the program cannot be compiled while it is loaded.
// So a copy of the body is hashed here, and nothing of the program runs before the hash is compared. Only a secure context
// can compute one.
async function compileProgram(url) {
  const links = [...document.querySelectorAll("link[integrity]")];
  const { crossOrigin, integrity } = links.find((link) => link.getAttribute("href") === url) ?? { integrity: "" };
  const canHash = globalThis.crypto?.subtle !== undefined;
  // The mode of the link that preloads it, or there are two requests. In WebKit no request to the own origin is served by
  // a link with `crossorigin`.
  const mode = crossOrigin === null ? { mode: "no-cors", credentials: "include" } : {};
  const response = await fetch(url, { ...mode, integrity: canHash ? "" : integrity });
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${url}`);
  const copy = integrity && canHash ? response.clone().arrayBuffer() : undefined;
  // Streaming compilation requires this media type.
  const canStream = response.headers.get("Content-Type") === "application/wasm";
  const module = canStream ? WebAssembly.compileStreaming(response) : response.arrayBuffer().then((bytes) => WebAssembly.compile(bytes));
  // If the file is another one, that is the reason to report, whatever the compiler says of it.
  module.catch(() => {});
  if (copy && (await copy.then(sha384)) !== integrity) {
    throw new WebAssembly.CompileError(`${url} is not the file that was built`);
  }
  return module;
}

// As the attribute `integrity` has it.
async function sha384(bytes) {
  const hash = await crypto.subtle.digest("SHA-384", bytes);
  return `sha384-${btoa(String.fromCharCode(...new Uint8Array(hash)))}`;
}

async function start() {
  if (typeof WebAssembly !== "object") {
    showMessage("The console cannot start", ["This browser has no WebAssembly, or it is switched off."]);
    return;
  }
  try {
    const { js, wasm } = document.querySelector('meta[name="program"]').dataset;
    // The addresses are relative to the page, as those of its links are. A module imports relative to itself.
    const module = new URL(js, document.baseURI).href;
    const [glue, program] = await Promise.all([import(module), compileProgram(wasm)]);
    await glue.default({ module_or_path: program });
    loading.remove();
    watchForCrash(glue);
  } catch (error) {
    hasFailed = true;
    console.error(error);
    showMessage("The console cannot start", [describe(error), `Reported: ${error?.message ?? error}`]);
  }
}

start();
