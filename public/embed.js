// Uses the element as a stranger's page would: its package, its attributes, its events, nothing else of ours.
import "./element/index.js";

const form = document.querySelector("webhook-subscription-form");
const token = document.getElementById("token");
const events = document.getElementById("events");

// A real page asks its own server for a key here.
form.getToken = () => token.value;

for (const name of ["ready", "dirty", "created", "secret-stored", "error", "leave"]) {
  form.addEventListener(`webhook-${name}`, ({ type, detail }) => {
    const line = document.createElement("li");
    line.textContent = `${type} ${JSON.stringify(detail)}`;
    events.append(line);
  });
}
