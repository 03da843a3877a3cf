// The part of a host page that is the same for all frameworks.

const EVENTS = ["ready", "dirty", "created", "secret-stored", "unstored", "error", "leave"];

const query = new URLSearchParams(location.search);

export const apiBase = query.get("api") ?? location.origin;
export const late = query.has("late");
/** Whether the page sets the key in the markup by mistake. */
export const mistaken = query.has("mistake");

const token = document.createElement("input");
const events = document.createElement("ol");
const heard = document.createElement("ol");

// A real page requests the key from its own server: it must not be in the code of the page.
export const getToken = async () => token.value;

function append(list, name, detail) {
  const item = document.createElement("li");
  item.textContent = `${name} ${JSON.stringify(detail)}`;
  list.append(item);
}

/** The callbacks of the panel. */
export const onCreated = (subscription) => append(heard, "created", subscription);
export const onStored = (id) => append(heard, "stored", id);
export const onFailed = (detail) => append(heard, "failed", detail);

export function button(name, onClick) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = name;
  element.addEventListener("click", onClick);
  document.body.prepend(element);
  return element;
}

token.id = "token";
token.autocomplete = "off";
token.type = "password";
const label = document.createElement("label");
label.append("Token ", token);
events.id = "events";
heard.id = "heard";
document.body.prepend(label);
document.body.append(events, heard);
for (const event of EVENTS) {
  document.addEventListener(`webhook-${event}`, ({ type, detail }) => append(events, type, detail));
}
