if (!window.announced) {
  const announcements = [];
  Object.defineProperty(window, "announced", { value: announcements });
  const REGIONS = "[role=status], [role=alert], [aria-live]:not([aria-live=off])";
  const known = new WeakMap();
  const record = () => {
    for (const region of every(REGIONS)) {
      const text = region.checkVisibility() ? normalize(region.innerText) : null;
      const before = known.get(region) ?? null;
      known.set(region, text);
      // Screen readers announce changes of a region that they know; a region that is inserted with its text is often left out.
      if (text && text !== before) announcements.push(before === null ? `unannounced: ${text}` : text);
    }
  };
  record();
  announcements.splice(0);
  const options = { subtree: true, childList: true, characterData: true, attributes: true };
  for (const root of roots()) new MutationObserver(record).observe(root, options);
}
