// Two more questions in a process of their own: what idle segments cost, and whether memory grows.
// node --expose-gc --min-semi-space-size=128 --max-semi-space-size=128 tests/bench/extra_child.js idle|memory '{...}' OUT
import { writeFileSync } from 'node:fs';
import { hostedCore, rawCore } from './core_contestants.js';
import { javascriptCore, prepare, runNative, wasmCore } from './prepare.js';
import { madeUpStream } from './stream.js';
import { firstDifference, memberHashes, pass, prepareTiming, takeTurns } from './timing.js';

/** @typedef {import('./contestants.js').Contestant} Contestant */
/** @typedef {{ visitors: number, events: number, rounds: number, budget: number, warm: number, idle: number, live: number }} Order */
/** @typedef {{ name: string, heap: number, core: number, allocated: number }} Growth bytes of JavaScript heap and core after as many events again; bytes allocated an event */

/** 5,000 segments that read nothing of the stream, beside some that live. @param {Order} order */
async function idle({ visitors, events, rounds, idle, live, ...options }) {
  const stream = madeUpStream(visitors, events);
  const [without, with_] = [prepare('live', live, stream), prepare('live_and_idle', live, stream, idle)];
  const cores = [without, with_].map(({ pack, encoded }) => rawCore(wasmCore(), pack, encoded));
  const [expected, got] = cores.map(core => memberHashes(core, stream));
  const names = ['wasm', 'wasm_idle'];
  const timed = cores.map((core, i) => prepareTiming(names[i], core, stream, options));
  const ns = await takeTurns(
    [
      ...timed,
      { name: 'native', sample: () => runNative(without.folder, 10).ns },
      { name: 'native_idle', sample: () => runNative(with_.folder, 10).ns },
    ],
    rounds,
  );
  return { ns, equal: firstDifference(expected, got) < 0 };
}

const heap = () => {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** @param {string} name @param {Contestant} contestant @param {() => number} coreBytes @param {import('./stream.js').Stream} stream @returns {Growth} */
function growth(name, contestant, coreBytes, stream) {
  const rounds = Math.ceil(100_000 / stream.prepared.length);
  const work = () => {
    for (let i = 0; i < rounds; i++) pass(contestant, stream, stream.prepared.length);
  };
  work();
  const before = { heap: heap(), core: coreBytes() };
  work();
  const after = { heap: heap(), core: coreBytes() };
  // The young generation is large enough that nothing is collected meanwhile.
  const few = Math.min(20_000, stream.prepared.length);
  const begin = process.memoryUsage().heapUsed;
  pass(contestant, stream, few);
  const allocated = (process.memoryUsage().heapUsed - begin) / few;
  return { name, heap: after.heap - before.heap, core: after.core - before.core, allocated };
}

/** @param {Order} order */
async function memory({ visitors, events }) {
  const stream = madeUpStream(visitors, events);
  const { pack, encoded } = prepare('memory', 200, stream);
  const javascript = await javascriptCore();
  const raw = rawCore(wasmCore(), pack, encoded);
  const hosted = hostedCore(wasmCore(), pack, stream.lines);
  const translated = hostedCore(javascript, pack, stream.lines);
  return [
    growth('Wasm, bytes', raw, () => 0, stream),
    growth('Wasm, objects', hosted, hosted.memoryBytes, stream),
    growth('JavaScript, objects', translated, translated.memoryBytes, stream),
  ];
}

const [question, order, out] = process.argv.slice(2);
writeFileSync(out, JSON.stringify(question === 'idle' ? await idle(JSON.parse(order)) : await memory(JSON.parse(order))));
