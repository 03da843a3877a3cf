// The page around the form. All of it is drawn here, as by other programs that draw their page in the browser.
import { showForm } from "./form.js";
import { fragment } from "./markup.js";

document.body.append(
  fragment(
    '<header class="bar"><span aria-hidden="true" class="mark"></span><strong>Webhook console</strong></header><main>' +
      '<div class="webhook-form" id="boot"><div role="alert"></div></div><div id="app"><div class="webhook-form" lang="en"></div></div></main>',
  ),
);
showForm(document.querySelector("#app > div"));
addEventListener("beforeunload", (event) => {
  if (document.querySelector("[aria-busy], .secret")) event.preventDefault();
});
performance.mark("webhook-console:ready");
