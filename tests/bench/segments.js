// Segments of two to four conditions in a neutral form, and that form in the words of each engine.
import { Random } from '../oracle/generate/random.js';
import { durationText, EVENTS, featuresOf, OWN_EVENTS, TIERS, VISIT_GAP } from './shop.js';

/** @typedef {import('./shop.js').Feature} Feature */
/** @typedef {import('./shop.js').Vocabulary} Vocabulary */
/** @typedef {{ feature: number, op: 'gte' | 'lt' | 'eq', value: number } | { feature: number, op: 'in', value: number[] }} Test labels by their number */
/** @typedef {{ need: number, tests: Test[] }} Segment in while at least `need` of the tests hold */

/** @param {Random} random @param {Feature} feature @param {number} index @returns {Test} */
function randomTest(random, feature, index) {
  if (feature.type === 'boolean') return { feature: index, op: random.chance(0.7) ? 'gte' : 'lt', value: 1 };
  if (feature.labels) {
    const first = random.integer(1, feature.labels.length);
    const second = random.integer(1, feature.labels.length);
    return { feature: index, op: 'in', value: random.chance(0.3) && second !== first ? [first, second] : [first] };
  }
  const constants = feature.constants ?? [];
  const value = constants[random.integer(0, constants.length - 1)];
  if (feature.type === 'integer' && !feature.optional && random.chance(0.1)) return { feature: index, op: 'eq', value: value - 1 };
  return { feature: index, op: random.chance(0.65) ? 'gte' : 'lt', value };
}

/** @param {Random} random @param {Feature[]} features @returns {Segment} each feature at most once */
function randomSegment(random, features) {
  const size = random.integer(2, 4);
  /** @type {Set<number>} */
  const chosen = new Set();
  while (chosen.size < size) chosen.add(random.integer(0, features.length - 1));
  const tests = [...chosen].map(index => randomTest(random, features[index], index));
  if (random.chance(0.7)) return { need: size, tests };
  return { need: size > 2 && random.chance(0.5) ? 2 : 1, tests };
}

/** @param {number} count @param {Feature[]} features @param {number} seed @returns {Segment[]} */
export function randomSegments(count, features, seed) {
  const random = new Random(seed, count);
  return Array.from({ length: count }, () => randomSegment(random, features));
}

/** @param {Segment[]} segments @returns {Set<number>} features that a segment reads: no other costs anything */
export const featuresRead = segments => new Set(segments.flatMap(({ tests }) => tests.map(({ feature }) => feature)));

/** @param {Test} test @param {Feature} feature */
function strategyTest({ op, value }, feature) {
  if (op === 'in') return value.map(each => feature.labels?.[each - 1]);
  if (feature.type === 'boolean') return op === 'gte';
  const constant = { amount: value / 1000, duration: durationText(value), integer: value, share: value, label: value }[feature.type];
  return op === 'eq' ? constant : { [op]: constant };
}

/** @param {Segment} segment @param {Feature[]} features */
function strategyCondition({ need, tests }, features) {
  const maps = tests.map(test => ({ [features[test.feature].name]: strategyTest(test, features[test.feature]) }));
  if (need === tests.length) return Object.assign({}, ...maps);
  return need === 1 ? { any: maps } : { at_least: need, of: maps };
}

/** Segments that read nothing but events which never come. @param {number} count */
function idleParts(count) {
  const names = Array.from({ length: 5 }, (_, i) => `idle_${i}`);
  const forms = [{}, { within: 'visit' }, { within: '7d' }];
  const features = Object.fromEntries(
    names.flatMap(event => [...forms.map((form, i) => [`${event}_${i}`, { count: event, ...form }]), [`${event}_since`, { since: event }]]),
  );
  const counted = Object.keys(features).filter(name => !name.endsWith('since'));
  const segments = Array.from({ length: count }, (_, i) => {
    const second = counted[(i + 1 + (i % 7)) % counted.length];
    const when = { [counted[i % counted.length]]: { gte: 1 + (i % 9) }, [second]: { gte: 1 + (i % 5) } };
    return [`idle_${i}`, { when: { ...when, [`${names[i % 5]}_since`]: { lt: durationText(60 * (1 + (i % 30))) } } }];
  });
  return { events: names, features, segments };
}

/**
 * The strategy that says just these segments; features that none reads are left out.
 * @param {Segment[]} segments
 * @param {Feature[]} features
 * @param {number} [idle] this many segments more, which read nothing that ever comes
 */
export function strategyOf(segments, features, idle = 0) {
  const read = featuresRead(segments);
  const extra = idle > 0 ? idleParts(idle) : { events: [], features: {}, segments: [] };
  const variants = segments.slice(0, 5).map((_, i) => ({ id: `for_${i}`, for: { segment: `s${i}` } }));
  return {
    name: 'bench',
    currency: 'EUR',
    visit_gap: durationText(VISIT_GAP),
    events: [...OWN_EVENTS, ...extra.events],
    traits: { loyalty_tier: TIERS },
    features: {
      ...Object.fromEntries(features.filter(({ define }, i) => define && read.has(i)).map(({ name, define }) => [name, define])),
      ...extra.features,
    },
    segments: Object.fromEntries([
      ...segments.map((segment, i) => [`s${i}`, { when: strategyCondition(segment, features) }]),
      ...extra.segments,
    ]),
    slots: { 'home.hero': { kind: 'content', variants: [...variants, { id: 'default' }] } },
  };
}

/** Other engines read a dot as a path. @param {Feature} feature */
export const attributeOf = feature => feature.name.replaceAll('.', '_');

/** @template T @param {T[]} list @param {number} size @returns {T[][]} every choice of so many */
function choices(list, size) {
  if (size === 0) return [[]];
  return list.flatMap((first, i) => choices(list.slice(i + 1), size - 1).map(rest => [first, ...rest]));
}

/** @param {Segment} segment @param {Feature[]} features @returns {any} a rule of JsonLogic */
export function jsonLogicRule({ need, tests }, features) {
  const parts = tests.map(({ feature, op, value }) => {
    const name = { var: attributeOf(features[feature]) };
    if (op === 'in') return value.length === 1 ? { '===': [name, value[0]] } : { in: [name, value] };
    const compared = { [{ gte: '>=', lt: '<', eq: '===' }[op]]: [name, value] };
    // It takes null as 0, and throws on NaN.
    return op === 'lt' && features[feature].optional ? { and: [{ '!==': [name, null] }, compared] } : compared;
  });
  if (need === tests.length) return { and: parts };
  return need === 1 ? { or: parts } : { '>=': [{ '+': parts.map(part => ({ if: [part, 1, 0] })) }, need] };
}

/** @param {Segment} segment @param {Feature[]} features @returns {any} a condition of GrowthBook */
export function growthbookCondition({ need, tests }, features) {
  const parts = tests.map(({ feature, op, value }) => {
    const test = op === 'in' ? (value.length === 1 ? value[0] : { $in: value }) : op === 'eq' ? value : { [`$${op}`]: value };
    return { [attributeOf(features[feature])]: test };
  });
  if (need === tests.length) return Object.assign({}, ...parts);
  return { $or: need === 1 ? parts : choices(parts, need).map(some => Object.assign({}, ...some)) };
}

/** @param {Vocabulary} vocabulary */
export const shopFeatures = vocabulary => featuresOf(vocabulary);
export const eventNumber = (/** @type {string} */ name) => EVENTS.indexOf(name);
