import "../shared/late.js";
import { hydrateRoot } from "react-dom/client";
import * as page from "../shared/page.js";
import { WebhookPanel } from "./WebhookPanel";

const root = document.getElementById("app")!;
// A real server knows the address of its API.
root.querySelector("webhook-subscription-form")!.setAttribute("api-base", page.apiBase);
const { apiBase, getToken, onCreated, onStored, onFailed } = page;
hydrateRoot(root, <WebhookPanel theme="light" {...{ apiBase, getToken, onCreated, onStored, onFailed }} />);
