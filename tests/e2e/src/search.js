const parts = [];
const put = (place, text) => {
  if (text) parts.push([place, String(text)]);
};

function called(element) {
  const mark = element.getAttribute("aria-label") ?? element.getAttribute("name") ?? element.id;
  return element.localName + (mark ? `[${mark}]` : "");
}

function walk(node, above) {
  const here = node instanceof Element ? called(node) : above;
  if (node instanceof CharacterData) put(`text in ${above}`, node.data);
  if (node instanceof Element) {
    for (const { name, value } of node.attributes) put(`attribute ${name} of ${here}`, value);
    // An output's value is its text, which is in the list already.
    if (typeof node.value === "string" && node.localName !== "output") put(`value of ${here}`, node.value);
    if (node.shadowRoot) walk(node.shadowRoot, `the shadow root of ${here}`);
    if (node.content instanceof DocumentFragment) walk(node.content, here);
  }
  for (const name of Object.getOwnPropertyNames(node)) {
    if (typeof node[name] === "string") put(`property ${name} of ${here}`, node[name]);
  }
  for (const child of node.childNodes) walk(child, here);
}

function properties(object, place) {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
    if (typeof value === "string") put(`${place} ${name}`, value);
  }
}

async function stored() {
  for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
    for (const [key, value] of Object.entries(storage)) put(name, `${key}=${value}`);
  }
  for (const { name } of await indexedDB.databases()) {
    put("IndexedDB", name);
    put("IndexedDB", JSON.stringify(await recordsOf(name)));
  }
  for (const name of await caches.keys()) {
    put("the cache storage", name);
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      put("the cache storage", request.url);
      put("the cache storage", await (await cache.match(request)).text());
    }
  }
}

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function recordsOf(name) {
  const database = await settled(indexedDB.open(name));
  const records = [];
  for (const store of database.objectStoreNames) {
    const all = database.transaction(store).objectStore(store);
    records.push(store, await settled(all.getAllKeys()), await settled(all.getAll()));
  }
  database.close();
  return records;
}

walk(document, "the document");
properties(window, "the global");
put("cookie", document.cookie);
put("history.state", JSON.stringify(history.state));
put("location", location.href);
put("title", document.title);
put("window.name", window.name);
put("performance", JSON.stringify(performance.getEntries()));
return stored().then(() => ({
  parts,
  wholes: [
    ["the text of the document", document.documentElement.textContent],
    ["the markup of the document", document.documentElement.outerHTML],
  ],
}));
