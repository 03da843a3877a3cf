import "./shared/late.js";
import * as page from "./shared/page.js";
import { fill } from "./webhook-panel.js";

const form = document.querySelector("webhook-subscription-form");
const parent = form.parentElement;
fill(form, page);

// The same instance is removed and inserted again.
const toggle = page.button("Remove", () => {
  if (form.isConnected) form.remove();
  else parent.append(form);
  toggle.textContent = form.isConnected ? "Remove" : "Add";
});
page.button("Dark theme", () => form.setAttribute("theme", "dark"));
