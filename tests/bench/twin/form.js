// The form: what the person types is in its controls, and everything else is read from them.
import { checkKey, create } from "./api.js";
import { CLAUSES, KINDS } from "./kinds.js";
import { formMarkup, fragment } from "./markup.js";
import { address, showResult } from "./result.js";
import { completeUrl, countLabel, isPrivate, readBase, readKey, readLabel, readUrl } from "./values.js";

const READERS = { "api-base": readBase, "api-key": readKey, url: readUrl, label: readLabel };

function grouped(kinds) {
  const groups = new Map();
  for (const { group = "Other", ...kind } of kinds) {
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push({ ...kind, group, at: 0, ours: kinds === KINDS });
  }
  let at = 0;
  for (const kind of [...groups.values()].flat()) kind.at = at++;
  return groups;
}

const anyOf = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`);
const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

// The markup of the API's own kinds is parsed once.
const templates = {};
function ownForm(hasConnection) {
  templates[hasConnection] ??= fragment(formMarkup(grouped(KINDS), KINDS.length, hasConnection));
  return templates[hasConnection].cloneNode(true);
}

/** Shows a form in `place`. With `getToken` the page gives the key and the base address, else the person types both. */
export function showForm(place, { kinds = KINDS, getToken, base = location.origin } = {}) {
  const hasConnection = !getToken;
  const form = (kinds === KINDS ? ownForm(hasConnection) : fragment(formMarkup(grouped(kinds), kinds.length, hasConnection))).firstChild;
  const find = (selector) => form.querySelector(selector);
  const input = (name) => find(`[name=${name}]`);
  const names = ["api-base", "api-key", "url", "label"].slice(hasConnection ? 0 : 2);
  const boxes = [...form.querySelectorAll("[name=events]")];
  const families = [...find(".families").children].map((family) => ({
    family,
    all: family.querySelector("input"),
    figures: family.querySelector("em"),
    name: family.querySelector("span").textContent,
    boxes: [...family.querySelectorAll("[name=events]")],
  }));
  const texts = new Map(boxes.map((box) => [box, `${box.ariaLabel} ${box.parentNode.textContent}`.toLowerCase()]));
  const [first, second] = form.querySelectorAll(".plain b");
  const [noMatch, notFired] = form.querySelectorAll(".kinds > [role=status]");
  const [sentAs, advice] = find("#url-more-1").querySelectorAll("[aria-live]");
  const touched = new Set();
  let isSending = false;

  const ticked = () => boxes.filter((box) => box.checked);
  const takesAll = () => find("[value=all]").checked;

  function showProblem(name, problem = "") {
    write(find(`#${name}-error-1`), problem);
    const field = READERS[name] && input(name);
    if (field && problem) field.ariaInvalid = "true";
    else field?.removeAttribute("aria-invalid");
    const line = find(`.notice [href="#${name}-1"]`);
    if (!line) return;
    write(line, problem);
    line.parentNode.hidden = !problem;
    if (!find(".notice li:not([hidden])")) find(".notice").remove();
  }

  function check(name) {
    const { value, problem } = READERS[name](input(name).value);
    if (touched.has(name)) showProblem(name, problem);
    return value;
  }

  function checkEvents() {
    const events = takesAll() ? ["*"] : ticked().map((box) => box.value);
    if (touched.has("events")) showProblem("events", events.length ? "" : "Choose at least one kind of event, or all kinds");
    return events.length ? events : undefined;
  }

  function summary() {
    const chosen = ticked();
    if (takesAll()) return "On every event, of kinds added later too";
    if (chosen.length > 6) return `On each event of the ${chosen.length} kinds chosen`;
    const clauses = families.flatMap(({ name, boxes }) => {
      const verbs = boxes.filter((box) => box.checked).map((box) => box.nextSibling.firstChild.textContent);
      if (!verbs.length) return [];
      return kinds === KINDS ? `${CLAUSES[name]} ${anyOf(verbs.map((verb) => verb.toLowerCase()))}` : anyOf(verbs);
    });
    return clauses.length ? `When ${anyOf(clauses)}` : "";
  }

  function showSummary() {
    const text = summary();
    const url = readUrl(input("url").value).value;
    const [hint, comma, end] = [...first.parentNode.childNodes].filter((node) => node.nodeType === 3);
    hint.data = text ? "" : "Choose what to be told of, and this line says what will be subscribed to.";
    write(first, text);
    comma.data = text && ", ";
    write(second, text && (url?.hostname ?? "your endpoint"));
    if (text && url) second.translate = false;
    else second.removeAttribute("translate");
    end.data = text && " gets a signed POST.";
  }

  function showPicker() {
    for (const { family, all, figures, boxes } of families) {
      const shown = boxes.filter((box) => !box.parentNode.hidden);
      const count = shown.filter((box) => box.checked).length;
      const total = `${boxes.filter((box) => box.checked).length} of ${boxes.length}`;
      write(figures, shown.length < boxes.length ? `${total}, box acts on the ${shown.length} shown` : total);
      all.checked = count > 0 && count === shown.length;
      all.indeterminate = count > 0 && count < shown.length;
      family.hidden = !shown.length;
    }
    const chosen = ticked();
    write(find(".filter .count"), chosen.length === 1 ? "1 kind selected" : `${chosen.length} kinds selected`);
    write(noMatch, families.every(({ family }) => family.hidden) ? "No kind fits this filter." : "");
    const hasUnfired = !takesAll() && chosen.length && chosen.every((box) => box.parentNode.querySelector("mark"));
    write(notFired, hasUnfired ? "None of the chosen kinds is fired today. Nothing will arrive until that changes." : "");
    find(".kinds").hidden = takesAll();
  }

  function filter(text) {
    const words = text.toLowerCase().split(/\s+/);
    for (const box of boxes) box.parentNode.hidden = !words.every((word) => texts.get(box).includes(word));
    showPicker();
  }

  function showUrl() {
    const { value } = readUrl(input("url").value);
    const isOther = value && value.href !== input("url").value;
    sentAs.replaceChildren(...(isOther ? [paragraph("sent", "Sent as ", address(value.href))] : []));
    const warning = "EnfinitOS cannot reach this address from outside your network.";
    advice.replaceChildren(...(value && isPrivate(value) ? [paragraph("warning", bold("Warning: "), warning)] : []));
  }

  const paragraph = (className, ...content) => {
    const node = document.createElement("p");
    node.className = className;
    node.append(...content);
    return node;
  };
  const bold = (text) => {
    const node = document.createElement("b");
    node.textContent = text;
    return node;
  };

  function leave(name) {
    const field = input(name);
    if (name === "url") field.value = completeUrl(field.value.trim());
    if (field.value) touched.add(name);
    check(name);
    if (name === "url") showUrl();
    if (name === "url") showSummary();
  }

  function showNotice(heading, ...content) {
    const section = document.createElement("section");
    const title = document.createElement("h2");
    title.textContent = heading;
    title.part = "heading";
    title.id = "notice-heading-1";
    section.className = "panel notice bad";
    section.tabIndex = -1;
    section.part = "panel";
    section.dataset.outcome = "not-created";
    section.setAttribute("aria-labelledby", title.id);
    section.append(title, ...content);
    find(".stack > div").replaceChildren(section);
    section.focus();
  }

  function showProblems() {
    const list = document.createElement("ul");
    for (const name of ["api-base", "api-key", "url", "label", "events"]) {
      const [item, link] = [document.createElement("li"), document.createElement("a")];
      link.textContent = find(`#${name}-error-1`)?.textContent ?? "";
      link.href = `#${name}-1`;
      item.hidden = !link.textContent;
      item.append(link);
      list.append(item);
    }
    showNotice("There is a problem", list);
  }

  async function send(request) {
    const submit = find("[type=submit]");
    const status = find(".wait [role=status]");
    isSending = true;
    submit.ariaDisabled = submit.ariaBusy = "true";
    status.textContent = "Creating the subscription…";
    find(".stack > div").replaceChildren();
    try {
      const to = hasConnection ? check("api-base") : base;
      const key = getToken ? readKey(await getToken()).value : check("api-key");
      const { created, refusal } = await create(to, key, request);
      if (created) showResult(place, created, () => showForm(place, { kinds, getToken, base }));
      else showNotice("The subscription was not created", paragraph("", refusal));
    } catch {
      showNotice("We do not know whether the subscription was created");
    } finally {
      isSending = false;
      submit.removeAttribute("aria-disabled");
      submit.removeAttribute("aria-busy");
      status.textContent = "";
    }
  }

  async function askAboutKey() {
    const line = find(".check p");
    const [to, key] = ["api-base", "api-key"].map((name) => touched.add(name) && check(name));
    if (!to || !key) return;
    [line.className, line.textContent] = ["status quiet", "Asking the API about this key…"];
    const data = await checkKey(to, key).catch(() => undefined);
    const text = data ? `The key works and may create subscriptions. It belongs to ${data.developer.email}.` : "The key was not accepted.";
    [line.className, line.textContent] = [data ? "status good" : "status bad", text];
  }

  form.addEventListener("input", ({ target }) => {
    if (target.name === "event-filter") return filter(target.value);
    if (!(target.name in READERS)) return;
    if (touched.has(target.name)) check(target.name);
    if (target.name === "label") write(find(".more > .count"), `${countLabel(target.value)} of 60`);
    if (target.name === "url") showSummary();
  });
  form.addEventListener("change", ({ target }) => {
    const family = families.find(({ all }) => all === target);
    for (const box of family?.boxes ?? []) if (!box.parentNode.hidden) box.checked = target.checked;
    if (target.type !== "checkbox" && target.type !== "radio") return;
    showPicker();
    checkEvents();
    showSummary();
  });
  form.addEventListener("focusout", ({ target }) => target.name in READERS && leave(target.name));
  form.addEventListener("click", ({ target }) => {
    if (target.textContent === "Check key") askAboutKey();
    if (target.href && target.closest(".notice")) (input(target.hash.slice(1, -2)) ?? input("event-scope")).focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.name === "event-filter") event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSending) return;
    for (const name of [...names, "events"]) touched.add(name);
    const valid = names.map(check);
    const events = checkEvents();
    if (!events || valid.includes(undefined)) return showProblems();
    send({ url: readUrl(input("url").value).value.href, events, label: readLabel(input("label").value).value });
  });

  find("[value=chosen]").checked = true;
  if (hasConnection) input("api-base").value = base;
  first.after("");
  second.after("");
  place.replaceChildren(form);
}
