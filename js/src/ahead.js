// The inline snippet, right behind the first slots: shows before paint what the last view worked out (persist/ahead.js). At most 300 bytes.
// @ts-nocheck it has no room for checks: whatever is missing throws, and the page stays the shop's

try {
  const page = document;
  const [state, until, selector] = JSON.parse(localStorage.vitrineAhead);
  // A frame that has been made may have shown the default.
  // biome-ignore lint/suspicious/noDoubleEquals: a page that states nothing is kept as null
  if (!page.timeline.currentTime && until > Date.now() && page.querySelector('[data-vitrine-state]')?.text == state)
    for (const template of page.querySelectorAll(selector)) {
      const slot = template.parentNode;
      slot.dataset.vitrineShown = template.dataset.vitrineVariant;
      slot.replaceChildren(template.content);
    }
} catch {}
