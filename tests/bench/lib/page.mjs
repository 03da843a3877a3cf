// What runs in the page, from before its own scripts. It is passed as text, so it uses nothing from outside itself.
export function instrument() {
  const bench = (globalThis.bench = { longest: 0 });
  const forms = () => [...document.querySelectorAll("webhook-subscription-form")].map(({ shadowRoot }) => shadowRoot);
  const roots = () => [document, ...forms()];
  const all = (selector) => roots().flatMap((root) => [...root.querySelectorAll(selector)]);
  const one = (selector) => all(selector)[0];
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

  /** One turn of the event loop, without the delays of `setTimeout`. */
  const { port1, port2 } = new MessageChannel();
  const turn = () =>
    new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(0);
    });

  const enter = (input, value) => {
    input.value = value;
    input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true, inputType: "insertText" }));
  };

  const observe = (type, use) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true });
  observe("longtask", ({ duration }) => (bench.longest = Math.max(bench.longest, duration)));
  // Each form sets a mark when it can be used.
  const marks = [];
  const waiting = new Set();
  observe("mark", ({ name, startTime }) => {
    if (name.endsWith(":ready")) marks.push(startTime);
    waiting.forEach((check) => check());
  });
  const markCount = (count) =>
    new Promise((resolve) => {
      const check = () => marks.length >= count && (waiting.delete(check), resolve(marks[count - 1]));
      waiting.add(check);
      check();
    });

  // Types into the URL field as soon as there is one.
  const TYPED = "https://example.com/typed";
  new MutationObserver((_, observer) => {
    const input = document.querySelector("input[name=url]");
    if (!input) return;
    observer.disconnect();
    bench.typedAt = performance.now();
    enter(input, TYPED);
  }).observe(document, { childList: true, subtree: true });

  /** When the form is ready and quiet: the times so far. */
  bench.load = async (quiet) => {
    const ready = await markCount(1);
    await new Promise((resolve) => setTimeout(resolve, quiet));
    const isKept = one("input[name=url]").value === TYPED;
    return {
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
      kept: bench.typedAt && (isKept ? bench.typedAt : ready),
      ready,
      longest: bench.longest,
      elements: all("*").length,
    };
  };

  bench.fill = async (values) => {
    for (const [name, value] of Object.entries(values)) {
      const input = one(`input[name=${name}]`);
      input.focus();
      enter(input, value);
      input.blur();
      await turn();
    }
  };
  bench.tick = () => one("input[name=events]").click();
  bench.press = (name) => all("button").find((button) => button.textContent === name).click();
  const until = (condition) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => condition() && (observer.disconnect(), resolve()));
      const changes = { subtree: true, childList: true, attributes: true, characterData: true };
      for (const root of roots()) observer.observe(root, changes);
      if (condition()) {
        observer.disconnect();
        resolve();
      }
    });
  bench.shows = (text) => until(() => all("p").some((line) => line.textContent.includes(text)));

  /** Submits, and gives the milliseconds until the result is in the page. */
  bench.submit = async () => {
    const start = performance.now();
    one("button[type=submit]").click();
    await until(() => one("[data-outcome=created]"));
    return performance.now() - start;
  };

  /** As many input events on a field, each with the frame that follows, or on a bare input. */
  bench.type = async (selector, texts) => {
    let input = one(selector);
    if (!input) document.body.append((input = document.createElement("input")));
    input.focus();
    for (const text of texts) {
      enter(input, text);
      await frame();
    }
    if (!input.name) input.remove();
  };

  /** Adds forms, and waits until all can be used and are laid out. */
  bench.add = async (count) => {
    const wanted = marks.length + count;
    for (let i = 0; i < count; i++) addElement();
    await markCount(wanted);
    await frame();
  };

  /** When the last kind of a page's own list is there. */
  bench.kindIsThere = async (at) => {
    while (!one(`input[value$=".kind${at}"]`)) await frame();
    return performance.now();
  };
}
