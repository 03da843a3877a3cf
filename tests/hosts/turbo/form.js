import "@hotwired/turbo";
import "webhook-subscription-form";
import { apiBase, getToken } from "../shared/page.js";
import "./leave.js";

Object.assign(document.querySelector("webhook-subscription-form"), { apiBase, getToken });
