// Defines the element under its own name.

import { define } from "./define.js";

export { WebhookSubscriptionForm } from "./element.js";
export { define };

define();
