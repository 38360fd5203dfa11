// One strategy in one process of its own: checks that all contestants agree, then times them; writes JSON to the file named.
// node tests/bench/node_child.js '{"name":"200","segments":200,"visitors":100,"events":375,"rounds":9,"budget":40,"warm":800}' OUT
import { writeFileSync } from 'node:fs';
import { hostedCore, rawCore } from './core_contestants.js';
import { javascriptCore, loadModule, MODULES, prepare, runNative, wasmCore } from './prepare.js';
import { madeUpStream, makePreparer, realStream } from './stream.js';
import { firstDifference, median, memberHashes, prepareTiming, takeTurns } from './timing.js';

/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {import('./stream.js').Stream} Stream */
/** @typedef {{ name: string, segments: number, visitors: number, events: number, real?: boolean, idle?: number, only?: string[], rounds: number, budget: number, warm: number }} Order */
/**
 * @typedef {object} Outcome
 * @property {string[]} equal contestants that agree with the core in Wasm after every event
 * @property {string[]} unequal those that do not, with the first event
 * @property {Record<string, number>} ns an event, medians
 * @property {Record<string, number>} seen how many events each was timed on
 * @property {{ block: number, snapshot: number, largest: number }} bytes
 * @property {Record<string, number>} restore microseconds of restore plus decide
 */

/** A careful page from the objects of events: their names become numbers first. @param {Contestant} best @param {Stream} stream @returns {Contestant} */
function fromObjects(best, { lines, vocabulary }) {
  const prepareEvent = makePreparer(vocabulary);
  const one = [prepareEvent(lines[0])];
  return {
    ...best,
    run(_, from, to) {
      for (let i = from; i < to; i++) {
        one[0] = prepareEvent(lines[i]);
        best.run(one, 0, 1);
      }
    },
  };
}

/** @param {Order} order @param {Stream} stream @param {ReturnType<typeof prepare>} made */
async function contestantsOf({ only }, stream, { folder, pack, encoded }) {
  const [wasm, javascript] = [wasmCore(), await javascriptCore()];
  /** @type {Record<string, () => Contestant | Promise<Contestant>>} */
  const makers = {
    wasm: () => rawCore(wasm, pack, encoded),
    wasm_objects: () => hostedCore(wasm, pack, stream.lines),
    javascript: () => rawCore(javascript, pack, encoded),
    best_objects: async () => fromObjects(await loadModule(folder, 'incremental'), stream),
    ...Object.fromEntries(Object.keys(MODULES).map(name => [name, () => loadModule(folder, /** @type {keyof typeof MODULES} */ (name))])),
  };
  const chosen = Object.entries(makers).filter(([name]) => !only || only.includes(name));
  return Promise.all(chosen.map(async ([name, make]) => /** @type {const} */ ([name, await make()])));
}

/** Of engines that take milliseconds an event only the first events are compared. @param {Contestant} contestant @param {Stream} stream */
function hashesInTime(contestant, stream) {
  const begin = Date.now();
  const some = memberHashes(contestant, stream, Math.min(40, stream.prepared.length));
  const most = Math.ceil((4000 * some.length) / Math.max(1, Date.now() - begin));
  return memberHashes(contestant, stream, Math.min(stream.prepared.length, Math.max(some.length, most)));
}

/** @param {ReturnType<typeof rawCore>} core @param {Stream} stream @returns {number} microseconds */
function restoreAndDecide(core, { prepared, starts }) {
  const snapshots = starts.slice(0, -1).map((from, v) => {
    core.reset();
    core.run(prepared, from, starts[v + 1]);
    return core.snapshot();
  });
  const times = Array.from({ length: 20 }, () => {
    const begin = process.cpuUsage();
    for (const snapshot of snapshots) core.restoreAndDecide(snapshot);
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / snapshots.length;
  });
  return median(times.slice(5));
}

/** @param {Order} order @returns {Promise<Outcome>} */
async function carryOut(order) {
  const stream = order.real ? realStream(order.events) : madeUpStream(order.visitors, order.events);
  if (!stream) throw new Error('the real log is not there');
  const made = prepare(order.name, order.segments, stream, order.idle);
  const contestants = await contestantsOf(order, stream, made);
  const core = rawCore(wasmCore(), made.pack, made.encoded);
  const expected = memberHashes(core, stream);
  const native = runNative(made.folder, 1);
  /** @type {string[]} */
  const equal = [];
  /** @type {string[]} */
  const unequal = [];
  (native.hash === expected[expected.length - 1] ? equal : unequal).push('native');
  for (const [name, contestant] of contestants) {
    const difference = firstDifference(expected, hashesInTime(contestant, stream));
    if (difference < 0) equal.push(name);
    else unequal.push(`${name} after event ${difference}`);
  }
  const timed = contestants.map(([name, contestant]) => prepareTiming(name, contestant, stream, order));
  const passes = Math.max(1, Math.round((order.budget * 1e6) / (native.ns * stream.prepared.length)));
  const all = [{ name: 'native', events: stream.prepared.length, sample: () => runNative(made.folder, passes).ns }, ...timed];
  const ns = await takeTurns(all, order.rounds);
  const restore = { native: native.restore, wasm: restoreAndDecide(core, stream), javascript: 0 };
  restore.javascript = restoreAndDecide(rawCore(await javascriptCore(), made.pack, made.encoded), stream);
  return {
    equal,
    unequal,
    ns,
    seen: Object.fromEntries(all.map(({ name, events }) => [name, events])),
    bytes: { block: native.block, snapshot: native.snapshot, largest: native.largest },
    restore,
  };
}

const [order, out] = process.argv.slice(2);
writeFileSync(out, JSON.stringify(await carryOut(JSON.parse(order))));
