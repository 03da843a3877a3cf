// Checks the package's manifest against the JSON schema of custom elements manifests.
import { createRequire } from "node:module";
import Ajv from "ajv";

const require = createRequire(import.meta.url);
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const validate = ajv.compile(require("custom-elements-manifest/schema.json"));
if (!validate(require("webhook-subscription-form/custom-elements.json"))) {
  console.error(`custom-elements.json: ${ajv.errorsText(validate.errors, { separator: "\n" })}`);
  process.exit(1);
}
