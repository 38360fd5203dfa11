// In the page: the core and the best JavaScript in turns on the same stream, once both are warm. Bundled and served by pages.js.
import { hostedCore, rawCore } from './core_contestants.js';
import { memberHashes, prepareTiming, takeTurns } from './timing.js';

const bytesOf = async (/** @type {string} */ url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
const MODULES = ['incremental', 'branch_free', 'closures'];

/** @param {{ rounds: number, budget: number }} options */
async function compare({ rounds, budget }) {
  const stream = await (await fetch('/stream.json')).json();
  const [module, pack, bytes] = await Promise.all([bytesOf('/vitrine.wasm'), bytesOf('/s.pack'), bytesOf('/events')]);
  const compiled = await WebAssembly.compile(module);
  const instantiate = () => /** @type {any} */ (new WebAssembly.Instance(compiled).exports);
  const encoded = { bytes, at: new Uint32Array(stream.at), length: new Uint32Array(stream.length) };
  /** @type {Record<string, import('./contestants.js').Contestant>} */
  const contestants = { wasm: rawCore(instantiate, pack, encoded), wasm_objects: hostedCore(instantiate, pack, stream.lines) };
  for (const name of MODULES) contestants[name] = (await import(`/${name}.js`)).make();
  const hashes = Object.entries(contestants).map(([name, each]) => [name, memberHashes(each, stream).at(-1)]);
  const clock = () => 1000 * performance.now();
  const timed = Object.entries(contestants).map(([name, each]) => prepareTiming(name, each, stream, budget, clock));
  return { hashes: Object.fromEntries(hashes), ns: takeTurns(timed, rounds) };
}

Object.assign(window, { compare });
