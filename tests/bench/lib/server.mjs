// Serves the files of all sites and a stub of the API, from one origin and with the headers of `webhook-console-server`.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { extname } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
};
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // With it the clock of the page is precise to 5 µs.
  "Cross-Origin-Embedder-Policy": "require-corp",
};
const HASHED = /-[0-9a-f]{12,16}(_bg)?\.\w+$/;

export const SECRET = "whsec_5c1d2f9ae04b4c7d8e6f1a2b3c4d5e6f";
const TENANT = {
  tenant: { tenantId: "tnt_1", orgId: "org_1" },
  developer: { developerId: "dev_1", orgId: "org_1", email: "dev@example.com" },
  key: { keyId: "key_1", label: "bench", scopes: ["*"], prefix: "sk_test_" },
};

const created = (request) => ({
  subscription: {
    subscriptionId: "whs_01JQ4ZP8D3V5T6Y7N8M9K0X1C2",
    developerId: "dev_01JQ4ZP8D3AAAAAAAAAAAAAAAA",
    ...request,
    active: true,
    createdAt: "2026-01-15T10:30:00.000Z",
    lastDeliveredAt: null,
    secretLastRotatedAt: null,
  },
  signingSecret: SECRET,
});

/** `files` has the content of each path. `creates` of the result has what was sent to the API since it was emptied. */
export async function serve(files) {
  const served = new Map();
  for (const [path, content] of files) {
    const compressed = brotliCompressSync(content);
    const etag = `"${createHash("sha256").update(content).digest("hex").slice(0, 16)}"`;
    served.set(path, { compressed, etag, raw: content.length });
  }
  const creates = [];

  function answerApi(request, response, path, body) {
    let data;
    if (path === "/v1/tenant") data = TENANT;
    else creates.push((data = JSON.parse(body)));
    const json = JSON.stringify({ ok: true, data: path === "/v1/tenant" ? data : created(data), contractVersion: "v1.0" });
    response.writeHead(path === "/v1/tenant" ? 200 : 201, { ...HEADERS, "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(json);
  }

  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.replace(/\/$/, "/index.html");
    if (path.startsWith("/v1/")) {
      let body = "";
      for await (const part of request.setEncoding("utf8")) body += part;
      return answerApi(request, response, path, body);
    }
    const file = served.get(path);
    if (!file) return response.writeHead(404, HEADERS).end();
    const cache = HASHED.test(path) ? "public, max-age=31536000, immutable" : "no-cache";
    const head = { ...HEADERS, "Cache-Control": cache, ETag: file.etag, Vary: "Accept-Encoding" };
    if (request.headers["if-none-match"] === file.etag) return response.writeHead(304, head).end();
    const { compressed } = file;
    response.writeHead(200, { ...head, "Content-Type": TYPES[extname(path)], "Content-Encoding": "br", "Content-Length": compressed.length });
    response.end(compressed);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    creates,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
