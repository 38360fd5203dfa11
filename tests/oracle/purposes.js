// Purposes: which of them a name, a segment or a variant needs, because of what it reads and because of its own word (section 7).

/** @typedef {Set<string>} Purposes */

export const PURPOSES = ['personalization', 'measurement', 'ads', 'location'];

/** What the page itself says, for which no purpose is needed. */
const CONTEXT = ['page.', 'traffic.', 'time.', 'cart.', 'orders.', 'trait.', 'device.class', 'language'];

/** Worked out once a strategy, by segment or variant. @type {WeakMap<object, Purposes>} */
const known = new WeakMap();

/** @param {string} name of a fact @returns {string[]} */
export function needsOfFact(name) {
  if (name.startsWith('geo.')) return ['personalization', 'location'];
  return CONTEXT.some(start => name.startsWith(start)) ? [] : ['personalization'];
}

/** @param {any} strategy @param {string} id @returns {Purposes} those that the segment names, and those of all that it reads */
export function needsOfSegment(strategy, id) {
  const segment = strategy.segments[id];
  return once(segment, () => [...[segment.purpose ?? []].flat(), ...needsOfCondition(strategy, segment.when)]);
}

/** @param {any} strategy @returns {string[]} a stage depends on every `when` */
function needsOfStages(strategy) {
  return (strategy.stages ?? []).flatMap((/** @type {any} */ stage) => needsOfCondition(strategy, stage.when ?? {}));
}

/** @param {any} strategy @param {any} condition @returns {string[]} */
function needsOfCondition(strategy, condition) {
  return Object.entries(condition).flatMap(([key, test]) => {
    if (['all', 'any', 'none', 'of'].includes(key)) return test.flatMap((/** @type {any} */ part) => needsOfCondition(strategy, part));
    if (key === 'at_least') return [];
    if (key === 'segment') return [test].flat().flatMap(id => [...needsOfSegment(strategy, id)]);
    if (key === 'stage') return needsOfStages(strategy);
    return Object.hasOwn(strategy.features ?? {}, key) ? ['personalization'] : needsOfFact(key);
  });
}

/**
 * @param {any} strategy
 * @param {any} variant
 * @param {any} experiment of which it is an arm, null for none
 * @returns {Purposes} those that it names, and those of all that decides whether it is shown
 */
export function needsOfVariant(strategy, variant, experiment) {
  return once(variant, () => {
    const rules = strategy.messages?.[variant.message ?? 'information'] ?? {};
    const remembers = [experiment, variant.cap, variant.needs, rules.max].some(part => part !== undefined && part !== null);
    return [
      ...[variant.purpose ?? []].flat(),
      ...needsOfCondition(strategy, variant.for ?? {}),
      ...needsOfCondition(strategy, experiment?.for ?? {}),
      ...[rules.never_for ?? []].flat().flatMap(id => needsOfGroup(strategy, id)),
      ...(remembers ? ['personalization'] : []),
    ];
  });
}

/** @param {any} strategy @param {string} id of a segment or stage @returns {string[]} */
function needsOfGroup(strategy, id) {
  return Object.hasOwn(strategy.segments ?? {}, id) ? [...needsOfSegment(strategy, id)] : needsOfStages(strategy);
}

/** @param {any} slot that sorts @returns {string[]} */
export function needsOfSort(slot) {
  return Object.keys(slot.signals).some(signal => signal.startsWith('affinity.') || signal === 'seen') ? ['personalization'] : [];
}

/** @param {object} key @param {() => string[]} work @returns {Purposes} */
function once(key, work) {
  const found = known.get(key) ?? new Set(work());
  known.set(key, found);
  return found;
}
