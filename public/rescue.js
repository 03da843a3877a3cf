// Shows a secret in plain elements after the program crashed. It uses nothing of the program.

// Exclude the secret from session recordings, translation and printing, as the program itself does.
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

// How long a secret stays revealed, in milliseconds. Then it is masked; it is never lost.
const REVEALED_FOR = 60_000;

// A function for each revealed secret that masks it. A masked secret is referenced by its own elements only, and is
// collected with them.
const revealed = new Set();

export function maskAll() {
  for (const mask of revealed) mask();
}

for (const event of ["pagehide", "visibilitychange"]) addEventListener(event, maskAll);

export function element(name, text, children = []) {
  const node = document.createElement(name);
  node.textContent = text;
  node.append(...children);
  return node;
}

export function button(text, onClick) {
  const node = element("button", text);
  node.type = "button";
  node.addEventListener("click", onClick);
  return node;
}

// The only copy of the secret may be in the memory of the crashed program. `t` translates a text.
export function rescue(secret, t = (text) => text) {
  const output = element("output", "");
  for (const [name, value] of Object.entries(GUARDS)) output.setAttribute(name, value);
  output.setAttribute("aria-label", t("Signing secret"));
  const paper = element("p", t("This secret is not printed. Whoever finds the paper could use it."));
  paper.className = "on-paper";
  const status = element("p", "");
  status.setAttribute("role", "status");

  let timer;
  const mask = () => setVisible(false);
  const setVisible = (visible) => {
    output.textContent = visible ? secret : "";
    revealButton.textContent = t(visible ? "Hide secret" : "Reveal secret");
    clearTimeout(timer);
    if (visible) {
      revealed.add(mask);
      timer = setTimeout(mask, REVEALED_FOR);
    } else {
      revealed.delete(mask);
    }
  };
  const revealButton = button(t("Reveal secret"), () => setVisible(output.textContent === ""));
  const copyButton = button(t("Copy secret"), async () => {
    try {
      await navigator.clipboard.writeText(secret);
      status.textContent = t("Copied.");
    } catch {
      setVisible(true);
      status.textContent = t("The browser did not let this page copy. Select it and copy it by hand.");
    }
  });

  return [
    element("p", t("You have not stored this signing secret yet, and it is shown only once. Copy it before you go on.")),
    element("p", "", [output]),
    paper,
    element("p", "", [copyButton, " ", revealButton]),
    status,
  ];
}
