// Registers the element. A second call for the same tag does nothing.

import { WebhookSubscriptionForm, version } from "./element.js";

export function define(tag = "webhook-subscription-form") {
  const registry = globalThis.customElements;
  const defined = registry?.get(tag);
  if (defined && defined.version !== version) {
    console.warn(`<${tag}> is defined already, by version ${defined.version ?? "unknown"}; version ${version} is not used.`);
  }
  if (registry && !defined) {
    // A class can be registered only once, so each tag gets a subclass, with its version.
    registry.define(tag, class extends WebhookSubscriptionForm { static version = version; });
  }
}
