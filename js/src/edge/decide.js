// One turn of the engine for a page: what its slots show, and what is remembered.

import { fieldOf, isOrdered } from '../collect/fields.js';
import { attributesOf } from './attributes.js';

/** @typedef {import('./personalize.js').Engine} Engine */
/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {{ slot: string, variant: string, reason: string }} Decision */
/** @typedef {{ decisions: Map<string, Decision>, snapshot: Uint8Array, rank: (slot: string, items: Record<string, unknown>[]) => Uint16Array }} Turn snapshot: with all that is granted */

/** @param {string} tag with data-vitrine-item @returns {Record<string, unknown>} */
export function itemOf(tag) {
  const attributes = attributesOf(tag);
  /** @type {Record<string, unknown>} */
  const item = { item_id: attributes.get('data-vitrine-item'), pinned: attributes.has('data-vitrine-pin') };
  for (const [name, value] of attributes) if (name.startsWith('data-')) item[fieldOf(name)] = value;
  return item;
}

/**
 * What only the page can decide is left out: slots that need evidence.
 * @param {Engine} engine
 * @param {Visit} visit
 * @param {import('./visit.js').Event[]} view the page view, and what the page states
 * @returns {Turn}
 */
export function turnOf(engine, { id, consent, snapshot, events, at }, view) {
  const ask = (/** @type {readonly string[]} */ purposes, /** @type {object} */ more) =>
    engine.turn({ id, purposes, snapshot, events: [...events, ...view], at, slots: [], ...more });
  const slots = engine.slots.filter(slot => !slot.needsEvidence).map(slot => slot.id);
  const made = ask(consent.purposes, { slots });
  // What Global Privacy Control hides is hidden, and not forgotten.
  const isWhole = consent.purposes.length === consent.granted.length;
  return {
    decisions: new Map(Object.entries(made.decisions)),
    snapshot: isWhole ? made.snapshot : ask(consent.granted, {}).snapshot,
    rank: (slot, items) => ask(consent.purposes, { snapshot: made.snapshot, events: [], lists: { [slot]: items } }).orders[slot],
  };
}

/**
 * @param {object} page
 * @param {Engine} page.engine
 * @param {Turn} page.turn
 * @param {import('./scanner.js').Scan} page.scan
 * @param {string} page.search of the address
 * @param {() => boolean} page.isStateLate the page states something, and not in its head: what reads it is the browser's to decide
 * @param {(fault: string) => void} page.report
 * @returns {import('./stitch.js').Decided['fill']}
 */
export function filling({ engine, turn, scan, search, isStateLate, report }) {
  /** @param {import('./scanner.js').Slot} slot @param {number} number @param {Uint8Array} content */
  function sorted(slot, number, content) {
    if (slot.isChosen || isOrdered(search)) return null;
    const items = scan.items(number);
    if (!items) return null;
    const tag = (/** @type {import('./scanner.js').Item} */ { tagStart, tagEnd }) =>
      new TextDecoder().decode(content.subarray(tagStart - slot.contentStart, tagEnd - slot.contentStart));
    return scan.order(number, turn.rank(slot.name, scan.fields?.(number) ?? items.map(item => itemOf(tag(item)))));
  }

  return (slot, number, content) => {
    const shown = turn.decisions.get(slot.name)?.variant;
    if (shown === undefined) return null;
    if (isStateLate() && engine.slots.some(({ id, readsState }) => id === slot.name && readsState)) return null;
    if (shown === 'sorted') return sorted(slot, number, content);
    const variant = slot.variants.findIndex(({ name }) => name === shown);
    if (variant >= 0 || shown === 'default') return scan.fill(number, variant);
    report('NoTemplate');
    return null;
  };
}
