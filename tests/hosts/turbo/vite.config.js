import { fileURLToPath } from "node:url";

const input = ["index.html", "form.html"].map((name) => fileURLToPath(new URL(name, import.meta.url)));

export default { build: { rolldownOptions: { input } } };
