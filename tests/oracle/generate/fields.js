// Random fields and items of events, plain ones mostly, odd ones now and then.
import { formatTime } from '../time.js';
import { fieldsOfArrival } from './arrivals.js';
import { randomAmount, randomCurrency, randomOffset, randomQuantity, textOfNumber, UNREADABLE } from './numbers.js';
import { COUPONS, DEVICES, HOSTS, LANGUAGES, LONG_TEXTS, PAGE_TYPES, QUERIES, REFERRERS } from './pools.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */

/** More names of evidence than are kept. */
const SIGNS = ['stock', 'label', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const ODD = [null, '', [], {}, [1], { a: 1 }];
/** Said instead of a list of items. */
const NO_LISTS = [null, {}, 'items', 5, true, [1, 'a'], [null], [[]]];

/** @param {Random} random @param {readonly string[]} from @returns {any} a text, sometimes a number or nothing */
function randomText(random, from) {
  return random.weighted([
    [20, () => random.pick(from)],
    [1, () => random.pick([12345, '12345', 12345.5, 1e21, 0.000001, 12])],
    [1, () => random.pick(ODD)],
    [1, () => random.pick(LONG_TEXTS)],
  ]);
}

/** @param {Random} random @param {string} event @param {World} world @returns {any} a list of items, something odd, or undefined for none */
export function randomItems(random, event, world) {
  if (['page_view', 'search', 'identify', 'customer_sync', 'evidence'].includes(event) && random.chance(0.95)) return undefined;
  if (event === 'cart_update') return random.chance(0.45) ? statedItems(random, world) : undefined;
  if (event === 'refund' && random.chance(0.6)) return undefined;
  if (random.chance(0.1)) return undefined;
  if (random.chance(event === 'view_cart' ? 0.15 : 0.03)) return random.pick([[], ...NO_LISTS]);
  return listOfItems(random, world);
}

/** @param {Random} random @param {World} world @returns {any} what a cart_update may say of its items */
function statedItems(random, world) {
  return random.weighted([
    [4, () => []],
    [4, () => listOfItems(random, world)],
    [2, () => random.pick(NO_LISTS)],
    [1, () => [1, ...listOfItems(random, world), 'a']],
  ]);
}

/** @param {Random} random @param {World} world @returns {any[]} */
function listOfItems(random, world) {
  const size = random.weighted([
    [12, () => 1],
    [4, () => 2],
    [2, () => random.integer(3, 6)],
    [world.many ? 3 : 0.5, () => 20],
    [world.huge ? 4 : 0.02, () => random.integer(199, 202)],
  ]);
  return Array.from({ length: size }, (_, number) => {
    const item = randomItem(random, world);
    if (size > 100) return random.chance(0.95) ? {} : { quantity: 2 };
    return size < 20 ? item : { ...item, item_id: `sku-${number}`, ...(world.many ? { item_brand: `brand-${number + 1}` } : {}) };
  });
}

/** @param {Random} random @param {World} world @returns {Record<string, any>} */
function randomItem(random, world) {
  const has = (/** @type {number} */ share) => random.chance(share);
  return {
    ...(has(0.93) ? { item_id: randomText(random, world.skus) } : {}),
    ...(has(0.8) ? { item_brand: randomText(random, world.brands) } : {}),
    ...(has(0.6) ? { item_category: randomText(random, world.categories) } : {}),
    ...(has(0.2) ? { item_variant: random.pick([0, 1, 2, 12.5, '12.5', '12.50', 12345, -3, 'blue']) } : {}),
    ...(has(0.8) ? { price: randomAmount(random, world) } : {}),
    ...(has(0.5) ? { quantity: randomQuantity(random, world) } : {}),
    ...(has(0.08) ? { discount: randomAmount(random, world) } : {}),
    ...(has(world.odd ? 0.5 : 0.12) ? { currency: randomCurrency(random) } : {}),
    ...(has(0.02) ? { value: randomAmount(random, world) } : {}),
    ...(has(0.01) ? { at: random.pick(['now', 5, '2026-11-22']), tz_offset: random.pick([60, 'x']) } : {}),
    ...(has(0.05) ? { coupon: random.pick([...COUPONS, 7, '']) } : {}),
  };
}

/** @param {Random} random @param {string} event @param {number} time @param {{strategy: any, world: World}} pair @returns {Record<string, any>} */
export function randomFields(random, event, time, { strategy, world }) {
  const has = (/** @type {number} */ share) => random.chance(share);
  return {
    ...contextFields(random),
    ...(has(0.25) || event === 'page_view' ? pageFields(random, world) : {}),
    ...(has(['add_to_cart', 'remove_from_cart'].includes(event) ? 0.35 : 0.15) ? { value: randomAmount(random, world) } : {}),
    ...(has(world.odd ? 0.4 : 0.12) ? { currency: randomCurrency(random) } : {}),
    ...(has(0.01) ? { discount: randomAmount(random, world), at: random.pick(['never', 5, '']) } : {}),
    ...(has(0.05) ? { item_id: randomText(random, world.skus), item_brand: randomText(random, world.brands) } : {}),
    ...(has(0.05) ? { price: randomAmount(random, world), quantity: randomQuantity(random, world) } : {}),
    ...(['purchase', 'refund'].includes(event) ? orderFields(random, world) : {}),
    ...(['cart_update', 'view_cart'].includes(event) && has(0.5) ? { quantity: randomQuantity(random, world) } : {}),
    ...(event === 'identify' ? traitFields(random, world) : {}),
    ...(event === 'customer_sync' ? syncFields(random, time) : {}),
    ...(event === 'search' ? { search_term: randomText(random, world.terms) } : {}),
    ...(event === 'evidence' ? evidenceFields(random, time, world) : {}),
    ...(event === 'view_promotion' ? randomExposure(random, strategy) : {}),
  };
}

/** @param {Random} random @param {number} time @param {World} world @returns {Record<string, any>} */
function evidenceFields(random, time, world) {
  const values = [0, 3, 3, 5.9995, 5.5, 6, ' +3', '5.50', '.5', 'hot', 'hotter', 'very hot', true, false, -1, null, []];
  return {
    name: random.pick(world.signs ? [...SIGNS, 'stock', 'label', ''] : ['stock', 'stock', 'stock', 'label', 'label', 'a', 'b', '']),
    value: random.weighted([
      [2, () => random.pick([3, 5.5, 'hot', 'hotter', 9, 'cold'])],
      [2, () => random.pick(values)],
    ]),
    ...(random.chance(0.6) ? { at: evidenceTime(random, time) } : {}),
  };
}

/** @param {Random} random @param {number} time @returns {any} when it was true: before, ahead, again at the same second, or none */
function evidenceTime(random, time) {
  const before = () => time - random.pick([0, 1, 2, 5, 7, 30, 60, 90, 3600]);
  return random.weighted([
    [6, () => formatTime(before())],
    [1, () => formatTime(time - (time % 60))],
    [2, () => formatTime(time + random.pick([1, 5, 60, 90000]))],
    [1, () => before()],
    [1, () => before() * 1000 + 999],
    [2, () => random.pick(['just now', '22.11.2026', String(time), -5, ' ', true, [], {}, '2026-13-01'])],
    [1, () => random.pick([null, ''])],
  ]);
}

/** @param {Random} random @param {any} strategy @returns {Record<string, any>} of a variant that counts, mostly */
export function randomExposure(random, strategy) {
  const all = Object.keys(strategy.slots).flatMap(slot =>
    (strategy.slots[slot].variants ?? []).map((/** @type {any} */ one) => ({ slot, ...one })),
  );
  const counted = all.filter(one => one.cap || one.message);
  const { slot, id } = random.pick(counted.length > 0 && random.chance(0.85) ? counted : all);
  return random.weighted([
    [20, () => ({ creative_slot: slot, creative_name: id })],
    [1, () => ({ creative_slot: slot })],
    [1, () => ({ creative_name: id })],
    [1, () => ({ creative_slot: random.pick(['nowhere', '', null]), creative_name: id })],
    [1, () => ({ creative_slot: slot, creative_name: random.pick(['v9', 'V1', 1, null]) })],
  ]);
}

/** @param {Random} random @param {any} strategy @returns {Record<string, any>[]} items of one event that show several variants, or one twice */
export function randomExposures(random, strategy) {
  return Array.from({ length: random.integer(1, 3) }, () => (random.chance(0.1) ? {} : randomExposure(random, strategy)));
}

/** @param {Random} random */
function contextFields(random) {
  const has = (/** @type {number} */ share) => random.chance(share);
  return {
    ...(has(0.1) ? { device_class: random.pick([...DEVICES, null, '']) } : {}),
    ...(has(0.1) ? { language: random.pick([...LANGUAGES, null, '', []]) } : {}),
    ...(has(0.06) ? { geo_country: random.pick(['DE', 'AT', 'FR', 'US']), geo_region: random.pick(['BY', 'W', 'NW']) } : {}),
    ...(has(0.04) ? { geo_city: random.pick(['Wien', 'München', 'Paris']) } : {}),
    ...(has(0.06) ? { tz_offset: randomOffset(random) } : {}),
  };
}

/** @param {Random} random @param {World} world @returns {Record<string, any>} some of them name no address */
function pageFields(random, world) {
  const has = (/** @type {number} */ share) => random.chance(share);
  return {
    ...(has(world.arriving ? 0.85 : 0.5) ? addressFields(random, world) : {}),
    ...(has(0.35) ? { page_path: randomText(random, world.paths) } : {}),
    ...(has(0.6) ? { page_type: randomText(random, PAGE_TYPES) } : {}),
    ...(has(0.4) ? { page_category: randomText(random, world.categories) } : {}),
    ...(has(0.4) ? { page_item: randomText(random, world.skus) } : {}),
    ...(has(0.1) ? { page_title: 'Page' } : {}),
  };
}

/** @param {Random} random @param {World} world @returns {Record<string, any>} */
function addressFields(random, world) {
  const path = random.pick([...world.paths, '']);
  if (random.chance(world.arriving ? 0.9 : 0.5)) return fieldsOfArrival(random, random.pick(world.arrivals), path);
  const query = random.pick(QUERIES);
  const location = `https://${random.pick(HOSTS)}${path}${query === '' ? random.pick(['', '?', '#x']) : `?${query}`}`;
  return {
    page_location: random.weighted([
      [20, () => location],
      [1, () => random.pick(['', null, 5, '#x'])],
    ]),
    ...(random.chance(0.6) ? { page_referrer: random.pick([...REFERRERS, '', null]) } : {}),
  };
}

/** @param {Random} random @param {World} world */
function orderFields(random, world) {
  const id = random.weighted([
    [8, () => `T${random.integer(1, 12)}`],
    [1, () => random.integer(1, 3)],
    [1, () => random.pick(['', null, '1', '2'])],
  ]);
  return {
    ...(random.chance(0.85) ? { transaction_id: id } : {}),
    ...(random.chance(0.5) ? { value: randomAmount(random, world) } : {}),
    ...(random.chance(0.2) ? { coupon: random.pick([...COUPONS, '', null]) } : {}),
  };
}

/** @param {Random} random @param {World} world */
function traitFields(random, world) {
  const all = {
    loyalty_tier: random.pick(['none', 'silver', 'gold', 'platinum', 5, null, '']),
    email_subscriber: random.pick([true, false, true, 'true', 1, null]),
    margin: random.pick([0.3, 12.5, textOfNumber(random, 12.5), -5.5, 'high', random.pick(UNREADABLE), null, '', 100.0004]),
    note: random.pick([...world.terms, ...LONG_TEXTS, 5, null, '']),
    undeclared: random.pick([1, '', null, 'x']),
    page_title: 'Page',
  };
  return Object.fromEntries(random.some(Object.entries(all), random.integer(1, 3)));
}

/** @param {Random} random @param {number} time */
function syncFields(random, time) {
  const before = () =>
    random.pick([
      time - 86400,
      (time - 3600) * 1000,
      formatTime(time - random.integer(0, 90000)),
      formatTime(time + 100),
      'never',
      String(time - 3600),
      -5,
      null,
      '',
    ]);
  const all = {
    orders_placed: random.pick([0, 1, 2, 3, 2.7, textOfNumber(random, 4), -1, 70000, null, '3 orders', '']),
    orders_count: random.pick([0, 1, 2, 3, null, textOfNumber(random, 2), random.pick(UNREADABLE)]),
    orders_value: random.pick([0, 59.9, textOfNumber(random, 100), -2, null, '1.000,00', '']),
    first_order_at: before(),
    last_order_at: before(),
    orders_discounted: random.pick([0, 1, 5]),
    orders_refunded: random.pick([0, 1, 5, '5', 'five']),
  };
  return Object.fromEntries(random.some(Object.entries(all), random.integer(1, 5)));
}
