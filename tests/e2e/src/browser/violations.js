(() => {
  if (window.policyViolations) return;
  const violations = [];
  Object.defineProperty(window, "policyViolations", { value: violations });
  addEventListener("securitypolicyviolation", (event) => {
    violations.push(
      `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
    );
  });
})();
