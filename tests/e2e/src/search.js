const parts = [];
const add = (place, text) => {
  if (text) parts.push([place, String(text)]);
};

function describe(element) {
  const name = element.getAttribute("aria-label") ?? element.getAttribute("name") ?? element.id;
  return element.localName + (name ? `[${name}]` : "");
}

function walk(node, above) {
  const here = node instanceof Element ? describe(node) : above;
  if (node instanceof CharacterData) add(`text in ${above}`, node.data);
  if (node instanceof Element) {
    for (const { name, value } of node.attributes) add(`attribute ${name} of ${here}`, value);
    // An output's value is its text, which is in the list already.
    if (typeof node.value === "string" && node.localName !== "output") add(`value of ${here}`, node.value);
    if (node.shadowRoot) walk(node.shadowRoot, `the shadow root of ${here}`);
    if (node.content instanceof DocumentFragment) walk(node.content, here);
  }
  for (const name of Object.getOwnPropertyNames(node)) {
    if (typeof node[name] === "string") add(`property ${name} of ${here}`, node[name]);
  }
  for (const child of node.childNodes) walk(child, here);
}

function properties(object, place) {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
    if (typeof value === "string") add(`${place} ${name}`, value);
  }
}

async function addStored() {
  for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
    for (const [key, value] of Object.entries(storage)) add(name, `${key}=${value}`);
  }
  for (const { name } of await indexedDB.databases()) {
    add("IndexedDB", name);
    add("IndexedDB", JSON.stringify(await recordsOf(name)));
  }
  for (const name of await caches.keys()) {
    add("the cache storage", name);
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      add("the cache storage", request.url);
      add("the cache storage", await (await cache.match(request)).text());
    }
  }
}

const resultOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function recordsOf(name) {
  const database = await resultOf(indexedDB.open(name));
  const records = [];
  for (const store of database.objectStoreNames) {
    const all = database.transaction(store).objectStore(store);
    records.push(store, await resultOf(all.getAllKeys()), await resultOf(all.getAll()));
  }
  database.close();
  return records;
}

walk(document, "the document");
properties(window, "the global");
add("cookie", document.cookie);
add("history.state", JSON.stringify(history.state));
add("location", location.href);
add("title", document.title);
add("window.name", window.name);
add("performance", JSON.stringify(performance.getEntries()));
return addStored().then(() => ({
  parts,
  wholes: [
    ["the text of the document", document.documentElement.textContent],
    ["the markup of the document", document.documentElement.outerHTML],
  ],
}));
