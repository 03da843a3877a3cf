// The document, or one element, with every open shadow root in it: a person does not see where a root begins.
function rootsIn(root) {
  const hosts = [...root.querySelectorAll("*")].filter((element) => element.shadowRoot);
  return [root, ...hosts.flatMap((host) => rootsIn(host.shadowRoot))];
}

const roots = () => {
  const host = part && document.querySelector(part);
  return rootsIn(host?.shadowRoot ?? host ?? document);
};
const every = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
const first = (selector) => every(selector)[0] ?? null;

// A root has no text of its own, and text that is not drawn is not seen.
const seen = () =>
  roots()
    .flatMap((root) => (root === document ? [document.body] : [...root.children]))
    .filter((element) => element?.checkVisibility())
    .map((element) => element.innerText)
    .join("\n");

function focus() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

