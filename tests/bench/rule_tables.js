// The tables of the hand-written incremental JavaScript: thresholds by feature, and which counters each of them moves.

/** @typedef {import('./shop.js').Feature} Feature */
/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {import('./segments.js').Test} Test */
/** @typedef {{ feature: number, threshold: number, up: number[], down: number[] }} Node passed upwards, `up` come nearer to their need and `down` get farther from it */

/**
 * Each test is a sum of steps: `lt c` begins when there is a value and ends at c, `eq c` begins at c and ends at the next integer.
 * @param {Test} test
 * @param {boolean} optional the feature may have no value
 * @returns {{ begins: number[], ends: number[] }} thresholds; -Infinity: there is a value
 */
function stepsOf(test, optional) {
  if (test.op === 'in') return { begins: test.value, ends: [] };
  const { op, value } = test;
  if (op === 'gte') return { begins: [value], ends: [] };
  if (op === 'lt') return { begins: [-Infinity], ends: [value] };
  return { begins: [value === 0 && !optional ? -Infinity : value], ends: [value + 1] };
}

/** What is so at the very start counts at once: a number without "no value" begins at 0. @param {Feature} feature @param {number} threshold */
const holdsAtStart = (feature, threshold) => threshold === -Infinity && !feature.optional;

/**
 * @param {Segment[]} segments
 * @param {Feature[]} features
 */
export function ruleTables(segments, features) {
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  const need = segments.map(segment => segment.need);
  const nodeOf = (/** @type {number} */ feature, /** @type {number} */ threshold) => {
    const key = `${feature} ${threshold}`;
    const node = nodes.get(key) ?? { feature, threshold, up: [], down: [] };
    nodes.set(key, node);
    return node;
  };
  segments.forEach(({ tests }, s) => {
    for (const test of tests) {
      const { begins, ends } = stepsOf(test, features[test.feature].optional ?? false);
      for (const threshold of begins) {
        if (holdsAtStart(features[test.feature], threshold)) need[s]--;
        else nodeOf(test.feature, threshold).up.push(s);
      }
      for (const threshold of ends) nodeOf(test.feature, threshold).down.push(s);
    }
  });
  const sorted = [...nodes.values()].sort((a, b) => a.feature - b.feature || a.threshold - b.threshold);
  return flatten(sorted, need, features);
}

/** @param {Node[]} nodes sorted @param {number[]} need @param {Feature[]} features */
function flatten(nodes, need, features) {
  /** @type {number[]} */
  const posts = [];
  /** Of node n: up from first[2n], down from first[2n + 1], the end at first[2n + 2]. @type {number[]} */
  const first = [];
  for (const { up, down } of nodes) {
    first.push(posts.length, posts.length + up.length);
    posts.push(...up, ...down);
  }
  first.push(posts.length);
  const begin = features.map((_, f) => nodes.filter(node => node.feature < f).length);
  begin.push(nodes.length);
  // A label's node by its number; -1: no segment names it.
  const labelNodes = features.map(({ labels }, f) =>
    labels ? [-1, ...labels.map((_, i) => nodes.findIndex(node => node.feature === f && node.threshold === i + 1))] : [],
  );
  return { need, posts, first, begin, thresholds: nodes.map(node => (node.threshold === -Infinity ? -1e300 : node.threshold)), labelNodes };
}
