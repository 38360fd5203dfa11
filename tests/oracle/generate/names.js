// Random features, and every name that a condition of the strategy may speak of, with the tests that fit it.
import { FACT_KINDS } from '../facts/index.js';
import { BAND_LABELS } from './pools.js';
import { randomWhere } from './tests.js';
import { constants } from './world.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./tests.js').Kind} Kind */
/** @typedef {import('./world.js').World} World */
/** @typedef {{definition: any, kind: Kind}} NamedFeature */
/**
 * What facts are compared with: of each its capability, its name, its values.
 * @typedef {(from: {
 *   world: World, text: (from: any[], searchable?: boolean) => Kind, duration: (optional: boolean) => Kind, integer: (...from: number[]) => Kind,
 *   amounts: number[], averages: number[], shares: number[] }) => [string, string, Kind][]} Kinds
 */

const DIMENSIONS = ['item_brand', 'item_brand', 'item_category', 'price_band', 'item_variant'];
const MEDIUMS = ['(none)', 'organic', 'cpc', 'email', 'referral', 'ai-assistant', 'a+b c', '(not set)', 'paid_social'];
const ARRIVING_MEDIUMS = ['(none)', 'organic', 'email', 'referral', 'ai-assistant'];
const CHANNELS = ['Direct', 'Paid Search', 'Organic Search', 'Organic Social', 'AI Assistant', 'Email', 'Referral', 'Paid Other'];
const SHARES = [0.001, 0.1, 0.25, 0.333, 0.4, 0.489, 0.5, 0.511, 0.6, 0.667, 0.75, 0.9, 1];
const AMOUNTS = [0.001, 0.5, 19.99, 59.9, 60, 100, 119.8, 250.125];

/** @param {string} dimension @param {World} world @returns {string[]} */
function dimensionValues(dimension, world) {
  const values = { item_brand: constants(world.brands), item_category: world.categories, price_band: BAND_LABELS };
  return values[/** @type {keyof typeof values} */ (dimension)] ?? ['1', '2', '12.5', '12345'];
}

/** @param {World} world @param {boolean} inTime whether it is counted in a window of time @returns {number[]} */
function countConstants(world, inTime) {
  if (!world.burst) return inTime ? [0, 1, 1, 2, 2, 3, 5] : [0, 1, 2, 3, 4, 8];
  return inTime ? [1, 5, 20, 31, 32, 33, 34, 36, 40] : [1, 5, 20, 33, 40];
}

/**
 * @param {Random} random
 * @param {string[]} kinds of features that are enabled
 * @param {World} world
 * @returns {NamedFeature}
 */
export function randomFeature(random, kinds, world) {
  const { durations } = world;
  const kind = random.pick(world.burst && random.chance(0.6) ? kinds.slice(0, 1) : kinds);
  const event = world.burst ? world.events[0] : random.pick(world.events);
  const within = randomWithin(random, event, durations);
  const where = random.chance(0.35) ? { where: randomWhere(random, world) } : {};
  const inTime = within.within !== undefined && within.within !== 'visit';
  /** @type {Record<string, () => NamedFeature>} */
  const make = {
    count: () => ({
      definition: { count: event, ...within, ...where },
      kind: { type: 'integer', from: countConstants(world, inTime) },
    }),
    since: () => ({ definition: { since: event, ...where }, kind: { type: 'duration', from: durations, optional: true } }),
    distinct: () => ({
      definition: { distinct: random.pick(['item_id', 'item_id', 'item_brand', 'item_category']), on: event, ...within, ...where },
      kind: { type: 'integer', from: world.skus.length > 16 ? [3, 8, 14, 15, 16] : [0, 1, 2, 3, 4] },
    }),
    repeats: () => ({
      definition: { repeats: random.pick(['item_id', 'item_brand']), on: event, ...within, ...where },
      kind: { type: 'integer', from: inTime ? [0, 1, 2, 3, 4] : [0, 1, 2, 3, 4, 15, 16] },
    }),
    sum: () => {
      const sum = random.pick(['value', 'value', 'quantity']);
      const type = sum === 'value' ? 'number' : 'integer';
      return { definition: { sum, on: event, ...within, ...where }, kind: { type, from: sum === 'value' ? AMOUNTS : [0, 1, 2, 3, 5, 10] } };
    },
    sequence: () => ({ definition: randomSequence(random, world), kind: { type: 'boolean' } }),
    affinity: () => {
      const dimension = random.pick(DIMENSIONS);
      const value = random.pick(dimensionValues(dimension, world));
      return { definition: { affinity: dimension, value }, kind: { type: 'share', from: SHARES, optional: true } };
    },
    top: () => {
      const dimension = random.pick(DIMENSIONS);
      return { definition: { top: dimension }, kind: { type: 'label', from: dimensionValues(dimension, world), optional: true } };
    },
  };
  return make[kind]();
}

