(() => {
  if (window.consoleLines) return;
  const lines = [];
  // JSON leaves out the message of an error, and fails for a cycle.
  const replacer = () => {
    const seen = new Set();
    return (_, value) => {
      if (Object(value) !== value) return value;
      if (seen.has(value)) return "…";
      seen.add(value);
      const { name, message, cause } = value;
      return message === undefined ? value : { name, message, cause, ...value };
    };
  };
  const serialize = (value) => {
    if (Object(value) !== value) return String(value);
    try {
      return JSON.stringify(value, replacer()) ?? String(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  };
  Object.defineProperty(window, "consoleLines", { value: lines });
  for (const level of ["debug", "log", "info", "warn", "error"]) {
    const original = console[level];
    console[level] = (...values) => {
      lines.push([level, values.map(serialize).join(" ")]);
      original.apply(console, values);
    };
  }
  addEventListener("error", ({ message }) => lines.push(["error", message]));
  addEventListener("unhandledrejection", ({ reason }) => lines.push(["error", serialize(reason)]));
})();
