if (!window.announced) {
  const said = [];
  Object.defineProperty(window, "announced", { value: said });
  const REGIONS = "[role=status], [role=alert], [aria-live]:not([aria-live=off])";
  const known = new WeakMap();
  const look = () => {
    for (const region of every(REGIONS)) {
      const text = region.checkVisibility() ? plain(region.innerText) : null;
      const before = known.get(region) ?? null;
      known.set(region, text);
      // Readers tell of what changes in a region that they know; what comes together with its text is often left out.
      if (text && text !== before) said.push(before === null ? `unheard: ${text}` : text);
    }
  };
  look();
  said.splice(0);
  const watch = { subtree: true, childList: true, characterData: true, attributes: true };
  for (const root of roots()) new MutationObserver(look).observe(root, watch);
}
