// Writes each JavaScript contestant as a module: `make()` gives { reset, run(events, from, to), members(out) }.
import { featuresSource } from './features_source.js';
import { ruleTables } from './rule_tables.js';
import { attributeOf, featuresRead, growthbookCondition, jsonLogicRule } from './segments.js';

/** @typedef {import('./shop.js').Feature} Feature */
/** @typedef {import('./segments.js').Segment} Segment */
/** @typedef {{ segments: Segment[], features: Feature[], vocabulary: import('./shop.js').Vocabulary }} Task */
/**
 * @typedef {object} Contestant
 * @property {() => void} reset a new visitor
 * @property {(events: import('./stream.js').Prepared[], from: number, to: number) => void} run
 * @property {(out: Uint16Array) => number} members writes the segments that the visitor is in, ascending, and returns how many
 */

/** @param {Feature[]} features @returns {string} a value for each feature at the start: NaN where there is none */
const startValues = features => `[${features.map(({ optional }) => (optional ? 'NaN' : '0')).join(', ')}]`;

/** The members of a byte for each segment. */
const MEMBERS_OF_BYTES = `members(out) { let n = 0; for (let s = 0; s < on.length; s++) if (on[s]) out[n++] = s; return n; }`;

const PLAIN_RUN = `
    run(events, from, to) {
      for (let i = from; i < to; i++) {
        ingestFeatures(events[i]);
        for (let s = 0; s < rules.length; s++) on[s] = rules[s]() ? 1 : 0;
      }
    }`;

/** The plainest: a closure a test, a closure a segment, all of them after each event. @param {Task} task */
export function closuresModule({ segments, features, vocabulary }) {
  const assign = (/** @type {number} */ f, /** @type {string} */ value) => `v[${f}] = ${value};`;
  const source = featuresSource(features, featuresRead(segments), vocabulary, { number: assign, label: assign, next: null });
  return `
const RULES = ${JSON.stringify(segments)};
export function make() {
  const START = ${startValues(features)}, v = new Float64Array(START), on = new Uint8Array(RULES.length);
  ${source}
  const test = ({ feature: f, op, value: c }) =>
    op === 'gte' ? () => v[f] >= c : op === 'lt' ? () => v[f] < c : op === 'eq' ? () => v[f] === c : c.length === 1 ? () => v[f] === c[0] : () => c.includes(v[f]);
  const all = tests => () => { for (const one of tests) if (!one()) return false; return true; };
  const any = tests => () => { for (const one of tests) if (one()) return true; return false; };
  const some = (need, tests) => () => { let n = 0; for (const one of tests) if (one()) n++; return n >= need; };
  const rules = RULES.map(({ need, tests }) => {
    const list = tests.map(test);
    return need === list.length ? all(list) : need === 1 ? any(list) : some(need, list);
  });
  return {
    reset() { resetFeatures(); v.set(START); on.fill(0); },${PLAIN_RUN},
    ${MEMBERS_OF_BYTES},
  };
}
`;
}

/** @param {boolean} branchFree */
function counterLoops(branchFree) {
  const [nearer, farther] = branchFree
    ? [
        'const s = POSTS[i], c = --need[s]; bits[s >> 5] ^= (((c - 1) & ~c) >>> 31) << s;',
        'const s = POSTS[i], c = need[s]++; bits[s >> 5] ^= (((c - 1) & ~c) >>> 31) << s;',
      ]
    : [
        'const s = POSTS[i]; if (--need[s] === 0) bits[s >> 5] ^= 1 << s;',
        'const s = POSTS[i]; if (need[s]++ === 0) bits[s >> 5] ^= 1 << s;',
      ];
  return `
  function rise(node) {
    let i = FIRST[2 * node];
    for (const middle = FIRST[2 * node + 1]; i < middle; i++) { ${nearer} }
    for (const end = FIRST[2 * node + 2]; i < end; i++) { ${farther} }
  }
  function fall(node) {
    let i = FIRST[2 * node];
    for (const middle = FIRST[2 * node + 1]; i < middle; i++) { ${farther} }
    for (const end = FIRST[2 * node + 2]; i < end; i++) { ${nearer} }
  }`;
}

/**
 * The best by hand: thresholds sorted by feature, only those passed are visited, each moves the counters of its segments.
 * @param {Task} task
 * @param {boolean} branchFree the counters are moved without a branch
 */
