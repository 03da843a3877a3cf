(() => {
  if (window.consoleLines) return;
  const lines = [];
  // JSON leaves out what an error says, and refuses a ring.
  const whole = () => {
    const seen = new Set();
    return (_, value) => {
      if (Object(value) !== value) return value;
      if (seen.has(value)) return "…";
      seen.add(value);
      const { name, message, cause } = value;
      return message === undefined ? value : { name, message, cause, ...value };
    };
  };
  const written = (word) => {
    if (Object(word) !== word) return String(word);
    try {
      return JSON.stringify(word, whole()) ?? String(word);
    } catch {
      return Object.prototype.toString.call(word);
    }
  };
  Object.defineProperty(window, "consoleLines", { value: lines });
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const tell = console[level];
    console[level] = (...words) => {
      lines.push([level, words.map(written).join(" ")]);
      tell.apply(console, words);
    };
  }
  addEventListener("error", ({ message }) => lines.push(["error", message]));
  addEventListener("unhandledrejection", ({ reason }) => lines.push(["error", written(reason)]));
})();
