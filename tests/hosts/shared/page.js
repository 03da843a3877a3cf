// What every host page has around the element, whatever it is built with.

const EVENTS = ["ready", "dirty", "created", "secret-stored", "error", "leave"];

const asked = new URLSearchParams(location.search);

export const apiBase = asked.get("api") ?? location.origin;
export const late = asked.has("late");
/** Whether to make the mistake of giving the key in the markup. */
export const mistaken = asked.has("mistake");

const token = document.createElement("input");
const all = document.createElement("ol");
const heard = document.createElement("ol");

// A real page asks its own server here: the key must not be in its code.
export const getToken = async () => token.value;

function note(list, name, detail) {
  const line = document.createElement("li");
  line.textContent = `${name} ${JSON.stringify(detail)}`;
  list.append(line);
}

/** What the page did itself when its panel told it. */
export const onCreated = (subscription) => note(heard, "created", subscription);
export const onStored = (id) => note(heard, "stored", id);
export const onFailed = (detail) => note(heard, "failed", detail);

export function button(name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = name;
  made.addEventListener("click", act);
  document.body.prepend(made);
  return made;
}

token.id = "token";
token.autocomplete = "off";
token.type = "password";
const label = document.createElement("label");
label.append("Token ", token);
all.id = "events";
heard.id = "heard";
document.body.prepend(label);
document.body.append(all, heard);
for (const event of EVENTS) {
  document.addEventListener(`webhook-${event}`, ({ type, detail }) => note(all, type, detail));
}
