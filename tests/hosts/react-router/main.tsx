import { createRoot } from "react-dom/client";
import { createBrowserRouter, Link, RouterProvider } from "react-router";
import { WebhookPanel } from "../react/WebhookPanel";
import * as page from "../shared/page.js";
import { LeaveQuestion } from "./LeaveQuestion";

const { apiBase, getToken, onCreated, onStored, onFailed } = page;

const Start = () => <Link to="/form">Form</Link>;
const Form = () => (
  <>
    <Link to="/">Start</Link>
    <LeaveQuestion />
    <WebhookPanel theme="light" {...{ apiBase, getToken, onCreated, onStored, onFailed }} />
  </>
);
const router = createBrowserRouter([
  { path: "/", Component: Start },
  { path: "/form", Component: Form },
]);

createRoot(document.getElementById("app")!).render(<RouterProvider router={router} />);
