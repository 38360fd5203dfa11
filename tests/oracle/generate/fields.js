// Random fields and items of events, plain ones mostly, odd ones now and then.
import { formatTime } from '../time.js';
import { COUPONS, DEVICES, HOSTS, LANGUAGES, LONG_TEXTS, PAGE_TYPES, QUERIES, REFERRERS } from './pools.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */

const PRICES = [0, 0.001, 9.99, 19.99, 24.999, 25, 59.9, 75.5, 150, 1234.5678, 0.0005, 2.0005, 1e-7];
const ODD = [null, '', [], {}, [1], { a: 1 }];

/** @param {Random} random @param {World} world @returns {any} an amount, sometimes as a text, negative, or none */
function randomAmount(random, world) {
  return random.weighted([
    [14, () => random.pick(PRICES)],
    [1, () => String(random.pick([0, 9.99, 25, '25.00', '007.5']))],
    [0.5, () => -random.pick(PRICES)],
    [world.huge ? 14 : 0.3, () => random.pick([1e13, 4503599627370.495, 4503599627370.496, 1e300, 9007199254740992])],
    [0.5, () => random.pick(['free', '1e3', '.5', ' 5', '5.', '+5', '1,5'])],
    [0.5, () => random.pick(ODD)],
  ]);
}

/** @param {Random} random @param {World} world @returns {any} */
function randomQuantity(random, world) {
  return random.weighted([
    [10, () => random.integer(0, 4)],
    [1, () => random.pick([1.5, 2.9, 0.4, -1, '2', '1.9', 300, 70000])],
    [world.huge ? 5 : 0, () => random.pick([65534, 65535, 65536, 1])],
    [0.5, () => random.pick([...ODD, 'two', true])],
  ]);
}

/** @param {Random} random @param {readonly string[]} from @returns {any} a text, sometimes a number or nothing */
function randomText(random, from) {
  return random.weighted([
    [20, () => random.pick(from)],
    [1, () => random.pick([12345, '12345', 12345.5, 1e21, 0.000001, 12])],
    [1, () => random.pick(ODD)],
    [1, () => random.pick(LONG_TEXTS)],
  ]);
}

/** @param {Random} random @param {string} event @param {World} world @returns {any} a list of items, something odd, or null for none */
export function randomItems(random, event, world) {
  if (['page_view', 'search', 'identify', 'customer_sync', 'evidence'].includes(event) && random.chance(0.95)) return null;
  if (event === 'cart_update' && random.chance(0.5)) return null;
  if (event === 'refund' && random.chance(0.6)) return null;
  if (random.chance(0.1)) return null;
  if (event !== 'cart_update' && random.chance(0.03)) return random.pick([[], {}, 'items', null]);
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
    ...(has(0.12) ? { currency: random.pick(['EUR', 'EUR', 'USD', 'eur', '', null]) } : {}),
    ...(has(0.05) ? { item_id: randomText(random, world.skus), item_brand: randomText(random, world.brands) } : {}),
    ...(has(0.05) ? { price: randomAmount(random, world), quantity: randomQuantity(random, world) } : {}),
    ...(['purchase', 'refund'].includes(event) ? orderFields(random, world) : {}),
    ...(['cart_update', 'view_cart'].includes(event) && has(0.5) ? { quantity: randomQuantity(random, world) } : {}),
    ...(event === 'identify' ? traitFields(random, world) : {}),
    ...(event === 'customer_sync' ? syncFields(random, time) : {}),
    ...(event === 'search' ? { search_term: randomText(random, world.terms) } : {}),
    ...(event === 'evidence'
      ? {
          name: random.pick(['stock', 'stock', 'stock', 'label', 'label', 'a', 'b', 'c', 'd', 'e', 'f', 'g', '']),
          value: random.pick([0, 3, 3, 5.9995, 5.5, 6, '3', '5.50', 'hot', 'hotter', 'very hot', true, false, -1, null, []]),
        }
      : {}),
    ...(event === 'view_promotion' ? randomExposure(random, strategy) : {}),
  };
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
    ...(has(0.06) ? { tz_offset: random.pick([0, 60, -300, 330, 765, '120']) } : {}),
  };
}

/** @param {Random} random @param {World} world */
function pageFields(random, world) {
  const has = (/** @type {number} */ share) => random.chance(share);
  const query = random.pick(QUERIES);
  const location = `https://${random.pick(HOSTS)}${random.pick([...world.paths, ''])}${query === '' ? random.pick(['', '?', '#x']) : `?${query}`}`;
  return {
    ...(has(0.6) ? { page_location: location } : {}),
    ...(has(0.4) ? { page_path: randomText(random, world.paths) } : {}),
    ...(has(0.6) ? { page_type: randomText(random, PAGE_TYPES) } : {}),
    ...(has(0.4) ? { page_category: randomText(random, world.categories) } : {}),
    ...(has(0.4) ? { page_item: randomText(random, world.skus) } : {}),
    ...(has(0.5) ? { page_referrer: random.pick([...REFERRERS, '', null]) } : {}),
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
    margin: random.pick([0.3, 12.5, '12.5', -5.5, 'high', null, true, 100.0004]),
    note: random.pick([...world.terms, ...LONG_TEXTS, 5, null, '']),
    undeclared: 1,
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
      -5,
      null,
    ]);
  const all = {
    orders_placed: random.pick([0, 1, 2, 3, 2.7, '4', -1, 70000, null, 'x']),
    orders_count: random.pick([0, 1, 2, 3, null]),
    orders_value: random.pick([0, 59.9, '100', -2, null]),
    first_order_at: before(),
    last_order_at: before(),
    orders_discounted: random.pick([0, 1, 5]),
    orders_refunded: random.pick([0, 1, 5]),
  };
  return Object.fromEntries(random.some(Object.entries(all), random.integer(1, 5)));
}
