// Random slots with everything that can stop a variant, and the experiments and holdout around them.

import { randomPurpose } from './consent.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */

const MESSAGES = ['discount', 'trust', 'service', 'information'];
const NEEDS = [
  { stock: { lt: 6 } },
  { stock: { lt: 6, max_age: '1m' } },
  { stock: { gte: 1, lt: 3 } },
  { label: 'hot', stock: 3 },
  { label: { exists: true, max_age: '7s' } },
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
  const holdout = { share: random.pick([0.05, 0.5, 0.8]), ...(random.chance(0.5) ? { seed: '2026' } : {}) };
  return {
    ...(enabled.has('messages') ? { messages: randomMessages(random, durations, groups) } : {}),
    slots,
    ...(enabled.has('experiments') && random.chance(0.5) ? { experiments: randomExperiments(random, slots, condition) } : {}),
    ...(enabled.has('holdout') && random.chance(0.4) ? { holdout } : {}),
  };
}

/** @param {Random} random @param {Set<string>} enabled @param {() => any} condition @param {World} world @param {string} id */
function randomVariant(random, enabled, condition, world, id) {
  const has = (/** @type {string} */ capability, /** @type {number} */ share) => enabled.has(capability) && random.chance(share);
  return {
    id,
    for: condition(),
    ...randomPurpose(random, world),
    ...(has('caps', 0.4) ? { cap: randomCap(random, world.durations) } : {}),
    ...(has('messages', 0.5) ? { message: random.pick(MESSAGES) } : {}),
    ...(has('evidence', 0.3) ? { needs: random.pick(NEEDS) } : {}),
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

/** @param {Random} random @param {Record<string, any>} slots @param {() => any} condition */
function randomExperiments(random, slots, condition) {
  const slot = random.pick(Object.keys(slots).filter(id => slots[id].kind === 'content'));
  const ids = slots[slot].variants.map((/** @type {any} */ variant) => variant.id);
  const arms = random.some(ids, 2);
  const [first, second] = random.pick([
    [0.5, 0.5],
    [0.3, 0.7],
    [0.9, 0.1],
  ]);
  const experiment = {
    slot,
    ...(random.chance(0.4) ? { for: condition() } : {}),
    split: { [arms[0]]: first, [arms[1]]: second },
    ...(random.chance(0.5) ? { coverage: random.pick([0.2, 0.5, 1]) } : {}),
    ...(random.chance(0.3) ? { seed: 'seed-é' } : {}),
    varies: 'creative',
  };
  return { test_1: experiment };
}
