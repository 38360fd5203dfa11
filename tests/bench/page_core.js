// In the page: a visitor's first events in the core as the package loads it. Bundled and served by pages.js.
import { makeCore } from '../../js/src/host/core.js';
import { fetchBytes, instantiateNow, load } from '../../js/src/host/load.js';
import { makeVisitor } from '../../js/src/host/visitor.js';

/** @typedef {import('../../js/src/host/encoder.js').LogEvent} LogEvent */

/**
 * As the module does it: compiled while the page goes on.
 * @param {LogEvent[]} lines
 * @returns {Promise<{ members: number[], at: Record<string, number> }>} the members afterwards; when each part was done
 */
export async function first(lines) {
  const begun = performance.now();
  const [instantiate, pack] = await Promise.all([load(location.origin), fetchBytes('/s.pack')]);
  const loaded = performance.now();
  const visitor = makeVisitor(makeCore(instantiate, pack));
  const ready = performance.now();
  for (const line of lines) visitor.ingest(line);
  return { members: visitor.segments().map(Number), at: { begun, loaded, ready, done: performance.now() } };
}

/**
 * As the one-file script does it: compiled at once.
 * @param {LogEvent[]} lines
 * @returns {Promise<{ ms: number, at: Record<string, number> }>} milliseconds from the bytes to the first decision
 */
export async function decision(lines) {
  const [module, pack] = await Promise.all([fetchBytes('/vitrine.wasm'), fetchBytes('/s.pack')]);
  const begun = performance.now();
  const instantiate = instantiateNow(/** @type {BufferSource} */ (module));
  const compiled = performance.now();
  const core = makeCore(instantiate, pack);
  const ready = performance.now();
  const visitor = makeVisitor(core);
  visitor.ingest(lines[0]);
  visitor.decide('home.hero');
  const done = performance.now();
  return { ms: done - begun, at: { begun, compiled, ready, done } };
}
