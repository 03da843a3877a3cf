const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function nameOf(element) {
  if (element.name === "events") return element.value;
  const labels = [...(element.labels ?? [])].map((label) => label.innerText).join(" ");
  return plain(element.getAttribute("aria-label") || labels || element.innerText);
}

function find(sort, wanted) {
  const all = every(sort).filter((element) => element.checkVisibility());
  const exact = all.filter((element) => nameOf(element) === wanted);
  return exact.length ? exact : all.filter((element) => nameOf(element).startsWith(`${wanted} `));
}
