// Random slots with everything that can stop a variant, and the experiments and holdout around them.

import { BUCKET_COUNT, bucketOf } from '../buckets.js';
import { formatTime, parseTime } from '../time.js';
import { randomPurpose } from './consent.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */

const MESSAGES = ['discount', 'trust', 'service', 'information'];
/** @type {any[]} */
const NEEDS = [
  { stock: { lt: 6 } },
  { stock: { lt: 6, max_age: '1m' } },
  { stock: { gte: 1, lt: 3 } },
  { label: 'hot', stock: 3 },
  { label: { exists: true, max_age: '7s' } },
  { label: { contains: 'hot', max_age: '1h' } },
  { label: { starts_with: 'hot', ends_with: 'er' } },
  { label: ['hot', 'hotter'], a: { exists: true } },
  { stock: [3, 5.5] },
  { stock: { in: [0, 6] }, label: { eq: 'very hot' } },
  { stock: true },
  { stock: { gte: -1 }, label: { exists: true } },
];
/** Of evidence that comes often and from before. @type {any[]} */
const AGING = [
  { stock: { lt: 6, max_age: '7s' } },
  { stock: { exists: true, max_age: '1m' } },
  { stock: { exists: true, max_age: '1h' } },
  { a: { exists: true } },
  { b: { exists: true, max_age: '30s' } },
  { label: { exists: true }, stock: { exists: true } },
  { stock: [3, 9] },
  { label: 'hot' },
  { label: { in: ['hot', 'hotter'], max_age: '1h' } },
];
/** Parts of 1 of which every coverage makes whole buckets. */
const SPLITS = [
  [0.5, 0.5],
  [0.3, 0.7],
  [0.9, 0.1],
  [0.2, 0.3, 0.5],
  [0.001, 0.999],
];

/**
 * @param {Random} random
 * @param {Set<string>} enabled
 * @param {() => any} condition
 * @param {World} world
 * @param {{segments: string[], stages: string[]}} groups
 */
export function randomSlots(random, enabled, condition, world, groups) {
  const { durations } = world;
  /** @type {Record<string, any>} */
  const slots = {};
  for (let number = random.integer(1, 2); number > 0; number -= 1) {
    const variants = Array.from({ length: random.integer(1, 3) }, (_, place) =>
      randomVariant(random, enabled, condition, world, `v${place + 1}`),
    );
    slots[`slot.${number}`] = { kind: 'content', variants: [...variants, { id: 'default' }] };
  }
  if (enabled.has('sort') && random.chance(0.3)) {
    slots['a.sort'] = {
      kind: 'sort',
      signals: random.pick([{ 'affinity.item_brand': 1, stock: 0.5 }, { popularity: 1 }, { 'affinity.item_category': 2 }]),
    };
  }
  const seed = random.chance(0.5) ? { seed: '2026' } : {};
  const holdout = { share: holdoutShare(random, seed.seed ?? 'holdout', world), ...seed };
  return {
    ...(enabled.has('messages') ? { messages: randomMessages(random, durations, groups) } : {}),
    slots,
    ...(enabled.has('experiments') && random.chance(0.5) ? { experiments: randomExperiments(random, slots, condition, world) } : {}),
    ...(enabled.has('holdout') && random.chance(0.4) ? { holdout } : {}),
  };
}

/** @param {Random} random @param {Set<string>} enabled @param {() => any} condition @param {World} world @param {string} id */
function randomVariant(random, enabled, condition, world, id) {
  const has = (/** @type {string} */ capability, /** @type {number} */ share) => enabled.has(capability) && random.chance(share);
  return {
    id,
    for: random.chance(world.signs ? 0.7 : 0.35) ? { 'cart.items': { lt: 60000 } } : condition(),
    ...randomPurpose(random, world),
    ...(has('caps', 0.4) ? { cap: randomCap(random, world.durations) } : {}),
    ...(has('messages', 0.5) ? { message: random.pick(MESSAGES) } : {}),
    ...(has('evidence', world.signs ? 0.9 : 0.3) ? { needs: random.pick(world.signs ? AGING : NEEDS) } : {}),
    ...(has('schedule', 0.3) ? randomSchedule(random) : {}),
  };
}

