// Shows a secret in plain elements after the program that held it has crashed, without any of the program.

// Keeps session recorders, translators and printers away, as the program itself does.
const GUARDS = {
  class: "guarded notranslate sentry-mask sentry-block ph-no-capture fs-exclude rr-block",
  translate: "no",
  spellcheck: "false",
  draggable: "false",
  "aria-live": "off",
  "data-sentry-mask": "",
  "data-dd-privacy": "hidden",
  "data-clarity-mask": "true",
  "data-hj-suppress": "",
  "data-private": "",
};

// How long a revealed secret stays revealed, in milliseconds. It is masked then, never lost.
const REVEALED_FOR = 60_000;

// Masks each secret that is revealed. A masked one is referenced by its own elements only, and is collected with them.
const revealed = new Set();

export function maskAll() {
  for (const mask of revealed) mask();
}

for (const event of ["pagehide", "visibilitychange"]) addEventListener(event, maskAll);

export function element(name, text, parts = []) {
  const made = document.createElement(name);
  made.textContent = text;
  made.append(...parts);
  return made;
}

export function button(text, press) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

// The only copy of the secret may be in the memory of the program that has crashed. `t` translates a text.
export function rescue(secret, t = (text) => text) {
  const shown = element("output", "");
  for (const [name, value] of Object.entries(GUARDS)) shown.setAttribute(name, value);
  shown.setAttribute("aria-label", t("Signing secret"));
  const note = element("p", "");
  note.setAttribute("role", "status");

  let timer;
  const mask = () => show(false);
  const show = (visible) => {
    shown.textContent = visible ? secret : "";
    reveal.textContent = t(visible ? "Hide secret" : "Reveal secret");
    clearTimeout(timer);
    if (visible) {
      revealed.add(mask);
      timer = setTimeout(mask, REVEALED_FOR);
    } else {
      revealed.delete(mask);
    }
  };
  const reveal = button(t("Reveal secret"), () => show(shown.textContent === ""));
  const copy = button(t("Copy secret"), async () => {
    try {
      await navigator.clipboard.writeText(secret);
      note.textContent = t("Copied.");
    } catch {
      show(true);
      note.textContent = t("The browser did not let this page copy. Select it and copy it by hand.");
    }
  });

  return [
    element("p", t("You have not stored this signing secret yet, and it is shown only once. Copy it before you go on.")),
    element("p", "", [shown]),
    element("p", "", [copy, " ", reveal]),
    note,
  ];
}
