// Registers the element. Doing it twice is fine.

import { WebhookSubscriptionForm, version } from "./element.js";

export function define(tag = "webhook-subscription-form") {
  const registry = globalThis.customElements;
  const known = registry?.get(tag);
  if (known && known.version !== version) {
    console.warn(`<${tag}> is defined already, by version ${known.version ?? "unknown"}; version ${version} is not used.`);
  }
  if (registry && !known) {
    // A class can be registered once only, and each registration has a version of its own to be told by.
    registry.define(tag, class extends WebhookSubscriptionForm { static version = version; });
  }
}
