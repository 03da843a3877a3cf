// Registers the element under its own name.

import { define } from "./element.js";

export { WebhookSubscriptionForm, define } from "./element.js";

define();
