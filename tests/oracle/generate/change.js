// A strategy that changes in the middle of a pair: only in ways whose effect on what is remembered the text settles.
import { randomFeature } from './names.js';
import { randomTest } from './tests.js';

/** @typedef {import('./random.js').Random} Random */
/** @typedef {import('./world.js').World} World */

const KINDS = ['count', 'since', 'distinct', 'repeats', 'sum', 'sequence'];
/** Facts that are numbers without a window: what is kept of them does not depend on the constants. */
const COUNTED = ['cart.items', 'orders.count', 'orders.placed', 'visit.number'];

/** @param {Random} random @param {any[]} events @param {any} strategy @param {World} world @returns {any[]} lines with one change among them */
export function withChange(random, events, strategy, world) {
  const changed = structuredClone(strategy);
  const steps = [addFeature, addFeature, addVariant, changeWindow, changeConstant, removeSegment];
  for (const step of random.some(steps, random.integer(1, 3))) step(random, changed, world);
  const place = random.integer(0, events.length);
  return [...events.slice(0, place), { change: changed }, ...events.slice(place)];
}

/** @param {Random} random @param {any} strategy @param {World} world */
function addFeature(random, strategy, world) {
  const { definition, kind } = randomFeature(random, KINDS, world);
  if (Object.values(strategy.features).some(other => JSON.stringify(other) === JSON.stringify(definition))) return;
  const name = `g${Object.keys(strategy.features).length}`;
  strategy.features[name] = definition;
  strategy.segments[`added_${name}`] = { when: { [name]: randomTest(random, kind) } };
}

/** @param {Random} random @param {any} strategy */
function addVariant(random, strategy) {
  const slot = strategy.slots['slot.1'];
  slot.variants.unshift({ id: `n${slot.variants.length}`, for: { segment: random.pick(Object.keys(strategy.segments)) } });
}

/** Not where a segment stays: whether it is still the same one, the text leaves open. @param {Random} random @param {any} strategy @param {World} world */
function changeWindow(random, strategy, world) {
  if (Object.values(strategy.segments).some(segment => segment.stay)) return;
  const inTime = Object.values(strategy.features).filter(feature => world.durations.includes(feature.within));
  if (inTime.length > 0) random.pick(inTime).within = random.pick(world.durations);
}

/** @param {Random} random @param {any} strategy */
function changeConstant(random, strategy) {
  const alone = Object.keys(strategy.segments).filter(id => isAlone(strategy, id));
  const tests = alone.flatMap(id => testsIn(strategy.segments[id].when));
  if (tests.length > 0) random.pick(tests).gte = random.integer(1, 4);
}

/** @param {any} condition @returns {any[]} maps with a lower bound for a counted fact */
function testsIn(condition) {
  return Object.entries(condition).flatMap(([key, test]) => {
    if (['all', 'any', 'none', 'of'].includes(key)) return test.flatMap(testsIn);
    return COUNTED.includes(key) && test?.gte !== undefined && test.lt === undefined ? [test] : [];
  });
}

/** @param {Random} random @param {any} strategy */
function removeSegment(random, strategy) {
  const ids = Object.keys(strategy.segments).filter(id => isAlone(strategy, id));
  if (ids.length > 1) delete strategy.segments[random.pick(ids)];
}

/** @param {any} strategy @param {string} id @returns {boolean} whether nothing else speaks of the segment, and it does not stay */
function isAlone(strategy, id) {
  const { [id]: own, ...segments } = strategy.segments;
  return own.stay === undefined && !JSON.stringify({ ...strategy, segments }).includes(`"${id}"`);
}
