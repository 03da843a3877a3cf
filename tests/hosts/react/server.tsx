import { renderToString } from "react-dom/server";
import { WebhookPanel } from "./WebhookPanel";

const unused = () => {
  throw new Error("the server calls nothing");
};

/** The markup that a server sends. */
export const markup = renderToString(
  <WebhookPanel apiBase="" theme="light" getToken={unused} onCreated={unused} onStored={unused} onFailed={unused} />,
);
