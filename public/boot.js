// Starts the console, and says in plain words when it cannot or when it broke later.
// It stays apart from the program because it has to work when the program does not.

import { button, element, rescue } from "./rescue.js";

const place = document.getElementById("boot");
let broken = false;

function say(title, lines, more = []) {
  const isAlone = !document.querySelector("h1");
  const message = element("section", "", [
    element(isAlone ? "h1" : "h2", title),
    ...lines.map((line) => element("p", line)),
    ...more,
    button("Reload", () => location.reload()),
  ]);
  message.className = "panel notice bad broken";
  place.replaceChildren(message);
}

function unstored(glue) {
  try {
    return glue.salvage?.() ?? [];
  } catch {
    return [];
  }
}

// What is left of the program may fail as well.
function hasCrashed(glue) {
  try {
    return glue.crashed_form() !== undefined;
  } catch {
    return true;
  }
}

// The program may crash in anything that the browser calls. At the end of the task all its code has returned, unless it
// crashed. The error does not tell: a stack overflow, for one, is no error of WebAssembly.
function watch(glue) {
  const look = () => {
    if (broken || !hasCrashed(glue)) return;
    broken = true;
    const secrets = unstored(glue);
    if (secrets.length > 0) addEventListener("beforeunload", (event) => event.preventDefault());
    say(
      "Something broke on this page",
      ["What you see can still be read and copied, but it may no longer react. Reload to go on."],
      secrets.flatMap((secret) => rescue(secret)),
    );
  };
  const lookSoon = () => setTimeout(look);
  addEventListener("error", lookSoon);
  addEventListener("unhandledrejection", lookSoon);
  // It may have crashed since it started.
  lookSoon();
}

function reason(error) {
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

// A file that is missing and one that is damaged fail alike under an integrity check: the second
// look tells which it was.
async function program(address, integrity) {
  const answer = await fetch(address, { integrity }).catch(() => fetch(address, { cache: "no-store" }).then(diagnose));
  if (!answer.ok) throw new Error(`the server answered ${answer.status} for ${address}`);
  return answer;
}

function diagnose(answer) {
  answer.body?.cancel();
  if (answer.ok) throw new WebAssembly.CompileError(`${answer.url} is not the file that was built`);
  return answer;
}

function digest(address) {
  const links = [...document.querySelectorAll("link[integrity]")];
  return links.find((link) => link.getAttribute("href") === address)?.integrity ?? "";
}

async function start() {
  if (typeof WebAssembly !== "object") {
    say("The console cannot start", ["This browser has no WebAssembly, or it is switched off."]);
    return;
  }
  const slow = setTimeout(() => place.replaceChildren(element("p", "Still loading the console …")), 4000);
  try {
    const { js, wasm } = document.querySelector('meta[name="program"]').dataset;
    const [glue, answer] = await Promise.all([import(js), program(wasm, digest(wasm))]);
    await glue.default({ module_or_path: answer });
    place.replaceChildren();
    watch(glue);
  } catch (error) {
    broken = true;
    console.error(error);
    say("The console cannot start", [reason(error), `Reported: ${error?.message ?? error}`]);
  } finally {
    clearTimeout(slow);
  }
}

start();
