// A secret in plain elements, for when the program that held it broke. It stays apart because it has to work then.

// Keeps what records, translates or prints pages away, as the program itself does.
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

// How long a revealed secret stays revealed, in milliseconds. It is hidden then, never lost.
const REVEALED_FOR = 60_000;

// What hides each secret that is revealed. One that is hidden is held by its own elements alone, and goes with them.
const revealed = new Set();

export function hideAll() {
  for (const hide of revealed) hide();
}

for (const event of ["pagehide", "visibilitychange"]) addEventListener(event, hideAll);

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

// The only copy of a secret may be in the memory of the program that just broke.
export function rescue(secret, say = (text) => text) {
  const shown = element("output", "");
  for (const [name, value] of Object.entries(GUARDS)) shown.setAttribute(name, value);
  shown.setAttribute("aria-label", say("Signing secret"));
  const note = element("p", "");
  note.setAttribute("role", "status");

  let timer;
  const hide = () => show(false);
  const show = (visible) => {
    shown.textContent = visible ? secret : "";
    reveal.textContent = say(visible ? "Hide secret" : "Reveal secret");
    clearTimeout(timer);
    if (visible) {
      revealed.add(hide);
      timer = setTimeout(hide, REVEALED_FOR);
    } else {
      revealed.delete(hide);
    }
  };
  const reveal = button(say("Reveal secret"), () => show(shown.textContent === ""));
  const copy = button(say("Copy secret"), async () => {
    try {
      await navigator.clipboard.writeText(secret);
      note.textContent = say("Copied.");
    } catch {
      show(true);
      note.textContent = say("The browser did not let this page copy. Select it and copy it by hand.");
    }
  });

  return [
    element("p", say("You have not stored this signing secret yet, and it is shown only once. Copy it before you go on.")),
    element("p", "", [shown]),
    element("p", "", [copy, " ", reveal]),
    note,
  ];
}
