// In the page: the core and the best JavaScript on the same stream, ready to be timed from outside. Bundled and served by pages.js.
import { hostedCore, rawCore } from './core_contestants.js';
import { memberHashes, prepareTiming } from './timing.js';

const bytesOf = async (/** @type {string} */ url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const MODULES = ['incremental', 'branch_free', 'closures'];

/** @type {Map<string, () => number>} */
const samples = new Map();

/** Warms all contestants up. @param {{ budget: number, warm: number }} options @returns {Promise<Record<string, number>>} the hash of their members */
async function begin(options) {
  const stream = await (await fetch('/stream.json')).json();
  const [module, pack, bytes] = await Promise.all([bytesOf('/vitrine.wasm'), bytesOf('/s.pack'), bytesOf('/events')]);
  const compiled = await WebAssembly.compile(module);
  const instantiate = () => /** @type {any} */ (new WebAssembly.Instance(compiled).exports);
  const encoded = { bytes, at: new Uint32Array(stream.at), length: new Uint32Array(stream.length) };
  /** @type {Record<string, import('./contestants.js').Contestant>} */
  const contestants = { wasm: rawCore(instantiate, pack, encoded), wasm_objects: hostedCore(instantiate, pack, stream.lines) };
  for (const name of MODULES) contestants[name] = (await import(`/${name}.js`)).make();
  const hashes = Object.entries(contestants).map(([name, each]) => [name, memberHashes(each, stream).at(-1)]);
  for (const [name, each] of Object.entries(contestants)) {
    const timed = prepareTiming(name, each, stream, options, () => 1000 * performance.now());
    samples.set(name, timed.work);
  }
  return Object.fromEntries(hashes);
}

/** A page cannot read its CPU time; who calls this can. @param {string} name @returns {number} events taken */
const sample = name => samples.get(name)?.() ?? 0;

Object.assign(window, { begin, sample });
