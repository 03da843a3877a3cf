// Loaded once, for all elements of a page, when the first one is connected: the program, the style sheet, and the panel
// that is shown after a crash of the program.

import { build } from "build";
import { crashed_form, forget_kept, initSync, mount as createForm, salvage } from "program";
import style from "style";
import { button, element, maskAll, rescue } from "../../public/rescue.js";

// `element.js` compares it with its own.
export { build };

const sheets = new WeakMap();
// The observer of each root.
const schemeObservers = new WeakMap();
// The numbers of the documents, by which the program distinguishes them without holding them.
const documents = new WeakMap();
let documentCount = 0;
// The mounted forms by their id.
const mounted = new Map();

// For a form whose page leaves the colour scheme open.
const OPEN_SCHEME = ".webhook-form { color-scheme: light dark }";

export function start(module) {
  // The glue in this file fits no other program.
  const [section] = WebAssembly.Module.customSections(module, "build");
  if (!section || new TextDecoder().decode(section) !== build) throw new Error("runtime.wasm is of another build");
  initSync({ module });
  // Any call from the browser into the program may crash it. At the end of the task all of its code has returned, unless
  // it crashed.
  const scheduleCheck = () => setTimeout(handleCrash);
  addEventListener("error", scheduleCheck);
  addEventListener("unhandledrejection", scheduleCheck);
}

export function mount(page, root) {
  for (const type of ["keydown", "keypress", "keyup"]) root.addEventListener(type, keepKey);
  const method = createForm(page);
  const call = (name, value) => {
    try {
      return method(name, value);
    } catch (error) {
      handleCrash();
      throw error;
    }
  };
  const id = call("id");
  return {
    call,
    style() {
      call("place", placeOf(root.host));
      applyStyle(root);
      watchScheme(root);
    },
    attach() {
      root.querySelector(".placeholder")?.remove();
      this.style();
      mounted.set(id, { page, root });
      return call("attach", root);
    },
    detach() {
      schemeObservers.get(root)?.disconnect();
      mounted.delete(id);
      call("detach");
    },
  };
}

// A key that a control takes stays in the root. To the page its target would be the element, which is no input, so that a
// shortcut of the page for a single key would take it.
function keepKey(event) {
  if (takesKey(event.target, event)) event.stopPropagation();
}

function takesKey(control, event) {
  const { key } = event;
  // Windows has Control and Alt for AltGr, with which characters are typed.
  if ((event.ctrlKey && !event.getModifierState("AltGraph")) || event.metaKey) return false;
  const moves = /^(Arrow|Home$|End$|Page)/.test(key);
  if (control.matches("input:not([type=radio], [type=checkbox])"))
    return moves || key.length === 1 || ["Backspace", "Delete", "Dead", "Process"].includes(key);
  if (control.matches("[type=radio]") && moves) return true;
  return key === " " && control.matches("input, button");
}

// Drops what is kept for the elements in this one's document with its tag.
export function forget(element) {
  forget_kept(...placeOf(element));
}

function placeOf({ ownerDocument, localName }) {
  if (!documents.has(ownerDocument)) documents.set(ownerDocument, String(++documentCount));
  return [documents.get(ownerDocument), localName];
}

function applyStyle(root) {
  const { ownerDocument, host } = root;
  // A document without a window has no `CSSStyleSheet`.
  if (!ownerDocument.defaultView) return (root.adoptedStyleSheets = []);
  const [form, openScheme] = sheetsOf(ownerDocument);
  // The theme of the element is in its style sheet.
  if (root.adoptedStyleSheets[0] !== form) root.adoptedStyleSheets = [form];
  const isOpen =
    getComputedStyle(host).colorScheme === "normal" && !ownerDocument.querySelector("meta[name=color-scheme]");
  if (isOpen !== root.adoptedStyleSheets.length > 1) root.adoptedStyleSheets = isOpen ? [form, openScheme] : [form];
}

