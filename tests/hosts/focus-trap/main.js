import { createFocusTrap } from "focus-trap";
import "webhook-subscription-form";
import { apiBase, button, getToken } from "../shared/page.js";

Object.assign(document.querySelector("webhook-subscription-form"), { apiBase, getToken });
const trap = createFocusTrap("#trap", { tabbableOptions: { getShadowRoot: true } });
button("Trap", () => trap.activate());
