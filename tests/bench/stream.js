// Streams of events: made up by a seed, or the real log where it is there; each event as a log line has it and as JavaScript likes it best.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../toolchains/host.js';
import { Random } from '../oracle/generate/random.js';
import { DEVICES, EVENTS, PAGES, TIERS, VISIT_GAP } from './shop.js';

/** @typedef {import('./shop.js').Vocabulary} Vocabulary */
/** @typedef {import('../../js/src/host/encoder.js').LogEvent} LogEvent */
/** @typedef {{ item: number, category: number, brand: number, price: number, quantity: number }} Item */
/**
 * @typedef {object} Prepared an event whose names are numbers already: the form that costs JavaScript least
 * @property {number} time
 * @property {number} kind its place in EVENTS
 * @property {Item[]} items
 * @property {number} page label of `page_type`, 0: none
 * @property {number} device
 * @property {number} tier
 * @property {number} order number of the `transaction_id`, 0: none
 */
/** @typedef {{ lines: LogEvent[], prepared: Prepared[], starts: number[], vocabulary: Vocabulary }} Stream starts: where each visitor begins, then the end */

export const REAL_LOG = path.join(root, '../shared/data/clickstream/rees46_2019_10_01.ndjson');
const BEGIN = 1_790_000_000;
const MADE_UP = {
  categories: ['shoes', 'jackets', 'bags', 'kitchen', 'lamps', 'toys', 'garden', 'books'],
  brands: Array.from({ length: 24 }, (_, i) => `brand-${i}`),
};

/** @param {readonly string[]} known @returns {(text: unknown) => number} 1 for the first known text, larger ones for new texts, 0 for none */
export function numbersOf(known) {
  const numbers = new Map(known.map((text, i) => [text, i + 1]));
  return text => {
    if (typeof text !== 'string') return 0;
    const number = numbers.get(text) ?? numbers.size + 1;
    numbers.set(text, number);
    return number;
  };
}

/** @type {Item[]} */
const NO_ITEMS = [];

/** @param {Vocabulary} vocabulary */
export function makePreparer({ categories, brands }) {
  const kinds = new Map(EVENTS.map((name, i) => [name, i]));
  const [category, brand, item, order] = [numbersOf(categories), numbersOf(brands), numbersOf([]), numbersOf([])];
  const [page, device, tier] = [numbersOf(PAGES), numbersOf(DEVICES), numbersOf(TIERS)];
  /** @param {any} each @returns {Item} */
  const itemOf = each => ({
    item: item(each.item_id),
    category: category(each.item_category),
    brand: brand(each.item_brand),
    price: Math.round(each.price * 1000),
    quantity: each.quantity ?? 1,
  });
  /** @param {any} line @returns {Prepared} */
  return line => ({
    time: line.time,
    kind: kinds.get(line.event) ?? -1,
    items: line.items ? line.items.map(itemOf) : NO_ITEMS,
    page: page(line.fields?.page_type),
    device: device(line.fields?.device_class),
    tier: tier(line.fields?.loyalty_tier),
    order: order(line.fields?.transaction_id),
  });
}

/** @param {Random} random @param {{ brands: string[], categories: string[] }} shop @param {string} favourite a category */
function randomItem(random, { brands, categories }, favourite) {
  const category = random.chance(0.5) ? favourite : categories[random.integer(0, categories.length - 1)];
  const number = Math.floor(40 * random.next() ** 2);
  return {
    item_id: `${category}-${number}`,
    item_category: category,
    item_brand: brands[(number * 7 + category.length) % brands.length],
    price: 5 + ((number * 733 + category.length * 97) % 30000) / 100,
    quantity: 1,
  };
}

