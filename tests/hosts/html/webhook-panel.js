import "./webhook-subscription-form/index.js";

export function fill(form, { apiBase, getToken, onCreated, onStored, onFailed }) {
  form.setAttribute("api-base", apiBase);
  form.getToken = getToken;
  form.addEventListener("webhook-created", ({ detail }) => onCreated(detail.subscription));
  form.addEventListener("webhook-secret-stored", ({ detail }) => onStored(detail.subscriptionId));
  form.addEventListener("webhook-error", ({ detail }) => onFailed(detail));
}
