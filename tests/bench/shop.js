// The shop of the benchmark: its events, and some 40 features with the constants that segments compare them with.

/** Events by their number in the stream. */
export const EVENTS = [
  ...['page_view', 'view_item', 'view_item_list', 'select_item', 'add_to_cart', 'remove_from_cart', 'add_to_wishlist', 'purchase'],
  ...['search', 'identify', 'review_read', 'size_guide_view', 'gallery_view'],
];
/** Those that GA4 does not have. */
export const OWN_EVENTS = ['review_read', 'size_guide_view', 'gallery_view'];
export const PAGES = ['home', 'category', 'product', 'search', 'cart', 'content'];
export const DEVICES = ['mobile', 'desktop', 'tablet'];
export const TIERS = ['none', 'silver', 'gold'];
export const VISIT_GAP = 1800;
const DEAR = 100_000;

/** @typedef {{ categories: string[], brands: string[] }} Vocabulary the labels that segments and features name */
/** @typedef {'integer' | 'amount' | 'duration' | 'share' | 'label' | 'boolean'} Type */
/**
 * @typedef {object} Feature
 * @property {string} name as conditions speak of it
 * @property {Type} type
 * @property {object} [define] its definition in the strategy; none: a built-in fact
 * @property {Measure} measure how JavaScript keeps it
 * @property {number[]} [constants] thousandths for amounts, seconds for durations, whole numbers, shares
 * @property {string[]} [labels]
 * @property {boolean} [optional] it may have no value
 */
/**
 * @typedef {{ kind: 'count', on: string, within?: number | 'visit', where?: { category?: string, price?: number } }
 *   | { kind: 'distinct', field: 'item' | 'brand', within: number | 'visit' }
 *   | { kind: 'repeats' } | { kind: 'since', on: string } | { kind: 'left_after_cart', within: number } | { kind: 'found_by_search' }
 *   | { kind: 'share', dimension: 'category' | 'brand', value: string } | { kind: 'top', dimension: 'category' } | { kind: 'fact', fact: string }} Measure
 */

const HOUR = 3600;
const DAY = 86400;
const upTo = (/** @type {number} */ most, first = 1) => Array.from({ length: most - first + 1 }, (_, i) => first + i);
const minutes = (/** @type {number[]} */ ...list) => list.map(each => each * 60);
const AGES = minutes(1, 5, 15, 30, 60, 180, 720, 1440, 2880, 4320, 7200, 10080, 20160);

/** @param {number} seconds */
export const durationText = seconds => `${seconds}s`;

/** @param {string} name @param {string} on @param {number[]} constants @param {number | 'visit'} [within] @returns {Feature} */
function count(name, on, constants, within) {
  const window = within === undefined ? {} : { within: within === 'visit' ? within : durationText(within) };
  return { name, type: 'integer', define: { count: on, ...window }, measure: { kind: 'count', on, within }, constants };
}

/** @param {string} name @param {string} on @returns {Feature} */
const since = (name, on) => ({
  name,
  type: 'duration',
  define: { since: on },
  measure: { kind: 'since', on },
  constants: AGES,
  optional: true,
});

/** @param {string} name @param {'category' | 'brand'} dimension @param {string} value @returns {Feature} */
const share = (name, dimension, value) => ({
  name,
  type: 'share',
  define: { affinity: `item_${dimension}`, value },
  measure: { kind: 'share', dimension, value },
  constants: upTo(18).map(each => each / 20),
  optional: true,
});

/** @param {string} fact @param {Type} type @param {Partial<Feature>} more @returns {Feature} */
const fact = (fact, type, more) => ({ name: fact, type, measure: { kind: 'fact', fact }, ...more });

/** @param {Vocabulary} vocabulary @returns {Feature[]} */
function whereFeatures({ categories }) {
  return [
    {
      ...count('category_views', 'view_item', upTo(10), 7 * DAY),
      define: { count: 'view_item', where: { item_category: categories[0] }, within: durationText(7 * DAY) },
      measure: { kind: 'count', on: 'view_item', within: 7 * DAY, where: { category: categories[0] } },
    },
    {
      ...count('dear_views', 'view_item', upTo(8), 'visit'),
      define: { count: 'view_item', where: { price: { gte: DEAR / 1000 } }, within: 'visit' },
      measure: { kind: 'count', on: 'view_item', within: 'visit', where: { price: DEAR } },
    },
  ];
}