export function incrementalModule({ segments, features, vocabulary }, branchFree) {
  const { need, posts, first, begin, thresholds, labelNodes } = ruleTables(segments, features);
  const style = {
    number: (/** @type {number} */ f, /** @type {string} */ value) => `move(${f}, ${value});`,
    label: (/** @type {number} */ f, /** @type {string} */ value) => `choose(${f}, ${value});`,
    next: (/** @type {number} */ f) => `(position[${f}] < BEGIN[${f + 1}] ? THRESHOLDS[position[${f}]] : Infinity)`,
  };
  const labelBegin = labelNodes.map((_, f) => labelNodes.slice(0, f).flat().length);
  return `
const NEED = new Int8Array(${JSON.stringify(need)}), POSTS = new Uint16Array(${JSON.stringify(posts)});
const FIRST = new Uint32Array(${JSON.stringify(first)}), BEGIN = new Uint16Array(${JSON.stringify(begin)});
const THRESHOLDS = new Float64Array(${JSON.stringify(thresholds)}), LABELS = new Int16Array(${JSON.stringify(labelNodes.flat())});
const LABEL_BEGIN = new Uint16Array(${JSON.stringify([...labelBegin, labelNodes.flat().length])});
export function make() {
  const need = new Int8Array(NEED), bits = new Uint32Array(${Math.ceil(segments.length / 32)}), START = new Uint32Array(bits.length);
  for (let s = 0; s < need.length; s++) if (need[s] <= 0) START[s >> 5] |= 1 << s;
  const position = new Uint16Array(BEGIN.length - 1), label = new Int16Array(BEGIN.length - 1);
  ${counterLoops(branchFree)}
  function move(f, x) {
    let p = position[f];
    const before = p;
    for (const end = BEGIN[f + 1]; p < end && x >= THRESHOLDS[p]; p++) rise(p);
    if (p === before) for (const begin = BEGIN[f]; p > begin && x < THRESHOLDS[p - 1]; ) fall(--p);
    position[f] = p;
  }
  function choose(f, x) {
    const begin = LABEL_BEGIN[f], node = x < LABEL_BEGIN[f + 1] - begin ? LABELS[begin + x] : -1;
    if (node === label[f]) return;
    if (label[f] >= 0) fall(label[f]);
    if (node >= 0) rise(node);
    label[f] = node;
  }
  ${featuresSource(features, featuresRead(segments), vocabulary, style)}
  return {
    reset() {
      resetFeatures();
      need.set(NEED);
      bits.set(START);
      position.set(BEGIN.subarray(0, position.length));
      label.fill(-1);
    },
    run(events, from, to) { for (let i = from; i < to; i++) ingestFeatures(events[i]); },
    members(out) { let n = 0; for (let s = 0; s < need.length; s++) if (bits[s >> 5] >>> s & 1) out[n++] = s; return n; },
  };
}
`;
}

/**
 * Engines that judge rules alone read the values from an object.
 * @param {Task} task
 * @param {string} none what says that there is no value
 * @param {string} begin
 * @param {string} rules
 */
function ruleEngineModule({ segments, features, vocabulary }, none, begin, rules) {
  const assign = (/** @type {number} */ f, /** @type {string} */ value) => `data.${attributeOf(features[f])} = ${value};`;
  const source = featuresSource(features, featuresRead(segments), vocabulary, { number: assign, label: assign, next: null });
  const start = [...featuresRead(segments)].map(f => `${attributeOf(features[f])}: ${features[f].optional ? none : '0'}`);
  return `
${begin}
export function make() {
  const START = { ${start.join(', ')} }, data = { ...START }, on = new Uint8Array(RULES.length);
  ${source}
  ${rules}
  return {
    reset() { resetFeatures(); Object.assign(data, START); on.fill(0); },${PLAIN_RUN},
    ${MEMBERS_OF_BYTES},
  };
}
`;
}

/** @param {Task} task */
export function jsonLogicModule(task) {
  const rules = task.segments.map(segment => jsonLogicRule(segment, task.features));
  return ruleEngineModule(
    task,
    'null',
    `import { LogicEngine } from 'json-logic-engine';\nconst RULES = ${JSON.stringify(rules)};`,
    `const engine = new LogicEngine();
  const built = RULES.map(rule => engine.build(rule));
  const rules = built.map(one => () => one(data));`,
  );
}

/** @param {Task} task */
export function growthbookModule(task) {
  const rules = task.segments.map(segment => growthbookCondition(segment, task.features));
  return ruleEngineModule(
    task,
    'NaN',
    `import { evalCondition } from '@growthbook/growthbook';\nconst RULES = ${JSON.stringify(rules)};`,
    'const rules = RULES.map(rule => () => evalCondition(data, rule));',
  );
}
