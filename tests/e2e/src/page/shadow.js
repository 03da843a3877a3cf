// The document or one element, and all open shadow roots in it: a person does not see where a root begins.
function rootsIn(root) {
  const hosts = [...root.querySelectorAll("*")].filter((element) => element.shadowRoot);
  return [root, ...hosts.flatMap((host) => rootsIn(host.shadowRoot))];
}

const roots = () => {
  const host = scope && document.querySelector(scope);
  return rootsIn(host?.shadowRoot ?? host ?? document);
};
const every = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
const first = (selector) => every(selector)[0] ?? null;

// A shadow root has no `innerText`, and text that is not rendered is not visible.
const visibleText = () =>
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