/** What follows in a visit, by chance. @type {[name: string, share: number][]} */
const MIX = [
  ['view_item', 0.3],
  ['page_view', 0.22],
  ['view_item_list', 0.12],
  ['select_item', 0.08],
  ['gallery_view', 0.07],
  ['add_to_cart', 0.06],
  ['review_read', 0.04],
  ['search', 0.04],
  ['size_guide_view', 0.02],
  ['add_to_wishlist', 0.02],
  ['remove_from_cart', 0.015],
  ['purchase', 0.01],
  ['identify', 0.005],
];
const WITH_ITEM = ['view_item', 'select_item', 'add_to_cart', 'add_to_wishlist', 'remove_from_cart'];

/** @param {Random} random */
function randomName(random) {
  return random.weighted(MIX.map(([name, share]) => [share, () => name]));
}

/** @param {Random} random @param {number} visitor @param {number} count @returns {LogEvent[]} */
function visitorEvents(random, visitor, count) {
  const device = DEVICES[random.integer(0, 2)];
  const favourite = MADE_UP.categories[random.integer(0, 3)];
  let time = BEGIN + random.integer(0, 30 * 86400);
  /** @type {LogEvent[]} */
  const events = [];
  let left = 0;
  while (events.length < count) {
    const isFirst = left === 0;
    if (isFirst) {
      left = random.integer(3, 30);
      if (events.length > 0) time += VISIT_GAP + Math.floor(14 * 86400 * random.next() ** 3);
    }
    time += random.integer(1, 90);
    const event = isFirst ? 'page_view' : randomName(random);
    const items = WITH_ITEM.includes(event) ? { items: [randomItem(random, MADE_UP, favourite)] } : {};
    if (event === 'purchase')
      Object.assign(items, { items: Array.from({ length: random.integer(1, 3) }, () => randomItem(random, MADE_UP, favourite)) });
    /** @type {Record<string, unknown>} */
    const fields = {};
    if (event === 'page_view') Object.assign(fields, { page_type: PAGES[random.integer(0, 5)], device_class: device });
    if (event === 'identify') fields.loyalty_tier = TIERS[random.integer(0, 2)];
    if (event === 'purchase') fields.transaction_id = `order-${visitor}-${events.length}`;
    events.push({ time, event, fields, ...items });
    left--;
  }
  return events;
}

/** @param {LogEvent[][]} visitors @param {Vocabulary} vocabulary @returns {Stream} */
function streamOf(visitors, vocabulary) {
  const lines = visitors.flat();
  const starts = [0];
  for (const events of visitors) starts.push(/** @type {number} */ (starts.at(-1)) + events.length);
  return { lines, prepared: lines.map(makePreparer(vocabulary)), starts, vocabulary };
}

/** @param {number} visitors @param {number} events of each @returns {Stream} one visitor after the other */
export function madeUpStream(visitors, events) {
  const all = Array.from({ length: visitors }, (_, i) => visitorEvents(new Random(2026, i), i, events));
  return streamOf(all, { categories: MADE_UP.categories, brands: MADE_UP.brands.slice(0, 4) });
}

/** @param {LogEvent[]} lines @param {string} field @returns {string[]} its most frequent texts */
function mostFrequent(lines, field) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const line of lines) {
    for (const item of line.items ?? []) {
      const text = item[field];
      if (typeof text === 'string') counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([text]) => text)
    .slice(0, 8);
}

/** @param {number} [most] events @returns {Stream | null} null: the log is not there */
export function realStream(most = Infinity) {
  if (!existsSync(REAL_LOG)) return null;
  /** @type {Map<string, LogEvent[]>} */
  const visitors = new Map();
  for (const text of readFileSync(REAL_LOG, 'utf8').split('\n').filter(Boolean).slice(0, most)) {
    const { visitor, time, event, items } = JSON.parse(text);
    const events = visitors.get(visitor) ?? [];
    events.push({ time: Date.parse(time) / 1000, event, fields: {}, items });
    visitors.set(visitor, events);
  }
  const lines = [...visitors.values()].flat();
  return streamOf([...visitors.values()], {
    categories: mostFrequent(lines, 'item_category'),
    brands: mostFrequent(lines, 'item_brand').slice(0, 4),
  });
}
