// Random strategies that the checker accepts: known names, fitting types, no circles.
import { OWN_HOSTS, PAYMENT_HOSTS } from './arrivals.js';
import { BANDS, CURRENCY, DECLARED, HALF_LIVES, TRAITS } from './pools.js';
import { FEATURE_KINDS } from '../features/index.js';
import { factKinds, randomFeature } from './names.js';
import { randomPurpose } from './consent.js';
import { randomSlots } from './slots.js';
import { randomCondition, randomTest } from './tests.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./tests.js').Kind} Kind */
/** @typedef {import('./world.js').World} World */

/**
 * @param {Random} random
 * @param {Set<string>} enabled capabilities
 * @param {World} world
 * @returns {any}
 */
export function randomStrategy(random, enabled, world) {
  const { features, kinds } = randomFeatures(random, enabled, world);
  const names = [...kinds, ...factKinds(enabled, world)];
  const { segments, stages } = randomGroups(random, enabled, names, world);
  return {
    name: 'random',
    ...(random.chance(0.9) ? { currency: CURRENCY } : {}),
    visit_gap: world.gap,
    events: DECLARED,
    ...(enabled.has('trait') ? { traits: TRAITS } : {}),
    features,
    ...affinitySettings(random, features),
    ...(enabled.has('geo')
      ? { zones: { near: ['DE'], alps: ['AT', 'DE-BY'], far: ['FR'] }, climates: { mild: ['DE', 'FR'], cold: ['AT-W', 'DE'] } }
      : {}),
    ...(enabled.has('channel') ? { brand_terms: ['Acme', 'brand'] } : {}),
    ...(enabled.has('traffic') ? randomHosts(random) : {}),
    segments,
    stages,
    ...randomSlots(random, enabled, conditionMaker(random, names, Object.keys(segments), stages, world), world, {
      segments: Object.keys(segments),
      stages: stages.map((/** @type {any} */ stage) => stage.id),
    }),
  };
}

/** @param {Random} random @returns {{own_hosts?: string[], payment_hosts?: string[]}} */
function randomHosts(random) {
  return {
    ...(random.chance(0.5) ? { own_hosts: random.some(OWN_HOSTS, random.integer(1, 3)) } : {}),
    ...(random.chance(0.5) ? { payment_hosts: random.some(PAYMENT_HOSTS, random.integer(1, 2)) } : {}),
  };
}

/** @param {Random} random @param {Set<string>} enabled @param {World} world */
function randomFeatures(random, enabled, world) {
  const allowed = FEATURE_KINDS.filter(kind => enabled.has(kind));
  /** @type {Record<string, any>} */
  const features = {};
  /** @type {[string, Kind][]} */
  const kinds = [];
  const size = allowed.length === 0 ? 0 : random.integer(1, 6);
  for (let number = 1; number <= size; number += 1) {
    const { definition, kind } = randomFeature(random, allowed, world);
    features[`f${number}`] = definition;
    kinds.push([`f${number}`, kind]);
  }
  return { features, kinds };
}

/** @param {Random} random @param {Record<string, any>} features */
function affinitySettings(random, features) {
  const dimensions = Object.values(features).map(feature => feature.affinity ?? feature.top);
  const bands = dimensions.includes('price_band') ? { price_bands: BANDS } : {};
  if (random.chance(0.4)) return bands;
  const weights = { view_item: 1, add_to_cart: 2.5, purchase: 0.001, refund: 0.25, select_item: 1000 };
  const settings = random.weighted([
    [2, () => ({ half_life: random.pick(HALF_LIVES) })],
    [1, () => ({ weights })],
    [2, () => ({ half_life: random.pick(HALF_LIVES), weights })],
  ]);
  return { ...bands, affinity: settings };
}

/**
 * Segments of the first half read no stage, so that stages may read them; the others may read anything before them.
 * @param {Random} random
 * @param {Set<string>} enabled
 * @param {[string, Kind][]} names
 * @param {World} world
 */
function randomGroups(random, enabled, names, world) {
  /** @type {[string, any][]} */
  const segments = [];
  const add = (/** @type {any[]} */ stages) => {
    const maker = conditionMaker(
      random,
      names,
      segments.map(([id]) => id),
      stages,
      world,
    );
    const stay = enabled.has('stay') && random.chance(0.35) ? { stay: random.pick(world.durations) } : {};
    segments.push([`s${segments.length + 1}`, { when: maker(), ...stay, ...randomPurpose(random, world) }]);
  };
  for (let size = random.integer(1, 3); size > 0; size -= 1) add([]);
  const stageMaker = conditionMaker(
    random,
    names,
    segments.map(([id]) => id),
    [],
    world,
  );
  /** @type {any[]} */
  const stages = Array.from({ length: random.integer(0, 3) }, (_, number) => ({ id: `stage_${number + 1}`, when: stageMaker() }));
  stages.push({ id: 'rest' });
  for (let size = random.integer(0, 3); size > 0; size -= 1) add(stages);
  return { segments: Object.fromEntries(random.shuffled(segments)), stages };
}

/**
 * @param {Random} random
 * @param {[string, Kind][]} names
 * @param {string[]} segments that may be referred to
 * @param {any[]} stages that may be referred to
 * @param {World} world
 * @returns {() => any}
 */
function conditionMaker(random, names, segments, stages, world) {
  const reference = (/** @type {string[]} */ ids) => (random.chance(0.7) ? random.pick(ids) : random.some(ids, random.integer(1, 3)));
  const features = names.filter(([name]) => /^f\d/.test(name));
  const themed = names.filter(([name]) => world.themes.includes(name.split('.')[0]));
  const ways = names.filter(([name]) => name.startsWith('traffic.'));
  const leaf = () => {
    if (segments.length > 0 && random.chance(0.12)) return { segment: reference(segments) };
    if (stages.length > 0 && random.chance(0.12)) return { stage: reference(stages.map(stage => stage.id)) };
    const choice = random.next();
    const near = choice < 0.5 ? features : choice < 0.9 ? themed : names;
    const known = near.length > 0 ? near : names;
    const [name, kind] = random.pick(world.arriving && choice < 0.8 ? ways : known);
    return { [name]: randomTest(random, kind) };
  };
  return () => randomCondition(random, leaf, random.integer(0, 2));
}
