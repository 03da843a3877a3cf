// Reading and checking what was typed. Each check returns `{ value }` or `{ problem }`.

const LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/i;
const PRIVATE = /^(localhost|.*\.(localhost|local|internal|test|invalid)|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|\[.*)$/;

const isHost = (host) => host.startsWith("[") || host.replace(/\.$/, "").split(".").every((label) => LABEL.test(label));

export function readUrl(typed) {
  const text = typed.trim();
  if (!text) return { problem: "Enter the address of your endpoint" };
  if (text.length > 2048) return { problem: `At most 2048 characters, ${text.length} were given` };
  if (text.includes(" ")) return { problem: "An address has no spaces in it; write %20 where one is meant" };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1].toLowerCase();
  if (!scheme) return { problem: "Enter the whole address, as in https://example.com/hooks" };
  if (scheme === "http") return { problem: "Use https: deliveries are never sent in the clear" };
  if (scheme !== "https") return { problem: `The address must begin with https, not ${scheme}` };
  const host = text.slice(8).split(/[/?#\\]/)[0];
  if (host.includes("@"))
    return { problem: "Take the user name and password out of the address: it is stored and shown in the clear" };
  if (!host) return { problem: "The address has no host name" };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && isHost(url.hostname) ? { value: url } : { problem: `"${host}" is not a valid host name or IP address` };
}

/** Puts `https://` before what begins with the name of a host. */
export const completeUrl = (text) => (/^[^\s:/@[\]]+\.[^\s:/@[\]]+(:\d+)?([/?#].*)?$/.test(text) ? `https://${text}` : text);

export const isPrivate = (url) => PRIVATE.test(url.hostname);

export const countLabel = (text) => [...text.normalize("NFC")].length;

export function readLabel(typed) {
  const value = typed.normalize("NFC");
  if (!value.trim()) return { problem: "Enter a label" };
  return countLabel(value) > 60 ? { problem: "Use at most 60 characters" } : { value };
}

export function readBase(typed) {
  const text = typed.trim();
  if (!text) return { problem: "Enter the API’s base address" };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return { problem: "The base address must be absolute, as in https://api.example.com" };
  const isLocal = /^(.*\.)?localhost$|^127\.|^\[::1\]$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal)) return { problem: "The base address must be https" };
  return url.username || url.password || url.search || url.hash
    ? { problem: "The base address has no user, query or hash" }
    : { value: url.href.replace(/\/+$/, "") };
}

export function readKey(typed) {
  const value = typed.trim();
  if (!value) return { problem: "Enter an API key" };
  if (value.includes("whsec_")) return { problem: "This is a signing secret, not an API key" };
  if (value.includes("://")) return { problem: "This is an address, not an API key" };
  if (/^bearer\b/i.test(value)) return { problem: "The key begins with Bearer, which is no part of it" };
  return /^[!-~]{1,4096}$/.test(value) ? { value } : { problem: "The key holds a character that no key has: copy it again" };
}
