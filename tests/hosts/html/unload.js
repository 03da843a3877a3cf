import * as page from "./shared/page.js";
import { fill } from "./webhook-panel.js";

const form = document.querySelector("webhook-subscription-form");
fill(form, page);
addEventListener("beforeunload", (event) => form.unstored > 0 && event.preventDefault());
