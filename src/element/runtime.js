// What every element of a page shares once the first one is in a document: the program, the style sheet, and what is
// done when the program breaks.

import { culprit, initSync, mount as make, salvage } from "program";
import style from "style";
import { button, element, hideAll, rescue } from "../../public/rescue.js";

const sheets = new WeakMap();
const shown = new Map();

export async function start(answer) {
  // Compiled while it arrives, where the server calls it what it is.
  const streams = answer.headers.get("Content-Type") === "application/wasm";
  const compiled = streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
  initSync({ module: await compiled });
  // The program may break in anything that the browser calls. By the end of the task it has left all its code, unless
  // it broke.
  const look = () => setTimeout(() => broke(culprit()));
  addEventListener("error", look);
  addEventListener("unhandledrejection", look);
}

export function mount(page, root) {
  const tell = make(page);
  const safely = (verb, value) => {
    try {
      return tell(verb, value);
    } catch (error) {
      broke(culprit());
      throw error;
    }
  };
  const id = safely("id");
  return {
    tell: safely,
    style() {
      // A document that nobody sees has no window to make one in.
      const { ownerDocument } = root;
      root.adoptedStyleSheets = ownerDocument.defaultView ? [sheet(ownerDocument)] : [];
    },
    attach() {
      root.querySelector(".unmade")?.remove();
      this.style();
      shown.set(id, { page, root });
      return safely("attach", root);
    },
    detach() {
      shown.delete(id);
      safely("detach");
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

// What is on the screen stays, a revealed secret with it; the others go on.
function broke(id) {
  const place = shown.get(id);
  if (!place) return;
  shown.delete(id);
  const { page, root } = place;
  const secrets = unstored(id);
  const say = (text) => page.get("messages")?.[text] ?? text;
  const restart = () => {
    const typed = typedIn(root);
    hideAll();
    // What broke may hold its own elements for ever, and all that is in them.
    panel.remove();
    root.replaceChildren();
    page.restart(typed);
  };
  // What is here of a secret goes with the broken form.
  const leave = () => {
    const question = element("div", "", [
      element("p", say("You have not said that the secret is stored. It cannot be shown again.")),
      button(say("Leave without it"), restart),
      button(say("Stay here"), () => question.replaceWith(again)),
    ]);
    question.className = "question";
    again.replaceWith(question);
  };
  const again = button(say("Start again"), secrets.length > 0 ? leave : restart);
  const panel = element("section", "", [
    element("h2", say("Something broke in this form")),
    element("p", say("What you see can still be read and copied, but it may no longer react.")),
    ...secrets.flatMap((secret) => rescue(secret, say)),
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

// One that broke while it was made is not there: something stands for it until the next attempt.
function formIn(root) {
  const form = root.querySelector(".webhook-form");
  if (form) return form;
  const made = element("div", "");
  made.className = "webhook-form unmade";
  root.append(made);
  return made;
}

// The values of the fields, as the attributes that stand for them; none when no fields are on the screen.
function typedIn(root) {
  const find = (selector) => root.querySelector(`input${selector}`);
  if (!find("[name=url]")) return {};
  const ticked = [...root.querySelectorAll("input[name=events]:checked")].map((box) => box.value);
  const all = find("[name=event-scope][value=all]")?.checked;
  return { url: find("[name=url]").value, label: find("[name=label]")?.value, events: all ? "*" : ticked.join(" ") };
}
