// Uses the element as any host page would: its package, attributes and events, and nothing else of the project.
import "./element/index.js";

const form = document.querySelector("webhook-subscription-form");
const token = document.getElementById("token");
const events = document.getElementById("events");

// A real page requests the key from its own server.
form.getToken = () => token.value;

for (const name of ["ready", "dirty", "created", "secret-stored", "unstored", "error", "leave"]) {
  form.addEventListener(`webhook-${name}`, ({ type, detail }) => {
    const item = document.createElement("li");
    item.textContent = `${type} ${JSON.stringify(detail)}`;
    events.append(item);
  });
}
