import { useState } from "react";
import type { Theme } from "webhook-subscription-form";
import * as page from "../shared/page.js";
import { Mistake } from "./Mistake";
import { WebhookPanel } from "./WebhookPanel";

export function App() {
  const [shown, setShown] = useState(true);
  const [theme, setTheme] = useState<Theme>("light");
  if (page.mistaken) return <Mistake />;
  const { apiBase, getToken, onCreated, onStored, onFailed } = page;
  return (
    <>
      <button onClick={() => setShown(!shown)}>{shown ? "Remove" : "Add"}</button>
      <button onClick={() => setTheme("dark")}>Dark theme</button>
      {shown && <WebhookPanel {...{ apiBase, theme, getToken, onCreated, onStored, onFailed }} />}
    </>
  );
}
