import * as page from "./shared/page.js";

for (const form of document.querySelectorAll("webhook-subscription-form")) {
  form.apiBase = page.apiBase;
  form.getToken = page.getToken;
}
const define = () => import("./webhook-subscription-form/index.js");
if (page.late) page.button("Define", define);
else define();