/** @returns {Feature[]} */
function orderFeatures() {
  return [
    {
      name: 'items_seen',
      type: 'integer',
      define: { distinct: 'item_id', on: 'view_item', within: 'visit' },
      measure: { kind: 'distinct', field: 'item', within: 'visit' },
      constants: upTo(12),
    },
    {
      name: 'brands_seen',
      type: 'integer',
      define: { distinct: 'item_brand', on: 'view_item', within: durationText(7 * DAY) },
      measure: { kind: 'distinct', field: 'brand', within: 7 * DAY },
      constants: upTo(12),
    },
    {
      name: 'same_item',
      type: 'integer',
      define: { repeats: 'item_id', on: 'view_item', within: 'visit' },
      measure: { kind: 'repeats' },
      constants: upTo(6, 2),
    },
    {
      name: 'left_after_cart',
      type: 'boolean',
      define: { sequence: ['view_item', 'add_to_cart'], within: durationText(DAY), then_not: 'purchase' },
      measure: { kind: 'left_after_cart', within: DAY },
    },
    {
      name: 'found_by_search',
      type: 'boolean',
      define: { sequence: ['search', 'view_item'], within: 'visit' },
      measure: { kind: 'found_by_search' },
    },
  ];
}

/** @param {Vocabulary} vocabulary @returns {Feature[]} */
function interestFeatures({ categories, brands }) {
  return [
    share('share_first', 'category', categories[0]),
    share('share_second', 'category', categories[1]),
    share('share_brand', 'brand', brands[0]),
    {
      name: 'favourite',
      type: 'label',
      define: { top: 'item_category' },
      measure: { kind: 'top', dimension: 'category' },
      labels: categories,
    },
  ];
}

/** @returns {Feature[]} */
function facts() {
  const amounts = [10, 20, 35, 50, 59.9, 75, 100, 150, 200, 300, 500].map(each => Math.round(each * 1000));
  return [
    fact('cart.items', 'integer', { constants: upTo(6) }),
    fact('cart.value', 'amount', { constants: amounts }),
    fact('visit.number', 'integer', { constants: upTo(15, 2) }),
    fact('visit.pages', 'integer', { constants: upTo(12) }),
    fact('visit.duration', 'duration', { constants: minutes(1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 45) }),
    fact('visit.since_previous', 'duration', { constants: AGES.filter(age => age > VISIT_GAP), optional: true }),
    fact('page.type', 'label', { labels: PAGES }),
    fact('device.class', 'label', { labels: DEVICES }),
    fact('orders.count', 'integer', { constants: upTo(5) }),
    fact('orders.since', 'duration', { constants: AGES.filter(age => age > HOUR), optional: true }),
    fact('trait.loyalty_tier', 'label', { labels: TIERS }),
  ];
}

/** @param {Vocabulary} vocabulary @returns {Feature[]} */
export function featuresOf(vocabulary) {
  return [
    count('views_ever', 'view_item', upTo(40)),
    count('searches_ever', 'search', upTo(12)),
    count('lists_ever', 'view_item_list', upTo(30)),
    count('views_visit', 'view_item', upTo(12), 'visit'),
    count('lists_visit', 'view_item_list', upTo(8), 'visit'),
    count('reviews_visit', 'review_read', upTo(5), 'visit'),
    count('pictures_visit', 'gallery_view', upTo(6), 'visit'),
    count('adds_visit', 'add_to_cart', upTo(5), 'visit'),
    count('searches_visit', 'search', upTo(5), 'visit'),
    count('views_hour', 'view_item', upTo(12), HOUR),
    count('views_day', 'view_item', upTo(12), DAY),
    count('views_week', 'view_item', upTo(20), 7 * DAY),
    count('reviews_week', 'review_read', upTo(8), 7 * DAY),
    count('guides_week', 'size_guide_view', upTo(6), 7 * DAY),
    count('adds_day', 'add_to_cart', upTo(6), DAY),
    count('removes_week', 'remove_from_cart', upTo(4), 7 * DAY),
    ...whereFeatures(vocabulary),
    ...orderFeatures(),
    since('since_search', 'search'),
    since('since_add', 'add_to_cart'),
    since('since_wish', 'add_to_wishlist'),
    ...interestFeatures(vocabulary),
    ...facts(),
  ];
}
