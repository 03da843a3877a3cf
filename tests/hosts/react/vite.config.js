import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { runnerImport } from "vite";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const markup = {
  name: "markup",
  async transformIndexHtml(html) {
    const { module } = await runnerImport(here("server.tsx"));
    return html.replace("<!-- markup -->", module.markup);
  },
};

export default {
  plugins: [react(), markup],
  build: { rolldownOptions: { input: ["index.html", "hydrated.html"].map(here) } },
};