/** @param {Random} random @param {string} event @param {string[]} durations @returns {{within?: string}} */
function randomWithin(random, event, durations) {
  const choice = random.next();
  if (choice < 0.25) return {};
  return choice < 0.5 && event !== 'refund' ? { within: 'visit' } : { within: random.pick(durations) };
}

/** @param {Random} random @param {World} world @returns {any} */
function randomSequence(random, world) {
  const { durations } = world;
  const step = () => {
    const event = random.chance(0.8)
      ? random.pick(world.events)
      : random.pick(['view_item', 'add_to_cart', 'page_view', 'purchase', 'search']);
    return random.chance(0.25) ? { event, where: randomWhere(random, world) } : event;
  };
  const sequence = {
    sequence: Array.from({ length: random.integer(2, 4) }, step),
    within: random.chance(0.25) ? 'visit' : random.pick(durations),
  };
  if (random.chance(0.4)) Object.assign(sequence, { in_last: random.pick(durations) });
  return random.chance(0.5) ? Object.assign(sequence, { then_not: step() }) : sequence;
}

/**
 * @param {Set<string>} enabled
 * @param {World} world
 * @returns {[string, Kind][]} the facts that are enabled
 */
export function factKinds(enabled, world) {
  const { durations } = world;
  /** @type {(from: any[], searchable?: boolean) => Kind} */
  const text = (from, searchable = false) => ({ type: 'label', from, optional: true, searchable });
  /** @type {(optional: boolean) => Kind} */
  const duration = optional => ({ type: 'duration', from: durations, optional });
  /** @type {(...from: number[]) => Kind} */
  const integer = (...from) => ({ type: 'integer', from });
  const amounts = world.huge ? [AMOUNTS[0], 4503599627370.495, 4503599627370.496] : AMOUNTS;
  const sources = world.arrivals.flatMap(arrival => arrival.sources);
  const channels = [...new Set(world.arrivals.flatMap(arrival => arrival.channels))];
  const from = { world, text, duration, integer, amounts, shares: SHARES, averages: AMOUNTS };
  const [first, second, third] = FACT_KINDS.map(group => group.flatMap(kinds => kinds(from)));
  /** @type {[string, string, Kind][]} */
  const facts = [
    ...first,
    ['trait', 'trait.loyalty_tier', text(['none', 'silver', 'gold'])],
    ['trait', 'trait.email_subscriber', { type: 'boolean', optional: true }],
    ['trait', 'trait.margin', { type: 'number', from: [-5.5, 0.001, 0.3, 12.5, 100], optional: true }],
    ['trait', 'trait.note', text([...world.terms, ...constants(world.brands)], true)],
    ...second,
    [
      'traffic',
      'traffic.source',
      text(
        world.arriving
          ? [...new Set(sources)]
          : ['(direct)', 'google', 'newsletter', 'chatgpt.com', 'm.facebook.com', 'duckduckgo', '(not set)', 'Partneré'],
      ),
    ],
    ['traffic', 'traffic.medium', text(world.arriving ? ARRIVING_MEDIUMS : MEDIUMS)],
    ['traffic', 'traffic.campaign', text(['Winter Sale', 'brand acme', 'brand', 'Shopping Free Listings'], true)],
    ['traffic', 'traffic.landing_path', text(world.paths, true)],
    ['channel', 'traffic.channel', text(world.arriving ? channels : CHANNELS)],
    ['channel', 'traffic.branded', { type: 'boolean', optional: true }],
    ['search', 'last.search_term', text(world.terms, true)],
    ...third,
  ];
  return facts.filter(([capability]) => enabled.has(capability)).map(([, name, kind]) => [name, kind]);
}
