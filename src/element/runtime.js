// What all elements of a page share once the first one is in a document: the program, the style sheet, and what is shown
// after a crash of the program.

import { crashed_form, initSync, mount as make, salvage } from "program";
import style from "style";
import { button, element, maskAll, rescue } from "../../public/rescue.js";

const sheets = new WeakMap();
const shown = new Map();

export async function start(answer) {
  // Compiled while it arrives, where the server sends the right media type.
  const streams = answer.headers.get("Content-Type") === "application/wasm";
  const compiled = streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
  initSync({ module: await compiled });
  // The program may crash in anything that the browser calls. At the end of the task all its code has returned, unless
  // it crashed.
  const look = () => setTimeout(reportCrash);
  addEventListener("error", look);
  addEventListener("unhandledrejection", look);
}

export function mount(page, root) {
  const method = make(page);
  const call = (name, value) => {
    try {
      return method(name, value);
    } catch (error) {
      reportCrash();
      throw error;
    }
  };
  const id = call("id");
  return {
    call,
    style() {
      // A document that nobody sees has no window to make one in.
      const { ownerDocument } = root;
      root.adoptedStyleSheets = ownerDocument.defaultView ? [sheet(ownerDocument)] : [];
    },
    attach() {
      root.querySelector(".placeholder")?.remove();
      this.style();
      shown.set(id, { page, root });
      return call("attach", root);
    },
    detach() {
      shown.delete(id);
      call("detach");
    },
  };
}

function sheet(document) {
  if (!sheets.has(document)) {
    const made = new document.defaultView.CSSStyleSheet();
    made.replaceSync(style);
    sheets.set(document, made);
  }
  return sheets.get(document);
}

function reportCrash() {
  const form = crashedForm();
  if (form === undefined) return;
  // A crash that belongs to no form may have hit any.
  for (const id of form === 0 ? [...shown.keys()] : [form]) showCrash(id);
}

// What is left of the program may fail as well: then nobody knows which form it was.
function crashedForm() {
  try {
    return crashed_form();
  } catch {
    return 0;
  }
}

// What is on the screen stays, a revealed secret with it.
function showCrash(id) {
  const place = shown.get(id);
  if (!place) return;
  shown.delete(id);
  const { page, root } = place;
  const secrets = unstored(id);
  const t = (text) => page.get("messages")?.[text] ?? text;
  const restart = () => {
    // With a secret, what was typed has been created already.
    const typed = secrets.length > 0 ? {} : typedIn(root);
    maskAll();
    // What has crashed may reference its elements for ever, and all that is in them.
    panel.remove();
    root.replaceChildren();
    page.restart(typed);
  };
  // A secret that is here goes with the crashed form.
  const leave = () => {
    const question = element("div", "", [
      element("p", t("You have not said that the secret is stored. It cannot be shown again.")),
      button(t("Leave without it"), restart),
      button(t("Stay here"), () => question.replaceWith(again)),
    ]);
    question.className = "question";
    again.replaceWith(question);
  };
  const again = button(t("Start again"), secrets.length > 0 ? leave : restart);
  const panel = element("section", "", [
    element("h2", t("Something broke in this form")),
    element("p", t("What you see can still be read and copied, but it may no longer react.")),
    ...secrets.flatMap((secret) => rescue(secret, t)),
    again,
  ]);
  panel.className = "panel notice bad broken";
  panel.setAttribute("role", "alert");
  formIn(root).prepend(panel);
  page.emit("webhook-error", { outcome: "unknown", code: "broken", status: null }, false);
}

// What is left of the program may fail as well.
function unstored(id) {
  try {
    return salvage(id);
  } catch {
    return [];
  }
}

// A form that crashed while it was mounted is not there: a placeholder stands for it until it is mounted again.
function formIn(root) {
  const form = root.querySelector(".webhook-form");
  if (form) return form;
  const made = element("div", "");
  made.className = "webhook-form placeholder";
  root.append(made);
  return made;
}

// The values of the fields, as attributes; none when no fields are on the screen.
function typedIn(root) {
  const find = (selector) => root.querySelector(`input${selector}`);
  if (!find("[name=url]")) return {};
  const ticked = [...root.querySelectorAll("input[name=events]:checked")].map((box) => box.value);
  const all = find("[name=event-scope][value=all]")?.checked;
  return { url: find("[name=url]").value, label: find("[name=label]")?.value, events: all ? "*" : ticked.join(" ") };
}
