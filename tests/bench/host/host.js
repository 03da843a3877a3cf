// Inserts an element; `?kinds=200` gives it that many kinds of events.
import { define } from "./define.js";

const kinds = Number(new URLSearchParams(location.search).get("kinds"));
const eventKinds = Array.from({ length: kinds }, (_, at) => ({
  id: `group${Math.floor(at / 20)}.kind${at}`,
  name: `Kind ${at}`,
  description: `What happens at kind ${at}.`,
  group: `Group ${Math.floor(at / 20)}`,
}));

globalThis.addElement = () => {
  const element = document.createElement("webhook-subscription-form");
  element.getToken = async () => "sk_test_0123456789abcdef";
  if (kinds) element.eventKinds = eventKinds;
  document.body.append(element);
};

define();
addElement();