/** @param {Random} random @param {string[]} durations */
function randomCap(random, durations) {
  const within = random.weighted([
    [3, () => ({ within: random.pick(durations) })],
    [1, () => ({ within: 'visit' })],
    [1, () => ({})],
  ]);
  return { max: random.integer(1, 3), ...within };
}

/** @param {Random} random @param {string[]} durations @param {{segments: string[], stages: string[]}} groups */
function randomMessages(random, durations, { segments, stages }) {
  const never = random.chance(0.5) ? random.pick([...segments, ...stages]) : random.some([...segments, ...stages], 2);
  return {
    discount: randomCap(random, durations),
    trust: { never_for: never },
    information: random.chance(0.5) ? randomCap(random, durations) : { never_for: never },
  };
}

/** @param {Random} random */
function randomSchedule(random) {
  const from = { from: random.pick(['2026-11-22T10:00:00Z', '2026-11-22T11:00:30+01:00', '2026-11-23T00:00:00Z']) };
  const to = { to: random.pick(['2026-11-23T00:05:00Z', '2026-11-29T10:00:00Z', '2027-01-01T00:00:00-05:00']) };
  return random.pick([from, to, { ...from, ...to }]);
}

/** @param {Random} random @param {string} seed @param {World} world @returns {number} sometimes one that ends at a visitor's bucket or behind it */
function holdoutShare(random, seed, world) {
  const edge = (bucketOf(seed, world.visitors[0]) + random.integer(0, 1)) / BUCKET_COUNT;
  return random.chance(0.4) && edge > 0 && edge <= 1 ? edge : random.pick([0.05, 0.5, 0.8]);
}

/** @param {Random} random @param {Record<string, any>} slots @param {() => any} condition @param {World} world */
function randomExperiments(random, slots, condition, world) {
  const slot = random.pick(Object.keys(slots).filter(id => slots[id].kind === 'content'));
  const ids = slots[slot].variants.map((/** @type {any} */ variant) => variant.id);
  const seed = random.chance(0.3) ? { seed: 'seed-é' } : {};
  const { shares, isEdge } = randomShares(random, ids.length, seed.seed ?? 'test_1', world);
  const arms = random.some(ids, shares.length);
  const experiment = {
    slot,
    ...(random.chance(0.4) ? { for: condition() } : {}),
    split: Object.fromEntries(arms.map((arm, place) => [arm, shares[place]])),
    ...(!isEdge && random.chance(0.5) ? { coverage: random.pick([0.2, 0.5, 1]) } : {}),
    ...seed,
    varies: 'creative',
  };
  return { test_1: experiment };
}

/** @param {Random} random @param {number} most arms @param {string} seed @param {World} world @returns {{shares: number[], isEdge: boolean}} some whose edge is a visitor's bucket */
function randomShares(random, most, seed, world) {
  const edge = bucketOf(seed, world.visitors[0]) + random.integer(0, 1);
  const isEdge = random.chance(0.4) && edge > 0 && edge < BUCKET_COUNT;
  if (isEdge) return { shares: [edge / BUCKET_COUNT, (BUCKET_COUNT - edge) / BUCKET_COUNT], isEdge };
  return { shares: random.pick(SPLITS.filter(shares => shares.length <= most)), isEdge };
}

/**
 * @param {Random} random
 * @param {any} strategy of which some schedules come to begin or end about when the pair does
 * @param {number} end in seconds
 */
export function moveSchedules(random, strategy, end) {
  for (const slot of Object.values(strategy.slots)) {
    for (const variant of slot.variants ?? []) {
      for (const key of ['from', 'to']) {
        if (variant[key] && random.chance(0.5)) variant[key] = formatTime(Math.max(1, end + random.integer(-1, 1))); // a pair without events ends at 0
      }
      // A range that is none is refused.
      if (variant.from && variant.to && (parseTime(variant.from) ?? 0) >= (parseTime(variant.to) ?? 0)) delete variant.to;
    }
  }
}
