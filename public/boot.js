// Starts the console, and says in plain words when it cannot or when it broke later.
// It stays apart from the program because it has to work when the program does not.

const place = document.getElementById("boot");
let broken = false;

function element(name, text, parts = []) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...parts);
  return made;
}

function button(text, press) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", () => press(made));
  return made;
}

function say(title, lines, more = []) {
  const message = element("section", "", [
    element("h2", title),
    ...lines.map((line) => element("p", line)),
    ...more,
    button("Reload", () => location.reload()),
  ]);
  message.className = "boot-message";
  place.replaceChildren(message);
}

// Keeps what records, translates or prints pages away, as the program itself does.
const GUARDS = {
  class: "guarded notranslate sentry-mask sentry-block ph-no-capture fs-exclude rr-block",
  translate: "no",
  "aria-label": "Signing secret",
  "aria-live": "off",
  "data-sentry-mask": "",
  "data-dd-privacy": "hidden",
  "data-clarity-mask": "true",
  "data-hj-suppress": "",
  "data-private": "",
};

// The only copy of a secret may be in the memory of the program that just broke.
function rescue(secret) {
  const shown = document.createElement("output");
  for (const [name, value] of Object.entries(GUARDS)) shown.setAttribute(name, value);
  const note = element("p", "");
  note.setAttribute("role", "status");

  const show = (visible) => {
    shown.textContent = visible ? secret : "";
    reveal.textContent = visible ? "Hide secret" : "Reveal secret";
  };
  const reveal = button("Reveal secret", () => show(shown.textContent === ""));
  const copy = button("Copy secret", async () => {
    try {
      await navigator.clipboard.writeText(secret);
      note.textContent = "Copied.";
    } catch {
      show(true);
      note.textContent = "The browser did not allow copying. Select the secret and copy it by hand.";
    }
  });

  addEventListener("pagehide", () => show(false));
  addEventListener("visibilitychange", () => show(false));
  addEventListener("beforeunload", (event) => event.preventDefault());
  return [
    element("p", "You have not stored this signing secret yet, and it is shown only once. Copy it before you reload."),
    element("p", "", [shown]),
    element("p", "", [copy, " ", reveal]),
    note,
  ];
}

function unstored(glue) {
  try {
    return glue.salvage?.() ?? [];
  } catch {
    return [];
  }
}

function watch(glue) {
  const look = (reason) => {
    if (broken || !(reason instanceof WebAssembly.RuntimeError)) return;
    broken = true;
    say(
      "Something broke on this page",
      ["What you see can still be read and copied, but it may no longer react. Reload to go on."],
      unstored(glue).flatMap(rescue),
    );
  };
  addEventListener("error", (event) => look(event.error));
  addEventListener("unhandledrejection", (event) => look(event.reason));
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
    watch(glue);
    await glue.default({ module_or_path: answer });
    if (!broken) place.replaceChildren();
  } catch (error) {
    broken = true;
    console.error(error);
    say("The console cannot start", [reason(error), `Reported: ${error?.message ?? error}`]);
  } finally {
    clearTimeout(slow);
  }
}

start();
