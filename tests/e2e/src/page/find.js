const normalize = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function nameOf(element) {
  if (element.name === "events") return element.value;
  const labels = [...(element.labels ?? [])].map((label) => label.innerText).join(" ");
  return normalize(element.getAttribute("aria-label") || labels || element.innerText);
}

function find(selector, name) {
  const all = every(selector).filter((element) => element.checkVisibility());
  const exact = all.filter((element) => nameOf(element) === name);
  return exact.length ? exact : all.filter((element) => nameOf(element).startsWith(`${name} `));
}
