// What the next page view will decide, kept as a text: [state text, valid until, selector of the chosen templates, where slots live].

/** Pages that are switched off or refused keep what the shop shows; so does a browser that does not know :has(). */
const ALLOWED = 'html:not([data-vitrine=off]):not(:has(script[data-consent=denied])) ';

/** @typedef {Record<string, Record<string, unknown>>} Places the fields of the page on which a slot was last seen */

/** @param {string} slot @param {string} variant */
export const selectorOf = (slot, variant) =>
  `${ALLOWED}[data-vitrine-slot="${slot}"]:not([data-vitrine-shown])>[data-vitrine-variant="${variant}"]`;

/** @param {string | null} text @returns {[state?: string | null, until?: number, selector?: string, places?: Places]} empty when damaged */
export function readAhead(text) {
  try {
    return JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
}
