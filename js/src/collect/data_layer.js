// Reads the page's dataLayer: what lies there already, and what comes; the array stays the page's own.

/** @typedef {{ event: string, fields: Record<string, unknown>, items?: Record<string, unknown>[] }} PageEvent */
/** @typedef {{ consent: [command: unknown, settings: Record<string, unknown>] }} PageConsent */

/**
 * @param {any} entry of dataLayer: an object, or the arguments of gtag()
 * @returns {PageEvent | PageConsent | null} null: nothing for us
 */
export function readEntry(entry) {
  if (typeof entry !== 'object' || !entry) return null;
  if (entry[0] === 'consent') return { consent: [entry[1], entry[2]] };
  const isCommand = entry[0] === 'event';
  const event = isCommand ? entry[1] : entry.event;
  const fields = isCommand ? entry[2] : entry;
  // Google Tag Manager's own events begin with "gtm."; vitrine_ are ours, from an earlier script on this page.
  if (typeof event !== 'string' || /^(gtm\.|vitrine_)/.test(event)) return null;
  const { ecommerce } = fields ?? {};
  return { event, fields: { ...fields, ...ecommerce }, items: (ecommerce ?? fields)?.items };
}

/**
 * @param {any[]} layer
 * @param {(entry: unknown) => void} take must not throw
 */
export function follow(layer, take) {
  layer.slice().forEach(take);
  const { push } = layer;
  layer.push = function (...entries) {
    const length = push.apply(this, entries);
    entries.forEach(take);
    return length;
  };
}
