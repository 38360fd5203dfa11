// One turn of the engine for a page: what its slots show, and what is remembered.

import { fieldOf, isOrdered } from '../collect/fields.js';
import { eachAttribute } from './attributes.js';

/** @typedef {import('./personalize.js').Engine} Engine */
/** @typedef {import('./visit.js').Visit} Visit */
/** @typedef {{ slot: string, variant: string, reason: string }} Decision */
/** @typedef {{ decisions: Map<string, Decision>, snapshot: Uint8Array, rank: (slot: string, items: import('./personalize.js').EncodedItems) => Uint16Array }} Turn snapshot: with all that is granted */

/** Fields by the attributes that carry them: shops have a few. @type {Map<string, string>} */
const fields = new Map();
const MOST_FIELDS = 200;

/** @param {string} attribute */
function fieldBy(attribute) {
  const known = fields.get(attribute);
  if (known !== undefined) return known;
  const field = fieldOf(attribute);
  if (fields.size < MOST_FIELDS) fields.set(attribute, field);
  return field;
}

/** @param {string} tag with data-vitrine-item @returns {Record<string, unknown>} */
function itemOf(tag) {
  /** @type {Record<string, unknown>} */
  const item = { item_id: undefined, pinned: false };
  /** @type {string[]} */
  const met = [];
  eachAttribute(tag, (name, value) => {
    if (!name.startsWith('data-') || met.includes(name)) return;
    met.push(name);
    if (name === 'data-vitrine-item') item.item_id = value;
    if (name === 'data-vitrine-pin') item.pinned = true;
    item[fieldBy(name)] = value;
  });
  return item;
}

/** @param {Uint8Array} bytes @returns {(start: number, end: number) => string} a part of them as text; where all are ASCII they are decoded once */
function textsOf(bytes) {
  const decoder = new TextDecoder();
  const whole = decoder.decode(bytes);
  if (whole.length === bytes.length) return (start, end) => whole.slice(start, end);
  return (start, end) => decoder.decode(bytes.subarray(start, end));
}

/** @param {import('./scanner.js').Item[]} items @param {Uint8Array} content @param {number} start of the content @returns {Record<string, unknown>[]} */
export function itemsIn(items, content, start) {
  const text = textsOf(content);
  return items.map(({ tagStart, tagEnd }) => itemOf(text(tagStart - start, tagEnd - start)));
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
    const encode = (/** @type {Record<string, unknown>[]} */ fields) => engine.encodeItems(fields);
    const encoded = scan.encoded(number, engine, encode) ?? encode(itemsIn(items, content, slot.contentStart));
    return scan.order(number, turn.rank(slot.name, encoded));
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
