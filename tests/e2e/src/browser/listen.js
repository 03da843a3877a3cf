(() => {
  if (window.consoleLines) return;
  const lines = [];
  Object.defineProperty(window, "consoleLines", { value: lines });
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const tell = console[level];
    console[level] = (...words) => {
      lines.push([level, words.map(String).join(" ")]);
      tell.apply(console, words);
    };
  }
  addEventListener("error", ({ message }) => lines.push(["error", message]));
  addEventListener("unhandledrejection", ({ reason }) => lines.push(["error", String(reason)]));
})();
