// What one pair is about: a few names, texts and durations that its strategy and its stream share, so that they meet.
import { randomArrivals } from './arrivals.js';
import {
  BRANDS,
  CATEGORIES,
  DURATIONS,
  GAPS,
  ITEM_EVENTS,
  LONG_TEXTS,
  PATHS,
  PLAIN_EVENTS,
  SEARCH_TERMS,
  SKUS,
  VISITORS,
} from './pools.js';

/**
 * @typedef {object} World
 * @property {boolean} burst many events of one name in little time
 * @property {boolean} huge amounts, quantities and items at their limits
 * @property {string} gap between visits
 * @property {boolean} consent whether purposes are granted and withdrawn
 * @property {string[]} durations shortest first
 * @property {string[]} visitors
 * @property {boolean} shown whether the pair is about exposures
 * @property {boolean} many more values than are remembered
 * @property {boolean} odd many numbers that cannot be read, and many currencies
 * @property {boolean} signs much evidence, of more names than are kept
 * @property {boolean} arriving many ways into the shop
 * @property {import('./arrivals.js').Arrival[]} arrivals
 * @property {string[]} events that matter, most of all the first
 * @property {string[]} brands
 * @property {string[]} categories
 * @property {string[]} skus
 * @property {string[]} paths
 * @property {string[]} terms
 * @property {string[]} themes beginnings of the facts that the pair is about
 * @property {string[]} themeEvents what moves those facts
 */

/** What moves the facts of each group. @type {Record<string, string[]>} */
const THEMES = {
  visit: ['page_view', 'identify', 'scroll'],
  page: ['page_view', 'view_item'],
  cart: ['add_to_cart', 'add_to_cart', 'remove_from_cart', 'view_cart', 'cart_update', 'purchase'],
  orders: ['purchase', 'purchase', 'refund', 'customer_sync'],
  trait: ['identify'],
  device: ['page_view', 'scroll'],
  language: ['page_view', 'scroll'],
  traffic: ['page_view'],
  last: ['search'],
  geo: ['page_view'],
  time: ['page_view'],
};

/** Four more than are remembered. */
const MANY_BRANDS = Array.from({ length: 20 }, (_, number) => `brand-${number + 1}`);

/** @param {import('./random.js').Random} random @param {Set<string>} enabled capabilities @returns {World} */
export function randomWorld(random, enabled) {
  const chosen = random.some(DURATIONS, random.integer(2, 4));
  const firsts = random.some(['view_item', 'add_to_cart', 'page_view', 'purchase', ...ITEM_EVENTS], random.integer(1, 3));
  const themes = random.some(Object.keys(THEMES), 2);
  if (random.chance(0.4)) themes[0] = random.pick(['cart', 'orders', 'trait']);
  const many = random.chance(0.06);
  const arriving = enabled.has('traffic') && random.chance(0.25);
  if (arriving) themes[0] = 'traffic';
  return {
    visitors: randomVisitors(random),
    shown: random.chance(0.4),
    many,
    odd: random.chance(0.25),
    signs: enabled.has('evidence') && random.chance(0.2),
    arriving,
    arrivals: randomArrivals(random),
    burst: !arriving && random.chance(0.12),
    huge: random.chance(0.04),
    gap: arriving ? random.pick(['10s', '1s', '1m']) : random.pick(GAPS),
    consent: enabled.has('purposes') && random.chance(0.2),
    durations: DURATIONS.filter(duration => chosen.includes(duration)),
    events: [...new Set([...firsts, random.pick(PLAIN_EVENTS)])],
    brands: many ? MANY_BRANDS : [...random.some(BRANDS, 3), ...(random.chance(0.3) ? random.some(LONG_TEXTS, 3) : [])],
    categories: random.some(CATEGORIES, 2),
    skus: many || random.chance(0.2) ? SKUS : random.some(SKUS, random.integer(2, 4)),
    paths: random.some(PATHS, 3),
    terms: random.some(SEARCH_TERMS, 2),
    themes,
    themeEvents: arriving ? ['page_view'] : themes.flatMap(theme => THEMES[theme]),
  };
}

/** @param {import('./random.js').Random} random @returns {string[]} one to three, plain ones and such as fall into any bucket */
function randomVisitors(random) {
  const size = random.weighted([
    [5, () => 1],
    [3, () => 2],
    [1, () => 3],
  ]);
  return random.some([...VISITORS, ...Array.from({ length: 6 }, () => `id-${random.integer(0, 99999)}`)], size);
}

/** @param {readonly string[]} texts @returns {string[]} those that fit a constant of the strategy */
export function constants(texts) {
  return texts.filter(text => Buffer.byteLength(text) <= 64);
}
