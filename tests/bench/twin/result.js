// The page after a create.
import { RESULT, fragment } from "./markup.js";

const element = (name, attributes, ...children) => {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.append(...children);
  return node;
};
const QUOTED = { translate: "no" };
const SAFE = { dir: "auto", ...QUOTED };
const quiet = (text) => element("span", { class: "quiet" }, text);

function date(value, absent) {
  if (value === null) return quiet(absent);
  const text = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" }).format(new Date(value));
  return element("time", { datetime: value }, text);
}

/** An address with its host in bold. */
export function address(url) {
  const { host, href } = new URL(url);
  const [before, after] = [href.slice(0, 8), href.slice(8 + host.length)];
  return element("code", QUOTED, before, element("b", {}, host), after);
}

/** Shows what was created; `onNext` goes back to the form. */
export function showResult(place, { subscription: stored, signingSecret }, onNext) {
  const page = fragment(RESULT);
  const heading = page.querySelector("h1");
  heading.textContent = `Store the signing secret of “${stored.label}”`;
  const copyId = element("button", { class: "link", type: "button", part: "button" }, "Copy id");
  const chips = stored.events.map((kind) => element("code", { class: "chip", ...SAFE }, kind));
  const rows = {
    Endpoint: address(stored.url),
    Label: element("bdi", SAFE, stored.label),
    Events: element("span", { class: "chips" }, ...chips),
    State: element("span", {}, ...(stored.active ? [element("i", { class: "dot" }), "Active"] : ["Paused"])),
    Created: date(stored.createdAt),
    "Last delivered": date(stored.lastDeliveredAt, "nothing yet"),
    "Secret rotated": date(stored.secretLastRotatedAt, "never"),
    "Subscription id": element("span", {}, element("code", SAFE, stored.subscriptionId), copyId, element("span", { class: "hint", role: "status" })),
    "Developer id": element("code", SAFE, stored.developerId),
  };
  const list = page.querySelector("dl");
  for (const [name, value] of Object.entries(rows)) list.append(element("div", {}, element("dt", {}, name), element("dd", {}, value)));
  const panel = page.querySelector(".secret");
  const [output, mask] = [panel.querySelector("output"), panel.querySelector(".mask")];
  const status = panel.querySelector(".acts + p");
  const reveal = (shown) => {
    output.textContent = shown ? signingSecret : "";
    output.hidden = !(mask.hidden = shown);
    panel.querySelectorAll("button")[1].textContent = shown ? "Hide secret" : "Reveal secret";
  };
  const copy = async (text, place) => {
    await navigator.clipboard.writeText(text);
    place.textContent = "Copied.";
  };
  const actions = {
    "Copy secret": () => copy(signingSecret, status),
    "Reveal secret": () => reveal(true),
    "Hide secret": () => reveal(false),
    "Copy id": () => copy(stored.subscriptionId, copyId.nextElementSibling),
    "Create another": onNext,
    "I have stored the signing secret": () => panel.replaceWith(element("p", {}, "It has left this page.")),
  };
  page.firstChild.addEventListener("click", ({ target }) => actions[target.textContent]?.());
  place.replaceChildren(page);
  heading.focus();
}
