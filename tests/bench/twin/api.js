// The two calls of the API. What is read of an answer is checked field by field.

const isText = (value) => typeof value === "string";
const isTextOrNull = (value) => value === null || isText(value);

function isCreated(data) {
  const { subscription: stored, signingSecret } = data ?? {};
  return (
    isText(signingSecret) &&
    signingSecret.startsWith("whsec_") &&
    stored !== null &&
    typeof stored === "object" &&
    ["subscriptionId", "developerId", "url", "label", "createdAt"].every((name) => isText(stored[name])) &&
    Array.isArray(stored.events) &&
    stored.events.every(isText) &&
    typeof stored.active === "boolean" &&
    isTextOrNull(stored.lastDeliveredAt) &&
    isTextOrNull(stored.secretLastRotatedAt)
  );
}

async function call(base, key, path, init) {
  const headers = { Accept: "application/json", Authorization: `Bearer ${key}`, ...init?.headers };
  const options = { ...init, headers, cache: "no-store", credentials: "omit", redirect: "manual", referrerPolicy: "no-referrer" };
  const response = await fetch(base + path, options);
  return { status: response.status, body: await response.json() };
}

export async function checkKey(base, key) {
  const { status, body } = await call(base, key, "/v1/tenant");
  return status === 200 && body.ok ? body.data : undefined;
}

/** What was created, or why nothing was; throws where that is unknown. */
export async function create(base, key, request) {
  const headers = { "Content-Type": "application/json" };
  const { status, body } = await call(base, key, "/v1/webhooks", { method: "POST", headers, body: JSON.stringify(request) });
  if (status < 300 && body.ok === true && isCreated(body.data)) return { created: body.data };
  if (status >= 400 && status < 500) return { refusal: isText(body.error?.message) ? body.error.message : "" };
  throw new Error(`the answer was ${status}`);
}
