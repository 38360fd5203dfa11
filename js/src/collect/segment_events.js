// What a call of Segment's analytics says, as an event of ours: by the same rules as logs of Segment calls are read (docs/LOGS.md).

import { EVENTS } from './segment_names.js';

/** @typedef {Record<string, unknown>} Fields */
/** @typedef {import('../collect.js').PageEvent} PageEvent */
/** Their name, ours; of two for one field the first that is there counts. @typedef {[theirs: string, ours: string][]} Names */

/** @type {Names} */
const PRODUCT = [
  ['product_id', 'item_id'],
  ['sku', 'item_id'],
  ['name', 'item_name'],
  ['brand', 'item_brand'],
  ['category', 'item_category'],
  ['variant', 'item_variant'],
  ['price', 'price'],
  ['quantity', 'quantity'],
  ['coupon', 'coupon'],
];
/** @type {Names} */
const TRACK = [
  ['revenue', 'value'],
  ['total', 'value'],
  ['value', 'value'],
  ['order_id', 'transaction_id'],
  ['query', 'search_term'],
  ['list_id', 'item_list_id'],
];
/** @type {Names} */
const PROMOTION = [
  ['creative', 'creative_name'],
  ['position', 'creative_slot'],
  ['name', 'promotion_name'],
];
/** @type {Names} */
const PAGE = [
  ['url', 'page_location'],
  ['path', 'page_path'],
  ['referrer', 'page_referrer'],
  ['title', 'page_title'],
];

const isScalar = (/** @type {unknown} */ value) => /^(string|number|boolean)$/.test(typeof value);
const isPlain = (/** @type {unknown} */ value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (/** @type {Names} */ names, /** @type {string} */ theirs) => names.some(([name]) => name === theirs);

/** @param {Fields} to @param {Names} names @param {Fields} from */
function putKnown(to, names, from) {
  for (const [theirs, ours] of names) if (isScalar(from[theirs])) to[ours] ??= from[theirs];
}

/** @param {Fields} to @param {Fields} from @param {(name: string) => boolean} isLeftOut */
function putOthers(to, from, isLeftOut) {
  for (const name in from) if (isScalar(from[name]) && !isLeftOut(name)) to[name] ??= from[name];
}

/** @param {Fields} product @param {boolean} isWhole false: what is no field of a product stands in the event @returns {Fields} */
function itemOf(product, isWhole) {
  /** @type {Fields} */
  const item = {};
  putKnown(item, PRODUCT, product);
  if (isWhole) putOthers(item, product, name => has(PRODUCT, name));
  return item;
}

/** @param {string} name @param {Fields} properties @returns {PageEvent} */
function trackEvent(name, properties) {
  const event = EVENTS[name.toLowerCase()] ?? name;
  /** @type {Fields} */
  const fields = {};
  const { products } = properties;
  const isOne = !Array.isArray(products) && (properties.product_id !== undefined || properties.sku !== undefined);
  putKnown(fields, TRACK, properties);
  if (/_promotion$/.test(event)) putKnown(fields, PROMOTION, properties);
  putOthers(fields, properties, member => member === 'value' || (isOne && has(PRODUCT, member)));
  if (isOne) return { event, fields, items: [itemOf(properties, false)] };
  return { event, fields, items: Array.isArray(products) ? products.filter(isPlain).map(product => itemOf(product, true)) : undefined };
}

/**
 * @param {string} method
 * @param {unknown[]} args of the call
 * @returns {PageEvent | null} null: nothing for us
 */
export function segmentEvent(method, args) {
  const objects = /** @type {Fields[]} */ (args.filter(isPlain));
  if (method === 'track') {
    // One object may hold the whole call.
    const { event = args[0], properties } = /** @type {{ event?: unknown, properties?: Fields }} */ (isPlain(args[0]) ? args[0] : {});
    const said = properties ?? (isPlain(args[1]) ? args[1] : {});
    return typeof event === 'string' && event ? trackEvent(event, /** @type {Fields} */ (said)) : null;
  }
  if (method === 'page') {
    const texts = args.slice(0, 2).filter(each => typeof each === 'string');
    /** @type {Fields} */
    const fields = {};
    const properties = texts.length || isPlain(args[0]) ? (objects[0] ?? {}) : {};
    putKnown(fields, PAGE, properties);
    putOthers(fields, properties, name => has(PAGE, name));
    // A single text is the page's name, of two the first is its category.
    if (texts.length) fields.name ??= texts[texts.length - 1];
    if (texts.length > 1) fields.category ??= texts[0];
    return { event: 'page_view', fields };
  }
  // Traits: null takes one away.
  return { event: 'identify', fields: isPlain(args[0]) ? objects[0] : isPlain(args[1]) ? /** @type {Fields} */ (args[1]) : {} };
}