// A constructed style sheet belongs to one document.
function sheetsOf(document) {
  if (!sheets.has(document)) {
    const create = (text) => {
      const sheet = new document.defaultView.CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    };
    sheets.set(document, [style, OPEN_SCHEME].map(create));
  }
  return sheets.get(document);
}

// A page changes its colour scheme by an attribute of the element or of something around it, or in its head.
function watchScheme(root) {
  const apply = () => applyStyle(root);
  const observer = schemeObservers.get(root) ?? new MutationObserver((changes) => {
    apply();
    // A style sheet takes effect when it is loaded.
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) node.addEventListener("load", apply, { once: true });
  });
  schemeObservers.set(root, observer);
  observer.disconnect();
  for (let node = root.host; node; node = node.parentNode ?? node.host) observer.observe(node, { attributes: true });
  observer.observe(root.ownerDocument.head, { attributes: true, childList: true, subtree: true });
}

function handleCrash() {
  const form = crashedForm();
  if (form === undefined) return;
  // 0: the crash cannot be attributed to a form, so any form may be broken.
  for (const id of form === 0 ? [...mounted.keys()] : [form]) showCrash(id);
}

// After a crash even a call into the program may throw. Then the form is unknown.
function crashedForm() {
  try {
    return crashed_form();
  } catch {
    return 0;
  }
}

// The form stays on the screen, and so does a revealed secret.
function showCrash(id) {
  const form = mounted.get(id);
  if (!form) return;
  mounted.delete(id);
  const { page, root } = form;
  const secrets = unstoredSecrets(id);
  const t = (text) => page.get("messages")?.[text] ?? text;
  const restart = () => {
    // If there is a secret, a subscription with these values was created already.
    const values = secrets.length > 0 ? {} : fieldValues(root);
    maskAll();
    // The crashed program may reference its elements for ever, with all of their content.
    panel.remove();
    root.replaceChildren();
    page.restart(values);
  };
  // A restart drops the secrets of the crashed form, so it asks first.
  const confirmRestart = () => {
    const question = element("div", "", [
      element("p", t("You have not said that the secret is stored. It cannot be shown again.")),
      button(t("Leave without it"), restart),
      button(t("Stay here"), () => question.replaceWith(restartButton)),
    ]);
    question.className = "question";
    restartButton.replaceWith(question);
  };
  const restartButton = button(t("Start again"), secrets.length > 0 ? confirmRestart : restart);
  const panel = element("section", "", [
    element("h2", t("Something broke in this form")),
    element("p", t("What you see can still be read and copied, but it may no longer react.")),
    ...secrets.flatMap((secret) => rescue(secret, t)),
    restartButton,
  ]);
  panel.className = "panel notice bad broken";
  panel.setAttribute("role", "alert");
  formElement(root).prepend(panel);
  page.emit("webhook-error", { outcome: "unknown", code: "broken", status: null }, false);
}

// After a crash even a call into the program may throw.
function unstoredSecrets(id) {
  try {
    return salvage(id);
  } catch {
    return [];
  }
}

// The form, or a placeholder if the form crashed while it was mounted.
function formElement(root) {
  const form = root.querySelector(".webhook-form");
  if (form) return form;
  const placeholder = element("div", "");
  placeholder.className = "webhook-form placeholder";
  root.append(placeholder);
  return placeholder;
}

// The values of the fields, as attributes. Empty if the form shows no fields. A kind of a long list may have no box yet: it keeps
// its initial state.
function fieldValues(root) {
  const find = (selector) => root.querySelector(`input${selector}`);
  if (!find("[name=url]")) return {};
  const boxes = [...root.querySelectorAll("input[name=events]")];
  const all = find("[name=event-scope][value=all]")?.checked;
  const known = new Set(boxes.map(({ value }) => value));
  const initial = (root.host?.getAttribute("events") ?? "").split(/[\s,]+/).filter((kind) => kind && kind !== "*" && !known.has(kind));
  const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
  return { url: find("[name=url]").value, label: find("[name=label]")?.value, events: all ? "*" : [...chosen, ...initial].join(" ") };
}
