// By what a snapshot knows a feature or a segment again under another strategy: the whole of its definition, its name aside.

/** @param {any} feature @param {any} strategy @returns {string} what is remembered for it: of interest a whole dimension, under its settings */
export function measuredAs(feature, strategy) {
  const dimension = feature.affinity ?? feature.top;
  return JSON.stringify(dimension === undefined ? feature : [dimension, strategy.affinity, strategy.price_bands]);
}

/** @param {any} strategy @returns {string[]} */
export function measuresOf(strategy) {
  const signals = Object.values(strategy.slots ?? {}).flatMap(slot => Object.keys(slot.signals ?? {}));
  const dimensions = signals
    .filter(signal => signal.startsWith('affinity.'))
    .map(signal => ({ affinity: signal.slice('affinity.'.length) }));
  return [...Object.values(strategy.features ?? {}), ...dimensions].map(feature => measuredAs(feature, strategy));
}

/** @param {any} strategy @param {string} id @returns {string} the segment with all that it reads, so that one that means something else is another */
export function segmentDefinition(strategy, id) {
  const { when, stay } = strategy.segments[id];
  return JSON.stringify([stay, conditionDefinition(strategy, when)]);
}

/** @param {any} strategy @param {any} condition @returns {any} */
function conditionDefinition(strategy, condition) {
  return Object.entries(condition).map(([key, test]) => {
    if (['all', 'any', 'none', 'of'].includes(key))
      return [key, test.map((/** @type {any} */ part) => conditionDefinition(strategy, part))];
    if (key === 'segment') return [key, [test].flat().map(id => segmentDefinition(strategy, id))];
    if (key === 'stage')
      return [key, test, strategy.stages.map((/** @type {any} */ one) => [one.id, conditionDefinition(strategy, one.when ?? {})])];
    const feature = strategy.features?.[key];
    return [feature === undefined ? key : measuredAs(feature, strategy), feature?.value, test];
  });
}
